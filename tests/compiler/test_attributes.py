"""Which attributes a class's instances are expected to have."""

from __future__ import annotations

import ast
from types import CodeType

from tamapy.compiler.analyse import attributes

TEXT = '''
class Point:
    limit: int = 3

    def move(self, other):
        self.moved = True
        other.x = self.x
        self.far.away = 1

    def __init__(self, x):
        self.x, self.y = x, 0
        for self.i in ():
            pass

    def inner(self):
        def f():
            self.captured = 1
        return f

    @staticmethod
    def made(value):
        value.z = value.x


def mark(point, other):
    point.seen = point.x
    point.move(other)
    other.strange = other.unknown


def alone(point):
    point.lonely = 1
'''


def code_of(name: str, code: CodeType) -> CodeType:
    return next(c for c in code.co_consts if isinstance(c, CodeType) and c.co_name == name)


def test_what_methods_store():
    module = compile(TEXT, "x", "exec")
    body = code_of("Point", module)
    assert attributes.stored(code_of("__init__", body)) == ["x", "y", "i"]
    assert attributes.stored(code_of("move", body)) == ["moved"]
    assert attributes.stored(code_of("f", code_of("inner", body))) == []


def test_what_a_class_is_expected_to_have():
    module = compile(TEXT, "x", "exec")
    body = code_of("Point", module)
    node = ast.parse(TEXT).body[0]
    uses = attributes.uses_in(module)
    names = attributes.of_body(body, node, uses)
    assert names[:4] == ("x", "y", "i", "moved")
    assert "seen" in names and "captured" not in names[:4]
    assert not {"strange", "lonely", "away", "limit"} & set(names)


def test_annotations_count_under_a_decorator():
    text = (
        "@d\nclass C:\n    a: int\n    b: ClassVar[int] = 1\n    c: str = ''\n"
        "    def f(self):\n        self.g = 1\n"
    )
    body = code_of("C", compile(text, "x", "exec"))
    assert attributes.of_body(body, ast.parse(text).body[0], []) == ("a", "c", "g")


def test_wrapped_functions_are_looked_into():
    class C:
        def __init__(self):
            self.a = 1

        @property
        def p(self):
            return 1

        @p.setter
        def p(self, value):
            self.b = value

    assert attributes.of_class(dict(vars(C))) == ["a", "b"]
