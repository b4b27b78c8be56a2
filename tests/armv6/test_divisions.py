"""Division of words without an instruction for it, against Python's."""

from hypothesis import example, given
from hypothesis import strategies as st

from tamapy.armv6 import divisions
from tamapy.metal import i32, u32

LIMIT = 1 << 32
words = st.one_of(
    st.integers(0, LIMIT - 1), st.integers(0, 255),
    st.builds(lambda s, d: ((1 << s) + d) % LIMIT, st.integers(0, 31), st.integers(-2, 2)),
)


@given(words, words.filter(bool))
@example(LIMIT - 1, 1)
@example(LIMIT - 1, LIMIT - 1)
@example(0, LIMIT - 1)
def test_unsigned(n, d):
    quotient, rest = divisions.divide(u32(n), u32(d))
    assert (int(quotient), int(rest)) == divmod(n, d)


@given(words)
def test_by_zero(n):
    """Undefined; but it comes to an end."""
    assert divisions.divide(u32(n), u32(0)) == (0, n)


@given(words, words.filter(bool))
@example(1 << 31, 1)
@example(1 << 31, 3)
def test_signed_truncates(n, d):
    n, d = (x - LIMIT if x >> 31 else x for x in (n, d))
    if (n, d) == (-(1 << 31), -1):
        return
    quotient, rest = divisions.divide_signed(i32(n), i32(d))
    expected = abs(n) // abs(d) * (1 if (n < 0) == (d < 0) else -1)
    assert int(quotient) == expected and int(rest) == n - expected * d
