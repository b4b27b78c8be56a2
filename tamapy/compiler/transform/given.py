"""Functions that callers who know them give their parameters in registers.

An entry takes the function and an array of its parameters. Of a function that a call names, the
body becomes a native function of its own, ``SYMBOL:given``, which takes the few parameters as they
are, and the entry fetches them for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from types import CodeType

from tamapy.compiler.ir import ops
from tamapy.compiler.ir.ops import Block, Fails, Register, Value
from tamapy.compiler.ir.types import OBJ, IntType, IRType, PtrType

#: With the function itself they fill the registers that ARM has for parameters.
MOST = 3
SUFFIX = ":given"
#: Of generators, coroutines and asynchronous generators: what is called makes an object.
_SUSPENDS = 0x20 | 0x80 | 0x200


def is_possible(code: CodeType) -> bool:
    """Whether a function takes so few parameters, and runs when it is called."""
    return code.co_argcount <= MOST and not code.co_flags & _SUSPENDS


def apply(functions: dict[str, ops.Function], symbols: Iterable[str], usize: IRType) -> None:
    """Divide the functions of some symbols into an entry and a body."""
    assert isinstance(usize, IntType)
    for symbol in sorted(symbols):
        body = _body(functions[symbol])
        functions[body.symbol] = body
        functions[symbol] = _entry(functions[symbol], body, usize)


def _body(entry: ops.Function) -> ops.Function:
    function, arguments = entry.params
    params: dict[int, Register] = {}
    reads: dict[int, ops.Read] = {}
    for block in entry.blocks:
        for i, op in enumerate(block.ops):
            op.args = tuple(reads.get(id(arg), arg) for arg in op.args)
            index = _parameter(op, arguments)
            if index is not None:
                register = params.setdefault(index, Register(f"given{index}", OBJ))
                read = ops.Read(register)
                read.position, read.handler = op.position, op.handler
                reads[id(op)] = block.ops[i] = read
        block.ops = [op for op in block.ops if arguments not in op.args]
    count = entry.code.co_argcount
    given = [params.get(i, Register(f"given{i}", OBJ)) for i in range(count)]
    return replace(entry, symbol=entry.symbol + SUFFIX, params=[function, *given])


def _parameter(op: ops.SimpleOp, arguments: Value) -> int | None:
    """Which parameter an operation fetches."""
    if not isinstance(op, ops.Load):
        return None
    (address,) = op.args
    if address is arguments:
        return 0
    if isinstance(address, ops.Offset) and address.args[0] is arguments:
        index = address.args[1]
        assert isinstance(index, ops.Number) and isinstance(index.value, int)
        return index.value
    return None


def _entry(whole: ops.Function, body: ops.Function, usize: IntType) -> ops.Function:
    function, arguments = whole.params
    assert isinstance(arguments.type, PtrType)
    block = Block("entry")
    values: list[Value] = [function]
    for i in range(len(body.params) - 1):
        address: Value = arguments
        if i:
            address = ops.Offset(arguments, ops.Number(i, usize), usize.bits // 8, arguments.type)
            block.ops.append(address)
        load = ops.Load(address, OBJ)
        block.ops.append(load)
        values.append(load)
    call = ops.Call(body.symbol, tuple(values), OBJ, Fails.NULL)
    block.ops += [call, ops.Return(call)]
    return replace(whole, blocks=[block], traced=False, exact=False, code=None)
