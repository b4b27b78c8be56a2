"""``python -m tests.examples``: the console on every board and machine, as a table."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.examples.console import WORLDS, converse, started
from tests.worlds import BOARDS, CAN_RUN

_EPILOGUE = """\
exit status: 0 when all answers were as they should be, 1 when one was not, 2 when the command line
is wrong. It takes some minutes for each machine.
"""
_HEAD = """\
# The console on every board and machine
Made by `python -m tests.examples --table {file}`; do not edit.

A script (`tests/examples/answers.py`) types lines at `examples/console` (its `debug.py`, which
has `peek` and `poke` too), at least one for each command, and compares each answer with a pattern;
cards of 1 MiB are in the slots. At the end it resets the machine by `reboot` and by `wdog`, whose
second prompt it waits for (the models of the i.MX end the emulator with the reason instead), and
ends it by `halt`.

| board | machine | commands | lines typed | answers |
| --- | --- | ---: | ---: | --- |
"""
_MACHINES = {
    "native": "Linux", "emulator": "emulator", "qemu": "QEMU", "6ul": "emulator, with an i.MX 6UL",
}


def machine_of(world: str) -> str:
    """What runs a world's board."""
    if world == "6ul-emulator":
        return _MACHINES["6ul"]
    return _MACHINES[world.rpartition("-")[2]]


def row(world: str, directory: Path) -> tuple[str, bool]:
    """A machine's row, and whether all was as it should be."""
    begin = f"| {BOARDS[world]} | {machine_of(world)} |"
    if not CAN_RUN[world]:
        return f"{begin} – | – | not run: no QEMU |\n", False
    try:
        with started(directory, world) as dialogue:
            commands, lines = converse(dialogue, world)
    except AssertionError as error:
        print(f"{world}: {error}", file=sys.stderr)
        return f"{begin} – | – | **wrong** |\n", False
    return f"{begin} {commands} | {lines} | as they should be |\n", True


def rows(worlds: Iterable[str]) -> list[tuple[str, bool]]:
    """Rows of machines, one after the other."""
    found = []
    for world in worlds:
        print(f"{world} …", file=sys.stderr)
        with tempfile.TemporaryDirectory() as directory:
            found.append(row(world, Path(directory)))
    return found


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(
        "python -m tests.examples", description=__doc__.partition(": ")[2], epilog=_EPILOGUE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("worlds", nargs="*", metavar="WORLD", help=", ".join(WORLDS))
    parser.add_argument("--table", type=Path, metavar="FILE", help="write the table to this file")
    options = parser.parse_args(arguments)
    unknown = set(options.worlds) - set(WORLDS)
    if unknown:
        parser.error(f"there is no world {sorted(unknown)[0]}")
    found = rows(options.worlds or WORLDS)
    text = _HEAD.format(file=options.table or "FILE") + "".join(line for line, _ in found)
    if options.table:
        options.table.write_text(text, encoding="utf-8")
    else:
        print(text, end="")
    return 0 if all(right for _, right in found) else 1


if __name__ == "__main__":
    sys.exit(main())
