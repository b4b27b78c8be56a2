"""``python -m tests.fuzz``: run random programs compiled, and compare with CPython."""

from __future__ import annotations

import argparse
import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from tests.fuzz.running import DIRECTORY, Result, begin, run_alone
from tests.worlds import BOARDS

_EPILOGUE = """\
exit status: 0 when every program printed what it does under CPython, 1 when one did not, 2 when
the command line is wrong. Progress goes to standard error. The text of programs that differ stays
in .cache/fuzz. The same seeds make the same programs.
"""

_HEAD = """\
# Random programs
Made by `{command}`; do not edit.

Programs made by chance from a grammar of Python (`tests/fuzz/grammar.py`) print what they compute;
CPython 3.11 prints what is expected of them.

| world | optimised | programs | lines printed | programs that differ |
| --- | --- | --- | --- | --- |
"""


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    options = _parser().parse_args(arguments)
    if options.programs < 1 or options.group < 1 or options.jobs < 1:
        print("fuzz: numbers of programs, groups and jobs are positive", file=sys.stderr)
        return 2
    seeds = range(options.seed, options.seed + options.programs)
    groups = [seeds[i : i + options.group] for i in range(0, len(seeds), options.group)]
    results: list[Result] = []
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(options.jobs, context, begin, (options.jobs,)) as pool:
        waiting = [
            pool.submit(run_alone, group, options.world, options.optimise) for group in groups
        ]
        for future in as_completed(waiting):
            results.append(future.result())
            _tell(results[-1], sum(result.programs for result in results), len(seeds))
    differences = sum(
        len(result.differences) or result.programs * bool(result.fault) for result in results
    )
    if options.table:
        command = f"python -m tests.fuzz --programs {options.programs} --seed {options.seed}"
        lines = sum(result.lines for result in results)
        row = (
            f"| {options.world} | `-O{options.optimise}` | {len(seeds):,} | {lines:,} | "
            f"{differences} |\n"
        )
        options.table.write_text(_HEAD.format(command=command) + row, encoding="utf-8")
    return 1 if differences else 0


def _tell(result: Result, done: int, whole: int) -> None:
    if result.fault:
        print(f"no image of {result.fault}", flush=True)
    for difference in result.differences:
        want, have = difference.first()
        print(f"program {difference.seed} of seed {difference.seed}:", flush=True)
        print(f"  expected {want[:300]}\n  found    {have[:300]}", flush=True)
    print(f"fuzz: {done} of {whole} programs", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.fuzz", epilog=_EPILOGUE, description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--programs", type=int, default=200, help="how many [%(default)s]")
    parser.add_argument("--seed", type=int, default=0, help="the first program's [%(default)s]")
    parser.add_argument("--group", type=int, default=100, help="programs an image [%(default)s]")
    parser.add_argument("--jobs", type=int, default=1, help="images at once [%(default)s]")
    parser.add_argument("--world", choices=sorted(BOARDS), default="native")
    parser.add_argument("-O", dest="optimise", type=int, choices=(0, 1, 2), default=0)
    parser.add_argument("--table", type=Path, metavar="FILE", help="write the table to a file")
    return parser


if __name__ == "__main__":
    DIRECTORY.mkdir(parents=True, exist_ok=True)
    raise SystemExit(main())
