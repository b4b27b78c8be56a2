"""Products of magnitudes: schoolbook for short ones, Karatsuba's method for long ones."""

from tamapy.metal import WORD_BITS, Ptr, metal, u32, u64, usize
from tamapy.runtime.ints import wide
from tamapy.runtime.ints.limbs import (
    add_limbs,
    add_mul_limb,
    clear_limbs,
    mul_add_limb,
    sub_limbs,
    trimmed,
)

#: From this many limbs on, Karatsuba's method is the faster one.
KARATSUBA_LIMBS = 40


@metal
def mul_school(dst: Ptr[u32], a: Ptr[u32], n: usize, b: Ptr[u32], m: usize) -> None:
    """``dst = a * b`` in ``n + m`` limbs, both at least 1; ``dst`` is neither source."""
    if WORD_BITS == 64:
        _mul_pairs(dst, a, n, b, m)
        return
    dst[n] = mul_add_limb(dst, a, n, b[0], 0)
    for j in range(1, m):
        dst[n + j] = add_mul_limb(dst + j, a, n, b[j])


@metal
def _mul_pairs(dst: Ptr[u32], a: Ptr[u32], n: usize, b: Ptr[u32], m: usize) -> None:
    """The same by two limbs of ``b`` at a time."""
    if m == 1:
        dst[n] = mul_add_limb(dst, a, n, b[0], 0)
        return
    wide.set_pair(dst, n, wide.mul_add_pair(dst, a, n, wide.pair(b, 0), 0))
    j: usize = 2
    while j + 2 <= m:
        wide.set_pair(dst, n + j, wide.add_mul_pair(dst + j, a, n, wide.pair(b, j)))
        j += 2
    if j < m:
        dst[n + j] = add_mul_limb(dst + j, a, n, b[j])


@metal
def square_school(dst: Ptr[u32], a: Ptr[u32], n: usize) -> None:
    """``dst = a * a`` in ``2 * n`` limbs, ``n >= 1``; ``dst`` is not ``a``."""
    if WORD_BITS == 64:
        _mul_pairs(dst, a, n, a, n)
        return
    clear_limbs(dst, 2 * n)
    for i in range(n):
        rest = n - i - 1
        if rest != 0:
            dst[i + n] = add_mul_limb(dst + (2 * i + 1), a + (i + 1), rest, a[i])
    top: u32 = 0
    carry: u64 = 0
    for j in range(n):
        low = dst[2 * j]
        high = dst[2 * j + 1]
        square = u64(a[j]) * u64(a[j])
        carry += u64((low << 1) | top) + (square & 0xFFFFFFFF)
        dst[2 * j] = u32(carry)
        carry = (carry >> 32) + u64((high << 1) | (low >> 31)) + (square >> 32)
        dst[2 * j + 1] = u32(carry)
        carry >>= 32
        top = high >> 31


@metal
def karatsuba_room(n: usize) -> usize:
    """Limbs of scratch that a product of ``n`` by ``n`` limbs needs."""
    return 0 if n < KARATSUBA_LIMBS else 4 * n + 512


@metal
def mul_equal(dst: Ptr[u32], a: Ptr[u32], b: Ptr[u32], n: usize, scratch: Ptr[u32]) -> None:
    """``dst = a * b`` in ``2 * n`` limbs for sources of ``n >= 1`` limbs; uses ``scratch``."""
    if n < KARATSUBA_LIMBS:
        if a == b:
            square_school(dst, a, n)
        else:
            mul_school(dst, a, n, b, n)
        return
    half = (n + 1) // 2
    upper = n - half
    mul_equal(dst, a, b, half, scratch)
    mul_equal(dst + 2 * half, a + half, b + half, upper, scratch)
    sums = half + 1
    first = scratch
    second = scratch + sums
    rest = scratch + 2 * sums
    first[half] = add_limbs(first, a, half, a + half, upper)
    if a == b:
        second = first
    else:
        second[half] = add_limbs(second, b, half, b + half, upper)
    # The middle product needs 2 * sums limbs of its own beyond the sums.
    mul_equal(rest, first, second, sums, rest + 2 * sums)
    width = 2 * sums
    sub_limbs(rest, rest, width, dst, 2 * half)
    sub_limbs(rest, rest, width, dst + 2 * half, 2 * upper)
    width = trimmed(rest, width)
    add_limbs(dst + half, dst + half, 2 * n - half, rest, width)


@metal
def mul_room(n: usize, m: usize) -> usize:
    """Limbs of scratch for :func:`mul_limbs`, ``n >= m``."""
    if m < KARATSUBA_LIMBS:
        return 0
    return karatsuba_room(m) + 2 * m


@metal
def mul_limbs(
    dst: Ptr[u32], a: Ptr[u32], n: usize, b: Ptr[u32], m: usize, scratch: Ptr[u32]
) -> None:
    """``dst = a * b`` in ``n + m`` limbs, ``n >= m >= 1``; ``dst`` is neither source."""
    if m < KARATSUBA_LIMBS:
        if a == b and n == m:
            square_school(dst, a, n)
        else:
            mul_school(dst, a, n, b, m)
        return
    if n == m:
        mul_equal(dst, a, b, n, scratch)
        return
    # Cut the longer one into pieces as long as the shorter one.
    clear_limbs(dst, n + m)
    piece = scratch
    inner = scratch + 2 * m
    done = usize(0)
    while n - done >= m:
        mul_equal(piece, a + done, b, m, inner)
        add_limbs(dst + done, dst + done, n + m - done, piece, 2 * m)
        done += m
    if done != n:
        rest = n - done
        mul_school(piece, b, m, a + done, rest)
        add_limbs(dst + done, dst + done, n + m - done, piece, rest + m)
