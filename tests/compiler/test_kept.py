"""What a process keeps between builds changes nothing about the images."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tamapy.cli.boards import find_board
from tamapy.cli.builds import start_build
from tamapy.cli.settings import Settings
from tamapy.compiler.codegen.objects import Compilation
from tamapy.compiler.errors import CompileError
from tamapy.compiler.kept import Kept
from tests.worlds import DEFAULT_RAM

PROGRAMS = Path(__file__).resolve().parent.parent / "programs"
#: Without threads, with them, and without them again: what cannot raise differs.
NAMES = ("dicts", "threads_preempted", "dicts")


def image(name: str, board: str, kept: Kept | None) -> bytes:
    """The image of a program."""
    settings = Settings(board=board, optimise=0, ram=DEFAULT_RAM)
    program = os.fspath(PROGRAMS / f"{name}.py")
    return start_build(program, find_board(board), settings, lambda stage: None, kept).run().elf()


@pytest.mark.parametrize("board", ["linux-amd64", "usbarmory-mk2"])
def test_images_are_the_same(board: str) -> None:
    """Whether the runtime was built before, for other programs and another board, or not."""
    kept = Kept()
    image("ints", "linux-amd64", kept)
    alone = {name: image(name, board, None) for name in set(NAMES)}
    for name in NAMES:
        assert image(name, board, kept) == alone[name], name


def test_the_runtime_is_built_once() -> None:
    """A second image has most of its functions from the first."""
    kept = Kept()
    image("dicts", "linux-amd64", kept)
    before = dict(kept._functions)
    image("dicts", "linux-amd64", kept)
    same = [key for key, entry in kept._functions.items() if before.get(key) is entry]
    assert len(same) > 1000
    assert len(same) == len(before)


def test_a_build_that_fails_leaves_everything_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """What its program made sure of is not taken for granted by the next."""
    def fail(self: Compilation) -> None:
        raise CompileError("no objects")

    monkeypatch.setattr(Compilation, "objects", fail)
    settings = Settings(board="linux-amd64", optimise=0, ram=DEFAULT_RAM)
    program = os.fspath(PROGRAMS / "ints.py")
    build = start_build(program, find_board("linux-amd64"), settings, lambda stage: None, Kept())
    with pytest.raises(CompileError, match="no objects"):
        build.run()
    assert build.silenced and all(call.fails is fails for call, fails in build.silenced)


def test_another_answer_makes_other_code() -> None:
    """What was built for a board with other hooks is not taken."""
    kept = Kept()
    for board in ("pi2", "mx6ullevk"):
        assert image("ints", board, kept) == image("ints", board, None), board
