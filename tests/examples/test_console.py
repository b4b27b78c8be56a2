"""The console on every board and machine: each command is typed, and its answer looked at."""

import pytest

from tests.examples.__main__ import machine_of, main
from tests.examples.console import WORLDS, converse, resets, started
from tests.worlds import CAN_RUN

#: Boards much like others, and second machines, are typed to if slow tests are asked for; the EVK
#: in QEMU then hears all commands.
SLOW = (
    "pi1-qemu", "pi2-emulator", "pizero-emulator", "pizero-qemu", "mx6ullevk-emulator",
)
CASES = [
    *((world, world != "mx6ullevk-qemu") for world in WORLDS if world not in SLOW),
    *(pytest.param(world, True, marks=pytest.mark.slow) for world in (*SLOW, "mx6ullevk-qemu")),
]


@pytest.fixture
def start(tmp_path):
    """Starts a world's machine with one of the console's scripts, up to the first prompt."""
    def run(world, script="debug.py"):
        if not CAN_RUN[world]:
            pytest.skip("qemu-system-arm is not installed; tools/setup installs it")
        return started(tmp_path, world, script)

    return run


@pytest.mark.parametrize(("world", "whole"), CASES)
def test_every_command(start, world, whole):
    with start(world) as dialogue:
        commands, lines = converse(dialogue, world, whole)
        assert (commands >= 27 and lines > 50) or not whole


@pytest.mark.parametrize("world", ["emulator", "qemu"])
def test_keys_and_the_ordinary_build(start, world):
    """Completion, history, editing; ``peek`` and ``poke`` are refused; the input's end."""
    with start(world, "main.py") as dialogue:
        dialogue.send("upt\t\n")
        dialogue.until(r"uptime .*\n0 days .*\n> ")
        dialogue.send("\x1b[A\n")
        dialogue.until(r"uptime .*\n0 days .*\n> ")
        dialogue.send("tack\x01s\x05al\t\n")
        dialogue.until(r"thread MainThread:\n(.*\n)+> ")
        for line in ("peek 0x80000000", "poke 0 1"):
            assert "no access to raw memory" in dialogue.ask(line)
        if world == "emulator":
            resets(dialogue, world, "reboot")
        else:
            dialogue.send("\x04")
            assert dialogue.end()[2] == 0


def test_the_commands_own_words(capsys):
    """``python -m tests.examples``: what is wrong with a line, and the row of a machine."""
    with pytest.raises(SystemExit, match="2"):
        main(["pi9-emulator"])
    assert "there is no world pi9-emulator" in capsys.readouterr().err
    assert {machine_of(world) for world in WORLDS} == {
        "Linux", "emulator", "QEMU", "emulator, with an i.MX 6UL",
    }
    assert main(["native"]) == 0
    rows = [line for line in capsys.readouterr().out.splitlines() if line.startswith("| linux")]
    assert len(rows) == 1 and rows[0].endswith("| as they should be |")
