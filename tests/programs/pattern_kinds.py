"""What patterns take for sequences and mappings, and scopes of class bodies."""

import collections, collections.abc, sys
def f(x):
    class C:
        def m(self): return x
        a = x
    return C
inst = f(3)()
print(inst.m()); print(inst.a)
class M1(collections.UserDict, collections.abc.Sequence): pass
class C: pass
class M3(collections.UserDict, C, list): pass
class S1(collections.UserList, collections.abc.Mapping): pass
class S4(collections.UserList, dict, C): pass
def sm(x):
    match x:
        case [*_]: return "seq"
        case {}: return "map"
def ms(x):
    match x:
        case {}: return "map"
        case [*_]: return "seq"
for c in M1, M3, S1, S4: print(sm(c()), ms(c()))
class P: pass
class Q(P):
    pass
collections.abc.Mapping.register(P)
print(sm.__name__)
class Keys: KEY = "a"
try:
    match {"a": 0, "b": 1}:
        case {Keys.KEY: y, "a": z}: print("?")
except ValueError as e: print(e)
class Class: __match_args__ = "XYZ"
try:
    match Class():
        case Class(y): pass
except TypeError as e: print(e)
print(f"{0.j:z.1f}", f"{-0.j:z.1f}", f"{.01j:z.1f}", f"{-0.j:.1f}")
try: "%.*d" % (1 << 70, 1)
except OverflowError as e: print(e)
except MemoryError: print("M")
class CNS2:
    def __init__(self): self._dct = {}
    def __setitem__(self, item, value): self._dct[item] = value
    def __getitem__(self, item): return self._dct[item]
n = CNS2()
exec('x: int = 1', {}, n)
print(n._dct)
import abc
class A(metaclass=abc.ABCMeta):
    @abc.abstractmethod
    def x(self): pass
print(A.__abstractmethods__)
class meta(type, A):
    def x(self): return 1
class C(metaclass=meta): pass
print(C)
import array
match array.array("b", b"abc"):
    case [x,y,z]: print(x,y,z)
class Late: pass
class LateChild(Late): pass
print(sm.__name__)
collections.abc.Sequence.register(Late)
try: print(sm(LateChild()))
except TypeError as e: print(e)
print(sm("abc"), sm(b"x"), sm(range(2)), sm(memoryview(b"ab")), sm(collections.deque([1])), sm({1:2}), sm(collections.OrderedDict()), sm(collections.ChainMap()), sm((1,)), sm({1}), ms([1]), sm(iter([1])))
class MyStr(str): pass
print(sm(MyStr("a")))
NT = collections.namedtuple("NT", "a")
print(sm(NT(1)))
