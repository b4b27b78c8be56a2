"""gdb's pretty-printers for Python's values."""

from __future__ import annotations

from typing import Any

import gdb
import gdb.printing

from tamapy.debugger.inferior import CELL, NUMBER, OBJECT, shown


class _Printer:
    def __init__(self, value: Any) -> None:
        self.value = value

    def to_string(self) -> str:
        """The text that ``p`` prints."""
        return shown(self.value)


def register() -> None:
    """Have gdb use them."""
    found = gdb.printing.RegexpCollectionPrettyPrinter("tamapy")
    for name in (OBJECT, CELL, NUMBER):
        found.add_printer(name, f"^{name}$", _Printer)
    gdb.printing.register_pretty_printer(None, found, replace=True)
