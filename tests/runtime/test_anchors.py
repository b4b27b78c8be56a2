"""The markers under a piece of a line: what CPython's ``traceback`` finds in its syntax tree."""

from __future__ import annotations

import ast
import sysconfig
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest

from tamapy.lib import _anchors

reference = traceback._extract_caret_anchors_from_line_segment  # type: ignore[attr-defined]
ours = _anchors._extract_caret_anchors_from_line_segment
#: Earlier versions of CPython 3.11 mark the parenthesis behind a left operand.
PARENTHESES = reference("(a) + b").left_end_offset == 4
LIB = Path(sysconfig.get_path("stdlib"))
MODULES = ("ast", "colorsys", "datetime", "fractions", "inspect", "random", "statistics", "_pyio")


def segments(source: str) -> Iterator[str]:
    """The pieces of a module's lines that are an expression or a statement."""
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.expr, ast.stmt)) and node.lineno == node.end_lineno:
            line = lines[node.lineno - 1].encode()
            yield line[node.col_offset:node.end_col_offset].decode()


@pytest.mark.parametrize("module", MODULES)
def test_of_library(module: str) -> None:
    """Every one of them."""
    found = 0
    for segment in set(segments((LIB / f"{module}.py").read_text(encoding="utf-8"))):
        if PARENTHESES or not segment.startswith("("):
            want = reference(segment)
            assert ours(segment) == want, segment
            found += want is not None
    assert found > 10


@pytest.mark.parametrize("segment", [
    "a+b", "a ** -b", "-a ** b", "a @ b", "x[1]", "x[y[0]]", "x[ 0 ]", "x[a, b]", "f(x)[0]",
    "'a' + \"b\"", "rb'a' * 2", "f'{x + 1}' + y", "1e-5 + x", "0x1e-5", "1.5.real + 2", ".5 * x",
    "a if b else c", "not a", "a < b", "lambda: a + b", "a, b + c", "[a + b]", "{}[0]", "x[1][2]",
    "a.b[c].d", "await x", "x = a + b", "a or b + c", "a // b % c", "a << b | c & d ^ e", "~a + b",
    "'''a''' % b", "a +", "(", "a]", "", "...", "x[...]", "a + (b)", "a * (b + c)",
    "a * ((b) + c) - d", "a -b", "import a", "del x[0]", "x[1:2]", "x[::(2)]", "-x[0]", "x[0] ** 2",
])
def test_of_piece(segment: str) -> None:
    """Chosen cases, complete or not."""
    assert ours(segment) == reference(segment)


def test_of_wide_characters() -> None:
    """Counted as characters; CPython takes the count of bytes for them in one place."""
    assert ours("ä + b")[:2] == (2, 3)
