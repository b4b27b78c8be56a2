"""What a program names that the target cannot do, for ``--report`` and ``--strict``."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tamapy.compiler.build import Build
from tamapy.compiler.errors import CompileError
from tamapy.compiler.load.world import SourceUnit, World

_TEXT_RUNNERS = ("eval", "exec", "compile")
#: A module's name, and file and line of the statement that imports it.
Step = tuple[str, str, int]


def lacks(work: Build) -> list[str]:
    """Everything that is not available, a line each, what the program reaches soonest first.

    A line begins with the file and line that ask for it, and ends with the imports that lead
    there from the program.
    """
    world = work.world.world
    ways = ways_from_main(world)
    found: list[tuple[int, str, int, str]] = []  # steps, file, line, what is lacking
    for name, reason in world.unavailable.items():
        way = ways.get(name) or direct_way(world, name)
        if way:  # else only something asked for it that turned out to be unavailable itself
            text = f"{name} is not available: {reason}{_told(way[:-1])}"
            found.append((len(way), *way[-1][1:], text))
    for unit in (world.main, *world.units.values()):
        if unit.origin in ("application", "package"):
            way = ways.get(unit.name, [])
            for line, text in _unknown_texts(unit):
                found.append((len(way) + 1, unit.filename, line, text + _told(way)))
    return [f"{file}:{line}: {text}" for _, file, line, text in sorted(set(found))]


def ways_from_main(world: World) -> dict[str, list[Step]]:
    """For every module the shortest way of imports to it from the program, none for itself."""
    imported: dict[str, list[Step]] = {}
    for name, importers in world.importers.items():
        for importer, (filename, line) in importers.items():
            imported.setdefault(importer, []).append((name, filename, line))
    ways: dict[str, list[Step]] = {"__main__": []}
    for module in (waiting := ["__main__"]):
        for step in imported.get(module, ()):
            if step[0] not in ways:
                ways[step[0]] = [*ways[module], step]
                waiting.append(step[0])
    return ways


def direct_way(world: World, name: str) -> list[Step]:
    """The last step to a module that no import leads to from the program."""
    places = world.importers.get(name, {})
    return [(name, *place) for place in places.values()][:1]


def _told(way: list[Step]) -> str:
    """A way in words."""
    if not way:
        return ""
    return f" ({', '.join(f'{file}:{line} imports {name}' for name, file, line in way)})"


def _unknown_texts(unit: SourceUnit) -> Iterator[tuple[int, str]]:
    """Line and description of calls that run a text which only the running program makes."""
    for node in ast.walk(unit.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            name = node.func.id
            if name in _TEXT_RUNNERS and not isinstance(node.args[0], ast.Constant):
                yield node.lineno, (
                    f"{name}() of a text that the build may not know is not available"
                )


def check_strict(work: Build) -> None:
    """Raise :class:`CompileError` if anything is not available."""
    found = lacks(work)
    if found:
        raise CompileError("not available on this target:\n  " + "\n  ".join(found))
