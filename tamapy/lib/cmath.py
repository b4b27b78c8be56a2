"""``cmath``: functions of complex numbers, right at the branch cuts and for special values.

After W. Kahan, "Branch Cuts for Complex Elementary Functions", in The State of the Art in
Numerical Analysis (1987), with the special values of C99, annex G.
"""

import math
from math import (
    asinh as _asinh, atan2, copysign, e, fabs, hypot, inf, isfinite as _finite, ldexp, log1p, nan,
    pi, tau,
)

infj = complex(0.0, inf)
nanj = complex(0.0, nan)

_LARGE = 1.7976931348623157e308 / 4
_SQRT_LARGE = math.sqrt(_LARGE)
_LOG_LARGE = math.log(_LARGE)
#: The least normal number, its root, and powers of 2 that bring what is less up and down again.
_LEAST = 2.2250738585072014e-308
_SQRT_LEAST = 2.0 ** -511
_UP, _DOWN = 53, -27
_LN2 = 0.6931471805599453
_LN10 = 2.302585092994046

#: By function: a row for each kind of real part, a column for each kind of imaginary part
#: (negative: infinite, finite, zero; zero; finite, infinite; NaN). Parts: 0, 1, Infinity, NaN,
#: Pi, a Half, a Quarter and Three quarters of it, in small letters (o, j: 0, 1) if negative; EE
#: is a domain error, and what is computed has dots.
_SPECIAL = {
    "acos": (
        "TI PI PI Pi Pi Ti NI",
        "HI .. .. .. .. Hi NN",
        "HI .. .. .. .. Hi HN",
        "HI .. .. .. .. Hi HN",
        "HI .. .. .. .. Hi NN",
        "QI 0I 0I 0i 0i Qi NI",
        "NI NN NN NN NN Ni NN",
    ),
    "acosh": (
        "It Ip Ip IP IP IT IN",
        "Ih .. .. .. .. IH NN",
        "Ih .. .. .. .. IH NN",
        "Ih .. .. .. .. IH NN",
        "Ih .. .. .. .. IH NN",
        "Iq Io Io I0 I0 IQ IN",
        "IN NN NN NN NN IN NN",
    ),
    "asinh": (
        "iq io io i0 i0 iQ iN",
        "ih .. .. .. .. iH NN",
        "ih .. .. .. .. iH NN",
        "Ih .. .. .. .. IH NN",
        "Ih .. .. .. .. IH NN",
        "Iq Io Io I0 I0 IQ IN",
        "IN NN No N0 NN IN NN",
    ),
    "atanh": (
        "oh oh oh oH oH oH oN",
        "oh .. .. .. .. oH NN",
        "oh .. .. .. .. oH oN",
        "0h .. .. .. .. 0H 0N",
        "0h .. .. .. .. 0H NN",
        "0h 0h 0h 0H 0H 0H 0N",
        "0h NN NN NN NN 0H NN",
    ),
    "cosh": (
        "EE .. I0 Io .. EE IN",
        "EE .. .. .. .. EE NN",
        "EE .. .. .. .. EE N0",
        "EE .. .. .. .. EE N0",
        "EE .. .. .. .. EE NN",
        "EE .. Io I0 .. EE IN",
        "NN NN N0 N0 NN NN NN",
    ),
    "exp": (
        "00 .. 0o 00 .. 00 00",
        "EE .. .. .. .. EE NN",
        "EE .. .. .. .. EE NN",
        "EE .. .. .. .. EE NN",
        "EE .. .. .. .. EE NN",
        "EE .. Io I0 .. EE IN",
        "NN NN No N0 NN NN NN",
    ),
    "log": (
        "It Ip Ip IP IP IT IN",
        "Ih .. .. .. .. IH NN",
        "Ih .. .. .. .. IH NN",
        "Ih .. .. .. .. IH NN",
        "Ih .. .. .. .. IH NN",
        "Iq Io Io I0 I0 IQ IN",
        "IN NN NN NN NN IN NN",
    ),
    "sinh": (
        "EE .. io i0 .. EE IN",
        "EE .. .. .. .. EE NN",
        "EE .. .. .. .. EE 0N",
        "EE .. .. .. .. EE 0N",
        "EE .. .. .. .. EE NN",
        "EE .. Io I0 .. EE IN",
        "NN NN No N0 NN NN NN",
    ),
    "sqrt": (
        "Ii 0i 0i 0I 0I II NI",
        "Ii .. .. .. .. II NN",
        "Ii .. .. .. .. II NN",
        "Ii .. .. .. .. II NN",
        "Ii .. .. .. .. II NN",
        "Ii Io Io I0 I0 II IN",
        "Ii NN NN NN NN II NN",
    ),
    "tanh": (
        "j0 .. jo j0 .. j0 j0",
        "EE .. .. .. .. EE NN",
        "EE .. .. .. .. EE NN",
        "EE .. .. .. .. EE NN",
        "EE .. .. .. .. EE NN",
        "10 .. 1o 10 .. 10 10",
        "NN NN No N0 NN NN NN",
    ),
    "rect": (
        "EE .. i0 io .. EE IN",
        "EE .. .. .. .. EE NN",
        "00 .. .. .. .. 00 00",
        "00 .. .. .. .. 00 00",
        "EE .. .. .. .. EE NN",
        "EE .. Io I0 .. EE IN",
        "NN NN N0 N0 NN NN NN",
    ),
}
_PARTS = {
    "0": 0.0, "o": -0.0, "1": 1.0, "j": -1.0, "I": inf, "i": -inf, "P": pi, "p": -pi,
    "H": pi / 2, "h": -pi / 2, "Q": pi / 4, "q": -pi / 4, "T": 3 * pi / 4, "t": -3 * pi / 4,
    "N": nan,
}


def _value(pair):
    return None if pair in ("..", "EE") else complex(_PARTS[pair[0]], _PARTS[pair[1]])


_TABLES = {
    name: tuple([tuple([_value(pair) for pair in row.split()]) for row in rows])
    for name, rows in _SPECIAL.items()
}


def _kind(x):
    """The row or column of a number in the tables."""
    if x != x:
        return 6
    if not x:
        return 2 if copysign(1.0, x) < 0 else 3
    if x < 0:
        return 0 if x == -inf else 1
    return 5 if x == inf else 4


def _special(name, x, y):
    """What a table says of a number that is not finite."""
    found = _TABLES[name][_kind(x)][_kind(y)]
    if found is None:
        raise ValueError("math domain error")
    return found


def _complex(z):
    if type(z) is complex:
        return z
    kind = type(z)
    if isinstance(z, str) or not (isinstance(z, complex) or hasattr(kind, "__complex__") or (
            hasattr(kind, "__float__") or hasattr(kind, "__index__"))):
        raise TypeError(f"must be real number, not {kind.__name__}")
    return complex(z)


def _real(x):
    if isinstance(x, str) or not (
            hasattr(type(x), "__float__") or hasattr(type(x), "__index__")):
        raise TypeError(f"must be real number, not {type(x).__name__}")
    return float(x)


def _in_range(real, imag):
    if math.isinf(real) or math.isinf(imag):
        raise OverflowError("math range error")
    return complex(real, imag)


def _is_finite(z):
    return _finite(z.real) and _finite(z.imag)


def _is_large(z):
    return fabs(z.real) > _LARGE or fabs(z.imag) > _LARGE


def _log_of_large(z):
    """The logarithm of twice the absolute value."""
    return math.log(hypot(z.real / 2.0, z.imag / 2.0)) + 2.0 * _LN2


def _turned(function, z):
    """``-i * function(i * z)``."""
    found = function(complex(-z.imag, z.real))
    return complex(found.imag, -found.real)


def sqrt(z, /):
    """The square root; its branch cut is the negative real axis."""
    return _sqrt(_complex(z))


def _sqrt(z):
    x, y = z.real, z.imag
    if not _is_finite(z):
        return _special("sqrt", x, y)
    if not x and not y:
        return complex(0.0, y)
    ax, ay = fabs(x), fabs(y)
    if ax < _LEAST and ay < _LEAST:
        ax = ldexp(ax, _UP)
        s = ldexp(math.sqrt(ax + hypot(ax, ldexp(ay, _UP))), _DOWN)
    else:
        ax /= 8.0
        s = 2.0 * math.sqrt(ax + hypot(ax, ay / 8.0))
    d = ay / (2.0 * s)
    if x >= 0.0:
        return complex(s, copysign(d, y))
    return complex(d, copysign(s, y))


def acos(z, /):
    """The arc cosine."""
    z = _complex(z)
    x, y = z.real, z.imag
    if not _is_finite(z):
        return _special("acos", x, y)
    if _is_large(z):
        size = _log_of_large(z)
        return complex(atan2(fabs(y), x), -copysign(size, y) if x < 0 else copysign(size, -y))
    s1 = _sqrt(complex(1.0 - x, -y))
    s2 = _sqrt(complex(1.0 + x, y))
    return complex(
        2.0 * atan2(s1.real, s2.real), _asinh(s2.real * s1.imag - s2.imag * s1.real)
    )


def acosh(z, /):
    """The inverse hyperbolic cosine."""
    z = _complex(z)
    x, y = z.real, z.imag
    if not _is_finite(z):
        return _special("acosh", x, y)
    if _is_large(z):
        return complex(_log_of_large(z), atan2(y, x))
    s1 = _sqrt(complex(x - 1.0, y))
    s2 = _sqrt(complex(x + 1.0, y))
    return complex(
        _asinh(s1.real * s2.real + s1.imag * s2.imag), 2.0 * atan2(s1.imag, s2.real)
    )


def asin(z, /):
    """The arc sine."""
    return _turned(asinh, _complex(z))


def asinh(z, /):
    """The inverse hyperbolic sine."""
    z = _complex(z)
    x, y = z.real, z.imag
    if not _is_finite(z):
        return _special("asinh", x, y)
    if _is_large(z):
        size = _log_of_large(z)
        return complex(copysign(size, x), atan2(y, fabs(x)))
    s1 = _sqrt(complex(1.0 + y, -x))
    s2 = _sqrt(complex(1.0 - y, x))
    return complex(
        _asinh(s1.real * s2.imag - s2.real * s1.imag),
        atan2(y, s1.real * s2.real - s1.imag * s2.imag),
    )


def atan(z, /):
    """The arc tangent."""
    return _turned(atanh, _complex(z))


def atanh(z, /):
    """The inverse hyperbolic tangent."""
    z = _complex(z)
    x, y = z.real, z.imag
    if not _is_finite(z):
        return _special("atanh", x, y)
    if copysign(1.0, x) < 0.0:
        return -atanh(-z)
    ay = fabs(y)
    if x > _SQRT_LARGE or ay > _SQRT_LARGE:
        h = hypot(x / 2.0, y / 2.0)
        return complex(x / 4.0 / h / h, -copysign(pi / 2.0, -y))
    if x == 1.0 and ay < _SQRT_LEAST:
        if not ay:
            raise ValueError("math domain error")
        return complex(
            -math.log(math.sqrt(ay) / math.sqrt(hypot(ay, 2.0))),
            copysign(atan2(2.0, -ay) / 2, y),
        )
    return complex(
        log1p(4.0 * x / ((1 - x) * (1 - x) + ay * ay)) / 4.0,
        -atan2(-2.0 * y, (1 - x) * (1 + x) - ay * ay) / 2.0,
    )


def cos(z, /):
    """The cosine."""
    z = _complex(z)
    return cosh(complex(-z.imag, z.real))


def cosh(z, /):
    """The hyperbolic cosine."""
    z = _complex(z)
    x, y = z.real, z.imag
    if not _is_finite(z):
        if math.isinf(x) and _finite(y) and y:
            imag = copysign(inf, math.sin(y))
            return complex(copysign(inf, math.cos(y)), imag if x > 0 else -imag)
        return _special("cosh", x, y)
    if fabs(x) > _LOG_LARGE:
        x -= copysign(1.0, x)
        return _in_range(
            math.cos(y) * math.cosh(x) * e, math.sin(y) * math.sinh(x) * e
        )
    return _in_range(math.cos(y) * math.cosh(x), math.sin(y) * math.sinh(x))


def exp(z, /):
    """e to the power of ``z``."""
    z = _complex(z)
    x, y = z.real, z.imag
    if not _is_finite(z):
        if math.isinf(x) and _finite(y) and y:
            size = inf if x > 0 else 0.0
            return complex(copysign(size, math.cos(y)), copysign(size, math.sin(y)))
        return _special("exp", x, y)
    if x > _LOG_LARGE:
        size = math.exp(x - 1.0)
        return _in_range(size * math.cos(y) * e, size * math.sin(y) * e)
    size = math.exp(x)
    return _in_range(size * math.cos(y), size * math.sin(y))


def _log(z):
    x, y = z.real, z.imag
    if not _is_finite(z):
        return _special("log", x, y)
    ax, ay = fabs(x), fabs(y)
    if _is_large(z):
        real = math.log(hypot(ax / 2.0, ay / 2.0)) + _LN2
    elif ax < _LEAST and ay < _LEAST:
        if not ax and not ay:
            raise ValueError("math domain error")
        real = math.log(hypot(ldexp(ax, _UP), ldexp(ay, _UP))) - _UP * _LN2
    else:
        h = hypot(ax, ay)
        if 0.71 <= h <= 1.73:
            more, less = (ax, ay) if ax > ay else (ay, ax)
            real = log1p((more - 1) * (more + 1) + less * less) / 2.0
        else:
            real = math.log(h)
    return complex(real, atan2(y, x))


_NATURAL = object()


def log(z, base=_NATURAL, /):
    """The logarithm, natural unless a base is given; its branch cut is the negative real axis."""
    z = _complex(z)
    if base is _NATURAL:
        return _log(z)
    base = _log(_complex(base))
    if not base:
        raise ValueError("math domain error")
    # As in C, that of 0 is an error only when it is the result.
    return (_log(z) if z else complex(-inf, atan2(z.imag, z.real))) / base


def log10(z, /):
    """The logarithm to base 10."""
    found = _log(_complex(z))
    return complex(found.real / _LN10, found.imag / _LN10)


def sin(z, /):
    """The sine."""
    return _turned(sinh, _complex(z))


def sinh(z, /):
    """The hyperbolic sine."""
    z = _complex(z)
    x, y = z.real, z.imag
    if not _is_finite(z):
        if math.isinf(x) and _finite(y) and y:
            real = copysign(inf, math.cos(y))
            return complex(real if x > 0 else -real, copysign(inf, math.sin(y)))
        return _special("sinh", x, y)
    if fabs(x) > _LOG_LARGE:
        x -= copysign(1.0, x)
        return _in_range(
            math.cos(y) * math.sinh(x) * e, math.sin(y) * math.cosh(x) * e
        )
    return _in_range(math.cos(y) * math.sinh(x), math.sin(y) * math.cosh(x))


def tan(z, /):
    """The tangent."""
    return _turned(tanh, _complex(z))


def tanh(z, /):
    """The hyperbolic tangent."""
    z = _complex(z)
    x, y = z.real, z.imag
    if not _is_finite(z):
        if math.isinf(x) and _finite(y) and y:
            return complex(
                copysign(1.0, x), copysign(0.0, 2.0 * math.sin(y) * math.cos(y))
            )
        return _special("tanh", x, y)
    if fabs(x) > _LOG_LARGE:
        return complex(
            copysign(1.0, x), 4.0 * math.sin(y) * math.cos(y) * math.exp(-2.0 * fabs(x))
        )
    tx, ty = math.tanh(x), math.tan(y)
    cx = 1.0 / math.cosh(x)
    both = tx * ty
    below = 1.0 + both * both
    return complex(tx * (1.0 + ty * ty) / below, ty / below * cx * cx)


def phase(z, /):
    """The argument, from -pi to pi."""
    z = _complex(z)
    return atan2(z.imag, z.real)


def polar(z, /):
    """The absolute value and the argument."""
    z = _complex(z)
    size = hypot(z.real, z.imag)
    if math.isinf(size) and _is_finite(z):
        raise OverflowError("math range error")
    return size, atan2(z.imag, z.real)


def rect(r, phi, /):
    """The number with an absolute value and an argument."""
    r, phi = _real(r), _real(phi)
    if not _finite(r) or not _finite(phi):
        if math.isinf(r) and _finite(phi) and phi:
            return complex(copysign(inf, math.cos(phi) * copysign(1.0, r)),
                           copysign(inf, math.sin(phi) * copysign(1.0, r)))
        return _special("rect", r, phi)
    if not phi:
        return complex(r, r * phi)
    return complex(r * math.cos(phi), r * math.sin(phi))


def isfinite(z, /):
    """Whether both parts are finite."""
    return _is_finite(_complex(z))


def isinf(z, /):
    """Whether a part is infinite."""
    z = _complex(z)
    return math.isinf(z.real) or math.isinf(z.imag)


def isnan(z, /):
    """Whether a part is not a number."""
    z = _complex(z)
    return math.isnan(z.real) or math.isnan(z.imag)


def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    """Whether two numbers differ little, for their size or at all."""
    a, b = _complex(a), _complex(b)
    rel_tol, abs_tol = _real(rel_tol), _real(abs_tol)
    if rel_tol < 0.0 or abs_tol < 0.0:
        raise ValueError("tolerances must be non-negative")
    if a == b:
        return True
    if isinf(a) or isinf(b):
        return False
    apart = abs(a - b)
    return apart <= rel_tol * abs(b) or apart <= rel_tol * abs(a) or apart <= abs_tol
