"""Rehearsing the definitions of code that runs at boot, to learn what it will hand to ``exec``.

Decorators such as ``dataclass`` and factories such as ``namedtuple`` write Python and
execute it. A body that runs at boot does so on the target, where no compiler is; so its
definitions are executed once on the build machine, in a world of their own that is
thrown away, and the texts are compiled into the image. Only definitions are executed:
imports, functions, classes, and the assignments these need or that call a library's
factory. Those in a loop are executed for its first values; where a class needs a variable
whose value is not known, something unknown stands for it. What they print goes nowhere, and
clocks stand still. A definition that fails, opens a file or takes too long is passed over;
what it would have handed to ``exec`` is then unknown to the image.
"""

from __future__ import annotations

import ast
import itertools
import sys
from collections.abc import Iterable, Iterator
from types import CodeType, FrameType, FunctionType
from typing import Any

from tamapy.compiler.load.attempt import Attempt
from tamapy.compiler.load.passing import EVALUATORS
from tamapy.compiler.load.unknown import Unknown
from tamapy.compiler.load.world import ExecText, SourceUnit
from tamapy.compiler.trees import walk

#: Lines and calls a definition may execute.
BUDGET = 200_000
#: Values of a loop for which its body is rehearsed, and rounds without a new text that end it.
ROUNDS = 32
DULL_ROUNDS = 3
#: Variables without a value that one definition may read.
UNKNOWNS = 16
#: Effects that are nothing while definitions are rehearsed.
PASSED_OVER = frozenset(("console", "clock", "entropy"))
#: How many calls deep a function's code is searched for a factory.
DEPTH = 3
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class TooLong(BaseException):
    """A definition used up its budget."""


def is_needed(tree: ast.AST) -> bool:
    """Whether a body could hand texts to ``exec``: it defines classes or calls something."""
    return any(isinstance(node, (ast.ClassDef, ast.Call)) for node in walk(tree))


def rehearse(
    attempt: Attempt, units: Iterable[SourceUnit], executed: Iterable[SourceUnit] = ()
) -> list[ExecText]:
    """The texts that definitions hand to exec, eval and compile when the image runs.

    ``units`` have bodies that run at boot; of those that were ``executed`` on the build machine
    only the functions run there.
    """
    before = set(attempt.recorder.texts)
    attempt.passed_over = PASSED_OVER
    for unit in executed:
        if unit.name in attempt.modules:
            _Rehearsal(attempt, unit, vars(attempt.modules[unit.name])).run_functions()
    for unit in units:
        space = vars(attempt.modules[unit.name])
        space.setdefault("__name__", unit.name)
        body = getattr(unit.tree, "body", [])
        _Rehearsal(attempt, unit, space).run(body)
    return [text for key, text in attempt.recorder.texts.items() if key not in before]


class _Rehearsal:
    """The definitions of one body."""

    def __init__(self, attempt: Attempt, unit: SourceUnit, space: dict[str, Any]) -> None:
        self.attempt = attempt
        self.unit = unit
        self.space = space
        self.needed: set[str] = set()

    def run(self, body: list[ast.stmt]) -> None:
        """Execute the definitions among ``body``, and those inside its functions."""
        self.needed = _needed_names(body)
        self._block(body)
        self.run_functions()

    def run_functions(self) -> None:
        """Execute the definitions inside functions, and calls of a library's factories."""
        for function in [n for n in walk(self.unit.tree) if isinstance(n, _FUNCTIONS)]:
            self._inside(function)
        for call in [n for n in walk(self.unit.tree) if isinstance(n, ast.Call)]:
            if self._writes_texts(self._look_up(call.func, self.space)):
                self._execute(ast.Expr(call, lineno=call.lineno, col_offset=0), self.space)

    def _block(self, body: Iterable[ast.stmt]) -> None:
        """Execute the definitions of a block, those of its inner blocks included."""
        for statement in body:
            if self._is_definition(statement):
                self._execute(statement, self.space)
            if isinstance(statement, ast.For):
                self._loop(statement)
            for block in _blocks(statement):
                self._block(block)

    def _loop(self, loop: ast.For) -> None:
        """Execute a loop's definitions for its first values, while they write new texts."""
        names = {n.id for n in walk(loop.target) if isinstance(n, ast.Name)}
        if not any(isinstance(n, (ast.ClassDef, ast.Call)) for s in loop.body for n in walk(s)):
            return
        found: dict[str, Any] = {}
        if not self._execute(_binding("values", loop.iter), self.space, found):
            return
        texts, dull = self.attempt.recorder.texts, 0
        for value in self._first(found["values"]):
            known = len(texts)
            found["value"] = value
            self._execute(_assignment(loop.target, "value"), self.space, found)
            self.space.update((name, found[name]) for name in names if name in found)
            self._block(loop.body)
            dull = 0 if len(texts) > known else dull + 1
            if dull == DULL_ROUNDS:
                return

    def _first(self, values: Any) -> list[Any]:
        found: dict[str, Any] = {"values": values, "islice": itertools.islice, "most": ROUNDS}
        first = ast.parse("first = [*islice(values, most)]").body[0]
        self._execute(first, found, found)
        return found.get("first", [])

    def _writes_texts(self, callee: Any) -> bool:
        """Whether a callee is a function of a library that itself hands texts to ``exec``."""
        code = getattr(callee, "__code__", None)
        return isinstance(code, CodeType) and self._is_of_library(callee) and any(
            name in EVALUATORS for name in code.co_names
        )

    def _inside(self, function: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        """Classes and factories in a function, whose variables are unknown."""
        local: dict[str, Any] = {}
        for statement in _flat(function.body):
            if isinstance(statement, ast.ClassDef) or self._calls_library(statement, local):
                self._execute(statement, {**self.space, **local}, local)

    def _is_definition(self, statement: ast.stmt) -> bool:
        if isinstance(statement, (ast.Import, ast.ImportFrom, ast.ClassDef, *_FUNCTIONS)):
            return True
        if isinstance(statement, (ast.Assign, ast.AnnAssign)):
            return bool(_bound(statement) & self.needed) or self._calls_library(statement, {})
        return False

    def _calls_library(self, statement: ast.stmt, local: dict[str, Any]) -> bool:
        """Whether a statement assigns what a function or class of a library makes."""
        value = getattr(statement, "value", None)
        if not isinstance(statement, (ast.Assign, ast.AnnAssign)):
            return False
        if not isinstance(value, ast.Call):
            return False
        callee = self._look_up(value.func, {**self.space, **local})
        return self._is_of_library(callee) or self._reaches_factory(callee, DEPTH)

    def _reaches_factory(self, callee: Any, depth: int) -> bool:
        """Whether a function's code names one that hands texts to ``exec``, however indirectly."""
        if not isinstance(callee, FunctionType):
            return False
        code, space = callee.__code__, callee.__globals__
        if any(name in EVALUATORS for name in code.co_names) and self._is_of_library(callee):
            return True
        return depth > 0 and any(
            self._reaches_factory(space.get(name), depth - 1) for name in code.co_names
        )

    def _is_of_library(self, callee: Any) -> bool:
        origin = getattr(callee, "__module__", None)
        unit = self.attempt.units.get(origin) if isinstance(origin, str) else None
        return unit is not None and unit.origin in ("lib", "package", "tamapy.lib")

    def _look_up(self, node: ast.expr, space: dict[str, Any]) -> Any:
        if isinstance(node, ast.Name):
            return space.get(node.id)
        if isinstance(node, ast.Attribute):
            owner = self._look_up(node.value, space)
            try:
                return getattr(owner, node.attr, None)
            except Exception:  # a property may raise anything
                return None
        return None

    def _execute(
        self, statement: ast.stmt, space: dict[str, Any], local: dict[str, Any] | None = None
    ) -> bool:
        """Execute one statement; whether it came to its end."""
        try:
            code = compile(
                ast.Module([statement], []), self.unit.filename, "exec", dont_inherit=True,
                flags=self.unit.code.co_flags & 0x1FF0000,
            )
        except SyntaxError:  # it binds variables of the function around it
            return False
        unknown: set[str] = set()
        try:
            while True:
                lacking = self._attempt(code, space, local)
                if lacking is None or not isinstance(statement, ast.ClassDef):
                    return lacking is None
                if lacking in space or not lacking or len(unknown) == UNKNOWNS:
                    return False
                unknown.add(lacking)
                space[lacking] = Unknown()
        finally:
            for name in unknown:
                del space[name]

    def _attempt(
        self, code: CodeType, space: dict[str, Any], local: dict[str, Any] | None
    ) -> str | None:
        """Execute code; ``None``, or the name it lacked ("" if it failed for other reasons)."""
        left = BUDGET

        def tick(frame: FrameType, event: str, arg: Any) -> Any:
            nonlocal left
            left -= 1
            if left < 0:
                raise TooLong
            return tick

        tracer = sys.gettrace()
        sys.settrace(tick)
        try:
            exec(code, space) if local is None else exec(code, space, local)
        except KeyboardInterrupt:
            raise
        except NameError as error:
            return error.name or ""
        except BaseException:
            return ""
        finally:
            sys.settrace(tracer)
            self.attempt.aside = None
        return None


def _binding(name: str, value: ast.expr) -> ast.stmt:
    target = ast.Name(name, ast.Store())
    return ast.fix_missing_locations(ast.copy_location(ast.Assign([target], value), value))


def _assignment(target: ast.expr, name: str) -> ast.stmt:
    value = ast.Name(name, ast.Load())
    return ast.fix_missing_locations(ast.copy_location(ast.Assign([target], value), target))


def _flat(body: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements, those inside ``if``, ``try``, ``with`` and loops included."""
    for statement in body:
        yield statement
        for block in _blocks(statement):
            yield from _flat(block)


def _blocks(statement: ast.stmt) -> Iterator[list[ast.stmt]]:
    """The blocks inside a statement that belong to the same scope."""
    if isinstance(statement, (ast.ClassDef, *_FUNCTIONS)):
        return
    for field in ("body", "orelse", "finalbody"):
        yield getattr(statement, field, [])
    for part in (*getattr(statement, "handlers", []), *getattr(statement, "cases", [])):
        yield part.body


def _bound(statement: ast.Assign | ast.AnnAssign) -> set[str]:
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
    return {n.id for t in targets for n in walk(t) if isinstance(n, ast.Name)}


def _needed_names(body: list[ast.stmt]) -> set[str]:
    """Names that definitions read while they are executed, directly or through assignments."""
    needed: set[str] = set()
    assigned: list[tuple[set[str], set[str]]] = []
    for statement in _flat(body):
        if isinstance(statement, ast.ClassDef):
            needed |= _read(statement)
        elif isinstance(statement, _FUNCTIONS):
            for part in (*statement.decorator_list, statement.args):
                needed |= _read(part)
        elif isinstance(statement, ast.For):
            needed |= _read(statement.iter)
        elif isinstance(statement, (ast.Assign, ast.AnnAssign)) and statement.value is not None:
            if isinstance(statement.value, ast.Call):
                needed |= _read(statement.value)
            assigned.append((_bound(statement), _read(statement.value)))
    while True:
        size = len(needed)
        for targets, reads in assigned:
            if targets & needed:
                needed |= reads
        if len(needed) == size:
            return needed


def _read(node: ast.AST) -> set[str]:
    return {
        n.id for n in walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)
    }
