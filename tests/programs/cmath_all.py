"""cmath: every function, special values, branch cuts, errors."""

import cmath

FUNCTIONS = ("acos", "acosh", "asin", "asinh", "atan", "atanh", "cos", "cosh", "exp", "log", "log10", "sin", "sinh", "sqrt", "tan", "tanh")
PARTS = (float("-inf"), -2.5, -0.0, 0.0, 1e-310, 0.75, 3e307, float("inf"), float("nan"))


def attempt(make):
    try:
        return shown(make())
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def shown(value):
    if isinstance(value, complex):
        return f"{value.real:.11g},{value.imag:.11g}"
    if isinstance(value, tuple):
        return " ".join([f"{part:.11g}" for part in value])
    return repr(value)


class Like:
    def __complex__(self):
        return 1 + 2j


class Real:
    def __float__(self):
        return 0.5


print(cmath.pi, cmath.e, cmath.tau, cmath.inf, cmath.nan, cmath.infj, cmath.nanj)
for name in FUNCTIONS:
    function = getattr(cmath, name)
    print(name, [attempt(lambda: function(z)) for z in (1, -1, 2j, 0.3 - 0.4j, 1e-320j, 2 + 0j, complex(2, -0.0), True, 710 + 1j, Like(), Real(), "1", None)])
    seen = [attempt(lambda: function(complex(x, y))) for x in PARTS for y in PARTS]
    print("; ".join(seen[::3]))
print([attempt(lambda: cmath.rect(x, y)) for x in (-1.5, 0.0, float("inf"), float("nan")) for y in (-0.0, 2, 1.5, float("inf"), float("nan"))])
print([attempt(lambda: cmath.polar(z)) for z in (0, 1j, -1, complex(-1, -0.0), 3 + 4j, cmath.infj, 1.7e308 + 1.7e308j)])
print([attempt(lambda: cmath.phase(z)) for z in (0, 1j, -1, complex(-1, -0.0), cmath.nanj)])
print([attempt(lambda: cmath.log(z, base)) for z, base in ((8, 2), (-1, 1j), (0, 2), (2, 0), (1j, 10))])
print([(cmath.isfinite(z), cmath.isinf(z), cmath.isnan(z)) for z in (1j, cmath.infj, cmath.nanj, complex(cmath.inf, cmath.nan))])
print(cmath.isclose(1 + 1j, 1 + 1.0000000001j), cmath.isclose(1, 1.1), cmath.isclose(1, 1.1, rel_tol=0.2), cmath.isclose(0, 1e-12j, abs_tol=1e-9), cmath.isclose(cmath.infj, cmath.infj), cmath.isclose(cmath.infj, 1))
print(attempt(lambda: cmath.isclose(1, 2, rel_tol=-1)), attempt(lambda: cmath.rect("a", 1)), attempt(lambda: cmath.exp(b"1")))
