"""Arguments to parameters, when they do not simply match."""

from types import FunctionType, MethodDescriptorType

from tamapy.metal import Ptr, cast, is_null, metal, null, stack_array, usize
from tamapy.runtime import calls, compare, dicts, sequences, types
from tamapy.runtime.layout import Dict, Tuple
from tamapy.runtime.objects import Code, Function

ARGS = 0x04
KWARGS = 0x08
#: A flag that only the runtime's functions have: what ``*args`` and ``**kwargs`` take is not read.
UNREAD = 0x40000000
#: Parameters that are bound on the stack; the array is cleared, so it is a short one.
ON_STACK = 12


@metal
def bind_and_enter(
    function: Function, arguments: Ptr[object], count: usize, names: Tuple
) -> object:
    """Complete the parameters and run the function."""
    params = usize(function.code.params)
    if params <= ON_STACK:
        frame = stack_array(object, ON_STACK)
        lacks = _lacks_defaults_only(function, count, names)
        if lacks:
            _add_defaults(function, arguments, count, frame)
        else:
            for i in range(usize(ON_STACK)):  # all: what is left there would be kept alive
                frame[i] = null(object)
            _bind(function, arguments, count, names, frame)
        return calls.enter(function, frame)
    vector = dicts.new_vector(params)
    _bind(function, arguments, count, names, vector.items)
    return calls.enter(function, vector.items)


@metal
def _lacks_defaults_only(function: Function, count: usize, names: Tuple) -> bool:
    """Whether the arguments are the first parameters, and all others have defaults."""
    code = function.code
    if not is_null(names) or is_null(function.defaults) or code.params != code.argcount:
        return False
    left = usize(code.argcount) - count
    return left <= cast(Tuple, function.defaults).length


@metal
def _add_defaults(
    function: Function, arguments: Ptr[object], count: usize, frame: Ptr[object]
) -> None:
    """Such arguments and the defaults of the other parameters, in an array without old words."""
    defaults = cast(Tuple, function.defaults)
    params = usize(function.code.argcount)
    for i in range(count):
        frame[i] = arguments[i]
    rest = defaults.length - (params - count)
    for i in range(count, params):
        frame[i] = defaults.items[rest + i - count]
    for i in range(params, usize(ON_STACK)):
        frame[i] = null(object)


@metal
def _bind(
    function: Function, arguments: Ptr[object], count: usize, names: Tuple, frame: Ptr[object]
) -> None:
    code = function.code
    named: usize = 0
    if not is_null(names):
        named = names.length
    given = count - named
    positional = given
    if given > usize(code.argcount):
        positional = usize(code.argcount)
    for i in range(positional):
        frame[i] = arguments[i]
    rest = usize(code.argcount) + usize(code.kwonly)
    if code.flags & (ARGS | UNREAD) == ARGS:
        extra = sequences.new_tuple(given - positional)
        for i in range(given - positional):
            extra.items[i] = arguments[positional + i]
        frame[rest] = cast(object, extra)
        rest += 1
    if code.flags & (KWARGS | UNREAD) == KWARGS:
        frame[rest] = dicts.new_dict()
    for i in range(named):
        _bind_name(function, frame, names, i, arguments[given + i], rest)
    if given > usize(code.argcount) and code.flags & ARGS == 0:
        named_only = sequences.box_usize(_keyword_only_given(code, frame))
        too_many(cast(object, function), sequences.box_usize(given), named_only)
    if positional < usize(code.argcount):
        _fill_defaults(function, frame)
    if usize(code.kwonly) != 0:
        _fill_keyword_defaults(function, frame)


@metal
def _bind_name(
    function: Function, frame: Ptr[object], names: Tuple, which: usize, value: object,
    rest: usize,
) -> None:
    code = function.code
    name = names.items[which]
    index = find_name(code, name)
    if index < usize(code.argcount) + usize(code.kwonly):
        if not is_null(frame[index]):
            multiple_values(cast(object, function), name)
        frame[index] = value
        return
    if code.flags & KWARGS == 0:
        if usize(code.posonly) != 0 and leaves_to_init(cast(object, function), frame[0]) is True:
            return
        unexpected(cast(object, function), name, cast(object, names))
    if code.flags & UNREAD == 0:
        dicts.set_item(frame[rest], name, value)


@metal
def _keyword_only_given(code: Code, frame: Ptr[object]) -> usize:
    found: usize = 0
    for i in range(usize(code.argcount), usize(code.argcount) + usize(code.kwonly)):
        if not is_null(frame[i]):
            found += 1
    return found


@metal
def find_name(code: Code, name: object) -> usize:
    """The index of the parameter a keyword names; past the end if there is none."""
    end = usize(code.argcount) + usize(code.kwonly)
    varnames = code.varnames
    for i in range(usize(code.posonly), end):
        if varnames.items[i] is name:
            return i
    for i in range(usize(code.posonly), end):
        if compare.same_key(varnames.items[i], name):
            return i
    return end


@metal
def _fill_defaults(function: Function, frame: Ptr[object]) -> None:
    code = function.code
    defaults: usize = 0
    if not is_null(function.defaults):
        defaults = cast(Tuple, function.defaults).length
    first = usize(code.argcount) - defaults
    for i in range(usize(code.argcount)):
        if is_null(frame[i]):
            if i < first:
                _missing(function, frame, 0, first, False)
            frame[i] = cast(Tuple, function.defaults).items[i - first]


@metal
def _fill_keyword_defaults(function: Function, frame: Ptr[object]) -> None:
    code = function.code
    end = usize(code.argcount) + usize(code.kwonly)
    for i in range(usize(code.argcount), end):
        if is_null(frame[i]):
            if not is_null(function.kwdefaults):
                frame[i] = dicts.get_or_null(
                    cast(Dict, function.kwdefaults), code.varnames.items[i]
                )
            if is_null(frame[i]):
                _missing(function, frame, usize(code.argcount), end, True)


@metal
def _missing(
    function: Function, frame: Ptr[object], begin: usize, end: usize, keyword_only: bool
) -> None:
    """Raise ``TypeError`` for the parameters in a range that have neither value nor default."""
    lacking = sequences.new_list()
    for i in range(begin, end):
        name = function.code.varnames.items[i]
        if is_null(frame[i]) and not (keyword_only and _has_keyword_default(function, name)):
            sequences.list_append(lacking, name)
    missing(cast(object, function), lacking, keyword_only)


@metal
def _has_keyword_default(function: Function, name: object) -> bool:
    if is_null(function.kwdefaults):
        return False
    return not is_null(dicts.get_or_null(cast(Dict, function.kwdefaults), name))


def is_native(function):
    """Whether a function is one of the runtime's, which have messages of their own."""
    return type(function) is not FunctionType


def native_name(function: Function):
    """How messages name one of the runtime's functions: a class for its constructor."""
    owner, _, name = function.qualname.rpartition(".")
    return owner if name in ("__new__", "__init__") else name


def full_native_name(function: Function):
    """The same with the class of a method, or the module of a function."""
    owner, _, name = function.qualname.rpartition(".")
    if name in ("__new__", "__init__"):
        return owner
    module = function.module
    return name if owner == "" and module == "builtins" else f"{owner or module}.{name}"


def plural(count, word):
    """``1 argument``, ``2 arguments``."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def native_mismatch(function: Function, given, least):
    """A native function got too few or too many positional arguments."""
    most = function.code.argcount
    if type(function) is MethodDescriptorType:
        given -= 1
        least -= 1
        most -= 1
    owner = function.qualname.rpartition(".")[0]
    name = native_name(function)
    exact = least == most
    if function.code.posonly != function.code.argcount:
        limit = "" if exact else "at most "
        raise TypeError(f"{name}() takes {limit}{plural(most, 'argument')} ({given} given)")
    if most == 0 and function.code.kwonly != 0:
        raise TypeError(f"{name}() takes no positional arguments")
    if exact and most == 0:
        raise TypeError(f"{full_native_name(function)}() takes no arguments ({given} given)")
    if exact and most == 1 and function.code.kwonly == 0 and name != owner:
        raise TypeError(
            f"{full_native_name(function)}() takes exactly one argument ({given} given)"
        )
    if most == 3 and owner in ("str", "bytes", "bytearray"):
        bound = f"at most {plural(most, 'argument')}"
        if given < least:
            bound = f"at least {plural(least, 'argument')}"
        raise TypeError(f"{name}() takes {bound} ({given} given)")
    if exact:
        raise TypeError(f"{name} expected {plural(most, 'argument')}, got {given}")
    if given < least:
        raise TypeError(f"{name} expected at least {plural(least, 'argument')}, got {given}")
    raise TypeError(f"{name} expected at most {plural(most, 'argument')}, got {given}")


@metal
def required(function: Function) -> usize:
    """How many positional parameters have no default."""
    if is_null(function.defaults):
        return usize(function.code.argcount)
    return usize(function.code.argcount) - cast(Tuple, function.defaults).length


@metal
def position_of(function: Function, name: object) -> usize:
    """The index of a parameter."""
    varnames = function.code.varnames
    for i in range(varnames.length):
        if varnames.items[i] is name:
            return i
    return 0


def missing(function: Function, names, keyword_only):
    """Parameters were not given."""
    if is_native(function) and not keyword_only:
        if function.code.posonly == function.code.argcount:
            least = required(function)
            native_mismatch(function, least - len(names), least)
        place = position_of(function, names[0]) + 1
        if type(function) is MethodDescriptorType:
            place -= 1
        raise TypeError(
            f"{native_name(function)}() missing required argument '{names[0]}' (pos {place})"
        )
    kind = "keyword-only" if keyword_only else "positional"
    quoted = [f"'{name}'" for name in names]
    if len(quoted) == 1:
        text = quoted[0]
    elif len(quoted) == 2:
        text = f"{quoted[0]} and {quoted[1]}"
    else:
        text = ", ".join(quoted[:-1]) + f", and {quoted[-1]}"
    raise TypeError(
        f"{function.qualname}() missing {plural(len(quoted), f'required {kind} argument')}: "
        f"{text}"
    )


def too_many(function: Function, given, keyword_only):
    """More positional arguments than parameters."""
    count = function.code.argcount
    least = required(function)
    if is_native(function):
        native_mismatch(function, given, least)
    if least != count:
        takes = f"from {least} to {count} positional arguments"
    else:
        takes = plural(count, "positional argument")
    got = f"{given}"
    if keyword_only != 0:
        got = (
            f"{plural(given, 'positional argument')} (and "
            f"{plural(keyword_only, 'keyword-only argument')})"
        )
    were = "was" if given == 1 and keyword_only == 0 else "were"
    raise TypeError(f"{function.qualname}() takes {takes} but {got} {were} given")


def multiple_values(function: Function, name):
    """A parameter was given twice."""
    raise TypeError(f"{function.qualname}() got multiple values for argument '{name}'")


def leaves_to_init(function: Function, class_):
    """Whether a built-in ``__new__`` passes over keywords: a subclass's ``__init__`` has them."""
    if not is_native(function) or function.code.posonly != function.code.argcount:
        return False
    owner, _, name = function.qualname.rpartition(".")
    if name != "__new__" or not isinstance(class_, type):
        return False
    for base in types.mro_of(class_):
        if base.__qualname__ == owner:
            return class_.__init__ is not base.__init__  # type: ignore[misc]
    return False


def unexpected(function: Function, name, given):
    """A keyword names no parameter."""
    code = function.code
    if is_native(function):
        if code.posonly == code.argcount and code.kwonly == 0:
            raise TypeError(f"{full_native_name(function)}() takes no keyword arguments")
        raise TypeError(
            f"'{name}' is an invalid keyword argument for {native_name(function)}()"
        )
    positional = [n for n in code.varnames[: code.posonly] if n in given]
    if positional:
        raise TypeError(
            f"{function.qualname}() got some positional-only arguments passed as keyword "
            f"arguments: '{', '.join(positional)}'"
        )
    raise TypeError(f"{function.qualname}() got an unexpected keyword argument '{name}'")
