"""Division of magnitudes on machines of 64 bits: a digit of the quotient has two limbs.

N. Möller and T. Granlund, "Improved division by invariant integers" (IEEE Transactions on
Computers 60, 2011): a digit is guessed from the highest three digits by multiplying with a
reciprocal of the divisor's highest two, and is too large by one at most.
"""

from tamapy.metal import Ptr, metal, mulhi, u32, u64, usize
from tamapy.runtime.ints.wide import pair, set_pair


@metal
def divide_by_half(high: u64, low: u64, top: u64) -> tuple[u64, u64]:
    """A digit of 32 bits of the quotient of ``high * 2**32 + low``, and the rest.

    ``top`` has its highest bit set and is above ``high``; ``low`` has 32 bits.
    """
    guess = high // (top >> 32)
    rest = ((high - guess * (top >> 32)) << 32) | low
    less = guess * (top & 0xFFFFFFFF)
    if rest < less:
        guess -= 1
        rest += top
        if rest >= top and rest < less:
            guess -= 1
            rest += top
    return guess, rest - less


@metal
def reciprocal(top: u64, second: u64) -> u64:
    """``(2**192 - 1) // (top * 2**64 + second) - 2**64``; ``top`` has its highest bit set."""
    upper, rest = divide_by_half(~top, 0xFFFFFFFF, top)
    lower, _rest = divide_by_half(rest, 0xFFFFFFFF, top)
    found = (upper << 32) | lower
    product = top * found + second
    if product < second:
        found -= 1
        if product >= top:
            found -= 1
            product -= top
        product -= top
    high, low = mulhi(found, second), found * second
    product += high
    if product < high:
        found -= 1
        if product > top or (product == top and low >= second):
            found -= 1
    return found


@metal
def guess_digit(head: u64, middle: u64, low: u64, top: u64, second: u64, inverse: u64) -> u64:
    """The quotient of three digits and the highest two of the divisor, which is above ``head``."""
    upper = mulhi(inverse, head)
    lower = inverse * head
    lower += middle
    upper += head + u64(lower < middle)
    rest = middle - upper * top
    less = second * upper
    rest -= mulhi(second, upper) + u64(low < less)
    last = low - less
    rest -= top + u64(last < second)
    last -= second
    upper += 1
    if rest >= lower:
        upper -= 1
        last += second
        rest += top + u64(last < second)
    if rest > top or (rest == top and last >= second):
        upper += 1
    return upper


@metal
def sub_mul_pair(dst: Ptr[u32], a: Ptr[u32], n: usize, factor: u64) -> u64:
    """``dst -= a * factor`` in ``n`` limbs, an even number; returns the borrow of two limbs."""
    carry: u64 = 0
    for k in range(n >> 1):
        i = k * 2
        x = pair(a, i)
        low = x * factor + carry
        carry = mulhi(x, factor) + u64(low < carry)
        before = pair(dst, i)
        set_pair(dst, i, before - low)
        carry += u64(before < low)
    return carry


@metal
def add_pairs(dst: Ptr[u32], a: Ptr[u32], n: usize) -> u64:
    """``dst += a`` in ``n`` limbs, an even number; returns the carry."""
    carry: u64 = 0
    for k in range(n >> 1):
        i = k * 2
        x = pair(a, i)
        total = x + pair(dst, i)
        over = u64(total < x)
        total += carry
        carry = over + u64(total < carry)
        set_pair(dst, i, total)
    return carry


@metal
def divide_pairs(q: Ptr[u32], a: Ptr[u32], n: usize, b: Ptr[u32], m: usize) -> None:
    """Quotient to ``q`` (``n - m`` limbs), remainder left in ``a``; even numbers of limbs.

    ``b`` has ``m >= 4`` limbs with the top bit set; the highest two limbs of ``a``, which has
    ``n > m``, are below those of ``b``.
    """
    top, second = pair(b, m - 2), pair(b, m - 4)
    inverse = reciprocal(top, second)
    j = n - m
    while j != 0:
        j -= 2
        head, middle = pair(a, j + m), pair(a, j + m - 2)
        digit = ~u64(0)
        if head < top or (head == top and middle < second):
            digit = guess_digit(head, middle, pair(a, j + m - 4), top, second, inverse)
        borrow = sub_mul_pair(a + j, b, m, digit)
        set_pair(a, j + m, head - borrow)
        if head < borrow:
            digit -= 1
            set_pair(a, j + m, pair(a, j + m) + add_pairs(a + j, b, m))
        set_pair(q, j, digit)
