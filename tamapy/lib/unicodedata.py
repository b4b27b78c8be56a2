"""``unicodedata``: what the Unicode database says of characters; normalization.

The tables are made when an application is built, and only those that it may use go into the
image.
"""

from _unicodenames import find_by_name, name_of

from tamapy.runtime.unicode import database, properties, tables

__all__ = [
    "UCD", "bidirectional", "category", "combining", "decimal", "decomposition", "digit",
    "east_asian_width", "is_normalized", "lookup", "mirrored", "name", "normalize", "numeric",
    "ucd_3_2_0", "unidata_version",
]

unidata_version = database.version()

_CATEGORIES = tables.CATEGORIES
_STEPS, _RECORDS = database.records()
_OLD_STEPS, _OLD_RECORDS = database.old_records()
_DECOMPOSED, _KINDS, _DECOMPOSITIONS = database.decomposition_texts()
_OLD_RESULTS = database.old_results()
_OLD_DECIMALS = database.old_decimals()
_PAIRS, _COMPOSED = database.composition_table()
_NUMERIC, _NUMBER_PLACES, _NUMBERS = database.numbers()
_STRIDE = database.STRIDE
#: Of each form: whether it goes beyond canonical equivalence, whether it composes, its changes.
_FORMS = {
    "NFD": (False, False, database.NO_NFD), "NFKD": (True, False, database.NO_NFKD),
    "NFC": (False, True, database.NO_NFC | database.MAYBE_COMPOSED),
    "NFKC": (True, True, database.NO_NFKC | database.MAYBE_COMPOSED),
}
del database, tables

#: The Unicode Standard, section 3.12: the first syllable, leading, vowel and trailing jamo (from
#: the one before the first on), and how many there are of them.
_SYLLABLE, _LEADING, _VOWEL, _TRAILING = 0xAC00, 0x1100, 0x1161, 0x11A7
_VOWELS, _TRAILINGS, _SYLLABLES = 21, 28, 11172
_LEADINGS = 19
_ABSENT = object()


def _record(steps, code):
    """The number of a character's record."""
    first, middle, last = steps
    at = 2 * (first[code >> 9] << 5 | code >> 4 & 31)
    return last[(middle[at] << 8 | middle[at + 1]) << 4 | code & 15]


def _place(table, code):
    """Where a number stands in a table of them, in order, three bytes each; -1 if nowhere."""
    low, high = 0, len(table) // 3
    while low < high:
        middle = (low + high) // 2
        at = 3 * middle
        found = table[at] << 16 | table[at + 1] << 8 | table[at + 2]
        if found == code:
            return middle
        if found < code:
            low = middle + 1
        else:
            high = middle
    return -1


def _text(texts, number):
    """One of packed texts, as bytes."""
    data, offsets = texts
    at = 3 * (number // _STRIDE)
    start = offsets[at] << 16 | offsets[at + 1] << 8 | offsets[at + 2]
    for _ in range(number % _STRIDE):
        start = data.index(0, start) + 1
    return data[start:data.index(0, start)]


def _code(value, function, number=""):
    """The number of a character that a function was given."""
    if not isinstance(value, str) or len(value) != 1:
        raise TypeError(f"{function}() argument{number} must be a unicode character, not "
                        f"{type(value).__name__}")
    return ord(value)


def _decomposition(code):
    """Kind of the decomposition in the database, and its characters; None if there is none."""
    if code < 0xA0:
        return None
    place = _place(_DECOMPOSED, code)
    if place < 0:
        return None
    found = _text(_DECOMPOSITIONS, place)
    return _KINDS[found[0] - 1], found[1:].decode("utf-8", "surrogatepass")


class UCD:
    """A version of the database."""

    __slots__ = ()

    unidata_version = unidata_version

    def __new__(cls, *arguments, **keywords):
        raise TypeError("cannot create 'unicodedata.UCD' instances")

    def _knows(self, code):
        """Whether this version has the character."""
        return True

    def _combining(self, code):
        return _RECORDS[_record(_STEPS, code)][1]

    def _result(self, code):
        """The decomposition that normalization uses: kind and characters, or None."""
        return _decomposition(code)

    def category(self, chr, /):  # noqa: A002
        """The general category."""
        return _CATEGORIES[properties.category_of(_code(chr, "category"))]

    def bidirectional(self, chr, /):  # noqa: A002
        """The bidirectional class, or an empty text."""
        return _RECORDS[_record(_STEPS, _code(chr, "bidirectional"))][0]

    def combining(self, chr, /):  # noqa: A002
        """The canonical combining class."""
        return self._combining(_code(chr, "combining"))

    def east_asian_width(self, chr, /):  # noqa: A002
        """The width in East Asian texts."""
        return _RECORDS[_record(_STEPS, _code(chr, "east_asian_width"))][2]

    def mirrored(self, chr, /):  # noqa: A002
        """1 if the character is mirrored in text from right to left, else 0."""
        return _RECORDS[_record(_STEPS, _code(chr, "mirrored"))][3]

    def decimal(self, chr, default=_ABSENT, /):  # noqa: A002
        """The value of a decimal digit."""
        code = _code(chr, "decimal", " 1")
        value = properties.decimal_value(code)
        if value < 10 and self._knows(code):
            return value
        if default is _ABSENT:
            raise ValueError("not a decimal")
        return default

    def digit(self, chr, default=_ABSENT, /):  # noqa: A002
        """The value of a digit."""
        value = properties.digit_value(_code(chr, "digit", " 1"))
        if value < 10:
            return value
        if default is _ABSENT:
            raise ValueError("not a digit")
        return default

    def numeric(self, chr, default=_ABSENT, /):  # noqa: A002
        """The numeric value, as a float."""
        code = _code(chr, "numeric", " 1")
        place = _place(_NUMERIC, code)
        if place >= 0 and self._knows(code):
            at = 2 * place
            return _NUMBERS[_NUMBER_PLACES[at] << 8 | _NUMBER_PLACES[at + 1]]
        if default is _ABSENT:
            raise ValueError("not a numeric character")
        return default

    def decomposition(self, chr, /):  # noqa: A002
        """The decomposition as the database has it, or an empty text."""
        code = _code(chr, "decomposition")
        found = _decomposition(code) if self._knows(code) else None
        if found is None:
            return ""
        kind, result = found
        parts = [f"{ord(c):04X}" for c in result]
        return " ".join([kind] + parts if kind else parts)

    def name(self, chr, default=_ABSENT, /):  # noqa: A002
        """The name."""
        code = _code(chr, "name", " 1")
        found = name_of(code) if self._knows(code) else ""
        if found:
            return found
        if default is _ABSENT:
            raise ValueError("no such name")
        return default

    def lookup(self, name, /):
        """The character of a name, or the sequence."""
        if not isinstance(name, str):
            raise TypeError(f"a bytes-like object is required, not '{type(name).__name__}'")
        if len(name) > 256:
            raise KeyError("name too long")
        found = find_by_name(name)
        if not found or len(found) == 1 and not self._knows(ord(found)):
            raise KeyError(f"undefined character name '{name}'")
        return found

    def is_normalized(self, form, unistr, /):
        """Whether a text is in a normal form."""
        _form(form, unistr, "is_normalized")
        return self._is_surely(form, unistr) or self.normalize(form, unistr) == unistr

    def normalize(self, form, unistr, /):
        """A text in a normal form."""
        beyond, composes, _ = _form(form, unistr, "normalize")
        if self._is_surely(form, unistr):
            return str(unistr)
        parts = self._decomposed(unistr, beyond)
        if composes:
            parts = self._composed(parts)
        return "".join([chr(part) for part in parts])

    def _is_surely(self, form, text):
        """Whether each character by itself tells that a text is in a normal form."""
        if text.isascii():
            return True
        changes = _FORMS[form][2]
        last = 0
        for c in text:
            record = _RECORDS[_record(_STEPS, ord(c))]
            combining = record[1]
            if record[4] & changes or combining and combining < last:
                return False
            last = combining
        return True

    def _decomposed(self, text, beyond):
        """The code points of a text, decomposed and in canonical order."""
        found = []
        for c in text:
            self._decompose(ord(c), beyond, found)
        start = 0
        classes = [self._combining(code) for code in found]
        while start < len(found):
            if not classes[start]:
                start += 1
                continue
            stop = start
            while stop < len(found) and classes[stop]:
                stop += 1
            if stop - start > 1:
                marks = sorted(range(start, stop), key=lambda at: classes[at])
                found[start:stop] = [found[at] for at in marks]
            start = stop
        return found

    def _decompose(self, code, beyond, found):
        if 0 <= code - _SYLLABLE < _SYLLABLES:
            leading, rest = divmod(code - _SYLLABLE, _VOWELS * _TRAILINGS)
            vowel, trailing = divmod(rest, _TRAILINGS)
            found.append(_LEADING + leading)
            found.append(_VOWEL + vowel)
            if trailing:
                found.append(_TRAILING + trailing)
            return
        result = self._result(code) if self._knows(code) else None
        if result is None or result[0] and not beyond:
            found.append(code)
            return
        for c in result[1]:
            self._decompose(ord(c), beyond, found)

    def _composed(self, codes):
        """What decomposed code points compose to (the Unicode Standard, section 3.11)."""
        found = []
        starter = -1
        last = 0
        for code in codes:
            combining = self._combining(code)
            if starter >= 0 and (not last and starter == len(found) - 1 or last < combining):
                whole = self._pair(found[starter], code)
                if whole:
                    found[starter] = whole
                    continue
            if not combining:
                starter = len(found)
            last = combining
            found.append(code)
        return found

    def _pair(self, first, second):
        """What two characters compose to; 0 if they do not."""
        if 0 <= first - _LEADING < _LEADINGS and 0 <= second - _VOWEL < _VOWELS:
            return _SYLLABLE + ((first - _LEADING) * _VOWELS + second - _VOWEL) * _TRAILINGS
        if 0 <= first - _SYLLABLE < _SYLLABLES and 0 < second - _TRAILING < _TRAILINGS and (
                not (first - _SYLLABLE) % _TRAILINGS):
            return first + second - _TRAILING
        pair = first.to_bytes(3, "big") + second.to_bytes(3, "big")
        low, high = 0, len(_PAIRS) // 6
        while low < high:
            middle = (low + high) // 2
            known = _PAIRS[6 * middle:6 * middle + 6]
            if known == pair:
                whole = int.from_bytes(_COMPOSED[3 * middle:3 * middle + 3], "big")
                return whole if self._knows(whole) else 0
            if known < pair:
                low = middle + 1
            else:
                high = middle
        return 0


def _form(form, text, function):
    if not isinstance(form, str):
        raise TypeError(f"{function}() argument 1 must be str, not {type(form).__name__}")
    if not isinstance(text, str):
        raise TypeError(f"{function}() argument 2 must be str, not {type(text).__name__}")
    if form not in _FORMS:
        raise ValueError("invalid normalization form")
    return _FORMS[form]


class _Old(UCD):
    """Unicode 3.2.0."""

    __slots__ = ()

    unidata_version = "3.2.0"

    def _knows(self, code):
        return _OLD_RECORDS[_record(_OLD_STEPS, code)][0] != "Cn"

    def _combining(self, code):
        return _OLD_RECORDS[_record(_OLD_STEPS, code)][2]

    def _result(self, code):
        corrected = _OLD_RESULTS.get(chr(code))
        return ("", corrected) if corrected is not None else _decomposition(code)

    def category(self, chr, /):  # noqa: A002
        """The general category."""
        return _OLD_RECORDS[_record(_OLD_STEPS, _code(chr, "category"))][0]

    def bidirectional(self, chr, /):  # noqa: A002
        """The bidirectional class, or an empty text."""
        return _OLD_RECORDS[_record(_OLD_STEPS, _code(chr, "bidirectional"))][1]

    def east_asian_width(self, chr, /):  # noqa: A002
        """The width in East Asian texts."""
        return _OLD_RECORDS[_record(_OLD_STEPS, _code(chr, "east_asian_width"))][3]

    def mirrored(self, chr, /):  # noqa: A002
        """1 if the character is mirrored in text from right to left, else 0."""
        return _OLD_RECORDS[_record(_OLD_STEPS, _code(chr, "mirrored"))][4]

    def decimal(self, chr, default=_ABSENT, /):  # noqa: A002
        """The value of a decimal digit."""
        _code(chr, "decimal", " 1")
        if chr in _OLD_DECIMALS:
            return _OLD_DECIMALS[chr]
        return UCD.decimal(self, chr, default)

    def _is_surely(self, form, text):
        return text.isascii()


for _class in (UCD, _Old):
    _class.__module__ = "unicodedata"
    _class.__name__ = _class.__qualname__ = "UCD"

_current = object.__new__(UCD)
ucd_3_2_0 = object.__new__(_Old)


def category(chr, /):  # noqa: A002
    """The general category."""
    return _current.category(chr)


def bidirectional(chr, /):  # noqa: A002
    """The bidirectional class, or an empty text."""
    return _current.bidirectional(chr)


def combining(chr, /):  # noqa: A002
    """The canonical combining class."""
    return _current.combining(chr)


def east_asian_width(chr, /):  # noqa: A002
    """The width in East Asian texts."""
    return _current.east_asian_width(chr)


def mirrored(chr, /):  # noqa: A002
    """1 if the character is mirrored in text from right to left, else 0."""
    return _current.mirrored(chr)


def decomposition(chr, /):  # noqa: A002
    """The decomposition as the database has it, or an empty text."""
    return _current.decomposition(chr)


def decimal(chr, default=_ABSENT, /):  # noqa: A002
    """The value of a decimal digit."""
    return _current.decimal(chr, default)


def digit(chr, default=_ABSENT, /):  # noqa: A002
    """The value of a digit."""
    return _current.digit(chr, default)


def numeric(chr, default=_ABSENT, /):  # noqa: A002
    """The numeric value, as a float."""
    return _current.numeric(chr, default)


def name(chr, default=_ABSENT, /):  # noqa: A002
    """The name."""
    return _current.name(chr, default)


def lookup(name, /):
    """The character of a name, or the sequence."""
    return _current.lookup(name)


def is_normalized(form, unistr, /):
    """Whether a text is in a normal form: NFC, NFD, NFKC or NFKD."""
    return _current.is_normalized(form, unistr)


def normalize(form, unistr, /):
    """A text in a normal form: NFC, NFD, NFKC or NFKD."""
    return _current.normalize(form, unistr)
