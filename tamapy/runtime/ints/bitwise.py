"""Shifts and bitwise operators, with two's complement of unlimited width."""

from tamapy.metal import (
    WORD_BITS,
    Ptr,
    ctz,
    is_small,
    isize,
    make_small,
    metal,
    popcount,
    small_value,
    stack_array,
    u32,
    u64,
    usize,
)
from tamapy.runtime.alloc import alloc_int
from tamapy.runtime.ints.arithmetic import int_neg, int_sub
from tamapy.runtime.ints.limbs import (
    bit_length_of,
    mul_add_limb,
    shift_left,
    shift_right,
    trimmed,
)
from tamapy.runtime.ints.values import (
    SMALL_LIMBS,
    finish,
    int_from_isize,
    int_from_u64,
    is_negative,
    is_zero,
    limb_count,
    limbs_of,
    low_u64,
)

AND = 0
OR = 1
XOR = 2


@metal
def limb_operation(kind: u32, x: u32, y: u32) -> u32:
    """One limb of a bitwise operation."""
    if kind == AND:
        return x & y
    if kind == OR:
        return x | y
    return x ^ y


@metal
def bitwise(a: object, b: object, kind: u32) -> object:
    """``a & b``, ``a | b`` or ``a ^ b`` of ints of any size and sign."""
    n = limb_count(a)
    m = limb_count(b)
    size = (n if n > m else m) + 1
    result = alloc_int(size)
    room_a = stack_array(u32, SMALL_LIMBS)
    room_b = stack_array(u32, SMALL_LIMBS)
    p = limbs_of(a, room_a)
    q = limbs_of(b, room_b)
    # A negative number is the complement of its magnitude, plus one.
    mask_a: u32 = 0xFFFFFFFF if is_negative(a) else 0
    mask_b: u32 = 0xFFFFFFFF if is_negative(b) else 0
    carry_a = u64(mask_a & 1)
    carry_b = u64(mask_b & 1)
    mask = limb_operation(kind, mask_a, mask_b)
    carry = u64(mask & 1)
    for i in range(size):
        carry_a += u64((p[i] if i < n else u32(0)) ^ mask_a)
        carry_b += u64((q[i] if i < m else u32(0)) ^ mask_b)
        carry += u64(limb_operation(kind, u32(carry_a), u32(carry_b)) ^ mask)
        result.limbs[i] = u32(carry)
        carry_a >>= 32
        carry_b >>= 32
        carry >>= 32
    return finish(result, size, mask != 0)


@metal
def int_and(a: object, b: object) -> object:
    """``a & b``."""
    if is_small(a) and is_small(b):
        return make_small(small_value(a) & small_value(b))
    return bitwise(a, b, AND)


@metal
def int_or(a: object, b: object) -> object:
    """``a | b``."""
    if is_small(a) and is_small(b):
        return make_small(small_value(a) | small_value(b))
    return bitwise(a, b, OR)


@metal
def int_xor(a: object, b: object) -> object:
    """``a ^ b``."""
    if is_small(a) and is_small(b):
        return make_small(small_value(a) ^ small_value(b))
    return bitwise(a, b, XOR)


@metal
def int_invert(a: object) -> object:
    """``~a``."""
    if is_small(a):
        return make_small(~small_value(a))
    return int_sub(int_neg(a), make_small(1))


@metal
def shift_left_by(a: object, count: usize) -> object:
    """``a << count``."""
    n = limb_count(a)
    if n == 0:
        return make_small(0)
    limbs = count >> 5
    bits = u32(count) & 31
    size = n + limbs + 1
    if size < limbs:
        raise MemoryError
    result = alloc_int(size)
    room = stack_array(u32, SMALL_LIMBS)
    result.limbs[n + limbs] = shift_left(result.limbs + limbs, limbs_of(a, room), n, bits)
    return finish(result, size, is_negative(a))


@metal
def shift_right_by(a: object, count: usize) -> object:
    """``a >> count``, rounding down."""
    n = limb_count(a)
    limbs = count >> 5
    negative = is_negative(a)
    if limbs >= n:
        return make_small(-1) if negative else make_small(0)
    bits = u32(count) & 31
    size = n - limbs
    result = alloc_int(size + 1)
    room = stack_array(u32, SMALL_LIMBS)
    p = limbs_of(a, room)
    out = shift_right(result.limbs, p + limbs, size, bits)
    if negative and (out != 0 or trimmed(p, limbs) != 0):
        result.limbs[size] = mul_add_limb(result.limbs, result.limbs, size, 1, 1)
        size += 1
    return finish(result, size, negative)


@metal
def shift_count(b: object) -> usize:
    """A shift count that is not negative; the highest word if it is larger."""
    if limb_count(b) > usize(WORD_BITS // 32):
        return ~usize(0)
    return usize(low_u64(b))


@metal
def int_lshift(a: object, b: object) -> object:
    """``a << b``."""
    if is_negative(b):
        raise ValueError("negative shift count")
    if is_zero(a):
        return make_small(0)
    count = shift_count(b)
    if count > ~usize(0) >> 1:
        raise OverflowError("too many digits in integer")
    if is_small(a) and count < usize(WORD_BITS - 2):
        value = small_value(a)
        shifted = value << isize(count)
        if shifted >> isize(count) == value:
            return int_from_isize(shifted)
    return shift_left_by(a, count)


@metal
def int_rshift(a: object, b: object) -> object:
    """``a >> b``."""
    if is_negative(b):
        raise ValueError("negative shift count")
    count = shift_count(b)
    if is_small(a):
        if count >= usize(WORD_BITS):
            count = usize(WORD_BITS - 1)
        return make_small(small_value(a) >> isize(count))
    return shift_right_by(a, count)


@metal
def int_bit_length(a: object) -> object:
    """``a.bit_length()``."""
    return int_from_u64(bit_length(a))


@metal
def bit_length(a: object) -> u64:
    """The bits of the magnitude."""
    room = stack_array(u32, SMALL_LIMBS)
    return bit_length_of(limbs_of(a, room), limb_count(a))


@metal
def int_bit_count(a: object) -> object:
    """How many bits of the magnitude are set."""
    room = stack_array(u32, SMALL_LIMBS)
    p = limbs_of(a, room)
    total: u64 = 0
    for i in range(limb_count(a)):
        total += u64(popcount(p[i]))
    return int_from_u64(total)


@metal
def trailing_zeros(p: Ptr[u32], n: usize) -> usize:
    """How many zero bits a magnitude that is not zero ends in."""
    limb = usize(0)
    while p[limb] == 0:
        limb += 1
    return limb * 32 + usize(ctz(p[limb]))


@metal
def int_trailing_zeros(a: object) -> usize:
    """How many zero bits an int that is not zero ends in."""
    room = stack_array(u32, SMALL_LIMBS)
    return trailing_zeros(limbs_of(a, room), limb_count(a))


@metal
def int_is_odd(a: object) -> bool:
    """Whether the lowest bit is set."""
    return low_u64(a) & 1 != 0
