"""What classes and special methods tell, and what of them cannot be changed."""

import inspect
import types
import weakref


def attempt(f, *a):
    try:
        print(f(*a))
    except Exception as e:
        print(type(e).__name__, e)


class Descriptor:
    def __init__(self, function): self.function = function
    def __get__(self, instance, owner): return self.function.__get__(instance, owner)
def special(name, function):
    return type("X", (), {name: Descriptor(function)})()
print(bytes(special("__bytes__", lambda self: b"x")), b"%b" % special("__bytes__", lambda self: b"y"))
print(complex(special("__complex__", lambda self: 1j)), int(special("__int__", lambda self: 3)))
print(float(special("__float__", lambda self: 3.5)), dir(special("__dir__", lambda self: ["a"])))
print(isinstance(3, special("__instancecheck__", lambda self, x: True)), issubclass(int, special("__subclasscheck__", lambda self, x: True)))
print(round(special("__round__", lambda self: 9)))
class C:
    "text"
class S:
    __slots__ = ("a",)
class W(S):
    __slots__ = ("__weakref__",)
class D(S):
    __slots__ = ("__dict__",)
class B(C):
    pass
print([[n in k.__dict__ for n in ("__dict__", "__weakref__", "a")] for k in (C, S, W, D, B)])
print([["__dict__" in dir(x), "__weakref__" in dir(x)] for x in (object(), C, S(), W(), D(), 3, attempt, ValueError())])
for kind in C, W:
    x = kind()
    print(x.__weakref__)
    r = weakref.ref(x)
    print(x.__weakref__ is r)
attempt(lambda: S().__weakref__)
print(list(vars(C)) == ["__module__", "__doc__", "__dict__", "__weakref__"], len(vars(C)))
c = C(); c.x = 4
del c.__dict__
print(c.__dict__)
def set_dict(x, d): x.__dict__ = d
def del_dict(x): del x.__dict__
attempt(set_dict, c, 5); attempt(set_dict, c, {"y": 2}); print(c.y)
try: set_dict(types.ModuleType("m"), {})
except (AttributeError, TypeError): print("refused")
class Special:
    __slots__ = ("__qualname__",)
attempt(setattr, property(), "fget", 3)
class Banana: "elephant"
Banana.__doc__ = "banana"
print(Banana.__doc__)
attempt(type(list).__dict__["__doc__"].__set__, list, "x")
def del_doc(): del Banana.__doc__
attempt(del_doc)
attempt(type, "A", (), {"__doc__": "\udcdc"})
attempt(type.__getattribute__, list, type); attempt(object.__getattribute__, 3, 4)
class Callable:
    def __call__(self): pass
print(repr(types.MethodType(Callable(), 3)))
m = types.ModuleType.__new__(types.ModuleType)
attempt(lambda: m.nothing); print(str(m), hasattr(m, "__name__"), bool(m.__dict__))
class Sub(types.ModuleType): a = 1
n = types.ModuleType("n")
n.__class__ = Sub
print(n.a, type(n) is Sub)
n.__class__ = types.ModuleType
class G: __slots__ = ("a", "b")
class H: __slots__ = ("b", "a")
class L(G): __slots__ = ("e",)
class M(H): __slots__ = ("e",)
class P(G): pass
class Q(G): __slots__ = ("__dict__", "__weakref__")
def become(x, k): x.__class__ = k; return type(x).__name__
for a, b in (G, H), (L, M), (P, Q), (G, L), (C, B), (B, C), (P, C): attempt(become, a(), b)
class Odd:
    __slots__ = ("__class__", "__dict__")
o = Odd(); o.bar = 1
print(dir(o))
class T(str):
    def __str__(self): return "other"
print("%s" % T("x"), "{}".format(T("x")), f"{T('x')}", format(T("x")), "{:>6}".format(T("x")))
print("{0:.3s}".format("ABC\u0410") == "ABC", "%.1s" % "a\xe9\u20ac" == "a", "%.2s" % "a\xe9\u20ac" == "a\xe9", {"ABC": 1}["%.3s" % "ABC\u0410"])
for name in "find", "count", "index", "startswith":
    attempt(getattr("abc", name), "a", 1, 2, 3); attempt(getattr(b"abc", name))
attempt([].index, 1, 2, 3, 4)
t = "abc"
print(t.__getnewargs__() == (t,), t.__getnewargs__()[0] is t)
class Meta(type):
    @property
    def p(cls): return 1
    @p.deleter
    def p(cls): print("deleted from", cls.__name__)
class Made(metaclass=Meta): x: int = 3
del Made.p
del Made.__annotations__
print(Made.__annotations__)


def made():
    """A class made when it runs."""

    class Made:
        held = 1

        @classmethod
        def of(cls):
            """Bound to the class."""

    return Made


Made = made()
for name in "held", "of", "missing":
    print(name, type(inspect.getattr_static(Made, name, None)), type(inspect.getattr_static(Made(), name, None)))
print(Made.__dict__["__dict__"], Made.__dict__["__weakref__"], Made.__dict__["__dict__"].__objclass__ is Made)
print(int.real, int.real.__objclass__, int.real.__name__, int.real.__qualname__, int.real.__get__(5))
print(inspect.isgetsetdescriptor(int.real), inspect.isdatadescriptor(int.real), type.__dict__["__dict__"].__get__(Made)["held"])
try:
    (3).real = 4
except AttributeError as error:
    print(error)

class Slotted(Exception): __slots__ = ()
class Plain(Exception): pass
for base in Exception, Slotted, Plain:
    print(base.__name__, base.__dict__.get("__weakref__"))
    attempt(lambda: type("Made", (base,), {"__slots__": ("__weakref__",)}).__dict__["__weakref__"])
