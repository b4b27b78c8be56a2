"""A table of functions in the image, so that reports made on the target can name them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tamapy.compiler.link.inputs import Blob, Reloc

#: A symbol's module with the separator behind it, and the rest.
_PARTS = re.compile(r"(.*?:|.*\.)?(.*)", re.DOTALL)


def function_table(symbols: Iterable[str], word: int) -> Blob:
    """The table that ``tamapy.arm.symbols`` reads, in words and texts that end with a zero.

    Number of functions, number of modules; the functions' addresses; the offset in this blob
    of each module's name; then for each function its module's
    number as two bytes, little end first, and its name without the module; all in one order.
    """
    names = sorted({symbol: _parts(symbol) for symbol in symbols}.items())
    modules = sorted({module for _, (module, _) in names})
    numbers = {module: i for i, module in enumerate(modules)}
    texts = bytearray()
    start = word * (2 + len(names) + len(modules))
    words = [len(names), len(modules), *[0] * len(names)]
    for module in modules:
        words.append(start + len(texts))
        texts += module.encode() + b"\0"
    for _, (module, rest) in names:
        texts += numbers[module].to_bytes(2, "little") + rest.encode() + b"\0"
    data = b"".join(value.to_bytes(word, "little") for value in words) + texts
    relocs = [Reloc(word * (2 + i), symbol) for i, (symbol, _) in enumerate(names)]
    name = "static:tamapy.runtime.function_names"
    return Blob("functions", bytearray(data), word, False, {name: 0}, {name: len(data)}, relocs)


def _parts(symbol: str) -> tuple[str, str]:
    found = _PARTS.fullmatch(symbol.removeprefix("tamapy.runtime."))
    assert found is not None
    return found[1] or "", found[2]


def frame_table(entries: Iterable[tuple[str, str, str]], word: int) -> Blob:
    """Count, then for each function its address, its code object's and its globals'.

    Symbols of code and globals are empty for functions that have no frames.
    """
    rows = sorted(set(entries))
    data = bytearray(word * (1 + 3 * len(rows)))
    data[:word] = len(rows).to_bytes(word, "little")
    relocs = [
        Reloc(word * (1 + 3 * i + j), symbol)
        for i, row in enumerate(rows) for j, symbol in enumerate(row) if symbol
    ]
    return Blob("frames", data, word, False, {}, {}, relocs)
