"""Corners that CPython's tests of its types look into."""

class A:
    def foo(self, cls): return 'spam'
class B:
    bar = classmethod(A().foo)
    @classmethod
    @property
    def p(cls): return cls
    @classmethod
    @classmethod
    def q(cls): return cls
print(B.bar(), B().bar(), B.p, B.q())
class W:
    def __init__(self, f): self.f = f
    def __get__(self, instance, owner=None):
        from functools import partial
        return lambda *a: (instance, owner)
class C:
    f = classmethod(W(1))
print(C.f() == (C, C))
class P:
    spam = property(doc="given")
    @spam.getter
    def spam(self): "of the getter"
    @property
    def eggs(self): "first"
    @eggs.getter
    def eggs(self): "second"
    @eggs.setter
    def eggs(self, v): "third"
print(P.spam.__doc__, P.eggs.__doc__)
class Sub(property):
    "the class's"
class Q:
    @Sub
    def a(self): "getter's"
    @a.setter
    def a(self, v): "x"
print(Q.a.__doc__, Sub.__doc__, type(Q.__dict__["a"]).__name__)
try: object.__setattr__(str, "foo", 42)
except TypeError as e: print(e)
try: type.__setattr__(A, b"x", 1)
except TypeError as e: print(e)
import types
m = types.ModuleType("m", "doc"); m.x = 1
print(m, m.__doc__, sorted(m.__dict__), m.x)
try: getattr(m, 5)
except TypeError as e: print(e)
class N(float):
    def __init__(self, value=0, newarg=None): self.newarg = newarg
print(N("2.5", newarg=3), N(1.5, newarg=4).newarg)
try: float(x=1)
except TypeError as e: print(e)
class L(list):
    def __init__(self, seq=(), newarg=None): super().__init__(seq); self.newarg = newarg
print(L([1], newarg=3).newarg)
class T(tuple):
    def __init__(self, seq=(), newarg=None): self.newarg = newarg
print(T([1], newarg=3).newarg, T([1,2]))
try: tuple(x=1)
except TypeError as e: print(e)
def ex():
    try:
        raise ValueError
    except (ValueError, 42): pass
try: ex()
except TypeError as e: print(e)
def rec(x):
    l = []
    for i in range(5000): l = [l]
    return repr(l)
try: rec(1)
except RecursionError as e: print(e)
class E(Exception):
    def __new__(cls, *args, **kwargs): return cls
def boring(): yield
g = boring()
try: g.throw(E)
except TypeError as e: print(e)
g = boring(); next(g)
try: g.throw(E)
except TypeError as e: print(e)
print(hash(""), hash(b""), hash(memoryview(b"")))
import warnings
class I:
    def __index__(self): return True
class F:
    def __float__(self): return N(1.0)
class In:
    def __int__(self): return True
class Tr:
    def __trunc__(self): return 7
import operator
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    print(int(In()), float(F()), int(Tr()), operator.index(I()), [1, 2][I()])
    for x in w: print(x.category.__name__, x.message)
def check(t):
    with warnings.catch_warnings():
        warnings.simplefilter("error", SyntaxWarning)
        try: compile(t, "<testcase>", "exec")
        except SyntaxError as e: print(e.msg, e.filename, e.lineno, e.offset, e.end_offset)
check("assert(1, 'msg')")
check("x is 1")
import pickle
def f():
    try: raise KeyError("a")
    except Exception: yield
g = f(); g.send(None)
try: g.throw(ValueError)
except ValueError as e: print(type(e.__context__), e.__context__.args)
def f2():
    try: raise KeyError("a")
    except Exception:
        try: yield
        except Exception as exc: print(type(exc.__context__))
        yield "b"
g = f2(); g.send(None); print(g.throw(ValueError))
def plain(): yield
g = plain(); next(g)
try:
    try: raise OSError
    except OSError: g.throw(ValueError)
except ValueError as e: print(type(e.__context__))
class B(bytearray): pass
b = B(b"ab"); b.x = 10
c = pickle.loads(pickle.dumps(b, 2)); print(c, c.x)
print(bytearray(b"q").__reduce_ex__(2)[:2], complex(-0.0, 1), f"{complex(-0.0, -0.0):z}")
def w(*a, **k):
    for t in bytes, bytearray:
        try: print(t(*a, **k))
        except TypeError as e: print(e)
w(encoding="ascii"); w(errors="ignore"); w(0, "ascii"); w(b"", "ascii"); w(0, errors="ignore"); w(b"", errors="ignore")
w(""); w("", errors="ignore"); w("", b"ascii"); w("", "ascii", b"ignore"); w(["0"]); w([None])
