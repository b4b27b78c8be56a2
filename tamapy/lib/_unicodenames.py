"""The names of characters, for ``unicodedata``."""

from tamapy.runtime.unicode import database

_WORDS, _NAMES, _RUNS, _OTHERS, _ORDER = database.names()
_NUMBERED = database.numbered()
_SHORT, _STRIDE = database.SHORT_WORDS, database.STRIDE
_COUNT = len(_ORDER) // 3
_FIRST_OTHER = _COUNT - len(_OTHERS)
del database

#: The Unicode Standard, section 3.12: the short names of jamo.
_LEADING = "G GG N D DD R M B BB S SS  J JJ C K T P H".split(" ")
_VOWELS = "A AE YA YAE EO E YEO YE O WA WAE OE YO U WEO WE WI YU EU YI I".split(" ")
_TRAILING = (
    " G GG GS N NJ NH D L LG LM LB LS LT LP LH M B BS S SS NG J C K T P H".split(" ")
)
_HANGUL, _SYLLABLES = 0xAC00, 11172
_SYLLABLE = "HANGUL SYLLABLE "


def _number(table, at):
    at *= 3
    return table[at] << 16 | table[at + 1] << 8 | table[at + 2]


def _text(texts, number):
    """One of packed texts, as bytes."""
    data, offsets = texts
    start = _number(offsets, number // _STRIDE)
    for _ in range(number % _STRIDE):
        start = data.index(0, start) + 1
    return data[start:data.index(0, start)]


def _name(number):
    """A name in the table."""
    packed = _text(_NAMES, number)
    words = []
    at = 0
    while at < len(packed):
        word = packed[at] - 1
        at += 1
        if word >= _SHORT:
            word = _SHORT + (word - _SHORT) * 255 + packed[at] - 1
            at += 1
        words.append(_text(_WORDS, word).decode("ascii"))
    return " ".join(words)


def _run_with(place, value):
    """The last of the runs with a number at a place that is not above a value."""
    low, high = 0, len(_RUNS) // 9
    while high - low > 1:
        middle = (low + high) // 2
        if _number(_RUNS, 3 * middle + place) <= value:
            low = middle
        else:
            high = middle
    return low


def name_of(code):
    """The name of a character; an empty text if it has none."""
    if 0 <= code - _HANGUL < _SYLLABLES:
        leading, rest = divmod(code - _HANGUL, len(_VOWELS) * len(_TRAILING))
        vowel, trailing = divmod(rest, len(_TRAILING))
        return _SYLLABLE + _LEADING[leading] + _VOWELS[vowel] + _TRAILING[trailing]
    for prefix, first, end in _NUMBERED:
        if first <= code < end:
            return f"{prefix}{code:X}"
    run = 3 * _run_with(0, code)
    first, end = _number(_RUNS, run), _number(_RUNS, run + 1)
    if not first <= code < end:
        return ""
    return _name(_number(_RUNS, run + 2) + code - first)


def find_by_name(name):
    """The character of a name, or the sequence; an empty text if there is none."""
    if name.startswith(_SYLLABLE):
        return _syllable(name[len(_SYLLABLE):])
    upper = name.upper()
    for prefix, first, end in _NUMBERED:
        if upper.startswith(prefix):
            digits = upper[len(prefix):]
            try:
                code = int(digits, 16)
            except ValueError:
                continue
            exact = name == upper or not prefix.startswith("CJK UNIFIED")
            if first <= code < end and digits == f"{code:X}" and exact:
                return chr(code)
    low, high = 0, _COUNT
    while low < high:
        middle = (low + high) // 2
        number = _number(_ORDER, middle)
        found = _name(number)
        if found == upper:
            return _character(number)
        if found < upper:
            low = middle + 1
        else:
            high = middle
    return ""


def _character(number):
    """What a name in the table is the name of."""
    if number >= _FIRST_OTHER:
        return _OTHERS[number - _FIRST_OTHER]
    run = 3 * _run_with(2, number)
    return chr(_number(_RUNS, run) + number - _number(_RUNS, run + 2))


def _syllable(rest):
    """The Hangul syllable of jamo by their short names, the longest ones first."""
    parts = []
    for names in (_LEADING, _VOWELS, _TRAILING):
        best = -1
        for i, name in enumerate(names):
            if rest.startswith(name) and (best < 0 or len(name) > len(names[best])):
                best = i
        if best < 0:
            return ""
        parts.append(best)
        rest = rest[len(names[best]):]
    if rest:
        return ""
    leading, vowel, trailing = parts
    return chr(_HANGUL + (leading * len(_VOWELS) + vowel) * len(_TRAILING) + trailing)
