"""The program that gdb debugs, as the printers and commands see it."""

from __future__ import annotations

import re
from typing import Any

import gdb

from tamapy.debugger.layouts import Function, Layouts, read_section
from tamapy.debugger.values import NoMemory, Values

#: Types of variables in DWARF (``tamapy.compiler.codegen.debuginfo``).
OBJECT, CELL, NUMBER = "object", "cell", "number"

_loaded: list[Values] = []
_PART = re.compile(r"\.(\w+)|\[\s*(?:(-?\d+)|'([^']*)'|\"([^\"]*)\")\s*\]")
_NAME = re.compile(r"[^\W\d]\w*")


def load() -> bool:
    """Take the layouts from the file that gdb has loaded; whether they are there."""
    with open(gdb.current_progspace().filename, "rb") as file:
        section = read_section(file.read())
    if section is None:
        print("tamapy: this image was not built for debugging; its values are shown as addresses")
        return False
    _loaded[:] = [Values(Layouts(section), _read)]
    return True


def _read(address: int, size: int) -> bytes:
    if not size:
        return b""
    try:
        return bytes(gdb.selected_inferior().read_memory(address, size))
    except (gdb.error, OverflowError):
        raise NoMemory from None


def values() -> Values:
    """The objects in memory."""
    return _loaded[0]


def layouts() -> Layouts:
    """How objects are laid out."""
    return _loaded[0].layouts


def python_function(frame: Any) -> Function | None:
    """Python's function that a frame runs; ``None`` for the runtime's."""
    return layouts().function_at(frame.pc())


def variables(frame: Any) -> list[tuple[str, Any]]:
    """The variables of a frame's function with their values, parameters first."""
    found: dict[str, Any] = {}
    try:
        block = frame.block()
    except RuntimeError:
        return []
    while block is not None and block.function is None:
        block = block.superblock
    for symbol in block or ():
        if symbol.is_argument or symbol.is_variable:
            found[symbol.name] = (not symbol.is_argument, symbol.value(frame))
    order = sorted(found.items(), key=lambda item: item[1][0])
    return [(name, value) for name, (_, value) in order]


def word_of(value: Any) -> int | None:
    """The object that a variable refers to, ``None`` if it holds a machine's value."""
    name = value.type.name
    if name == CELL:
        cell = int(value)
        return values().field(cell, "Cell", "value") if cell else 0
    if name == NUMBER:
        value = value["object"]
    return int(value) if value.type.name == OBJECT else None


def shown(value: Any) -> str:
    """The text of a variable's value."""
    word = word_of(value)
    if value.type.name == NUMBER and word == layouts().numbers["UNBOXED"]:
        return repr(float(value["value"]))
    return str(value) if word is None else values().show(word)


def evaluate(text: str) -> str:
    """The text of ``name.attribute[item]``, looked up in the selected frame and its globals."""
    found = _NAME.match(text)
    if found is None:
        raise gdb.GdbError("a name is wanted, with attributes (.name) and items ([1], ['key'])")
    frame = gdb.selected_frame()
    name, at = found[0], found.end()
    local = dict(variables(frame)).get(name)
    if local is not None and (at == len(text) or word_of(local) is None):
        return shown(local)
    word = _global(frame, name) if local is None else word_of(local)
    if not word:
        raise gdb.GdbError(f"name '{name}' is not defined here")
    while at < len(text):
        part = _PART.match(text, at)
        if part is None:
            raise gdb.GdbError(f"what is '{text[at:]}'?")
        word = _part(word, part)
        at = part.end()
        if not word:
            raise gdb.GdbError(f"there is no {text[:at]}")
    return values().show(word)


def _part(word: int, part: re.Match[str]) -> int:
    try:
        if part[1] is not None:
            return values().attribute(word, part[1])
        text = part[3] if part[3] is not None else part[4]
        return values().item(word, int(part[2]) if part[2] is not None else text)
    except NoMemory:
        return 0


def _global(frame: Any, name: str) -> int:
    """A global of the innermost function of Python's from a frame outwards."""
    while frame is not None:
        function = python_function(frame)
        if function is not None and function.space:
            return values().lookup(function.space, name)
        frame = frame.older()
    return 0
