"""Threads of the Raspberry Pis that wait by interrupts, on the emulator and on QEMU."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tamapy.emulator import qemu
from tamapy.emulator.machine import Machine
from tests.worlds import image

PROGRAM = Path(__file__).parent / "waiting.py"
BOARDS = {"pi1": "bcm2835", "pizero": "bcm2835", "pi2": "bcm2836"}
PERIPHERALS = {"pi1": 0x20000000, "pizero": 0x20000000, "pi2": 0x3F000000}
WAITING = """\
[True, True, True, True, True] True True
False True True ValueError: there is no interrupt 72
['a line\\n'] 0 0 0
False
True
"""
EDGES = ["True False", "False", "True"] * 4 + [
    "[4, 4, 4, 5, 5, 5, 40, 40, 40]",
    "ValueError: a pin is watched for a level: nobody can wait for edges meanwhile",
]


@pytest.fixture(scope="module", params=BOARDS)
def built(request, tmp_path_factory):
    """A board's name, the program's image for it, and the image's file."""
    name = request.param
    directory = tmp_path_factory.mktemp(name)
    script = directory / "waiting.py"
    script.write_text(PROGRAM.read_text().replace("pi2", name).replace("bcm2836", BOARDS[name]))
    path = directory / "waiting.elf"
    path.write_bytes(image(script, name))
    return name, path


class Hand:
    """The program's output, which asks for pins to be driven."""

    def __init__(self, address):
        self.address = address
        self.machine = None
        self.lines = [""]

    def write(self, data):
        for letter in data.decode():
            if letter == "\n":
                self.end()
            elif letter != "\r":
                self.lines[-1] += letter

    def end(self):
        words = self.lines[-1].split()
        if words[0] == "drive":
            self.machine.devices[self.address].drive(int(words[1]), words[2] == "1")
            self.lines[-1] = ""
        else:
            self.lines.append("")

    def flush(self):
        """Nothing is held back."""


def test_on_the_emulator(built):
    name, path = built
    hand = Hand(PERIPHERALS[name] + 0x200000)
    hand.machine = Machine(path.read_bytes(), stdin=b"a line\npins\n", stdout=hand, timeout=60)
    assert hand.machine.run() == 0
    assert hand.lines == [*WAITING.splitlines(), *EDGES, ""]


def test_on_qemu(built):
    """Nobody drives its pins."""
    if shutil.which(qemu.PROGRAM) is None:
        pytest.skip("QEMU is not installed")
    name, path = built
    words = qemu.command(str(path), 0, False, name)
    result = subprocess.run(words, input=b"a line\n\n", stdout=subprocess.PIPE, timeout=60)
    assert result.stdout.decode().replace("\r\n", "\n") == WAITING and result.returncode == 0
