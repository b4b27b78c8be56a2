"""What a debugger must know of an image's objects: the section that ``tamapy.debugger`` reads."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from tamapy.compiler.closure import ImageProgram as Program
from tamapy.compiler.codegen.numbers import UNBOXED_WORD
from tamapy.compiler.link.linker import Image
from tamapy.metal.structs import ArrayType
from tamapy.runtime import flags, objects, threads, values
from tamapy.runtime.layout import Buffer, Vector

SECTION = ".tamapy.debug"
#: Objects that are shown by their names.
NAMED = (None, True, False, Ellipsis, NotImplemented)


def debug_section(
    program: Program, image: Image, world: Any, frames: Iterable[tuple[str, str, str]],
    saved_frame: int,
) -> bytes:
    """The section's content; the format is told in ``tamapy.debugger.layouts``.

    ``frames`` are functions with the symbols of their code and globals; ``saved_frame`` is where
    the frame pointer lies on the stack of a thread that waits, in words.
    """
    structs = {*objects.LAYOUTS.values(), Buffer, Vector, threads.Thread, threads.Scheduler}
    return json.dumps({
        "word": program.target.word,
        "structs": {s.__name__: _fields(program, s) for s in structs},
        "types": _addresses(program, image, {t: s.__name__ for t, s in objects.LAYOUTS.items()}),
        "values": _addresses(program, image, {value: repr(value) for value in NAMED}),
        "numbers": {
            "FIRST": values.FIRST, "ORDER": values.ORDER, "LEAST_DICT": values.LEAST_DICT,
            "LEAST_OFFSET": objects.LEAST_OFFSET, "HEAP": flags.HEAP, "SAVED_FRAME": saved_frame,
            "UNBOXED": UNBOXED_WORD,
        },
        "functions": sorted(_functions(program, image, world, frames)),
        "scheduler": _scheduler(program, image),
    }, sort_keys=True, separators=(",", ":")).encode()


def own_modules(world: Any) -> set[str]:
    """The names of the application's own modules."""
    units = world.world.units if world is not None else {}
    return {name for name, unit in units.items() if unit.origin == "application"} | {"__main__"}


def _fields(program: Program, struct: Any) -> dict[str, tuple[int, int]]:
    """Names to offsets and sizes; a flexible array has the size 0."""
    types = program.types
    found = {}
    for name, (offset, type_) in types.layout(struct).fields.items():
        tail = isinstance(type_, ArrayType)
        found[name] = offset, 0 if tail else types.size(types.field(struct, name)[1])
    return found


def _addresses(program: Program, image: Image, names: dict[Any, str]) -> dict[str, str]:
    """Addresses of those host objects that are in the image, with what they are called."""
    found = {}
    for value, name in names.items():
        freezer = program.freezer
        symbol = image.symbols.get(freezer.known_symbol(value) or freezer.symbol(value))
        if symbol is not None:
            found[str(symbol.address)] = name
    return found


def _functions(
    program: Program, image: Image, world: Any, frames: Iterable[tuple[str, str, str]],
) -> Iterable[tuple[int, int, int, bool]]:
    mine = own_modules(world)
    for name, code, space in frames:
        symbol = image.symbols.get(name)
        if symbol is not None and code:
            known = image.symbols.get(space)
            module = name.split(":", 1)[0]
            yield symbol.address, symbol.size, known.address if known else 0, module in mine


def _scheduler(program: Program, image: Image) -> int:
    symbol = program.types.static_symbol(threads.scheduler)
    known = image.symbols.get(getattr(symbol, "name", ""))
    return known.address if known is not None and program.has_function(threads.start) else 0
