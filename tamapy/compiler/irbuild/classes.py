"""Class statements."""

from __future__ import annotations

import ast
import builtins
from typing import Any

from tamapy.compiler.ir.ops import Value
from tamapy.compiler.ir.types import OBJ
from tamapy.compiler.irbuild.dispatch import build_object, execute_all, statement
from tamapy.compiler.irbuild.expressions import from_values
from tamapy.compiler.irbuild.functions import from_values_call, make_function
from tamapy.compiler.irbuild.names import mangle, store_name
from tamapy.compiler.trees import children


@statement(ast.ClassDef)
def build_class(b: Any, node: ast.ClassDef) -> None:
    """``class``: the runtime finds the metaclass, runs the body and makes the type."""
    decorators = [(d, build_object(b, d)) for d in node.decorator_list]
    with b.at(node):
        body = make_function(b, node, b.null(), b.null(), b.null())
        bases = from_values(b, "sequences.list_of", [])
        for base in node.bases:
            if isinstance(base, ast.Starred):
                b.rt("sequences.list_extend", bases, build_object(b, base.value))
            else:
                b.rt("sequences.list_append", bases, build_object(b, base))
        if b.scope_of("__build_class__") == "namespace" and b.source.kind != "class":
            b.rt("names.check_builder", b.globals())
        keywords = _keywords(b, node) if node.keywords else b.null()
        name = b.constant(node.name)
        value = b.rt("classes.build_class", body, name, bases, keywords)
    for decorator, callee in reversed(decorators):
        with b.at(decorator):
            value = from_values_call(b, callee, [value])
    store_name(b, mangle(b, node.name), value, node)


def _keywords(b: Any, node: ast.ClassDef) -> Value:
    """The dict of what stands behind the bases."""
    keywords = b.reinterpret(b.rt("dicts.new_dict"), OBJ)
    spread = any(k.arg is None for k in node.keywords)
    for keyword in node.keywords:
        value = build_object(b, keyword.value)
        if not spread:
            b.rt("dicts.set_item", keywords, b.constant(keyword.arg), value)
            continue
        callee = b.constant(builtins.__build_class__)
        if keyword.arg is None:
            b.rt("calls.merge_keywords", keywords, callee, value)
        else:
            b.rt("calls.add_keyword", keywords, callee, b.constant(keyword.arg), value)
    return keywords  # type: ignore[no-any-return]


def class_body(b: Any) -> None:
    """The body of a class statement: names go to its namespace; result: ``__class__``'s cell."""
    node: ast.ClassDef = b.source.node
    b.class_cells()
    memory = b.program.global_memory(b.source.module, "__name__")
    module = b.rt("scopes.load_global", b.globals(), b.constant("__name__"), memory)
    b.rt("scopes.store_name", b.namespace(), b.constant("__module__"), module)
    b.rt(
        "scopes.store_name", b.namespace(), b.constant("__qualname__"),
        b.constant(b.source.qualname),
    )
    if _has_annotations(node.body):
        b.rt("scopes.setup_annotations", b.namespace())
    doc = ast.get_docstring(node, clean=False)
    if doc is not None:
        b.rt("scopes.store_name", b.namespace(), b.constant("__doc__"), b.constant(doc))
    execute_all(b, node.body)
    if "__class__" in b.code.co_cellvars:
        cell = b.coerce(b.cell("__class__"), b.function.result)
        b.rt("scopes.store_name", b.namespace(), b.constant("__classcell__"), cell)
        b.function_return(cell)
    else:
        b.function_return(b.none())


def module_start(b: Any, node: ast.Module | ast.Interactive) -> None:
    """What the body of a module or of a text for ``exec`` does before its first statement."""
    if _has_annotations(node.body):
        b.rt("scopes.setup_annotations", b.namespace())
    doc = ast.get_docstring(node, clean=False) if isinstance(node, ast.Module) else None
    if doc is not None:
        store_name(b, "__doc__", b.constant(doc), node)


def _has_annotations(body: list[ast.stmt]) -> bool:
    """Whether a class or module body annotates a variable (nested functions aside)."""
    for node in body:
        if isinstance(node, ast.AnnAssign):
            return True
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue
        inner = [s for s in children(node) if isinstance(s, ast.stmt)]
        handlers = getattr(node, "handlers", [])
        inner += [s for h in handlers for s in h.body]
        if _has_annotations(inner):
            return True
    return False
