"""C's ``fma``, for a VFP that has no instruction for it: a product and a sum rounded once.

Numbers are whole numbers of 128 bits, as pairs of words, times a power of two.
"""

from tamapy.metal import clz, f64, f64_bits, f64_from_bits, i32, metal, u32, u64

SIGN = 0x8000000000000000
INFINITY = 0x7FF0000000000000
FRACTION = 0xFFFFFFFFFFFFF
IMPLICIT = 0x10000000000000
#: The leading bit of both summands: there is room for a carry above, and for what is shifted out
#: below, for a product has 106 bits at most.
TOP = 125


@metal
def split(bits: u64) -> tuple[u64, i32]:
    """A positive number as 53 bits and the exponent of the lowest."""
    fraction = bits & FRACTION
    exponent = i32(u32(bits >> 52))
    if exponent != 0:
        return fraction | IMPLICIT, exponent - 1075
    shift = clz(fraction) - 11
    return fraction << shift, -1074 - i32(u32(shift))


@metal
def product(x: u64, y: u64) -> tuple[u64, u64, i32]:
    """The product of two numbers of 53 bits, its leading bit at ``TOP``; how far it was shifted."""
    low = (x & 0xFFFFFFFF) * (y & 0xFFFFFFFF)
    middle = (x >> 32) * (y & 0xFFFFFFFF) + (x & 0xFFFFFFFF) * (y >> 32)
    high = (x >> 32) * (y >> 32) + (middle >> 32)
    sum_ = low + (middle << 32)
    if sum_ < low:
        high += 1
    shift = TOP - 64 - (63 - clz(high))
    return high << shift | sum_ >> (64 - shift), sum_ << shift, i32(u32(shift))


@metal
def shifted(high: u64, low: u64, count: u32) -> tuple[u64, u64]:
    """To the right; a bit that is lost leaves a 1 in the lowest."""
    if count == 0:
        return high, low
    if count >= 128:
        return u64(0), u64(1)
    n = u64(count)
    if n >= 64:
        lost = low != 0
        low = high
        high = 0
        n -= 64
        if n != 0:
            lost = lost or low << (64 - n) != 0
            low >>= n
        return high, low | u64(1) if lost else low
    lost = low << (64 - n) != 0
    low = low >> n | high << (64 - n)
    high >>= n
    return high, low | u64(1) if lost else low


@metal
def rounded(sign: u64, high: u64, low: u64, exponent: i32) -> f64:
    """The nearest double of a number that is not zero, ties to even."""
    if high == 0:
        high, low, exponent = low, u64(0), exponent - 64
    lead = clz(high)
    if lead != 0:
        high = high << lead | low >> (64 - lead)
        low <<= lead
    if low != 0:
        high |= 1
    first = exponent + 127 - i32(u32(lead))  # the exponent of the leading bit
    shift: u64 = 11
    if first < -1022:
        if first < -1076:
            return f64_from_bits(sign)
        shift += u64(-1022 - first)
    quotient: u64 = 0
    rest = high
    if shift < 64:
        quotient = high >> shift
        rest = high << (64 - shift)
    elif shift > 64:
        rest = 1
    if rest > SIGN or (rest == SIGN and quotient & 1 != 0):
        quotient += 1
    if first >= -1022:
        if first > 1023:
            return f64_from_bits(sign | INFINITY)
        quotient += u64(first + 1022) << 52
    return f64_from_bits(sign | quotient)


@metal
def multiply_add(x: f64, y: f64, z: f64) -> f64:
    """``x * y + z`` with one rounding."""
    a, b, c = f64_bits(x), f64_bits(y), f64_bits(z)
    sign = (a ^ b) & SIGN
    sign_z = c & SIGN
    a &= ~u64(SIGN)
    b &= ~u64(SIGN)
    c &= ~u64(SIGN)
    if a >= INFINITY or b >= INFINITY or a == 0 or b == 0:
        return x * y + z  # the product is exact
    if c >= INFINITY:
        return z + z
    if c == 0:
        return x * y
    fraction_x, exponent_x = split(a)
    fraction_y, exponent_y = split(b)
    fraction_z, exponent_z = split(c)
    high, low, shift = product(fraction_x, fraction_y)
    exponent = exponent_x + exponent_y - shift
    high_z = fraction_z << (TOP - 64 - 52)
    low_z: u64 = 0
    exponent_z -= TOP - 52
    if exponent < exponent_z:
        high, low = shifted(high, low, u32(exponent_z - exponent))
        exponent = exponent_z
    else:
        high_z, low_z = shifted(high_z, low_z, u32(exponent - exponent_z))
    if sign == sign_z:
        low += low_z
        high += high_z
        if low < low_z:
            high += 1
        return rounded(sign, high, low, exponent)
    if high < high_z or (high == high_z and low < low_z):
        sign = sign_z
        high, low, high_z, low_z = high_z, low_z, high, low
    if low < low_z:
        high -= 1
    high -= high_z
    low -= low_z
    if high == 0 and low == 0:
        return 0.0
    return rounded(sign, high, low, exponent)


#: What the glue branches to for LLVM.
ROOTS = (multiply_add,)
ROWS: dict[str, list[tuple[str, str, str]]] = {
    "fma": [("eafffffe", "b", "tamapy.armv6.fused.multiply_add")],
}
