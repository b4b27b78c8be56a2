"""Which functions have a version that runs as long as guesses hold, and what is guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tamapy.compiler.ir import ops
from tamapy.compiler.ir.types import F64
from tamapy.compiler.transform import bound, guesses
from tests.compiler.intermediate import functions_of

#: A function's body, and the variables that are machine floats in the version that runs first;
#: ``None`` if there is but one version.
BODIES = {
    "x = 0.5\nwhile a:\n    x = x * 2\nreturn x": "x",
    "x = 0.5\nx = x * 2\nreturn x": None,
    "x = 0\nwhile a:\n    x = x + 0.5\nreturn x": None,
    "x = y = 1.0\nwhile a:\n    x, y = y + 1, x / a\n    y += 1\nreturn x": "x y",
    "x = 1\nfor i in range(a):\n    x = x + i\nreturn x": "",
    "x = a / 2\nwhile a:\n    y = x * a\n    x = y - a\nreturn y": "x",
    "while a:\n    if a:\n        x = 0.5\n    x = x + 1.0\nreturn x": None,
    "x = 0.5\nwhile a:\n    x = x + 1.0\n    del x\n    x = 1.5\nreturn x": None,
    "for x in a:\n    print(x)": None,
}


@pytest.mark.parametrize("body", BODIES)
def test_versions(body: str, tmp_path: Path) -> None:
    source = "def f(a):\n" + "".join(f"    {line}\n" for line in body.split("\n"))
    (function,) = functions_of(source + "\n1.5\n", tmp_path)
    bound.apply(function)
    before = len(function.blocks)
    guesses.apply(function)
    if BODIES[body] is None:
        assert len(function.blocks) == before
        return
    general = [b for b in function.blocks if b.name.startswith(guesses.GENERAL)]
    assert len(general) >= before and len(function.blocks) > 2 * before
    assert " ".join(sorted(_doubles(function))) == BODIES[body]


def test_the_versions_share_nothing_but_registers(tmp_path: Path) -> None:
    """Each operation is in one block, and uses what is made in that block.

    Where a version is left, the block before, the only one that leads there, has the value.
    """
    body = "    x = 1.5\n    for i in range(a):\n        x = x * (i + a[i])\n    return x\n"
    (function,) = functions_of("def f(a):\n" + body, tmp_path)
    bound.apply(function)
    guesses.apply(function)
    homes = [id(op) for block in function.blocks for op in block.ops]
    assert len(homes) == len(set(homes))
    blocks = {id(block) for block in function.blocks}
    for block in function.blocks:
        made: set[int] = set()
        if block.name == "no_float":
            continue
        for op in block.ops:
            for arg in op.args:
                if isinstance(arg, ops.SimpleOp) and not isinstance(arg, ops.StackArray):
                    assert id(arg) in made
            made.add(id(op))
        last = block.ops[-1]
        assert isinstance(last, ops.Terminator)
        assert all(id(target) in blocks for target in last.targets())


def _doubles(function: ops.Function) -> set[str]:
    return {
        op.target.name.split(".")[0] for block in function.blocks for op in block.ops
        if isinstance(op, ops.Assign) and op.target.type is F64
    }
