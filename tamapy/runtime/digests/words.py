"""Reading words from bytes, and rotations."""

from tamapy.metal import Ptr, metal, u8, u32, u64


@metal
def big32(p: Ptr[u8]) -> u32:
    """Four bytes, the highest first."""
    return u32(p[0]) << 24 | u32(p[1]) << 16 | u32(p[2]) << 8 | u32(p[3])


@metal
def little32(p: Ptr[u8]) -> u32:
    """Four bytes, the lowest first."""
    return u32(p[3]) << 24 | u32(p[2]) << 16 | u32(p[1]) << 8 | u32(p[0])


@metal
def big64(p: Ptr[u8]) -> u64:
    """Eight bytes, the highest first."""
    return u64(big32(p)) << 32 | u64(big32(p + 4))


@metal
def little64(p: Ptr[u8]) -> u64:
    """Eight bytes, the lowest first."""
    return u64(little32(p + 4)) << 32 | u64(little32(p))


@metal
def left32(x: u32, n: u32) -> u32:
    """Rotate left."""
    return x << n | x >> (32 - n)


@metal
def right32(x: u32, n: u32) -> u32:
    """Rotate right."""
    return x >> n | x << (32 - n)


@metal
def right64(x: u64, n: u64) -> u64:
    """Rotate right."""
    return x >> n | x << (64 - n)
