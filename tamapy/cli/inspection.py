"""What the bytes of an image come from: the work of ``tamapy inspect``."""

from __future__ import annotations

import bisect
import io
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from elftools.elf.elffile import ELFFile

from tamapy.compiler.errors import CompileError
from tamapy.compiler.load.world import PACKAGES_PREFIX, STDLIB_PREFIX
from tamapy.compiler.notes import SECTION
from tamapy.compiler.shown import TAMAPY_PREFIX

#: The first prefix of a file's name that fits tells the origin of its code.
ORIGINS = (
    (PACKAGES_PREFIX + "/", "PyPI package"),
    (STDLIB_PREFIX + "/", "CPython's Lib"),
    (TAMAPY_PREFIX + "/lib/", "tamapy.lib"),
    *((f"{TAMAPY_PREFIX}/{name}", "drivers") for name in ("soc/", "board/", "reg.py", "bits.py",
                                                          "dma/")),
    (TAMAPY_PREFIX + "/", "runtime"),
)
#: Origins that the loader gives to modules.
MODULE_ORIGINS = {
    "application": "application", "package": "PyPI package", "lib": "CPython's Lib",
    "tamapy.lib": "tamapy.lib", "exec": "application",
}
DRIVERS = (
    "tamapy.soc", "tamapy.storage", "tamapy.board", "tamapy.reg", "tamapy.bits", "tamapy.dma",
    "tamapy.ciphers",
)
ORDER = (
    "application", "PyPI package", "CPython's Lib", "tamapy.lib", "runtime", "drivers", "glue",
    "shared constants", "alignment",
)


def origin_of_file(filename: str) -> str:
    """Where a source file belongs."""
    found = (origin for prefix, origin in ORIGINS if filename.startswith(prefix))
    return next(found, "application")


@dataclass
class FunctionSize:
    """A function of the image."""

    name: str
    address: int
    size: int
    filename: str = ""
    line: int = 0
    origin: str = ""
    unmapped: int = 0  # bytes for which no line of Python is known


@dataclass
class Inspection:
    """Everything there is to tell."""

    functions: list[FunctionSize] = field(default_factory=list)
    code: Counter[str] = field(default_factory=Counter)
    data: Counter[str] = field(default_factory=Counter)
    raw: list[tuple[str, str, int]] = field(default_factory=list)
    mapped: int = 0
    unmapped: int = 0
    sections: dict[str, int] = field(default_factory=dict)

    @property
    def share(self) -> float:
        """The share of the code's bytes that map to a line of Python, in per cent."""
        total = self.mapped + self.unmapped
        return 100 * self.mapped / total if total else 0.0


class _Lines:
    """Runs of addresses with their file and line."""

    def __init__(self, elf: ELFFile) -> None:
        self.runs: list[tuple[int, int, str, int]] = []
        if elf.has_dwarf_info():
            for unit in elf.get_dwarf_info().iter_CUs():
                self._read(elf.get_dwarf_info(), unit)
        self.runs.sort()
        self._starts = [run[0] for run in self.runs]

    def _read(self, dwarf: Any, unit: Any) -> None:
        program = dwarf.line_program_for_CU(unit)
        if program is None:
            return
        names = [_file_name(program.header, unit, entry) for entry in program["file_entry"]]
        before: Any = None
        place = ("", 0)
        for entry in program.get_entries():
            state = entry.state
            if state is None:
                continue
            if before is not None and state.address > before:
                self.runs.append((before, state.address, *place))
            # Line 0 marks what several lines share: it counts for the one before it.
            if state.line or not place[1]:
                place = (names[state.file - 1], state.line)
            before = state.address
            if state.end_sequence:
                before, place = None, ("", 0)

    def within(self, start: int, end: int) -> list[tuple[int, int, str, int]]:
        """The runs of a range of addresses, cut to it."""
        found = []
        at = max(bisect.bisect_right(self._starts, start) - 1, 0)
        while at < len(self.runs) and self.runs[at][0] < end:
            low, high, filename, line = self.runs[at]
            if high > start:
                found.append((max(low, start), min(high, end), filename, line))
            at += 1
        return found


def _file_name(header: Any, unit: Any, entry: Any) -> str:
    name = str(entry.name.decode())
    if name.startswith("/"):
        return name
    if entry.dir_index:
        directory = header["include_directory"][entry.dir_index - 1].decode()
        return f"{directory}/{name}"
    top = unit.get_top_DIE().attributes.get("DW_AT_comp_dir")
    return f"{top.value.decode()}/{name}" if top is not None and top.value else name


def inspect_elf(data: bytes) -> Inspection:
    """Take an image apart. Raises :class:`CompileError` for a file that tells nothing."""
    try:
        elf = ELFFile(io.BytesIO(data))
    except Exception:
        raise CompileError("this is not an ELF file; build one with --format elf") from None
    section: Any = elf.get_section_by_name(SECTION)
    table: Any = elf.get_section_by_name(".symtab")
    if section is None or table is None:
        raise CompileError(
            "the image has no symbols", hint="it was stripped, or was not made by 'tamapy build'"
        )
    notes = json.loads(section.data())
    result = Inspection()
    for name in (".text", ".rodata", ".data", ".bss"):
        found = elf.get_section_by_name(name)
        result.sections[name] = found["sh_size"] if found is not None else 0
    _inspect_code(result, elf, table, notes)
    _inspect_data(result, table, notes)
    result.raw = sorted((symbol, *place) for symbol, place in notes["raw"].items())
    return result


def _inspect_code(result: Inspection, elf: ELFFile, table: Any, notes: dict[str, Any]) -> None:
    lines = _Lines(elf)
    for symbol in table.iter_symbols():
        if symbol["st_info"]["type"] == "STT_FUNC" and symbol["st_size"]:
            start, size = symbol["st_value"], symbol["st_size"]
            result.functions.append(
                _inspect_function(FunctionSize(symbol.name, start, size), lines, notes, result)
            )
    covered = sum(function.size for function in result.functions)
    result.code["alignment"] += result.sections[".text"] - covered


def _inspect_function(
    function: FunctionSize, lines: _Lines, notes: dict[str, Any], result: Inspection
) -> FunctionSize:
    glue = notes["glue"].get(function.name)
    if glue is not None:
        function.filename, function.line = glue
        function.origin = "glue"
        result.code["glue"] += function.size
        result.mapped += function.size
        return function
    runs = lines.within(function.address, function.address + function.size)
    known = [run for run in runs if run[3]]
    if known:
        function.filename, function.line = known[0][2:]
    function.origin = origin_of_file(function.filename) if known else "runtime"
    function.unmapped = function.size - sum(high - low for low, high, *_ in runs) if known \
        else function.size
    # What was inlined counts for the file it was written in.
    for low, high, filename, line in runs:
        result.code[origin_of_file(filename) if line else function.origin] += high - low
    result.code[function.origin] += function.size - sum(high - low for low, high, *_ in runs)
    result.mapped += function.size - function.unmapped
    result.unmapped += function.unmapped
    return function


def _inspect_data(result: Inspection, table: Any, notes: dict[str, Any]) -> None:
    counted = 0
    for symbol in table.iter_symbols():
        if symbol["st_info"]["type"] == "STT_OBJECT" and symbol["st_size"]:
            result.data[_origin_of_data(symbol.name, notes["modules"])] += symbol["st_size"]
            counted += symbol["st_size"]
    total = sum(result.sections[name] for name in (".rodata", ".data", ".bss"))
    result.data["alignment"] += max(total - counted, 0)


def _origin_of_data(symbol: str, modules: dict[str, str]) -> str:
    kind, _, rest = symbol.partition(":")
    if kind not in ("module", "class", "function", "static"):
        return "shared constants"
    name = rest.split("/")[0].split("#")[0].split("~")[0]
    while name:
        if name in modules:
            return MODULE_ORIGINS.get(modules[name], "runtime")
        if name in DRIVERS:
            return "drivers"
        name = name.rpartition(".")[0]
    return "runtime"


def inspect_image(image: Path, top: int) -> None:
    """Print what there is to tell of an image."""
    result = inspect_elf(image.read_bytes())
    print(f"{'origin':18}{'code':>12}{'data':>12}")
    for origin in ORDER:
        if result.code[origin] or result.data[origin]:
            print(f"{origin:18}{result.code[origin]:12,}{result.data[origin]:12,}")
    print(f"{'total':18}{sum(result.code.values()):12,}{sum(result.data.values()):12,}")
    print(f"\nlargest of {len(result.functions):,} functions")
    for function in sorted(result.functions, key=lambda f: (-f.size, f.name))[:top]:
        print(f"{function.size:8,}  {function.name}  ({function.filename}:{function.line})")
    print(f"\n{len(result.raw):,} functions touch raw memory")
    for symbol, filename, line in result.raw:
        print(f"  {symbol}  ({filename}:{line})")
    print(f"\n{result.share:.6g} % of {result.mapped + result.unmapped:,} code bytes map to a line "
          "of Python")
    for function in result.functions:
        if function.unmapped:
            print(f"  {function.unmapped:,} bytes without: {function.name}")
