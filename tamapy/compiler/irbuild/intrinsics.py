"""Calls that the compiler knows: conversions, ``cast``, and the intrinsics of ``tamapy.metal``."""

from __future__ import annotations

import ast
from collections.abc import Callable

import tamapy.metal as metal
from tamapy.compiler.ir import ops
from tamapy.compiler.ir.ops import Fails, Literal, Number, Primitive, Value
from tamapy.compiler.ir.types import (
    BOOL,
    F64,
    OBJ,
    U8X8,
    U32,
    U64,
    VOID,
    IntType,
    IRType,
    PtrType,
    VectorType,
    int_type,
    is_pointer,
    ptr_type,
)
from tamapy.compiler.irbuild.builder import Builder
from tamapy.compiler.irbuild.dispatch import build

Handler = Callable[[Builder, ast.Call], Value]
INTRINSICS: dict[int, Handler] = {}


def _intrinsic(name: str) -> Callable[[Handler], Handler]:
    def register(handler: Handler) -> Handler:
        INTRINSICS[id(getattr(metal, name))] = handler
        return handler

    return register


def convert(b: Builder, type_: IRType, node: ast.Call) -> Value:
    """``u32(x)``, ``f64(x)``, ``bool(x)``, ``Ptr[T](address)``."""
    if len(node.args) != 1 or node.keywords:
        b.error(f"{type_} takes one value", node)
    value = build(b, node.args[0])
    return convert_value(b, value, type_)


def convert_value(b: Builder, value: Value, type_: IRType) -> Value:
    """An explicit conversion between machine types."""
    if isinstance(value, Literal):
        number = value.value
        if isinstance(type_, IntType):
            number = int(number) & ((1 << type_.bits) - 1)
        return b.coerce(Literal(number, value.type), type_)
    have = value.type
    if have == type_:
        return value
    if isinstance(type_, PtrType):
        if isinstance(have, IntType):
            return b.emit(ops.Convert("inttoptr", b.convert_int(value, b.usize), type_))
        b.error(f"{have} is no address")
    if isinstance(type_, IntType):
        if isinstance(have, IntType):
            return b.convert_int(value, type_)
        if have is F64:
            return b.emit(ops.Convert("fptosi" if type_.signed else "fptoui", value, type_))
        if have is BOOL:
            return b.emit(ops.Convert("zext", value, type_))
    if isinstance(type_, VectorType):
        return b.emit(Primitive("splat", (b.coerce(value, type_.lane),), type_))
    if type_ is F64 and isinstance(have, IntType):
        return b.emit(ops.Convert("sitofp" if have.signed else "uitofp", value, F64))
    if type_ is F64 and have is BOOL:
        return b.emit(ops.Convert("uitofp", value, F64))
    if type_ is BOOL:
        return b.truth(value)
    return b.coerce(value, type_)


def _args(b: Builder, node: ast.Call, count: int) -> list[Value]:
    if len(node.args) != count or node.keywords:
        b.error(f"this intrinsic takes {count} arguments", node)
    return [build(b, a) for a in node.args]


def _same_type(b: Builder, node: ast.Call, count: int) -> list[Value]:
    values = _args(b, node, count)
    type_ = next((v.type for v in values if not isinstance(v, Literal)), b.isize)
    return [b.coerce(v, type_) for v in values]


def _type_arg(b: Builder, node: ast.expr) -> IRType:
    return b.program.types.evaluate(node, b.source)


@_intrinsic("cast")
def _cast(b: Builder, node: ast.Call) -> Value:
    type_ = _type_arg(b, node.args[0])
    value = build(b, node.args[1])
    if not is_pointer(value.type) or not is_pointer(type_):
        b.error("cast is for pointers, references and objects", node)
    return b.reinterpret(value, type_)


@_intrinsic("sizeof")
def _sizeof(b: Builder, node: ast.Call) -> Value:
    type_ = _type_arg(b, node.args[0])
    return b.number(b.program.types.element_size(type_))


@_intrinsic("null")
def _null(b: Builder, node: ast.Call) -> Value:
    return b.null(_type_arg(b, node.args[0]))


@_intrinsic("is_null")
def _is_null(b: Builder, node: ast.Call) -> Value:
    (value,) = _args(b, node, 1)
    return b.is_null(value)


@_intrinsic("address_of")
def _address_of(b: Builder, node: ast.Call) -> Value:
    (value,) = _args(b, node, 1)
    return b.emit(ops.Convert("ptrtoint", value, b.usize))


@_intrinsic("type_of")
def _type_of(b: Builder, node: ast.Call) -> Value:
    (value,) = _args(b, node, 1)
    type_ = b.program.types.named("Type")
    return b.emit(Primitive("type_of", (b.reinterpret(value, OBJ),), type_))


@_intrinsic("type_object")
def _type_object(b: Builder, node: ast.Call) -> Value:
    value = build(b, node.args[0])
    return b.reinterpret(value, b.program.types.named("Type"))


@_intrinsic("is_small")
def _is_small(b: Builder, node: ast.Call) -> Value:
    (value,) = _args(b, node, 1)
    return b.emit(Primitive("small.is", (value,), BOOL))


@_intrinsic("small_value")
def _small_value(b: Builder, node: ast.Call) -> Value:
    (value,) = _args(b, node, 1)
    return b.emit(Primitive("small.value", (value,), b.isize))


@_intrinsic("make_small")
def _make_small(b: Builder, node: ast.Call) -> Value:
    (value,) = _args(b, node, 1)
    return b.emit(Primitive("small.make", (b.coerce(value, b.isize),), OBJ))


@_intrinsic("volatile_load")
def _volatile_load(b: Builder, node: ast.Call) -> Value:
    (pointer,) = _args(b, node, 1)
    assert isinstance(pointer.type, PtrType)
    return b.emit(ops.Load(pointer, pointer.type.item, volatile=True))


@_intrinsic("volatile_store")
def _volatile_store(b: Builder, node: ast.Call) -> Value:
    pointer, value = _args(b, node, 2)
    assert isinstance(pointer.type, PtrType)
    return b.emit(ops.Store(pointer, b.coerce(value, pointer.type.item), volatile=True))


@_intrinsic("stack_array")
def _stack_array(b: Builder, node: ast.Call) -> Value:
    item = _type_arg(b, node.args[0])
    count = build(b, node.args[1])
    if not isinstance(count, Literal):
        b.error("stack_array takes a constant count", node)
    size = b.program.types.element_size(item)
    op = b.emit(ops.StackArray(item, size, count.value))
    op.type = ptr_type(item)
    return op


def _bit_intrinsic(name: str, llvm: str) -> None:
    @_intrinsic(name)
    def handler(b: Builder, node: ast.Call) -> Value:
        (value,) = _same_type(b, node, 1)
        return b.emit(Primitive(llvm, (value,), value.type))


for _name, _llvm in (("clz", "ctlz"), ("ctz", "cttz"), ("popcount", "ctpop"), ("bswap", "bswap")):
    _bit_intrinsic(_name, _llvm)


@_intrinsic("pick")
def _pick(b: Builder, node: ast.Call) -> Value:
    first, second, places = _args(b, node, 3)
    given = places.value if isinstance(places, ops.Constant) else None
    if not isinstance(given, tuple) or len(given) != 8 or not set(given) <= set(range(16)):
        b.error("pick takes a constant tuple of eight numbers of sixteen lanes", node)
    both = (b.coerce(first, U8X8), b.coerce(second, U8X8))
    return b.emit(Primitive("pick", (*both, *(Number(n, U32) for n in given)), U8X8))


def _overflow(name: str, llvm: str) -> None:
    @_intrinsic(name)
    def handler(b: Builder, node: ast.Call) -> Value:
        left, right = _same_type(b, node, 2)
        assert isinstance(left.type, IntType)
        sign = "s" if left.type.signed else "u"
        return b.emit(Primitive(f"{sign}{llvm}.overflows", (left, right), BOOL))


for _name, _llvm in (
    ("add_overflows", "add"), ("sub_overflows", "sub"), ("mul_overflows", "mul"),
):
    _overflow(_name, _llvm)


@_intrinsic("mulhi")
def _mulhi(b: Builder, node: ast.Call) -> Value:
    left, right = _same_type(b, node, 2)
    return b.emit(Primitive("mulhi", (left, right), left.type))


@_intrinsic("f64_bits")
def _f64_bits(b: Builder, node: ast.Call) -> Value:
    (value,) = _args(b, node, 1)
    return b.emit(ops.Convert("bitcast", b.coerce(value, F64), U64))


@_intrinsic("f64_from_bits")
def _f64_from_bits(b: Builder, node: ast.Call) -> Value:
    (value,) = _args(b, node, 1)
    return b.emit(ops.Convert("bitcast", b.coerce(value, U64), F64))


def _float_intrinsic(name: str, llvm: str, count: int) -> None:
    @_intrinsic(name)
    def handler(b: Builder, node: ast.Call) -> Value:
        values = tuple(b.coerce(v, F64) for v in _args(b, node, count))
        return b.emit(Primitive(llvm, values, F64))


for _name, _llvm, _count in (("f64_sqrt", "sqrt", 1), ("f64_fma", "fma", 3)):
    _float_intrinsic(_name, _llvm, _count)


@_intrinsic("f64_floor")
def _f64_floor(b: Builder, node: ast.Call) -> Value:
    (value,) = _args(b, node, 1)
    return b.call_native(b.program.runtime("machine.floor"), b.coerce(value, F64))


@_intrinsic("copy_bytes")
def _copy_bytes(b: Builder, node: ast.Call) -> Value:
    dst, src, count = _args(b, node, 3)
    return b.emit(Primitive("memmove", (dst, src, b.coerce(count, b.usize)), VOID))


@_intrinsic("fill_bytes")
def _fill_bytes(b: Builder, node: ast.Call) -> Value:
    dst, value, count = _args(b, node, 3)
    byte = convert_value(b, value, int_type(8, False))
    return b.emit(Primitive("memset", (dst, byte, b.coerce(count, b.usize)), VOID))


@_intrinsic("prefetch")
def _prefetch(b: Builder, node: ast.Call) -> Value:
    (address,) = _args(b, node, 1)
    return b.emit(Primitive("prefetch", (b.coerce(address, b.usize),), VOID))


@_intrinsic("frame_address")
def _frame_address(b: Builder, node: ast.Call) -> Value:
    return b.emit(Primitive("frameaddress", (), b.usize))


@_intrinsic("attempt")
def _attempt(b: Builder, node: ast.Call) -> Value:
    (value,) = _args(b, node, 1)
    if not isinstance(value, (ops.Call, ops.Primitive)):
        b.error("attempt takes a call", node)
    value.fails = Fails.NEVER
    return value


@_intrinsic("invoke")
def _invoke(b: Builder, node: ast.Call) -> Value:
    entry, function, arguments = _args(b, node, 3)
    values = (b.coerce(entry, b.usize), b.reinterpret(function, OBJ), arguments)
    return b.emit(Primitive("invoke", values, OBJ))


@_intrinsic("address_of_function")
def _address_of_function(b: Builder, node: ast.Call) -> Value:
    function = build(b, node.args[0])
    assert isinstance(function, ops.Constant)
    symbol = b.program.signature(function.value).symbol
    address = ops.Symbol(symbol, OBJ, function.value)
    return b.emit(ops.Convert("ptrtoint", address, b.usize))


@_intrinsic("linker_symbol")
def _linker_symbol(b: Builder, node: ast.Call) -> Value:
    name = node.args[0]
    assert isinstance(name, ast.Constant) and isinstance(name.value, str)
    return b.emit(ops.Convert("ptrtoint", ops.Symbol(name.value), b.usize))


def _numbers(*values: int) -> tuple[Value, ...]:
    return tuple(Number(value, int_type(32, False)) for value in values)


def _barrier(name: str, llvm: str, option: int, old: tuple[int, int]) -> None:
    @_intrinsic(name)
    def handler(b: Builder, node: ast.Call) -> Value:
        if b.program.target.cp15_barriers:
            return b.emit(Primitive("arm.mcr", _numbers(15, 0, 0, 7, *old), VOID))
        return b.emit(Primitive(llvm, _numbers(option), VOID))


# With the operation of coprocessor 15, c7, that ARMv6 has in place of the instruction: CRm and
# op2 (ARM1176JZF-S Technical Reference Manual, ARM DDI 0301H, 3.2.22).
for _name, _llvm, _option, _old in (
    ("dmb", "arm.dmb", 15, (10, 5)), ("dsb", "arm.dsb", 15, (10, 4)),
    ("isb", "arm.isb", 15, (5, 4)), ("wfi", "arm.hint", 3, (0, 4)),
):
    _barrier(_name, _llvm, _option, _old)


def _coprocessor(name: str, llvm: str, result: IRType) -> None:
    @_intrinsic(name)
    def handler(b: Builder, node: ast.Call) -> Value:
        u32 = int_type(32, False)
        values = tuple(b.coerce(build(b, a), u32) for a in node.args)
        return b.emit(Primitive(llvm, values, result, Fails.NEVER))


for _name, _llvm, _result in (
    ("mrc", "arm.mrc", int_type(32, False)), ("mcr", "arm.mcr", VOID), ("mrrc", "arm.mrrc", U64),
):
    _coprocessor(_name, _llvm, _result)
