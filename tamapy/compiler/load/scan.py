"""The imports a source text can perform, read from its tree."""

from __future__ import annotations

import ast
import textwrap
import warnings
from collections.abc import Iterator
from typing import Any, NamedTuple

from tamapy.compiler.codec_modules import constant_codecs, mentioned_codecs
from tamapy.compiler.load.matching import FUNCTIONS
from tamapy.compiler.load.passing import passing_functions
from tamapy.compiler.trees import (
    children,
    constant_imports,
    fields_of,
    made_up_imports,
    name_called,
    walk,
    without_dots,
)

#: Handlers that make an import inside their ``try`` optional.
_CATCHES_IMPORT_ERRORS = frozenset({
    "ImportError", "ModuleNotFoundError", "Exception", "BaseException",
})


class Import(NamedTuple):
    """One module an import statement names, in line ``line``. ``names`` are those taken from it.

    ``optional``: it stands under a condition or a handler, so that it may be missing.
    ``function``: the name of the outermost function it is in, '' at the top.
    """

    name: str
    level: int
    names: tuple[str, ...]
    line: int
    optional: bool
    function: str


class Facts(NamedTuple):
    """What a module's tree says at a glance.

    ``imports`` are all it can perform, in source order, ``import_module("constant")``
    included, and last those of texts that it may execute; ``leading_imports`` those its body
    begins with; ``assigned_globals`` the names that ``global`` statements make assignable from
    functions; ``passing`` its functions that hand a parameter of theirs to an evaluator, with
    the modes; ``codecs`` the modules of encodings it mentions, if it converts text by encodings
    that only the program knows; ``executed`` the modules whose bodies it may execute once more,
    with the function or class at its top that asks for their specs; ``groups`` the groups of
    entry points it asks ``importlib.metadata`` for; ``made_up`` the packages of which it imports
    modules by names that it makes up.
    """

    imports: tuple[Import, ...]
    leading_imports: tuple[Import, ...]
    assigned_globals: frozenset[str]
    passing: dict[str, frozenset[str]]
    codecs: tuple[str, ...] = ()
    executed: tuple[tuple[str, str], ...] = ()
    groups: tuple[str, ...] = ()
    made_up: tuple[str, ...] = ()

    def to_plain(self) -> tuple[Any, ...]:
        """The same made of plain values, as ``marshal`` wants it."""
        rows = (tuple(map(tuple, found)) for found in self[:2])
        return (*rows, *self[2:])

    @classmethod
    def from_plain(cls, plain: tuple[Any, ...]) -> Facts:
        """What ``to_plain`` was made of."""
        imports, leading, *others = plain
        return cls(
            tuple(Import(*row) for row in imports), tuple(Import(*row) for row in leading),
            *others,
        )


def facts(tree: ast.AST) -> Facts:
    """The facts of a tree."""
    imports: list[Import] = []
    assigned: set[str] = set()
    _walk(tree, False, "", imports, assigned)
    imports += _of_texts(tree)
    return Facts(
        tuple(imports), tuple(_leading_imports(tree)), frozenset(assigned),
        passing_functions(tree), tuple(mentioned_codecs(tree)), tuple(_executed(tree)),
        tuple(_groups(tree)), tuple(_made_up(tree)),
    )


def _made_up(tree: ast.AST) -> Iterator[str]:
    """The packages of which a tree imports modules by names that it makes up."""
    for node in walk(tree):
        package = made_up_imports(node) if isinstance(node, ast.Call) else None
        if package is not None:
            yield package


def _groups(tree: ast.AST) -> Iterator[str]:
    """The constant groups of entry points that a tree asks for."""
    for node in walk(tree):
        if isinstance(node, ast.Call) and name_called(node) in ("entry_points", "select"):
            for keyword in node.keywords:
                value = getattr(keyword.value, "value", None)
                if keyword.arg == "group" and isinstance(value, str):
                    yield value


def _executed(tree: ast.AST) -> list[tuple[str, str]]:
    """The modules that a tree asks the specs of, if it executes modules by their specs."""
    if not any(isinstance(n, ast.Attribute) and n.attr == "exec_module" for n in walk(tree)):
        return []
    found: list[tuple[str, str]] = []
    for statement in getattr(tree, "body", ()):
        function = getattr(statement, "name", "")
        for node in walk(statement):
            if isinstance(node, ast.Call) and name_called(node) == "find_spec":
                found += [(name, function) for name in constant_imports(node)]
    return found


def _leading_imports(tree: ast.AST) -> Iterator[Import]:
    for node in tree.body if isinstance(tree, ast.Module) else ():
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from _of_node(node, optional=False, function="")
        elif not (
            isinstance(node, (ast.Expr, ast.Assign)) and _is_constant(node.value)
            and all(isinstance(t, ast.Name) for t in getattr(node, "targets", ()))
        ):
            return


def _is_constant(node: ast.expr) -> bool:
    if isinstance(node, (ast.List, ast.Tuple)):
        return all(_is_constant(item) for item in node.elts)
    return isinstance(node, ast.Constant)


def _walk(
    node: ast.AST, optional: bool, function: str, found: list[Import], assigned: set[str]
) -> None:
    if isinstance(node, (ast.Import, ast.ImportFrom, ast.Call)):
        found.extend(_of_node(node, optional, function))
    elif isinstance(node, ast.Global):
        assigned.update(node.names)
    if isinstance(node, (ast.Try, ast.TryStar)):
        for field in fields_of[type(node)]:
            inner = optional or field in ("handlers", "orelse") or (
                field == "body" and _is_guarded(node)
            )
            for child in getattr(node, field):
                _walk(child, inner, function, found, assigned)
        return
    if isinstance(node, ast.If):
        optional = True
    elif isinstance(node, FUNCTIONS):
        optional, function = True, function or getattr(node, "name", "<lambda>")
    for child in children(node):
        _walk(child, optional, function, found, assigned)


def _of_node(node: ast.AST, optional: bool, function: str) -> Iterator[Import]:
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield Import(alias.name, 0, (), node.lineno, optional, function)
    elif isinstance(node, ast.ImportFrom):
        names = tuple(alias.name for alias in node.names)
        yield Import(node.module or "", node.level, names, node.lineno, optional, function)
    elif isinstance(node, ast.Call):
        for name in (*constant_imports(node), *constant_codecs(node)):
            yield Import(*without_dots(name), (), node.lineno, True, function)
        if isinstance(node.func, ast.Name) and node.func.id == "open":
            yield Import("io", 0, (), node.lineno, True, function)


#: What stands for the function that imports in texts are in.
IN_TEXT = "<text>"


def _of_texts(tree: ast.AST) -> Iterator[Import]:
    """The imports in a module's texts, if it executes any."""
    texts: list[tuple[str, int]] = []
    executes = False
    for node in walk(tree):
        if isinstance(node, ast.Name):
            executes = executes or node.id in ("exec", "compile")
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            if "import " in node.value:
                texts.append((node.value, node.lineno))
    for text, line in texts if executes else ():
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                inner = ast.parse(textwrap.dedent(text))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        for node in walk(inner):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                for found in _of_node(node, optional=True, function=IN_TEXT):
                    if not found.level:
                        yield found._replace(line=line)


def _is_guarded(node: ast.Try | ast.TryStar) -> bool:
    """Whether a handler of ``node`` catches ImportError, going by the names."""
    for handler in node.handlers:
        if handler.type is None:
            return True
        types = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
        for type_ in types:
            if getattr(type_, "id", getattr(type_, "attr", None)) in _CATCHES_IMPORT_ERRORS:
                return True
    return False
