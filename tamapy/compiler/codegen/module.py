"""IR functions gathered into LLVM modules, a shard for each Python module."""

from __future__ import annotations

import importlib
import re
import sys
import unicodedata
from collections.abc import Mapping
from typing import Any

from tamapy.compiler.cache import cached_text, source_of
from tamapy.compiler.codegen.debuginfo import DebugInfo
from tamapy.compiler.codegen.emitter import Emitter, Names
from tamapy.compiler.codegen.primitives import ARM_DECLARATIONS, DECLARATIONS
from tamapy.compiler.ir import ops
from tamapy.compiler.ir.types import F64, OBJ, IntType, IRType, RefType
from tamapy.compiler.program import Program
from tamapy.compiler.target import Target
from tamapy.runtime.layout import Object

_WIDTHS = (8, 16, 32, 64)
_INTRINSICS = re.compile(r"@(llvm\.[\w.]+)\(")


#: Copies of functions of so few operations are inlined wherever they are called.
ALWAYS_INLINED = 6

#: Rooms whose functions debuggers know by lines only.
UNDER_PYTHON = ("tamapy.runtime", "tamapy.arm", "tamapy.amd64")

#: The modules of static declarations, and of what is remembered of globals.
STATICS = "statics"
GLOBALS = "globals"


class ModuleWriter:
    """Writes the LLVM modules of a program: one for each shard, and the statics."""

    def __init__(
        self, program: Program, names: Names, shards: Mapping[str, list[ops.Function]],
        copies: Mapping[str, ops.Function], debug: bool = False,
    ) -> None:
        self.program = program
        self.shards = shards
        self.names = names
        self._copies = copies
        self._shortest = {s: f for s, f in copies.items() if f.length <= ALWAYS_INLINED}
        self._debug = debug

    def modules(self) -> list[str]:
        """The names of the modules in the order they are linked."""
        return [*self.shards, STATICS, GLOBALS]

    def size(self, module: str) -> int:
        """How many operations are in a module."""
        return sum(f.length for f in self.shards.get(module, ()))

    def text(self, module: str) -> str:
        """A module's text."""
        target = self.program.target
        if module == STATICS:
            return statics_text(target, self.program)
        if module == GLOBALS:
            return globals_text(target, self.program)
        return self.shard(module, self.names, self.copies(module))

    def shard(self, module: str, names: Names, copies: Mapping[str, ops.Function]) -> str:
        """The text of one that is made of functions."""
        debug = self.is_debugged(module)
        return shard_text(self.program.target, self.shards[module], names, copies, debug)

    def copies(self, module: str) -> Mapping[str, ops.Function]:
        """The functions that a module may have copies of."""
        return self._shortest if self.is_glue(module) else self._copies

    def is_debugged(self, module: str) -> bool:
        """Whether debuggers are told of a module's variables: not of what lies under Python."""
        return self._debug and module in self.shards and not module.startswith(UNDER_PYTHON)

    def is_glue(self, module: str) -> bool:
        """Whether a module does little but call the runtime: there is little to optimise."""
        return not any(f.computes for f in self.shards.get(module, ()))


def shard_text(
    target: Target,
    functions: list[ops.Function],
    names: Names,
    copies: Mapping[str, ops.Function],
    variables: bool = False,
) -> str:
    """The LLVM module of some functions; with ``variables`` debuggers are told of theirs.

    Functions of ``copies`` that they call are in it too, for inlining only; the shortest are
    inlined whatever they are called for.
    """
    debug = DebugInfo(target.bits, variables)
    bodies: list[str] = []
    used: set[str] = set()
    declared: dict[str, str] = {}
    defined = {function.symbol for function in functions}

    def define(function: ops.Function) -> str:
        nonlocal used, declared
        emitter = Emitter(function, names, debug)
        body = emitter.emit()
        used |= emitter.externals
        declared |= emitter.declared
        return body

    for function in functions:
        bodies.append(define(function))
    while wanted := sorted(symbol for symbol in used - defined if symbol in copies):
        for symbol in wanted:
            defined.add(symbol)
            body = define(copies[symbol])
            body = body.replace("define ", "define available_externally ", 1)
            if copies[symbol].length <= ALWAYS_INLINED:
                body = body.replace(" !dbg", " alwaysinline !dbg", 1)
            bodies.append(body)
    add = names.add_traceback
    lines = _head(target)
    for symbol in sorted(used - defined):
        if symbol == add:
            lines.append(f'declare dso_local void @"{symbol}"(ptr, i32) #1')
        elif symbol in declared:
            lines.append(declared[symbol] + " #0")
        elif symbol in names.native_types:
            lines.append(names.native_types[symbol] + " #0")
        else:
            lines.append(f'@"{symbol}" = external dso_local global i8, align {target.word}')
    lines.append(_declarations(target, "\n".join(bodies)))
    lines += bodies
    lines.append(_attributes(target))
    lines.append(debug.text())
    return "\n".join(lines)


def _declarations(target: Target, body: str) -> str:
    word = f"i{target.bits}"
    lines = DECLARATIONS.replace("{W}", word).split("\n")
    if target.machine == "arm":
        lines += ARM_DECLARATIONS.split("\n")
    for bits in _WIDTHS:
        t = f"i{bits}"
        lines += [
            f"declare {t} @llvm.ctlz.{t}({t}, i1)", f"declare {t} @llvm.cttz.{t}({t}, i1)",
            f"declare {t} @llvm.ctpop.{t}({t})",
        ]
        if bits > 8:
            lines.append(f"declare {t} @llvm.bswap.{t}({t})")
        for sign in "su":
            for op in ("add", "sub", "mul"):
                lines.append(
                    f"declare {{{t}, i1}} @llvm.{sign}{op}.with.overflow.{t}({t}, {t})"
                )
    called = set(_INTRINSICS.findall(body))
    return "\n".join(line for line in lines if line and _INTRINSICS.findall(line)[0] in called)


def _attributes(target: Target) -> str:
    common = 'nounwind "frame-pointer"="all" "no-builtins" "no-jump-tables"="false"'
    if target.machine == "arm":
        common += f' "target-cpu"="{target.cpu}"'
    groups = (common, f"{common} cold", f"{common} minsize optsize")
    return "".join(f"attributes #{i} = {{ {group} }}\n" for i, group in enumerate(groups))


def _head(target: Target) -> list[str]:
    return [f'target triple = "{target.triple}"', f'target datalayout = "{target.data_layout}"', ""]


def globals_text(target: Target, program: Program) -> str:
    """The module that defines what is remembered of globals and attributes, in one run."""
    # An alias tells its own size if what it is part of has no name in the object.
    room = "__memories.room"
    lines = [_alias("__memories", room, 0, 0)]
    offset = 0
    for name in sorted(program.memories):
        size = program.types.layout(program.memories[name]).size
        lines.append(_alias(name, room, offset, size))
        offset += size
    lines.append(_alias("__memories_end", room, offset, 0))
    whole = f'@"{room}" = private global [{offset} x i8] zeroinitializer, align 16'
    return "\n".join([*_head(target), whole, *lines, ""])


def _alias(name: str, room: str, offset: int, size: int) -> str:
    place = f'getelementptr (i8, ptr @"{room}", i32 {offset})'
    return f'@"{name}" = dso_local alias [{size} x i8], ptr {place}'


def statics_text(target: Target, program: Program) -> str:
    """The module that defines the static declarations."""
    lines = _head(target)
    for name, static in sorted(program.types.statics.values(), key=lambda item: item[0]):
        lines.append(_static(program, name, static))
    lines.append(_static_roots(target, program))
    return "\n".join(lines) + "\n"


def _static_roots(target: Target, program: Program) -> str:
    """The table of words in static declarations that refer to objects: a count, addresses.

    The rest of them is raw: random numbers, tables of the MMU. Taken for addresses, such
    words would keep garbage alive.
    """
    word = f"i{target.bits}"
    places = []
    for name, static in sorted(program.types.statics.values(), key=lambda item: item[0]):
        for offset in _references(program, static):
            address = f'getelementptr (i8, ptr @"{name}", i32 {offset})'
            places.append(f"{word} ptrtoint (ptr {address} to {word})")
    rows = ", ".join([f"{word} {len(places)}", *places])
    return f'@"__static_roots" = dso_local constant [{len(places) + 1} x {word}] [{rows}], align 16'


def _references(program: Program, static: Any) -> list[int]:
    """Offsets of the words of a static declaration that refer to objects."""
    types = program.types
    if static.kind == "const":
        return []
    if static.kind == "struct":
        fields = types.layout(static.type).fields
        return [fields[f][0] for f in fields if _is_traced(types.field(static.type, f)[1])]
    if _is_traced(types.of(static.type)):
        return [i * types.target.word for i in range(static.count)]
    return []


def _is_traced(type_: IRType) -> bool:
    if isinstance(type_, RefType):
        return issubclass(type_.struct, Object)
    return type_ is OBJ


def _static(program: Program, name: str, static: Any) -> str:
    if static.kind == "struct":
        size = program.types.layout(static.type).size
        return f'@"{name}" = dso_local global [{size} x i8] zeroinitializer, align 16'
    item = program.types.of(static.type)
    size = program.types.element_size(item)
    if static.kind == "array":
        room = f"[{size * static.count} x i8]"
        return f'@"{name}" = dso_local global {room} zeroinitializer, align 16'
    if static.computed:
        return cached_text("tables", _table_key(name), lambda: _constant(name, item, static))
    return _constant(name, item, static)


def _constant(name: str, item: Any, static: Any) -> str:
    spelled = ", ".join(f"{item.llvm} {_spell(item, v)}" for v in static.values)
    return f'@"{name}" = dso_local constant [{static.count} x {item.llvm}] [{spelled}], align 16'


def _table_key(name: str) -> tuple[str, ...]:
    """What a computed table depends on: the source of its module, and this Python's data."""
    module = importlib.import_module(name.removeprefix("static:").rpartition(".")[0])
    return (name, source_of(module), sys.version, unicodedata.unidata_version)


def _spell(item: Any, value: Any) -> str:
    if item is F64:
        import struct

        return f"0x{struct.unpack('<Q', struct.pack('<d', value))[0]:016X}"
    assert isinstance(item, IntType)
    return str(int(value))


