"""Annotations that are texts, evaluated when the program runs."""

from __future__ import annotations

import dataclasses
import functools
import inspect
import typing


class Node:
    """A class that refers to itself."""

    left: Node | None
    items: list["Node"]
    table: dict[str, tuple[int, ...]] = {}

    def join(self, other: Node, *rest: int, flag: bool = False) -> list[Node]:
        """A method."""


print(typing.get_type_hints(Node))
print(typing.get_type_hints(Node.join))
print(inspect.signature(Node.join, eval_str=True))


@dataclasses.dataclass
class P:
    """A dataclass."""

    x: int
    y: typing.ClassVar[int] = 3
    z: "float | None" = None


print(P(1), typing.get_type_hints(P))


@functools.singledispatch
def show(v):
    """A generic function."""
    return "any"


@show.register
def _(v: int):
    return "int"


@show.register
def _(v: list):
    return "list"


print(show(1), show([]), show(""))
code = compile("Node", "x.py", "eval")
print(eval(code, globals()) is Node, eval("None", {}), eval(" True ", {}))
print(eval("len", {}) is len, eval("a", {}, {"a": 7}), eval("".join("no") + "ne", {"none": 8}))
try:
    eval("nowhere", {})
except NameError as error:
    print(error)
for word in ("class", "for"):
    try:
        print(eval(word, {}))
    except SyntaxError as error:
        print(error.msg)
print(typing.ForwardRef("Node"), typing.get_type_hints(Node, include_extras=True)["left"])


class M(typing.NamedTuple):
    """A named tuple."""

    a: int
    b: M | None = None


print(M(1), M.__annotations__)


class T(typing.TypedDict):
    """A typed dict."""

    a: int
    b: list[M]


print(typing.get_type_hints(T), sorted(T.__required_keys__))
