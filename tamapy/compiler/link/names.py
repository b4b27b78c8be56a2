"""A table of functions in the image, so that reports made on the target can name them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

from tamapy.compiler.link.inputs import Blob, Reloc
from tamapy.compiler.transform import given

#: A symbol's module with the separator behind it, and the rest.
_PARTS = re.compile(r"(.*?:|.*\.)?(.*)", re.DOTALL)


#: Bytes of a function's name that are told.
LONGEST_NAME = 255


def function_table(symbols: Iterable[str], word: int) -> Blob:
    """The table that ``tamapy.arm.symbols`` reads, in words and texts that end with a zero.

    Number of functions, number of modules; the functions' addresses, by module; for each module
    the index of its first function and the offset in this blob of its text: its name, then for
    each function how many bytes its name has in common with the one before, and the rest.
    """
    names = sorted((*_parts(symbol), symbol) for symbol in set(symbols))
    modules: dict[str, list[str]] = {}
    for module, name, _ in names:
        modules.setdefault(module, []).append(name)
    texts = bytearray()
    start = word * (2 + len(names) + 2 * len(modules))
    words = [len(names), len(modules), *[0] * len(names)]
    first = 0
    for module, functions in modules.items():
        words += [first, start + len(texts)]
        texts += module.encode() + b"\0" + _front_coded(functions)
        first += len(functions)
    data = b"".join(value.to_bytes(word, "little") for value in words) + texts
    relocs = [Reloc(word * (2 + i), symbol) for i, (_, _, symbol) in enumerate(names)]
    name = "static:tamapy.runtime.function_names"
    return Blob("functions", bytearray(data), word, False, {name: 0}, {name: len(data)}, relocs)


def _front_coded(names: Iterable[str]) -> bytes:
    coded = bytearray()
    before = b""
    for text in names:
        name = text.encode()[:LONGEST_NAME]
        same = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(before, name, strict=False))
        common = sum(1 for _ in same)
        coded += bytes([common]) + name[common:] + b"\0"
        before = name
    return bytes(coded)


def _parts(symbol: str) -> tuple[str, str]:
    found = _PARTS.fullmatch(symbol.removeprefix("tamapy.runtime.").removesuffix(given.SUFFIX))
    assert found is not None
    return found[1] or "", found[2]
