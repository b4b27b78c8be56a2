"""Floats to and from decimal text against the host's."""

import math
import random
import struct

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tamapy.metal import metal
from tamapy.metal.types import f64
from tamapy.runtime.floats import parse, text
from tamapy.runtime.layout import Bytes
from tamapy.runtime.simulation import hosted

HARD = [
    "1e23", "9007199254740993", "2.2250738585072011e-308", "2.2250738585072014e-308", "5e-324",
    "2.4703282292062328e-324", "2.4703282292062327208e-324", "1.7976931348623157e308",
    "1.7976931348623159e308", "1.7976931348623158079372897140530341507993413271e308",
    "6.631236846766476e-316", "4.4501477170144023e-308", "8.5e-324", "3.0e-324", "7.4e-324",
    "123456789012345678901234567890e-10", "0.1", "1e22", "1e-22", "1e400", "1e-400", "0e999",
    "9007199254740992.99999999999999999999", "9007199254740993.0" + "0" * 900 + "1",
    "1" + "0" * 1000 + "e-1000", "0." + "0" * 400 + "1e400", "9" * 900 + "e-900",
    "8.10109172351e-10", "1.448997445238699", "1" * 20, "20040229e8", "9355950e11",
]


@metal
def read(data: Bytes) -> tuple[f64, bool]:
    value, good = parse.parse_float(data.data, data.length)
    return value, good


def check_read(s):
    try:
        expected = float(s)
    except ValueError:
        assert read(s.encode())[1] is False, s
        return
    value, good = read(s.encode())
    assert good and repr(float(value)) == repr(expected), s


@settings(max_examples=80, deadline=None)
@given(x=st.floats())
@example(x=5e-324)
@example(x=1e23)
@example(x=2.0**-1022)
@example(x=9007199254740993.0)
@example(x=-0.0)
def test_repr(x):
    with hosted(32):
        assert text.float_repr(x) == repr(x)
        check_read(repr(x))


def test_repr_of_random_bits(world):
    source = random.Random(5)
    for i in range(300):
        x = struct.unpack("<d", struct.pack("<Q", source.getrandbits(64)))[0]
        if i % 3 == 0:
            x = 2.0 ** source.randrange(-1070, 1023)
        elif i % 3 == 1:
            x = round(source.uniform(-1000, 1000), source.randrange(6))
        assert text.float_repr(x) == repr(x)


@pytest.mark.parametrize("s", HARD)
def test_hard_cases(world, s):
    check_read(s)
    check_read("-" + s)


def test_halfway(world):
    """Decimals exactly between two doubles, and a digit to either side."""
    source = random.Random(7)
    for _ in range(60):
        bits = source.getrandbits(63) % 0x7FE0000000000000
        low, high = (struct.unpack("<d", struct.pack("<Q", b))[0] for b in (bits, bits + 1))
        from decimal import Decimal, localcontext

        with localcontext() as context:
            context.prec = 1200
            middle = (Decimal(low) + Decimal(high)) / 2
            for d in (middle, middle.next_plus(), middle.next_minus()):
                check_read(str(d))


@settings(max_examples=80, deadline=None)
@given(s=st.text("0123456789.eE+-_ infaINFTYty\n", max_size=9))
def test_syntax(s):
    with hosted(64):
        check_read(s)


def test_words(world):
    for s in ("nan", "-NaN", "inf", "-Infinity", "infinit", " +1_0.5_5e1_0 ", "1__0", "1_", "_1",
              "1._5", "1e_5", ".", "", " ", "+", "1e", ".5", "5.", "1.e5", "0x10"):
        check_read(s)
    assert math.isnan(read(b"nan")[0])
