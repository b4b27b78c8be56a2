"""DWARF metadata: each instruction's line of Python."""

from __future__ import annotations

import os

from tamapy.compiler.ir import ops


class DebugInfo:
    """Numbers and writes the metadata of one LLVM module.

    Nodes 0 and 1 are the branch weights of unlikely and likely branches.
    """

    def __init__(self) -> None:
        self.nodes: list[str] = [
            '!{!"branch_weights", i32 1, i32 2000}',
            '!{!"branch_weights", i32 2000, i32 1}',
        ]
        self._files: dict[str, int] = {}
        self._locations: dict[tuple[int, int, int], int] = {}
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
        return self._node(
            f'distinct !DISubprogram(name: "{_quote(function.name)}", '
            f'linkageName: "{_quote(function.symbol)}", scope: !{file}, file: !{file}, '
            f"line: {function.line}, type: !{self._type}, scopeLine: {function.line}, "
            f"spFlags: DISPFlagDefinition, unit: !{self._unit})"
        )

    def location(self, line: int, column: int, scope: int) -> int:
        """A place in a function."""
        key = (line, column, scope)
        found = self._locations.get(key)
        if found is None:
            found = self._locations[key] = self._node(
                f"!DILocation(line: {line}, column: {column}, scope: !{scope})"
            )
        return found

    def text(self) -> str:
        """All metadata of the module."""
        first = next(iter(self._files.values()), None)
        if first is None:
            first = self.file("none.py")
        self.nodes[self._unit] = (
            f'distinct !DICompileUnit(language: DW_LANG_Python, file: !{first}, '
            f'producer: "tamapy", isOptimized: true, runtimeVersion: 0, '
            f"emissionKind: LineTablesOnly)"
        )
        flags = [
            self._node('!{i32 7, !"Dwarf Version", i32 4}'),
            self._node('!{i32 2, !"Debug Info Version", i32 3}'),
        ]
        lines = [f"!{i} = {text}" for i, text in enumerate(self.nodes)]
        lines.append(f"!llvm.dbg.cu = !{{!{self._unit}}}")
        lines.append("!llvm.module.flags = !{" + ", ".join(f"!{f}" for f in flags) + "}")
        return "\n".join(lines) + "\n"


def _quote(text: str) -> str:
    return "".join(
        c if c.isprintable() and c not in '"\\' and c.isascii() else f"\\{ord(c) & 255:02X}"
        for c in text
    )
