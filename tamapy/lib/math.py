"""``math``: functions of real numbers."""

from _math_special import erf, erfc, gamma, lgamma
from _operator import index as _index
from tamapy.runtime.floats import bits as _bits
from tamapy.runtime.floats import elementary as _elementary
from tamapy.runtime.floats import hyperbolic as _hyperbolic
from tamapy.runtime.floats import power as _power
from tamapy.runtime.ints import whole as _theory

pi = 3.141592653589793
e = 2.718281828459045
tau = 6.283185307179586
inf = float("inf")
nan = float("nan")
_LN2 = 0.6931471805599453


def _float(x):
    """An argument as a float."""
    if type(x) is float:
        return x
    if isinstance(x, (str, bytes, bytearray)):
        raise TypeError(f"must be real number, not {type(x).__name__}")
    try:
        return float(x)
    except TypeError:
        raise TypeError(f"must be real number, not {type(x).__name__}") from None


def _domain():
    raise ValueError("math domain error")


def _range(result):
    """A result that must not be infinite."""
    if result - result != 0.0 and result == result:
        raise OverflowError("math range error")
    return result


# -- parts of floats ----------------------------------------------------------------------


def isnan(x, /):
    """Whether it is no number."""
    x = _float(x)
    return x != x


def isinf(x, /):
    """Whether it is infinite."""
    return _float(x) in (inf, -inf)


def isfinite(x, /):
    """Whether it is a finite number."""
    x = _float(x)
    return x - x == 0.0


def fabs(x, /):
    """The absolute value."""
    return abs(_float(x))


def copysign(x, y, /):
    """``x`` with the sign of ``y``."""
    x = abs(_float(x))
    return -x if _bits.is_negative(_float(y)) else x


def floor(x, /):
    """The largest int not above."""
    if type(x) is float:
        return _whole(x, _bits.floor(x))
    method = getattr(type(x), "__floor__", None)
    if method is not None:
        return method(x)
    x = _float(x)
    return _whole(x, _bits.floor(x))


def ceil(x, /):
    """The smallest int not below."""
    if type(x) is float:
        return _whole(x, -_bits.floor(-x))
    method = getattr(type(x), "__ceil__", None)
    if method is not None:
        return method(x)
    x = _float(x)
    return _whole(x, -_bits.floor(-x))


def _whole(x, found):
    return int(found) if x - x == 0.0 else int(x)


def trunc(x, /):
    """The int towards zero."""
    if type(x) is float:
        return int(x)
    method = getattr(type(x), "__trunc__", None)
    if method is None:
        raise TypeError(f"type {type(x).__name__} doesn't define __trunc__ method")
    return method(x)


def modf(x, /):
    """The fraction and the whole part, both with the sign."""
    x = _float(x)
    if x in (inf, -inf):
        return copysign(0.0, x), x
    if x != x:
        return x, x
    whole = copysign(_bits.floor(abs(x)), x)
    return copysign(x - whole, x), whole


def frexp(x, /):
    """Mantissa in [0.5, 1) and exponent."""
    x = _float(x)
    if x == 0.0 or x - x != 0.0:
        return x, 0
    exponent = _bits.exponent(x)
    return ldexp(x, -exponent), exponent


def ldexp(x, i, /):
    """``x * 2**i``."""
    x = _float(x)
    if not isinstance(i, int):
        raise TypeError("Expected an int as second argument to ldexp.")
    if x == 0.0 or x - x != 0.0:
        return x
    i = max(-2200, min(2200, i))
    return _range(_bits.scaled(x, i))


def nextafter(x, y, /):
    """The float after ``x`` towards ``y``."""
    x, y = _float(x), _float(y)
    if x != x or y != y:
        return x + y
    if x == y:
        return y
    if x == 0.0:
        return copysign(5e-324, y)
    return _bits.neighbour(x, (y > x) == (x > 0.0))


def ulp(x, /):
    """The value of the last bit."""
    x = abs(_float(x))
    if x - x != 0.0:
        return x
    above = nextafter(x, inf)
    if above == inf:
        return x - nextafter(x, -inf)
    return above - x


def fmod(x, y, /):
    """The remainder with the sign of ``x``."""
    x, y = _float(x), _float(y)
    if x != x or y != y:
        return x + y
    if x in (inf, -inf) or y == 0.0:
        _domain()
    if y in (inf, -inf):
        return x
    return copysign(abs(x) % abs(y), x)


def remainder(x, y, /):
    """The remainder of the nearest whole quotient, half to even."""
    x, y = _float(x), _float(y)
    if x != x or y != y:
        return x + y
    if x in (inf, -inf) or y == 0.0:
        _domain()
    if y in (inf, -inf):
        return x
    size = abs(y)
    rest = abs(x) % size
    over = size - rest
    if rest < over:
        found = rest
    elif rest > over:
        found = -over
    else:
        found = rest - 2.0 * (0.5 * (abs(x) - rest) % size)
    return copysign(1.0, x) * found


def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    """Whether two numbers are close to each other."""
    a, b = _float(a), _float(b)
    if rel_tol < 0.0 or abs_tol < 0.0:
        raise ValueError("tolerances must be non-negative")
    if a == b:
        return True
    if a in (inf, -inf) or b in (inf, -inf):
        return False
    difference = abs(b - a)
    return difference <= abs(rel_tol * b) or difference <= abs(rel_tol * a) or (
        difference <= abs_tol
    )


# -- ints -------------------------------------------------------------------------------------


def gcd(*integers):
    """The greatest common divisor."""
    found = 0
    for value in integers:
        found = _theory.gcd(found, _index(value))
    return found


def lcm(*integers):
    """The least common multiple."""
    found = 1
    for value in integers:
        value = abs(_index(value))
        if not value:
            found = 0
        elif found:
            found = found // _theory.gcd(found, value) * value
    return found


def isqrt(n, /):
    """The whole part of the square root."""
    n = _index(n)
    if n < 0:
        raise ValueError("isqrt() argument must be nonnegative")
    return _theory.isqrt(n)


def _product(first, last):
    """The product of a range, halves first, so that the factors grow together."""
    if last - first < 8:
        found = 1
        for i in range(first, last + 1):
            found *= i
        return found
    middle = (first + last) // 2
    return _product(first, middle) * _product(middle + 1, last)


def factorial(n, /):
    """``n!``."""
    n = _index(n)
    if n < 0:
        raise ValueError("factorial() not defined for negative values")
    return _product(2, n)


def perm(n, k=None, /):
    """How many orders of ``k`` of ``n`` things there are."""
    n = _index(n)
    if k is None:
        return factorial(n)
    k = _index(k)
    if n < 0:
        raise ValueError("n must be a non-negative integer")
    if k < 0:
        raise ValueError("k must be a non-negative integer")
    return _product(n - k + 1, n) if k <= n else 0


def comb(n, k, /):
    """How many choices of ``k`` of ``n`` things there are."""
    n, k = _index(n), _index(k)
    if n < 0:
        raise ValueError("n must be a non-negative integer")
    if k < 0:
        raise ValueError("k must be a non-negative integer")
    if k > n:
        return 0
    k = min(k, n - k)
    return _product(n - k + 1, n) // _product(2, k)


def prod(iterable, /, *, start=1):
    """The product of items."""
    found = start
    for item in iterable:
        found = found * item
    return found


# -- sums ----------------------------------------------------------------------------------------


def fsum(seq, /):
    """The sum, rounded once (Shewchuk's partial sums)."""
    partials = []
    special = 0.0
    infinite = 0.0
    for item in seq:
        x = original = _float(item)
        if x - x != 0.0:
            special += x
            if x == x:
                infinite += x
            continue
        kept = []
        for y in partials:
            if abs(x) < abs(y):
                x, y = y, x
            high = x + y
            low = y - (high - x)
            if low:
                kept.append(low)
            x = high
        if x - x != 0.0:
            if original - original == 0.0:
                raise OverflowError("intermediate overflow in fsum")
        kept.append(x)
        partials = kept
    if special != 0.0 or special != special:
        if infinite != infinite:
            raise ValueError("-inf + inf in fsum")
        return special
    return _rounded(partials)


def _rounded(partials):
    """The sum of partial sums that do not overlap, smallest first."""
    if not partials:
        return 0.0
    at = len(partials) - 1
    high = partials[at]
    low = 0.0
    while at > 0:
        at -= 1
        x, y = high, partials[at]
        high = x + y
        low = y - (high - x)
        if low:
            break
    if at > 0 and (low < 0.0) == (partials[at - 1] < 0.0) and low:
        doubled = low * 2.0
        x = high + doubled
        if doubled == x - high:
            high = x
    return high


def hypot(*coordinates):
    """The length of a vector."""
    return _norm([abs(_float(x)) for x in coordinates])


def dist(p, q, /):
    """The distance of two points."""
    p, q = tuple(p), tuple(q)
    if len(p) != len(q):
        raise ValueError("both points must have the same number of dimensions")
    return _norm([abs(_float(a) - _float(b)) for a, b in zip(p, q)])


def _norm(values):
    top = 0.0
    for x in values:
        if x == inf:
            return inf
        if x != x:
            top = x
        elif not top >= x and top == top:
            top = x
    if top != top or top == 0.0:
        return top
    _, exponent = frexp(top)
    scaled = [_bits.scaled(x, -exponent) for x in values]
    squares = []
    for x in scaled:
        high, low = _bits.square(x)
        squares += (high, low)
    total = fsum(squares)
    root = sqrt(total)
    high, low = _bits.square(root)
    root += fsum([*squares, -high, -low]) / (2.0 * root)
    return _bits.scaled(root, exponent)




# -- powers and logarithms -------------------------------------------------------------------------


def sqrt(x, /):
    """The square root."""
    x = _float(x)
    if x < 0.0:
        _domain()
    return _bits.root(x)


def cbrt(x, /):
    """The cube root."""
    x = _float(x)
    if x == 0.0 or x - x != 0.0:
        return x
    size = abs(x)
    _, exponent = frexp(size)
    shift = exponent // 3
    root = _hyperbolic.cube_root(_bits.scaled(size, -3 * shift))
    return copysign(_bits.scaled(root, shift), x)


def exp(x, /):
    """``e**x``."""
    if type(x) is float and -700.0 < x < 700.0:
        return _elementary.exponential(x)
    x = _float(x)
    if x - x != 0.0:
        return 0.0 if x == -inf else x
    return _range(_elementary.exponential(x))


def exp2(x, /):
    """``2**x``."""
    return pow(2.0, x)


def expm1(x, /):
    """``e**x - 1``, precise near 0."""
    if type(x) is float and -700.0 < x < 700.0:
        return _hyperbolic.expm1(x)
    x = _float(x)
    if x - x != 0.0:
        return -1.0 if x == -inf else x
    return _range(_hyperbolic.expm1(x))


def _log_of(x, function, base):
    if isinstance(x, int) and not isinstance(x, bool):
        if x <= 0:
            _domain()
        shift = x.bit_length() - 1000
        if shift > 0:
            return function(float(x >> shift)) + shift * base
    x = _float(x)
    if x != x or x == inf:
        return x
    if x <= 0.0:
        _domain()
    return function(x)


def _ln(x):
    return _elementary.logarithm(x)


def _lb(x):
    return _elementary.logarithm_2(x)


def log(x, base=None, /):
    """The natural logarithm, or that to a base."""
    if base is None and type(x) is float and 0.0 < x < 1e308:
        return _elementary.logarithm(x)
    found = _log_of(x, _ln, _LN2)
    if base is None:
        return found
    divisor = _log_of(base, _ln, _LN2)
    return found / divisor


def log2(x, /):
    """The logarithm to base 2."""
    if type(x) is float and 0.0 < x < 1e308:
        return _elementary.logarithm_2(x)
    return _log_of(x, _lb, 1.0)


def _lg(x):
    return _hyperbolic.log10(x)


def log10(x, /):
    """The logarithm to base 10."""
    if type(x) is float and 0.0 < x < 1e308:
        return _hyperbolic.log10(x)
    return _log_of(x, _lg, 0.3010299956639812)


def log1p(x, /):
    """``log(1 + x)``, precise near 0."""
    if type(x) is float and -1.0 < x < 1e308:
        return _hyperbolic.log1p(x)
    x = _float(x)
    if x != x or x == inf:
        return x
    if x <= -1.0:
        _domain()
    return _hyperbolic.log1p(x)


def pow(x, y, /):  # noqa: A001
    """``x**y`` in floats."""
    x, y = _float(x), _float(y)
    if x == 1.0 or y == 0.0:
        return 1.0
    if x - x == 0.0 and y - y == 0.0:
        if x == 0.0 and y < 0.0 or x < 0.0 and y != _bits.floor(y):
            _domain()
        return _range(_power.real_power(x, y))
    if x != x or y != y:
        return x + y
    if y in (inf, -inf):
        size = abs(x)
        if size == 1.0:
            return 1.0
        return inf if (size > 1.0) == (y > 0.0) else 0.0
    odd = fmod(abs(y), 2.0) == 1.0
    result = inf if y > 0.0 else 0.0
    return copysign(result, x) if odd else result


# -- circles and hyperbolas -----------------------------------------------------------------------


def degrees(x, /):
    """Radians to degrees."""
    return _float(x) * (180.0 / pi)


def radians(x, /):
    """Degrees to radians."""
    return _float(x) * (pi / 180.0)


def _finite(x):
    x = _float(x)
    if x == inf or x == -inf:  # noqa: PLR1714  a tuple would have to be searched
        _domain()
    return x


def sin(x, /):
    """The sine."""
    x = _finite(x)
    return x if x != x else _elementary.sine(x)


def cos(x, /):
    """The cosine."""
    x = _finite(x)
    return x if x != x else _elementary.cosine(x)


def tan(x, /):
    """The tangent."""
    x = _finite(x)
    if x != x or x == 0.0:
        return x
    return _elementary.sine(x) / _elementary.cosine(x)


def asin(x, /):
    """The angle of a sine."""
    x = _float(x)
    if x != x or x == 0.0:
        return x
    if abs(x) > 1.0:
        _domain()
    return _elementary.arcsine(x)


def acos(x, /):
    """The angle of a cosine."""
    x = _float(x)
    if x != x:
        return x
    if abs(x) > 1.0:
        _domain()
    return _elementary.arccosine(x)


def atan(x, /):
    """The angle of a tangent."""
    x = _float(x)
    if x != x or x == 0.0:
        return x
    return _elementary.arctangent2(x, 1.0)


def atan2(y, x, /):
    """The angle of a point."""
    y, x = _float(y), _float(x)
    if x != x or y != y:
        return x + y
    if y in (inf, -inf):
        if x == inf:
            return copysign(0.25 * pi, y)
        return copysign(0.75 * pi if x == -inf else 0.5 * pi, y)
    if x in (inf, -inf) or y == 0.0:
        return copysign(0.0 if copysign(1.0, x) == 1.0 else pi, y)
    if x == 0.0:
        return copysign(0.5 * pi, y)
    return _elementary.arctangent2(y, x)


def sinh(x, /):
    """The hyperbolic sine."""
    x = _float(x)
    if x - x != 0.0 or x == 0.0:
        return x
    return _range(_hyperbolic.sinh(x))


def cosh(x, /):
    """The hyperbolic cosine."""
    x = abs(_float(x))
    if x - x != 0.0:
        return x
    return _range(_hyperbolic.cosh(x))


def tanh(x, /):
    """The hyperbolic tangent."""
    x = _float(x)
    if x != x or x == 0.0:
        return x
    return _hyperbolic.tanh(x)


def asinh(x, /):
    """The area of a hyperbolic sine."""
    x = _float(x)
    if x - x != 0.0 or x == 0.0:
        return x
    return _hyperbolic.asinh(x)


def acosh(x, /):
    """The area of a hyperbolic cosine."""
    x = _float(x)
    if x < 1.0:
        _domain()
    if x - x != 0.0:
        return x
    return _hyperbolic.acosh(x)


def atanh(x, /):
    """The area of a hyperbolic tangent."""
    x = _float(x)
    if x != x or x == 0.0:
        return x
    if abs(x) >= 1.0:
        _domain()
    return _hyperbolic.atanh(x)


__all__ = [
    "acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "cbrt", "ceil", "comb",
    "copysign", "cos", "cosh", "degrees", "dist", "e", "erf", "erfc", "exp", "exp2", "expm1",
    "fabs", "factorial", "floor", "fmod", "frexp", "fsum", "gamma", "gcd", "hypot", "inf",
    "isclose", "isfinite", "isinf", "isnan", "isqrt", "lcm", "ldexp", "lgamma", "log", "log10",
    "log1p", "log2", "modf", "nan", "nextafter", "perm", "pi", "pow", "prod", "radians",
    "remainder", "sin", "sinh", "sqrt", "tan", "tanh", "tau", "trunc", "ulp",
]
