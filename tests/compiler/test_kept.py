"""What a process keeps between builds changes nothing about the images."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tamapy.cli.boards import find_board
from tamapy.cli.builds import start_build
from tamapy.cli.settings import Settings
from tamapy.compiler.kept import Kept
from tests.worlds import DEFAULT_RAM

PROGRAMS = Path(__file__).resolve().parent.parent / "programs"
#: Without threads, with them, and without them again: what cannot raise differs.
NAMES = ("dicts", "threads_preempted", "dicts", "ints")


def image(name: str, board: str, optimise: int, kept: Kept | None) -> bytes:
    """The image of a program."""
    settings = Settings(board=board, optimise=optimise, ram=DEFAULT_RAM)
    program = os.fspath(PROGRAMS / f"{name}.py")
    return start_build(program, find_board(board), settings, lambda stage: None, kept).run().elf()


@pytest.mark.parametrize(("board", "optimise"), [("linux-amd64", 0), ("usbarmory-mk2", 2)])
def test_images_are_the_same(board: str, optimise: int) -> None:
    """Whether the runtime was built before, for other programs and other boards, or not."""
    kept = Kept()
    for other in ("linux-amd64", "pi1"):
        image("ints", other, 0, kept)
    for name in NAMES:
        assert image(name, board, optimise, kept) == image(name, board, optimise, None), name


def test_the_runtime_is_built_once() -> None:
    """A second image has most of its functions from the first."""
    kept = Kept()
    image("dicts", "linux-amd64", 0, kept)
    before = dict(kept._functions)
    image("dicts", "linux-amd64", 0, kept)
    same = [key for key, entry in kept._functions.items() if before.get(key) is entry]
    assert len(same) > 1000
    assert len(same) == len(before)


def test_another_answer_makes_other_code() -> None:
    """What was built for a board with other hooks is not taken."""
    kept = Kept()
    for board in ("usbarmory-mk2", "pi2", "usbarmory-mk2"):
        assert image("ints", board, 0, kept) == image("ints", board, 0, None), board
