"""Intermediate code of a text, for tests of the stages that make and change it."""

from __future__ import annotations

from pathlib import Path

from tamapy.board import usbarmory_mk2
from tamapy.compiler.closure import ImageProgram
from tamapy.compiler.ir import ops
from tamapy.compiler.load import load
from tamapy.compiler.load.world import Personality
from tamapy.compiler.target import TARGETS
from tamapy.compiler.worldview import WorldView


def functions_of(text: str, directory: Path) -> list[ops.Function]:
    """The functions that a text defines, as they are before later stages change them."""
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
    return sorted((f for f in functions if f.name != "<module>"), key=lambda f: f.symbol)
