"""Texts that stand in the source as constants and may be handed to ``eval``, ``exec``, ``compile``.

A call with a constant hands over that text. A module that does anything else with the three
(calls them with a variable, passes them on, calls a function that hands its own parameter to
them) may hand over any of its constants, so all that can be compiled are. What the build
machine's compiler says against a text is kept as well: the image raises the same.
"""

from __future__ import annotations

import ast
import doctest
import inspect
import keyword
import textwrap
from collections.abc import Callable, Iterable, Iterator

from tamapy.compiler.load.annotations import annotation_texts, are_evaluated
from tamapy.compiler.load.guards import Recorder
from tamapy.compiler.load.passing import EVALUATORS, modes_of
from tamapy.compiler.load.world import SourceUnit
from tamapy.compiler.trees import name_called, walk

_FUTURE_FLAGS = 0x1FF0000
#: Functions that change a constant text before it is handed over.
_CHANGES: dict[str, Callable[[str], str]] = {
    "cleandoc": inspect.cleandoc, "dedent": textwrap.dedent, "lstrip": str.lstrip,
    "strip": str.strip,
}


def take_constants(
    recorder: Recorder, units: Iterable[SourceUnit], library: Iterable[SourceUnit]
) -> None:
    """Record the texts of ``units``; ``library`` are the modules whose functions they call."""
    library = list(library)
    passing = {unit.name: unit.facts.passing for unit in library}
    units = list(units)
    annotated = are_evaluated(units)
    for unit in units:
        known: dict[str, frozenset[str]] = {}
        for name in sorted(_imported(unit)):
            for function, modes in passing.get(name, {}).items():
                known[function] = known.get(function, frozenset()) | modes
        for mode, text in sorted(_Uses(unit.tree, known).texts()):
            recorder.try_to_take(text, "<string>", mode, unit.code.co_flags & _FUTURE_FLAGS)
        if annotated:
            for text in sorted(annotation_texts(unit)):
                if not _is_name(text):
                    recorder.try_to_take(text, "<string>", "eval", 0)
    if any(unit.name == "doctest" for unit in library):
        examined = {name for unit in units for name in _examined(unit)}
        also = [unit for unit in library if unit.name in examined and unit not in units]
        for unit in units + also:
            for text in sorted(_examples(unit.tree)):
                recorder.try_to_take(text, "<doctest>", "single", 0)


def _examined(unit: SourceUnit) -> set[str]:
    """The modules that a unit hands to doctest by the names it imports them under."""
    given: set[str] = set()
    for node in walk(unit.tree):
        if isinstance(node, ast.Call):
            if name_called(node) in ("DocTestSuite", "testmod"):
                values = (*node.args, *(keyword.value for keyword in node.keywords))
                given.update(ast.unparse(value) for value in values)
    if not given:
        return given
    for node in walk(unit.tree):
        if isinstance(node, ast.Import):
            given.update(alias.name for alias in node.names if alias.asname in given)
    return given


def _examples(tree: ast.AST) -> set[str]:
    """The sources of the examples for doctest in a module's texts."""
    found: set[str] = set()
    for node in walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and ">>> " in node.value:
            try:
                examples = doctest.DocTestParser().get_examples(node.value)
            except ValueError:
                continue  # not what doctest takes for examples
            found.update(example.source for example in examples)
    return found


def _imported(unit: SourceUnit) -> set[str]:
    """The modules a unit imports by absolute names, itself among them."""
    found = {unit.name}
    for statement in unit.facts.imports:
        found.add(statement.name)
        found.update(f"{statement.name}.{item}" for item in statement.names)
    return found


class _Uses:
    """What one module does with the evaluators."""

    def __init__(self, tree: ast.AST, passing: dict[str, frozenset[str]]) -> None:
        self.tree = tree
        self.passing = passing
        self.found: set[tuple[str, str]] = set()
        #: Modes in which the module hands over texts that are not constants of the call.
        self.open_modes: set[str] = set()
        self.called: set[int] = set()
        #: How texts that are not constants lose their indentation somewhere.
        self.reshaping: list[Callable[[str], str]] = []

    def texts(self) -> set[tuple[str, str]]:
        """Pairs (mode, text)."""
        for node in walk(self.tree):
            if isinstance(node, ast.Call):
                self._call(node)
        for node in walk(self.tree):
            if isinstance(node, ast.Name) and id(node) not in self.called:
                if node.id in EVALUATORS and isinstance(node.ctx, ast.Load):
                    self.open_modes.add(EVALUATORS[node.id])
        if self.open_modes:
            texts = set(_all_texts(self.tree))
            for change in self.reshaping:
                texts.update([change(text) for text in texts])
            for text in texts:
                self.found.update((mode, text) for mode in self.open_modes)
        return self.found

    def _call(self, node: ast.Call) -> None:
        name = name_called(node)
        if name in ("dedent", "cleandoc") and _CHANGES[name] not in self.reshaping:
            self.reshaping.append(_CHANGES[name])
        if name in self.passing:
            self.open_modes |= self.passing[name]
        if not isinstance(node.func, ast.Name) or name not in EVALUATORS:
            return
        self.called.add(id(node.func))
        if not node.args:
            return
        modes = modes_of(node)
        text = _folded(node.args[0])
        if text is None:
            self.open_modes |= modes
        else:
            self.found.update((mode, text) for mode in modes)


def _folded(node: ast.expr) -> str | None:
    """The text an expression of constants gives, ``None`` if it is not one."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _folded(node.left), _folded(node.right)
        return None if left is None or right is None else left + right
    if isinstance(node, ast.Call) and len(node.args) <= 1 and not node.keywords:
        change = _CHANGES.get(name_called(node))
        subject = node.args[0] if node.args else getattr(node.func, "value", None)
        text = _folded(subject) if change is not None and subject is not None else None
        return None if text is None or change is None else change(text)
    return None


def _is_name(text: str) -> bool:
    """Whether a text is a plain name, which ``eval`` looks up without code of its own."""
    return text.strip().isidentifier()


def _all_texts(tree: ast.AST) -> Iterator[str]:
    """Every text of a module that is more than a word: constants, sums and changes of them."""
    for node in walk(tree):
        if isinstance(node, (ast.Constant, ast.BinOp, ast.Call)):
            text = _folded(node)
            if text is not None and (keyword.iskeyword(text.strip()) or not _is_name(text)):
                yield text
