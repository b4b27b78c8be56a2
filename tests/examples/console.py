"""The console on a board's machine: started with cards, and typed to, command by command."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.examples.answers import EVERYWHERE, OTHERS, RASPBERRY, SOME
from tests.examples.dialogue import Dialogue
from tests.worlds import BOARDS, ROOT, command, image

CONSOLE = ROOT / "examples" / "console"
RAM = 64 << 20
WORLDS = (
    "native", "emulator", "qemu", "6ul-emulator", "mx6ullevk-emulator", "mx6ullevk-qemu",
    "pi1-emulator", "pi1-qemu", "pi2-emulator", "pi2-qemu",
    "pizero-emulator", "pizero-qemu",
)
#: Those whose watchdog ends the emulator.
IMX_MODELS = ("emulator", "6ul-emulator", "mx6ullevk-emulator")
#: Commands that end the dialogue.
LAST = {"reboot", "wdog", "halt"}


@contextmanager
def started(directory: Path, world: str, script: str = "debug.py") -> Iterator[Dialogue]:
    """A world's machine with one of the console's scripts, at the first prompt."""
    board = BOARDS[world]
    path = directory / "console.elf"
    path.write_bytes(image(CONSOLE / script, board, ram=RAM))
    path.chmod(0o755)
    with Dialogue(command(world, path, RAM, cards(directory, world))) as dialogue:
        dialogue.until(f"TamaPy console on {board}: help lists the commands\n> ")
        yield dialogue


def cards(directory: Path, world: str) -> dict[str, str]:
    """Files of 1 MiB for the cards of the board with slots for them, each block of its number."""
    both = world in ("emulator", "6ul-emulator")
    slots = () if world == "native" else ("sd", "mmc") if both else ("sd",)
    for slot in slots:
        blocks = b"".join(bytes([i & 255]) * 512 for i in range(2048))
        (directory / slot).write_bytes(blocks)
    return {slot: str(directory / slot) for slot in slots}


def answers(world: str, whole: bool = True) -> dict[str, str]:
    """What is typed, and the pattern of the answer; of boards much like others less if not all."""
    found = {**EVERYWHERE, **OTHERS.get(world, RASPBERRY)}
    some = SOME.get(BOARDS[world])
    return found if whole or some is None else {line: found[line] for line in some}


def resets(dialogue: Dialogue, world: str, line: str) -> None:
    """A command that resets: the console begins anew; the i.MX's models end the emulator."""
    dialogue.send(line + "\n")
    if world in IMX_MODELS:
        _, errors, status = dialogue.end()
        assert status != 0 and "WDOG1 resets the machine" in errors
    else:
        dialogue.until(r"TamaPy console on \S+: help lists the commands\n> ")


def converse(dialogue: Dialogue, world: str, whole: bool = True) -> tuple[int, int]:
    """Type each line and look at the answer, up to the machine's end: commands and lines typed.

    ``AssertionError`` where an answer is not as it should be, or a command was not typed.
    """
    known = {line.split()[0] for line in dialogue.ask("help").splitlines()}
    lines = answers(world, whole)
    for line, expected in lines.items():
        answer = dialogue.ask(line)
        assert re.fullmatch(expected, answer), (line, answer)
    asked = {line.split()[0] for line in lines} | LAST
    assert not whole or known <= asked, known - asked
    last = []
    # The first reset is the one asked for: QEMU may be reset twice by a watchdog.
    if world not in ("native", *IMX_MODELS):
        last.append("reboot")
    if world != "native":
        last.append("wdog 0.5")
    for line in last:
        resets(dialogue, world, line)
    if world not in IMX_MODELS:
        last.append("halt")
        dialogue.send("halt\n")
        rest, _, status = dialogue.end()
        assert (rest, status) == ("halt\n", 0)
    return len(known & asked), len(lines) + 1 + len(last)
