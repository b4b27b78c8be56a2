"""Two limbs at a time come to the same as one at a time."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tamapy.metal import Ptr, u32
from tamapy.metal.memory import memory
from tamapy.runtime.ints import wide
from tamapy.runtime.simulation import hosted

LIMB = (1 << 32) - 1
limbs = st.lists(
    st.one_of(st.integers(0, LIMB), st.sampled_from([0, 1, LIMB - 1, LIMB])), max_size=9
)


@pytest.fixture(autouse=True)
def words():
    with hosted(64):
        yield


def number(values: list[int]) -> int:
    return sum(v << (32 * i) for i, v in enumerate(values))


def array(values: list[int]) -> Ptr:
    place = Ptr[u32](memory.allocate(4 * len(values) + 16))
    for i, value in enumerate(values):
        place[i] = value
    return place


def read(place: Ptr, count: int) -> int:
    return number([int(place[i]) for i in range(count)])


@settings(max_examples=200, deadline=None)
@given(limbs, limbs)
def test_sums_and_differences(a, b):
    a, b = sorted((a, b), key=len, reverse=True)
    n, m = len(a), len(b)
    dst = array([0] * n)
    carry = wide.add_limbs(dst, array(a), n, array(b), m)
    assert read(dst, n) + (int(carry) << (32 * n)) == number(a) + number(b)
    borrow = wide.sub_limbs(dst, array(a), n, array(b), m)
    assert read(dst, n) - (int(borrow) << (32 * n)) == number(a) - number(b)


@settings(max_examples=200, deadline=None)
@given(limbs, limbs, st.integers(0, LIMB), st.integers(0, LIMB), st.integers(0, LIMB))
def test_products(a, more, factor, high, addend):
    n = len(a)
    before = (more + [LIMB] * n)[:n]
    dst = array(before)
    carry = wide.mul_add_limb(dst, array(a), n, factor, addend)
    assert read(dst, n) + (int(carry) << (32 * n)) == number(a) * factor + addend
    dst = array(before)
    carry = wide.add_mul_limb(dst, array(a), n, factor)
    assert read(dst, n) + (int(carry) << (32 * n)) == number(before) + number(a) * factor
    dst = array(before)
    wider = high << 32 | factor
    carry = wide.add_mul_pair(dst, array(a), n, wider)
    assert read(dst, n) + (int(carry) << (32 * n)) == number(before) + number(a) * wider
    dst = array(before)
    borrow = wide.sub_mul_limb(dst, array(a), n, factor)
    assert read(dst, n) - (int(borrow) << (32 * n)) == number(before) - number(a) * factor


@settings(max_examples=200, deadline=None)
@given(limbs, st.integers(1, 31))
def test_shifts(a, bits):
    n = len(a)
    dst = array([0] * n)
    out = wide.shift_left(dst, array(a), n, bits)
    assert read(dst, n) + (int(out) << (32 * n)) == number(a) << bits
    same = array(a)
    wide.shift_left(same, same, n, bits)
    assert read(same, n) == read(dst, n)
    out = wide.shift_right(dst, array(a), n, bits)
    assert read(dst, n) == number(a) >> bits
    assert int(out) == number(a) & ((1 << bits) - 1)
    same = array(a)
    wide.shift_right(same, same, n, bits)
    assert read(same, n) == read(dst, n)
