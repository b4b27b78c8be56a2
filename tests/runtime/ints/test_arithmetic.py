"""Integer arithmetic against the host's, with words of both sizes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tamapy.metal import configure
from tamapy.runtime.ints import arithmetic as ar
from tamapy.runtime.simulation import big_int, hosted

small = st.integers(-(2**33), 2**33)
edges = st.sampled_from(
    [s * (2**k + d) for k in (29, 30, 31, 32, 61, 62, 63, 64, 96) for d in (-1, 0, 1)
     for s in (1, -1)]
)
limbs = st.lists(st.sampled_from([0, 1, 2**31, 2**32 - 1, 2**32 - 2]), max_size=8).map(
    lambda ls: sum(v << 32 * i for i, v in enumerate(ls))
)
numbers = st.one_of(small, edges, limbs, limbs.map(lambda v: -v), st.integers(-(2**300), 2**300))


@pytest.mark.parametrize("bits", [32, 64])
@settings(max_examples=80, deadline=None)
@given(a=numbers, b=numbers)
def test_operators(bits, a, b):
    with hosted(bits):
        assert ar.int_add(a, b) == a + b
        assert ar.int_sub(a, b) == a - b
        assert ar.int_mul(a, b) == a * b
        assert ar.int_neg(a) == -a and ar.int_abs(a) == abs(a)
        assert ar.int_compare(a, b) == (a > b) - (a < b)
        assert ar.int_equal(a, b) == (a == b)
        if b:
            assert ar.int_divmod(a, b) == divmod(a, b)
            assert ar.int_floordiv(a, b) == a // b and ar.int_mod(a, b) == a % b


long = st.builds(
    lambda ls, top: sum(v << 32 * i for i, v in enumerate([*ls, top])),
    st.lists(st.one_of(st.integers(0, 2**32 - 1), st.sampled_from([0, 2**32 - 1])), min_size=2,
             max_size=9),
    st.one_of(st.integers(1, 2**32 - 1), st.sampled_from([1, 2**31, 2**32 - 1])),
)


@pytest.mark.parametrize("bits", [32, 64])
@settings(max_examples=150, deadline=None)
@given(b=long, q=st.integers(0, 2**34), rest=st.one_of(st.integers(-2, 2), st.integers(0, 2**300)))
def test_short_quotients(bits, b, q, rest):
    """What leading bits tell, just below a multiple and above, is what there is."""
    a = max(q * b + rest, 0)
    with hosted(bits):
        assert ar.int_floordiv(a, b) == a // b
        assert ar.int_floordiv(-a, b) == -a // b
        assert ar.int_floordiv(a, -b) == a // -b
        assert ar.int_floordiv(-a, -b) == -a // -b


def test_leading_bits_are_enough(world, monkeypatch):
    """For most operands; for multiples and what lies just below them nothing is told."""
    monkeypatch.setattr(ar, "divide_magnitudes", None)
    a, b = 10**70, 7**80
    assert ar.int_floordiv(a, b) == a // b and ar.int_floordiv(-a, -b) == a // b
    assert ar.int_floordiv(b, a) == 0
    for a in (27 * b, 27 * b - 1):
        with pytest.raises(TypeError):
            ar.int_floordiv(a, b)


@pytest.mark.parametrize("shape", [(3, 2), (45, 44), (90, 41), (130, 130), (83, 1)])
def test_long_products(world, shape):
    import random

    source = random.Random(1)
    for fill in (0, 1):
        a, b = (
            (1 << 32 * n) - 1 if fill else source.getrandbits(32 * n) | 1 << (32 * n - 1)
            for n in shape
        )
        assert ar.int_mul(a, b) == a * b
        assert ar.int_mul(b, a) == a * b
        assert ar.int_divmod(a * b + 5, a) == (b, 5)
        boxed = big_int(a)  # the same object twice takes the squaring path
        assert ar.int_mul(boxed, boxed) == a * a


def test_subclass_layout(world):
    """Instances of subclasses keep small values in an ``Int``; ``True`` is 1."""
    for value in (0, 1, -1, 7):
        assert ar.int_add(big_int(value), 5) == value + 5
        assert ar.int_mul(big_int(value), big_int(-3)) == value * -3
        assert ar.int_abs(big_int(value)) == abs(value)
        assert ar.int_compare(big_int(value), 1) == (value > 1) - (value < 1)
    assert ar.int_add(True, False) == 1


def test_knuth_corrections():
    """Operands that need algorithm D's rare correction steps."""
    cases = [
        (0x800000000000000000000003, 0x200000000000000000000001),
        ((1 << 96) - 1, (1 << 64) - 1),
        (0x7FFFFFFF800000010000000000000000, 0x800000008000000200000005),
        (0x800000000000FFFE00000000, 0x80000000FFFF0000),
    ]
    for bits in (32, 64):
        configure(bits)
        with hosted(bits):
            for a, b in cases:
                assert ar.int_divmod(a, b) == divmod(a, b)
