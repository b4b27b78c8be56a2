"""What debuggers are told of a function, and that ordinary builds have none of it."""

from __future__ import annotations

import io
import struct
from types import SimpleNamespace

from elftools.dwarf.callframe import CallFrameInfo
from elftools.dwarf.structs import DWARFStructs
from elftools.elf.elffile import ELFFile

from tamapy.compiler.codegen.debuginfo import CELL_TYPE, DebugInfo, parameters
from tamapy.compiler.codegen.objects import UNTOUCHED, compile_text
from tamapy.compiler.ir import ops
from tamapy.compiler.ir.types import BOOL, F64, NUMBER, OBJ, U32
from tamapy.compiler.link.callframes import call_frames
from tamapy.compiler.link.prologues import forget_marks
from tamapy.compiler.target import ARM
from tamapy.metal.glue import Glue

NAMES = ("pc", "cfa")  # what pyelftools has in a row beside registers
TEXT = """
target datalayout = "{layout}"
target triple = "{triple}"
define ptr @"m:add"(ptr %p) nounwind "frame-pointer"="all" !dbg !{scope} {{
  %left = alloca ptr
  %cell = alloca ptr
  %both = alloca {{ptr, double}}
  {records}
  store ptr %p, ptr %left, !dbg !{place}
  %v = load ptr, ptr %left, !dbg !{body}
  ret ptr %v, !dbg !{body}
}}
"""


def add(left, right, *, other=1, **more):
    """The function whose parameters are told."""
    both = left + right
    return both, other, more


def function():
    made = ops.Function("m:add", [], OBJ, filename="dir/m.py", line=3, name="add")
    made.code = add.__code__
    step = ops.Goto(ops.Block("end"))
    step.position = ops.Position(4, 4, 0, 0)
    made.blocks = [ops.Block("start", [step])]
    return made


def register(name, type_, shared=False):
    made = ops.Register(f"{name}.1", type_)
    made.variable, made.shared = name, shared
    return made


def compiled():
    """The object of a function with three variables."""
    debug, made = DebugInfo(32, variables=True), function()
    scope = debug.subprogram(made)
    records = [
        debug.declare(register("left", OBJ), made, scope, "%left"),
        debug.declare(register("more", OBJ, shared=True), made, scope, "%cell"),
        debug.declare(register("both", NUMBER), made, scope, "%both"),
        debug.declare(register("other", F64), made, scope, "%left", framed=40),
    ]
    places = {"place": debug.location(3, 1, scope), "body": debug.location(4, 1, scope)}
    text = TEXT.format(
        layout=ARM.data_layout, triple=ARM.triple, scope=scope, records="\n  ".join(records),
        **places,
    )
    return compile_text(text + debug.text(), ARM, UNTOUCHED)


def test_variables_in_dwarf():
    elf = ELFFile(io.BytesIO(compiled()))
    (unit,) = elf.get_dwarf_info().iter_CUs()
    found = {}
    for entry in unit.iter_DIEs():
        if entry.tag in ("DW_TAG_formal_parameter", "DW_TAG_variable"):
            kind = entry.get_DIE_from_attribute("DW_AT_type")
            found[entry.attributes["DW_AT_name"].value.decode()] = (
                entry.tag.rpartition("_")[2], kind.attributes["DW_AT_name"].value.decode()
            )
        elif entry.tag == "DW_TAG_subprogram":
            assert entry.attributes["DW_AT_name"].value == b"add"
            assert "DW_AT_linkage_name" not in entry.attributes
    assert found == {
        "left": ("parameter", "object"), "more": ("parameter", CELL_TYPE),
        "both": ("variable", "number"), "other": ("parameter", "object"),
    }


def test_types_of_machine_values():
    debug = DebugInfo(32, variables=True)
    for type_, part in ((U32, 'name: "u32", size: 32, encoding: DW_ATE_unsigned'),
                        (BOOL, "size: 8, encoding: DW_ATE_boolean"),
                        (F64, "size: 64, encoding: DW_ATE_float")):
        assert part in debug.nodes[debug.type_of(type_)]
        assert debug.type_of(type_) == debug.type_of(type_)


def test_parameters():
    assert parameters(function()) == ("left", "right", "other", "more")


def test_ordinary_builds_have_lines_only():
    debug = DebugInfo()
    debug.subprogram(function())
    text = debug.text()
    assert "LineTablesOnly" in text and 'linkageName: "m:add"' in text and "scopeLine: 3" in text
    debug = DebugInfo(variables=True)
    debug.subprogram(function())
    text = debug.text()
    assert "FullDebug" in text and "linkageName" not in text and "scopeLine: 4" in text


def test_marks_of_prologues():
    """They are gone, and nothing else of the line program is."""
    elf = ELFFile(io.BytesIO(compiled()))
    before = rows(elf)
    section = elf.get_section_by_name(".debug_line")
    data = bytearray(section.data())
    forget_marks(data)
    changed = bytearray(elf.stream.getvalue())
    at = section["sh_offset"]
    changed[at : at + len(data)] = data
    after = rows(ELFFile(io.BytesIO(bytes(changed))))
    assert any(row[2] for row in before) and not any(row[2] for row in after)
    assert [row[:2] for row in before] == [row[:2] for row in after]


def rows(elf):
    info = elf.get_dwarf_info()
    (unit,) = info.iter_CUs()
    states = [e.state for e in info.line_program_for_CU(unit).get_entries() if e.state]
    return [(state.address, state.line, state.prologue_end) for state in states]


def test_ways_out_of_routines():
    """What is told of the routine that spills the registers, as pyelftools reads it."""
    routine = Glue("spill", b"".join(struct.pack("<I", word) for word in (
        0xE92D4FF8, 0xED2D8B10, 0xE1A02000, 0xE12FFF32, 0xE28DD040, 0xE8BD8FF8,
    )), [], "", 0)
    other = Glue("other", struct.pack("<I", 0xE12FFF1E), [], "", 0)  # bx lr
    symbols = {"spill": SimpleNamespace(address=0x1000), "other": SimpleNamespace(address=0x2000)}
    data = call_frames([routine, other], symbols, 0)
    structs = DWARFStructs(little_endian=True, dwarf_format=32, address_size=4)
    info = CallFrameInfo(io.BytesIO(data), len(data), 0, structs)
    _, entry = info.get_entries()
    assert (entry["initial_location"], entry["address_range"]) == (0x1000, 24)
    table = entry.get_decoded().table
    assert [(row["pc"], row["cfa"].offset) for row in table] == [
        (0x1000, 0), (0x1004, 40), (0x1008, 104), (0x1014, 40),
    ]
    # push {r3-r11, lr} leaves lr highest, right below the caller's stack.
    saved = {register: rule.arg for register, rule in table[2].items() if register not in NAMES}
    assert saved == {14: -4} | {register: 4 * register - 52 for register in range(3, 12)}
