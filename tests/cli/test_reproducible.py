"""The same input gives the same bytes, and the same bytes the same run."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tamapy.cli.boards import find_board
from tamapy.cli.builds import start_build
from tamapy.cli.settings import Settings
from tamapy.emulator.qemu import count_instructions
from tests.worlds import CAN_RUN, DEFAULT_RAM, ROOT

PROGRAM = """
import functools, keyword, re, tokenize
from collections import namedtuple
from dataclasses import dataclass
from enum import Enum, Flag

NAMES = frozenset({"one", "two", "three", "four", "five"})
KINDS = {int, str, float, tuple}
PATTERN = re.compile("|".join({"alpha", "beta", "gamma"}))


class Colour(Enum):
    RED = 1
    BLUE = 2


@dataclass
class Point:
    x: int
    y: int = 3


Pair = namedtuple("Pair", "left right")


@functools.lru_cache
def cached(name):
    return len(name)


cached("filled at boot")
print(sorted(NAMES), len(KINDS), Point(1), Pair(1, 2), list(Colour), cached("x"))
"""
MODULE = """
import functools, re, threading

WORDS = {"red", "green", "blue"}
ORDER = list(WORDS)
TEXT = "|".join(WORDS)
LOCAL = threading.local()
LOCAL.value = 5


@functools.lru_cache(maxsize=4)
def length(*words):
    return sum(map(len, words))


TOTAL = length("red", "green") + LOCAL.value
"""


def build(directory: Path, seed: str, new: str) -> str:
    """The SHA-256 of the program's image, built in a directory; ``new`` makes its texts unknown."""
    directory.mkdir(parents=True)
    comment = f"# {new}\n"
    (directory / "app.py").write_text(
        "import part\n" + PROGRAM + "print(part.TOTAL)\n" + comment
    )
    (directory / "part.py").write_text(MODULE + comment)
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.fspath(ROOT)}
    subprocess.run(
        [sys.executable, "-m", "tamapy", "build", "-O0", "app.py", "-o", "app.elf"],
        cwd=directory, env=environment, check=True, timeout=600,
    )
    return hashlib.sha256((directory / "app.elf").read_bytes()).hexdigest()


def test_two_builds_are_the_same(tmp_path: Path) -> None:
    """From other directories, under other hash seeds, and with what the first one kept."""
    new = os.fspath(tmp_path)
    first = build(tmp_path / "here", "1", new)
    assert build(tmp_path / "some" / "where" / "else", "2", new) == first


@pytest.mark.skipif(not CAN_RUN["qemu"], reason="qemu-system-arm is not installed")
def test_two_runs_take_the_same_number_of_instructions() -> None:
    """With QEMU's -icount, for a program without randomness."""
    hello = ROOT / "tests" / "cli" / "hello.py"
    settings = Settings(board="usbarmory-mk2", optimise=0, ram=DEFAULT_RAM)
    work = start_build(os.fspath(hello), find_board("usbarmory-mk2"), settings, lambda stage: None)
    linked = work.run()
    first = count_instructions(linked, DEFAULT_RAM)
    assert first > 0 and count_instructions(linked, DEFAULT_RAM) == first


@pytest.mark.skipif(not CAN_RUN["qemu"], reason="qemu-system-arm is not installed")
def test_instructions_told_by_the_command(tamapy) -> None:
    """On QEMU they are those of the log of every instruction, to a tick and the last few."""
    text = (ROOT / "tests" / "cli" / "hello.py").read_text()
    options = ("--ram", "64M", "--icount")
    told = [tamapy(text, "--machine", "qemu", *options).errors for _ in range(2)]
    counts = [re.findall(r"^qemu: (\d+) instructions$", errors, re.MULTILINE) for errors in told]
    assert counts[0] == counts[1] and len(counts[0]) == 1
    settings = Settings(board="usbarmory-mk2", optimise=0, ram=DEFAULT_RAM)
    hello = ROOT / "tests" / "cli" / "hello.py"
    work = start_build(os.fspath(hello), find_board("usbarmory-mk2"), settings, lambda stage: None)
    assert abs(count_instructions(work.run(), DEFAULT_RAM) - int(counts[0][0])) < 2000
    assert re.search(r"^emulator: \d+ instructions$", tamapy(text, *options).errors, re.MULTILINE)
