"""The emulator on this process's streams, as the command line uses it."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tamapy.emulator.child import INTERRUPTED
from tamapy.emulator.machine import BROKEN, Machine, MachineError

if TYPE_CHECKING:
    from tamapy.emulator.profile import Sampler


def run_emulator(
    image: Any, ram: int, icount: bool, timeout: float | None,
    cards: Mapping[str, str] | None = None, cables: Sequence[tuple[int, int]] = (),
    board: str = "",
) -> int:
    """Run a linked image; see :func:`run_elf`."""
    return run_elf(image.elf(), ram, icount, timeout, cards, cables, board)


def run_elf(
    elf: bytes, ram: int, icount: bool, timeout: float | None,
    cards: Mapping[str, str] | None = None, cables: Sequence[tuple[int, int]] = (),
    board: str = "",
) -> int:
    """Run an ELF file; its exit status, 124 when its time was up, 130 at Ctrl-C, 70 if the
    machine failed.

    ``cards`` are files by the slots whose cards they are, ``cables`` the UDP ports of Ethernet
    ports; ``board`` is the machine's, if it is not the image's. With ``icount`` the number of
    instructions is told on standard error.
    """
    sys.stdout.flush()
    machine = None
    try:
        machine = Machine(
            elf, board=board, ram=ram, stdin=raw_input(),
            stdout=sys.stdout.buffer, log=_log, timeout=timeout, count=icount,
            cards=cards, cables=cables,
        )
        status = machine.run()
    except MachineError as error:
        print(f"emulator: {error}", file=sys.stderr)
        return BROKEN
    except KeyboardInterrupt:
        return INTERRUPTED
    for places in machine.faults:
        print("emulator: the fault's place in the source:", file=sys.stderr)
        for place in places:
            print(f"  at {place}", file=sys.stderr)
    if icount:
        print(f"emulator: {machine.instructions} instructions", file=sys.stderr)
    return status


def profile_elf(
    elf: bytes, ram: int, every: int, timeout: float | None
) -> tuple[int, Sampler | None]:
    """Run an ELF file with its console's output on standard error; its status and the samples."""
    from tamapy.emulator.profile import Sampler

    sys.stderr.flush()
    sampler = None
    try:
        machine = Machine(
            elf, ram=ram, stdin=raw_input(), stdout=sys.stderr.buffer, log=_log, timeout=timeout
        )
        sampler = Sampler(machine, every)
        return machine.run(), sampler
    except MachineError as error:
        print(f"emulator: {error}", file=sys.stderr)
        return BROKEN, sampler
    except KeyboardInterrupt:
        return INTERRUPTED, sampler


def raw_input() -> Any:
    """Standard input without a buffer, so that waiting for it shows what is there."""
    return getattr(sys.stdin.buffer, "raw", sys.stdin.buffer) if sys.stdin else None


def _log(line: str) -> None:
    print(line.rstrip("\n"), file=sys.stderr)
