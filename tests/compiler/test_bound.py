"""Which checks of variables remain: those that can fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from tamapy.compiler.ir import ops
from tamapy.compiler.transform import bound
from tests.compiler.intermediate import functions_of

#: A function's body, and the variables that are still asked for.
BODIES = {
    "x = a\nreturn x + x": "",
    "if a:\n    x = 1\nreturn x": "x",
    "if a:\n    x = 1\nelse:\n    x = 2\nreturn x": "",
    "if a:\n    x = 1\nx\nreturn x": "x",
    "for x in a:\n    print(x)\nreturn x": "x",
    "while a:\n    x = 1\n    a = x\nreturn a": "",
    "try:\n    x = a()\n    y = a()\nexcept E:\n    y = x\nreturn y": "x",
    "x = 1\ntry:\n    x = a()\nfinally:\n    print(x)": "",
    "x = 1\ndel x\nreturn x": "x",
    "x = 1\nwhile a:\n    print(x)\n    del x": "x",
    "while True:\n    x = yield\n    print(x)\n    yield x": "",
    "with a as x:\n    y = a()\nreturn x, y": "y",
}


@pytest.mark.parametrize("body", BODIES)
def test_checks(body: str, tmp_path: Path) -> None:
    """A check stays where some way leads to it without a value, and is not repeated."""
    source = "def f(a):\n" + "".join(f"    {line}\n" for line in body.split("\n"))
    function = functions_of(source, tmp_path)[-1]  # of a generator: what resumes it
    bound.apply(function)
    assert " ".join(sorted(_asked(function))) == BODIES[body]


def _asked(function: ops.Function) -> list[str]:
    found = []
    for block in function.blocks:
        for op in block.ops:
            if isinstance(op, ops.Call) and op.callee.endswith("raise_unbound"):
                stores = [o for o in block.ops if isinstance(o, ops.Store)]
                name = stores[-1].args[1]
                assert isinstance(name, ops.Constant)
                found.append(name.value)
    return found
