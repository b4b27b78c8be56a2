"""Reading floats: the Eisel-Lemire algorithm, and exact integers where it cannot decide."""

from tamapy.metal import (
    Ptr,
    clz,
    const_array,
    f64,
    f64_from_bits,
    i64,
    isize,
    make_small,
    metal,
    mulhi,
    u8,
    u32,
    u64,
    usize,
)
from tamapy.runtime.alloc import alloc_bytes
from tamapy.runtime.floats.compose import INFINITY_BITS, copy_sign
from tamapy.runtime.floats.powers import (
    HIGHEST_EXACT,
    LOWEST_POWER,
    floor_log2_pow10,
    power_high,
    power_index,
    power_low,
    small_powers,
)
from tamapy.runtime.ints.arithmetic import int_add, int_mul
from tamapy.runtime.ints.convert import rational_f64, rounded_f64
from tamapy.runtime.ints.text import digits_to_int, is_space
from tamapy.runtime.ints.theory import int_pow

#: Digits that are kept of a long number; one more stands for all the rest.
KEPT_DIGITS = 800
#: What a fast conversion returns when it cannot decide: no double has these bits.
UNDECIDED = 0x7FFFFFFFFFFFFFFF
NAN_BITS = 0x7FF8000000000000
INFINITY = const_array(u8, b"infinity")
NAN = const_array(u8, b"nan")


@metal
def eisel_lemire(w: u64, q: i64) -> u64:
    """The bits of ``w * 10**q`` rounded, or UNDECIDED; ``w`` is not 0."""
    if q < LOWEST_POWER:
        return UNDECIDED
    if q > 308:
        return INFINITY_BITS
    lead = clz(w)
    w <<= lead
    index = power_index(q)
    high = power_high[index]
    low = power_low[index]
    if q < 0 or q > HIGHEST_EXACT:  # the table is rounded up, this needs it rounded down
        high -= u64(low == 0)
        low -= 1
    upper = mulhi(w, high)
    lower = w * high
    if upper & 0x1FF == 0x1FF:
        extra = mulhi(w, low)
        lower += extra
        if lower < extra:
            upper += 1
        if lower == ~u64(0) and (q < -27 or q > 55):
            return UNDECIDED
    top = upper >> 63
    mantissa = upper >> (top + 9)
    power = floor_log2_pow10(q) + 63 + i64(top) - i64(lead) + 1023
    if power <= 0:
        if power <= -63:
            return 0
        mantissa >>= u64(1 - power)
        mantissa += mantissa & 1
        return mantissa >> 1
    if lower <= 1 and q >= -4 and q <= 23 and mantissa & 3 == 1:
        if mantissa << (top + 9) == upper:
            mantissa &= ~u64(1)
    mantissa += mantissa & 1
    mantissa >>= 1
    # A mantissa rounded up to 2**53 carries into the exponent by itself.
    bits = (u64(power - 1) << 52) + mantissa
    return INFINITY_BITS if bits > INFINITY_BITS else bits


@metal
def fast_decimal(w: u64, q: i64, exact: bool) -> u64:
    """The bits of ``w * 10**q``; ``exact`` is false if ``w`` was cut. Or UNDECIDED."""
    if w == 0:
        return 0 if exact else u64(UNDECIDED)
    bits = eisel_lemire(w, q)
    if exact or bits == UNDECIDED:
        return bits
    return bits if bits == eisel_lemire(w + 1, q) else u64(UNDECIDED)


@metal
def exact_decimal(digits: object, q: i64) -> f64:
    """``digits * 10**q``, correctly rounded, by integer arithmetic."""
    if q >= 0:
        return rounded_f64(int_mul(digits, int_pow(make_small(10), make_small(isize(q)))))
    return rational_f64(digits, int_pow(make_small(10), make_small(isize(0 - q))))


@metal
def exact_small(w: u64, q: i64) -> f64:
    """``w * 10**q`` for factors that doubles hold exactly: ``w`` below 2**53, ``abs(q) <= 22``."""
    if q < -19:
        return f64(w) / (1e19 * f64(small_powers[0 - q - 19]))
    if q < 0:
        return f64(w) / f64(small_powers[0 - q])
    if q > 19:
        return f64(w) * (1e19 * f64(small_powers[q - 19]))
    return f64(w) * f64(small_powers[q])


@metal
def decimal_to_f64(digits: Ptr[u8], n: usize, exponent: i64) -> f64:
    """The double nearest to ``n`` digits times ``10**exponent``; infinite if too large."""
    while n != 0 and digits[0] == 48:
        digits = digits + 1
        n -= 1
    if n == 0:
        return 0.0
    size = exponent + i64(n)
    if size > 310:
        return f64_from_bits(INFINITY_BITS)
    if size < -330:
        return 0.0
    taken = n if n < 19 else usize(19)
    w: u64 = 0
    for i in range(taken):
        w = w * 10 + u64(digits[i] - 48)
    exact = True
    for j in range(taken, n):
        if digits[j] != 48:
            exact = False
            break
    q = size - i64(taken)
    if exact and w >> 53 == 0 and q >= -22 and q <= 22:
        return exact_small(w, q)
    bits = fast_decimal(w, q, exact)
    if bits != UNDECIDED:
        return f64_from_bits(bits)
    if n <= KEPT_DIGITS:
        return exact_decimal(digits_to_int(digits, n, 10, False), exponent)
    kept = digits_to_int(digits, KEPT_DIGITS, 10, False)
    # What was cut off is above zero (or the fast way had decided): stand one digit in for it.
    longer = int_add(int_mul(kept, make_small(10)), make_small(1))
    return exact_decimal(longer, exponent + i64(n) - KEPT_DIGITS - 1)


@metal
def word_matches(text: Ptr[u8], n: usize, word: Ptr[u8], length: usize) -> bool:
    """Whether text spells a lower-case word in any case."""
    if n != length:
        return False
    for i in range(n):
        if (text[i] | 32) != word[i]:
            return False
    return True


@metal
def parse_float(text: Ptr[u8], n: usize) -> tuple[f64, bool]:
    """The float that ASCII text spells, and whether it does spell one."""
    start = usize(0)
    stop = n
    while start < stop and is_space(u32(text[start])):
        start += 1
    while start < stop and is_space(u32(text[stop - 1])):
        stop -= 1
    negative = False
    if start < stop and (text[start] == 43 or text[start] == 45):
        negative = text[start] == 45
        start += 1
    body = text + start
    n = stop - start
    value, good = parse_magnitude(body, n)
    return copy_sign(value, -1.0 if negative else 1.0), good


@metal
def parse_magnitude(text: Ptr[u8], n: usize) -> tuple[f64, bool]:
    """The float that text without sign and white space spells."""
    if word_matches(text, n, NAN, 3):
        return f64_from_bits(NAN_BITS), True
    if word_matches(text, n, INFINITY, 8) or word_matches(text, n, INFINITY, 3):
        return f64_from_bits(INFINITY_BITS), True
    room = alloc_bytes(n)
    digits = room.data
    count = usize(0)
    i = usize(0)
    places: i64 = 0
    seen_point = False
    while i < n:
        c = text[i]
        if c >= 48 and c <= 57:
            digits[count] = c
            count += 1
            if seen_point:
                places += 1
        elif c == 95:
            if not between_digits(text, n, i):
                return 0.0, False
        elif c == 46 and not seen_point:
            seen_point = True
        else:
            break
        i += 1
    if count == 0:
        return 0.0, False
    exponent: i64 = 0
    if i < n:
        exponent, good = parse_exponent(text + i, n - i)
        if not good:
            return 0.0, False
    return decimal_to_f64(digits, count, exponent - places), True


@metal
def between_digits(text: Ptr[u8], n: usize, i: usize) -> bool:
    """Whether there is a digit on both sides of a place."""
    return i != 0 and i + 1 < n and is_digit(text[i - 1]) and is_digit(text[i + 1])


@metal
def is_digit(c: u8) -> bool:
    """Whether a character is an ASCII digit."""
    return c >= 48 and c <= 57


@metal
def parse_exponent(text: Ptr[u8], n: usize) -> tuple[i64, bool]:
    """The exponent spelled like ``e-10``, clamped, and whether all of the text was it."""
    if text[0] | 32 != 101:
        return 0, False
    i = usize(1)
    negative = False
    if i < n and (text[i] == 43 or text[i] == 45):
        negative = text[i] == 45
        i += 1
    if i >= n:
        return 0, False
    value: i64 = 0
    while i < n:
        c = text[i]
        if is_digit(c):
            if value < 1000000000000:
                value = value * 10 + i64(c - 48)
        elif c != 95 or not between_digits(text, n, i):
            return 0, False
        i += 1
    return (0 - value if negative else value), True
