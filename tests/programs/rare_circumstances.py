"""Class statements, calls and errors in rare circumstances."""

import types


def attempt(f, *a, **k):
    try:
        print(f(*a, **k))
    except Exception as e:
        print(type(e).__name__, e)


# -- __class__ ---------------------------------------------------------------------


class A:
    def f(self): return "A"
class X(A):
    def f(self): return super().f()
    __class__ = 413
print(X().f(), X().__class__)
class Outer:
    def f(self):
        class X:
            x = __class__
            def f(): return __class__
        print(X.x is Outer, X.f() is X)
        class Y:
            nonlocal __class__
            __class__ = 42
        print(__class__)
Outer().f()
seen = []
class Meta(type):
    def mro(self):
        self.__dict__["f"]()
        return super().mro()
class B(metaclass=Meta):
    def f(): seen.append(__class__)
print(seen == [B], seen[0] is B)
class Wrong(type):
    def __new__(cls, name, bases, space):
        cls = super().__new__(cls, name, bases, space)
        type("Sub", (), {"__classcell__": space.get("__classcell__")}) if "__classcell__" in space else None
        return cls
try:
    class C(metaclass=Wrong):
        def f(self): return __class__
except TypeError as e:
    print("set to" in str(e))
# -- keywords ----------------------------------------------------------------------
kwds = {"metaclass": type}
try:
    class D(metaclass=type, **kwds): pass
except TypeError as e:
    print(e)
class E(**kwds): pass
print(E.__name__)
def f(**k): return sorted(k)
attempt(lambda: f(**{1: 3}, **{1: 5})); attempt(lambda: f(**{1: 3})); attempt(lambda: f(a=1, **{"b": 3}))
# -- bases -------------------------------------------------------------------------
class M(type):
    ready = False
    def mro(cls):
        if M.ready:
            if cls.__name__ == "B1": B2.__bases__ = (B1,)
            if cls.__name__ == "B2": B1.__bases__ = (B2,)
        return type.mro(cls)
class Root(metaclass=M): pass
class B1(Root): pass
class B2(Root): pass
M.ready = True
def again(): B1.__bases__ += ()
attempt(again)
M.ready = False
# -- errors ------------------------------------------------------------------------
u = UnicodeEncodeError("baz", "xxxxx", 1, 5, "foo")
u.start = 1000
print(u)
class G:
    blech = None
    def __getattr__(self, name): raise AttributeError()
class H:
    def __getattribute__(self, name): raise AttributeError("no")
class I:
    @property
    def x(self): raise AttributeError("booh", name="own")
for kind in G, H, I:
    value = kind()
    try: value.x
    except AttributeError as e: print(e.name, e.obj is value, e)
def generator(): yield 1
attempt(generator().throw, ValueError, "foo", 23)
# -- exec and class statements ---------------------------------------------------------
import builtins
code = compile("class A: pass", "", "exec")
attempt(exec, code, {"__builtins__": {}})
class Frozen(dict):
    def __setitem__(self, key, value): raise KeyError("frozen")
attempt(exec, code, {"__builtins__": Frozen(vars(builtins))})
attempt(exec, code, {"__builtins__": Frozen()})
space = {"__name__": "m"}
exec(code, space)
print(space["A"].__module__)
# -- attributes that are not there -----------------------------------------------------
for x in None, 3, "a", [], print, str.join, staticmethod, lambda: 1:
    print(hasattr(x, "__module__"), type(x).__module__, hasattr(type(x), "__weakref__"))
try: raise IndexError
except IndexError as e:
    t = e.__traceback__
    print(sorted(dir(t)), t.tb_next, t.tb_lineno > 9, t.tb_frame.f_lineno > 9, t.tb_lasti >= 0)
class P:
    __slots__ = ()
class Q: pass
class R(P, Q): __slots__ = ()
print(hasattr(R, "__weakref__"), hasattr(P, "__weakref__"), hasattr(object(), "__weakref__"), R().__weakref__)
class N:
    def __init__(self, found): self.found = found
    def __getnewargs_ex__(self): return self.found
class O:
    def __getnewargs__(self): return "bad"
for found in (), 3, ((), []), ([], {}):
    attempt(N(found).__reduce_ex__, 2)
attempt(O().__reduce_ex__, 2)
class Named:
    __name__ = "name"
    def __call__(self): pass
print(repr(types.MethodType(Named(), 3)))


def nothing():
    """Says that it is of no module."""


nothing.__module__ = None
print(nothing.__module__, nothing())
sys.breakpointhook = lambda *args, **named: (args, named)
print(breakpoint(1, two=2), breakpoint.__name__)
del sys.breakpointhook
try:
    breakpoint()
except RuntimeError as error:
    print(error)


def depth(n=0):
    """How deep it gets."""
    try:
        return depth(n + 1)
    except RecursionError:
        return n


def twice():
    """Would take ages without a limit."""
    try:
        twice()
    except RecursionError:
        twice()


sys.setrecursionlimit(100)
print(depth())
try:
    sys.setrecursionlimit(1)
except RecursionError as error:
    print(str(error)[:36])
sys.setrecursionlimit(12)
try:
    twice()
except RecursionError as error:
    print(error)
sys.setrecursionlimit(1000)
print(depth() > 900, sys.getrecursionlimit())


def copied():
    """Calls a class that has a ``__code__``."""
    made = types.FunctionType(copied.__code__, {})
    return made.__name__


print(copied())
