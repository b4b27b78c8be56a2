"""The built-in functions, each under its own name."""

from types import CodeType

from tamapy.metal import is_null, null
from tamapy.runtime import (
    attributes,
    boxing,
    calls,
    classes,
    compare,
    coroutines,
    image,
    imports,
    iteration,
    namecode,
    names,
    operators,
    printing,
    sequences,
    slots,
    sorting,
    texts,
    types,
    warned,
)

_MISSING = object()
#: The flag by which ``compile`` is asked for a syntax tree.
ONLY_TREE = 1024


def abs(x, /):
    """``abs``."""
    if is_null(types.slot_or_null(x, slots.ABS)):
        raise TypeError(f"bad operand type for abs(): '{type(x).__name__}'")
    return calls.slot1(slots.ABS, x)


def aiter(async_iterable, /):
    """``aiter``."""
    if is_null(types.slot_or_null(async_iterable, slots.AITER)):
        raise TypeError(f"'{type(async_iterable).__name__}' object is not an async iterable")
    found = calls.slot1(slots.AITER, async_iterable)
    if is_null(types.slot_or_null(found, slots.ANEXT)):
        raise TypeError(
            f"aiter() returned not an async iterator of type '{type(found).__name__}'"
        )
    return found


def all(iterable, /):
    """``all``."""
    for item in iterable:
        if not item:
            return False
    return True


def anext(async_iterator, default=_MISSING, /):
    """``anext``."""
    if is_null(types.slot_or_null(async_iterator, slots.ANEXT)):
        raise TypeError(f"'{type(async_iterator).__name__}' object is not an async iterator")
    found = calls.slot1(slots.ANEXT, async_iterator)
    if default is _MISSING:
        return found
    return coroutines.new_anext_awaitable(found, default)


def any(iterable, /):
    """``any``."""
    for item in iterable:
        if item:
            return True
    return False


def ascii(obj, /):
    """``ascii``."""
    return texts.convert_a(obj)


def _based(number, spec):
    """The digits of a number; classes derived from ``int`` may format themselves otherwise."""
    number = boxing.as_index(number)
    return format(number if type(number) is int else int.__pos__(number), spec)


def bin(number, /):
    """``bin``."""
    return _based(number, "#b")


def breakpoint(*args, **kws):
    """``breakpoint``."""
    try:
        hook = image.modules["sys"].breakpointhook
    except AttributeError:
        hook = None
    if hook is None:
        raise RuntimeError("lost sys.breakpointhook")
    return hook(*args, **kws)


def callable(obj, /):
    """``callable``."""
    return not is_null(types.slot_or_null(obj, slots.CALL))


def chr(i, /):
    """``chr``."""
    return printing.character(boxing.as_index(i))


def delattr(obj, name, /):
    """``delattr``."""
    attributes.delete(obj, attributes.checked_name(name))


def dir(obj=_MISSING, /):
    """``dir`` of an object."""
    if obj is _MISSING:
        raise NotImplementedError("dir() without an argument is not available on this target")
    return sorted(calls.slot1(slots.DIR, obj))


def divmod(x, y, /):
    """``divmod``."""
    return operators.binary(x, y, slots.DIVMOD, slots.RDIVMOD, "divmod()")


def format(value, spec="", /):
    """``format``."""
    if not isinstance(spec, str):
        raise TypeError(f"format() argument 2 must be str, not {type(spec).__name__}")
    return texts.format_value(value, spec)


def getattr(obj, name, default=_MISSING, /):
    """``getattr``."""
    if default is _MISSING:
        return attributes.load(obj, attributes.checked_name(name))
    return attributes.get_or_default(obj, attributes.checked_name(name), default)


def hasattr(obj, name, /):
    """``hasattr``."""
    return attributes.has(obj, attributes.checked_name(name))


def hash(obj, /):
    """``hash``."""
    return compare.hash_of(obj)


def hex(number, /):
    """``hex``."""
    return _based(number, "#x")


def id(obj, /):
    """``id``."""
    return printing.identity(obj)


def isinstance(obj, kinds, /):
    """``isinstance``."""
    return types.isinstance_(obj, kinds)


def issubclass(class_, kinds, /):
    """``issubclass``."""
    return types.issubclass_(class_, kinds)


def iter(obj, sentinel=_MISSING, /):
    """``iter``."""
    if sentinel is _MISSING:
        return iteration.get_iter(obj)
    if not callable(obj):
        raise TypeError("iter(v, w): v must be callable")
    return printing.call_iterator(obj, sentinel)


def len(obj, /):
    """``len``."""
    return operators.length(obj)


def _extreme(name, args, key, default, better):
    if args.__len__() == 1:
        values = args[0]
    else:
        values = args
        if default is not _MISSING:
            raise TypeError(
                f"Cannot specify a default for {name}() with multiple positional arguments"
            )
    best = _MISSING
    best_key = None
    for item in values:
        item_key = item if key is None else key(item)
        if best is _MISSING or better(item_key, best_key):
            best = item
            best_key = item_key
    if best is _MISSING:
        if default is _MISSING:
            raise ValueError(f"{name}() arg is an empty sequence")
        return default
    return best


def _less(a, b):
    return a < b


def _greater(a, b):
    return a > b


def max(*args, key=None, default=_MISSING):
    """``max``."""
    if not args:
        raise TypeError("max expected at least 1 argument, got 0")
    return _extreme("max", args, key, default, _greater)


def min(*args, key=None, default=_MISSING):
    """``min``."""
    if not args:
        raise TypeError("min expected at least 1 argument, got 0")
    return _extreme("min", args, key, default, _less)


def next(iterator, default=_MISSING, /):
    """``next``."""
    if default is _MISSING:
        return iteration.next_value(iterator, null(object))
    return iteration.next_value(iterator, default)


def oct(number, /):
    """``oct``."""
    return _based(number, "#o")


def ord(c, /):
    """``ord``."""
    return printing.ordinal(c)


def pow(base, exp, mod=None):
    """``pow``."""
    if mod is None:
        return operators.pow(base, exp)
    return printing.power_modulo(base, exp, mod)


def print(*args, sep=" ", end="\n", file=None, flush=False):
    """``print``."""
    printing.print_values(args, sep, end, file, flush)


def repr(obj, /):
    """``repr``."""
    return texts.convert_r(obj)


def round(number, ndigits=None):
    """``round``."""
    method = types.slot_or_null(number, slots.ROUND)
    if is_null(method):
        raise TypeError(f"type {type(number).__name__} doesn't define __round__ method")
    bound = attributes.bind(method, number, type(number))
    return calls.call0(bound) if ndigits is None else calls.call1(bound, ndigits)


def setattr(obj, name, value, /):
    """``setattr``."""
    attributes.store(obj, attributes.checked_name(name), value)


def sorted(iterable, /, *, key=None, reverse=False):
    """``sorted``."""
    items = list(iterable)
    sorting.sort(items, key, reverse)
    return items


def sum(iterable, /, start=0):
    """``sum``."""
    if isinstance(start, str):
        raise TypeError("sum() can't sum strings [use ''.join(seq) instead]")
    if isinstance(start, (bytes, bytearray)):
        kind = "bytes" if isinstance(start, bytes) else "bytearray"
        raise TypeError(f"sum() can't sum {kind} [use b''.join(seq) instead]")
    if type(iterable) is list:
        total = sequences.small_sum_or_null(iterable, start)
        if not is_null(total):
            return total
    total = start
    for item in iterable:
        total = total + item
    return total


def vars(obj=_MISSING, /):
    """``vars`` of an object."""
    if obj is _MISSING:
        raise NotImplementedError("vars() without an argument is not available on this target")
    found = attributes.get_or_default(obj, "__dict__", _MISSING)
    if found is _MISSING:
        raise TypeError("vars() argument must have __dict__ attribute")
    return found


def __build_class__(function, name, /, *bases, **keywords):
    """What a class statement calls."""
    return classes.build_class(function, name, list(bases), keywords)


def __import__(name, globals=None, locals=None, fromlist=(), level=0):
    """``__import__``."""
    if not isinstance(name, str):
        raise TypeError("module name must be a string")
    if level < 0:
        raise ValueError("level must be >= 0")
    if not name and not level:
        raise ValueError("Empty module name")
    return imports.import_name(globals or {}, name, tuple(fromlist or ()) or None, level)


def globals():
    """``globals``: the compiler replaces calls by the function's own namespace."""
    raise RuntimeError("globals() was called indirectly")


def locals():
    """``locals``: the compiler replaces calls."""
    raise RuntimeError("locals() was called indirectly")


def _key(mode, source):
    """What the image finds a text by."""
    return mode, source.strip() if mode == "eval" else source


def _text_code(source, mode, function, filename="<string>"):
    """The code of a text the build knows; ``function`` is who was called with it."""
    if isinstance(source, (bytes, bytearray, memoryview)):
        try:
            source = bytes(source).decode().removeprefix("\ufeff")
        except UnicodeDecodeError as error:
            raise SyntaxError(f"(unicode error) {error}") from None
    if not isinstance(source, str):
        if isinstance(source, CodeType) and function != "compile":
            return source
        kinds = "a string, bytes or code object" if function != "compile" else (
            "a string, bytes or AST object"
        )
        raise TypeError(f"{function}() arg 1 must be {kinds}")
    if "\0" in source:
        raise SyntaxError("source code string cannot contain null bytes")
    key = _key(mode, source)
    found = image.texts.get(key)
    if found is None:
        refused = image.refused.get(key)
        if refused is not None:
            raise _refusal(refused, filename)
        found = namecode.code_of(source, filename) if mode == "eval" else None
        if found is not None:
            return found
        raise NotImplementedError(
            f"{function}() of a text that the build never saw: {source[:60]!r}"
        )
    if key in image.warned:
        said, refused = image.warned[key]
        for category, message, line in said:
            if not warned.compiling(category, message, filename, line):
                raise _refusal(refused, filename)
    return found


def _refusal(refused, filename):
    """A new exception as the compiler raised it while building."""
    kind, args, place = refused
    if len(args) > 1 and kind is not UnicodeDecodeError:
        args = (args[0], (filename, *args[1][1:]))
    made = kind(*args)
    if isinstance(made, SyntaxError):
        made.filename = filename
        for name, value in zip(image.PLACE_OF_SYNTAX_ERROR, place, strict=True):
            setattr(made, name, value)
    return made


def _check_spaces(function, globals, locals):
    if not isinstance(globals, dict):
        if function == "eval":
            raise TypeError("globals must be a dict")
        raise TypeError(f"exec() globals must be a dict, not {type(globals).__name__}")
    if locals is not None and not hasattr(type(locals), "__getitem__"):
        if function == "eval":
            raise TypeError("locals must be a mapping")
        raise TypeError(f"locals must be a mapping or None, not {type(locals).__name__}")


def exec(source, globals=None, locals=None, /, *, closure=None):
    """``exec`` of a text the build knows."""
    code = _text_code(source, "exec", "exec")
    if globals is None:
        raise NotImplementedError("exec() without globals is not available on this target")
    _check_spaces("exec", globals, locals)
    names.note_builtins(globals)
    if code.co_flags & names.IN_FUNCTION:
        names.run_function_code(code, globals, closure)
        return
    if closure is not None:
        raise TypeError("closure can only be used when source is a code object")
    imports.execute(code, globals, globals if locals is None else locals)


def eval(source, globals=None, locals=None, /):
    """``eval`` of a text the build knows, or of a name."""
    code = _text_code(source, "eval", "eval")
    if globals is None:
        raise NotImplementedError("eval() without globals is not available on this target")
    _check_spaces("eval", globals, locals)
    names.note_builtins(globals)
    if code.co_flags & names.IN_FUNCTION:
        return names.run_function_code(code, globals, None)
    return imports.execute(code, globals, globals if locals is None else locals)


def compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *,
            _feature_version=-1):
    """``compile`` of a text the build knows."""
    if mode not in ("exec", "eval", "single"):
        raise ValueError("compile() mode must be 'exec', 'eval' or 'single'")
    if optimize not in (-1, 0, 1, 2):
        raise ValueError("compile(): invalid optimize value")
    if isinstance(filename, bytes):
        filename = filename.decode()
    if flags & ONLY_TREE or type(source).__module__ == "ast":
        raise NotImplementedError("compile() of syntax trees is not available on this target")
    found = _text_code(source, mode, "compile", filename)
    if isinstance(filename, str) and isinstance(source, str) and found.co_filename != filename:
        _call_code(found, filename, image.inside.get(_key(mode, source), ()))
    return found


def _call_code(code, filename, inside):
    """Give a text's code a file name that is known at boot only; the last one holds."""
    from tamapy.runtime.methods.callables import set_filename

    for part in (code, *inside):
        set_filename(part, filename)


def input(prompt=None, /):
    """``input``."""
    return printing.read_line(prompt)


def open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True,
         opener=None):
    """``open`` in the in-memory file system."""
    module = imports.find_module("io")
    return module.open(file, mode, buffering, encoding, errors, newline, closefd, opener)


