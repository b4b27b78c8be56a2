"""A few of the random programs; ``python -m tests.fuzz`` runs as many as are asked for."""

from __future__ import annotations

import pytest

from tests.fuzz.programs import program
from tests.fuzz.running import run_group


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
