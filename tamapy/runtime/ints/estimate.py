"""Quotients of long ints that leading bits tell.

Where a quotient is short, the whole numbers seldom matter: with the highest bits of a dividend as
``x`` and what a divisor has at the same places as ``y``, it lies between ``x // (y + 1)`` and
``x // y``, which are the same but for few operands.
"""

from tamapy.metal import Ptr, isize, metal, u32, u64, usize
from tamapy.runtime.ints.limbs import bit_length_of

#: Divisors of fewer limbs are divided by as soon.
LEAST_LIMBS = 4
#: Bits of the dividend that are looked at, and by how many it may be the longer one.
LOOKED_AT = 62
LONGER = 24


@metal
def short_quotient(a: Ptr[u32], n: usize, b: Ptr[u32], m: usize) -> isize:
    """``a // b`` for trimmed magnitudes, or -1 if it is long or leading bits do not tell it."""
    if m < LEAST_LIMBS or n > m + 1:
        return -1
    length = bit_length_of(a, n)
    other = bit_length_of(b, m)
    if length < other:
        return 0
    if length - other > LONGER:
        return -1
    place = length - LOOKED_AT
    x = _above(a, n, place)
    y = _above(b, m, place)
    least = x // (y + 1)
    return isize(least) if least == x // y else -1


@metal
def _above(p: Ptr[u32], n: usize, place: u64) -> u64:
    """What is left of a magnitude without so many low bits, in 64 bits."""
    i = usize(place >> 5)
    shift = place & 31
    found = u64(p[i]) >> shift
    if i + 1 < n:
        found |= u64(p[i + 1]) << (32 - shift)
    if i + 2 < n and shift != 0:
        found |= u64(p[i + 2]) << (64 - shift)
    return found
