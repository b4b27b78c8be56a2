"""A table of functions in the image, so that reports made on the target can name them."""

from __future__ import annotations

from collections.abc import Iterable

from tamapy.compiler.link.inputs import Blob, Reloc


def function_table(symbols: Iterable[str], word: int) -> Blob:
    """Count, pairs of address and offset of the name in this blob, the names."""
    names = sorted(set(symbols))
    data = bytearray(word * (1 + 2 * len(names)))
    data[:word] = len(names).to_bytes(word, "little")
    relocs = []
    for i, name in enumerate(names):
        at = word * (1 + 2 * i)
        relocs.append(Reloc(at, name))
        data[at + word : at + 2 * word] = len(data).to_bytes(word, "little")
        data += name.removeprefix("tamapy.runtime.").encode() + b"\0"
    name = "static:tamapy.runtime.function_names"
    return Blob("functions", data, word, False, {name: 0}, {name: len(data)}, relocs)
