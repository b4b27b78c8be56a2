"""typing at run time, abstract classes, protocols, exec and eval of known texts."""

import abc
import inspect
import types
import typing
from typing import Annotated, Any, Callable, ClassVar, Generic, Literal, NamedTuple, Optional, Protocol, TypedDict, TypeVar, Union, get_args, get_origin, get_type_hints, overload, runtime_checkable


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


T = TypeVar("T")
print(list[int], dict[str, list[int]], Optional[int], Union[int, str, None], int | None, Callable[[int], str], Literal["a", 1], Annotated[int, "m"], tuple[int, ...], Any, T, ClassVar[int])
print(get_origin(list[int]), get_args(dict[str, int]), get_args(Optional[int]), get_origin(Union[int, str]), Union[int, int], Union[int, Union[str, int]], typing.List[int], typing.Dict[str, T][int])


class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: list[T] = []

    def push(self, item: T) -> None:
        self.items.append(item)


s = Stack[int]()
s.push(3)
print(s.items, Stack[int], Stack.__parameters__, Stack[int].__origin__ is Stack, s.__orig_class__)
attempt(lambda: Stack[int, str])


class Employee(NamedTuple):
    name: str
    id: int = 3

    def hi(self):
        return f"hi {self.name}"


e = Employee("Guido")
print(e, e.hi(), e._fields, Employee.__annotations__, Employee._field_defaults, e == ("Guido", 3))


class Movie(TypedDict, total=False):
    name: str
    year: int


m: Movie = {"name": "x"}
print(m, Movie(name="y", year=1), Movie.__annotations__, Movie.__optional_keys__ == {"name", "year"})


@runtime_checkable
class Closable(Protocol):
    def close(self) -> None: ...


class File:
    def close(self) -> None:
        print("closed")


print(isinstance(File(), Closable), isinstance(3, Closable), issubclass(File, Closable))


class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self) -> float: ...

    @property
    @abc.abstractmethod
    def name(self) -> str: ...

    @classmethod
    def make(cls, *args):
        return cls(*args)


class Square(Shape):
    name = "square"

    def __init__(self, side: float):
        self.side = side

    def area(self) -> float:
        return self.side**2


attempt(lambda: Shape())
print(Square.make(3).area(), issubclass(Square, Shape), sorted(Shape.__abstractmethods__))


@Shape.register
class Odd:
    pass


print(isinstance(Odd(), Shape), get_type_hints(Square.area), get_type_hints(Square.__init__))


@overload
def double(x: int) -> int: ...
@overload
def double(x: str) -> str: ...
def double(x):
    return x * 2


print(double(2), double("a"), typing.cast(int, "x"), typing.NewType("UserId", int)(5), typing.TYPE_CHECKING)
UserId = typing.NewType("UserId", int)
print(UserId.__name__)


def sample(a, b: int = 2, *args: str, c, d=4, **kw) -> bool:
    """Doc."""


print(inspect.signature(sample), list(inspect.signature(sample).parameters), inspect.getdoc(sample), inspect.isfunction(sample), inspect.isclass(Square))
bound = inspect.signature(sample).bind(1, 2, 3, c=5)
print(bound.arguments, bound.args, bound.kwargs)
attempt(lambda: inspect.signature(sample).bind())

space = {"base": 10}
exec("def added(x):\n    return x + base\n\nvalue = added(5)\n", space)
print(space["value"], space["added"](1), eval("base * 2", space), eval("1 + 2"), eval("[i for i in range(3)]"))
exec("y = 1")
code = compile("a + b", "<text>", "eval")
print(eval(code, {"a": 1, "b": 2}), sorted(k for k in space if k[0] != "_"))
attempt(lambda: eval("undefined_name"))
ns = types.SimpleNamespace(a=1, b="x")
ns.c = 3
print(ns, ns == types.SimpleNamespace(a=1, b="x", c=3), types.MappingProxyType({"a": 1}))
Dynamic = types.new_class("Dynamic", (Square,), {}, lambda n: n.update(kind="d"))
print(Dynamic(2).area(), Dynamic.kind, type("Quick", (), {"x": 1}).x)

import collections.abc
import types
import weakref
from typing import ParamSpec, get_type_hints

P = ParamSpec("P")
Handler = collections.abc.Callable[[int], str]
print(Handler, type(Handler).__name__, collections.abc.Callable[[], bool], collections.abc.Callable[P, T][[int, str], bool])
print(collections.abc.Callable[P, int][int, str], weakref.ref(Handler)() is Handler, get_type_hints(type))


class Doubled(types.GenericAlias):
    """An alias of its own kind."""

    def __new__(cls, origin, args):
        return super().__new__(cls, origin, (args, args))


print(Doubled(list, int), type(Doubled(list, int)), Doubled(list, int) == list[int, int], isinstance(Doubled(list, int), types.GenericAlias))


@runtime_checkable
class HasX(Protocol):
    """Has a member that is no method."""

    x: int


class WithX:
    x = 1


print(isinstance(WithX(), HasX), isinstance(3, HasX))
try:
    issubclass(WithX, HasX)
except TypeError as error:
    print(error)
