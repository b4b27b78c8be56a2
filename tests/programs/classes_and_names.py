"""Scopes of class bodies, private names, super, properties and what constructors say."""

def f(x):
    class C:
        def m(self):
            return x
        a = x
    return C
inst = f(3)()
print(inst.a, inst.m())
def nl():
    x = 1
    class c:
        nonlocal x
        x += 1
        def get(self):
            return x
    c2 = c()
    return c2.get(), x, "x" in c.__dict__
print(nl())
class X:
    def f(self, *, __a=42):
        return __a
print(X().f())
class B:
    def g():
        super()
try:
    B.g()
except RuntimeError as e:
    print(e)
class D:
    def h(self):
        del self
        super()
try:
    D().h()
except RuntimeError as e:
    print(e)
class P:
    foo = property()
    bar = property(lambda self: 1)
try:
    P().foo
except AttributeError as e:
    print(e)
try:
    P().bar = 1
except AttributeError as e:
    print(e)
try:
    del P().bar
except AttributeError as e:
    print(e)
class G:
    @property
    def attr(self):
        raise AttributeError("booh")
try:
    G().attr
except AttributeError as e:
    print(e)
class H:
    def __init__(self):
        raise ValueError("x")
class K:
    __class__ = 413
print(K().__class__, K.__class__)
class N:
    def __getattr__(self, n):
        raise AttributeError("booh " + n)
try:
    N().zip
except AttributeError as e:
    print(e)
try:
    object(1)
except TypeError as e:
    print(e)
class Q: pass
for f in (lambda: Q(1), lambda: Q().__init__(1), lambda: Q.__new__(Q, 1), lambda: object.__init__(Q(), 1), lambda: object.__new__(Q, 1)):
    try:
        f()
    except TypeError as e:
        print(e)
class R:
    def __init__(self, *a): object.__init__(self, *a)
try:
    R(1)
except TypeError as e:
    print(e)
class S:
    def __new__(cls, *a): return object.__new__(cls, *a)
try:
    S(1)
except TypeError as e:
    print(e)
class Priv:
    __a = 1
    b = __a + 1
    def __m(self, __x=__a):
        return __x
    def call(self):
        return self.__m(), self.__a
    class __Inner:
        __z = 3
print(Priv().call(), sorted(k for k in Priv.__dict__ if "Priv" in k), Priv.b)
class _Under:
    __q = 5
    def get(self):
        return self.__q
print(_Under().get(), "_Under__q" in vars(_Under))
class A: pass
A.__call__ = A()
try:
    A()()
except RecursionError as e:
    print("recursion")
