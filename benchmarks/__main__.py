"""``python -m benchmarks``: measure programs beside others; make the table."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import armhf, instructions, pypy
from benchmarks.measuring import Failure, Measured, measure, recall
from benchmarks.programs import PROGRAMS
from benchmarks.table import ours, shown, table


def main(arguments: list[str] | None = None) -> int:
    """The command; 0 when every program gave what it gives under CPython, else 1."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Compile programs, run them in turns with CPython and PyPy, say how fast.",
    )
    names = [*PROGRAMS, instructions.NAME, armhf.NAME]
    parser.add_argument("programs", nargs="*", metavar="NAME", choices=[*names, []],
                        help=f"all, or some of {', '.join(names)} (both on ARM)")
    parser.add_argument("--rounds", type=int, default=5, metavar="N",
                        help="how many turns each has [default: 5]")
    parser.add_argument("--table", type=Path, metavar="FILE", help="write the table to a file")
    parser.add_argument("--others", action="store_true",
                        help="have the other programs in the table as they were last measured")
    options = parser.parse_args(arguments)
    chosen = options.programs or names
    programs = _programs(chosen, options.rounds, options.others)
    counted = instructions.recall() if options.others else {}
    beside = armhf.recall() if options.others else {}
    failed = any(measured.failures for measured in programs)
    try:
        if instructions.NAME in chosen:
            counted = instructions.count()
        if armhf.NAME in chosen:
            beside = armhf.measure(options.rounds)
    except Failure as failure:
        print(f"on ARM: {failure}", file=sys.stderr)
        failed = True
    text = table(programs, counted, beside)
    if options.table:
        options.table.write_text(text)
    else:
        print(text, end="")
    return 1 if failed else 0


def _programs(chosen: Sequence[str], rounds: int, others: bool) -> list[Measured]:
    """The chosen programs measured, the others as they last were."""
    interpreter = pypy.find() if any(name in PROGRAMS for name in chosen) else None
    found = []
    for name, program in PROGRAMS.items():
        if name in chosen:
            measured = measure(program, rounds, interpreter)
            found.append(measured)
            print(_summary(measured), file=sys.stderr, flush=True)
        elif others and (kept := recall(program)):
            found.append(kept)
    return found


def _summary(measured: Measured) -> str:
    """A line about a program for whoever waits."""
    value = ours(measured)
    words = [f"{who}: {cause}" for who, cause in measured.failures.items()]
    if value:
        words.insert(0, shown(value.median))
    return f"{measured.name}: {', '.join(words)} (built in {measured.build_seconds:.0f} s)"


if __name__ == "__main__":
    sys.exit(main())
