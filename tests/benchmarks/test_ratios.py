"""Ratios, their spread and their means; what the table makes of them."""

from __future__ import annotations

import pytest

from benchmarks import measuring
from benchmarks.arithmetic import Ratio, geometric_mean, ratio, steady
from benchmarks.armhf import Beside, first
from benchmarks.instructions import IN_METAL, Counted, parse
from benchmarks.measuring import CPYTHON, OURS, PYPY, WITH_C, Measured, cause
from benchmarks.table import beside_c, ours, table


def test_steady_leaves_out_the_warm_up() -> None:
    """The second half of the calls counts, the one call where there is no more."""
    assert steady([9.0, 8.0, 1.0, 3.0]) == 2.0
    assert steady([9.0, 1.0, 3.0]) == 2.0
    assert steady([5.0]) == 5.0


def test_ratio_goes_round_by_round() -> None:
    """A machine that is slow for a round is slow for both."""
    assert ratio([2.0, 20.0, 3.0], [1.0, 10.0, 1.0]) == Ratio(2.0, 2.0, 3.0)
    with pytest.raises(ValueError):
        ratio([1.0], [1.0, 2.0])


def test_geometric_mean() -> None:
    """Twice and half as fast are as fast."""
    assert geometric_mean([2.0, 0.5]) == pytest.approx(1.0)
    assert geometric_mean([8.0, 2.0]) == pytest.approx(4.0)


def test_table() -> None:
    """Every program has a row; what failed says why and has no part in the means."""
    good = Measured("good", {CPYTHON: [2.0, 2.0], OURS: [1.0, 4.0], WITH_C: [0.5, 0.5]})
    late = Measured("late", {CPYTHON: [1.0, 1.0], OURS: [1.0]}, {}, {OURS: "ends with status 3"})
    bad = Measured(
        "bad", {CPYTHON: [1.0], PYPY: [0.25]}, {PYPY: [0.5]}, {OURS: "does not build: error: x"}
    )
    assert ours(late) is None
    assert beside_c(good) == Ratio(0.3125, 0.125, 0.5)
    lines = table([good, late, bad], {}, {}).splitlines()
    assert "| good | 1.25× (0.50–2.00) | 0.31× (0.12–0.50) | – | – | 2e+03 | 4e+03 |" in lines
    assert "| late | – | – | – | – | 1e+03 | 1e+03 |" in lines
    assert "| bad | – | – | 2.00× (2.00–2.00) | 4.00× (4.00–4.00) | 1e+03 | – |" in lines
    assert "| **geometric mean** | **1.25×** | **0.31×** | **2.00×** | **4.00×** | | |" in lines
    assert lines[-2:] == ["- TamaPy: late ends with status 3",
                          "- TamaPy: bad does not build: error: x"]


def test_instructions() -> None:
    """What the program prints, beside TamaGo's figures; not every task is in metal Python."""
    found = parse("booting\nfib 0.4040 832040\n")
    assert found == {"fib": Counted(404.0, "832040")}
    assert table([], found, {}).endswith("| fib(30) | 40.4 | 404.0 | 10.0 | – | – |\n")
    found = {"fib": Counted(404.0, "", 20.2), "pause_1": Counted(1.0, "")}
    lines = table([], found, {}).splitlines()
    assert lines[-2] == "| fib(30) | 40.4 | 404.0 | 10.0 | 20.2 | 0.5 |"
    assert lines[-1].endswith("| – | 1.0 | – | – | – |")


def test_beside_armhf() -> None:
    """Times with their spread, ratios round by round, their mean."""
    beside = {
        "fib": Beside([80.0, 1000.0, 90.0], [10.0, 100.0, 10.0]), "sieve": Beside([4.0], [1.0]),
    }
    lines = table([], {}, beside).splitlines()
    assert lines[-3] == "| fib(30) | 90 (80–1e+03) | 10 (10–100) | 9.00× (8.00–10.0) |"
    assert lines[-2].endswith("| 4 (4–4) | 1 (1–1) | 4.00× (4.00–4.00) |")
    assert lines[-1] == "| **geometric mean** | | | **6.00×** |"


def test_only_the_tasks_are_waited_for() -> None:
    """A process has done what is compared before the program's end, or has failed."""
    lines = iter([f"{name} 0.5 {i}\n" for i, name in enumerate(IN_METAL)] + ["digest 1.0 x\n"])
    assert list(first(lines)) == list(IN_METAL)
    assert list(lines) == ["digest 1.0 x\n"]
    assert first(["fib 0.5 1\n"]) == {"fib": Counted(500.0, "1")}


def test_parse() -> None:
    """What a program complains of on its own is part of its result."""
    text = "wrong 1\nwrong 1\nseconds 0.5 0.25\nresult 17 None\n"
    assert measuring.parse(text) == ([0.5, 0.25], "17 None wrong 1")


def test_cause() -> None:
    """The tool's error where there is one, else a traceback's last line."""
    assert cause("importing\nerror: no module\n  hint: none\n") == "error: no module"
    assert cause("Traceback\n  File\nValueError: x\n\n") == "ValueError: x"
    assert cause("") == ""
