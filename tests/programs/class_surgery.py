"""Classes given other bases, MROs and classes of their own; callables in a row."""

def altmro():
    class A(object):
        def f(self): return "A"
    class B(A): pass
    class C(A):
        def f(self): return "C"
    class D(B, C): pass
    class PerverseMetaType(type):
        def mro(cls):
            L = type.mro(cls)
            L.reverse()
            return L
    class X(D,B,C,A, metaclass=PerverseMetaType):
        pass
    print([c.__name__ for c in X.__mro__], X().f())
print("altmro")
altmro()
def failing():
    class WorkOnce(type):
        def __new__(self, name, bases, ns):
            self.flag = 0
            return super(WorkOnce, self).__new__(WorkOnce, name, bases, ns)
        def mro(self):
            if self.flag > 0:
                raise RuntimeError("bozo")
            else:
                self.flag += 1
                return type.mro(self)
    class WorkAlways(type):
        def mro(self):
            return type.mro(self)
    class C(object): pass
    class C2(object): pass
    class D(C): pass
    class E(D): pass
    class F(D, metaclass=WorkOnce): pass
    class G(D, metaclass=WorkAlways): pass
    E_mro_before = E.__mro__
    D_mro_before = D.__mro__
    try:
        D.__bases__ = (C2,)
    except RuntimeError:
        print(E.__mro__ == E_mro_before, D.__mro__ == D_mro_before)
print("failing")
failing()
def set_class():
    class C(object): pass
    class D(object): pass
    class E(object): pass
    class F(D, E): pass
    for cls in C, D, E, F:
        for cls2 in C, D, E, F:
            x = cls()
            x.__class__ = cls2
            assert x.__class__ is cls2
            x.__class__ = cls
    def cant(x, C):
        try: x.__class__ = C
        except TypeError as e: print(str(e)[:40])
        else: print("shouldn't", x, C)
        try: del x.__class__
        except (TypeError, AttributeError): pass
        else: print("shouldn't del")
    cant(C(), list); cant(list(), C); cant(C(), 1); cant(C(), object); cant(object(), list); cant(list(), object)
    class Int(int): __slots__ = []
    cant(True, int)
    cant(2, bool)
    o = object()
    cant(o, int)
    cant(o, type(None))
    class G(object): __slots__ = ["a", "b"]
    class H(object): __slots__ = ["b", "a"]
    class I(object): __slots__ = ["a", "b"]
    class J(object): __slots__ = ["c", "b"]
    class K(object): __slots__ = ["a", "b", "d"]
    class L(H): __slots__ = ["e"]
    class M(I): __slots__ = ["e"]
    class N(J): __slots__ = ["__weakref__"]
    class P(J): __slots__ = ["__dict__"]
    class Q(J): pass
    class R(J): __slots__ = ["__dict__", "__weakref__"]
    for cls, cls2 in ((G, H), (G, I), (I, H), (Q, R), (R, Q)):
        x = cls()
        x.a = 1
        x.__class__ = cls2
        assert x.__class__ is cls2
        x.__class__ = cls
    for cls, cls2 in ((G, J), (G, K), (G, P), (K, L)):
        cant(cls(), cls2)
print("set_class")
set_class()
class A: pass
A.__call__ = A()
try:
    A()()
except RecursionError as e:
    print("rec")
class B(object):
    pass
B.__call__ = B()
try:
    B()(1)
except RecursionError as e:
    print("rec")
class Friendly:
    def __call__(self, x): return x + 1
class Chain: __call__ = Friendly()
class Chain2: __call__ = Chain()
print(Chain2()(4))
