"""Making instances: ``type.__call__``, ``object.__new__`` and ``__init__``."""

from types import FunctionType

from tamapy.metal import (
    Ptr,
    address_of,
    cast,
    is_null,
    metal,
    null,
    sizeof,
    type_object,
    type_of,
    usize,
)
from tamapy.runtime import calls, dicts, exceptions, finalizers, sequences, slots, values
from tamapy.runtime.exceptions import is_subtype
from tamapy.runtime.flags import ABSTRACT, EXCEPTION_TYPE, HEAP, TYPE_TYPE
from tamapy.runtime.heap import heap_alloc
from tamapy.runtime.layout import Object, Tuple
from tamapy.runtime.objects import LEAST_OFFSET, Function, StaticMethod, Type
from tamapy.runtime.types import namespace_of
from tamapy.runtime.values import AttributeMemory


@metal
def extra_words(type_: Type) -> usize:
    """Words a class adds behind the variable part of its instances."""
    if type_.item_size == 0:
        return 0
    last: usize = 0
    if type_.dict_offset != 0 and type_.dict_offset < LEAST_OFFSET:
        last = type_.dict_offset
    if type_.weak_offset < LEAST_OFFSET and type_.weak_offset > last:
        last = type_.weak_offset
    return last


def call_del(value):
    """``__del__``, of which the class may have been rid by now."""
    method = getattr(type(value), "__del__", None)
    if method is not None:
        method(value)


@metal
def alloc(type_: Type, tail: usize) -> Object:
    """A zeroed instance with ``tail`` bytes of variable part."""
    extra = extra_words(type_)
    if extra != 0:
        tail = tail + (extra + 1) * sizeof(object)
    made = heap_alloc(type_, type_.size + tail + values.room(type_))
    if not is_null(type_.slots[slots.DEL]):
        finalizers.register(cast(object, made), call_del)
    return made


@metal
def new_object(type_: Type) -> object:
    """A bare instance."""
    made = cast(object, heap_alloc(type_, type_.size + values.room(type_)))
    if not is_null(type_.slots[slots.DEL]):
        finalizers.register(made, call_del)
    return made


@metal
def type_call(
    class_: Type, arguments: Ptr[object], count: usize, names: Tuple
) -> object:
    """``class_(*arguments)``: ``__new__``, then ``__init__`` if the result is an instance."""
    if class_ is type_object(type) and count == 1 and is_null(names):
        return cast(object, type_of(arguments[0]))
    if class_.flags & EXCEPTION_TYPE != 0 and is_null(names) and is_plain_exception(class_):
        return exceptions.with_args(class_, sequences.tuple_of(arguments, count))
    maker = class_.slots[slots.NEW]
    default_maker = type_object(object).slots[slots.NEW]
    initialiser = class_.slots[slots.INIT]
    if maker is default_maker:
        if initialiser is type_object(object).slots[slots.INIT] and count != 0:
            takes_no_arguments(cast(object, class_))
        check_instantiable(class_)
        check_maker(class_)
        made = new_object(class_)
    else:
        bound = unwrap_static(maker, class_)
        made = calls.call_prefixed(bound, cast(object, class_), arguments, count, names)
        if not is_subtype(type_of(made), class_):
            return made
        initialiser = type_of(made).slots[slots.INIT]
    if initialiser is type_object(object).slots[slots.INIT]:
        return made
    if not is_null(names) and ignores_keywords(class_, initialiser):
        count = count - names.length
        names = null(Tuple)
    if calls.is_plain_function(type_of(initialiser)):
        result = calls.call_prefixed(initialiser, made, arguments, count, names)
    else:
        bound = calls.bind_special(initialiser, made)
        result = calls.call_with_names(bound, arguments, count, names)
    if result is not None:
        init_returned(made, result)
    return made


@metal
def is_plainly_made(class_: Type) -> bool:
    """Whether instances are made by ``object.__new__`` and nothing forbids it."""
    return (
        class_.slots[slots.NEW] is type_object(object).slots[slots.NEW]
        and class_.flags & (ABSTRACT | HEAP) == HEAP
    )


@metal
def make(class_: Type, arguments: Ptr[object], count: usize) -> object:
    """``class_(*arguments)`` of a class made plainly and initialised in Python.

    The word before the arguments is free for use.
    """
    made = new_object(class_)
    (arguments - 1)[0] = made
    initialiser = class_.slots[slots.INIT]
    result = calls.call_function(cast(Function, initialiser), arguments - 1, count + 1)
    if result is not None:
        init_returned(made, result)
    return made


@metal
def make_near(
    callee: object, arguments: Ptr[object], count: usize, names: Tuple, entry: object,
    memory: AttributeMemory,
) -> object:
    """``callee(*arguments)`` of what is expected to be a class, with ``__init__`` at ``entry``.

    The last arguments are those of ``names`` (null if there are none). A null ``entry`` stands
    for any code that takes just so many. The word before the arguments is free for use.
    """
    type_ = type_of(callee)
    if type_.flags & TYPE_TYPE != 0 and type_.slots[slots.CALL] is calls.type_call_function():
        class_ = cast(Type, callee)
        initialiser = class_.slots[slots.INIT]
        if is_plainly_made(class_) and is_null(class_.slots[slots.DEL]):
            if type_of(initialiser) is type_object(FunctionType):
                function = cast(Function, initialiser)
                code = function.code
                fits = function.entry == address_of(entry)
                if is_null(entry):
                    fits = usize(code.argcount) == count + 1 and code.params == code.argcount
                if fits:
                    memory.shape = address_of(class_)
                    memory.place = address_of(function)
                    memory.before = class_.size + values.room(class_)
    if is_null(names):
        return calls.call_roomy(callee, arguments, count)
    return calls.call_with_names(callee, arguments, count, names)


@metal
def ignores_keywords(class_: Type, initialiser: object) -> bool:
    """Whether keywords are for ``__new__`` alone: a ``list`` with one of its own."""
    base = type_object(list)
    return (
        initialiser is base.slots[slots.INIT]
        and class_.slots[slots.NEW] is not base.slots[slots.NEW]
    )


@metal
def is_plain_exception(class_: Type) -> bool:
    """Whether an exception class is made and initialised as ``BaseException`` is."""
    base = type_object(BaseException)
    return (
        class_.slots[slots.NEW] is base.slots[slots.NEW]
        and class_.slots[slots.INIT] is base.slots[slots.INIT]
        and is_null(class_.slots[slots.DEL])
    )


@metal
def has_no_maker(class_: Type) -> bool:
    """Whether a built-in type's instances are made by the runtime alone."""
    return (
        class_.flags & HEAP == 0 and class_ is not type_object(object)
        and is_default_new(class_)
    )


@metal
def check_maker(class_: Type) -> None:
    """Raise ``TypeError`` for types that cannot be called."""
    if has_no_maker(class_):
        cannot_create(cast(object, class_))


def cannot_create(class_):
    """The type has no constructor."""
    raise TypeError(f"cannot create '{class_.__name__}' instances")


@metal
def unwrap_static(maker: object, class_: Type) -> object:
    """``class_.__new__``: the function in a ``staticmethod``, or what a class method gives."""
    if type_of(maker) is type_object(staticmethod):
        return cast(StaticMethod, maker).function
    if type_of(maker) is type_object(classmethod):
        return own_maker(cast(object, class_))
    return maker


def own_maker(class_):
    """``__new__`` looked up as any attribute is."""
    return class_.__new__


def takes_no_arguments(class_):
    """Arguments for a class that takes none."""
    raise TypeError(f"{class_.__name__}() takes no arguments")


def init_returned(made, result):
    """``__init__`` returned something."""
    raise TypeError(f"__init__() should return None, not '{type(result).__name__}'")


@metal
def check_instantiable(class_: Type) -> None:
    """Raise ``TypeError`` if a class has abstract methods left."""
    if class_.flags & ABSTRACT != 0:
        abstract(cast(object, class_))


def abstract(class_):
    """Abstract classes cannot be instantiated."""
    names = namespace_get(class_, "__abstractmethods__")
    if names:
        names = sorted(names)
        plural = "" if len(names) == 1 else "s"
        raise TypeError(
            f"Can't instantiate abstract class {class_.__name__} with abstract method{plural} "
            f"{', '.join(names)}"
        )


def namespace_get(class_, name):
    """An entry of a class's own namespace, or ``None``."""
    found = dicts.get_or_null(namespace_of(class_), name)
    return None if is_null(found) else found


def object_new(class_, args, kwargs):
    """``object.__new__``."""
    if args or kwargs:
        if not is_default_new(class_):
            raise TypeError("object.__new__() takes exactly one argument (the type to instantiate)")
        if is_default_init(class_):
            raise TypeError(f"{class_.__name__}() takes no arguments")
    check_instantiable(class_)
    check_maker(class_)
    return new_object(class_)


def object_init(self, args, kwargs):
    """``object.__init__``."""
    if args or kwargs:
        class_ = type(self)
        if not is_default_init(class_):
            raise TypeError(
                "object.__init__() takes exactly one argument (the instance to initialize)"
            )
        if is_default_new(class_):
            raise TypeError(
                f"{class_.__name__}.__init__() takes exactly one argument "
                "(the instance to initialize)"
            )


@metal
def is_default_init(class_: Type) -> bool:
    """Whether a class has ``object``'s ``__init__``."""
    return class_.slots[slots.INIT] is type_object(object).slots[slots.INIT]


@metal
def is_default_new(class_: Type) -> bool:
    """Whether a class has ``object``'s ``__new__``."""
    return class_.slots[slots.NEW] is type_object(object).slots[slots.NEW]
