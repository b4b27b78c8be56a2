"""Built-in functions and operators with arguments they refuse, and ``exec`` with other names."""


def attempt(f, *a, **k):
    try:
        print(f(*a, **k))
    except Exception as e:
        print(type(e).__name__, e)
class R:
    def __round__(self, *a): return a
print(round(R()), round(R(), 2), round(R(), None), round(2.5), round(1234, -2))
class H:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
for n in 1<<70, -1<<70, -3, None, 2.5: attempt(len, H(n))
attempt(__import__, ""); attempt(__import__, 3); attempt(__import__, "a", level=-1)
for f in (lambda: type("A", ()), lambda: type("A", (), {}, 1), lambda: type("A", [], {}), lambda: type("A", (), ()), lambda: type("A\0", (), {}),
          lambda: type("A\udc00", (), {}), lambda: type(b"A", (), {}), lambda: type("A", (), {"__qualname__": 3}),
          lambda: type("A", (), {"__slots__": ("__weakref__", "__weakref__")}), lambda: type("A", (), {"__slots__": ("__dict__", "__dict__")}), lambda: type("A", (int,), {"__slots__": "__weakref__"}),
          lambda: type("A", (bool,), {}), lambda: type("\xc4", (), {"x": 1}).__module__):
    attempt(f)
class A: pass
def name(v): A.__name__ = v
attempt(name, 4); attempt(name, "x\0"); attempt(name, "B"); print(A)
for a in "abc", b"abc", [1], (1,), bytearray(b"x"):
    for method in a.__mul__, a.__rmul__:
        try: method(None)
        except TypeError: print('refused')
    attempt(a.__add__, 5); attempt(lambda: a + 5); attempt(lambda: a * 1.5); attempt(lambda: 1.5 * a); attempt(lambda: a * a)
class X:
    def __radd__(self, o): return "radd"
    def __mul__(self, o): return NotImplemented
    __rmul__ = __radd__
for a in "abc", b"abc", [1], (1,), bytearray(b"x"):
    attempt(lambda: a + X()); attempt(lambda: a * X()); attempt(lambda: X() * a)
import warnings
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    print(bool(NotImplemented), w[0].message)
def outer():
    a = 2
    def inner():
        nonlocal a
        a += 1
    def bare(): print("bare")
    exec(inner.__code__, {}, closure=inner.__closure__)
    print(a)
    for c in None, (1,), [inner.__closure__[0]], ():
        attempt(exec, inner.__code__, {}, closure=c)
    exec(bare.__code__, {"print": print})
    attempt(exec, bare.__code__, {}, closure=inner.__closure__)
    attempt(exec, "a=3", {}, closure=inner.__closure__)
outer()
class D(dict): pass
attempt(exec, "print(1)", {"__builtins__": {}})
attempt(exec, "print(1)", {"__builtins__": 123})
attempt(exec, "print(one)", {"__builtins__": D(one=2, print=print)})
attempt(exec, "def f():\n    return one\nprint(f())", {"__builtins__": D(one=2, print=print)})
attempt(exec, "print(1)", {})
print(eval("len", {"__builtins__": {"len": 5}}), len)
print(eval(b"\xef\xbb\xbf1 + 1"), eval("1 + 1"))
try: eval(b"\xc3\x28")
except SyntaxError as e: print(type(e).__name__)
print(None.__doc__, staticmethod(None).__dict__, X().__doc__)


# -- comparisons ask the subclass first, also for a method it inherits
class Tells:
    """Prints which method is asked."""

    def __init__(self, v):
        self.v = v

    def __eq__(self, o):
        print("eq", type(self).__name__)
        return self.v == o.v

    def __lt__(self, o):
        print("lt", type(self).__name__)
        return NotImplemented

    def __gt__(self, o):
        print("gt", type(self).__name__)
        return True

    def __add__(self, o):
        print("add")
        return 1

    def __radd__(self, o):
        print("radd")
        return 2


class Inherits(Tells):
    """Has the same methods."""


class Overrides(Tells):
    """Has one of its own."""

    def __radd__(self, o):
        print("own radd")
        return 3


print(Tells(1) == Inherits(1), Tells(1) != Inherits(1), Tells(1) < Inherits(1))
print(Tells(1) + Inherits(1), Tells(1) + Overrides(1), Inherits(1) == Tells(1))
print(1 == True, 1.0 == 1, {1: 2} == {True: 2})
