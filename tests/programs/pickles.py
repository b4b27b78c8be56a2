"""Pickles of all protocols, slots, bytes in order."""

import pickle, copy
class G:
    __slots__ = ["a", "b"]
class H:
    __slots__ = ["b", "a"]
g = G(); g.a = 1; g.b = 2
g.__class__ = H
print(g.a, g.b)
class C:
    def __init__(self): self.x = 1
for p in range(5):
    c = pickle.loads(pickle.dumps(C(), p)); print(p, c.x)
print(C().__reduce_ex__(0)[0].__name__, C().__reduce_ex__(2)[0].__name__, C().__reduce__()[1][0].__name__)
class L(list): pass
l = L([1]); l.y = 3
for p in range(3):
    m = pickle.loads(pickle.dumps(l, p)); print(m, m.y, type(m).__name__)
print(copy.copy(l), copy.deepcopy(l).y)
class I(int): pass
print(pickle.loads(pickle.dumps(I(5), 0)) + 1)
try: pickle.dumps(g, 0)
except TypeError as e: print(e)
for c in (memoryview(b"abc"), b"abc"):
    try: print(memoryview(b"abc") < c)
    except TypeError as e: print(e)
    try: print(c > memoryview(b"abc"))
    except TypeError as e: print(e)
print(b"a" < bytearray(b"b"), bytearray(b"a") < memoryview(b"b"), bytearray(b"b") > b"a", b"a" == memoryview(b"a"))
