"""Constants and tables of logarithms and powers, computed exactly on the build machine."""

from fractions import Fraction
from functools import cache
from struct import pack, unpack

#: Intervals that a mantissa, or the fraction of an exponent, falls into.
INTERVALS = 128
#: The bits of the least mantissa that :func:`logarithms` is for: 1 lies inside an interval.
LEAST_BITS = 0x3FE6900000000000
#: Tables are computed as integers of this many bits below the point.
PRECISION = 200


def halves(values: list[Fraction]) -> list[float]:
    """Each number as two doubles."""
    found: list[float] = []
    for value in values:
        high = float(value)
        found += [high, float(value - Fraction(high))]
    return found


def split(value: Fraction, bits: int) -> tuple[float, float]:
    """A number as a multiple of ``2**-bits`` and a rest."""
    high = Fraction(round(value * 2**bits), 2**bits)
    return float(high), float(value - high)


def log_2() -> Fraction:
    """The natural logarithm of 2, to 200 bits."""
    return log(Fraction(2))


def log(x: Fraction) -> Fraction:
    """The natural logarithm of a number from 1/2 to 2, by the series of its area tangent."""
    ratio = (x - 1) / (x + 1)
    power = (ratio.numerator << PRECISION) // ratio.denominator
    square = ratio * ratio
    total, k = 0, 1
    while power not in (0, -1):
        total += power // k
        power = power * square.numerator // square.denominator
        k += 2
    return Fraction(2 * total, 1 << PRECISION)


@cache
def pi() -> Fraction:
    """Pi to 1,400 bits, by J. Machin's formula."""

    def arctan(n: int) -> Fraction:
        scale = 1 << 1500
        total, power, k = 0, scale // n, 0
        while power:
            total += power // (2 * k + 1) * (-1) ** k
            power //= n * n
            k += 1
        return Fraction(total, scale)

    return 4 * (4 * arctan(5) - arctan(239))


def exp(x: Fraction) -> Fraction:
    """The exponential of a number from 0 to 1."""
    term = total = 1 << PRECISION
    k = 1
    while term:
        term = term * x.numerator // (x.denominator * k)
        total += term
        k += 1
    return Fraction(total, 1 << PRECISION)


def sine(x: Fraction) -> Fraction:
    """The sine of a number from 0 to 2."""
    scaled = (x.numerator << PRECISION) // x.denominator
    square = scaled * scaled >> PRECISION
    term = total = scaled
    k = 1
    while term not in (0, -1):
        term = -(term * square >> PRECISION) // ((k + 1) * (k + 2))
        total += term
        k += 2
    return Fraction(total, 1 << PRECISION)


def mantissas(i: int) -> tuple[float, float]:
    """The least and the greatest number of an interval of mantissas."""
    bounds = (LEAST_BITS + (i << 45), LEAST_BITS + (i + 1 << 45) - 1)
    low, high = unpack("<dd", pack("<QQ", *bounds))
    return low, high


def reciprocal(i: int) -> float:
    """A number of 8 bits near the reciprocals of an interval's mantissas; 1 around 1."""
    low, high = mantissas(i)
    if low <= 1.0 <= high:
        return 1.0
    steps = 256 if low > 1.0 else 128
    return round(steps * 2.0 / (low + high)) / steps


def logarithms() -> list[float]:
    """For each interval of mantissas: a number near the reciprocals and its -log in two parts.

    The first part is a multiple of 2**-42.
    """
    found: list[float] = []
    for i in range(INTERVALS):
        near = reciprocal(i)
        found += [near, *split(-log(Fraction(near)), 42)]
    return found


def fractional_powers() -> list[float]:
    """2 to the power of each fraction in two parts, the first one a multiple of 2**-26."""
    found: list[float] = []
    for i in range(INTERVALS):
        found += split(exp(log_2() * i / INTERVALS), 26)
    return found
