"""Powers of ten as 128-bit mantissas, and logarithms of powers.

Entry ``k`` is the smallest 128-bit number at or above ``10**k * 2**-e`` with its top bit
set, for ``k`` from -292 to 324: what the Schubfach algorithm (R. Giulietti, "The
Schubfach way to render doubles") needs to print doubles, and, rounded down, what the
Eisel-Lemire algorithm (D. Lemire, "Number parsing at a gigabyte per second") needs to
read them.
"""

from tamapy.metal import const_array, i64, metal, u64, usize

LOWEST_POWER = -292
HIGHEST_POWER = 324
#: Powers from 0 to this are exact in 128 bits.
HIGHEST_EXACT = 55


def _mantissa(k: int) -> int:
    if k >= 0:
        value = 10**k
        shift = 128 - value.bit_length()
        return value << shift if shift >= 0 else -(-value >> -shift)
    divisor = 10**-k
    shift = 127 + divisor.bit_length()
    quotient = -(-(1 << shift) // divisor)
    if quotient.bit_length() > 128:
        quotient = -(-(1 << (shift - 1)) // divisor)
    return quotient


_MANTISSAS = [_mantissa(k) for k in range(LOWEST_POWER, HIGHEST_POWER + 1)]
power_high = const_array(u64, [m >> 64 for m in _MANTISSAS])
power_low = const_array(u64, [m & (1 << 64) - 1 for m in _MANTISSAS])

#: Powers of ten that fit 64 bits.
small_powers = const_array(u64, [10**k for k in range(20)])


@metal
def power_index(k: i64) -> usize:
    """The index of ``10**k`` in the tables."""
    return usize(k - LOWEST_POWER)


@metal
def floor_log2_pow10(k: i64) -> i64:
    """``floor(log2(10**k))`` for ``abs(k)`` up to 1233."""
    return (k * 1741647) >> 19


@metal
def floor_log10_pow2(e: i64) -> i64:
    """``floor(log10(2**e))`` for ``abs(e)`` up to 1500."""
    return (e * 1262611) >> 22
