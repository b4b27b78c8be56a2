"""Twins of metal functions for code of the target that runs while it is imported.

Metal functions that take objects need simulated memory, which modules being imported do not
live in. CPython has the same abilities; it lends them.
"""

from __future__ import annotations

import _sre
import functools
import unicodedata
import weakref
import zlib
from typing import Any

from tamapy.metal.functions import stand_in
from tamapy.runtime import console, items
from tamapy.runtime.digests import checksums, repeats
from tamapy.runtime.matching import finding, nodes
from tamapy.runtime.methods import weakrefs
from tamapy.runtime.strings import codecs, quotable, units
from tamapy.runtime.unicode import properties, tables

#: CPython's programs of regular expressions, by those made of them.
_programs: dict[bytes, list[int]] = {}


def _adopt(program: bytes, code: list[int]) -> bytes:
    """As ``finding.adopt``."""
    _programs[program] = code
    return program


@functools.cache
def _pattern(program: bytes, is_text: bool) -> Any:
    """The host's pattern that runs a program."""
    place = 4 * nodes.MARKS
    groups = (int.from_bytes(program[place:place + 4], "little") - 3) // 2
    empty = "" if is_text else b""
    return _sre.compile(empty, 0, _programs[program], groups, {}, (None,) * (groups + 1))


def _find(
    program: bytes, text: Any, start: int, end: int, forbidden: int, mode: int
) -> tuple[int, ...] | None:
    """As ``finding.find``, but the marks are a tuple."""
    end = len(text) if end < 0 else end
    pattern = _pattern(program, isinstance(text, str))
    if mode == finding.SEARCH:
        found = pattern.finditer(text, start, end)
        match = next(found, None)
        if match is not None and match.start() == match.end() == forbidden == start:
            match = next(found, None)
    else:
        method = pattern.fullmatch if mode == finding.FULL_MATCH else pattern.match
        match = method(text, start, end)
    if match is None:
        return None
    return (*[place for span in match.regs for place in span], match.lastindex or -1)


def _group_of(text: Any, marks: tuple[int, ...], number: int, default: Any) -> Any:
    first, last = marks[2 * number:2 * number + 2]
    if not 0 <= first <= last:
        return default
    return text[first:last] if isinstance(text, str) else bytes(text[first:last])


def _find_all(program: bytes, text: Any, start: int, end: int, nothing: Any) -> list[Any]:
    return list(_pattern(program, isinstance(text, str)).findall(text, start, end))


def _split(program: bytes, text: Any, most: int) -> list[Any]:
    if most == 0:
        return [text]
    return list(_pattern(program, isinstance(text, str)).split(text, max(most, 0)))


def _replace(program: bytes, text: Any, item: Any, most: int, found: list[Any]) -> int:
    if most == 0:
        return 0
    pattern = _pattern(program, isinstance(text, str))
    made, times = pattern.subn(lambda match: item, text, max(most, 0))
    if times:
        found.append(made)
    return int(times)


def _plain_end(text: str, start: int, lowest: int, highest: int) -> int:
    for i in range(start, len(text)):
        if not lowest <= ord(text[i]) <= highest or text[i] in '"\\':
            return i
    return len(text)


def _category(code: int) -> int:
    return tables.CATEGORIES.index(unicodedata.category(chr(code)))


def _nothing(*_args: Any) -> None:
    """What is printed while definitions are rehearsed goes nowhere."""


def _can_be_referred_to(value: Any) -> bool:
    return type(value).__weakrefoffset__ != 0


def _new_proxy(_kind: type, referent: Any, callback: Any) -> Any:
    return weakref.proxy(referent, callback)


def _decode_step(data: bytes, start: int, kind: int, big: bool) -> tuple[str, int, int, int]:
    """As ``codecs.decode_step``."""
    part = data[start:]
    name = codecs.encode_name(kind, big, False)
    try:
        return part.decode(name), len(data), len(data), 0
    except UnicodeDecodeError as error:
        reason = codecs.REASONS.index(error.reason)
        return part[:error.start].decode(name), start + error.start, start + error.end, reason


def _place(places: bytearray, i: int) -> int:
    return int.from_bytes(places[4 * i:4 * i + 4], "little")


def _insert(
    window: bytearray, heads: bytearray, chains: bytearray, at: int, shift: int
) -> int:
    """As ``repeats.insert``."""
    found = window[at] << 2 * shift ^ window[at + 1] << shift ^ window[at + 2]
    found &= len(heads) // 4 - 1
    last = heads[4 * found:4 * found + 4]
    i = 4 * (at & len(chains) // 4 - 1)
    chains[i:i + 4] = last
    heads[4 * found:4 * found + 4] = at.to_bytes(4, "little")
    return int.from_bytes(last, "little")


def _insert_run(
    window: bytearray, heads: bytearray, chains: bytearray, start: int, stop: int, shift: int
) -> None:
    for at in range(start, stop):
        _insert(window, heads, chains, at, shift)


def _search(
    window: bytearray, chains: bytearray, at: int, ahead: int, candidate: int, best: int,
    steps: int, nice: int, limit: int,
) -> int:
    """As ``repeats.search``."""
    place = 0
    most = min(ahead, 258)
    while True:
        length = 0
        while length < most and window[candidate + length] == window[at + length]:
            length += 1
        if length > best:
            place, best = candidate, length
            if length >= min(nice, ahead):
                break
        candidate = _place(chains, candidate & len(chains) // 4 - 1)
        steps -= 1
        if candidate <= limit or not steps:
            break
    return place << 32 | best


def _slide(places: bytearray, distance: int) -> None:
    for i in range(len(places) // 4):
        places[4 * i:4 * i + 4] = max(_place(places, i) - distance, 0).to_bytes(4, "little")


def install() -> None:
    """Let metal functions call their twins."""
    stand_in(finding.adopt, _adopt)
    stand_in(finding.find, _find)
    stand_in(finding.mark, lambda marks, i: marks[i])
    stand_in(finding.group_of, _group_of)
    stand_in(finding.find_all, _find_all)
    stand_in(finding.split, _split)
    stand_in(finding.replace, _replace)
    stand_in(codecs.decode_step, _decode_step)
    stand_in(units.is_str, lambda value: isinstance(value, str))
    stand_in(units.is_bytes, lambda value: isinstance(value, bytes))
    stand_in(quotable.plain_end, _plain_end)
    stand_in(items.load, lambda data, kind, index: None)  # the slow way does
    stand_in(items.store, lambda data, kind, index, value: False)
    stand_in(checksums.crc32_of, zlib.crc32)
    stand_in(checksums.adler32_of, zlib.adler32)
    stand_in(repeats.insert, _insert)
    stand_in(repeats.insert_run, _insert_run)
    stand_in(repeats.search, _search)
    stand_in(repeats.slide, _slide)
    stand_in(repeats.barren, lambda *arguments: 0)  # it only saves time
    stand_in(properties.category_of, _category)
    stand_in(properties.decimal_value, lambda code: unicodedata.decimal(chr(code), 10))
    stand_in(properties.digit_value, lambda code: unicodedata.digit(chr(code), 10))
    stand_in(weakrefs.can_be_referred_to, _can_be_referred_to)
    stand_in(weakrefs.new_proxy, _new_proxy)
    for function in (console.write_bytes, console.write_text, console.flush):
        stand_in(function, _nothing)
