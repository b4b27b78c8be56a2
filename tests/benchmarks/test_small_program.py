"""One small program goes the whole way."""

from __future__ import annotations

from benchmarks.measuring import CPYTHON, OURS, WITH_C, measure, recall
from benchmarks.programs import Program

_SMALL = Program(
    "small", "json.dumps([1, 2])", 3, of="", setup="import json\n", blocked=["_json"],
    result="(value, json.encoder.c_make_encoder is None)",
)


def test_small_program() -> None:
    """CPython does without a C module where it shall; what gives something else is told of."""
    measured = measure(_SMALL, 2, None, optimise=0)
    assert recall(_SMALL) == measured
    assert len(measured.seconds[CPYTHON]) == len(measured.first[CPYTHON]) == 2
    assert measured.failures.keys() == {WITH_C, OURS}
    for cause in measured.failures.values():
        assert cause.startswith("gives ")
        assert cause.endswith(" ('[1, 2]', False) instead of 101517706 ('[1, 2]', True)")
