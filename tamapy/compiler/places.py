"""The places tracebacks show: line, source text and CPython's markers under it.

A program has tens of thousands of them, so that they are packed: one text and one string
of numbers for each function. ``tamapy.runtime.places`` reads them.
"""

from __future__ import annotations

import functools
import re
import struct
import traceback
from typing import Any

from tamapy.compiler.ir.ops import Position

#: A place's numbers; ``tamapy.runtime.places`` has their offsets.
PLACE = struct.Struct("<IIHHHHH")
#: Characters of a line that can be shown.
LONGEST_LINE = 0xFFFF


def position_table(
    positions: list[Position], source: Any, world: Any
) -> tuple[str, bytes]:
    """The places of a function: the lines they are in, joined, and ``PLACE`` for each.

    A place's numbers are its line, where the line stands in the text and how long it is
    there, and how many blanks, ``~``, ``^`` and ``~`` mark the place.
    """
    lines = world.source_lines(source.filename)
    known: dict[int, tuple[int, int]] = {}
    text: list[str] = []
    length = 0
    places: list[bytes] = []
    for position in positions:
        number = position.line
        if not 0 < number <= len(lines):
            places.append(PLACE.pack(number, 0, 0, 0, 0, 0, 0))
            continue
        raw = lines[number - 1][:LONGEST_LINE].rstrip()
        if number not in known:
            known[number] = (length, len(raw))
            text.append(raw)
            length += len(raw)
        places.append(PLACE.pack(number, *known[number], *_marks(raw, position)))
    return "".join(text), b"".join(places)


def _marks(raw: str, position: Position) -> tuple[int, int, int, int]:
    """How many blanks, ``~``, ``^`` and ``~`` CPython 3.11 prints under a line, if any."""
    indent = len(raw) - len(raw.lstrip())
    start = _characters(raw, position.column)
    one_line = position.end_line == position.line
    end = _characters(raw, position.end_column) if one_line else len(raw)
    if end <= start:
        return (0, 0, 0, 0)
    anchors = _anchors(raw[start:end]) if one_line else None
    if anchors is None:
        return (0, 0, 0, 0) if end - start >= len(raw) - indent else (
            max(start - indent, 0), 0, end - start, 0
        )
    left, right = anchors.left_end_offset, anchors.right_start_offset
    return (max(start - indent, 0), left, right - left, end - start - right)


@functools.cache
def _anchors(segment: str) -> Any:
    """Where CPython marks the operator of a segment, ``None`` if it has none."""
    if not _OPERATORS.search(segment):
        return None
    try:
        return traceback._extract_caret_anchors_from_line_segment(segment)  # type: ignore[attr-defined]
    except Exception:
        return None


#: What an expression whose operator is marked must contain.
_OPERATORS = re.compile(r"[-+*/%&|^<>@\[]")


def _characters(line: str, column: int) -> int:
    """A column in UTF-8 bytes as a column in characters."""
    return len(line.encode()[:column].decode(errors="replace"))
