"""What builds have in common, kept for further builds of one process.

The runtime's modules are the same for all images that one process builds, and most of each image is
made of them. What the makers of code ask the program is noted with the answers. Where another
program gives the same answers, the code they would make is the same; to ask has the same effects:
whatever the code needs is requested, in the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING, Any

from tamapy.compiler.ir import ops

if TYPE_CHECKING:
    from tamapy.compiler.program import Program, Source

#: What builders ask a program for that may have effects, or other answers in another program.
_OF_PROGRAM = frozenset((
    "attribute_memory", "builtin_for", "code_symbol", "entry_symbol", "function_memory",
    "given_symbol", "global_memory", "has_floats", "module_code", "native_callee", "note_exports",
    "note_global", "note_import", "reach_constant", "signature",
))
_OF_TYPES = frozenset(("static_symbol",))
_OF_NAMES = frozenset(("native", "symbol_of"))
_OF_MAPPING = frozenset(("__contains__", "__getitem__"))

#: What was asked of an object, as one of several: its number, method, arguments and answer.
_Note = tuple[int, str, tuple[Any, ...], Any]
_Notes = dict[tuple[Any, ...], _Note]


class _Noting:
    """An object of which some methods note their calls, and some ``parts`` too."""

    def __init__(
        self, number: int, of: Any, methods: frozenset[str], notes: _Notes, **parts: Any
    ) -> None:
        self._number = number
        self._of = of
        self._methods = methods
        self._notes = notes
        vars(self).update(parts)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._of, name)
        if name in self._methods:
            found = self._noting(name, found)
        setattr(self, name, found)
        return found

    def __contains__(self, key: Any) -> Any:
        return self.__getattr__("__contains__")(key)

    def __getitem__(self, key: Any) -> Any:
        return self.__getattr__("__getitem__")(key)

    def _noting(self, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        number, notes = self._number, self._notes

        def noting(*args: Any) -> Any:
            answer = method(*args)
            # To ask again for the same has no effect, and the same answer.
            notes.setdefault((number, name, *map(id, args)), (number, name, args, answer))
            return answer

        return noting


@dataclass
class _Function:
    """A function in intermediate code, and what its builder was told."""

    function: ops.Function
    source: Source
    notes: list[_Note]


@dataclass
class _Shard:
    """The object file of some functions; the calls in them and in copies that they inline."""

    functions: Sequence[ops.Function]
    place: Path
    calls: list[ops.Call]
    fails: list[ops.Fails]
    notes: list[_Note]


class Kept:
    """Functions of the runtime, and object files of them, by what they are made for."""

    def __init__(self) -> None:
        self._functions: dict[tuple[Any, ...], _Function] = {}
        self._shards: dict[tuple[Any, ...], _Shard] = {}
        self._ids: set[int] = set()

    def function(
        self, program: Program, source: Source, build: Callable[[Any, Source], ops.Function]
    ) -> ops.Function:
        """A function for a program, built if it is not here or would be another one."""
        key = (program.target, program.gives_in_registers, source.symbol)
        found = self._functions.get(key)
        if found is not None:
            same = found.source.code is source.code
            if same and _answers(found.notes, program, program.types):
                return found.function
            self._forget(key)
        notes: _Notes = {}
        types = _Noting(1, program.types, _OF_TYPES, notes)
        asked = _Noting(0, program, _OF_PROGRAM, notes, types=types)
        function = build(asked, source)
        self._functions[key] = _Function(function, source, list(notes.values()))
        self._ids.add(id(function))
        return function

    def has(self, functions: Iterable[ops.Function]) -> bool:
        """Whether all of some functions are kept, as they are."""
        return all(id(function) in self._ids for function in functions)

    def _forget(self, key: tuple[Any, ...]) -> None:
        """Leave out a function that another one is about to replace."""
        function = self._functions.pop(key).function
        self._ids.remove(id(function))
        self._shards = {
            key: entry for key, entry in self._shards.items()
            if all(each is not function for each in entry.functions)
        }

    def shard(
        self, functions: Sequence[ops.Function], setting: tuple[Any, ...], names: Any,
        copies: Mapping[str, ops.Function], make: Callable[[Any, Any], Path],
    ) -> Path:
        """The object file of kept functions, made unless all it refers to has the same names.

        ``setting`` is whatever else it depends on.
        """
        key = (*setting, *map(id, functions))
        found = self._shards.get(key)
        asked = (names, names.native_types, copies)
        if found is not None and found.fails == [call.fails for call in found.calls]:
            if _answers(found.notes, *asked):
                return found.place
        notes: _Notes = {}
        declared = _Noting(1, names.native_types, _OF_MAPPING, notes)
        asked_names = _Noting(0, names, _OF_NAMES, notes, native_types=declared)
        asked_copies = _Noting(2, copies, _OF_MAPPING, notes)
        place = make(asked_names, asked_copies)
        taken = [answer for number, name, _, answer in notes.values()
                 if number == 2 and name == "__getitem__"]
        if self.has(taken):
            calls = _calls((*functions, *taken))
            fails = [call.fails for call in calls]
            self._shards[key] = _Shard(functions, place, calls, fails, list(notes.values()))
        return place


def is_lasting(source: Source) -> bool:
    """Whether a function is of the runtime, which all programs share, and holds no other code."""
    nested = any(isinstance(c, CodeType) for c in source.code.co_consts)
    return source.static and source.kind == "function" and not nested


def _answers(notes: list[_Note], *asked: Any) -> bool:
    """Ask again what was noted; whether the answers are the same."""
    for number, name, args, answer in notes:
        found = getattr(asked[number], name)(*args)
        if found is not answer and not _alike(found, answer):
            return False
    return True


def _alike(a: Any, b: Any) -> bool:
    if isinstance(a, ops.Symbol) and isinstance(b, ops.Symbol):
        return a.name == b.name and a.type == b.type and a.target is b.target
    return type(a) is type(b) and bool(a == b)


def _calls(functions: Iterable[ops.Function]) -> list[ops.Call]:
    return [
        op for function in functions for block in function.blocks for op in block.ops
        if isinstance(op, ops.Call)
    ]
