"""Metal Python: the typed dialect below the object model, simulated under CPython.

See ``docs/metal.md`` for the language. Compiled, these names are the compiler's own;
imported by CPython, they act on simulated memory (:mod:`tamapy.metal.memory`).
"""

from tamapy.metal import memory
from tamapy.metal.functions import MetalError, extern, hook, metal, provide
from tamapy.metal.intrinsics import (
    add_overflows,
    address_of_function,
    attempt,
    bswap,
    clz,
    copy_bytes,
    ctz,
    dmb,
    dsb,
    f64_bits,
    f64_floor,
    f64_fma,
    f64_from_bits,
    f64_sqrt,
    fill_bytes,
    frame_address,
    invoke,
    is_small,
    isb,
    linker_symbol,
    make_small,
    mcr,
    mrc,
    mrrc,
    mul_overflows,
    mulhi,
    popcount,
    small_value,
    sub_overflows,
    type_object,
    type_of,
    volatile_load,
    volatile_store,
    wfi,
)
from tamapy.metal.memory import MemoryFault, configure
from tamapy.metal.pointers import (
    Boxed,
    Ptr,
    address_of,
    cast,
    is_null,
    null,
    sizeof,
)
from tamapy.metal.statics import Static, const_array, stack_array, static, static_array
from tamapy.metal.structs import Array, Layout, Struct
from tamapy.metal.types import (
    WORD_BITS,
    f64,
    i8,
    i16,
    i32,
    i64,
    isize,
    u8,
    u16,
    u32,
    u64,
    usize,
)

__all__ = [
    "WORD_BITS", "Array", "Boxed", "Layout", "MemoryFault", "MetalError", "Ptr", "Static",
    "Struct", "add_overflows", "address_of", "address_of_function", "attempt", "bswap", "cast", "clz",
    "configure", "const_array", "copy_bytes", "ctz", "dmb", "dsb", "extern", "f64", "f64_bits",
    "f64_floor", "f64_fma", "f64_from_bits", "f64_sqrt", "fill_bytes", "frame_address", "hook",
    "i8", "i16", "invoke", "i32", "i64", "is_null", "is_small", "isb", "isize", "linker_symbol",
    "make_small", "mcr", "memory", "metal", "mrc", "mrrc", "mul_overflows", "mulhi", "null",
    "popcount", "provide", "sizeof", "small_value", "stack_array", "static", "static_array",
    "sub_overflows", "type_object", "type_of", "u8", "u16", "u32", "u64", "usize",
    "volatile_load", "volatile_store", "wfi",
]
