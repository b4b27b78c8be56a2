"""``unicodedata``: the properties, names and forms of characters."""

from tamapy.runtime.unicode import database as _data
from tamapy.runtime.unicode import names as _names
from tamapy.runtime.unicode import properties as _properties
from tamapy.runtime.unicode.tables import CATEGORIES as _CATEGORIES
from tamapy.runtime.unicode.tables import VERSION as unidata_version  # noqa: N811

_UNASSIGNED = _CATEGORIES.index("Cn")
_SEQUENCES = _names.sequences()
_IDEOGRAPHS = _names.ideographs()
_OLD_DECIMALS = _data.old_decimals()
_OLD_CORRECTIONS = _data.old_corrections()

# How Hangul syllables are called (the Unicode Standard, table 4-8).
_LEADING = ("G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S", "SS", "", "J", "JJ", "C", "K",
            "T", "P", "H")
_VOWELS = ("A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE", "OE", "YO", "U",
           "WEO", "WE", "WI", "YU", "EU", "YI", "I")
_TRAILING = ("", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT", "LP",
             "LH", "M", "B", "BS", "S", "SS", "NG", "J", "C", "K", "T", "P", "H")
_SYLLABLES = _data.S_BASE, _data.S_BASE + _data.S_COUNT

#: A form to whether it takes compatibility decompositions, whether it composes, and its flag.
_FORMS = {
    "NFD": (False, False, _data.NOT_NFD), "NFKD": (True, False, _data.NOT_NFKD),
    "NFC": (False, True, _data.NOT_NFC), "NFKC": (True, True, _data.NOT_NFKC),
}
_MOST_NAME = 256
_missing = object()


def _code(character, function, place="argument"):
    if not isinstance(character, str) or len(character) != 1:
        kind = type(character).__name__
        raise TypeError(f"{function}() {place} must be a unicode character, not {kind}")
    return ord(character)


def _or_default(found, default, message):
    if found is not None:
        return found
    if default is _missing:
        raise ValueError(message)
    return default


# -- properties --------------------------------------------------------------------------


def category(chr, /):
    """The general category."""
    return _CATEGORIES[_properties.category_of(_code(chr, "category"))]


def bidirectional(chr, /):
    """The bidirectional class; empty if none is defined."""
    return _data.BIDIRECTIONAL[_data.bidirectional_of(_code(chr, "bidirectional"))]


def combining(chr, /):
    """The canonical combining class; 0 if none is defined."""
    return int(_data.combining_of(_code(chr, "combining")))


def east_asian_width(chr, /):
    """The East Asian width."""
    return _data.WIDTHS[_data.width_of(_code(chr, "east_asian_width"))]


def mirrored(chr, /):
    """1 if the character is mirrored in bidirectional text, else 0."""
    return int(_data.mirrored_of(_code(chr, "mirrored")))


def decomposition(chr, /):
    """The decomposition as text; empty if there is none."""
    return _spelled(_code(chr, "decomposition"))


def decimal(chr, default=_missing, /):
    """The value as a decimal digit."""
    value = int(_properties.decimal_value(_code(chr, "decimal", "argument 1")))
    return _or_default(None if value > 9 else value, default, "not a decimal")


def digit(chr, default=_missing, /):
    """The value as a digit."""
    value = int(_properties.digit_value(_code(chr, "digit", "argument 1")))
    return _or_default(None if value > 9 else value, default, "not a digit")


def numeric(chr, default=_missing, /):
    """The value as a number."""
    return _or_default(
        _number(_code(chr, "numeric", "argument 1")), default, "not a numeric character"
    )


def _number(code):
    value = float(_data.numeric_of(code))
    return None if value == -2.0 else value


def _parts(code):
    """The tag and the text of a decomposition; None if there is none."""
    at = _data.decomposition_at(code)
    if not at:
        return None
    head = _data.decomposition_unit(at)
    units = bytearray()
    for step in range(1, (head >> 8) + 1):
        unit = _data.decomposition_unit(at + step)
        units.append(unit & 0xFF)
        units.append(unit >> 8)
    return _data.TAGS[head & 0xFF], units.decode("utf-16-le")


def _spelled(code):
    parts = _parts(code)
    if parts is None:
        return ""
    tag, text = parts
    codes = " ".join([f"{ord(c):04X}" for c in text])
    return f"{tag} {codes}" if tag else codes


# -- forms -------------------------------------------------------------------------------


def normalize(form, unistr, /):
    """The text in a normal form: ``NFC``, ``NFD``, ``NFKC`` or ``NFKD``."""
    rules = _rules("normalize", form, unistr)
    if rules is None or _quick_check(rules, unistr):
        return unistr
    return _normalized(rules, unistr, False)


def is_normalized(form, unistr, /):
    """Whether the text is in a normal form."""
    rules = _rules("is_normalized", form, unistr)
    if rules is None:
        return True
    found = _quick_check(rules, unistr)
    return _normalized(rules, unistr, False) == unistr if found is None else found


def _rules(function, form, text):
    """What the form demands; None if the text is empty, whatever the form's name."""
    for place, value in enumerate((form, text)):
        if not isinstance(value, str):
            kind = type(value).__name__
            raise TypeError(f"{function}() argument {place + 1} must be str, not {kind}")
    if not text:
        return None
    rules = _FORMS.get(form)
    if rules is None:
        raise ValueError("invalid normalization form")
    return rules


def _quick_check(rules, text):
    """Whether the text is in a form; None if that is not seen at once (UAX #15, section 9)."""
    if text.isascii():
        return True
    compose, flag = rules[1], rules[2]
    result = True
    last = 0
    for c in text:
        code = ord(c)
        combining = _data.combining_of(code)
        if combining and combining < last:
            return False
        last = combining
        quick = _data.quick_of(code)
        if quick & flag:
            return False
        if compose and quick & _data.MAY_COMPOSE:
            result = None
    return result


def _normalized(rules, text, old):
    codes = _decomposed(text, rules[0], old)
    _reorder(codes)
    if rules[1]:
        _compose(codes)
    return "".join([chr(code) for code in codes])


def _decomposed(text, compatible, old):
    """The code points of the full decomposition, not yet in order."""
    found = []
    rest = [ord(c) for c in reversed(text)]
    while rest:
        code = rest.pop()
        if code < 0x80:
            found.append(code)
            continue
        if _SYLLABLES[0] <= code < _SYLLABLES[1]:
            _decompose_syllable(code - _data.S_BASE, found)
            continue
        parts = None
        if not old or _data.old_category_of(code) != _UNASSIGNED:
            parts = _parts(code)
        if parts is None or parts[0] and not compatible:
            found.append(code)
            continue
        into = parts[1]
        if old:
            into = _OLD_CORRECTIONS.get(chr(code), into)
        rest += [ord(c) for c in reversed(into)]
    return found


def _decompose_syllable(index, found):
    found.append(_data.L_BASE + index // (_data.V_COUNT * _data.T_COUNT))
    found.append(_data.V_BASE + index // _data.T_COUNT % _data.V_COUNT)
    if index % _data.T_COUNT:
        found.append(_data.T_BASE + index % _data.T_COUNT)


def _reorder(codes):
    """Sort every run of combining characters by their classes."""
    at = 0
    while at < len(codes):
        start = at
        while at < len(codes) and _data.combining_of(codes[at]):
            at += 1
        if at - start > 1:
            codes[start:at] = sorted(codes[start:at], key=_data_combining)
        at += 1


def _data_combining(code):
    return int(_data.combining_of(code))


def _compose(codes):
    """Compose in place: what follows a starter goes into it unless something is between."""
    starter = -1
    last = 0
    size = 0
    for code in codes:
        combining = _data.combining_of(code)
        if starter >= 0 and (last < combining or starter == size - 1):
            made = _data.compose(codes[starter], code)
            if made:
                codes[starter] = int(made)
                continue
        if combining:
            last = combining
        else:
            starter = size
            last = 0
        codes[size] = code
        size += 1
    del codes[size:]


# -- names -------------------------------------------------------------------------------


def name(chr, default=_missing, /):
    """The name."""
    found = _name(_code(chr, "name", "argument 1"))
    return _or_default(found, default, "no such name")


def lookup(name, /):
    """The character of a name or an alias, or the sequence of a name."""
    return _lookup(name, False)


def _lookup(name, old):
    if isinstance(name, str):
        text = name
    else:
        try:
            text = memoryview(name).tobytes().decode("utf-8", "replace")
        except TypeError:
            kind = type(name).__name__
            raise TypeError(f"a bytes-like object is required, not {kind!r}") from None
    if len(text) > _MOST_NAME:
        raise KeyError("name too long")
    found = _find(text, old)
    if found is None:
        text = text.partition("\0")[0]
        raise KeyError(f"undefined character name '{text}'")
    return found


def _is_ideograph(code):
    return any([start <= code < stop for start, stop in _IDEOGRAPHS])


def _name(code):
    if _SYLLABLES[0] <= code < _SYLLABLES[1]:
        index = code - _data.S_BASE
        return (_names.SYLLABLE + _LEADING[index // (_data.V_COUNT * _data.T_COUNT)]
                + _VOWELS[index // _data.T_COUNT % _data.V_COUNT]
                + _TRAILING[index % _data.T_COUNT])
    if _is_ideograph(code):
        return f"{_names.IDEOGRAPH}{code:X}"
    if code >= _names.ALIASES:
        return None
    numbers = _phrase(code)
    if numbers is None:
        return None
    text = " ".join([_word(number).decode("ascii") for number in numbers])
    return f"{text[:-1]}{code:04X}" if text[-1] == "#" else text


def _phrase(code):
    """The numbers of the words of a name; None if there is none."""
    at = _names.block_of(code)
    if at == _names.NOTHING:
        return None
    numbers = []
    head = 0
    for _ in range((code & 15) + 1):
        head = _names.phrase_byte(at)
        at += 1
        if not head:
            continue
        del numbers[head >> 4:]
        for _ in range(head & 15):
            number = _names.phrase_word(at)
            at += 1 + (number >> 16)
            numbers.append(int(number & 0xFFFF))
    return numbers if head else None


def _next_word(word, at, shared):
    """Change a word into the one whose letters lie at a place; returns where they end."""
    del word[shared:]
    while True:
        letter = _names.letter(at)
        at += 1
        word.append(letter & 0x7F)
        if letter & _names.LAST_LETTER:
            return at


def _word(number):
    word = bytearray()
    at = _next_word(word, _names.group_start(number // _names.GROUP), 0)
    for _ in range(number % _names.GROUP):
        at = _next_word(word, at + 1, _names.letter(at))
    return word


def _number_of(word):
    """The number of a word; None if no name has it."""
    low, high = 0, (_names.word_count() + _names.GROUP - 1) // _names.GROUP
    while high - low > 1:
        middle = (low + high) // 2
        if _word(middle * _names.GROUP) <= word:
            low = middle
        else:
            high = middle
    start = low * _names.GROUP
    found = bytearray()
    at = _next_word(found, _names.group_start(low), 0)
    for number in range(start, min(start + _names.GROUP, _names.word_count())):
        if number > start:
            at = _next_word(found, at + 1, _names.letter(at))
        if found == word:
            return number
    return None


def _find(text, old):
    """What a name stands for; None if nothing has it.

    The old version knows neither aliases nor sequences, nor what was not assigned yet, ideographs
    and syllables apart.
    """
    if not text.isascii() or "#" in text:
        return None
    if text.startswith(_names.SYLLABLE):
        return _find_syllable(text.removeprefix(_names.SYLLABLE))
    if text.startswith(_names.IDEOGRAPH):
        digits = text.removeprefix(_names.IDEOGRAPH)
        if len(digits) not in (4, 5) or digits.strip("0123456789ABCDEF"):
            return None
        return chr(int(digits, 16)) if _is_ideograph(int(digits, 16)) else None
    code = _find_code(text.upper())
    if code is None or old and (code >= _names.ALIASES or not _is_old(code)):
        return None
    if code >= _names.SEQUENCES:
        return _SEQUENCES[code - _names.SEQUENCES]
    return chr(_names.aliased(code - _names.ALIASES) if code >= _names.ALIASES else code)


def _find_code(text):
    """Where a name is kept; None if it is nowhere."""
    for size in (4, 5):
        code = _own_code(text, text[-size:])
        if code is not None:
            return code
    wanted = bytearray()
    for word in text.encode("ascii").split(b" "):
        number = _number_of(word)
        if number is None:
            return None
        wanted.append(number & 0xFF)
        wanted.append(number >> 8)
    code = int(_names.find(bytes(wanted)))
    return None if code == _names.NOTHING else code


def _own_code(text, digits):
    """The code point that a name ends with, if that is how its character is called."""
    if digits.strip("0123456789ABCDEF"):
        return None
    code = int(digits or "0", 16)
    numbers = _phrase(code)
    if numbers is None or _word(numbers[-1])[-1:] != b"#" or _name(code) != text:
        return None
    return code


def _longest(text, parts):
    """The part that a text begins with, the longest if there are several; None if none."""
    found = None
    for at, part in enumerate(parts):
        if text.startswith(part) and (found is None or len(part) > len(parts[found])):
            found = at
    return found


def _find_syllable(text):
    indices = []
    for parts in (_LEADING, _VOWELS, _TRAILING):
        found = _longest(text, parts)
        if found is None:
            return None
        text = text.removeprefix(parts[found])
        indices.append(found)
    if text:
        return None
    leading, vowel, trailing = indices
    return chr(_data.S_BASE + (leading * _data.V_COUNT + vowel) * _data.T_COUNT + trailing)


# -- Unicode 3.2.0 -----------------------------------------------------------------------


class UCD:
    """The data of an older version, 3.2.0."""

    __slots__ = ()
    unidata_version = "3.2.0"

    def __new__(cls, *arguments, **keywords):
        raise TypeError("cannot create 'unicodedata.UCD' instances")

    def category(self, chr, /):
        """The general category."""
        return _CATEGORIES[_data.old_category_of(_code(chr, "category"))]

    def bidirectional(self, chr, /):
        """The bidirectional class; empty if none is defined."""
        return _data.BIDIRECTIONAL[_data.old_bidirectional_of(_code(chr, "bidirectional"))]

    def combining(self, chr, /):
        """The canonical combining class; 0 if none is defined."""
        code = _code(chr, "combining")
        return int(_data.combining_of(code)) if _is_old(code) else 0

    def east_asian_width(self, chr, /):
        """The East Asian width."""
        return _data.WIDTHS[_data.old_width_of(_code(chr, "east_asian_width"))]

    def mirrored(self, chr, /):
        """1 if the character is mirrored in bidirectional text, else 0."""
        return int(_data.old_mirrored_of(_code(chr, "mirrored")))

    def decomposition(self, chr, /):
        """The decomposition as text; empty if there is none."""
        code = _code(chr, "decomposition")
        return _spelled(code) if _is_old(code) else ""

    def decimal(self, chr, default=_missing, /):
        """The value as a decimal digit."""
        code = _code(chr, "decimal", "argument 1")
        value = 10
        if _is_old(code):
            find = _properties.digit_value if chr in _OLD_DECIMALS else _properties.decimal_value
            value = int(find(code))
        return _or_default(None if value > 9 else value, default, "not a decimal")

    def digit(self, chr, default=_missing, /):
        """The value as a digit."""
        return digit(chr, default)

    def numeric(self, chr, default=_missing, /):
        """The value as a number."""
        code = _code(chr, "numeric", "argument 1")
        return _or_default(
            _number(code) if _is_old(code) else None, default, "not a numeric character"
        )

    def name(self, chr, default=_missing, /):
        """The name."""
        code = _code(chr, "name", "argument 1")
        return _or_default(_name(code) if _is_old(code) else None, default, "no such name")

    def lookup(self, name, /):
        """The character of a name."""
        return _lookup(name, True)

    def normalize(self, form, unistr, /):
        """The text in a normal form."""
        rules = _rules("normalize", form, unistr)
        return unistr if rules is None else _normalized(rules, unistr, True)

    def is_normalized(self, form, unistr, /):
        """Whether the text is in a normal form."""
        rules = _rules("is_normalized", form, unistr)
        return rules is None or _normalized(rules, unistr, True) == unistr


def _is_old(code):
    return _data.old_category_of(code) != _UNASSIGNED


UCD.__module__ = "unicodedata"
ucd_3_2_0 = object.__new__(UCD)
