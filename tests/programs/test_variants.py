"""The whole programs in other ways: optimised, collecting at every allocation, short of memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.programs.test_programs import PROGRAMS, name_of
from tests.tight import STEP, Tight
from tests.worlds import check

VARIANTS = {
    "optimised": ("emulator", {"optimise": 2}),
    # Optimised as well: less is kept in the stack then, and the collector takes a fifth of the time.
    "stressed": ("native", {"optimise": 2, "stress": True, "timeout": 1800}),
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


@pytest.mark.slow
@pytest.mark.parametrize(
    "program", [pytest.param(program, id=f"{name_of(program)}-tight") for program in PROGRAMS]
)
def test_tight(program: Path, tmp_path: Path, record_property) -> None:
    """CPython's output in memory just large enough; in less, an end without a crash."""
    least, below = Tight(program, tmp_path).least()
    record_property("least_memory", f"{least >> 10} KiB")
    assert least > STEP
    unreported = "fatal: an exception could not be reported"
    assert below.status == 1 or "MemoryError" in below.output or unreported in below.output
