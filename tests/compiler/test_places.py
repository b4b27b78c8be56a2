"""Packed places against what CPython prints."""

from __future__ import annotations

import linecache
import traceback
from types import SimpleNamespace

import pytest

from tamapy.compiler.ir.ops import Position
from tamapy.compiler.places import LONGEST_LINE, PLACE, position_table

LINES = [
    "1 / 0", "if True: x = [1][2] + 3", "é = 'ü' + 5 * None", "(1 +  # why", "       None)",
    "print(len(5))", "len(5)", "",
]
#: Where statements that fail start, and how many lines they take.
FAILING = [(1, 1), (2, 1), (3, 1), (4, 2), (6, 1), (7, 1)]
SOURCE = SimpleNamespace(filename="app.py")
WORLD = SimpleNamespace(source_lines=lambda filename: LINES)


def rows(positions: list[Position]) -> list[tuple[int, str, str]]:
    """Places as the target unpacks them."""
    text, packed = position_table(positions, SOURCE, WORLD)
    return [
        (line, text[start:start + length], " " * blanks + "~" * left + "^" * middle + "~" * right)
        for line, start, length, blanks, left, middle, right in PLACE.iter_unpack(packed)
    ]


@pytest.mark.parametrize(("first", "count"), FAILING)
def test_a_place_is_marked_as_cpython_marks_it(first: int, count: int) -> None:
    text = "\n" * (first - 1) + "\n".join(LINES[first - 1:first - 1 + count])
    linecache.cache["app.py"] = (0, None, [line + "\n" for line in LINES], "app.py")
    with pytest.raises((ArithmeticError, LookupError, TypeError)) as caught:
        exec(compile(text, "app.py", "exec"))
    entry = caught.value.__traceback__.tb_next
    place = list(entry.tb_frame.f_code.co_positions())[entry.tb_lasti // 2]
    shown = traceback.format_tb(entry)[0].split("\n")
    ((line, text, markers),) = rows([Position(*place)])
    assert (line, text.strip()) == (first, shown[1][4:])
    assert markers == shown[2][4:]


def test_positions_share_the_text_of_their_line() -> None:
    positions = [Position(1, 1, 0, 5), Position(6, 6, 6, 12), Position(1, 1, 4, 5)]
    text, _ = position_table(positions, SOURCE, WORLD)
    assert text == LINES[0] + LINES[5]
    assert [row[1] for row in rows(positions)] == [LINES[0], LINES[5], LINES[0]]


def test_places_outside_of_the_source_have_no_text() -> None:
    assert rows([Position(0, 0, 0, 0), Position(99, 99, 0, 1)]) == [(0, "", ""), (99, "", "")]


def test_what_is_shown_of_a_line_has_an_end() -> None:
    long = "x = " + "1 + " * LONGEST_LINE + "1"
    world = SimpleNamespace(source_lines=lambda filename: [long])
    text, packed = position_table([Position(1, 1, 4, len(long))], SOURCE, world)
    line, start, length, *_ = PLACE.unpack(packed)
    assert (line, start, len(text)) == (1, 0, length)
