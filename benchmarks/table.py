"""The table of what was measured."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from benchmarks.arithmetic import Ratio, geometric_mean, middle, ratio
from benchmarks.armhf import Beside
from benchmarks.instructions import TASKS, Counted
from benchmarks.measuring import CPYTHON, OURS, PYPY, WITH_C, Measured

HEAD = """\
# Benchmarks
Made by `python -m benchmarks --table docs/benchmarks.md`; do not edit.
"""
_PROGRAMS = """
## Beside CPython and PyPy
The pure-Python programs of pyperformance, and PyPI's `ecdsa` on P-256, as published. Each number
says how many times as fast as CPython 3.11: of rounds in which each has its turn the median, and
in brackets the least and the most. All run on one machine, ours optimised (`-O2`) for
`linux-amd64`. Times are those of the mean call of the second half of a process's calls, what
collects garbage included, and of PyPy also of its first call.

CPython runs the same Python code, without those of its C modules that have a twin in Python
(`_json`, `_decimal`, `_asyncio`); in the column *with C modules* it has these, and that column's
mean takes the other programs as they are. The ones that have none (`_sre`, `math`, `array`) it
always has.

What a program gives is compared with what CPython makes of it, as far as it gives anything; some
check themselves, a few only take time. The list below the table names those that failed.

"""
_INSTRUCTIONS = """
## Instructions on ARM beside TamaGo
Plain Python without annotations, optimised (`-O2`) for `usbarmory-mk2`, on QEMU with
`-icount shift=0,sleep=off`: an instruction is a nanosecond, and runs repeat exactly. What is
counted is the task alone, without start-up. TamaGo 1.26's figures were measured earlier in the same
way, of tasks in Go that have the same names and sizes. The Go programs are not kept here, so
details may differ (how keys are made, what a map is told of its size): take them as the order of
magnitude, those of the dicts most of all.

In the dialect of machine types, [metal Python](metal.md), the same work is done by functions that a
user of the dialect would write (`benchmarks/rooms/metal_tasks.py`): recursion on words, an array of
bytes, arrays of floats, and nodes in the collector's heap. Its hash tables are its own: open
addressing, doubled when more than two thirds full, and keys that are bytes, each made and hashed
twice. Overflow wraps, as in Go, but indices are not checked.

| task | TamaGo, ms | TamaPy, ms | times as many | in metal Python, ms | times as many |
| --- | --- | --- | --- | --- | --- |
"""
_BESIDE_ARMHF = """
## In time beside CPython on ARM
The same tasks in plain Python, unannotated, in milliseconds of this machine's clock: Debian 12's
CPython 3.11 for `armhf`, and ours, optimised (`-O2`). Both are processes that QEMU emulates
(`qemu-arm -cpu cortex-a7`). For ours there is a small board for ARM under Linux, kept with the
benchmarks (`benchmarks/rooms/linux_arm.py`); compiler and runtime are those of every image for ARM.
The emulator translates either's instructions in the same way, so this compares how much there is to
do, not how a processor's caches and pipelines take it.

Start-up is left out. A number is the median of rounds in which each has its turn; in brackets are
the least and the most.

| task | CPython, ms | TamaPy, ms | times as fast |
| --- | --- | --- | --- |
"""
_COLUMNS = (
    "program", "TamaPy", "with C modules", "PyPy, first call", "PyPy, steady", "CPython, ms",
    "TamaPy, ms",
)


def table(
    programs: Sequence[Measured], instructions: Mapping[str, Counted],
    armhf: Mapping[str, Beside],
) -> str:
    """The whole of it."""
    text = HEAD
    if programs:
        text += _beside_interpreters(programs)
    if instructions:
        text += _INSTRUCTIONS + "".join(
            _task_row(name, counted) for name, counted in instructions.items()
        )
    if armhf:
        text += _BESIDE_ARMHF + "".join(_beside_row(*item) for item in armhf.items())
        mean = geometric_mean(ratio(b.cpython, b.ours).median for b in armhf.values())
        text += f"| **geometric mean** | | | **{shown(mean)}** |\n"
    return text


def _task_row(name: str, counted: Counted) -> str:
    task = TASKS[name]
    cells = [task.text, f"{task.tamago or '–'}"]
    for milliseconds in (counted.milliseconds, counted.metal):
        cells.append(f"{milliseconds:.1f}" if milliseconds is not None else "–")
        if milliseconds is None or task.tamago is None:
            cells.append("–")
        else:
            cells.append(f"{milliseconds / task.tamago:.1f}")
    return f"| {' | '.join(cells)} |\n"


def _beside_row(name: str, beside: Beside) -> str:
    times = [_times(middle(beside.cpython)), _times(middle(beside.ours))]
    cells = [TASKS[name].text, *times, _cell(ratio(beside.cpython, beside.ours))]
    return f"| {' | '.join(cells)} |\n"


def _times(value: Ratio) -> str:
    return f"{value.median:.3g} ({value.low:.3g}–{value.high:.3g})"


def _beside_interpreters(programs: Sequence[Measured]) -> str:
    """A row for each program, their means, what failed."""
    rows = [_row(measured) for measured in programs]
    rows.append(_means(programs))
    failures = "".join(
        f"- {who}: {measured.name} {cause}\n" for measured in programs
        for who, cause in measured.failures.items()
    )
    failed = f"\n{failures}" if failures else "\nNone failed.\n"
    head = f"| {' | '.join(_COLUMNS)} |\n|{' --- |' * len(_COLUMNS)}\n"
    return _PROGRAMS + head + "".join(rows) + failed


def _row(measured: Measured) -> str:
    """A program's row."""
    cells = [
        measured.name, _cell(ours(measured)), _cell(beside_c(measured)),
        _cell(pypy(measured, first=True)), _cell(pypy(measured)),
        _milliseconds(measured, CPYTHON), _milliseconds(measured, OURS),
    ]
    return f"| {' | '.join(cells)} |\n"


def _means(programs: Iterable[Measured]) -> str:
    columns = [
        [ours(m) for m in programs], [beside_c(m) or ours(m) for m in programs],
        [pypy(m, first=True) for m in programs], [pypy(m) for m in programs],
    ]
    cells = []
    for column in columns:
        values = [value.median for value in column if value is not None]
        cells.append(f"**{shown(geometric_mean(values))}**" if values else "–")
    return f"| **geometric mean** | {' | '.join(cells)} | | |\n"


def ours(measured: Measured) -> Ratio | None:
    """How many times as fast as CPython an image is."""
    return _ratio(measured, CPYTHON, measured.seconds.get(OURS))


def beside_c(measured: Measured) -> Ratio | None:
    """The same beside CPython with its C modules, if that is something else."""
    return _ratio(measured, WITH_C, measured.seconds.get(OURS))


def pypy(measured: Measured, first: bool = False) -> Ratio | None:
    """How many times as fast as CPython PyPy is, in the first call or later."""
    return _ratio(measured, CPYTHON, (measured.first if first else measured.seconds).get(PYPY))


def _ratio(measured: Measured, slow: str, fast: list[float] | None) -> Ratio | None:
    """No ratio where either failed, be it in a later round."""
    base = measured.seconds.get(slow)
    if not base or not fast or len(base) != len(fast):
        return None
    return ratio(base, fast)


def _cell(value: Ratio | None) -> str:
    if value is None:
        return "–"
    return f"{shown(value.median)} ({_number(value.low)}–{_number(value.high)})"


def shown(factor: float) -> str:
    """A ratio with two or three digits that count."""
    return f"{_number(factor)}×"


def _number(factor: float) -> str:
    return f"{factor:.2f}" if factor < 10 else f"{factor:.1f}"


def _milliseconds(measured: Measured, who: str) -> str:
    seconds = measured.seconds.get(who)
    return f"{1000 * sorted(seconds)[len(seconds) // 2]:.3g}" if seconds else "–"
