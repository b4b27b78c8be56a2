"""``next`` and ``step`` by lines of Python.

Between two functions of Python's lie several of the runtime's, in which gdb's own commands would
stop. These run to whichever comes first of: another line of the function, the line it was called
from, and for ``step`` the first statement of a function of the application's.
"""

from __future__ import annotations

from typing import Any

import gdb

from tamapy.debugger.inferior import layouts, python_function

MOST_INSTRUCTIONS = 1000  # that a line may have


class _Next(gdb.Command):
    """Go to the next line of the function, or to where it was called.

    next N repeats this.
    """

    into = False

    def invoke(self, argument: str, from_tty: bool) -> None:
        """Do it."""
        for _ in range(int(gdb.parse_and_eval(argument)) if argument else 1):
            if not _go(self.into):
                break


class _Step(_Next):
    """Go to the next line, be it in a function of the application's that is called.

    step N repeats this. Functions of the library and the runtime are not entered; stepi does that.
    """

    into = True


def _go(into: bool) -> bool:
    """Go there, and show it; whether there may be more."""
    frame = gdb.newest_frame()
    lines = _other_lines(frame)
    if not lines and python_function(frame) is None:
        return _go_by_instructions(frame.find_sal().line)
    ours = [_break(address, frame) for address in lines]
    outer = _caller(frame)
    if outer is not None:
        ours.append(_break(outer.pc(), outer))
    starts = _body_starts() if into else []
    ours += [_break(address, None) for address in starts]
    places = {*lines, *starts, *([outer.pc()] if outer is not None else [])}
    try:
        told = gdb.execute("continue", False, True)
    finally:
        for each in ours:
            each.delete()
    if not gdb.selected_inferior().pid:
        print(told, end="")
        return False
    if gdb.newest_frame().pc() not in places or "reakpoint" in told:
        print(told, end="")  # it was stopped by something else
        return False
    gdb.execute("frame")
    return True


def _go_by_instructions(line: int) -> bool:
    """The same where gdb knows no function, only lines: in the runtime."""
    told = ""
    for _ in range(MOST_INSTRUCTIONS):
        told = gdb.execute("nexti", False, True)
        if not gdb.selected_inferior().pid or "reakpoint" in told or "signal" in told:
            print(told, end="")
            return False
        if gdb.newest_frame().find_sal().line != line:
            break
    return True


def _break(address: int, frame: Any) -> Any:
    """A breakpoint that counts in a frame only, if one is given: the function may call itself."""
    made = gdb.Breakpoint(f"*{address}", internal=True)
    made.silent = True
    if frame is not None:
        made.condition = f"$r11 == {int(frame.read_register('r11'))}"
    return made


def _other_lines(frame: Any) -> list[int]:
    """Where other lines of a frame's function begin, but for its definition's."""
    function, place = frame.function(), frame.find_sal()
    if function is None or place.symtab is None:
        return []
    block = frame.block()
    while block.function is None:
        block = block.superblock
    rows = _rows(place.symtab, block.start, block.end)
    skipped = {place.line, function.line}
    before = [(0, 0), *rows]
    return [
        address for (address, line), (_, last) in zip(rows, before, strict=False)
        if line not in skipped and line != last and address != block.start
    ]


def _rows(symtab: Any, start: int, end: int) -> list[tuple[int, int]]:
    """Addresses and lines of a part of the code, by address."""
    found = ((row.pc, row.line) for row in symtab.linetable())
    return sorted(row for row in found if start <= row[0] < end)


def _caller(frame: Any) -> Any:
    """The frame of Python's function, for one of its own, that a frame returns to in the end."""
    own = python_function(frame) is not None
    frame = frame.older()
    while own and frame is not None and python_function(frame) is None:
        frame = frame.older()
    return frame


_starts: list[int] = []


def _body_starts() -> list[int]:
    """Where the first statements of the application's functions begin."""
    if not _starts:
        for function in layouts().functions:
            symtab = gdb.find_pc_line(function.address).symtab
            if not function.mine or symtab is None:
                continue
            # The entry has the first statement's line; the definition's is between the two.
            (entry, line), *rows = _rows(
                symtab, function.address, function.address + function.size
            )
            _starts.append(next((pc for pc, other in rows if other == line), entry))
    return _starts


def register() -> None:
    """Put them in the place of gdb's."""
    _Next("next", gdb.COMMAND_RUNNING)
    _Step("step", gdb.COMMAND_RUNNING)
