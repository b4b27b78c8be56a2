"""The names of characters, packed.

A name is a sequence of words. The words lie in alphabetical order, in groups of 16, each but the
first of a group without what it begins like the one before. The names lie by code point, in
blocks of 16, likewise: each says how many words it begins with like the one before in its block,
and has the rest as numbers of words, the most frequent ones in one byte and others in two. A
name that ends with its own code point has ``#`` there; of a character without a name there is a
zero only. Ideographs and Hangul syllables, whose
names follow from their code points, are left out.

To look a name up, all blocks are gone through; the shared beginnings let most names be passed
by without looking at their words. Aliases and named sequences are blocks of their own at the
code points of :data:`ALIASES` and :data:`SEQUENCES`, which no characters with names have.
"""

import ctypes
import unicodedata
from collections import Counter
from functools import cache
from typing import NamedTuple

from tamapy.metal import const_array, metal, u8, u16, u32, usize
from tamapy.runtime.layout import Bytes
from tamapy.runtime.unicode.tables import LAST

#: Words of one group, characters of one block.
GROUP = BLOCK = 16
ALIASES, SEQUENCES = 0xF0000, 0xF8000
#: The last character of a word in the lexicon has this bit set.
LAST_LETTER = 0x80
NOTHING = 0xFFFFFFFF
#: Names that are not kept.
IDEOGRAPH, SYLLABLE = "CJK UNIFIED IDEOGRAPH-", "HANGUL SYLLABLE "


class Packed(NamedTuple):
    """All tables."""

    words: int
    lexicon: list[int]
    groups: list[int]
    frequent: list[int]
    phrases: list[int]
    blocks: list[int]
    block_codes: list[int]
    aliased: list[int]


def _extra_names() -> tuple[dict[str, int], dict[str, str]]:
    """Aliases and named sequences.

    The build machine's ``unicodedata`` looks them up but lists them only to CPython itself,
    at code points for private use.
    """
    pointer_of = ctypes.pythonapi.PyCapsule_GetPointer
    pointer_of.restype = ctypes.c_void_p
    pointer_of.argtypes = (ctypes.py_object, ctypes.c_char_p)
    capsule = unicodedata._ucnhash_CAPI  # type: ignore[attr-defined]
    table = ctypes.cast(
        pointer_of(capsule, b"unicodedata._ucnhash_CAPI"), ctypes.POINTER(ctypes.c_void_p)
    )
    name_of = ctypes.CFUNCTYPE(
        ctypes.c_int, ctypes.c_uint32, ctypes.c_char_p, ctypes.c_int, ctypes.c_int
    )(table[0] or 0)
    buffer = ctypes.create_string_buffer(512)
    aliases: dict[str, int] = {}
    sequences: dict[str, str] = {}
    for code in range(0xF0000, 0xF1000):
        if name_of(code, buffer, len(buffer), 1):
            name = buffer.value.decode("ascii")
            found = unicodedata.lookup(name)
            if len(found) == 1:
                aliases[name] = ord(found)
            else:
                sequences[name] = found
    return aliases, sequences


def _words_of(name: str, code: int) -> tuple[str, ...]:
    suffix = f"{code:04X}"
    if name.endswith(suffix):
        name = name.removesuffix(suffix) + "#"
    return tuple(name.split(" "))


def _shared(one: tuple[str, ...] | str, other: tuple[str, ...] | str) -> int:
    """How many items two sequences begin with in common."""
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return count


def _lexicon(words: list[str]) -> tuple[list[int], list[int]]:
    data: list[int] = []
    groups = []
    for at, word in enumerate(words):
        if at % GROUP:
            shared = _shared(words[at - 1], word)
            data.append(shared)
            word = word[shared:]
        else:
            groups.append(len(data))
        data += word.encode("ascii")
        data[-1] |= LAST_LETTER
    return data, groups


@cache
def packed() -> Packed:
    """The names of this Python's Unicode version."""
    names = {}
    for code in range(LAST):
        name = unicodedata.name(chr(code), "")
        if name and not name.startswith((IDEOGRAPH, SYLLABLE)):
            names[code] = _words_of(name, code)
    aliases, sequences = _extra_names()
    for start, extra in ((ALIASES, aliases), (SEQUENCES, sequences)):
        names |= {start + at: tuple(name.split(" ")) for at, name in enumerate(sorted(extra))}
    counts = Counter(word for name in names.values() for word in name)
    words = sorted(counts)
    numbers = {word: at for at, word in enumerate(words)}
    one_byte = 256 - (len(words) + 255) // 256
    frequent = sorted(words, key=lambda word: (-counts[word], word))[:one_byte]
    spelled = {
        word: [one_byte + (number >> 8), number & 255] for word, number in numbers.items()
    }
    spelled |= {word: [at] for at, word in enumerate(frequent)}

    phrases: list[int] = []
    block_codes = sorted({code // BLOCK for code in names})
    blocks = []
    for block in block_codes:
        blocks.append(len(phrases))
        before: tuple[str, ...] = ()
        for code in range(block * BLOCK, block * BLOCK + BLOCK):
            name_words = names.get(code, ())
            shared = min(_shared(before, name_words), 15)
            new = name_words[shared:]
            assert len(new) < 16, "a name of too many words"
            phrases.append(shared << 4 | len(new))
            for word in new:
                phrases += spelled[word]
            before = name_words or before
    return Packed(
        len(words), *_lexicon(words), [numbers[word] for word in frequent], phrases, blocks,
        block_codes, [aliases[name] for name in sorted(aliases)],
    )


#: How many words, one-byte words and blocks there are.
name_counts = const_array(u32, lambda: [
    packed().words, len(packed().frequent), len(packed().blocks),
])
name_lexicon = const_array(u8, lambda: packed().lexicon)
name_groups = const_array(u32, lambda: packed().groups)
name_frequent = const_array(u16, lambda: packed().frequent)
name_phrases = const_array(u8, lambda: packed().phrases)
name_blocks = const_array(u32, lambda: packed().blocks)
name_block_codes = const_array(u16, lambda: packed().block_codes)
name_aliased = const_array(u32, lambda: packed().aliased)


@cache
def sequences() -> tuple[str, ...]:
    """The named sequences in the order of their names."""
    return tuple(found for _, found in sorted(_extra_names()[1].items()))


@cache
def ideographs() -> tuple[tuple[int, int], ...]:
    """The ranges of characters named after :data:`IDEOGRAPH`: the first, and one past the last."""
    named = [unicodedata.name(c, "").startswith(IDEOGRAPH) for c in map(chr, range(0x40000))]
    edges = [code for code in range(1, len(named)) if named[code] != named[code - 1]]
    return tuple(zip(edges[::2], edges[1::2], strict=True))


@metal
def word_count() -> u32:
    """How many words there are."""
    return name_counts[0]


@metal
def group_start(group: u32) -> u32:
    """Where in the lexicon a group of words starts."""
    return name_groups[group]


@metal
def letter(at: u32) -> u32:
    """A byte of the lexicon."""
    return u32(name_lexicon[at])


@metal
def aliased(index: u32) -> u32:
    """The code point that an alias, by its place after :data:`ALIASES`, stands for."""
    return name_aliased[index]


@metal
def block_of(c: u32) -> u32:
    """Where in the phrases the block of a character starts, or :data:`NOTHING`."""
    low = usize(0)
    high = usize(name_counts[2])
    while high - low > 1:
        middle = (low + high) // 2
        if u32(name_block_codes[middle]) <= c // BLOCK:
            low = middle
        else:
            high = middle
    if u32(name_block_codes[low]) != c // BLOCK:
        return NOTHING
    return name_blocks[low]


@metal
def phrase_byte(at: u32) -> u32:
    """A byte of the phrases: the head of a name."""
    return u32(name_phrases[at])


@metal
def phrase_word(at: u32) -> u32:
    """The number of a word in a phrase; if it takes two bytes, with a one at bit 16."""
    first = u32(name_phrases[at])
    single = name_counts[1]
    if first < single:
        return u32(name_frequent[first])
    return (first - single) << 8 | u32(name_phrases[at + 1]) | 0x10000


@metal
def find(wanted: Bytes) -> u32:
    """The code point whose name has these words, two bytes each, or :data:`NOTHING`.

    In a block, ``matched`` words of the name before are as wanted. So are no more of a name
    that shares more than these with it, or less of one that shares less; only where it shares
    just these is there something to compare.
    """
    target = wanted.data
    words = u32(wanted.length // 2)
    for block in range(usize(name_counts[2])):
        at = name_blocks[block]
        matched = u32(0)
        for place in range(BLOCK):
            head = u32(name_phrases[at])
            at += 1
            if head == 0:  # no name
                continue
            shared = head >> 4
            count = head & 15
            compared = shared == matched or shared < matched
            if compared:
                matched = shared
            for step in range(count):
                number = phrase_word(at)
                at += 1 + (number >> 16)
                if compared and matched == shared + step and matched < words:
                    low = u32(target[matched * 2])
                    if low | u32(target[matched * 2 + 1]) << 8 == number & 0xFFFF:
                        matched += 1
            if matched == words and shared + count == words:
                return u32(name_block_codes[block]) * BLOCK + u32(place)
    return NOTHING
