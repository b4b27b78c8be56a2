"""Printing what the stages of a build make."""

from __future__ import annotations

import sys
from collections.abc import Callable

from tamapy.cli.lacks import lacks
from tamapy.compiler.build import Build
from tamapy.compiler.ir.pretty import function_text
from tamapy.compiler.link.linker import Image


def dump_ir(work: Build, image: Image) -> None:
    """The intermediate code of every function."""
    for symbol in sorted(work.program.functions):
        print(function_text(work.program.functions[symbol]) + "\n")


def dump_llvm(work: Build, image: Image) -> None:
    """The LLVM text of every shard."""
    for name in work.writer.modules():
        print(f"; shard {name}")
        print(work.writer.text(name))


def dump_heap(work: Build, image: Image) -> None:
    """The frozen objects: address, size, section, symbol."""
    blobs = work.program.freezer.blobs
    for section, blob in sorted(blobs.items()):
        for name in sorted(blob.symbols, key=lambda name: blob.symbols[name]):
            address, size = image.symbols[name].address, blob.sizes.get(name, 0)
            print(f"{address:08x} {size:8d} {section} {name}")


def dump_symbols(work: Build, image: Image) -> None:
    """Every symbol of the image: address, size, kind, name."""
    for symbol in sorted(image.symbols.values(), key=lambda s: (s.address, s.name)):
        print(f"{symbol.address:08x} {symbol.size:8d} {symbol.kind:8} {symbol.name}")


DUMPS: dict[str, Callable[[Build, Image], None]] = {
    "ir": dump_ir, "llvm": dump_llvm, "heap": dump_heap, "symbols": dump_symbols,
}


def print_report(work: Build) -> None:
    """What was initialised when, and why; and what the target cannot have."""
    world = work.world.world
    for line in world.report_lines():
        print(line, file=sys.stderr)
    for line in lacks(work):
        print(line, file=sys.stderr)
