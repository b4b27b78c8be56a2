"""Hyperbolic functions, their inverses and the error function against decimal arithmetic."""

import decimal
import math
import random
from decimal import Decimal

import pytest

from tamapy.runtime.floats import elementary, error_function, hyperbolic
from tamapy.runtime.simulation import hosted


def _sinh(x):
    return (x.exp() - (-x).exp()) / 2


def _asinh(x):
    return (abs(x) + (x * x + 1).sqrt()).ln().copy_sign(x)


#: Function, its exact value, and where it is tried.
CASES = [
    (hyperbolic.expm1, lambda x: x.exp() - 1, (-45.0, 700.0)),
    (hyperbolic.log1p, lambda x: (1 + x).ln(), (-1.0, 10.0)),
    (hyperbolic.sinh, _sinh, (-45.0, 700.0)),
    (hyperbolic.cosh, lambda x: (x.exp() + (-x).exp()) / 2, (-45.0, 700.0)),
    (hyperbolic.tanh, lambda x: 1 - 2 / ((2 * x).exp() + 1), (-25.0, 25.0)),
    (hyperbolic.asinh, _asinh, (-1e9, 1e9)),
    (hyperbolic.acosh, lambda x: (x + (x * x - 1).sqrt()).ln(), (1.0, 1e9)),
    (hyperbolic.atanh, lambda x: ((1 + x) / (1 - x)).ln() / 2, (-1.0, 1.0)),
    (hyperbolic.log10, lambda x: x.log10(), (0.0, 10.0)),
    (hyperbolic.cube_root, lambda x: x ** (Decimal(1) / 3), (0.125, 8.0)),
]


def arguments(low, high):
    """Numbers all over a range, many of them small."""
    source = random.Random(9)
    for _ in range(12):
        yield source.uniform(low, high)
        x = source.uniform(max(low, -2.0), min(high, 2.0))
        yield x
        x *= math.exp(source.uniform(-30.0, 0.0))
        if low < x:
            yield x


@pytest.mark.parametrize(("function", "exact", "span"), CASES)
def test_rounding(function, exact, span):
    with hosted(64), decimal.localcontext() as context:
        context.prec = 70
        for x in arguments(*span):
            expected = exact(Decimal(x))
            error = abs(Decimal(function(x)) - expected)
            assert error < Decimal("0.51") * Decimal(math.ulp(float(expected))), x


def test_arcs():
    with hosted(64):
        for x in arguments(-1.0, 1.0):
            assert abs(elementary.arcsine(x) - math.asin(x)) <= math.ulp(math.asin(x)), x
            assert abs(elementary.arccosine(x) - math.acos(x)) <= math.ulp(math.acos(x)), x


def test_error_function():
    with hosted(64):
        for x in arguments(-7.0, 12.0):
            assert abs(error_function.erf(x) - math.erf(x)) <= math.ulp(math.erf(x)), x
            assert abs(error_function.erfc(x) - math.erfc(x)) <= 2 * math.ulp(math.erfc(x)), x
