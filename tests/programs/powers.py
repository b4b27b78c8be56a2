"""Powers and exponentials: edges, errors, operands of other types."""

import math
import operator
from decimal import Decimal
from fractions import Fraction

inf, nan = float("inf"), float("nan")


def show(function, *args):
    try:
        print(args, repr(function(*args)))
    except Exception as error:
        print(args, type(error).__name__, error)


def rounded(x):
    return x if isinstance(x, complex) else f"{x:.14g}"


BASES = (0.0, -0.0, 1.0, -1.0, 2.0, -2.0, 0.5, 1e200, -1e-200, 5e-324, 1e308, inf, -inf, nan)
for x in BASES:
    for y in (0.0, 1.0, 2.0, -1.0, 3.0, -3.0, 2, 3, -2, inf, -inf, nan):
        show(operator.pow, x, y)
    show(math.pow, x, 2.0)
for x, y in ((2.0, 1023.0), (2.0, 1024.0), (2.0, -1074.0), (2.0, -1075.0), (-2.0, 1024.0),
             (1.5, 1e300), (0.5, 1e300), (1.0000000000000002, 1e18), (10.0, 308), (10.0, 309)):
    show(operator.pow, x, y)
    show(math.pow, x, y)

# halves of units, which are rounded to the even neighbour, and exact results
for x, y in ((134217729.0, 2.0), (9007199254740991.0, 2), (1.0000000000000002, 3.0), (3.0, 33.0),
             (9.0, 0.5), (27.0, 2.0), (32.0, 0.2), (0.25, -1.5), (5.0, 22), (7.0, 19)):
    print(x, y, x**y)

total = 0.0
for i in range(1, 400):
    x = i * 0.37
    total += x**-1.5 + x**0.75 - x ** (i % 7) / x**7 + math.exp(-x) + math.log(x) * math.exp2(-i)
    if i % 40 == 0:
        parts = (x**1.5, x**-1.5, math.exp(x), math.log(x), math.log2(x), math.log10(x))
        print([rounded(part) for part in parts], rounded(math.expm1(1 / x)), math.log1p(x) > 0)
print(rounded(total))
print([math.log2(2.0**n) for n in range(-1074, 1024, 99)], [math.log10(10.0**n) for n in range(23)])
print(math.exp(0.0), math.exp(-0.0), math.exp(-745.2), math.exp(1e-320), math.log(1.0))
print(math.expm1(-0.0), math.log1p(-0.0), math.expm1(5e-324), math.log1p(1e-320))
for function in (math.exp, math.expm1, math.exp2, math.log, math.log2, math.log10, math.log1p):
    for x in (inf, -inf, nan, 709.0, 1025.0, -1.0, 0, True, 10**400, "1", None):
        try:
            print(function.__name__, str(x)[:8], rounded(function(x)))
        except Exception as error:
            print(function.__name__, str(x)[:8], type(error).__name__)

# other types on either side
print(2**0.5, 2**-1, 2**-2.0, True**1.5, rounded((-8.0) ** (1 / 3)) != 2, (2 + 0j) ** 2.0)
print(Fraction(1, 4) ** 0.5, 2.0 ** Fraction(1, 2), Decimal(2) ** 3)


class Real(float):
    def __rpow__(self, other):
        return "mine", other


print(2.0 ** Real(3.0), Real(3.0) ** 2.0, pow(2.0, Real(1.0)))
for a, b in ((2.0, "3"), ("3", 2.0), (2.0, None)):
    try:
        a**b
    except TypeError as error:
        print(error)
    try:
        a **= b
    except TypeError as error:
        print(error)
x = 1.5
x **= 2
print(x, pow(2.0, 3.0), pow(2, 3, 5))

for arguments in ((b"a", 2, 3), (2, "a", 3), (2, 3, "a"), (2.0, 3, 4), ("a", "b", "c")):
    try:
        pow(*arguments)
    except TypeError as error:
        print(error)
