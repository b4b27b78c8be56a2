"""The places tracebacks show: line, source text and CPython's markers under it."""

from __future__ import annotations

import functools
import re
import traceback
from typing import Any

from tamapy.compiler.ir.ops import Position


def position_table(positions: list[Position], source: Any, world: Any) -> tuple[Any, ...]:
    """A row (line, indented text, markers) for each position of a function."""
    lines = world.source_lines(source.filename)
    return tuple(_row(p, lines) for p in positions)


def _row(position: Position, lines: list[str]) -> tuple[int, str, str]:
    if not 0 < position.line <= len(lines):
        return (position.line, "", "")
    raw = lines[position.line - 1].rstrip("\n")
    text = raw.strip()
    indent = len(raw) - len(raw.lstrip())
    start = _characters(raw, position.column)
    if position.end_line == position.line:
        end = _characters(raw, position.end_column)
    else:
        end = len(raw.rstrip())
    markers = _markers(raw, text, indent, start, end, position)
    return (position.line, raw.rstrip(), markers)


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


def _markers(raw: str, text: str, indent: int, start: int, end: int, position: Position) -> str:
    """The line of ``^`` and ``~`` that CPython 3.11 prints, or nothing."""
    if (start == 0 and end == 0) or end <= start:
        return ""
    anchors = None
    if position.end_line == position.line:
        anchors = _anchors(raw[start:end])
    if end - start >= len(text) and anchors is None:
        return ""
    marks = [" "] * (start - indent)
    if anchors is not None:
        marks += [anchors.primary_char] * anchors.left_end_offset
        marks += [anchors.secondary_char] * (
            anchors.right_start_offset - anchors.left_end_offset
        )
        marks += [anchors.primary_char] * (end - start - anchors.right_start_offset)
    else:
        marks += ["^"] * (end - start)
    return "".join(marks)
