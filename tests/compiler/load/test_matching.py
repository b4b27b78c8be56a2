"""Every code object finds the syntax tree it was compiled from."""

import ast
import os
from types import CodeType

import pytest

from tamapy.compiler.load.finder import STDLIB
from tamapy.compiler.load.matching import CodeIndex, first_line, match, scope_name
from tamapy.compiler.load.sources import parse
from tamapy.compiler.load.world import SourceUnit

STDLIB_MODULES = """
_collections_abc _py_abc _pydecimal _pyio _strptime _weakrefset abc argparse ast base64
bisect calendar cmd codecs collections/__init__ configparser contextlib copy copyreg csv
dataclasses datetime decimal difflib dis enum fnmatch fractions functools genericpath
graphlib hashlib heapq hmac html/parser http/client http/cookies inspect io ipaddress
json/__init__ json/decoder json/encoder json/scanner keyword linecache locale
logging/__init__ logging/handlers numbers opcode operator optparse os pathlib pickle
pickletools posixpath pprint queue random re/_compiler re/_parser reprlib sched secrets
selectors shlex shutil socket statistics string struct tempfile textwrap threading
tokenize traceback types typing unittest/case unittest/mock uuid warnings weakref
asyncio/base_events asyncio/tasks asyncio/streams test/test_grammar test/test_lambda
test/test_generators test/test_genexps test/test_listcomps test/test_positional_only_arg
""".split()


def matched(text: str) -> list[tuple[CodeType, ast.AST | None]]:
    tree, code = ast.parse(text), parse(text, "test.py")
    return [(c, node) for c, node, _ in match(code, tree)]


def all_codes(code: CodeType) -> list[CodeType]:
    found = [code]
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            found.extend(all_codes(constant))
    return found


@pytest.mark.parametrize("name", STDLIB_MODULES)
def test_every_code_object_of_the_library_is_matched(name: str) -> None:
    path = os.path.join(STDLIB, name + ".py")
    if not os.path.exists(path):
        pytest.skip("not installed")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    tree, code = ast.parse(text), parse(text, path)
    pairs = list(match(code, tree))
    assert {id(c) for c, _, _ in pairs} == {id(c) for c in all_codes(code)}
    assert len(pairs) == len(all_codes(code))
    for c, node, _ in pairs:
        assert node is not None, c
        if c.co_name == "<module>":
            continue
        assert scope_name(node) == c.co_name
        assert first_line(node) == c.co_firstlineno
        inside = [
            node.lineno <= line <= node.end_lineno
            for line, _, column, _ in c.co_positions() if line and column
        ]
        assert all(inside), (c, node)


def test_two_lambdas_on_one_line_are_told_apart() -> None:
    pairs = matched("fs = [lambda: 1, lambda a: 22, lambda: 'x' + y, lambda: (lambda: 3)]\n")
    found = {ast.unparse(node) for c, node in pairs if c.co_name == "<lambda>" and node}
    assert found == {
        "lambda: 1", "lambda a: 22", "lambda: 'x' + y", "lambda: lambda: 3", "lambda: 3",
    }
    for code, node in pairs:
        if isinstance(node, ast.Lambda) and isinstance(node.body, ast.Constant):
            assert node.body.value in code.co_consts


def test_scopes_in_decorators_defaults_and_first_iterators_belong_outside() -> None:
    text = """
@(lambda f: f)
def f(a=lambda: 'default', *, b=[i for i in 'kw']):
    return [x for x in [y for y in a] if (z for z in b)]
class C((lambda: object)(), metaclass=(lambda: type)()):
    g = {k: v for k, v in zip('a', 'b')}
"""
    tree, code = ast.parse(text), parse(text, "test.py")
    parents = {
        id(child): parent for parent in all_codes(code)
        for child in parent.co_consts if isinstance(child, CodeType)
    }
    where = {
        ast.unparse(node): parents[id(c)].co_name
        for c, node, _ in match(code, tree)
        if node is not None and not isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
    }
    assert where["lambda f: f"] == "<module>"
    assert where["lambda: 'default'"] == "<module>"
    assert where["[i for i in 'kw']"] == "<module>"
    assert where["[y for y in a]"] == "f"
    assert where["(z for z in b)"] == "<listcomp>"
    assert where["lambda: object"] == "<module>"
    assert where["{k: v for k, v in zip('a', 'b')}"] == "C"


def test_a_finally_body_compiled_twice_matches_the_same_lambda() -> None:
    pairs = matched("def f():\n  try:\n    g()\n  finally:\n    h(lambda: 1)\n")
    lambdas = [node for c, node in pairs if c.co_name == "<lambda>"]
    assert lambdas and all(node is lambdas[0] for node in lambdas)


def test_scopes_that_were_optimised_away_do_not_disturb() -> None:
    pairs = matched("while 0:\n  x = lambda: 1\nassert 1, [a for a in ()]\ny = lambda: 2\n")
    found = [ast.unparse(node) for c, node in pairs if c.co_name == "<lambda>" and node]
    assert "lambda: 2" in found


def test_class_names_for_private_names() -> None:
    text = "class A:\n def f(self):\n  return lambda: self.__x\n"
    tree, code = ast.parse(text), parse(text, "t.py")
    names = {c.co_name: class_name for c, _, class_name in match(code, tree)}
    assert names == {"<module>": "", "A": "", "f": "A", "<lambda>": "A"}


def test_a_replaced_code_object_is_still_found() -> None:
    text = "def f():\n    return 1\n"
    tree, code = ast.parse(text), parse(text, "t.py")
    index = CodeIndex()
    index.add(SourceUnit("t", "t.py", "t.py", "", code, "application", _tree=tree))
    original = next(c for c in code.co_consts if isinstance(c, CodeType))
    copy = original.replace(co_flags=original.co_flags | 0x100)
    found = index.find(copy)
    assert found is not None and found[0] is tree.body[0]  # type: ignore[attr-defined]
    assert index.find(compile("0", "other.py", "eval")) is None


def test_lambdas_on_a_line_that_begins_with_one() -> None:
    pairs = matched("f = 1; g(\nlambda x: f'{x:.2f}', lambda y: y)\n")
    found = [ast.unparse(node) for c, node in pairs if c.co_name == "<lambda>" and node]
    assert found == ["lambda x: f'{x:.2f}'", "lambda y: y"]
