"""Powers, elementary functions and narrow floats against the host's."""

import decimal
import math
import random
import struct

import pytest

from tamapy.runtime.floats import complexes, half, hexadecimal
from tamapy.runtime.floats.elementary import arctangent2, exponential, logarithm, sine
from tamapy.runtime.floats.power import real_power
from tamapy.runtime.simulation import hosted


def close(found, expected):
    """Within a unit of the last place: the host's own functions are no better."""
    return abs(found - expected) <= math.ulp(expected)


def angles(count):
    """Numbers of many sizes."""
    source = random.Random(5)
    for _ in range(count):
        yield source.uniform(-10, 10)
        yield source.uniform(-1e6, 1e6)
        yield math.exp(source.uniform(-50, 600))


def test_trigonometry():
    with hosted(64):
        for x in angles(12):
            assert close(sine(x), math.sin(x)), x
            assert close(sine(x, 1), math.cos(x)), x
            assert close(arctangent2(x, 2.5), math.atan2(x, 2.5)), x
            assert close(arctangent2(1.5, -x), math.atan2(1.5, -x)), x


def test_exponential_and_logarithm():
    with hosted(64):
        for x in angles(12):
            assert close(logarithm(abs(x)), math.log(abs(x))), x
            small = math.fmod(x, 700)
            assert close(exponential(small), math.exp(small)), small


@pytest.mark.parametrize(("x", "y", "expected"), [
    (2.0, 10.0, 1024.0), (10.0, 22.0, 1e22), (10.0, -5.0, 1e-5), (2.0, 0.5, math.sqrt(2)),
    (9.0, 0.5, 3.0), (-2.0, 3.0, -8.0), (0.0, 0.0, 1.0), (math.inf, -1.0, 0.0),
    (-math.inf, 3.0, -math.inf), (1.0, math.nan, 1.0), (0.5, math.inf, 0.0), (-0.0, 3.0, -0.0),
    (2.0, -1074.0, 5e-324), (2.0, -1080.0, 0.0), (2.0, 1024.0, math.inf), (3.0, 34.0, float(3**34)),
])
def test_power(world, x, y, expected):
    assert float(real_power(x, y)).hex() == expected.hex()


def test_powers_by_halves():
    """Rounded correctly: as a decimal number of many digits is."""
    source = random.Random(9)
    with hosted(64), decimal.localcontext(decimal.Context(prec=60)):
        for n in range(-8, 9):
            for x in (9.0, 0.25, 3.0, 1 + 2.0**-52, 5.0**11, *(
                source.uniform(1, 10) * 10.0**source.randrange(-42, 42) for _ in range(20)
            )):
                root = decimal.Decimal(x).sqrt()
                assert real_power(x, n / 2) == float(root**n), (x, n)


def test_power_of_zero(world):
    with pytest.raises(ZeroDivisionError, match="cannot be raised to a negative power"):
        real_power(0.0, -1.0)


def test_narrow_floats():
    source = random.Random(7)
    with hosted(64):
        values = [0.0, -0.0, 1.5, 65504.0, 65519.9, 6e-8, 5e-8, 1e-45, 3.4e38, math.inf]
        values += [source.uniform(-1, 1) * 2.0 ** source.randrange(-30, 17) for _ in range(40)]
        for x in values:
            single = struct.unpack("<I", struct.pack("<f", x))[0]
            assert half.single_bits(x) == single, x
            assert half.single_value(single) == struct.unpack("<f", struct.pack("<I", single))[0]
            try:
                short = struct.unpack("<H", struct.pack("<e", x))[0]
            except OverflowError:
                assert half.overflows(x, 16), x
                continue
            assert half.half_bits(x) == short, x
            assert half.half_value(short) == struct.unpack("<e", struct.pack("<H", short))[0]


def test_hexadecimal():
    with hosted(64):
        for x in (0.0, -1.5, 1e300, 5e-324, 0.1, math.pi):
            assert hexadecimal.text_of(x) == x.hex()
            assert hexadecimal.parse(x.hex()) == x


def test_hypotenuse():
    with hosted(64):
        for x, y in ((3.0, 4.0), (1e200, 1e200), (1e-320, 1e-321), (0.1, 1e17), (1.0, 1.0)):
            assert close(complexes.hypotenuse(x, y), math.hypot(x, y))
