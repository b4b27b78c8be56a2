"""Modular powers: Montgomery's reduction for odd moduli, with a fixed window.

The table of odd and even powers is walked with a window whose width depends on the
exponent's length alone; every step is a Montgomery product.
"""

from tamapy.metal import WORD_BITS, Ptr, metal, stack_array, u32, u64, usize
from tamapy.runtime.alloc import alloc_int
from tamapy.runtime.ints import wide
from tamapy.runtime.ints.arithmetic import int_mod, int_mul
from tamapy.runtime.ints.bitwise import shift_left_by
from tamapy.runtime.ints.limbs import (
    add_mul_limb,
    bit_length_of,
    clear_limbs,
    compare_limbs,
    copy_limbs,
    sub_limbs,
    trimmed,
)
from tamapy.runtime.ints.values import SMALL_LIMBS, finish, from_magnitude, limb_count, limbs_of


@metal
def negative_inverse(m: u32) -> u32:
    """``-1 / m`` modulo 2**32 for odd ``m``."""
    x = m  # right in the lowest three bits; each step doubles them
    for _i in range(4):
        x = x * (2 - m * x)
    return 0 - x


@metal
def mont_mul(
    dst: Ptr[u32], a: Ptr[u32], b: Ptr[u32], m: Ptr[u32], n: usize, inverse: u32, t: Ptr[u32]
) -> None:
    """``dst = a * b / 2**(32 * n)`` modulo ``m``, below ``m``, in ``n`` limbs.

    ``t`` has room for ``2 * n`` limbs; ``dst`` may be a source.
    """
    clear_limbs(t, 2 * n)
    over: u64 = 0
    i: usize = 0
    if WORD_BITS == 64 and n > 1:
        # Two rounds in one: the inverse modulo 2**64 takes one step more.
        inverse64 = u64(inverse) * (2 + wide.pair(m, 0) * u64(inverse))
        while i + 2 <= n:
            row = t + i
            low = wide.add_mul_pair(row, a, n, wide.pair(b, i))
            more = wide.add_mul_pair(row, m, n, wide.pair(row, 0) * inverse64)
            total = low + more
            carries = u64(total < low)
            total += over
            over = carries + u64(total < over)
            wide.set_pair(row, n, total)
            i += 2
    while i < n:
        row = t + i
        carry = u64(add_mul_limb(row, a, n, b[i]))
        carry += u64(add_mul_limb(row, m, n, row[0] * inverse)) + over
        row[n] = u32(carry)
        over = carry >> 32
        i += 1
    high = t + n
    if over != 0 or compare_limbs(high, trimmed(high, n), m, n) >= 0:
        sub_limbs(high, high, n, m, n)
    copy_limbs(dst, high, n)


@metal
def window_bits(exponent_bits: u64) -> u32:
    """The width of the window for an exponent's length."""
    if exponent_bits <= 8:
        return 1
    if exponent_bits <= 36:
        return 3
    if exponent_bits <= 140:
        return 4
    if exponent_bits <= 450:
        return 5
    return 6


@metal
def bits_at(p: Ptr[u32], n: usize, index: u64, count: u32) -> u32:
    """``count`` (at most 6) bits of a magnitude from bit ``index`` up."""
    limb = usize(index >> 5)
    shift = u32(index) & 31
    if limb >= n:
        return 0
    value = u64(p[limb])
    if limb + 1 < n:
        value |= u64(p[limb + 1]) << 32
    return u32(value >> u64(shift)) & ((u32(1) << count) - 1)


@metal
def pow_odd(base: object, exponent: object, modulus: object) -> object:
    """``base ** exponent % modulus`` for an odd modulus above 1, an exponent above 0."""
    n = limb_count(modulus)
    reduced = int_mod(base, modulus)
    # The unit of Montgomery's form is 2**(32 * n): bring 1 and the base into it.
    one_form = int_mod(shift_left_by(from_magnitude(1, False), n * 32), modulus)
    base_form = int_mod(int_mul(reduced, one_form), modulus)
    room_m = stack_array(u32, SMALL_LIMBS)
    room_e = stack_array(u32, SMALL_LIMBS)
    room_x = stack_array(u32, SMALL_LIMBS)
    e_limbs = limb_count(exponent)
    e = limbs_of(exponent, room_e)
    bits = bit_length_of(e, e_limbs)
    width = window_bits(bits)
    entries = usize(1) << usize(width)
    table_int = alloc_int(n * entries)
    scratch = alloc_int(2 * n)
    result = alloc_int(n)
    m = limbs_of(modulus, room_m)
    table = table_int.limbs
    t = scratch.limbs
    acc = result.limbs
    inverse = negative_inverse(m[0])
    copy_limbs(table, limbs_of(one_form, room_x), limb_count(one_form))
    copy_limbs(table + n, limbs_of(base_form, room_x), limb_count(base_form))
    for i in range(2, entries):
        mont_mul(table + i * n, table + (i - 1) * n, table + n, m, n, inverse, t)
    windows = (bits + u64(width) - 1) // u64(width)
    copy_limbs(acc, table, n)
    while windows != 0:
        windows -= 1
        for _j in range(width):
            mont_mul(acc, acc, acc, m, n, inverse, t)
        digit = usize(bits_at(e, e_limbs, windows * u64(width), width))
        mont_mul(acc, acc, table + digit * n, m, n, inverse, t)
    # Leave the form: a product with 1.
    clear_limbs(table, n)
    table[0] = 1
    mont_mul(acc, acc, table, m, n, inverse, t)
    return finish(result, n, False)
