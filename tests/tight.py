"""The least memory in which a program still does what it does under CPython."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tamapy.cli.boards import find_board
from tamapy.cli.builds import start_build
from tamapy.cli.settings import Settings
from tamapy.compiler.build import Build
from tests.worlds import KEPT, Outcome, expected, normalised

BOARD = "linux-amd64"
STEP = 4 << 10
MOST = 64 << 20


class Tight:
    """Runs of one program, built once and linked again for each size of memory."""

    def __init__(self, program: Path, directory: Path) -> None:
        self.program = program
        self.path = directory / f"{program.stem}.elf"
        settings = Settings(board=BOARD, optimise=0, ram=MOST)
        self.build: Build = start_build(
            os.fspath(program), find_board(BOARD), settings, lambda stage: None, KEPT
        )
        self.build.run()

    def run(self, ram: int) -> Outcome:
        """The program's run in so many bytes; a signal is a negative status."""
        self.build.defines["__ram_size"] = ram
        self.path.write_bytes(self.build.link().elf(True))
        self.path.chmod(0o755)
        result = subprocess.run(
            [os.fspath(self.path)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=600,
            input=b"",
        )
        text = result.stdout.decode("utf-8", "surrogateescape").replace("\r\n", "\n")
        return Outcome(normalised(text, self.program), result.returncode)

    def least(self) -> tuple[int, Outcome]:
        """The least multiple of ``STEP`` in which the output is CPython's, and the run below it.

        Every run on the way has to end by itself, however small the memory.
        """
        want = expected(self.program)
        low, high = 0, MOST // STEP
        assert self.run(MOST) == want
        below = Outcome("", 1)
        while high - low > 1:
            middle = (low + high) // 2
            got = self.run(middle * STEP)
            assert got.status >= 0, f"ended by signal {-got.status} in {middle * STEP >> 10} KiB"
            if got == want:
                high = middle
            else:
                low, below = middle, got
        return high * STEP, below
