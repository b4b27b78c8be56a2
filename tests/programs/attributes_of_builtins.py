def f():
    "doc"
f.x = 1
print(f.__dict__, f.x, vars(f))
f.__dict__.update(y=2)
print(f.y)
del f.x
print(f.__dict__, f.__doc__)
s = staticmethod(f)
c = classmethod(f)
print(s.__func__ is f, s.__wrapped__ is f, c.__wrapped__ is f, s.__name__, c.__doc__, s())
class A:
    @property
    def p(self): "pd"; return 1
    @staticmethod
    def st(): return 2
    @classmethod
    def cl(cls): return cls.__name__
    def m(self): pass
print(A.p.__doc__, A().p, A.st(), A.cl(), A().st(), A().cl())
a = A()
a.z = 1
print(a.__dict__, vars(a), sorted(k for k in A.__dict__ if not k.startswith("__")))
a.__dict__ = {"q": 5}
print(a.q, hasattr(a, "z"))
try:
    a.p = 5
except AttributeError as e:
    print(e)
try:
    a.m.x = 1
except AttributeError as e:
    print(e)
print(a.m.__func__ is A.m, a.m.__self__ is a, a.m == a.m, a.m.__name__)
def star(*a, **k): return a, k
try:
    star(1, *None)
except TypeError as e:
    print(e)
try:
    star(*None)
except TypeError as e:
    print(e)
print(list[int], dict[str, list[int]], tuple[int, ...], tuple[()], type[int], list[int] == list[int], hash(list[int]) == hash(list[int]))
print(list[int].__origin__, list[int].__args__, list[int](), list[int]([1]), isinstance([], list), list[int].append is list.append)
print(int | str, int | None, int | str | int, (int | str) == (str | int), isinstance(5, int | str), isinstance(None, int | None), issubclass(bool, int | str), list[int] | None)
try:
    isinstance([], list[int])
except TypeError as e:
    print(e)
try:
    isinstance([], list[int] | int)
except TypeError as e:
    print(e)
try:
    int | 5
except TypeError as e:
    print(e)
class G(list[int]): pass
print(G.__mro__, G.__orig_bases__, (int | str).__args__, (*tuple[int],)[0])
try:
    list[int][str]
except TypeError as e:
    print(e)


class Watchful:
    """Reading an attribute stores one: storing must not read."""

    def __getattribute__(self, name):
        object.__setattr__(self, "__dict__", {"name": name})
        return object.__getattribute__(self, "__dict__")


print(Watchful().anything)
watchful = Watchful()
object.__setattr__(watchful, "x", 1)
object.__delattr__(watchful, "x")
print(watchful.other)
print(hasattr(5, "__module__"), int.__module__, type(len).__module__, hasattr(ValueError(), "__module__"))
print(None.__doc__, NotImplemented.__doc__ is None, hasattr(5, "__doc__"), hasattr([], "__doc__"), hasattr(object(), "__doc__"))


class Holder:
    """A class with a method that has attributes."""

    def method(self):
        "Of a method."


Holder.method.known = 1
print("known" in dir(Holder().method), Holder().method.__dict__)
for broken in ["del f.__dict__", "f.__dict__ = None"]:
    try:
        exec(broken)
    except TypeError as error:
        print(error)
f.__annotations__["a"] = 1
del f.__doc__, f.__module__, f.__annotations__
print(f.__doc__, f.__module__, f.__annotations__)


def outer():
    variable = 1
    return lambda: variable


try:
    f.__code__ = outer().__code__
except ValueError as error:
    print(error)
import types
print(types.FunctionType(f.__code__, {}).__builtins__["len"] is len)
print(bytes.maketrans.__qualname__, bytearray.maketrans.__qualname__)


class Unprepared(type):
    """Gives no namespace."""

    @classmethod
    def __prepare__(cls, *args):
        return None


try:
    class Broken(metaclass=Unprepared):
        pass
except TypeError as error:
    print(error)


class Disguised(str):
    """Not what it says."""

    __class__ = types.SimpleNamespace


print(types.SimpleNamespace() == Disguised(), types.SimpleNamespace() == types.SimpleNamespace())


def cell_of(*value):
    """A cell with a value, or an empty one."""
    return types.CellType(*value)


print(cell_of(2) < cell_of(3), cell_of() < cell_of("x"), cell_of() == cell_of(), cell_of(-36) == cell_of(-36.0))
print(cell_of(1) != cell_of(2), cell_of(True) > cell_of(), cell_of() >= cell_of(), cell_of(1) == 1, cell_of(4) <= cell_of(3))
try:
    {cell_of(1)}
except TypeError as error:
    print(error)


class Failure(Exception):
    """Of a type that has a namespace."""


for value in ValueError(), Failure(), Holder():
    try:
        del value.__dict__
        print("deleted")
    except TypeError as error:
        print(error)
