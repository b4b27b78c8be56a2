"""Functions, built-in functions, bound methods, code objects, cells and generators."""

from types import (
    BuiltinFunctionType,
    CodeType,
    FrameType,
    FunctionType,
    GeneratorType,
    MethodType,
    TracebackType,
)

from tamapy.metal import (
    Ptr,
    cast,
    copy_bytes,
    is_null,
    metal,
    null,
    sizeof,
    type_object,
    u8,
    usize,
)
from tamapy.runtime import (
    attributes,
    binding,
    boxing,
    call_stack,
    calls,
    delegation,
    functions,
    generators,
    imports,
    lines,
    places,
    scopes,
    types,
    uncaught,
)
from tamapy.runtime.heap import heap_alloc
from tamapy.runtime.methods.objects_ import address_text
from tamapy.runtime.objects import Code, Frame, Function, Generator, Method, Traceback
from tamapy.runtime.optional import or_none, or_null
from tamapy.runtime.registry import implements


def check_text(value, name):
    """``__name__`` and ``__qualname__`` have to be text."""
    if not isinstance(value, str):
        raise TypeError(f"{name} must be set to a string object")
    return value


def check_kind(value, kind, name):
    """An attribute that takes one type or ``None``."""
    if value is not None and not isinstance(value, kind):
        raise TypeError(f"{name} must be set to a {kind.__name__} object")
    return value


@implements(FunctionType)
class FunctionMethods:
    """Functions made by ``def`` and ``lambda``."""

    def __new__(class_, code, globals, name=None, argdefs=None, closure=None):
        if not isinstance(code, CodeType):
            raise TypeError(
                "function() argument 'code' must be code, not " + type(code).__name__
            )
        return new_function(code, globals, name, argdefs, closure)

    def __call__(self, /, *args, **kwargs):
        return calls.call_unpacked(self, list(args), kwargs)

    def __get__(self, instance, owner=None, /):
        return self if instance is None else attributes.new_method(self, instance)

    def __repr__(self: Function, /):
        return f"<function {self.qualname} at {address_text(self)}>"

    @property
    def dunder_name(self: Function):
        return self.name

    @dunder_name.setter
    def dunder_name(self: Function, value):
        self.name = check_text(value, "__name__")

    @property
    def dunder_qualname(self: Function):
        return self.qualname

    @dunder_qualname.setter
    def dunder_qualname(self: Function, value):
        self.qualname = check_text(value, "__qualname__")

    @property
    def dunder_module(self: Function):
        return or_none(self.module)

    @dunder_module.setter
    def dunder_module(self: Function, value):
        self.module = value

    @dunder_module.deleter
    def dunder_module(self: Function):
        self.module = None

    @property
    def dunder_doc(self: Function):
        return or_none(self.doc)

    @dunder_doc.setter
    def dunder_doc(self: Function, value):
        self.doc = value

    @dunder_doc.deleter
    def dunder_doc(self: Function):
        self.doc = None

    @property
    def __defaults__(self: Function):
        return or_none(self.defaults)

    @__defaults__.setter
    def __defaults__(self: Function, value):
        self.defaults = or_null(check_kind(value, tuple, "__defaults__"))

    @__defaults__.deleter
    def __defaults__(self: Function):
        self.defaults = null(object)

    @property
    def __kwdefaults__(self: Function):
        return or_none(self.kwdefaults)

    @__kwdefaults__.setter
    def __kwdefaults__(self: Function, value):
        self.kwdefaults = or_null(check_kind(value, dict, "__kwdefaults__"))

    @__kwdefaults__.deleter
    def __kwdefaults__(self: Function):
        self.kwdefaults = null(object)

    @property
    def dunder_annotations(self: Function):
        if is_null(self.annotations):
            self.annotations = {}
        return self.annotations

    @dunder_annotations.setter
    def dunder_annotations(self: Function, value):
        self.annotations = or_null(check_kind(value, dict, "__annotations__"))

    @dunder_annotations.deleter
    def dunder_annotations(self: Function):
        self.annotations = null(object)

    @property
    def __code__(self: Function):
        return self.code

    @__code__.setter
    def __code__(self: Function, value):
        if not isinstance(value, CodeType):
            raise TypeError("__code__ must be set to a code object")
        check_closure(self, len(value.co_freevars))
        functions.set_code(self, value)

    @property
    def __globals__(self: Function):
        return self.globals

    @property
    def __closure__(self: Function):
        return or_none(self.closure)

    @property
    def __builtins__(self: Function):
        return self.globals.get("__builtins__", scopes.builtin_names)


def check_closure(function, given):
    """The code that a function gets has to fit the cells that it has."""
    needed = len(function.__closure__ or ())
    if given != needed:
        raise ValueError(
            f"{function.__name__}() requires a code object with {needed} free vars, not {given}"
        )


def new_function(code, space, name, defaults, closure):
    """``types.FunctionType(code, globals, name, argdefs, closure)``."""
    needed = len(code.co_freevars)
    given = 0 if closure is None else len(closure)
    if needed != given:
        raise ValueError(f"{code.co_name} requires closure of length {needed}, not {given}")
    made = functions.make_function(
        code, space, or_null(closure), or_null(defaults), null(object), null(object)
    )
    if name is not None:
        made.__name__ = name
    return made


def signature_of(function: Function):
    """What ``inspect`` finds of a built-in function's parameters."""
    inspect = imports.modules().get("inspect")
    if inspect is None:
        raise AttributeError("__signature__")
    code = function.code
    defaults = or_none(function.defaults) or ()
    optional = dict(
        zip(reversed(code.varnames[:code.argcount]), reversed(defaults), strict=False)
    )
    optional.update(or_none(function.kwdefaults) or {})
    kinds = ["POSITIONAL_ONLY"] * code.posonly
    kinds += ["POSITIONAL_OR_KEYWORD"] * (code.argcount - code.posonly)
    named = code.argcount + code.kwonly
    names = list(code.varnames[:code.argcount])
    if code.flags & binding.ARGS:
        kinds.append("VAR_POSITIONAL")
        names.append(code.varnames[named])
    kinds += ["KEYWORD_ONLY"] * code.kwonly
    names += code.varnames[code.argcount:named]
    if code.flags & binding.KWARGS:
        kinds.append("VAR_KEYWORD")
        names.append(code.varnames[code.params - 1])
    parameter = inspect.Parameter
    return inspect.Signature([
        parameter(name, getattr(parameter, kind), default=optional.get(name, parameter.empty))
        for name, kind in zip(names, kinds, strict=True)
    ])


@implements(BuiltinFunctionType)
class BuiltinFunctionMethods:
    """The runtime's own functions."""

    def __call__(self, /, *args, **kwargs):
        return calls.call_unpacked(self, list(args), kwargs)

    def __repr__(self: Function, /):
        return f"<built-in function {self.name}>"

    def __reduce__(self: Function, /):
        return self.qualname

    @property
    def dunder_name(self: Function):
        return self.name

    @property
    def dunder_qualname(self: Function):
        return self.qualname

    @property
    def dunder_module(self: Function):
        return or_none(self.module)

    @property
    def dunder_doc(self: Function):
        return or_none(self.doc)

    @property
    def dunder_text_signature(self):
        return None

    @property
    def dunder_signature(self):
        return signature_of(self)

    @property
    def __self__(self: Function):
        return imports.modules().get(self.module)


@implements(calls.METHOD_DESCRIPTOR)
class MethodDescriptorMethods:
    """Methods of built-in types, unbound."""

    def __call__(self, /, *args, **kwargs):
        return calls.call_unpacked(self, list(args), kwargs)

    def __get__(self, instance, owner=None, /):
        return self if instance is None else attributes.new_method(self, instance)

    def __repr__(self: Function, /):
        owner, _, name = self.qualname.rpartition(".")
        return f"<method '{name}' of '{owner}' objects>"

    def __reduce__(self: Function, /):
        owner, _, name = self.qualname.rpartition(".")
        return (getattr, (getattr(__import__("builtins"), owner), name))

    @property
    def dunder_name(self: Function):
        return self.name

    @property
    def dunder_qualname(self: Function):
        return self.qualname

    @property
    def dunder_doc(self: Function):
        return or_none(self.doc)

    @property
    def dunder_text_signature(self):
        return None

    @property
    def dunder_signature(self):
        return signature_of(self)

    @property
    def __objclass__(self: Function):
        owner, _, _ = self.qualname.rpartition(".")
        return getattr(__import__("builtins"), owner)


@implements(MethodType)
class MethodMethods:
    """Bound methods."""

    def __new__(class_, function, instance, /):
        if not callable(function):
            raise TypeError("first argument must be callable")
        if instance is None:
            raise TypeError("instance must not be None")
        return attributes.new_method(function, instance)

    def __call__(self: Method, /, *args, **kwargs):
        return calls.call_unpacked(self.function, [self.receiver, *args], kwargs)

    def __getattribute__(self: Method, name, /):
        if name != "__dict__":
            found = attributes.generic_or_null(self, name)
            if not is_null(found):
                return found
        return getattr(self.function, name)

    def __repr__(self: Method, /):
        function = self.function
        name = getattr(function, "__qualname__", getattr(function, "__name__", None))
        if not isinstance(name, str):
            name = "?"
        if type(function) not in (calls.METHOD_DESCRIPTOR, BuiltinFunctionType):
            return f"<bound method {name} of {self.receiver!r}>"
        kind = type(self.receiver).__name__
        name = getattr(function, "__name__", name)
        return f"<built-in method {name} of {kind} object at {address_text(self.receiver)}>"

    def __eq__(self: Method, other, /):
        if not isinstance(other, MethodType):
            return NotImplemented
        return self.function == method_function(other) and self.receiver is method_receiver(other)

    def __hash__(self: Method, /):
        return hash(id(self.receiver)) ^ hash(self.function)

    def __reduce__(self: Method, /):
        return (getattr, (self.receiver, self.function.__name__))

    @property
    def __func__(self: Method):
        return self.function

    @property
    def __self__(self: Method):
        return self.receiver

    @property
    def dunder_doc(self: Method):
        return getattr(self.function, "__doc__", None)


@metal
def method_function(method: object) -> object:
    """``__func__``."""
    return cast(Method, method).function


@metal
def method_receiver(method: object) -> object:
    """``__self__``."""
    return cast(Method, method).receiver


@implements(CodeType)
class CodeMethods:
    """Code objects: what is kept of a function's text."""

    def __repr__(self: Code, /):
        return (
            f"<code object {self.name} at {address_text(self)}, file \"{self.filename}\", "
            f"line {self.first_line}>"
        )

    @property
    def co_name(self: Code):
        return self.name

    @property
    def co_qualname(self: Code):
        return self.qualname

    @property
    def co_filename(self: Code):
        return self.filename

    @property
    def co_firstlineno(self: Code):
        return self.first_line

    @property
    def co_argcount(self: Code):
        return self.argcount

    @property
    def co_posonlyargcount(self: Code):
        return self.posonly

    @property
    def co_kwonlyargcount(self: Code):
        return self.kwonly

    @property
    def co_flags(self: Code):
        return self.flags

    def co_positions(self: Code, /):
        line = self.first_line
        start = (0, 1, 0, 0) if self.name == "<module>" else (line, line, 0, 0)
        rows = places.rows(self)
        return iter([uncaught.columns(row) if row[0] else start for row in rows])

    def replace(self: Code, /, **changes):
        return replaced_code(self, changes)

    @property
    def co_varnames(self: Code):
        return self.varnames

    @property
    def co_freevars(self: Code):
        return self.freevars


#: Flags that do not tell how the code was compiled: that a generator may be awaited, and
#: what ``__future__`` features its module uses.
FREE_FLAGS = generators.ITERABLE_COROUTINE | 0xFFF0000
#: What can be given to ``code.replace``: names of compiled code's attributes.
FIXED_PARTS = frozenset((
    "co_argcount", "co_posonlyargcount", "co_kwonlyargcount", "co_nlocals", "co_stacksize",
    "co_code", "co_consts", "co_names", "co_varnames", "co_freevars", "co_cellvars",
    "co_linetable", "co_exceptiontable",
))


def replaced_code(code, changes):
    """A copy of a code object with what only describes it changed."""
    flags = changes.pop("co_flags", code.co_flags)
    if (flags ^ code.co_flags) & ~FREE_FLAGS:
        raise NotImplementedError("the kind of compiled code cannot be changed")
    made = copied_code(
        code, flags, changes.pop("co_firstlineno", code.co_firstlineno),
        changes.pop("co_name", code.co_name), changes.pop("co_qualname", code.co_qualname),
        changes.pop("co_filename", code.co_filename),
    )
    for name in changes:
        if name in FIXED_PARTS:
            raise NotImplementedError(f"{name} of compiled code cannot be changed")
        raise TypeError(f"'{name}' is an invalid keyword argument for replace()")
    return made


def copied_code(code: Code, flags: usize, line: usize, name, qualname, filename):
    """A copy of a code object that tells these things of itself."""
    made = duplicate(code)
    made.flags = flags
    made.first_line = line
    made.name = check_text(name, "co_name")
    made.qualname = check_text(qualname, "co_qualname")
    made.filename = check_text(filename, "co_filename")
    return made


def set_filename(code: Code, filename):
    """Have a code object tell that it comes from another file."""
    code.filename = check_text(filename, "co_filename")


@metal
def duplicate(code: Code) -> Code:
    """An exact copy."""
    made = heap_alloc(type_object(CodeType), sizeof(Code))
    copy_bytes(cast(Ptr[u8], made), cast(Ptr[u8], code), sizeof(Code))
    return cast(Code, made)


def thrown(kind, value, traceback):
    """The exception that ``generator.throw`` is to raise."""
    if traceback is not None and not isinstance(traceback, TracebackType):
        raise TypeError("throw() third argument must be a traceback object")
    if isinstance(kind, BaseException):
        if value is not None:
            raise TypeError("instance exception may not have a separate value")
        made = kind
    elif isinstance(kind, type) and issubclass(kind, BaseException):
        made = value if isinstance(value, kind) else made_of(kind, value)
    else:
        raise TypeError(
            "exceptions must be classes or instances deriving from BaseException, not "
            + type(kind).__name__
        )
    if traceback is not None:
        made.__traceback__ = traceback
    return made


def made_of(kind, value):
    """An exception of a class; what goes wrong in making it is thrown in its place."""
    try:
        if value is None:
            made = kind()
        elif isinstance(value, tuple):
            made = kind(*value)
        else:
            made = kind(value)
    except BaseException as error:
        return error
    if isinstance(made, BaseException):
        return made
    return TypeError(
        f"calling {kind!r} should have returned an instance of BaseException, not "
        + type(made).__name__
    )


@implements(GeneratorType)
class GeneratorMethods:
    """Generators."""

    def __iter__(self, /):
        return self

    def __next__(self: Generator, /):
        return generators.send(self, None)

    def send(self: Generator, value, /):
        return generators.send(self, value)

    def throw(self: Generator, kind, value=None, traceback=None, /):
        return generators.throw_into(self, thrown(kind, value, traceback), True)

    def close(self: Generator, /):
        generators.close(self)

    def __repr__(self: Generator, /):
        return f"<generator object {self.qualname} at {address_text(self)}>"

    @property
    def dunder_name(self: Generator):
        return self.name

    @dunder_name.setter
    def dunder_name(self: Generator, value):
        self.name = check_text(value, "__name__")

    @property
    def dunder_qualname(self: Generator):
        return self.qualname

    @dunder_qualname.setter
    def dunder_qualname(self: Generator, value):
        self.qualname = check_text(value, "__qualname__")

    @property
    def gi_running(self: Generator):
        return delegation.is_running(self)

    @property
    def gi_suspended(self: Generator):
        return generators.is_suspended(self)

    @property
    def gi_yieldfrom(self: Generator):
        return delegation.delegate_of(self)

    @property
    def gi_code(self: Generator):
        return generator_code(self)

    @property
    def gi_frame(self: Generator):
        return generator_frame(self)


@metal
def generator_code(generator: object) -> object:
    """The code of the function behind a generator."""
    return cast(object, cast(Generator, generator).function.code)


@metal
def generator_space(generator: object) -> object:
    """The globals of the function behind a generator."""
    return cast(Generator, generator).function.globals


@metal
def generator_line(generator: object) -> usize:
    """The line a generator is suspended at; its first one before it started."""
    known = cast(Generator, generator)
    if known.line == 0:
        return known.function.code.first_line
    return usize(known.line)


def generator_frame(generator):
    """The frame of a generator that has not finished."""
    if generators.is_finished(generator):
        return None
    code = generator_code(generator)
    line = generator_line(generator)
    uncaught.remember_line(code, line)
    return new_frame(code, line, generator_space(generator), None)


@implements(TracebackType)
class TracebackMethods:
    """Traceback entries."""

    def __new__(class_, tb_next, tb_frame, tb_lasti, tb_lineno):
        if tb_next is not None and not isinstance(tb_next, TracebackType):
            raise TypeError(f"expected traceback object or None, got '{type(tb_next).__name__}'")
        kind = type(tb_frame).__name__
        if kind != "frame":  # by its name, for the type itself would come into every image
            raise TypeError(f"traceback() argument 'tb_frame' must be frame, not {kind}")
        numbers = (boxing.as_index(tb_lasti), boxing.as_index(tb_lineno))
        return new_traceback(or_null(tb_next), tb_frame, tb_frame.f_code, *numbers)

    def __dir__(self, /):
        space = types.namespace_of(type(self))
        return [name for name in space if name.startswith("tb_")]

    @property
    def tb_next(self: Traceback):
        return or_none(self.next)

    @tb_next.setter
    def tb_next(self: Traceback, value):
        self.next = or_null(check_kind(value, TracebackType, "tb_next"))

    @property
    def tb_lineno(self: Traceback):
        return uncaught.entry_line(self)

    @property
    def tb_lasti(self: Traceback):
        if not is_null(self.line):
            return self.position
        return self.position * 2  # CPython's instructions take two bytes

    @property
    def tb_frame(self: Traceback):
        return frame_of(self)


@metal
def new_frame(code: object, line: usize, space: object, outer: object) -> object:
    """A frame; ``outer``, the caller's, may be ``None``."""
    made = cast(Frame, heap_alloc(type_object(FrameType), sizeof(Frame)))
    made.code = code
    made.line = line
    made.place = 0
    made.globals = space
    made.back = outer
    return cast(object, made)


@metal
def new_running_frame(code: object, place: usize, space: object, outer: object) -> object:
    """The frame of a function that is at a place in the machine's code."""
    made = new_frame(code, 0, space, outer)
    cast(Frame, made).place = place
    return made


@implements(FrameType)
class FrameMethods:
    """Frames: the code, the line and the globals; variables are not kept for them."""

    @property
    def f_code(self: Frame):
        return self.code

    @property
    def f_lineno(self: Frame):
        if self.line == 0:
            self.line = lines.line_at(self.place)
            uncaught.remember_line(self.code, self.line)
        return self.line

    @property
    def f_globals(self: Frame):
        if is_null(self.globals):
            self.globals = call_stack.space_of(self.code)
            if self.globals is None:
                self.globals = {}
        return self.globals

    @property
    def f_locals(self: Frame):
        return self.f_globals if self.code.co_name == "<module>" else {}

    @property
    def f_builtins(self: Frame):
        return self.f_globals.get("__builtins__", {})

    @property
    def f_back(self: Frame):
        return self.back

    @property
    def f_lasti(self):
        return -1

    @property
    def f_trace(self):
        return None

    def clear(self, /):
        """Frames hold nothing on."""

    def __repr__(self: Frame, /):
        code = self.code
        return (
            f"<frame at {address_text(self)}, file '{code.co_filename}', "
            f"line {self.line or code.co_firstlineno}, code {code.co_name}>"
        )


@metal
def new_traceback(
    following: object, frame: object, code: object, position: object, line: object
) -> object:
    """A traceback entry as a program describes it."""
    made = cast(Traceback, heap_alloc(type_object(TracebackType), sizeof(Traceback)))
    made.next = following
    made.code = code
    made.line = line
    made.position = position
    made.frame = frame
    return cast(object, made)


def frame_of(entry):
    """The frame object of a traceback entry."""
    known = traceback_frame(entry)
    if known is None:
        code = uncaught.entry_code(entry)
        row = uncaught.entry_place(entry)
        uncaught.remember_source(code.co_filename, row)
        known = new_frame(code, row[0], null(object), None)
        set_traceback_frame(entry, known)
    return known


@metal
def traceback_frame(entry: Traceback) -> object:
    """The entry's frame object, if it was asked for before."""
    return or_none(entry.frame)


@metal
def set_traceback_frame(entry: Traceback, frame: object) -> None:
    """Remember the frame object."""
    entry.frame = frame

