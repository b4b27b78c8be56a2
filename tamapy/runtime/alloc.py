"""Makes numbers and text, filled with zeros but for the header unless the name says raw."""

from tamapy.metal import cast, f64, isize, metal, sizeof, type_object, u32, usize
from tamapy.runtime.heap import heap_alloc, heap_alloc_unfilled
from tamapy.runtime.layout import Buffer, Bytes, Complex, Float, Int, Str


@metal
def alloc_int(limbs: usize) -> Int:
    """An int of ``limbs`` zero limbs, to be filled and normalised; ``size`` is positive."""
    result = cast(Int, heap_alloc(type_object(int), sizeof(Int) + limbs * sizeof(u32)))
    result.size = isize(limbs)
    return result


@metal
def raw_int(limbs: usize) -> Int:
    """An int of ``limbs`` limbs that hold anything, all of which are to be written."""
    size = sizeof(Int) + limbs * sizeof(u32)
    result = cast(Int, heap_alloc_unfilled(type_object(int), size))
    result.size = isize(limbs)
    return result


@metal
def alloc_str(length: usize, kind: usize) -> Str:
    """A str of ``length`` zero characters of ``kind`` (1, 2, 4) bytes."""
    if length > (~usize(0) >> 1) // kind - sizeof(Str):
        raise MemoryError
    result = cast(Str, heap_alloc(type_object(str), sizeof(Str) + length * kind))
    result.hash = -1
    result.length = length
    result.kind = kind
    return result


@metal
def alloc_bytes(length: usize) -> Bytes:
    """A bytes object of ``length`` zeros."""
    result = cast(Bytes, heap_alloc(type_object(bytes), sizeof(Bytes) + length))
    result.hash = -1
    result.length = length
    return result


@metal
def new_float(v: f64) -> Float:
    """A float."""
    result = cast(Float, heap_alloc(type_object(float), sizeof(Float)))
    result.value = v
    return result


@metal
def new_complex(real: f64, imag: f64) -> Complex:
    """A complex number."""
    result = cast(Complex, heap_alloc(type_object(complex), sizeof(Complex)))
    result.real = real
    result.imag = imag
    return result


@metal
def alloc_buffer(size: usize) -> Buffer:
    """Raw storage of ``size`` zero bytes."""
    result = cast(Buffer, heap_alloc(type_object(Buffer), sizeof(Buffer) + size))
    result.capacity = size
    return result
