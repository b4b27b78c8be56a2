"""math, fractions, statistics, decimal; numbers where every libm agrees."""

import decimal
import math
import statistics
from decimal import Decimal
from fractions import Fraction


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


def digits(x):
    return f"{x:.14g}"


for name in ("sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "atanh", "exp", "exp2", "expm1", "log1p", "erf", "erfc", "gamma", "lgamma", "cbrt", "sqrt", "degrees", "radians"):
    function = getattr(math, name)
    for x in (0.0, -0.0, 0.5, 0.125, 1.0, -0.75, 1e-9, 30.0, 1000.0, float("inf"), float("nan"), -1e300):
        try:
            print(name, x, digits(function(x)))
        except Exception as error:
            print(name, x, type(error).__name__, error)
for name in ("log", "log2", "log10", "acosh"):
    for x in (1.0, 2, 10, 1000, 2**2000, 1e-300, 0, -1, 0.5):
        attempt(lambda: (name, digits(getattr(math, name)(x))))
print(math.log(8, 2), math.pow(2, 0.5) == 2**0.5, math.hypot(3, 4), math.hypot(1, 2, 2), math.dist((0, 0), (3, 4)), math.atan2(-0.0, -1))
print(math.floor(-1.5), math.ceil(-1.5), math.trunc(-1.5), math.fmod(-7, 3), math.remainder(7, 4), math.modf(-2.5), math.frexp(10), math.ldexp(0.75, 4))
print(math.gcd(12, 18, 27), math.lcm(4, 6), math.factorial(25), math.comb(50, 25), math.perm(10, 3), math.isqrt(10**40), math.prod([1, 2, 3], start=4), math.fsum([0.1] * 10))
print(math.copysign(1, -0.0), math.nextafter(1, 2), math.ulp(1), math.isclose(1, 1 + 1e-10), math.isfinite(1e308), math.inf, math.nan, math.tau)
for bad in (lambda: math.sqrt(-1), lambda: math.exp(1e4), lambda: math.factorial(-1), lambda: math.factorial(1.5), lambda: math.sin("x"), lambda: math.gcd(1.5), lambda: math.isqrt(-1), lambda: math.pow(-1, 0.5), lambda: math.fmod(1, 0), lambda: math.floor(math.inf), lambda: math.ceil(math.nan), lambda: math.comb(1, -1), lambda: math.ldexp(1, 5000), lambda: math.dist([1], [1, 2]), lambda: math.log(10, 1), lambda: math.acosh(0.5)):
    attempt(bad)
print(Fraction(3, 6), Fraction("0.125"), Fraction(0.75), Fraction(1, 3) + Fraction(1, 6), Fraction(7, 2) // 1, -Fraction(7, 2) % 2, Fraction(1, 3) ** 2, Fraction(22, 7).limit_denominator(5), float(Fraction(1, 3)))
print(repr(Fraction(2, 4)), Fraction(1, 2) < 0.6, round(Fraction(7, 2)), math.floor(Fraction(-1, 2)), Fraction(math.pi).limit_denominator(1000), hash(Fraction(1, 2)) == hash(0.5), Fraction("3/4").as_integer_ratio())
attempt(lambda: Fraction(1, 0))
attempt(lambda: Fraction("x"))
attempt(lambda: Fraction(1.5, 2))
print(statistics.mean([1, 2, 4]), statistics.median([3, 1, 2, 5]), statistics.pstdev([1, 2, 3, 4]), statistics.mode("aab"), statistics.variance([Fraction(1), Fraction(2)]), statistics.quantiles([1, 2, 3, 4]))
decimal.getcontext().prec = 28
print(Decimal("1.10") + Decimal("2.2"), Decimal(1) / 3, Decimal("1e-5"), Decimal(2).sqrt(), round(Decimal("2.675"), 2), Decimal("1.5").quantize(Decimal("1"), rounding=decimal.ROUND_HALF_EVEN), Decimal(10).ln())
for bad in (lambda: Decimal(1) / 0, lambda: Decimal("x")):
    try:
        bad()
    except decimal.DecimalException as error:
        print(type(error).__name__)
print(repr(Decimal("1.0")), Decimal("1.0") == 1, f"{Decimal('1234.5'):,.2f}", Decimal(0.1))


class Rounding(float):
    def __ceil__(self):
        return "up"

    def __floor__(self):
        return "down"

    def __trunc__(self):
        return "towards zero"


print(math.ceil(Rounding(1.5)), math.floor(Rounding(1.5)), math.trunc(Rounding(1.5)))
