"""The images of trial.py on the boards of the Raspberry Pi: processor, memory map, console."""

import pytest
from images import build_trial, on_qemu

from tamapy.board import pi1, pi2
from tamapy.emulator.machine import Machine, MachineError


@pytest.fixture(scope="module", params=[pi1, pi2], ids=["pi1", "pi2"])
def raspberry(request, tmp_path_factory):
    """The image for a board."""
    return build_trial(request.param, tmp_path_factory.mktemp(request.param.NAME))


@pytest.mark.parametrize("command, name", [(b"a", "arithmetic"), (b"b", "blocks")])
def test_machine_code_computes_what_cpython_does(raspberry, run, simulated, command, name):
    if name == "blocks" and run is on_qemu:
        pytest.skip("takes CPython too long to compute twice")
    expected = f"{int(getattr(simulated, name)()):08x}".encode()
    assert run(raspberry, command) == (expected, 0)


def test_console_exit_and_time(raspberry, run):
    assert run(raspberry, b"AZ\xff\x00\nx") == (b"AZ\xff\x00\n", 42)
    assert run(raspberry, b"t") == (b"", 1)


FAULTS = {
    b"r": "cannot read from 0x00000010: nothing is mapped there (through a null reference)",
    b"w": "cannot write to 0x00010000: no permission\n",
    b"c": ": no permission\n",
    b"s": "(the stack has overflowed)",
}


@pytest.mark.parametrize("command", FAULTS)
def test_faults_are_reported(raspberry, run, command):
    output, status = run(raspberry, command)
    text = output.decode()
    assert status == 139
    assert text.startswith("\nFatal: ") and FAULTS[command] in text
    assert " in tamapy.arm.trial." in text


@pytest.mark.parametrize("command, what, expected", [
    (b"e", "cannot execute at 0x", 139), (b"i", "undefined instruction", 132),
])
def test_code_that_cannot_run(raspberry, run, command, what, expected):
    output, status = run(raspberry, command)
    assert status == expected and output.decode().startswith("\nFatal: " + what)


def test_the_log(raspberry):
    lines = []
    Machine(raspberry, stdin=b"l", log=lines.append, verbose=True, timeout=60).run()
    assert lines == ["entropy: RNG\n", "a line for the log\n"]


def test_the_wrong_board(raspberry):
    """An image is for the memory of its own board only."""
    with pytest.raises(MachineError, match="the image needs memory"):
        Machine(raspberry, board="usbarmory-mk2", timeout=60)
    with pytest.raises(MachineError, match="no board 'pi9'"):
        Machine(raspberry, board="pi9")
