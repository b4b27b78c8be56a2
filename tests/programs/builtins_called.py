"""The commonest built-in functions with all kinds of arguments, and replaced."""

class M(type):
    def __instancecheck__(cls, x): return x == 5
class Y(metaclass=M): pass
class P:
    @property
    def __class__(self): return int
class Sub(int): pass
def f(x):
    out = []
    for k in (int, str, float, (int, str), P, Y, (float, (str, int)), object, type, int | None):
        try: out.append(isinstance(x, k))
        except TypeError as e: out.append(str(e))
    return out
for x in (5, "a", 1.5, True, P(), Sub(4), None, int, [1]): print(f(x))
def g(a, b):
    out = []
    for h in (lambda: min(a, b), lambda: max(a, b), lambda: abs(a), lambda: len(a), lambda: int(a), lambda: float(a), lambda: ord(a), lambda: type(a).__name__):
        try: out.append(h())
        except Exception as e: out.append(f"{type(e).__name__}: {e}")
    return out
nan = float("nan")
for p in ((1, 2), (2, 1), (1.5, 2.5), (1, 2.0), (2.0, 1), ("a", "b"), ("b", "ab"), (nan, 1.0), (1.0, nan), (-0.0, 0.0), (0.0, -0.0), (1e300, 2), (float("inf"), 2), (True, False), ([1], [2, 3]), (None, 1), (-7, 3), (-7.5, 3), (10**30, 3), ("é", "\u1234"), (b"x", b"y"), (Sub(3), 1), ("12", "5")):
    print(g(*p))
def shadow():
    len = lambda x: "mine"
    return len([])
print(shadow())
def glob(): return len([1, 2])
print(glob())
len = lambda x: "global"
print(glob())
del len
print(glob())
import builtins
old = builtins.abs
builtins.abs = lambda x: "replaced"
print(g(1, 2)[2], abs(5))
builtins.abs = old
print(abs(-5))
def late(): return later + 1
try: late()
except NameError as e: print(e)
later = 5
print(late()); later = 6; print(late())
del later
try: late()
except NameError as e: print(e)
later = 8
print(late())
globals()["later"] = 9; print(late())


def summed(values, *start):
    try:
        return sum(values, *start)
    except TypeError as error:
        return str(error)


for values in ([], [1, 2], [True, False, True], [2**62 - 1] * 3, [2**70, 1], [1.5, 2],
               [1, "a"], (1, 2),
               [-(2**61)] * 5, [True, 2**61, 2**61, -5]):
    print(summed(values), summed(values, 10), summed(values, 0.5), summed(values, True),
          type(summed(values)).__name__)


def longest():
    import sys
    return len(range(-sys.maxsize, sys.maxsize, 2)) == sys.maxsize, len(range(5)), len({1: 2})


print(longest())
