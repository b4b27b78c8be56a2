"""The layouts of the object model: types, functions, exceptions, generators, iterators.

The containers and numbers are in :mod:`tamapy.runtime.layout`. A field of type
``object`` or of another object's struct is a value the collector follows; the
rest is raw. ``LAYOUTS`` tells which struct the instances of each built-in type have.
"""

import weakref
from types import (
    AsyncGeneratorType,
    BuiltinFunctionType,
    CellType,
    CodeType,
    CoroutineType,
    FrameType,
    FunctionType,
    GeneratorType,
    GenericAlias,
    GetSetDescriptorType,
    MappingProxyType,
    MemberDescriptorType,
    MethodDescriptorType,
    MethodType,
    ModuleType,
    TracebackType,
)

from tamapy.metal import Array, Struct, isize, u16, u32, usize
from tamapy.runtime.layout import (
    Buffer,
    ByteArray,
    Bytes,
    Complex,
    Dict,
    Float,
    Int,
    List,
    Object,
    Set,
    Str,
    Tuple,
    Vector,
)

#: ``dict_offset`` and ``weak_offset`` from here on are in bytes from the instance's start,
#: below it they count words behind the variable part, from 1.
LEAST_OFFSET = 4


class Type(Object):
    """A class. ``slots`` holds the special methods found through the MRO, by index."""

    name: object
    qualname: object
    base: "Type"
    bases: Tuple
    mro: Tuple
    dict: Dict
    subclasses: object  # a list of the direct subclasses
    flags: usize
    size: usize  # bytes of an instance without its variable part
    item_size: usize  # bytes of an item of the variable part, 0 if there is none
    dict_offset: usize  # where instances keep their __dict__, 0 if they have none
    weak_offset: usize  # where instances keep their weak references, 0 if none
    trace: usize  # bit i set: word i of an instance is a value
    trace_tail: usize  # 1: all words from `size` on are values
    names: Tuple  # of the attributes that instances keep in themselves (values.py)
    shape: Tuple  # the same if compiled code may go to their values at once, else empty
    slots: Array[object]


class Code(Object):
    """What is known of a function's code. ``entry`` takes (function, parameter array).

    ``varnames`` has the parameters' names, in the application's code those of all local
    variables.
    """

    entry: usize
    name: object
    qualname: object
    filename: object
    varnames: Tuple
    freevars: Tuple
    doc: object
    lines: object  # the packed places for tracebacks, or null
    flags: usize
    first_line: usize
    argcount: u16
    posonly: u16
    kwonly: u16
    params: u16  # how many parameters the entry takes, *args and **kwargs included


class Row(Object):
    """An ``array``: its slots in the order of their names."""

    code: object
    data: ByteArray
    format: object
    kind: object  # a small int: what ``items.py`` has to know of the items
    size: object


class Function(Object):
    """A function object."""

    entry: usize
    code: Code
    globals: object
    closure: object
    defaults: object
    kwdefaults: object
    name: object
    qualname: object
    module: object
    doc: object
    annotations: object
    dict: object
    weak: object


class Method(Object):
    """A bound method."""

    function: object
    receiver: object
    weak: object


class Cell(Object):
    """A variable shared by closures; null while unbound."""

    value: object


class Module(Object):
    """A module."""

    dict: object
    weak: object


class Instance(Object):
    """The least an instance of a class statement has."""

    dict: object
    weak: object


class Slice(Object):
    """``slice``."""

    start: object
    stop: object
    step: object


class Range(Object):
    """``range``."""

    start: object
    stop: object
    step: object
    length: object


class Exception_(Object):
    """Every exception."""

    dict: object
    args: object
    traceback: object
    cause: object
    context: object
    suppress: object
    weak: object


class ValueException(Exception_):
    """``SystemExit`` (``code``) and ``StopIteration`` (``value``)."""

    value: object


class OSException(Exception_):
    """``OSError``."""

    errno: object
    strerror: object
    filename: object
    filename2: object
    written: object


class ImportException(Exception_):
    """``ImportError``."""

    msg: object
    name: object
    path: object


class NamedException(Exception_):
    """``NameError`` and ``AttributeError``."""

    name: object
    obj: object


class UnicodeException(Exception_):
    """``UnicodeEncodeError`` and its like."""

    encoding: object
    subject: object
    start: object
    end: object
    reason: object


class SyntaxException(Exception_):
    """``SyntaxError``."""

    msg: object
    filename: object
    lineno: object
    offset: object
    text: object
    end_lineno: object
    end_offset: object
    print_file_and_line: object


class GroupException(Exception_):
    """``BaseExceptionGroup``."""

    message: object
    exceptions: object


class Traceback(Object):
    """A traceback entry."""

    next: object
    code: object
    line: object  # null but for entries that programs make
    position: object  # index into the code's table; of made entries what tb_lasti tells
    frame: object


class Frame(Object):
    """What is known of a running, suspended or failed function."""

    code: object
    globals: object
    back: object
    line: usize  # 0 while only the place in the machine's code is known
    place: usize


#: What ``Generator.status`` may be. One that is linked is suspended, or run for what it delegates
#: to (``delegation``).
SUSPENDED, RUNNING, FINISHED, LINKED = 0, 1, 2, 3


class Generator(Object):
    """A suspended function. ``frame`` holds the variables that live across a ``yield``."""

    function: Function
    resume: usize
    state: u32  # the block to resume at; 0 at the start
    line: u32  # of the last ``yield``; 0 at the start
    status: u32
    marks: u32  # of asynchronous generators: bits of async_generators
    handled: object
    delegate: object
    result: object
    name: object
    qualname: object
    origin: object  # of coroutines: who made them, if that is asked for; else null
    weak: object
    resumed_by: usize  # if it is linked: the address of who delegates to it
    innermost: usize  # the address of what is run for it in this epoch; 0: not known
    epoch: u32  # of delegation
    length: u32
    frame: Array[object]


class Coroutine(Generator):
    """What calling an ``async def`` gives."""


class AsyncGenerator(Generator):
    """What calling an ``async def`` with a ``yield`` in it gives."""


class CoroutineWrapper(Object):
    """The iterator ``coroutine.__await__()`` gives."""

    coroutine: Coroutine


class AsyncStep(Object):
    """What ``__anext__`` and ``asend`` give to be awaited."""

    generator: AsyncGenerator
    status: usize  # 0 new, 1 awaited, 2 closed
    value: object  # to be sent; the arguments of ``athrow``, null for ``aclose``


class AsyncThrow(AsyncStep):
    """What ``athrow`` and ``aclose`` give to be awaited."""


class AnextAwaitable(Object):
    """``anext(iterator, default)``."""

    wrapped: object
    default: object


class Computed(Object):
    """An attribute that functions compute."""

    get: object
    set: object
    delete: object
    doc: object
    name: object


class Property(Computed):
    """``property``."""

    dict: object


class GetSet(Computed):
    """A computed attribute of a built-in type."""

    owner: object


class StaticMethod(Object):
    """``staticmethod``."""

    function: object
    dict: object


class ClassMethod(Object):
    """``classmethod``."""

    function: object
    dict: object


class Super(Object):
    """``super``."""

    owner: object
    receiver: object
    receiver_type: object
    dict: object


class Member(Object):
    """The descriptor of a ``__slots__`` entry, or of a field of a built-in type."""

    name: object
    owner: object
    offset: usize
    read_only: usize
    doc: object


class MappingProxy(Object):
    """A read-only view of a mapping."""

    mapping: object


class Alias(Object):
    """``list[int]``."""

    origin: object
    args: object
    parameters: object
    unpacked: object
    dict: object
    weak: object


class Union(Object):
    """``int | str``."""

    args: object
    parameters: object


class SequenceIterator(Object):
    """An iterator that indexes: ``list``, ``tuple``, ``str``, ``bytes``, old protocol."""

    sequence: object
    index: isize


class DictIterator(Object):
    """An iterator over a dict's entries; ``kind``: 0 keys, 1 values, 2 items."""

    owner: object
    index: usize
    size: usize
    remaining: usize
    kind: usize
    step: isize


class DictView(Object):
    """``dict.keys()`` and its like."""

    owner: object


class RangeIterator(Object):
    """An iterator over a range of small ints."""

    next: isize
    step: isize
    remaining: isize


class LongRangeIterator(Object):
    """An iterator over a range of ints of any size."""

    next: object
    step: object
    remaining: object


class CallableIterator(Object):
    """``iter(callable, sentinel)``."""

    callable: object
    sentinel: object


class Enumerate(Object):
    """``enumerate``."""

    iterator: object
    count: object


class Zip(Object):
    """``zip``."""

    iterators: object
    strict: object


class Map(Object):
    """``map``."""

    function: object
    iterators: object


class Filter(Object):
    """``filter``."""

    function: object
    iterator: object


class Reversed(Object):
    """``reversed``."""

    sequence: object
    index: object


class MemoryView(Object):
    """``memoryview``: a window on the storage (bytes or a Buffer) of the exporter.

    Offsets, lengths and strides are in bytes.
    """

    owner: object
    storage: object
    format: object
    shape: object
    strides: object
    offset: isize
    length: isize
    item_size: isize
    read_only: usize
    released: usize
    entered: usize  # blocks that hold the exporter's size
    hash: object
    weak: object


class WeakReference(Object):
    """``weakref.ref``: ``referent`` is hidden from the collector; ``next`` chains an object's."""

    referent: usize
    next: object
    callback: object
    hash: object


class _Indexed:
    """Only its iterator's type is of use."""

    __getitem__ = None


async def _coroutine():
    """Only its type and its iterator's are of use."""


async def _async_generator():
    """Only its steps' types are of use."""
    yield


def _coroutine_wrapper():
    made = _coroutine()
    made.close()
    return type(made.__await__())


COROUTINE_WRAPPER = _coroutine_wrapper()
ASYNC_SEND = type(_async_generator().asend(None))
ASYNC_THROW = type(_async_generator().aclose())
ANEXT_AWAITABLE = type(anext(_async_generator(), None))

#: Structs of the built-in types' instances.
LAYOUTS: dict[type, type[Struct]] = {
    object: Object,
    int: Int,
    float: Float,
    complex: Complex,
    str: Str,
    bytes: Bytes,
    bytearray: ByteArray,
    list: List,
    tuple: Tuple,
    dict: Dict,
    set: Set,
    frozenset: Set,
    type: Type,
    FunctionType: Function,
    BuiltinFunctionType: Function,
    MethodDescriptorType: Function,
    CodeType: Code,
    MethodType: Method,
    CellType: Cell,
    ModuleType: Module,
    slice: Slice,
    range: Range,
    BaseException: Exception_,
    SystemExit: ValueException,
    StopIteration: ValueException,
    OSError: OSException,
    ImportError: ImportException,
    NameError: NamedException,
    AttributeError: NamedException,
    UnicodeEncodeError: UnicodeException,
    UnicodeDecodeError: UnicodeException,
    UnicodeTranslateError: UnicodeException,
    SyntaxError: SyntaxException,
    BaseExceptionGroup: GroupException,
    TracebackType: Traceback,
    FrameType: Frame,
    GeneratorType: Generator,
    CoroutineType: Coroutine,
    AsyncGeneratorType: AsyncGenerator,
    COROUTINE_WRAPPER: CoroutineWrapper,
    ASYNC_SEND: AsyncStep,
    ASYNC_THROW: AsyncThrow,
    ANEXT_AWAITABLE: AnextAwaitable,
    property: Property,
    staticmethod: StaticMethod,
    classmethod: ClassMethod,
    super: Super,
    MemberDescriptorType: Member,
    GetSetDescriptorType: GetSet,
    MappingProxyType: MappingProxy,
    GenericAlias: Alias,
    type(int | str): Union,
    enumerate: Enumerate,
    zip: Zip,
    map: Map,
    filter: Filter,
    reversed: Reversed,
    memoryview: MemoryView,
    type(iter([])): SequenceIterator,
    type(iter(_Indexed())): SequenceIterator,
    type(iter(())): SequenceIterator,
    type(iter("")): SequenceIterator,
    type(iter("\u0100")): SequenceIterator,
    type(iter(b"")): SequenceIterator,
    type(iter(bytearray())): SequenceIterator,
    type(iter({})): DictIterator,
    type(iter({}.values())): DictIterator,
    type(iter({}.items())): DictIterator,
    type(reversed({})): DictIterator,
    type(reversed({}.values())): DictIterator,
    type(reversed({}.items())): DictIterator,
    type(iter(set())): DictIterator,
    type({}.keys()): DictView,
    type({}.values()): DictView,
    type({}.items()): DictView,
    type(iter(range(0))): RangeIterator,
    type(iter(range(1 << 70))): LongRangeIterator,
    type(iter(int, 0)): CallableIterator,
    type(reversed([])): SequenceIterator,
    weakref.ref: WeakReference,
    weakref.ProxyType: WeakReference,
    weakref.CallableProxyType: WeakReference,
}

__all__ = [
    "LAYOUTS", "Alias", "Array", "Buffer", "ByteArray", "Bytes", "Cell", "ClassMethod", "Code",
    "Complex", "Dict", "Exception_", "Float", "Function", "Generator", "Int", "List", "Method",
    "Module", "Object", "Set", "Str", "Struct", "Tuple", "Type", "Vector", "isize", "usize",
]
