"""Addition, subtraction, multiplication, division, comparison."""

from tamapy.metal import (
    WORD_BITS,
    Ptr,
    cast,
    clz,
    i32,
    is_small,
    isize,
    make_small,
    metal,
    small_value,
    stack_array,
    u32,
    u64,
    usize,
)
from tamapy.runtime.alloc import raw_int
from tamapy.runtime.ints.estimate import short_quotient
from tamapy.runtime.ints.limbs import (
    add_limbs,
    compare_limbs,
    copy_limbs,
    div_limb,
    divide_limbs,
    mod_limb,
    shift_left,
    shift_right,
    sub_limbs,
)
from tamapy.runtime.ints.multiply import mul_limbs, mul_room
from tamapy.runtime.ints.values import (
    SMALL_LIMBS,
    finish,
    from_magnitude,
    int_from_isize,
    int_of,
    is_negative,
    is_zero,
    limb_count,
    limbs_of,
)
from tamapy.runtime.ints.wide_division import divide_pairs
from tamapy.runtime.layout import Int

#: Limbs that division has room for in the frame.
DIVISION_LIMBS = 36


@metal
def int_compare(a: object, b: object) -> i32:
    """-1, 0 or 1 as ``a`` is below, equal to or above ``b``."""
    if is_small(a) and is_small(b):
        left = small_value(a)
        right = small_value(b)
        if left == right:
            return 0
        return -1 if left < right else 1
    negative = is_negative(a)
    if negative != is_negative(b):
        return -1 if negative else 1
    room_a = stack_array(u32, SMALL_LIMBS)
    room_b = stack_array(u32, SMALL_LIMBS)
    order = compare_limbs(limbs_of(a, room_a), limb_count(a), limbs_of(b, room_b), limb_count(b))
    return 0 - order if negative else order


@metal
def int_equal(a: object, b: object) -> bool:
    """``a == b``."""
    return a is b or int_compare(a, b) == 0


@metal
def add_signed(a: object, b: object, flip: bool) -> object:
    """``a + b``, or ``a - b`` if ``flip``."""
    n = limb_count(a)
    m = limb_count(b)
    negative_a = is_negative(a)
    negative_b = is_negative(b) != flip
    size = (n if n > m else m) + 1
    result = raw_int(size)
    room_a = stack_array(u32, SMALL_LIMBS)
    room_b = stack_array(u32, SMALL_LIMBS)
    p = limbs_of(a, room_a)
    q = limbs_of(b, room_b)
    if negative_a == negative_b:
        if n >= m:
            result.limbs[n] = add_limbs(result.limbs, p, n, q, m)
        else:
            result.limbs[m] = add_limbs(result.limbs, q, m, p, n)
        return finish(result, size, negative_a)
    if compare_limbs(p, n, q, m) >= 0:
        sub_limbs(result.limbs, p, n, q, m)
        return finish(result, n, negative_a)
    sub_limbs(result.limbs, q, m, p, n)
    return finish(result, m, negative_b)


@metal
def int_add(a: object, b: object) -> object:
    """``a + b``."""
    if is_small(a) and is_small(b):
        return int_from_isize(small_value(a) + small_value(b))
    return add_signed(a, b, False)


@metal
def int_sub(a: object, b: object) -> object:
    """``a - b``."""
    if is_small(a) and is_small(b):
        return int_from_isize(small_value(a) - small_value(b))
    return add_signed(a, b, True)


@metal
def int_neg(a: object) -> object:
    """``-a``."""
    if is_small(a):
        return int_from_isize(0 - small_value(a))
    n = limb_count(a)
    room = stack_array(u32, SMALL_LIMBS)
    result = raw_int(n)
    copy_limbs(result.limbs, limbs_of(a, room), n)
    return finish(result, n, not is_negative(a))


@metal
def int_abs(a: object) -> object:
    """``abs(a)``."""
    return int_neg(a) if is_negative(a) else int_of(a)


@metal
def int_mul(a: object, b: object) -> object:
    """``a * b``."""
    n = limb_count(a)
    m = limb_count(b)
    if n == 0 or m == 0:
        return make_small(0)
    negative = is_negative(a) != is_negative(b)
    room_a = stack_array(u32, SMALL_LIMBS)
    room_b = stack_array(u32, SMALL_LIMBS)
    if n == 1 and m == 1:
        product = u64(limbs_of(a, room_a)[0]) * u64(limbs_of(b, room_b)[0])
        return from_magnitude(product, negative)
    need = mul_room(n, m) if n >= m else mul_room(m, n)
    scratch = room_a
    if need != 0:
        scratch = raw_int(need).limbs
    result = raw_int(n + m)
    p = limbs_of(a, room_a)
    q = p if a is b else limbs_of(b, room_b)
    if n >= m:
        mul_limbs(result.limbs, p, n, q, m, scratch)
    else:
        mul_limbs(result.limbs, q, m, p, n, scratch)
    return finish(result, n + m, negative)


@metal
def divide_magnitudes(a: object, b: object) -> tuple[object, object]:
    """``divmod(abs(a), abs(b))``; ``b`` is not zero."""
    n = limb_count(a)
    m = limb_count(b)
    if n < m:
        return make_small(0), int_abs(a)
    room_a = stack_array(u32, SMALL_LIMBS)
    room_b = stack_array(u32, SMALL_LIMBS)
    if m == 1:
        quotient = raw_int(n)
        rest = div_limb(quotient.limbs, limbs_of(a, room_a), n, limbs_of(b, room_b)[0])
        return finish(quotient, n, False), from_magnitude(u64(rest), False)
    wide = raw_int(n + 2 - m)
    remainder = _divide(wide.limbs, limbs_of(a, room_a), n, limbs_of(b, room_b), m)
    return finish(wide, n + 2 - m, False), remainder


@metal
def remainder_of_magnitudes(a: object, b: object) -> object:
    """``abs(a) % abs(b)``; ``b`` is not zero."""
    n = limb_count(a)
    m = limb_count(b)
    if n < m:
        return int_abs(a)
    if m == 1 or n + 2 - m > DIVISION_LIMBS:
        _quotient, rest = divide_magnitudes(a, b)
        return rest
    quotient = stack_array(u32, DIVISION_LIMBS)
    room_a = stack_array(u32, SMALL_LIMBS)
    room_b = stack_array(u32, SMALL_LIMBS)
    return _divide(quotient, limbs_of(a, room_a), n, limbs_of(b, room_b), m)


@metal
def _divide(q: Ptr[u32], a: Ptr[u32], n: usize, b: Ptr[u32], m: usize) -> object:
    """Divide ``n`` limbs by ``m >= 2``: ``n + 2 - m`` limbs to ``q``; the remainder."""
    if n + 3 <= DIVISION_LIMBS:
        dividend = stack_array(u32, DIVISION_LIMBS)
        divisor = stack_array(u32, DIVISION_LIMBS)
        return _divide_shifted(q, a, n, b, m, dividend, divisor)
    return _divide_shifted(q, a, n, b, m, raw_int(n + 3).limbs, raw_int(m + 1).limbs)


@metal
def _divide_shifted(
    q: Ptr[u32], a: Ptr[u32], n: usize, b: Ptr[u32], m: usize,
    dividend: Ptr[u32], divisor: Ptr[u32],
) -> object:
    """The same with room for numbers that are shifted until the divisor's top bit is set."""
    shift = clz(b[m - 1])
    odd: usize = 0
    if WORD_BITS == 64:
        odd = m & 1  # a limb below makes digits of two
        dividend[0] = 0
        divisor[0] = 0
    shift_left(divisor + odd, b, m, shift)
    dividend[odd + n] = shift_left(dividend + odd, a, n, shift)
    dividend[odd + n + 1] = 0
    q[n + 1 - m] = 0
    if WORD_BITS == 64 and m > 2:
        divide_pairs(q, dividend, n + 1 + odd + ((n + 1 - m) & 1), divisor, m + odd)
    else:
        divide_limbs(q, dividend + odd, n + 1, divisor + odd, m)
    remainder = raw_int(m)
    shift_right(remainder.limbs, dividend + odd, m, shift)
    return finish(remainder, m, False)


@metal
def small_divide(a: isize, b: isize) -> tuple[object, object]:
    """Floor division of small ints; ``b`` is not zero."""
    return int_from_isize(a // b), make_small(a % b)


@metal
def int_divmod(a: object, b: object) -> tuple[object, object]:
    """``divmod(a, b)``; ``b`` is not zero (the caller raises with its own text)."""
    if is_small(a) and is_small(b):
        return small_divide(small_value(a), small_value(b))
    quotient, rest = divide_magnitudes(a, b)
    negative = is_negative(b)
    if is_negative(a) != negative:
        quotient = int_neg(quotient)
        if not is_zero(rest):
            quotient = int_sub(quotient, make_small(1))
            divisor = int_abs(b)
            rest = int_sub(divisor, rest)
    if negative:
        rest = int_neg(rest)
    return quotient, rest


@metal
def int_floordiv(a: object, b: object) -> object:
    """``a // b``; ``b`` is not zero."""
    if not is_small(a) and not is_small(b) and is_negative(a) == is_negative(b):
        p = cast(Int, a).limbs
        found = short_quotient(p, limb_count(a), cast(Int, b).limbs, limb_count(b))
        if found >= 0:
            return make_small(found)
    quotient, _rest = int_divmod(a, b)
    return quotient


@metal
def int_mod(a: object, b: object) -> object:
    """``a % b``; ``b`` is not zero."""
    if limb_count(b) == 1 and not is_small(a):
        room_a = stack_array(u32, SMALL_LIMBS)
        room_b = stack_array(u32, SMALL_LIMBS)
        divisor = limbs_of(b, room_b)[0]
        rest = u64(mod_limb(limbs_of(a, room_a), limb_count(a), divisor))
        negative = is_negative(b)
        if is_negative(a) != negative and rest != 0:
            rest = u64(divisor) - rest
        return from_magnitude(rest, negative)
    if is_small(a) and is_small(b):
        _floor, modulus = small_divide(small_value(a), small_value(b))
        return modulus
    remainder = remainder_of_magnitudes(a, b)
    negative = is_negative(b)
    if is_negative(a) != negative and not is_zero(remainder):
        remainder = int_sub(int_abs(b), remainder)
    return int_neg(remainder) if negative else remainder
