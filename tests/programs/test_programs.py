"""Every program of this directory prints the same under CPython and compiled, in all worlds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.worlds import CAN_RUN, WORLDS, check

HERE = Path(__file__).parent
PROGRAMS = sorted(
    path for path in (*HERE.glob("*.py"), *HERE.glob("*/__main__.py"))
    if not path.name.startswith(("test_", "conftest"))
)


def name_of(program: Path) -> str:
    """A program's name: its file's, or its directory's."""
    return program.parent.name if program.name == "__main__.py" else program.stem


CASES = [
    pytest.param(
        program, world, id=f"{name_of(program)}-{world}",
        marks=pytest.mark.xdist_group(f"{name_of(program)}-{world == 'native'}"),
    )
    for program in PROGRAMS for world in WORLDS
]


@pytest.mark.parametrize(("program", "world"), CASES)
def test_program(program: Path, world: str, tmp_path: Path) -> None:
    """CPython's output and exit status."""
    if not CAN_RUN[world]:
        pytest.skip("qemu-system-arm is not installed; tools/setup installs it")
    check(program, world, tmp_path)
