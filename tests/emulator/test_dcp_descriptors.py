"""Bytes that the DCP has of each descriptor, and instructions: of blocks of 4,096 and 65,536 bytes.

The table in docs/security.md is what ``pytest -m slow`` tells here.
"""

import io
from pathlib import Path

import pytest
from images import build

from tamapy.emulator.machine import Machine

DCP = 0x02280000
ROUNDS = 8
#: What is asked for, and the sizes of its descriptors.
CASES = {
    ("copied", 4096): [4096], ("copied", 65536): [16384] * 4,
    ("in place", 4096): [4096], ("in place", 65536): [65536],
}


@pytest.fixture(scope="module")
def image():
    return build(Path(__file__).parent / "programs" / "dcp_speed.py", optimise=2)


def run(image, how, size, rounds, count=False):
    """The machine after so many encryptions."""
    line = f"{how.replace(' ', '-')} {size} {rounds}\n".encode()
    machine = Machine(image, stdin=line, stdout=io.BytesIO(), timeout=300, count=count)
    assert machine.run() == 0
    return machine


@pytest.mark.parametrize("how, size", CASES)
def test_bytes_of_descriptors(image, how, size):
    machine = run(image, how, size, 2)
    assert [done.size for done in machine.devices[DCP].done] == CASES[how, size] * 2


@pytest.mark.slow
def test_speed(image, capfd):
    taken = {}
    for how, size in CASES:
        counts = [run(image, how, size, n, True).instructions for n in (1, 1 + ROUNDS)]
        taken[how, size] = (counts[1] - counts[0]) // ROUNDS
    with capfd.disabled():
        print(taken)
    assert taken["in place", 65536] < 2 * taken["in place", 4096]
    assert taken["in place", 65536] < taken["copied", 65536]
