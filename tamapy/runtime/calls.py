"""The call protocol.

Compiled code takes (function, parameter array), the parameters complete and in the order
of ``varnames``: positional, keyword-only, ``*args``, ``**kwargs``. Everything else is
brought into that form here.
"""

from types import BuiltinFunctionType, FunctionType, MethodType

from tamapy.metal import (
    Ptr,
    Struct,
    address_of,
    cast,
    frame_address,
    invoke,
    is_null,
    metal,
    null,
    stack_array,
    type_object,
    type_of,
    usize,
)
from tamapy.runtime import binding, dicts, exceptions, hints, instances, sequences, slots
from tamapy.runtime.flags import TYPE_TYPE
from tamapy.runtime.layout import Dict, Tuple
from tamapy.runtime.objects import Function, Method, Type
from tamapy.runtime.state import state

VARIADIC = 0x0C  # *args or **kwargs
METHOD_DESCRIPTOR = type(str.join)
ON_STACK = 12  # arguments up to which arrays stand in the frame


@metal
def is_plain_function(type_: Type) -> bool:
    """Whether objects of the type have the layout of a function."""
    return (
        type_ is type_object(FunctionType)
        or type_ is type_object(BuiltinFunctionType)
        or type_ is type_object(METHOD_DESCRIPTOR)
    )


#: Callable objects in a row, each the ``__call__`` of the one before.
LONGEST_CHAIN = 1000


@metal
def enter(function: Function, arguments: Ptr[object]) -> object:
    """Run a function's code on complete parameters."""
    if frame_address() < state.stack_low:
        exceptions.raise_recursion()
    result = invoke(function.entry, cast(object, function), arguments)
    if is_null(result) and is_null(state.pending):
        raise StopIteration
    return result


@metal
def run_body(body: object, namespace: object) -> object:
    """Run a module's body (or a text's), which takes its namespace and no parameters."""
    arguments = stack_array(object, 1)
    arguments[0] = namespace
    return enter(cast(Function, body), arguments)


@metal
def call_function(function: Function, arguments: Ptr[object], count: usize) -> object:
    """Call a function with positional arguments."""
    code = function.code
    if count == usize(code.argcount) and usize(code.params) == count:
        return enter(function, arguments)
    return binding.bind_and_enter(function, arguments, count, null(Tuple))


@metal
def call(callee: object, arguments: Ptr[object], count: usize) -> object:
    """``callee(*arguments)``."""
    return call_with_names(callee, arguments, count, null(Tuple))


class FunctionMemory(Struct):
    """The function that was last seen to have a code (its address, 0 if none was)."""

    function: usize


@metal
def call_expected(
    callee: object, arguments: Ptr[object], count: usize, names: Tuple, entry: object,
    memory: FunctionMemory,
) -> object:
    """``callee(*arguments)``, of which code is expected that starts at ``entry``.

    The last arguments are those of ``names`` (null if there are none).
    """
    if is_plain_function(type_of(callee)) and cast(Function, callee).entry == address_of(entry):
        memory.function = address_of(callee)
    return call_with_names(callee, arguments, count, names)


@metal
def call_roomy(callee: object, arguments: Ptr[object], count: usize) -> object:
    """``callee(*arguments)``, where the word before the arguments is free for use."""
    type_ = type_of(callee)
    if is_plain_function(type_):
        return call_function(cast(Function, callee), arguments, count)
    if type_.flags & TYPE_TYPE != 0:
        class_ = cast(Type, callee)
        usual = type_.slots[slots.CALL] is type_call_function()
        if usual and instances.is_plainly_made(class_):
            if type_of(class_.slots[slots.INIT]) is type_object(FunctionType):
                return instances.make(class_, arguments, count)
    elif type_ is type_object(MethodType):
        method = cast(Method, callee)
        if type_of(method.function) is type_object(FunctionType):
            (arguments - 1)[0] = method.receiver
            return call_function(cast(Function, method.function), arguments - 1, count + 1)
    return call_with_names(callee, arguments, count, null(Tuple))


@metal
def call_with_names(
    callee: object, arguments: Ptr[object], count: usize, names: Tuple
) -> object:
    """Call anything; the last arguments are those of ``names`` (null if there are none)."""
    type_ = type_of(callee)
    if is_plain_function(type_):
        function = cast(Function, callee)
        if is_null(names):
            return call_function(function, arguments, count)
        return binding.bind_and_enter(function, arguments, count, names)
    if type_ is type_object(MethodType):
        method = cast(Method, callee)
        return call_prefixed(method.function, method.receiver, arguments, count, names)
    if type_.flags & TYPE_TYPE != 0:
        handler = type_.slots[slots.CALL]
        if handler is type_call_function():
            return instances.type_call(cast(Type, callee), arguments, count, names)
    handler = type_.slots[slots.CALL]
    if is_null(handler):
        not_callable(callee)
    if is_plain_function(type_of(handler)):
        return call_prefixed(handler, callee, arguments, count, names)
    bound = bind_special(handler, callee)
    hops: usize = 0
    while is_relayed(bound):
        hops += 1
        if hops > LONGEST_CHAIN:
            exceptions.raise_recursion()
        bound = bind_special(type_of(bound).slots[slots.CALL], bound)
    return call_with_names(bound, arguments, count, names)


@metal
def is_relayed(callee: object) -> bool:
    """Whether what ``__call__`` gives is an instance that has to be asked for its own."""
    type_ = type_of(callee)
    if is_plain_function(type_) or type_ is type_object(MethodType):
        return False
    handler = type_.slots[slots.CALL]
    return type_.flags & TYPE_TYPE == 0 and not is_null(handler) and (
        not is_plain_function(type_of(handler))
    )


@metal
def type_call_function() -> object:
    """``type.__call__`` itself."""
    return type_object(type).slots[slots.CALL]


def not_callable(value):
    """A call of something that cannot be called."""
    raise TypeError(f"'{type(value).__name__}' object is not callable")


@metal
def call_prefixed(
    callee: object, first: object, arguments: Ptr[object], count: usize, names: Tuple
) -> object:
    """Call with one more argument before the others."""
    if count < ON_STACK:
        short = stack_array(object, ON_STACK)
        for i in range(usize(ON_STACK)):  # what is left there would be kept alive
            short[i] = null(object)
        short[0] = first
        for i in range(count):
            short[i + 1] = arguments[i]
        return call_with_names(callee, short, count + 1, names)
    vector = dicts.new_vector(count + 1)
    vector.items[0] = first
    for i in range(count):
        vector.items[i + 1] = arguments[i]
    return call_with_names(callee, vector.items, count + 1, names)


@metal
def call_method(callee: object, arguments: Ptr[object], count: usize) -> object:
    """Call what ``load_method`` found: the first argument is null if it is bound already.

    Else it is a function.
    """
    if is_null(arguments[0]):
        return call(callee, arguments + 1, count - 1)
    return call_function(cast(Function, callee), arguments, count)


@metal
def call_named_method(
    callee: object, arguments: Ptr[object], count: usize, names: object
) -> object:
    """The same with keyword arguments, whose values come last."""
    if is_null(arguments[0]):
        return call_with_names(callee, arguments + 1, count - 1, cast(Tuple, names))
    return call_with_names(callee, arguments, count, cast(Tuple, names))


@metal
def call_keywords(
    callee: object, arguments: Ptr[object], count: usize, names: object
) -> object:
    """Call with keyword arguments, whose values come last."""
    return call_with_names(callee, arguments, count, cast(Tuple, names))


@metal
def call_slot(method: object, arguments: Ptr[object], count: usize) -> object:
    """Call a special method found in a type; the first argument is the receiver."""
    if is_plain_function(type_of(method)):
        return call_function(cast(Function, method), arguments, count)
    bound = bind_special(method, arguments[0])
    return call(bound, arguments + 1, count - 1)


@metal
def bind_special(method: object, receiver: object) -> object:
    """A special method that is no function, bound by its ``__get__`` if it has one."""
    getter = type_of(method).slots[slots.GET]
    if is_null(getter):
        return method
    arguments = stack_array(object, 3)
    arguments[0] = method
    arguments[1] = receiver
    arguments[2] = cast(object, type_of(receiver))
    return call_slot(getter, arguments, 3)


@metal
def call0(callee: object) -> object:
    """``callee()``."""
    none = stack_array(object, 1)
    return call(callee, none, 0)


@metal
def call1(callee: object, a: object) -> object:
    """``callee(a)``."""
    arguments = stack_array(object, 1)
    arguments[0] = a
    return call(callee, arguments, 1)


@metal
def call2(callee: object, a: object, b: object) -> object:
    """``callee(a, b)``."""
    arguments = stack_array(object, 2)
    arguments[0] = a
    arguments[1] = b
    return call(callee, arguments, 2)


@metal
def call_with_three(callee: object, a: object, b: object, c: object) -> object:
    """``callee(a, b, c)``."""
    arguments = stack_array(object, 3)
    arguments[0] = a
    arguments[1] = b
    arguments[2] = c
    return call(callee, arguments, 3)


@metal
def slot1(index: usize, a: object) -> object:
    """Call a unary special method that is known to be there."""
    arguments = stack_array(object, 1)
    arguments[0] = a
    return call_slot(type_of(a).slots[index], arguments, 1)


@metal
def slot2(index: usize, a: object, b: object) -> object:
    """Call a binary special method that is known to be there."""
    arguments = stack_array(object, 2)
    arguments[0] = a
    arguments[1] = b
    return call_slot(type_of(a).slots[index], arguments, 2)


@metal
def slot3(index: usize, a: object, b: object, c: object) -> object:
    """Call a ternary special method that is known to be there."""
    arguments = stack_array(object, 3)
    arguments[0] = a
    arguments[1] = b
    arguments[2] = c
    return call_slot(type_of(a).slots[index], arguments, 3)


# -- calls with * and ** ---------------------------------------------------------------


@metal
def call_unpacked(callee: object, args: object, keywords: object) -> object:
    """``callee(*args, **keywords)``: an exact list, and an exact dict or null."""
    count = sequences.list_length(args)
    extra: usize = 0
    if not is_null(keywords):
        extra = dicts.length(cast(Dict, keywords))
    if extra == 0:
        return call(callee, sequences.list_items(args), count)
    vector = dicts.new_vector(count + extra)
    names = sequences.new_tuple(extra)
    items = sequences.list_items(args)
    for i in range(count):
        vector.items[i] = items[i]
    d = cast(Dict, keywords)
    at: usize = 0
    for i in range(extra):
        at = dicts.next_position(d, at)
        names.items[i] = d.entries.items[at * 3 + 1]
        if not exceptions.is_subtype(type_of(names.items[i]), type_object(str)):
            raise TypeError("keywords must be strings")
        vector.items[count + i] = d.entries.items[at * 3 + 2]
        at += 1
    return call_with_names(callee, vector.items, count + extra, names)


def callee_name(callee):
    """How messages name what is called."""
    name = getattr(callee, "__qualname__", None)
    if name is None:
        return f"{type(callee).__name__} object"
    module = getattr(callee, "__module__", None)
    if module is None or module == "builtins":
        return f"{name}()"
    return f"{module}.{name}()"


def extend_arguments(args, callee, more):
    """``*more`` in a call; ``callee`` is ``None`` if there are other positional arguments."""
    try:
        iterator = iter(more)
    except TypeError:
        if hasattr(type(more), "__iter__"):
            raise
        if callee is None:
            raise TypeError(
                f"Value after * must be an iterable, not {type(more).__name__}"
            ) from None
        raise TypeError(
            f"{callee_name(callee)} argument after * must be an iterable, "
            f"not {type(more).__name__}"
        ) from None
    hints.ask(more)
    sequences.extend_from(args, iterator)


def add_keyword(keywords, callee, name, value):
    """``name=value`` in a call with ``**``."""
    if name in keywords:
        raise TypeError(f"{callee_name(callee)} got multiple values for keyword argument '{name}'")
    keywords[name] = value


def merge_keywords(keywords, callee, more):
    """``**more`` in a call."""
    if not hasattr(more, "keys"):
        raise TypeError(
            f"{callee_name(callee)} argument after ** must be a mapping, "
            f"not {type(more).__name__}"
        )
    for name in more.keys():
        add_keyword(keywords, callee, name, more[name])
