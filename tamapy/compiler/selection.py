"""What of a namespace comes into the image: names the program could use.

A name is *mentioned* when a string of its text is in the image: every attribute, global
and import in compiled code is one, and so is every text a program computes with. Entries
of CPython's library and of the stand-ins that nobody mentions are left out, functions
first of all. Names made up at run time from a mentioned beginning that ends in ``_``
(``getattr(self, "visit_" + kind)``) count as mentioned. The application and packages
from PyPI are never pruned.
"""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType, ModuleType
from typing import Any

from tamapy.runtime.operators import POWER, POWER_IN_PLACE
from tamapy.runtime.slots import INDEX

Selection = Callable[[str, Any, set[str]], bool]

#: Kinds of values worth leaving out; anything else in a class is kept.
_CODE = (FunctionType, property, classmethod, staticmethod, type, ModuleType)


def _is_special(key: str) -> bool:
    return key.startswith("__") and key.endswith("__")


def _begins_mentioned(key: str, names: set[str]) -> bool:
    at = key.find("_", 1)
    while at >= 0:
        if key[: at + 1] in names and at + 1 < len(key):
            return True
        at = key.find("_", at + 1)
    return False


def builtin_name(used: set[str]) -> Selection:
    """Entries of ``builtins``; ``used`` are the globals that compiled code reads."""

    def select(key: str, value: Any, names: set[str]) -> bool:
        return key in used or key in names

    return select


#: Special methods of built-in types that come with their operator, for the code behind them is
#: large: compiled code that may apply it has one of these texts.
BY_OPERATOR = {key: {POWER, POWER_IN_PLACE} for key in ("__pow__", "__rpow__", "__ipow__")}


def builtin_method(key: str, value: Any, names: set[str]) -> bool:
    """Methods of built-in types: always those by which something acts without their names."""
    if key in BY_OPERATOR:
        return key in names or not BY_OPERATOR[key].isdisjoint(names)
    return key in names or key in INDEX


#: Globals of modules that the runtime itself looks at. ``__all__`` is not among them: it
#: mentions everything, so it is there only if compiled code reads it from modules.
_NEEDED = frozenset(("__name__", "__builtins__", "__package__", "__path__", "__file__"))


def library_global(
    space: int, used: set[str], open_spaces: set[int], reads_exports: Callable[[], bool],
    is_there: Callable[[Any], bool],
) -> Selection:
    """Globals of a library module: those its own code and imports read (``used``).

    If the module object itself is in the image (its namespace is among ``open_spaces``),
    attributes of any mentioned name could be read from it; and ``pickle`` looks for the
    functions and classes it saves, if something else has brought them in (``is_there``).
    """

    def select(key: str, value: Any, names: set[str]) -> bool:
        if key in used or key in _NEEDED:
            return True
        if key == "__all__":  # star imports count as using it
            return space in open_spaces and reads_exports()
        if space not in open_spaces:
            return False
        if isinstance(value, (FunctionType, type)) and "whichmodule" in names and is_there(value):
            return True
        return key in names or _begins_mentioned(key, names)

    return select


def library_attribute(key: str, value: Any, names: set[str]) -> bool:
    """Attributes of a library class."""
    if not isinstance(value, _CODE) or key in names or _is_special(key):
        return True
    return _begins_mentioned(key, names)


def module(
    always: frozenset[str], imported: set[str], native: set[str], open_spaces: set[int]
) -> Selection:
    """Entries of ``sys.modules``: those that are in the image.

    Either compiled code imports them, also by a made-up name, or it has the module itself, or a
    text for a module of a package is its whole name; or it has functions of theirs (``native``)
    and ``pickle``, which asks modules for what it saves.
    """

    def select(key: str, value: Any, names: set[str]) -> bool:
        if "." in key and key in names and "modules" in names:
            return True
        if key in always or key in imported or _begins_mentioned(key, names):
            return True
        if key in native and "whichmodule" in names:
            return True
        return isinstance(value, ModuleType) and id(vars(value)) in open_spaces

    return select


def original(chosen: Selection) -> Selection:
    """Entries of the table that modules are imported from once more: those of ``sys.modules``.

    A program that does not mention it cannot remove any.
    """

    def select(key: str, value: Any, names: set[str]) -> bool:
        return "modules" in names and chosen(key, value, names)

    return select
