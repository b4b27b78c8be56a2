"""One image, two machines."""

import re
from pathlib import Path

import pytest
from images import build, on_emulator, on_qemu

from tamapy.emulator.machine import Machine, MachineError
from tamapy.emulator.symbols import Symbols


@pytest.mark.parametrize("command, name", [(b"a", "arithmetic"), (b"b", "blocks")])
def test_machine_code_computes_what_cpython_does(trial, run, simulated, command, name):
    if name == "blocks" and run is on_qemu:
        pytest.skip("takes CPython too long to compute twice")
    expected = f"{int(getattr(simulated, name)()):08x}".encode()
    assert run(trial, command) == (expected, 0)


def test_console_in_and_out(trial, run):
    assert run(trial, b"AZ\xff\x00\n") == (b"AZ\xff\x00\n", 0)


def test_exit_status(trial, run):
    assert run(trial, b"Bx") == (b"B", 42)


def test_time_passes(trial, run):
    assert run(trial, b"t") == (b"", 1)


def line_of(image, text, function):
    """The text of the line of trial.py that the report's first place in a function lies on."""
    for address in re.findall(r"at 0x([0-9a-f]{8}) in", text):
        found = Symbols(image).place(int(address, 16))
        if found.function == f"tamapy.arm.trial.{function}":
            return Path(__file__).with_name("trial.py").read_text().splitlines()[found.line - 1]
    return ""


LINES = {b"r": "usize(0x10))[0]", b"w": "[0] = 0", b"c": "[0] = 0", b"s": "def recurse"}
FAULTS = {
    b"r": "cannot read from 0x00000010: nothing is mapped there (through a null reference)",
    b"w": "cannot write to 0x80010000: no permission",
    b"c": ": no permission",
    b"s": "(the stack has overflowed)",
}


@pytest.mark.parametrize("command", FAULTS)
def test_faults_are_reported(trial, run, command):
    output, status = run(trial, command)
    text = output.decode()
    assert status == 139
    assert text.startswith("\nFatal: ") and FAULTS[command] in text
    assert " in tamapy.arm.trial." in text
    assert command == b"s" or " in tamapy.arm.start.run" in text
    assert "  pc  80" in text
    assert LINES[command] in line_of(trial, text, "recurse" if command == b"s" else "main")


@pytest.mark.parametrize("command, what, expected", [
    (b"e", "cannot execute at 0x", 139), (b"i", "undefined instruction", 132),
])
def test_code_that_cannot_run(trial, run, command, what, expected):
    output, status = run(trial, command)
    assert status == expected and output.decode().startswith("\nFatal: " + what)


def test_faults_have_places_in_the_source(trial):
    machine = Machine(trial, stdin=b"r", timeout=60)
    assert machine.run() == 139
    (places,) = machine.faults
    assert places[0].function == "tamapy.arm.trial.main"
    assert places[0].filename.endswith("trial.py") and places[0].line > 0


def test_a_device_that_is_not_there(trial):
    with pytest.raises(MachineError) as caught:
        on_emulator(trial, b"u")
    text = str(caught.value)
    assert "cannot read 4 bytes at 0x02300000: the emulator has no device there" in text
    assert "tamapy.arm.trial.main" in text and "trial.py:" in text


def test_memory_that_is_not_there(trial):
    with pytest.raises(MachineError, match="0xc0000000: there is no memory"):
        on_emulator(trial, b"m")


def test_the_log(trial):
    lines = []
    on_emulator(trial, b"l", log=lines.append, verbose=True)
    assert lines == ["entropy: RNGB\n", "a line for the log\n"]


def test_counting(trial):
    counts = []
    for text in (b"", b"", b"a"):
        machine = Machine(trial, stdin=text, timeout=60, count=True)
        machine.run()
        counts.append(machine.instructions)
    assert 0 < counts[0] < counts[2]


def test_time_is_up(trial):
    class Never:
        def read(self, size):
            return None

    assert Machine(trial, stdin=Never(), timeout=0.5).run() == 124


def test_deterministic_on_qemu(trial):
    assert on_qemu(trial, b"ax", icount=True) == on_qemu(trial, b"ax", icount=True)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A program for a machine with little memory."""
    path = tmp_path_factory.mktemp("small") / "small.py"
    path.write_text("import sys\nprint('small')\nsys.exit(3)\n")
    return build(path, 8 << 20)


def test_ram_is_the_images(small):
    assert on_emulator(small) == (b"small\n", 3)
    assert on_qemu(small, ram=8 << 20) == (b"small\n", 3)


def test_too_little_ram(small):
    with pytest.raises(MachineError, match="the image needs memory up to"):
        Machine(small, ram=128 << 10)
