"""``python -m tests.interrupts``: a million interrupts on each machine, and the table of them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from tests.interrupts.running import MACHINES, PROGRAMS, Result, run

_EPILOGUE = """\
exit status: 0 when nothing was lost and nothing corrupt, 1 when something was, 2 when the command
line is wrong. It takes about ten minutes.
"""

_HEAD = """\
# A million interrupts
Made by `python -m tests.interrupts --table {file}`; do not edit.

A program (`tests/interrupts/guest/stress.py`, optimised) serves alarms of a timer, each of which is
set, 20 to 200 µs ahead, by whoever served the one before, so that one lost would end them. Another
thread reads numbered lines from the console, whose characters interrupts put into a ring. A third
computes floats, and the main thread allocates, drops and collects; every block is compared with
what it was made of before it is dropped, every result with the first.

On the emulator the line is one of 115200 baud that does not wait: a character comes every 8680
blocks of instructions (86.8 µs where a block, some five instructions, takes 10 ns), and is lost if
there is no room in the receiver's FIFO. To QEMU characters are sent at 115200 baud; its port takes
several at one interrupt, and leaves on the line what has no room. Lost are alarms that were set and
not served, or served and not set, characters that did not come or came in another order, and
overruns that the receiver told of. Console interrupts are those that the handler counted.

| board | machine | timer interrupts | console interrupts | together | characters | lost \
| collections | allocated | blocks compared | results compared | corrupt | seconds |
| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
"""


def page(results: Iterable[Result], file: Path) -> str:
    """The table as Markdown."""
    return _HEAD.format(file=file) + "".join(map(_row, results))


def _row(result: Result) -> str:
    told = result.told
    cells = [
        result.board, {"emulator": "emulator", "qemu": "QEMU"}[result.machine],
        told["timer"], told["console"], result.interrupts, told["characters"], result.lost,
        told["collections"], f"{told['kilobytes'] / 1024:,.0f} MiB", told["blocks"],
        told["rounds"], result.corrupt, told["milliseconds"] // 1000,
    ]
    shown = (f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in cells)
    return "| " + " | ".join(shown) + " |\n"


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    options = _parser().parse_args(arguments)
    if options.interrupts < 1 or options.characters < 50:
        print("interrupts: at least one, and a line of 50 characters", file=sys.stderr)
        return 2
    results = []
    for machine in MACHINES:
        results.append(run(
            options.board, machine, options.interrupts, options.characters, optimise=2,
            timeout=7200,
        ))
        found = "all came" if results[-1].is_right else f"not so:\n{results[-1].output}"
        print(f"{options.board} on {machine}: {found}", flush=True)
    if options.table and all(result.told for result in results):
        options.table.write_text(page(results, options.table), encoding="utf-8")
    return 0 if all(result.is_right for result in results) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.interrupts", epilog=_EPILOGUE, description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--board", choices=PROGRAMS, default="usbarmory-mk2", help="[%(default)s]")
    parser.add_argument("--interrupts", type=int, default=1_000_000, metavar="COUNT",
                        help="of both kinds, at least [%(default)s]")
    parser.add_argument("--characters", type=int, default=500_000, metavar="COUNT",
                        help="of input [%(default)s]")
    parser.add_argument("--table", type=Path, metavar="FILE", help="write the table to a file")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
