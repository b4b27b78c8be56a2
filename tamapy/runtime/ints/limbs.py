"""Magnitudes: arrays of 32-bit limbs, the lowest first.

Nothing here allocates. Counts are in limbs; a result's room is the caller's business and
is stated with each function. ``dst`` may be the same array as a source unless said
otherwise.
"""

from tamapy.metal import WORD_BITS, Ptr, clz, copy_bytes, i32, metal, sizeof, u32, u64, usize
from tamapy.runtime.ints import wide


@metal
def trimmed(p: Ptr[u32], n: usize) -> usize:
    """``n`` without the leading zero limbs."""
    while n != 0 and p[n - 1] == 0:
        n -= 1
    return n


@metal
def copy_limbs(dst: Ptr[u32], src: Ptr[u32], n: usize) -> None:
    """Copy ``n`` limbs; the arrays may overlap."""
    copy_bytes(dst, src, n * sizeof(u32))


@metal
def clear_limbs(dst: Ptr[u32], n: usize) -> None:
    """Set ``n`` limbs to zero."""
    for i in range(n):
        dst[i] = 0


@metal
def compare_limbs(a: Ptr[u32], n: usize, b: Ptr[u32], m: usize) -> i32:
    """-1, 0 or 1 as ``a`` is below, equal to or above ``b``; both trimmed."""
    if n != m:
        return -1 if n < m else 1
    while n != 0:
        n -= 1
        if a[n] != b[n]:
            return -1 if a[n] < b[n] else 1
    return 0


@metal
def add_limbs(dst: Ptr[u32], a: Ptr[u32], n: usize, b: Ptr[u32], m: usize) -> u32:
    """``dst = a + b`` in ``n`` limbs, ``n >= m``; returns the carry."""
    if WORD_BITS == 64:
        return wide.add_limbs(dst, a, n, b, m)
    carry: u64 = 0
    for i in range(m):
        carry += u64(a[i]) + u64(b[i])
        dst[i] = u32(carry)
        carry >>= 32
    for j in range(m, n):
        carry += u64(a[j])
        dst[j] = u32(carry)
        carry >>= 32
    return u32(carry)


@metal
def sub_limbs(dst: Ptr[u32], a: Ptr[u32], n: usize, b: Ptr[u32], m: usize) -> u32:
    """``dst = a - b`` in ``n`` limbs, ``n >= m``; returns the borrow."""
    if WORD_BITS == 64:
        return wide.sub_limbs(dst, a, n, b, m)
    borrow: u64 = 0
    for i in range(m):
        difference = u64(a[i]) - u64(b[i]) - borrow
        dst[i] = u32(difference)
        borrow = (difference >> 32) & 1
    for j in range(m, n):
        rest = u64(a[j]) - borrow
        dst[j] = u32(rest)
        borrow = (rest >> 32) & 1
    return u32(borrow)


@metal
def mul_add_limb(dst: Ptr[u32], a: Ptr[u32], n: usize, factor: u32, addend: u32) -> u32:
    """``dst = a * factor + addend`` in ``n`` limbs; returns the carry."""
    if WORD_BITS == 64:
        return wide.mul_add_limb(dst, a, n, factor, addend)
    carry = u64(addend)
    f = u64(factor)
    for i in range(n):
        carry += u64(a[i]) * f
        dst[i] = u32(carry)
        carry >>= 32
    return u32(carry)


@metal
def add_mul_limb(dst: Ptr[u32], a: Ptr[u32], n: usize, factor: u32) -> u32:
    """``dst += a * factor`` in ``n`` limbs; returns the carry."""
    if WORD_BITS == 64:
        return wide.add_mul_limb(dst, a, n, factor)
    carry: u64 = 0
    f = u64(factor)
    for i in range(n):
        carry += u64(a[i]) * f + u64(dst[i])
        dst[i] = u32(carry)
        carry >>= 32
    return u32(carry)


@metal
def sub_mul_limb(dst: Ptr[u32], a: Ptr[u32], n: usize, factor: u32) -> u32:
    """``dst -= a * factor`` in ``n`` limbs; returns the borrow."""
    if WORD_BITS == 64:
        return wide.sub_mul_limb(dst, a, n, factor)
    carry: u64 = 0
    f = u64(factor)
    for i in range(n):
        carry += u64(a[i]) * f
        low = u64(dst[i]) - (carry & 0xFFFFFFFF)
        dst[i] = u32(low)
        carry = (carry >> 32) + ((low >> 32) & 1)
    return u32(carry)


@metal
def div_limb(dst: Ptr[u32], a: Ptr[u32], n: usize, divisor: u32) -> u32:
    """``dst = a // divisor`` in ``n`` limbs; returns the remainder."""
    rest: u64 = 0
    d = u64(divisor)
    i = n
    while i != 0:
        i -= 1
        rest = (rest << 32) | u64(a[i])
        quotient = rest // d
        dst[i] = u32(quotient)
        rest -= quotient * d
    return u32(rest)


@metal
def mod_limb(a: Ptr[u32], n: usize, divisor: u32) -> u32:
    """``a % divisor``."""
    rest: u64 = 0
    d = u64(divisor)
    while n != 0:
        n -= 1
        rest = ((rest << 32) | u64(a[n])) % d
    return u32(rest)


@metal
def shift_left(dst: Ptr[u32], a: Ptr[u32], n: usize, bits: u32) -> u32:
    """``dst = a << bits`` in ``n`` limbs, ``bits < 32``; returns what is shifted out."""
    if bits == 0:
        copy_limbs(dst, a, n)
        return 0
    if WORD_BITS == 64:
        return wide.shift_left(dst, a, n, bits)
    out: u32 = 0
    if n != 0:
        out = a[n - 1] >> (32 - bits)
    i = n
    while i > 1:
        i -= 1
        dst[i] = (a[i] << bits) | (a[i - 1] >> (32 - bits))
    if n != 0:
        dst[0] = a[0] << bits
    return out


@metal
def shift_right(dst: Ptr[u32], a: Ptr[u32], n: usize, bits: u32) -> u32:
    """``dst = a >> bits`` in ``n`` limbs, ``bits < 32``; returns the bits shifted out."""
    if bits == 0:
        copy_limbs(dst, a, n)
        return 0
    if WORD_BITS == 64:
        return wide.shift_right(dst, a, n, bits)
    if n == 0:
        return 0
    out = a[0] & ((u32(1) << bits) - 1)
    last = n - 1
    for i in range(last):
        dst[i] = (a[i] >> bits) | (a[i + 1] << (32 - bits))
    dst[last] = a[last] >> bits
    return out


@metal
def bit_length_of(p: Ptr[u32], n: usize) -> u64:
    """The bits in a trimmed magnitude."""
    if n == 0:
        return 0
    return u64(n) * 32 - u64(clz(p[n - 1]))


@metal
def test_bit(p: Ptr[u32], n: usize, index: u64) -> bool:
    """Whether a bit of a magnitude is set."""
    limb = usize(index >> 5)
    if limb >= n:
        return False
    return (p[limb] >> (u32(index) & 31)) & 1 != 0


@metal
def divide_limbs(q: Ptr[u32], a: Ptr[u32], n: usize, b: Ptr[u32], m: usize) -> None:
    """Knuth's algorithm D: quotient to ``q`` (``n - m`` limbs), remainder left in ``a``.

    ``b`` has ``m >= 2`` limbs with the top bit set; ``a`` has ``n > m`` limbs, the
    highest of which is below ``b``'s (zero, as a rule). ``q`` is neither ``a`` nor ``b``.
    """
    top = u64(b[m - 1])
    second = u64(b[m - 2])
    j = n - m
    while j != 0:
        j -= 1
        head = (u64(a[j + m]) << 32) | u64(a[j + m - 1])
        guess = head // top
        rest = head - guess * top
        if guess >> 32 != 0:
            rest += (guess - 0xFFFFFFFF) * top
            guess = 0xFFFFFFFF
        while rest >> 32 == 0 and guess * second > ((rest << 32) | u64(a[j + m - 2])):
            guess -= 1
            rest += top
        borrow = sub_mul_limb(a + j, b, m, u32(guess))
        high = a[j + m]
        a[j + m] = high - borrow
        if high < borrow:
            guess -= 1
            a[j + m] += add_limbs(a + j, a + j, m, b, m)
        q[j] = u32(guess)
