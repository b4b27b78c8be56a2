"""A few of the random programs; ``python -m tests.fuzz`` runs as many as are asked for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.programs import program
from tests.fuzz.running import run_group
from tests.worlds import ROOT


@pytest.mark.parametrize(("world", "optimise", "seeds"), [
    ("native", 2, range(20)),
    ("emulator", 0, range(20, 30)),
])
def test_random_programs(world: str, optimise: int, seeds: range) -> None:
    result = run_group(seeds, world, optimise)
    assert result.fault == ""
    assert [(d.seed, *d.first()) for d in result.differences] == []
    assert result.lines > 5 * len(seeds)


def test_a_seed_always_makes_the_same_program() -> None:
    assert program(7) == program(7) != program(8)


def test_the_command(tmp_path: Path) -> None:
    """Groups in processes of their own; 50003 drops generators that ignore being closed."""
    table = tmp_path / "table.md"
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", "--programs", "2", "--seed", "50003", "--group", "1",
         "--jobs", "2", "--table", str(table)],
        cwd=ROOT, capture_output=True, text=True,
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "| native | `-O0` | 2 |" in table.read_text()
