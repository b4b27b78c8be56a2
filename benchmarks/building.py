"""``python -m benchmarks.building build …``: ``tamapy`` with the rooms of the benchmarks.

Only rooms that the compiler trusts may have memory of their own, as the tasks in metal Python do,
and there is no board for ARM under Linux but for measuring. Both are found among the boards here,
and nowhere else.
"""

from __future__ import annotations

import os
from pathlib import Path

import tamapy.board
from tamapy.cli.main import main
from tamapy.compiler.target import ARM, TARGETS

_ROOMS = Path(__file__).parent / "rooms"


def let_in() -> None:
    """Have the modules in ``rooms`` found among the boards."""
    tamapy.board.__path__.append(os.fspath(_ROOMS))
    TARGETS["board.under_linux"] = ARM


if __name__ == "__main__":
    let_in()
    main()
