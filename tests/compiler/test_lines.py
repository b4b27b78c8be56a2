"""Tables of functions by address: lines read from LLVM's line programs, and how they are packed."""

from __future__ import annotations

import struct

import pytest

from tamapy.compiler.codegen.objects import compile_text
from tamapy.compiler.link.inputs import Layout
from tamapy.compiler.link.lines import frame_table, line_table
from tamapy.compiler.link.linker import link
from tamapy.compiler.target import TARGETS, Target

_TEXT = """
target datalayout = "{layout}"
target triple = "{triple}"

define void @other() nounwind {{
  ret void
}}

define void @first() nounwind !dbg !3 {{
  call void @other(), !dbg !7
  call void @other(), !dbg !8
  call void @other(), !dbg !10
  call void @other(), !dbg !9
  ret void, !dbg !9
}}

define void @second() nounwind !dbg !4 {{
  call void @other(), !dbg !11
  ret void, !dbg !11
}}

define void @_start() nounwind {{
  ret void
}}

!llvm.dbg.cu = !{{!0}}
!llvm.module.flags = !{{!12, !13}}
!0 = distinct !DICompileUnit(language: DW_LANG_Python, file: !1, isOptimized: true,
                             runtimeVersion: 0, emissionKind: LineTablesOnly)
!1 = !DIFile(filename: "a.py", directory: "")
!2 = !DIFile(filename: "inlined.py", directory: "")
!3 = distinct !DISubprogram(name: "first", file: !1, line: 10, scopeLine: 10, type: !6,
                            spFlags: DISPFlagDefinition, unit: !0)
!4 = distinct !DISubprogram(name: "second", file: !1, line: 300, scopeLine: 300, type: !6,
                            spFlags: DISPFlagDefinition, unit: !0)
!5 = distinct !DISubprogram(name: "inlined", file: !2, line: 1, scopeLine: 1, type: !6,
                            spFlags: DISPFlagDefinition, unit: !0)
!6 = !DISubroutineType(types: !{{}})
!7 = !DILocation(line: 400, column: 1, scope: !3)
!8 = !DILocation(line: 12, column: 1, scope: !3)
!9 = !DILocation(line: 13, column: 1, scope: !3)
!10 = !DILocation(line: 2, column: 1, scope: !5, inlinedAt: !9)
!11 = !DILocation(line: 301, column: 1, scope: !4)
!12 = !{{i32 7, !"Dwarf Version", i32 4}}
!13 = !{{i32 2, !"Debug Info Version", i32 3}}
"""


def _number(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def _lines(data: bytes, at: int) -> list[int]:
    """What the table says of a function, in the order of its code."""
    line, at = _number(data, at)
    found = [line]
    while True:
        step, at = _number(data, at)
        if not step:
            return found
        far, at = _number(data, at)
        line += -(far >> 1) if far & 1 else far >> 1
        found.append(line)


@pytest.fixture(params=sorted(TARGETS))
def target(request: pytest.FixtureRequest) -> Target:
    """Each processor."""
    return TARGETS[request.param]


def _object(target: Target) -> tuple[str, bytes]:
    text = _TEXT.format(triple=target.triple, layout=target.data_layout)
    return "a.o", compile_text(text, target, 0)


def test_lines_of_functions(target: Target) -> None:
    """The lines that calls are in; of code that was inlined, the line it was inlined into."""
    codes = {"first": "code of first", "second": "code of second"}
    table = line_table([_object(target)], codes, target.word)
    places = {
        function.symbol: lines.addend
        for function, lines in zip(table.relocs[::3], table.relocs[1::3], strict=True)
    }
    assert [reloc.symbol for reloc in table.relocs[2::3]] == list(codes.values())
    assert list(places) == ["first", "second"]
    assert _lines(table.data, places["first"]) == [10, 400, 12, 13]
    assert _lines(table.data, places["second"]) == [300, 301]


def test_rows_are_sorted_by_address(target: Target) -> None:
    """The linker sorts the functions of a table, whatever their names."""
    table = frame_table([("_start", "", ""), ("other", "", ""), ("first", "", "")], target.word)
    layout = Layout(target.machine, 0x10000, "_start")
    image = link([_object(target)], [table], [], layout, {})
    start = image.symbols["_frames_start"].address
    segment = next(s for s in image.segments if s.address <= start < s.address + s.size)
    form = "<10" + ("Q" if target.word == 8 else "I")
    count, *rows = struct.unpack_from(form, segment.data, start - segment.address)
    known = [image.symbols[name].address for name in ("other", "first", "_start")]
    assert count == 3 and rows[::3] == known == sorted(known)
