"""Boards and how an application chooses one."""

import pytest

from tamapy.cli.boards import MACHINES, board_names, find_board, imported_board
from tamapy.compiler.target import TARGETS, target_of
from tamapy.emulator import boards as emulated
from tamapy.emulator import qemu

ON_ARM = [name for name in board_names() if name != "linux-amd64"]


@pytest.mark.parametrize("text, board", [
    ("import tamapy.board.pi2\n", "pi2"),
    ("import tamapy.board.pi1 as board\n", "pi1"),
    ("import os\nfrom tamapy.board import pizero\n", "pizero"),
    ("from tamapy.board.pi2 import FRAMEBUFFER\n", "pi2"),
    ("from tamapy.board.usbarmory_mk2 import printk as p\n", "usbarmory-mk2"),
    ("from tamapy.soc.bcm2836 import GPIO\n", None),
    ("from .pi2 import x\n", None),
    ("def f():\n    import tamapy.board.pi2\n", None),
])
def test_an_application_chooses_by_an_import(tmp_path, text, board):
    script = tmp_path / "app.py"
    script.write_text(text)
    assert imported_board(script) == board


@pytest.mark.parametrize("name", board_names())
def test_a_board_names_its_processor(name):
    board = find_board(name)
    target = target_of(board)
    assert board.NAME == name and target.cpu == board.CPU
    assert target.triple == TARGETS[board.ARCHITECTURE].triple
    assert MACHINES[board.ARCHITECTURE]


@pytest.mark.parametrize("name", ON_ARM)
def test_every_machine_knows_every_board_on_arm(name):
    assert emulated.chip_of(name).ram_start == find_board(name).RAM_START
    assert name in qemu.MACHINES
