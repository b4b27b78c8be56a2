"""The whole programs built in other ways: optimised, and collecting at every allocation."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.programs.test_programs import PROGRAMS, name_of
from tests.worlds import check

VARIANTS = {
    "optimised": ("emulator", {"optimise": 2}),
    "stressed": ("native", {"stress": True, "timeout": 1800}),
}
CASES = [
    pytest.param(program, variant, id=f"{name_of(program)}-{variant}")
    for program in PROGRAMS for variant in VARIANTS
]


@pytest.mark.slow
@pytest.mark.parametrize(("program", "variant"), CASES)
def test_variant(program: Path, variant: str, tmp_path: Path) -> None:
    """CPython's output and exit status."""
    world, options = VARIANTS[variant]
    check(program, world, tmp_path, **options)
