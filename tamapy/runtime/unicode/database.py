"""Tables for ``unicodedata``, made on the build machine from its own; none is made unless used.

Everything is packed into ``bytes``: tries of three steps as in ``tables``, and sorted arrays of
numbers of three bytes, highest byte first, that are searched by halving.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, Literal

from tamapy.runtime.unicode.tables import LAST, share_in_steps

#: What normalization does to a character: it is decomposed canonically or at all, is not in a
#: composed text, or only where it does not follow what it composes with.
NO_NFD, NO_NFKD, NO_NFC, NO_NFKC, MAYBE_COMPOSED = 1, 2, 4, 8, 16
_FORMS: tuple[tuple[Literal["NFC", "NFD", "NFKC", "NFKD"], int], ...] = (
    ("NFD", NO_NFD), ("NFKD", NO_NFKD), ("NFC", NO_NFC), ("NFKC", NO_NFKC),
)

HANGUL, HANGUL_COUNT = 0xAC00, 11172
#: Names of one byte come first in the lexicon's order of frequency; others take two bytes.
SHORT_WORDS = 180
#: Every so many entries of packed texts have their offset noted.
STRIDE = 16
_PRIVATE = 0xF0000

Steps = tuple[bytes, bytes, bytes]
#: Texts one after another, each ended by a zero byte; the offsets of every 16th.
Texts = tuple[bytes, bytes]


def packed(numbers: Iterable[int]) -> bytes:
    """Numbers of three bytes each."""
    return b"".join([number.to_bytes(3, "big") for number in numbers])


def _texts(pieces: Iterable[bytes]) -> Texts:
    data = bytearray()
    offsets = []
    for i, piece in enumerate(pieces):
        if i % STRIDE == 0:
            offsets.append(len(data))
        data += piece + b"\0"
    return bytes(data), packed(offsets)


def _trie(items: list[int]) -> Steps:
    first, middle, last = share_in_steps(items)
    return bytes(first), b"".join([n.to_bytes(2, "big") for n in middle]), bytes(last)


# -- properties ----------------------------------------------------------------------------


@cache
def decompositions() -> dict[int, str]:
    """All that have one, but for Hangul syllables."""
    found = {}
    for code in range(LAST):
        text = unicodedata.decomposition(chr(code))
        if text:
            found[code] = text
    return found


@cache
def compositions() -> dict[tuple[int, int], int]:
    """Pairs of characters and what they compose to."""
    found = {}
    for code, text in decompositions().items():
        parts = text.split()
        if len(parts) == 2 and text[0] != "<" and (
                unicodedata.normalize("NFC", chr(code)) == chr(code)):
            found[int(parts[0], 16), int(parts[1], 16)] = code
    return found


def _changes() -> dict[int, int]:
    """What each form changes, as bits; nothing for characters that are not here."""
    found: dict[int, int] = {}
    for code in decompositions():
        c = chr(code)
        found[code] = sum([
            bit for form, bit in _FORMS if unicodedata.normalize(form, c) != c
        ])
    for code in range(HANGUL, HANGUL + HANGUL_COUNT):
        found[code] = NO_NFD | NO_NFKD
    seconds = {second for _, second in compositions()}
    for code in (*seconds, *range(0x1161, 0x1176), *range(0x11A8, 0x11C3)):
        found[code] = found.get(code, 0) | MAYBE_COMPOSED
    return found


def _shared(records: Iterable[Any]) -> tuple[Steps, tuple[Any, ...]]:
    known: dict[Any, int] = {}
    items = [known.setdefault(record, len(known)) for record in records]
    return _trie(items), tuple(known)


@cache
def records() -> tuple[Steps, tuple[Any, ...]]:
    """Of each: bidirectional class, combining class, width, whether mirrored, changes."""
    changes = _changes()
    u = unicodedata
    return _shared([
        (u.bidirectional(c), u.combining(c), u.east_asian_width(c), u.mirrored(c),
         changes.get(ord(c), 0))
        for c in map(chr, range(LAST))
    ])


@cache
def old_records() -> tuple[Steps, tuple[Any, ...]]:
    """Of each in Unicode 3.2.0: category, bidirectional class, combining, width, mirrored."""
    u = unicodedata.ucd_3_2_0
    return _shared([
        (u.category(c), u.bidirectional(c), u.combining(c), u.east_asian_width(c),
         u.mirrored(c))
        for c in map(chr, range(LAST))
    ])


@cache
def old_results() -> dict[str, str]:
    """What Unicode 3.2.0 decomposed otherwise, before corrections."""
    old = unicodedata.ucd_3_2_0
    return {
        chr(code): old.normalize("NFD", chr(code)) for code in decompositions()
        if old.category(chr(code)) != "Cn"
        and old.normalize("NFD", chr(code)) != unicodedata.normalize("NFD", chr(code))
    }


@cache
def old_decimals() -> dict[str, int]:
    """What was a decimal digit in Unicode 3.2.0 and is none any more."""
    old = unicodedata.ucd_3_2_0
    return {
        c: old.decimal(c) for c in map(chr, range(LAST))
        if old.decimal(c, None) is not None and unicodedata.decimal(c, None) is None
    }


@cache
def decomposition_texts() -> tuple[bytes, tuple[str, ...], Texts]:
    """Characters that are decomposed; the kinds, in order; kind and result of each as text."""
    kinds = [""]
    pieces = []
    for text in decompositions().values():
        parts = text.split()
        kind = parts.pop(0) if text[0] == "<" else ""
        if kind not in kinds:
            kinds.append(kind)
        result = "".join([chr(int(part, 16)) for part in parts])
        pieces.append(bytes([1 + kinds.index(kind)]) + result.encode("utf-8", "surrogatepass"))
    return packed(decompositions()), tuple(kinds), _texts(pieces)


@cache
def composition_table() -> tuple[bytes, bytes]:
    """Pairs that compose, as numbers of six bytes in order; what they compose to."""
    pairs = sorted(compositions().items())
    return b"".join([packed(pair) for pair, _ in pairs]), packed([code for _, code in pairs])


@cache
def numbers() -> tuple[bytes, bytes, tuple[float, ...]]:
    """Characters that have a numeric value, the place of each value (two bytes), the values."""
    found = {}
    for code in range(LAST):
        value = unicodedata.numeric(chr(code), None)
        if value is not None:
            found[code] = value
    values = sorted(set(found.values()))
    places = {value: i for i, value in enumerate(values)}
    at = b"".join([places[value].to_bytes(2, "big") for value in found.values()])
    return packed(found), at, tuple(values)


# -- names ---------------------------------------------------------------------------------


@cache
def _named() -> tuple[dict[int, str], list[tuple[str, int, int]]]:
    """All names in the table; and runs of characters named by a prefix and their number."""
    table: dict[int, str] = {}
    runs: list[tuple[str, int, int]] = []
    for code in range(LAST):
        name = unicodedata.name(chr(code), "")
        if not name or name.startswith("HANGUL SYLLABLE "):
            continue
        digits = f"{code:X}"
        if not name.endswith("-" + digits):
            table[code] = name
            continue
        prefix = name[:-len(digits)]
        if runs and runs[-1][0] == prefix and runs[-1][2] == code:
            runs[-1] = prefix, runs[-1][1], code + 1
        else:
            runs.append((prefix, code, code + 1))
    return table, runs


def numbered() -> tuple[tuple[str, int, int], ...]:
    """Runs of characters named by a prefix and their number: prefix, first, end."""
    return tuple(_named()[1])


@cache
def _aliases() -> dict[str, str]:
    """Other names, and names of sequences: all that ``lookup`` knows beside.

    CPython keeps them under numbers of a private area, which its table of names tells to
    the compiler only.
    """
    get_pointer = ctypes.pythonapi.PyCapsule_GetPointer
    get_pointer.restype, get_pointer.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]
    table = get_pointer(vars(unicodedata)["_ucnhash_CAPI"], b"unicodedata._ucnhash_CAPI")
    prototype: Callable[[Any], Any] = ctypes.PYFUNCTYPE(
        ctypes.c_int, ctypes.c_uint32, ctypes.c_char_p, ctypes.c_int, ctypes.c_int
    )
    get_name = prototype(ctypes.cast(table, ctypes.POINTER(ctypes.c_void_p))[0])
    room = ctypes.create_string_buffer(256)
    found = {}
    for code in range(_PRIVATE, _PRIVATE + 0x1000):
        if get_name(code, room, len(room), 1):
            name = room.value.decode("ascii")
            found[name] = unicodedata.lookup(name)
    return found


def _word_numbers(names: Iterable[str]) -> tuple[list[str], dict[str, int]]:
    counts = Counter([word for name in names for word in name.split(" ")])
    words = sorted(counts, key=lambda word: (-counts[word], word))
    return words, {word: i for i, word in enumerate(words)}


def _word_code(number: int) -> bytes:
    if number < SHORT_WORDS:
        return bytes([1 + number])
    high, low = divmod(number - SHORT_WORDS, 255)
    return bytes([1 + SHORT_WORDS + high, 1 + low])


@cache
def names() -> tuple[Texts, Texts, bytes, tuple[str, ...], bytes]:
    """All names in the table, other names and named sequences.

    Their words; the names, in words, first those of characters in order and then the others by
    name; the runs of characters that have names as first, end and number of the first one's
    name; the others' characters; the numbers of all names in order of the names.
    """
    table = _named()[0]
    others = sorted(_aliases().items())
    every = [*table.values(), *[name for name, _ in others]]
    words, numbers_of = _word_numbers(every)
    runs: list[list[int]] = []
    for number, code in enumerate(table):
        if runs and runs[-1][1] == code:
            runs[-1][1] = code + 1
        else:
            runs.append([code, code + 1, number])
    return (
        _texts([word.encode("ascii") for word in words]),
        _texts([
            b"".join([_word_code(numbers_of[word]) for word in name.split(" ")])
            for name in every
        ]),
        packed([number for run in runs for number in run]),
        tuple([text for _, text in others]),
        packed(sorted(range(len(every)), key=lambda i: every[i])),
    )


def version() -> str:
    """The version of Unicode."""
    return unicodedata.unidata_version


