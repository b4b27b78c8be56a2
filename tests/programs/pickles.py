"""Pickles of all protocols, and what cannot be pickled; slots; bytes in order."""

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
def no(v, p):
    try: pickle.dumps(v, p)
    except TypeError as e: print(e)
    else: print("pickled", type(v))
for v in (property(), staticmethod(len), object(), (i for i in "a"), 5, "a", b"b", 1.5, 2j, {1}, frozenset({2}), range(3), slice(1), None, [1], {1: 2}, bytearray(b"1"), ValueError(1), iter([1]), Ellipsis):
    no(v, 2)
class V(set): pass
class W(str): pass
class X(Exception): pass
class Y(frozenset): __slots__ = ("q",)
y = Y([1]); y.q = 5
for v in (V([1]), W("a"), X(3), y, L([2])): no(v, 2); print(pickle.loads(pickle.dumps(v, 2)))
e = ValueError(1)
for i in range(1200): e = ExceptionGroup("eg", [e])
for f in (lambda: e.split(TypeError), lambda: e.subgroup(TypeError)):
    try: f()
    except RecursionError as err: print(str(err)[:32])
try: int.__new__(bool, 0)
except TypeError as err: print(err)
try: float.__getformat__(1)
except TypeError as err: print(str(err)[:30])


class Large(bytearray):
    """Pickled apart from the rest where that is possible."""

    def __reduce_ex__(self, protocol):
        if protocol >= 5:
            return type(self).made, (pickle.PickleBuffer(self),)
        return type(self).made, (bytes(self),)

    @classmethod
    def made(cls, given):
        """The object itself if nothing was copied."""
        with memoryview(given) as view:
            owner = view.obj
        return owner if type(owner) is cls else cls(owner)


large = Large(b"abc")
print(pickle.loads(pickle.dumps(large, 5)), pickle.loads(pickle.dumps(large, 4)))
buffers = []
data = pickle.dumps(large, 5, buffer_callback=buffers.append)
print(len(buffers), type(buffers[0]), pickle.loads(data, buffers=buffers) is large, bytes(buffers[0].raw()))
try:
    pickle.dumps(buffers[0], 4)
except pickle.PicklingError as error:
    print(error)
buffers[0].release()
try:
    buffers[0].raw()
except ValueError as error:
    print(error)
import functools
print(pickle.loads(pickle.dumps(int | str)), pickle.loads(pickle.dumps(functools.reduce)) is functools.reduce)


class Named:
    """Says itself which slots it has."""

    __slotnames__ = ["spam"]

    def __getattr__(self, name):
        if name == "spam":
            Named.__slotnames__[:] = ["spam"]
            return 42
        raise AttributeError(name)


class Slotted:
    """Has slots, one of them private, and a namespace."""

    __slots__ = ("a", "__b", "__dict__")

    def fill(self):
        """Give all of them values."""
        self.a, self.__b, self.c = 1, 2, 3
        return self


slotted = Slotted().fill()
print(Named().__reduce_ex__(2)[2], slotted.__reduce_ex__(2)[2], Slotted.__slotnames__, pickle.loads(pickle.dumps(slotted)).c)


@functools.total_ordering
class Ordered:
    """With methods that are functions of the library's."""

    def __lt__(self, other):
        return False


print([pickle.loads(pickle.dumps(function)) is function for function in (Ordered.__gt__, Ordered.__ge__)])
