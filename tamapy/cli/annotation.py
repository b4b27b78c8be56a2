"""The page that ``build --annotate`` writes: the source, coloured by the work left at run time."""

from __future__ import annotations

from html import escape
from pathlib import Path

from tamapy.compiler.annotate import Line, annotated
from tamapy.compiler.build import Build

#: The weight of a line that is shown in the full colour.
FULL = 40
STYLE = """
body { font: 14px/1.4 sans-serif; margin: 1em 2em; color: #222; background: #fff; }
.source { font: 13px/1.45 monospace; border: 1px solid #ccc; }
.source > * { display: block; white-space: pre; padding: 0 .5em; }
summary { list-style: none; cursor: pointer; }
summary::-webkit-details-marker { display: none; }
.number { display: inline-block; width: 4em; color: #888; text-align: right; padding-right: 1em; }
.weight { display: inline-block; width: 3em; color: #888; text-align: right; padding-right: 1em; }
ul { margin: .2em 0 .4em 9em; padding: 0; font: 13px/1.4 sans-serif; white-space: normal; }
"""
EXPLAINED = """\
The deeper a line's yellow, the more of its work is done at run time with objects whose types
nobody knows before; the number beside it is the sum of what each such step weighs. White lines are
machine code, or no code at all. A line's steps and their reasons open with a click.\
"""


def page_of(work: Build) -> str:
    """The page for the application's own modules of a finished build."""
    files = application_files(work)
    notes = annotated(
        (work.program.functions[name] for name in sorted(work.program.functions)), set(files)
    )
    parts = [
        "<!DOCTYPE html>", '<html lang="en"><head><meta charset="utf-8">',
        f"<title>{escape(files[0] if files else '')}: what is left for run time</title>",
        f"<style>{STYLE}</style></head><body>", f"<p>{EXPLAINED}</p>",
    ]
    for name in files:
        parts += _file(name, work.world.source_lines(name), notes[name])
    return "\n".join([*parts, "</body></html>", ""])


def application_files(work: Build) -> list[str]:
    """The application's source files as images name them, the script first."""
    world = work.world.world
    names = {unit.filename for unit in world.units.values() if unit.origin == "application"}
    return [world.main.filename, *sorted(names - {world.main.filename})]


def page_path(output: Path) -> Path:
    """Where the page goes: beside the image."""
    return output.with_suffix(".html")


def _file(name: str, lines: list[str], notes: dict[int, Line]) -> list[str]:
    total = sum(note.weight for note in notes.values())
    parts = [f"<h2>{escape(name)}</h2>", f"<p>All lines together: {total}.</p>",
             '<div class="source">']
    for number, text in enumerate(lines, 1):
        parts.append(_line(number, text.rstrip("\n"), notes.get(number)))
    return [*parts, "</div>"]


def _line(number: int, text: str, note: Line | None) -> str:
    start = f'<span class="number">{number}</span>'
    if note is None:
        return f'<div>{start}<span class="weight"></span>{escape(text)}</div>'
    depth = min(note.weight / FULL, 1.0)
    reasons = "".join(f"<li>{escape(reason)}</li>" for reason in note.reasons())
    return (
        f'<details><summary style="background: rgba(255, 204, 0, {depth:.2f})">{start}'
        f'<span class="weight">{note.weight}</span>{escape(text)}</summary>'
        f"<ul>{reasons}</ul></details>"
    )
