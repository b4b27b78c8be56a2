"""What of the runtime an image has."""

from __future__ import annotations

from pathlib import Path

import pytest

from tamapy.cli.boards import find_board
from tamapy.cli.builds import start_build
from tamapy.cli.settings import Settings
from tamapy.compiler.garbage import collector_paused

BOARD = "linux-amd64"
POWER = "tamapy.runtime.floats.power.real_power"


@pytest.mark.parametrize(("text", "there"), [
    ("print(1.5 * 2)", False),
    ("print(len('ab') ** 2)", True),
    ("x = len('ab')\nx **= 2\nprint(x)", True),
    ("print(getattr(1.5, '__pow__')(2))", True),
])
def test_powers_come_with_their_operator_or_names(tmp_path: Path, text: str, there: bool) -> None:
    app = tmp_path / "main.py"
    app.write_text(text + "\n")
    build = start_build(str(app), find_board(BOARD), Settings(board=BOARD), lambda stage: None)
    with collector_paused():
        build.close()
    assert any(POWER in name for name in build.program.functions) is there
