"""Calls: of known native functions directly, of everything else by the call protocol."""

from __future__ import annotations

import ast
from types import FunctionType
from typing import Any

from tamapy.compiler import trusted
from tamapy.compiler.codec_modules import constant_codecs
from tamapy.compiler.ir import ops
from tamapy.compiler.ir.ops import Value
from tamapy.compiler.ir.types import LITERAL, OBJ, IRType, PtrType, RefType
from tamapy.compiler.irbuild import intrinsics
from tamapy.compiler.irbuild.attributes import remembers
from tamapy.compiler.irbuild.builder import Builder
from tamapy.compiler.irbuild.builtin_calls import room_shortcut, shortcut
from tamapy.compiler.irbuild.dispatch import build, build_object, expression
from tamapy.compiler.irbuild.introspection import introspecting_call, introspects
from tamapy.compiler.irbuild.known import call_likely
from tamapy.compiler.irbuild.making import make_likely
from tamapy.compiler.irbuild.methods import method_call, named_method_call, super_call
from tamapy.compiler.irbuild.names import _MISSING, mangle, static_value
from tamapy.compiler.irbuild.rooms import is_room
from tamapy.compiler.transform import exact
from tamapy.compiler.trees import constant_imports, name_called, unbound_names, without_dots
from tamapy.runtime.effect import effect, hosted


@expression(ast.Call)
def build_call(b: Builder, node: ast.Call, want: IRType | None) -> Value:
    """Any call."""
    _note_import_call(b, node)
    known = _known_callee(b, node)
    if known is not None:
        return known
    if b.metal:
        b.error("metal code can only call functions known at build time", node)
    if _is_bare_super(b, node):
        return _bare_super(b, node)
    if introspects(b, node):
        return introspecting_call(b, node)
    if exact.is_collector(name_called(node)):
        b.rt("roots.clear_dead_stack")  # what is there would be in the frames of the callees
    starred = any(isinstance(a, ast.Starred) for a in node.args)
    starred = starred or any(k.arg is None for k in node.keywords)
    plain = not node.keywords and not starred
    if isinstance(node.func, ast.Attribute) and plain and _is_known_super(b, node.func.value):
        return super_call(b, node, node.func, *_super_operands(b, node.func.value))
    if isinstance(node.func, ast.Attribute) and not starred:
        receiver = build(b, node.func.value)
        if isinstance(receiver, ops.Constant) and is_room(receiver.value):
            callee = build_object(b, node.func)
        elif _names_field(b, receiver, node.func.attr):
            callee = b.coerce(
                b.load_field(receiver, receiver.type.struct, node.func.attr),  # type: ignore[attr-defined]
                OBJ,
            )
        else:
            way = method_call if plain else named_method_call
            return way(b, node, node.func, b.coerce(receiver, OBJ))
    else:
        callee = build_object(b, node.func)
    if plain:
        args = [build_object(b, a) for a in node.args]
        called = shortcut(b, node.func, callee, args) or _call_named(b, node.func, callee, args, ())
        return called or b.call_roomy(callee, args)
    if starred:
        return _call_unpacked(b, node, callee)
    args = [build_object(b, a) for a in node.args]
    args += [build_object(b, k.value) for k in node.keywords]
    names = tuple(k.arg for k in node.keywords if k.arg is not None)
    called = _call_named(b, node.func, callee, args, names)
    if called is not None:
        return called
    operands = (callee, b.argument_vector(args), b.number(len(args)), b.label(names))
    return b.rt("calls.call_keywords", *operands)


def _call_named(
    b: Builder, func: ast.expr, callee: Value, args: list[Value], names: tuple[str, ...]
) -> Value | None:
    """A call of what a global most likely stands for, a function or class; else ``None``."""
    called = call_likely(b, func, callee, args, names)
    return make_likely(b, func, callee, args, names) if called is None else called


def _names_field(b: Builder, receiver: Value, name: str) -> bool:
    """Whether an attribute is a field of the struct a receiver refers to."""
    type_ = receiver.type
    return isinstance(type_, RefType) and b.program.types.has_field(type_.struct, name)


def _call_unpacked(b: Builder, node: ast.Call, callee: Value) -> Value:
    from tamapy.compiler.irbuild.expressions import from_values

    args = from_values(b, "sequences.list_of", [])
    for arg in node.args:
        if isinstance(arg, ast.Starred):
            value = build_object(b, arg.value)
            with b.at(node):
                b.rt("calls.extend_arguments", args, callee if len(node.args) == 1 else b.none(),
                     value)
        else:
            b.rt("sequences.list_append", args, build_object(b, arg))
    keywords = b.null()
    if node.keywords:
        keywords = b.reinterpret(b.rt("dicts.new_dict"), OBJ)
        for keyword in node.keywords:
            value = build_object(b, keyword.value)
            if keyword.arg is None:
                b.rt("calls.merge_keywords", keywords, callee, value)
            else:
                b.rt("calls.add_keyword", keywords, callee, b.constant(keyword.arg), value)
    return b.rt("calls.call_unpacked", callee, args, keywords)


def _note_import_call(b: Builder, node: ast.Call) -> None:
    """``__import__("name")``, and ``encode("name")``, count as imports if that is a constant."""
    for name in (*constant_imports(node), *constant_codecs(node)):
        tail, level = without_dots(name)
        b.program.note_import(b.source, tail, (), level)


def _is_super(b: Any, node: ast.Call) -> bool:
    return (
        isinstance(node.func, ast.Name) and node.func.id == "super" and not node.keywords
        and b.scope_of("super") == "global"
    )


def _is_bare_super(b: Any, node: ast.Call) -> bool:
    return not node.args and _is_super(b, node)


def _is_known_super(b: Any, node: ast.expr) -> bool:
    """Whether an expression is a ``super()`` of which a method can be called at once."""
    if not isinstance(node, ast.Call) or not remembers(b) or b.metal or not _is_super(b, node):
        return False
    if node.args:  # super(owner, receiver)
        return len(node.args) == 2 and not any(isinstance(a, ast.Starred) for a in node.args)
    return (
        bool(b.code.co_argcount) and "__class__" in b.code.co_freevars
        and b.code.co_varnames[0] not in unbound_names(b.source.node)
    )


def _super_operands(b: Any, node: Any) -> list[Value]:
    """What is called by the name of ``super``, the class, and the receiver."""
    with b.at(node):
        callee = build_object(b, node.func)
        if node.args:
            return [callee, *[build_object(b, a) for a in node.args]]
        owner = b.rt("scopes.cell_value_or_null", b.cell("__class__"))
        return [callee, owner, _first_argument(b)]


def _bare_super(b: Any, node: ast.Call) -> Value:
    """``super()``: with the class around the code and the first argument, if both exist."""
    callee = build_object(b, node.func)
    owner, receiver, problem = b.null(), b.null(), None
    if not b.code.co_argcount:
        problem = "no arguments"
    elif "__class__" not in b.code.co_freevars:
        problem = "__class__ cell not found"
    else:
        owner = b.rt("scopes.cell_value_or_null", b.cell("__class__"))
        receiver = _first_argument(b)
    return b.rt("scopes.bare_super", callee, owner, receiver, b.constant(problem))


def _first_argument(b: Any) -> Value:
    """The receiver of a bare ``super()``, null if it was deleted."""
    first = b.code.co_varnames[0]
    if b.scope_of(first) != "local":
        return b.rt("scopes.cell_value_or_null", b.cell(first))
    b.variables()  # declares it
    return b.coerce(b.read(b.locals[first]), OBJ)


# -- callees known at build time ------------------------------------------------


def _known_callee(b: Builder, node: ast.Call) -> Value | None:
    callee = _static_callee(b, node.func)
    if callee is None:
        return None
    value = callee[0]
    if value is effect:  # of the build machine alone
        return b.none()
    if value is hosted:
        return ops.Literal(False, LITERAL)
    name = trusted.restricted_name(value)
    if name is not None and not trusted.is_trusted(b.source.module):
        b.error(f"'{name}' gives access to raw memory: only trusted rooms may use it", node)
    handler = intrinsics.INTRINSICS.get(id(value))
    if handler is not None:
        return handler(b, node)
    type_ = b.program.types.machine_type(value)
    if type_ is not None:
        return intrinsics.convert(b, type_, node)
    if value is bool and b.metal:
        from tamapy.compiler.ir.types import BOOL

        return intrinsics.convert(b, BOOL, node)
    quick = room_shortcut(b, node, value)
    if quick is not None:
        return quick
    function = b.program.native_callee(value)
    if function is None:
        return None
    args = _bind(b, node, function)
    if args is None:
        return None
    return _typed_call(b, function, args)


def _static_callee(b: Builder, node: ast.expr) -> tuple[Any] | None:
    """The host value a callee expression names, if it is known while building."""
    if isinstance(node, ast.Name):
        name = mangle(b, node.id)
        if b.scope_of(name) != "global":  # type: ignore[attr-defined]
            return None
        value = static_value(b, name)
        return None if value is _MISSING else (value,)
    if isinstance(node, ast.Attribute):
        owner = _static_callee(b, node.value)
        if owner is None or not (b.source.static or is_room(owner[0])):
            return None
        return b.program.static_attribute(owner[0], node.attr)
    if isinstance(node, ast.Subscript) and b.source.static:
        type_ = b.program.types.try_evaluate(node, b.source)
        return None if type_ is None else (type_,)
    return None


def _bind(b: Builder, node: ast.Call, function: FunctionType) -> list[ast.expr | Any] | None:
    """The arguments in parameter order, constants for defaults; ``None`` if not so simple."""
    code = function.__code__
    if code.co_flags & 0xC or any(isinstance(a, ast.Starred) for a in node.args):
        return None
    if any(k.arg is None for k in node.keywords) or len(node.args) > code.co_argcount:
        return None
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    bound: dict[str, Any] = dict(zip(names, node.args, strict=False))
    for keyword in node.keywords:
        if keyword.arg not in names or keyword.arg in bound:
            return None
        bound[keyword.arg] = keyword.value
    defaults = function.__defaults__ or ()
    first = code.co_argcount - len(defaults)
    for i, name in enumerate(names):
        if name in bound:
            continue
        if first <= i < code.co_argcount:
            bound[name] = ops.Constant(defaults[i - first])
        elif name in (function.__kwdefaults__ or {}):
            bound[name] = ops.Constant((function.__kwdefaults__ or {})[name])
        else:
            if b.metal:
                b.error(f"{function.__qualname__}() lacks the argument '{name}'", node)
            return None
    return [bound[name] for name in names]


def _typed_call(b: Builder, function: Any, args: list[Any]) -> Value:
    signature = b.program.signature(function)
    values: list[Value] = []
    for arg, type_ in zip(args, signature.params, strict=True):
        if isinstance(arg, ops.Constant):
            if isinstance(arg.value, (int, float)) and type_ is not OBJ:
                values.append(b.coerce(ops.Literal(arg.value, LITERAL), type_))
            else:
                values.append(b.coerce(arg, type_))
            continue
        value = build(b, arg, type_ if not isinstance(type_, (RefType, PtrType)) else None)
        if b.metal and signature.entry and value.type is not OBJ:
            value = b.coerce(value, OBJ)
        with b.at(arg):
            values.append(b.coerce(value, type_))
    return b.call_native(function, *values)
