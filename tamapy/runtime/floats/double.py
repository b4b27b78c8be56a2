"""Numbers of twice the precision: the unevaluated sum of two doubles (high, low).

The algorithms are T. Dekker's and D. Knuth's; no result depends on fused operations.
"""

from tamapy.metal import f64, f64_sqrt, metal

#: 2**27 + 1 splits a double into two halves that multiply exactly.
SPLITTER = 134217729.0


@metal
def quick_sum(a: f64, b: f64) -> tuple[f64, f64]:
    """``a + b`` exactly, for ``abs(a) >= abs(b)``."""
    high = a + b
    return high, b - (high - a)


@metal
def exact_sum(a: f64, b: f64) -> tuple[f64, f64]:
    """``a + b`` exactly."""
    high = a + b
    part = high - a
    return high, (a - (high - part)) + (b - part)


@metal
def exact_product(a: f64, b: f64) -> tuple[f64, f64]:
    """``a * b`` exactly, unless it overflows."""
    high = a * b
    t = SPLITTER * a
    a_high = t - (t - a)
    a_low = a - a_high
    t = SPLITTER * b
    b_high = t - (t - b)
    b_low = b - b_high
    low = ((a_high * b_high - high) + a_high * b_low + a_low * b_high) + a_low * b_low
    return high, low


@metal
def add(a: f64, a_low: f64, b: f64, b_low: f64) -> tuple[f64, f64]:
    """The sum of two."""
    high, low = exact_sum(a, b)
    more, rest = exact_sum(a_low, b_low)
    high, low = quick_sum(high, low + more)
    return quick_sum(high, low + rest)


@metal
def multiply(a: f64, a_low: f64, b: f64, b_low: f64) -> tuple[f64, f64]:
    """The product of two."""
    high, low = exact_product(a, b)
    return quick_sum(high, low + (a * b_low + a_low * b))


@metal
def divide(a: f64, a_low: f64, b: f64, b_low: f64) -> tuple[f64, f64]:
    """The quotient of two."""
    first = a / b
    p, p_low = multiply(first, 0.0, b, b_low)
    r, r_low = add(a, a_low, -p, -p_low)
    second = r / b
    p, p_low = multiply(second, 0.0, b, b_low)
    r, r_low = add(r, r_low, -p, -p_low)
    high, low = quick_sum(first, second)
    return add(high, low, r / b, 0.0)


@metal
def square_root(a: f64, a_low: f64) -> tuple[f64, f64]:
    """The square root of one that is not below 0."""
    if a == 0.0:
        return 0.0, 0.0
    root = f64_sqrt(a)
    p, p_low = exact_product(root, root)
    rest, _rest_low = add(a, a_low, -p, -p_low)
    return quick_sum(root, rest / (2.0 * root))
