"""A selection of the whole programs on other boards than the usual one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.worlds import CAN_RUN, MORE_WORLDS, check

PROGRAMS = Path(__file__).parent.parent / "programs"
#: Numbers of all kinds, memory, exceptions and faults of the machine, threads, entropy, time.
SELECTION = (
    "ints", "floats", "math_all", "bytes", "strings", "dicts", "exceptions", "struct_binascii",
    "hashing", "random_numbers", "threads_preempted",
)
#: On the emulator, which is slow.
SOME = ("floats", "exceptions", "threads_preempted")
#: The Pi 2 has the USB armory's processor, the Zero is the 1 with another name, the EVK has much
#: of the armory.
FEW = ("random_numbers",)
NEAR = (*FEW, "exceptions", "threads_preempted")


def programs(world: str) -> tuple[str, ...]:
    """What runs in a world."""
    if world.startswith(("pizero", "mx6ullevk")):
        return FEW
    if world.startswith("pi2"):
        return FEW if world.endswith("emulator") else NEAR
    return SOME if world.endswith("emulator") else SELECTION


CASES = [(program, world) for world in MORE_WORLDS for program in programs(world)]


@pytest.mark.parametrize(("program", "world"), CASES)
def test_program(program: str, world: str, tmp_path: Path) -> None:
    """CPython's output and exit status."""
    if not CAN_RUN[world]:
        pytest.skip("qemu-system-arm is not installed; tools/setup installs it")
    check(PROGRAMS / f"{program}.py", world, tmp_path)
