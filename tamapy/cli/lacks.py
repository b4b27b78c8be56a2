"""What a program names that the target cannot do, for ``--report`` and ``--strict``."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tamapy.compiler.build import Build
from tamapy.compiler.errors import CompileError
from tamapy.compiler.load.world import SourceUnit

_TEXT_RUNNERS = ("eval", "exec", "compile")


def lacks(work: Build) -> list[str]:
    """Everything that is not available, with file and line where there is one."""
    world = work.world.world
    found = [
        f"{name}: not available: {reason}" for name, reason in sorted(world.unavailable.items())
    ]
    for unit in (world.main, *world.units.values()):
        if unit.origin in ("application", "package"):
            found.extend(_unknown_texts(unit))
    return list(dict.fromkeys(found))


def _unknown_texts(unit: SourceUnit) -> Iterator[str]:
    """Calls that run a text which is put together only when the program runs."""
    for node in ast.walk(unit.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            name = node.func.id
            if name in _TEXT_RUNNERS and not isinstance(node.args[0], ast.Constant):
                yield (
                    f"{unit.filename}:{node.lineno}: {name}() of a text that the build may not "
                    "know is not available on this target"
                )


def check_strict(work: Build) -> None:
    """Raise :class:`CompileError` if anything is not available."""
    found = lacks(work)
    if found:
        raise CompileError("not available on this target:\n  " + "\n  ".join(found))
