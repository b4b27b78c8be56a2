"""The error function and the gamma function.

Gamma by Lanczos' approximation
with the rational coefficients of Boost's ``lanczos13m53`` (g = 6.024680040776729583740234375).
"""

from tamapy.runtime.floats import bits as _bits
from tamapy.runtime.floats import elementary as _elementary
from tamapy.runtime.floats import error_function as _error
from tamapy.runtime.floats import power as _power

_INF = float("inf")
_PI = 3.141592653589793
_G = 6.024680040776729583740234375
_LOG_PI = 1.144729885849400174143427351353058711647

_NUMERATOR = (
    23531376880.410759688572007674451636754734846804940,
    42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843,
    17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708,
    1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801,
    31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768,
    186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024,
    210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
)
_DENOMINATOR = (
    0.0, 39916800.0, 120543840.0, 150917976.0, 105258076.0, 45995730.0, 13339535.0, 2637558.0,
    357423.0, 32670.0, 1925.0, 66.0, 1.0,
)


def _float(x):
    if isinstance(x, (str, bytes, bytearray)):
        raise TypeError(f"must be real number, not {type(x).__name__}")
    try:
        return float(x)
    except TypeError:
        raise TypeError(f"must be real number, not {type(x).__name__}") from None


def erf(x, /):
    """The error function."""
    x = _float(x)
    return x if x != x else _error.erf(x)


def erfc(x, /):
    """One less the error function."""
    x = _float(x)
    return x if x != x else _error.erfc(x)


def _lanczos(x):
    above = below = 0.0
    if x < 5.0:
        for i in range(12, -1, -1):
            above = above * x + _NUMERATOR[i]
            below = below * x + _DENOMINATOR[i]
    else:
        for i in range(13):
            above = above / x + _NUMERATOR[i]
            below = below / x + _DENOMINATOR[i]
    return above / below


def _sin_pi(x):
    """``sin(pi * x)`` for a positive number."""
    y = x % 2.0
    part = round(2.0 * y)
    if part == 0:
        found = _elementary.sine(_PI * y)
    elif part == 1:
        found = _elementary.cosine(_PI * (y - 0.5))
    elif part == 2:
        found = _elementary.sine(_PI * (1.0 - y))
    elif part == 3:
        found = -_elementary.cosine(_PI * (y - 1.5))
    else:
        found = _elementary.sine(_PI * (y - 2.0))
    return found


def gamma(x, /):
    """The gamma function."""
    x = _float(x)
    if x != x or x == _INF:
        return x
    if x == -_INF or x == 0.0 or x < 0.0 and x == _bits.floor(x):
        raise ValueError("math domain error")
    if x == _bits.floor(x) and 1.0 <= x <= 23.0:
        found = 1
        for i in range(2, int(x)):
            found *= i
        return float(found)
    size = abs(x)
    if size < 1e-20:
        found = 1.0 / x
        if found in (_INF, -_INF):
            raise OverflowError("math range error")
        return found
    if size > 200.0:
        if x < 0.0:
            return 0.0 / _sin_pi(x)
        raise OverflowError("math range error")
    return _gamma(x, size)


def _gamma(x, size):
    y = size + _G - 0.5
    if size > _G - 0.5:
        z = y - size
        z = z - (_G - 0.5)
    else:
        z = y - (_G - 0.5)
        z = z - size
    z = z * _G / y
    if x < 0.0:
        found = -_PI / _sin_pi(size) / size * _elementary.exponential(y) / _lanczos(size)
        found -= z * found
        if size < 140.0:
            found /= _power.real_power(y, size - 0.5)
        else:
            root = _power.real_power(y, size / 2.0 - 0.25)
            found = found / root / root
    else:
        found = _lanczos(size) / _elementary.exponential(y)
        found += z * found
        if size < 140.0:
            found *= _power.real_power(y, size - 0.5)
        else:
            root = _power.real_power(y, size / 2.0 - 0.25)
            found = found * root * root
    if found in (_INF, -_INF):
        raise OverflowError("math range error")
    return found


def lgamma(x, /):
    """The logarithm of the absolute value of the gamma function."""
    x = _float(x)
    if x != x:
        return x
    if x in (_INF, -_INF):
        return _INF
    if x <= 2.0 and x == _bits.floor(x):
        if x <= 0.0:
            raise ValueError("math domain error")
        return 0.0
    size = abs(x)
    if size < 1e-20:
        return -_elementary.logarithm(size)
    found = _elementary.logarithm(_lanczos(size)) - _G
    found += (size - 0.5) * (_elementary.logarithm(size + _G - 0.5) - 1.0)
    if x < 0.0:
        found = _LOG_PI - _elementary.logarithm(abs(_sin_pi(size))) - (
            _elementary.logarithm(size)
        ) - found
    if found in (_INF, -_INF):
        raise OverflowError("math range error")
    return found
