"""``print``, ``input`` and small conversions behind built-in functions."""

from tamapy.metal import (
    Ptr,
    address_of,
    cast,
    metal,
    sizeof,
    type_object,
    u16,
    u32,
    u64,
)
from tamapy.runtime import boxing, console, imports, texts
from tamapy.runtime.heap import heap_alloc
from tamapy.runtime.layout import Str
from tamapy.runtime.objects import CallableIterator
from tamapy.runtime.strings import characters

CALLABLE_ITERATOR = type(iter(int, 0))


@metal
def identity(value: object) -> object:
    """``id``: the address."""
    return boxing.box_u64(u64(address_of(value)))


@metal
def ordinal_of(text: Str) -> u32:
    """The only code point of a str."""
    if text.kind == 1:
        return u32(text.data[0])
    if text.kind == 2:
        return u32(cast(Ptr[u16], text.data)[0])
    return cast(Ptr[u32], text.data)[0]


def ordinal(c):
    """``ord``."""
    if isinstance(c, str):
        if len(c) != 1:
            raise TypeError(
                f"ord() expected a character, but string of length {len(c)} found"
            )
        return ordinal_of(c)
    if isinstance(c, (bytes, bytearray)):
        if len(c) != 1:
            raise TypeError(
                f"ord() expected a character, but string of length {len(c)} found"
            )
        return c[0]
    raise TypeError(f"ord() expected string of length 1, but {type(c).__name__} found")


def character(code):
    """``chr``."""
    if code < 0 or code > 0x10FFFF:
        raise ValueError("chr() arg not in range(0x110000)")
    return characters.character_of(code)


@metal
def call_iterator(function: object, sentinel: object) -> object:
    """``iter(function, sentinel)``."""
    made = cast(
        CallableIterator, heap_alloc(type_object(CALLABLE_ITERATOR), sizeof(CallableIterator))
    )
    made.callable = function
    made.sentinel = sentinel
    return cast(object, made)


def power_modulo(base, exp, mod):
    """``pow(base, exp, mod)``."""
    method = getattr(type(base), "__pow__", None)
    if method is not None:
        result = method(base, exp, mod)
        if result is not NotImplemented:
            return result
    if isinstance(exp, float) or isinstance(mod, float):
        raise TypeError("pow() 3rd argument not allowed unless all arguments are integers")
    raise TypeError(
        f"unsupported operand type(s) for ** or pow(): '{type(base).__name__}', "
        f"'{type(exp).__name__}', '{type(mod).__name__}'"
    )


def write_text(text):
    """Write to the console directly."""
    console.write_text(text, console.OUTPUT)


def standard_stream(name):
    """``sys.stdout`` or another stream, if the image has ``sys`` and it was replaced or used."""
    module = imports.modules().get("sys")
    if module is None:
        return None
    return getattr(module, name, None)


def print_values(args, sep, end, file, flush):
    """``print``: to ``sys.stdout`` if the program has ``sys``, else to the console."""
    if sep is None:
        sep = " "
    elif not isinstance(sep, str):
        raise TypeError(f"sep must be None or a string, not {type(sep).__name__}")
    if end is None:
        end = "\n"
    elif not isinstance(end, str):
        raise TypeError(f"end must be None or a string, not {type(end).__name__}")
    if file is None:
        file = standard_stream("stdout")
    if file is None:
        write = write_text
    else:
        write = file.write
    first = True
    for arg in args:
        if not first and sep:
            write(sep)
        first = False
        write(texts.convert_s(arg))
    if end:
        write(end)
    if flush and file is not None:
        file.flush()


def read_line(prompt):
    """``input``."""
    stdin = standard_stream("stdin")
    if stdin is None:
        raise RuntimeError("input(): lost sys.stdin")
    stdout = standard_stream("stdout")
    if stdout is None:
        raise RuntimeError("input(): lost sys.stdout")
    if prompt is not None:
        stdout.write(str(prompt))
    try:
        stdout.flush()
    except Exception:  # it need not have any
        pass
    line = stdin.readline()
    if not isinstance(line, str):
        raise TypeError(f"object.readline() returned non-string (type {type(line).__name__})")
    if not line:
        raise EOFError("EOF when reading a line")
    return line[:-1] if line.endswith("\n") else line


def display(value):
    """What the interactive prompt does with the value of an expression."""
    imports.modules()["sys"].displayhook(value)
