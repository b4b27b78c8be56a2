"""``match`` statements."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from tamapy.compiler.ir import ops
from tamapy.compiler.ir.ops import Block, Register, Value
from tamapy.compiler.ir.types import BOOL, OBJ
from tamapy.compiler.irbuild.dispatch import build_object, execute_all, statement
from tamapy.compiler.irbuild.expressions import compare, condition, from_values
from tamapy.compiler.irbuild.names import mangle, store_name

PATTERNS: dict[type, Callable[[Any, Any, Value, Block, list], None]] = {}


def _pattern(kind: type) -> Callable[[Any], Any]:
    def register(function: Any) -> Any:
        PATTERNS[kind] = function
        return function

    return register


@statement(ast.Match)
def build_match(b: Any, node: ast.Match) -> None:
    """Cases are tried in order; names are bound only when the whole pattern matches."""
    subject = b.register("subject", OBJ)
    b.assign(subject, build_object(b, node.subject))
    end = b.new_block("endmatch")
    for case in node.cases:
        following = b.new_block("nextcase")
        bindings: list[tuple[str, Register]] = []
        match_pattern(b, case.pattern, b.read(subject), following, bindings)
        for name, register in bindings:
            store_name(b, name, b.read(register), case.pattern)
        if case.guard is not None:
            body = b.new_block("case")
            condition(b, case.guard, body, following)
            b.start(body)
        execute_all(b, case.body)
        b.goto(end)
        b.start(following)
    b.start(end)


def match_pattern(b: Any, pattern: Any, value: Value, no: Block, bindings: list) -> None:
    """Go on if ``value`` matches, to ``no`` if not; names bound are added to ``bindings``."""
    with b.at(pattern):
        PATTERNS[type(pattern)](b, pattern, value, no, bindings)


def _require(b: Any, truth: Value, no: Block) -> None:
    more = b.new_block("match")
    b.branch(truth, more, no)
    b.start(more)


def _bind(b: Any, name: str, value: Value, bindings: list) -> None:
    register = b.register(name, OBJ)
    b.assign(register, value)
    bindings.append((mangle(b, name), register))


@_pattern(ast.MatchValue)
def _value(b: Any, pattern: ast.MatchValue, value: Value, no: Block, bindings: list) -> None:
    wanted = build_object(b, pattern.value)
    _require(b, compare(b, ast.Eq, value, wanted, condition=True), no)


@_pattern(ast.MatchSingleton)
def _singleton(b: Any, pattern: Any, value: Value, no: Block, bindings: list) -> None:
    same = b.emit(ops.Compare("eq", value, b.constant(pattern.value)))
    _require(b, same, no)


@_pattern(ast.MatchAs)
def _as(b: Any, pattern: ast.MatchAs, value: Value, no: Block, bindings: list) -> None:
    if pattern.pattern is not None:
        match_pattern(b, pattern.pattern, value, no, bindings)
    if pattern.name is not None:
        _bind(b, pattern.name, value, bindings)


@_pattern(ast.MatchOr)
def _or(b: Any, pattern: ast.MatchOr, value: Value, no: Block, bindings: list) -> None:
    done = b.new_block("matched")
    shared: dict[str, Register] = {}
    for i, alternative in enumerate(pattern.patterns):
        last = i + 1 == len(pattern.patterns)
        following = no if last else b.new_block("alternative")
        inner: list[tuple[str, Register]] = []
        match_pattern(b, alternative, value, following, inner)
        for name, register in inner:
            target = shared.setdefault(name, b.register(name, OBJ))
            b.assign(target, b.read(register))
        b.goto(done)
        if not last:
            b.start(following)
    b.start(done)
    bindings.extend(shared.items())


@_pattern(ast.MatchSequence)
def _sequence(b: Any, pattern: Any, value: Value, no: Block, bindings: list) -> None:
    parts = pattern.patterns
    star = next((i for i, p in enumerate(parts) if isinstance(p, ast.MatchStar)), None)
    before = len(parts) if star is None else star
    after = 0 if star is None else len(parts) - star - 1
    items = b.emit(ops.StackArray(OBJ, b.program.target.word, max(len(parts), 1)))
    wants_rest = star is not None and parts[star].name is not None
    matched = b.rt(
        "patterns.match_sequence", value, b.number(before), b.number(after),
        ops.Number(star is not None, BOOL), ops.Number(wants_rest, BOOL), items,
    )
    _require(b, matched, no)
    values = [b.emit(ops.Load(b.element(items, b.number(i)), OBJ)) for i in range(len(parts))]
    for part, item in zip(parts, values, strict=True):
        if isinstance(part, ast.MatchStar):
            if part.name is not None:
                _bind(b, part.name, item, bindings)
        else:
            match_pattern(b, part, item, no, bindings)


@_pattern(ast.MatchMapping)
def _mapping(b: Any, pattern: ast.MatchMapping, value: Value, no: Block, bindings: list) -> None:
    keys = from_values(b, "sequences.tuple_of", [build_object(b, k) for k in pattern.keys])
    found = b.rt("patterns.match_mapping_or_null", value, keys)
    missing = b.is_null(found)
    more = b.new_block("mapping")
    b.branch(missing, no, more)
    b.start(more)
    for i, part in enumerate(pattern.patterns):
        item = b.rt("operators.getitem", found, b.constant(i))
        match_pattern(b, part, item, no, bindings)
    if pattern.rest is not None:
        _bind(b, pattern.rest, b.rt("patterns.mapping_rest", value, keys), bindings)


@_pattern(ast.MatchClass)
def _class(b: Any, pattern: ast.MatchClass, value: Value, no: Block, bindings: list) -> None:
    class_ = build_object(b, pattern.cls)
    names = b.constant(tuple(pattern.kwd_attrs))
    found = b.rt(
        "patterns.match_class_or_null", value, class_, b.constant(len(pattern.patterns)), names
    )
    missing = b.is_null(found)
    more = b.new_block("class")
    b.branch(missing, no, more)
    b.start(more)
    for i, part in enumerate([*pattern.patterns, *pattern.kwd_patterns]):
        item = b.rt("operators.getitem", found, b.constant(i))
        match_pattern(b, part, item, no, bindings)
