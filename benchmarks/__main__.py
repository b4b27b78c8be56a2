"""``python -m benchmarks``: measure programs beside CPython and PyPy; make the table."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks import pypy
from benchmarks.measuring import Measured, measure, recall
from benchmarks.programs import PROGRAMS
from benchmarks.table import ours, shown, table


def main(arguments: list[str] | None = None) -> int:
    """The command; 0 when every program gave what it gives under CPython, else 1."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Compile programs, run them in turns with CPython and PyPy, say how fast.",
    )
    parser.add_argument("programs", nargs="*", metavar="NAME", choices=[*PROGRAMS, []],
                        help=f"all, or some of {', '.join(PROGRAMS)}")
    parser.add_argument("--rounds", type=int, default=5, metavar="N",
                        help="how many turns each has [default: 5]")
    parser.add_argument("--table", type=Path, metavar="FILE", help="write the table to a file")
    parser.add_argument("--others", action="store_true",
                        help="have the other programs in the table as they were last measured")
    options = parser.parse_args(arguments)
    interpreter = pypy.find()
    found: list[Measured | None] = []
    for name, program in PROGRAMS.items():
        if name in (options.programs or PROGRAMS):
            found.append(measure(program, options.rounds, interpreter))
            print(_summary(found[-1]), file=sys.stderr, flush=True)
        elif options.others:
            found.append(recall(program))
    programs = [measured for measured in found if measured is not None]
    text = table(programs)
    if options.table:
        options.table.write_text(text)
    else:
        print(text, end="")
    return 1 if any(measured.failures for measured in programs) else 0


def _summary(measured: Measured | None) -> str:
    """A line about a program for whoever waits."""
    assert measured is not None
    value = ours(measured)
    words = [f"{who}: {cause}" for who, cause in measured.failures.items()]
    if value:
        words.insert(0, shown(value.median))
    return f"{measured.name}: {', '.join(words)} (built in {measured.build_seconds:.0f} s)"


if __name__ == "__main__":
    sys.exit(main())
