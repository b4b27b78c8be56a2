"""Operations a processor has and Python does not, and bare views of boxed values."""

from __future__ import annotations

import math
import struct
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from tamapy.metal.effect import effect
from tamapy.metal.memory import BASE, MemoryFault, memory
from tamapy.metal.pointers import (
    Boxed,
    Pointer,
    boxed,
    convert,
    raw_address,
    size_of,
    small_of,
    small_word,
    store,
)
from tamapy.metal.pointers import load as load_value
from tamapy.metal.types import MachineInt, f64, isize, u64, usize

# -- bits ---------------------------------------------------------------------


def _machine(value: Any) -> MachineInt:
    return value if isinstance(value, MachineInt) else isize.adapt(value)


def _bits(value: MachineInt) -> int:
    return int(value) & ((1 << value.width) - 1)


def clz(x: Any) -> Any:
    """Leading zero bits; the width for 0."""
    x = _machine(x)
    return x.wrap(x.width - _bits(x).bit_length())


def ctz(x: Any) -> Any:
    """Trailing zero bits; the width for 0."""
    x = _machine(x)
    bits = _bits(x)
    return x.wrap((bits & -bits).bit_length() - 1 if bits else x.width)


def popcount(x: Any) -> Any:
    """How many bits are set."""
    x = _machine(x)
    return x.wrap(_bits(x).bit_count())


def bswap(x: Any) -> Any:
    """The bytes in opposite order."""
    x = _machine(x)
    size = x.width // 8
    return x.wrap(int.from_bytes(_bits(x).to_bytes(size, "little"), "big"))


def _pair(a: Any, b: Any) -> tuple[MachineInt, MachineInt]:
    if isinstance(a, MachineInt):
        return a, a.adapt(b)
    b = _machine(b)
    return b.adapt(a), b


def mulhi(a: Any, b: Any) -> Any:
    """The upper half of the product of two unsigned numbers of equal width."""
    a, b = _pair(a, b)
    if a.signed:
        raise TypeError("mulhi is for unsigned numbers")
    return a.wrap((int(a) * int(b)) >> a.width)


def _overflows(function: Callable[[int, int], int]) -> Callable[[Any, Any], bool]:
    def intrinsic(a: Any, b: Any) -> bool:
        a, b = _pair(a, b)
        exact = function(int(a), int(b))
        return int(a.wrap(exact)) != exact

    return intrinsic


add_overflows = _overflows(lambda a, b: a + b)
sub_overflows = _overflows(lambda a, b: a - b)
mul_overflows = _overflows(lambda a, b: a * b)

# -- floats -------------------------------------------------------------------


def f64_bits(x: Any) -> u64:
    """The representation of a double."""
    return u64(int.from_bytes(struct.pack("<d", f64.adapt(x)), "little"))


def f64_from_bits(bits: Any) -> f64:
    """The double of a representation."""
    return f64(struct.unpack("<d", int(u64.adapt(bits)).to_bytes(8, "little"))[0])


def f64_sqrt(x: Any) -> f64:
    """The correctly rounded square root; NaN below zero."""
    x = float(f64.adapt(x))
    return f64(math.sqrt(x) if x >= 0.0 else x if x == 0.0 else math.nan)


def f64_floor(x: Any) -> f64:
    """The greatest integral value not above ``x``."""
    x = float(f64.adapt(x))
    if not math.isfinite(x) or abs(x) >= 2.0**52 or x == 0.0:
        return f64(x)
    return f64(math.copysign(math.floor(x), x))


def f64_fma(x: Any, y: Any, z: Any) -> f64:
    """``x * y + z`` with one rounding."""
    a, b, c = (float(f64.adapt(v)) for v in (x, y, z))
    if not (math.isfinite(a) and math.isfinite(b)):
        return f64(a * b + c)
    if not math.isfinite(c):
        return f64(c)
    exact = Fraction(a) * Fraction(b) + Fraction(c)
    if exact == 0:
        return f64(a * b + c)
    try:
        return f64(float(exact))
    except OverflowError:
        return f64(math.inf if exact > 0 else -math.inf)


# -- memory -------------------------------------------------------------------


def copy_bytes(dst: Any, src: Any, n: Any) -> None:
    """Copy ``n`` bytes; the ranges may overlap."""
    if int(n):
        memory.store_bytes(raw_address(dst), memory.load_bytes(raw_address(src), int(n)))


def fill_bytes(dst: Any, value: Any, n: Any) -> None:
    """Set ``n`` bytes to the low byte of ``value``."""
    if int(n):
        memory.store_bytes(raw_address(dst), bytes([int(value) & 0xFF]) * int(n))


def prefetch(address: Any) -> None:
    """Ask for the cache line of an address, which need not be one of memory; changes nothing."""
    usize.adapt(address)


def _register(p: Any) -> Pointer:
    from tamapy.metal.statics import Static

    if isinstance(p, Static):
        p = p.pointer  # of an array; that of a struct is none
    if not isinstance(p, Pointer):
        raise TypeError(f"volatile access takes a pointer, not {type(p).__name__}")
    return p


def _announce(address: int) -> None:
    """While a program is imported for a target, a register's access sets its module aside."""
    if not BASE <= address < memory.end:
        effect("register")


def volatile_load(p: Any) -> Any:
    """Load a register: never moved, merged or left out."""
    p = _register(p)
    target = type(p).target
    device = memory.device_at(p.address)
    if device is None:
        _announce(p.address)
        return load_value(target, p.address)
    return target(device.read(p.address - device.start, size_of(target)))


def volatile_store(p: Any, v: Any) -> None:
    """Store to a register: never moved, merged or left out."""
    p = _register(p)
    target = type(p).target
    device = memory.device_at(p.address)
    if device is None:
        _announce(p.address)
        store(target, p.address, v)
    else:
        mask = (1 << 8 * size_of(target)) - 1
        device.write(p.address - device.start, size_of(target), int(convert(target, v)) & mask)


# -- boxed values -------------------------------------------------------------


def is_small(x: Any) -> bool:
    """Whether an object is a tagged small int."""
    value = convert(object, x)
    return isinstance(value, Boxed) and bool(value.word & 1)


def small_value(x: Any) -> isize:
    """The number in a small int."""
    value = convert(object, x)
    if not is_small(value):
        raise MemoryFault(f"{value!r} is no small int")
    return isize(small_of(value.word))


def make_small(i: Any) -> Any:
    """A small int; must fit in ``WORD_BITS - 1`` bits."""
    return boxed(small_word(int(isize.adapt(i))))


_type_addresses: dict[Any, int] = {}
_types_by_address: dict[int, Any] = {}
_types_generation = [-1]


def type_object(host: Any) -> Any:
    """The runtime's ``Type`` of a built-in type."""
    from tamapy.metal.structs import struct_named

    if _types_generation[0] != memory.generation:
        _type_addresses.clear()
        _types_by_address.clear()
        _types_generation[0] = memory.generation
    address = _type_addresses.get(host)
    if address is None:
        struct = struct_named("Type")
        address = memory.allocate(max(64, size_of(struct)))
        _type_addresses[host] = address
        _types_by_address[address] = host
    return struct_named("Type").at(address)


def host_type(type_: Any) -> Any:
    """The built-in type that a ``Type`` made by :func:`type_object` is for. Host only."""
    return _types_by_address[type_.address]


def type_of(x: Any) -> Any:
    """The type of an object, small ints included."""
    value = convert(object, x)
    if not isinstance(value, Boxed):
        return type_object(type(value))
    if value.word & 1:
        return type_object(int)
    from tamapy.metal.structs import struct_named

    return struct_named("Object").at(value.word).type


# -- the processor --------------------------------------------------------------

_handlers: dict[str, Callable[..., Any]] = {}


def install(name: str, handler: Callable[..., Any] | None) -> None:
    """Let a test act as the processor for one of the instructions below; host only."""
    if handler is None:
        _handlers.pop(name, None)
    else:
        _handlers[name] = handler


def _instruction(name: str, doc: str) -> Callable[..., Any]:
    def intrinsic(*args: Any) -> Any:
        handler = _handlers.get(name)
        if handler is None:
            effect("register")
            raise NotImplementedError(f"{name} has no meaning under CPython")
        return handler(*args)

    intrinsic.__name__ = intrinsic.__qualname__ = name
    intrinsic.__doc__ = doc
    return intrinsic


mrc = _instruction("mrc", "Read a coprocessor register: (coprocessor, op1, CRn, CRm, op2).")
mcr = _instruction("mcr", "Write a coprocessor register: (coprocessor, op1, value, CRn, CRm, op2).")
mrrc = _instruction("mrrc", "Read a 64-bit coprocessor register: (coprocessor, op1, CRm).")
dmb = _instruction("dmb", "Data memory barrier.")
dsb = _instruction("dsb", "Data synchronisation barrier.")
isb = _instruction("isb", "Instruction synchronisation barrier.")
wfi = _instruction("wfi", "Wait for an interrupt.")

_functions: dict[str, int] = {}
_linker_symbols: dict[str, int] = {}


def frame_address() -> usize:
    """The address of the current frame."""
    return usize(memory.stack_top)


def address_of_function(f: Any) -> usize:
    """The address of a metal function's code; a made-up one under CPython."""
    key = f"{f.__module__}.{f.__qualname__}"
    return usize(_functions.setdefault(key, 0x1000 + 16 * len(_functions)))


def linker_symbol(name: str) -> usize:
    """The address the linker gives a symbol; tests set it with :func:`define_symbol`."""
    if name not in _linker_symbols:
        raise NotImplementedError(f"linker symbol '{name}' is not defined under CPython")
    return usize(_linker_symbols[name])


def define_symbol(name: str, address: int) -> None:
    """Give a linker symbol an address; host only."""
    _linker_symbols[name] = int(address)


def invoke(entry: Any, function: Any, arguments: Any) -> Any:
    """Call the native code at ``entry`` with two words; null comes back for a failure."""
    raise TypeError("native code cannot be called under CPython")


def attempt(result: Any) -> Any:
    """The result of a call whose failure is dealt with here: look at the pending exception."""
    return result
