"""DWARF metadata: each instruction's line of Python, and for debuggers the variables."""

from __future__ import annotations

import os

from tamapy.compiler.ir import ops
from tamapy.compiler.ir.types import BOOL, F64, NUMBER, OBJ, IntType, IRType, PtrType, RefType
from tamapy.runtime.layout import Object

#: What gdb's script goes by (``tamapy.debugger``): a value of Python's, the cell of a variable
#: that functions share, a float with or without an object.
OBJECT_TYPE, CELL_TYPE, NUMBER_TYPE = "object", "cell", "number"


class DebugInfo:
    """Numbers and writes the metadata of one LLVM module.

    Nodes 0 and 1 are the branch weights of unlikely and likely branches. With ``variables`` there
    is more than lines: functions by the names Python has for them, and their variables.
    """

    def __init__(self, word_bits: int = 32, variables: bool = False) -> None:
        self.variables = variables
        self.nodes: list[str] = [
            '!{!"branch_weights", i32 1, i32 2000}',
            '!{!"branch_weights", i32 2000, i32 1}',
        ]
        self._bits = word_bits
        self._files: dict[str, int] = {}
        self._locations: dict[tuple[int, int, int], int] = {}
        self._types: dict[str, int] = {}
        self._type = self._node("!DISubroutineType(types: !{})")
        self._unit = self._node("")

    def _node(self, text: str) -> int:
        self.nodes.append(text)
        return len(self.nodes) - 1

    def file(self, filename: str) -> int:
        """A source file."""
        found = self._files.get(filename)
        if found is None:
            directory, name = os.path.split(filename)
            found = self._files[filename] = self._node(
                f'!DIFile(filename: "{_quote(name)}", directory: "{_quote(directory)}")'
            )
        return found

    def subprogram(self, function: ops.Function) -> int:
        """A function's scope."""
        file = self.file(function.filename)
        # gdb prefers what a linker calls a function.
        linkage = f'linkageName: "{_quote(function.symbol)}", ' if not self.variables else ""
        start = _body_line(function) if self.variables else function.line
        return self._node(
            f'distinct !DISubprogram(name: "{_quote(function.name)}", '
            f"{linkage}scope: !{file}, file: !{file}, "
            f"line: {function.line}, type: !{self._type}, scopeLine: {start}, "
            f"spFlags: DISPFlagDefinition, unit: !{self._unit})"
        )

    def location(self, line: int, column: int, scope: int) -> int:
        """A place in a function. Debuggers go by lines."""
        column = 0 if self.variables else column
        key = (line, column, scope)
        found = self._locations.get(key)
        if found is None:
            found = self._locations[key] = self._node(
                f"!DILocation(line: {line}, column: {column}, scope: !{scope})"
            )
        return found

    def declare(
        self, register: ops.Register, function: ops.Function, scope: int, place: str,
        framed: int | None = None,
    ) -> str:
        """The record that tells of a variable's place: a slot in the stack's frame.

        With ``framed`` the slot has the address of a generator, and the variable, an object,
        lies so many bytes behind that.
        """
        kind = self.type_of(register if framed is None or register.shared else OBJ)
        names = parameters(function)
        name, number = register.variable, ""
        if name in names:
            number = f"arg: {names.index(name) + 1}, "
        variable = self._node(
            f'!DILocalVariable(name: "{_quote(name)}", {number}scope: !{scope}, '
            f"file: !{self.file(function.filename)}, line: {function.line}, type: !{kind})"
        )
        way = "" if framed is None else f"DW_OP_deref, DW_OP_plus_uconst, {framed}"
        location = self.location(function.line, 0, scope)
        return f"#dbg_declare(ptr {place}, !{variable}, !DIExpression({way}), !{location})"

    def type_of(self, what: ops.Register | IRType) -> int:
        """The node of a type, or of a variable's."""
        type_ = what.type if isinstance(what, ops.Register) else what
        if isinstance(what, ops.Register) and what.shared:
            return self._basic(CELL_TYPE, self._bits, "unsigned")
        if type_ is F64:
            return self._basic(type_.name, 64, "float")
        if type_ is BOOL:
            return self._basic(type_.name, 8, "boolean")
        if isinstance(type_, IntType):
            return self._basic(type_.name, type_.bits, "signed" if type_.signed else "unsigned")
        if type_ is NUMBER:
            return self._number()
        if isinstance(type_, PtrType) or (
            isinstance(type_, RefType) and not issubclass(type_.struct, Object)
        ):
            return self._basic("address", self._bits, "unsigned")
        return self._basic(OBJECT_TYPE, self._bits, "unsigned")

    def _basic(self, name: str, bits: int, encoding: str) -> int:
        if name not in self._types:
            self._types[name] = self._node(
                f'!DIBasicType(name: "{name}", size: {bits}, encoding: DW_ATE_{encoding})'
            )
        return self._types[name]

    def _number(self) -> int:
        """A structure of an object and a double (``ir.types.NUMBER``)."""
        if NUMBER_TYPE not in self._types:
            members = [
                self._node(
                    f'!DIDerivedType(tag: DW_TAG_member, name: "{name}", size: {bits}, '
                    f"offset: {offset}, baseType: !{self.type_of(type_)})"
                )
                for name, type_, bits, offset in (
                    ("object", OBJ, self._bits, 0), ("value", F64, 64, 64),
                )
            ]
            items = self._node("!{" + ", ".join(f"!{member}" for member in members) + "}")
            self._types[NUMBER_TYPE] = self._node(
                f'!DICompositeType(tag: DW_TAG_structure_type, name: "{NUMBER_TYPE}", '
                f"size: 128, elements: !{items})"
            )
        return self._types[NUMBER_TYPE]

    def text(self) -> str:
        """All metadata of the module."""
        first = next(iter(self._files.values()), None)
        if first is None:
            first = self.file("none.py")
        kind = "FullDebug" if self.variables else "LineTablesOnly"
        # On ARM gdb believes the lines of GNU's compilers and of clang where prologues end.
        producer = "clang of tamapy" if self.variables else "tamapy"
        self.nodes[self._unit] = (
            f'distinct !DICompileUnit(language: DW_LANG_Python, file: !{first}, '
            f'producer: "{producer}", isOptimized: true, runtimeVersion: 0, '
            f"emissionKind: {kind})"
        )
        flags = [
            self._node('!{i32 7, !"Dwarf Version", i32 4}'),
            self._node('!{i32 2, !"Debug Info Version", i32 3}'),
        ]
        lines = [f"!{i} = {text}" for i, text in enumerate(self.nodes)]
        lines.append(f"!llvm.dbg.cu = !{{!{self._unit}}}")
        lines.append("!llvm.module.flags = !{" + ", ".join(f"!{f}" for f in flags) + "}")
        return "\n".join(lines) + "\n"


def parameters(function: ops.Function) -> tuple[str, ...]:
    """The names of a function's parameters."""
    code = function.code
    if code is None:
        return ()
    count = code.co_argcount + code.co_kwonlyargcount
    count += bool(code.co_flags & 4) + bool(code.co_flags & 8)
    return tuple(code.co_varnames[:count])


def _body_line(function: ops.Function) -> int:
    """The line of the first statement.

    A breakpoint at a function is meant for where its parameters are there. gdb takes the code after
    the first few instructions for that, but for code of earlier lines than theirs.
    """
    return next((
        op.position.line for block in function.blocks for op in block.ops
        if op.position.line > function.line
    ), function.line)


def _quote(text: str) -> str:
    return "".join(
        c if c.isprintable() and c not in '"\\' and c.isascii() else f"\\{ord(c) & 255:02X}"
        for c in text
    )
