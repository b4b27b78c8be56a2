"""The attributes that instances of a class will have, as far as code tells.

Its methods store them: ``self.name = …``. Other code of the module does too, and whose instance a
variable holds can be guessed by what else it asks of it.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from dis import opmap
from types import CodeType, FunctionType
from typing import Any

_STORE = opmap["STORE_ATTR"]
_ACCESSES = (_STORE, opmap["LOAD_ATTR"], opmap["LOAD_METHOD"])
_LOADS = (opmap["LOAD_FAST"], opmap["LOAD_DEREF"])
_LOAD_GLOBAL = opmap["LOAD_GLOBAL"]
_CACHE = opmap["CACHE"]
_EXTENDED = opmap["EXTENDED_ARG"]


def _accesses(code: CodeType) -> Iterator[tuple[int, str, str]]:
    """Operation, variable and name for each attribute that code asks of a variable or stores."""
    text = code.co_code
    if _STORE not in text[::2]:
        return
    variables = (*code.co_varnames, *(n for n in code.co_cellvars if n not in code.co_varnames),
                 *code.co_freevars)
    high = 0
    variable = ""
    for at in range(0, len(text), 2):
        operation = text[at]
        if operation == _CACHE:
            continue
        argument = text[at + 1] | high
        if operation == _EXTENDED:
            high = argument << 8
            continue
        high = 0
        if operation in _ACCESSES and variable:
            yield operation, variable, code.co_names[argument]
        variable = ""
        if operation in _LOADS:
            variable = variables[argument]
        elif operation == _LOAD_GLOBAL:
            variable = code.co_names[argument >> 1]


def stored(code: CodeType) -> list[str]:
    """The names that a method stores in its first argument, in order."""
    if not code.co_argcount:
        return []
    first = code.co_varnames[0]
    return list(dict.fromkeys(
        name for operation, variable, name in _accesses(code)
        if operation == _STORE and variable == first
    ))


def of_methods(methods: Iterable[tuple[str, CodeType]]) -> list[str]:
    """The names that methods store: the constructors' first, for they come first."""
    known = list(methods)
    first = [code for name, code in known if name in ("__new__", "__init__")]
    found: dict[str, None] = {}
    for code in [*first, *(code for _, code in known)]:
        found.update(dict.fromkeys(stored(code)))
    return list(found)


@dataclass(frozen=True)
class Use:
    """What a function does with a variable: attributes it asks for or stores; those it stores."""

    asked: frozenset[str]
    stored: tuple[str, ...]


def uses_in(code: CodeType) -> list[Use]:
    """The uses of variables that attributes are stored in, nested functions' too."""
    asked: dict[str, set[str]] = {}
    stored: dict[str, dict[str, None]] = {}
    for operation, variable, name in _accesses(code):
        asked.setdefault(variable, set()).add(name)
        if operation == _STORE:
            stored.setdefault(variable, {})[name] = None
    found = [
        Use(frozenset(asked.get(name, ())), tuple(names)) for name, names in stored.items()
    ]
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            found += uses_in(inner)
    return found


def from_outside(uses: Iterable[Use], known: Collection[str]) -> list[str]:
    """Names that are stored in what looks like instances of a class with ``known`` attributes."""
    found: dict[str, None] = {}
    for use in uses:
        new = [name for name in use.stored if name not in known]
        other = use.asked.difference(new)
        if new and other and all(name in known for name in other):
            found.update(dict.fromkeys(new))
    return list(found)


def of_body(code: CodeType, node: ast.AST, uses: Iterable[Use]) -> tuple[str, ...]:
    """What is expected of a class by the code of its body and of its module.

    A decorator such as ``dataclass`` makes attributes of annotations.
    """
    methods = [(c.co_name, c) for c in code.co_consts if isinstance(c, CodeType)]
    names = dict.fromkeys(of_methods(methods))
    if isinstance(node, ast.ClassDef) and node.decorator_list:
        names = dict.fromkeys([*_annotated(node), *names])
    names.update(dict.fromkeys(from_outside(uses, {*names, *code.co_names})))
    return tuple(names)


def _annotated(node: ast.ClassDef) -> list[str]:
    return [
        part.target.id for part in node.body
        if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name)
        and "ClassVar" not in ast.unparse(part.annotation)
    ]


def of_class(namespace: dict[str, Any]) -> list[str]:
    """What is expected of a class that exists."""
    return of_methods(
        (name, function.__code__) for name, function in
        ((name, _function(value)) for name, value in namespace.items()) if function is not None
    )


def _function(value: Any) -> FunctionType | None:
    """The function behind a method, a property or a decorated method."""
    for _ in range(8):
        if isinstance(value, FunctionType):
            if "__wrapped__" not in vars(value):
                return value
            value = vars(value)["__wrapped__"]
        elif isinstance(value, (classmethod, staticmethod)):
            value = value.__func__
        elif isinstance(value, property):
            value = value.fset or value.fget
        else:
            return None
    return None
