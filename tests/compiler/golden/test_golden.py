"""Source, then the intermediate code it must become: a file ``<construct>.ir`` each.

``REGENERATE=1 python -m pytest tests/compiler/golden`` writes the files anew.
"""

from __future__ import annotations

import os
from pathlib import Path
from types import FunctionType

import pytest
from constructs import CONSTRUCTS

from tamapy.board import usbarmory_mk2
from tamapy.compiler.closure import ImageProgram
from tamapy.compiler.ir.pretty import function_text
from tamapy.compiler.load import load
from tamapy.compiler.load.world import Personality
from tamapy.compiler.target import TARGETS
from tamapy.compiler.worldview import WorldView

HERE = Path(__file__).parent


def intermediate_code(text: str, directory: Path) -> str:
    """The code of the functions that a text defines, as it is before later stages change it."""
    script = directory / "golden.py"
    script.write_text(text)
    world = load(str(script), Personality(bits=32), display_path="golden.py")
    program = ImageProgram(TARGETS["arm"], usbarmory_mk2, WorldView(world))
    code = next(c for c in world.main.code.co_consts if hasattr(c, "co_name"))
    program.add_code(world.main.code, vars(world.main_module))
    program.code_symbol(code, vars(world.main_module))
    wanted = {"__main__"}
    while program._queue:
        source = program._queue.pop()
        if source.module in wanted:
            program._build(source)
    functions = [f for s, f in program.functions.items() if s.startswith("__main__:")]
    functions = [f for f in functions if f.name != "<module>"]
    return "\n\n".join(function_text(f) for f in sorted(functions, key=lambda f: f.symbol))


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_construct(name: str, tmp_path: Path) -> None:
    """The code is what the file says."""
    source = CONSTRUCTS[name]
    text = f"{source}----\n{intermediate_code(source, tmp_path)}\n"
    path = HERE / f"{name}.ir"
    if os.environ.get("REGENERATE"):
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


def test_no_file_without_a_construct() -> None:
    """A construct that was renamed takes its file along."""
    assert {path.stem for path in HERE.glob("*.ir")} == set(CONSTRUCTS)


def test_functions_only() -> None:
    """Each source defines ``f``."""
    for name, source in CONSTRUCTS.items():
        space: dict[str, object] = {}
        exec(source, space)
        assert isinstance(space["f"], FunctionType), name
