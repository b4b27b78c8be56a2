"""The guest's programs (``guest/``) on the emulator and on QEMU, and what they tell."""

from __future__ import annotations

import io
import os
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from tamapy.emulator import qemu
from tamapy.emulator.machine import Machine
from tests.interrupts.wire import CHARACTER, Wire
from tests.worlds import image

GUEST = Path(__file__).with_name("guest")
LINE = 50
END_OF_INPUT = 4
#: Seconds that a block of instructions, some five of them, takes the emulated processor, and blocks
#: between two looks at the lines.
BLOCK, LOOK = 1e-8, 4000
#: Each board's program, and where its console is in the emulator.
PROGRAMS = {
    "usbarmory-mk2": ("usbarmory_mk2.py", 0x021E8000),
    "pi1": ("pi1.py", 0x20201000),
    "pi2": ("pi2.py", 0x3F201000),
}
MACHINES = ("emulator", "qemu")


@dataclass
class Result:
    """What a run gave: the numbers that the program told, by their names."""

    board: str
    machine: str
    wanted: int
    characters: int
    status: int
    told: dict[str, int]
    output: str

    @property
    def interrupts(self) -> int:
        """Those of the timer and of the console."""
        return self.told.get("timer", 0) + self.told.get("console", 0)

    @property
    def lost(self) -> int:
        """Alarms that did not come, and characters that did not or came in another order."""
        names = ("lost alarms", "lost characters", "wrong lines", "overruns")
        return sum(self.told.get(name, 1) for name in names)

    @property
    def corrupt(self) -> int:
        """Blocks of memory that were not as they were made, and results of another value."""
        return sum(self.told.get(name, 1) for name in ("wrong blocks", "wrong rounds"))

    @property
    def is_right(self) -> bool:
        """Whether all came, and everything was as it should be."""
        return (
            self.status == 0 and not self.lost and not self.corrupt
            and self.interrupts >= self.wanted and self.told["characters"] == self.characters
        )


def text_of(wanted: int, lines: int) -> bytes:
    """The input: how many interrupts are wanted, and numbered lines."""
    return f"{wanted} {lines}\n".encode() + b"".join(
        b"%08d%s\n" % (number, bytes((97 + number % 26,)) * (LINE - 9)) for number in range(lines)
    )


def run(
    board: str, machine: str, wanted: int, characters: int, *, optimise: int = 0,
    icount: bool = False, timeout: float = 120,
) -> Result:
    """Build a board's program and run it."""
    program, console = PROGRAMS[board]
    elf = image(GUEST / program, board, optimise)
    lines = characters // LINE
    text = text_of(wanted, lines)
    if machine == "emulator":
        output, status = _on_emulator(elf, text, console, timeout)
    else:
        output, status = _on_qemu(elf, text, board, icount, timeout)
    told = {}
    for each in output.splitlines():
        name, colon, value = each.partition(": ")
        if colon and value.isdigit():
            told[name] = int(value)
    return Result(board, machine, wanted, lines * LINE, status, told, output)


def _on_emulator(elf: bytes, text: bytes, console: int, timeout: float) -> tuple[str, int]:
    """The console is a wire that does not wait: a character comes every 8680 blocks."""
    machine = Machine(elf, stdin=b"", stdout=io.BytesIO(), timeout=timeout)

    def clock() -> float:
        gate = machine.interrupts.gate
        return gate.passed * BLOCK if gate is not None else 0.0

    # Enough of them for one to arrive where others are lost.
    line = Wire([*text, *[END_OF_INPUT] * 100], clock)
    machine.interrupts.usual = LOOK
    port = machine.devices[console]
    port.line, port.hasty = line, True
    status = machine.run()
    return line.sent.decode(errors="replace").replace("\r\n", "\n"), status


def _on_qemu(
    elf: bytes, text: bytes, board: str, icount: bool, timeout: float
) -> tuple[str, int]:
    """Characters are sent at 115200 baud; QEMU's port takes them when it has room."""
    source, sink = os.pipe()
    threading.Thread(target=_send, args=(sink, text), daemon=True).start()
    with tempfile.TemporaryDirectory() as directory:
        path, out = Path(directory) / "image.elf", Path(directory) / "out"
        path.write_bytes(elf)
        try:
            with out.open("wb") as file:
                status = qemu.run_file(os.fspath(path), 0, icount, timeout, source, file, board)
        finally:
            os.close(source)
        return out.read_text(errors="replace").replace("\r\n", "\n"), status


def _send(sink: int, text: bytes) -> None:
    """Write no more than 115200 baud bring."""
    begin, sent = time.monotonic(), 0
    try:
        while sent < len(text):
            due = min(len(text), int((time.monotonic() - begin) / CHARACTER))
            if due > sent:
                sent += os.write(sink, text[sent:due])
            time.sleep(0.001)
    except OSError:
        pass  # the machine has ended
    finally:
        os.close(sink)
