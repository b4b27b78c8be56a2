"""The hot loops over magnitudes on machines of 64 bits: two limbs at a time.

Each function does what its namesake in ``limbs`` does; a limb that is left over at the end goes
through by itself.
"""

from tamapy.metal import Ptr, metal, mulhi, u32, u64, usize


@metal
def pair(p: Ptr[u32], i: usize) -> u64:
    """Limbs ``i`` and ``i + 1`` as one number."""
    return u64(p[i]) | (u64(p[i + 1]) << 32)


@metal
def set_pair(p: Ptr[u32], i: usize, value: u64) -> None:
    """Store a number as limbs ``i`` and ``i + 1``."""
    p[i] = u32(value)
    p[i + 1] = u32(value >> 32)


@metal
def add_limbs(dst: Ptr[u32], a: Ptr[u32], n: usize, b: Ptr[u32], m: usize) -> u32:
    """``dst = a + b`` in ``n`` limbs, ``n >= m``; returns the carry."""
    carry: u64 = 0
    i: usize = 0
    while i + 2 <= m:
        x = pair(a, i)
        total = x + pair(b, i)
        over = u64(total < x)
        total += carry
        carry = over + u64(total < carry)
        set_pair(dst, i, total)
        i += 2
    while i < n:
        carry += u64(a[i])
        if i < m:
            carry += u64(b[i])
        dst[i] = u32(carry)
        carry >>= 32
        i += 1
        if carry == 0 and i >= m:
            break
    while i < n:
        dst[i] = a[i]
        i += 1
    return u32(carry)


@metal
def sub_limbs(dst: Ptr[u32], a: Ptr[u32], n: usize, b: Ptr[u32], m: usize) -> u32:
    """``dst = a - b`` in ``n`` limbs, ``n >= m``; returns the borrow."""
    borrow: u64 = 0
    i: usize = 0
    while i + 2 <= m:
        x, y = pair(a, i), pair(b, i)
        rest = x - y
        under = u64(x < y)
        less = rest - borrow
        borrow = under + u64(rest < borrow)
        set_pair(dst, i, less)
        i += 2
    while i < n:
        difference = u64(a[i]) - borrow
        if i < m:
            difference -= u64(b[i])
        dst[i] = u32(difference)
        borrow = (difference >> 32) & 1
        i += 1
        if borrow == 0 and i >= m:
            break
    while i < n:
        dst[i] = a[i]
        i += 1
    return u32(borrow)


@metal
def mul_add_limb(dst: Ptr[u32], a: Ptr[u32], n: usize, factor: u32, addend: u32) -> u32:
    """``dst = a * factor + addend`` in ``n`` limbs; returns the carry."""
    return u32(mul_add_pair(dst, a, n, u64(factor), u64(addend)))


@metal
def mul_add_pair(dst: Ptr[u32], a: Ptr[u32], n: usize, factor: u64, addend: u64) -> u64:
    """``dst = a * factor + addend`` in ``n`` limbs by numbers of two; returns the carry of two."""
    carry = addend
    i: usize = 0
    while i + 2 <= n:
        x = pair(a, i)
        low = x * factor + carry
        carry = mulhi(x, factor) + u64(low < carry)
        set_pair(dst, i, low)
        i += 2
    if i < n:
        x = u64(a[i])
        low = x * factor
        high = mulhi(x, factor)
        low += carry
        high += u64(low < carry)
        dst[i] = u32(low)
        carry = (low >> 32) | (high << 32)
    return carry


@metal
def add_mul_limb(dst: Ptr[u32], a: Ptr[u32], n: usize, factor: u32) -> u32:
    """``dst += a * factor`` in ``n`` limbs; returns the carry."""
    return u32(add_mul_pair(dst, a, n, u64(factor)))


@metal
def add_mul_pair(dst: Ptr[u32], a: Ptr[u32], n: usize, factor: u64) -> u64:
    """``dst += a * factor`` in ``n`` limbs by a factor of two; returns the carry of as many."""
    carry: u64 = 0
    i: usize = 0
    while i + 2 <= n:
        x = pair(a, i)
        low = x * factor + carry
        high = mulhi(x, factor) + u64(low < carry)
        before = pair(dst, i)
        low += before
        carry = high + u64(low < before)
        set_pair(dst, i, low)
        i += 2
    if i < n:
        x = u64(a[i])
        low = x * factor
        high = mulhi(x, factor)
        low += carry
        high += u64(low < carry)
        before = u64(dst[i])
        low += before
        high += u64(low < before)
        dst[i] = u32(low)
        carry = (low >> 32) | (high << 32)
    return carry


@metal
def sub_mul_limb(dst: Ptr[u32], a: Ptr[u32], n: usize, factor: u32) -> u32:
    """``dst -= a * factor`` in ``n`` limbs; returns the borrow."""
    carry: u64 = 0
    f = u64(factor)
    i: usize = 0
    while i + 2 <= n:
        x = pair(a, i)
        low = x * f + carry
        carry = mulhi(x, f) + u64(low < carry)
        before = pair(dst, i)
        set_pair(dst, i, before - low)
        carry += u64(before < low)
        i += 2
    if i < n:
        carry += u64(a[i]) * f
        rest = u64(dst[i]) - (carry & 0xFFFFFFFF)
        dst[i] = u32(rest)
        carry = (carry >> 32) + ((rest >> 32) & 1)
    return u32(carry)


@metal
def shift_left(dst: Ptr[u32], a: Ptr[u32], n: usize, bits: u32) -> u32:
    """``dst = a << bits`` in ``n`` limbs, ``0 < bits < 32``; returns what is shifted out."""
    by = u64(bits)
    out = u32(a[n - 1] >> (32 - bits)) if n != 0 else u32(0)
    i = n
    while i > 2:
        i -= 2
        set_pair(dst, i, (pair(a, i) << by) | (u64(a[i - 1]) >> (32 - by)))
    if i == 2:
        high = (a[1] << bits) | (a[0] >> (32 - bits))
        dst[1] = high
        dst[0] = a[0] << bits
    elif i == 1:
        dst[0] = a[0] << bits
    return out


@metal
def shift_right(dst: Ptr[u32], a: Ptr[u32], n: usize, bits: u32) -> u32:
    """``dst = a >> bits`` in ``n`` limbs, ``0 < bits < 32``; returns the bits shifted out."""
    if n == 0:
        return 0
    by = u64(bits)
    out = a[0] & ((u32(1) << bits) - 1)
    i: usize = 0
    while i + 2 < n:
        set_pair(dst, i, (pair(a, i) >> by) | (u64(a[i + 2]) << (64 - by)))
        i += 2
    if i + 2 == n:
        low = (a[i] >> bits) | (a[i + 1] << (32 - bits))
        dst[i] = low
        dst[i + 1] = a[i + 1] >> bits
    elif i + 1 == n:
        dst[i] = a[i] >> bits
    return out
