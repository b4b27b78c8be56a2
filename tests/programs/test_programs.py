"""Every program of this directory prints the same under CPython and compiled, in all worlds.

The emulator and QEMU boot the same image: what asks more of the machine than arithmetic and memory
runs on both every time. Of the rest some run on the emulator, chosen by their names; all of them do,
and on QEMU, if slow tests are asked for.
"""

from __future__ import annotations

from pathlib import Path
from zlib import crc32

import pytest

from tests.worlds import CAN_RUN, WORLDS, check

HERE = Path(__file__).parent
PROGRAMS = sorted(
    path for path in (*HERE.glob("*.py"), *HERE.glob("*/__main__.py"))
    if not path.name.startswith(("test_", "conftest"))
)

#: Programs about the processor's faults and numbers, threads, interrupts, time, entropy, devices.
OF_THE_MACHINE = frozenset((
    "app", "asyncio_io", "call_stack", "endings", "exceptions", "fault_tracebacks", "finalizers",
    "floats", "hashing", "imports_of_drivers", "interrupted", "ints", "metal_module",
    "numbers_in_arrays", "numbers_unboxed", "rare_circumstances", "random_numbers", "streams",
    "signals_from_threads", "struct_binascii", "thread_locals", "threads_all", "threads_preempted",
    "weak_references",
))
#: One in so many of the other programs runs on the emulator every time.
SHARE = 3


def name_of(program: Path) -> str:
    """A program's name: its file's, or its directory's."""
    return program.parent.name if program.name == "__main__.py" else program.stem


def marks_of(program: Path, world: str) -> list[pytest.MarkDecorator]:
    """One process builds the image that the machines share; some cases are slow tests."""
    name = name_of(program)
    marks = [pytest.mark.xdist_group(f"{name}-{world == 'native'}")]
    chosen = world == "native" or (world == "emulator" and crc32(name.encode()) % SHARE == 0)
    if not chosen and name not in OF_THE_MACHINE:
        marks.append(pytest.mark.slow)
    return marks


CASES = [
    pytest.param(program, world, id=f"{name_of(program)}-{world}", marks=marks_of(program, world))
    for program in PROGRAMS for world in WORLDS
]


@pytest.mark.parametrize(("program", "world"), CASES)
def test_program(program: Path, world: str, tmp_path: Path) -> None:
    """CPython's output and exit status."""
    if not CAN_RUN[world]:
        pytest.skip("qemu-system-arm is not installed; tools/setup installs it")
    check(program, world, tmp_path)
