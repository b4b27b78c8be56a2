"""``fma`` in software, against exact arithmetic."""

import math
import struct

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tamapy.armv6 import fused
from tamapy.metal import f64, f64_fma


def bits(value):
    return struct.pack("<d", float(value))


finite = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False),
    st.floats(-4, 4),
    st.builds(math.ldexp, st.integers(-(1 << 53), 1 << 53), st.integers(-1074, 60)),
    st.builds(lambda n: n * 5e-324, st.integers(-(1 << 54), 1 << 54)),
)


@settings(max_examples=600)
@given(finite, finite, finite)
@example(1.0 + 2.0**-52, 1.0 - 2.0**-52, -1.0)
@example(1e308, 10.0, -1e308)
@example(5e-324, 0.5, 5e-324)
@example(5e-324, 5e-324, 5e-324)
@example(2.0**-600, 2.0**-475, 0.0)
@example(2.0**-537, 2.0**-538, 2.0**-1074)
@example(-(2.0**-537), 2.0**-538, 2.0**-1022)
@example(1.7976931348623157e308, 1.0, 9.979201547673599e291)
@example(3.0, 3.0, -9.0)
@example(-0.0, 5.0, 0.0)
def test_one_rounding(x, y, z):
    expected = f64_fma(f64(x), f64(y), f64(z))
    assert bits(fused.multiply_add(f64(x), f64(y), f64(z))) == bits(expected)


@settings(max_examples=300)
@given(finite, finite, st.integers(-3, 3))
def test_what_a_product_loses(x, y, steps):
    """The summand is about as large as the product, so that it cancels."""
    z = -x * y
    for _ in range(abs(steps)):
        z = math.nextafter(z, math.inf if steps > 0 else -math.inf)
    if not math.isfinite(z):
        return
    expected = f64_fma(f64(x), f64(y), f64(z))
    assert bits(fused.multiply_add(f64(x), f64(y), f64(z))) == bits(expected)


@pytest.mark.parametrize("x, y, z", [
    (math.inf, 1.0, 1.0), (math.inf, 1.0, -math.inf), (math.inf, 0.0, 1.0), (math.nan, 1.0, 1.0),
    (1.0, math.nan, 1.0), (1.0, 1.0, math.nan), (1.0, 1.0, -math.inf), (1e300, 1e300, -math.inf),
])
def test_what_is_not_finite(x, y, z):
    got, expected = float(fused.multiply_add(f64(x), f64(y), f64(z))), x * y + z
    if (x, y) == (1e300, 1e300):
        expected = -math.inf
    assert math.isnan(got) == math.isnan(expected)
    assert math.isnan(got) or got == expected
