"""``str``."""

from tamapy.runtime import boxing, compare, iteration, sequences, texts
from tamapy.runtime.layout import Str
from tamapy.runtime.methods.iterators import ASCII_ITERATOR, STR_ITERATOR
from tamapy.runtime.methods.refusals import not_added, not_repeated
from tamapy.runtime.methods.slices import bounds, has_index, word_count
from tamapy.runtime.registry import implements
from tamapy.runtime.strings import (
    casing,
    codecs,
    fields,
    formatting,
    percent,
    quoting,
    splitting,
    text,
    translation,
    units,
)
from tamapy.runtime.strings.text import END, edge
from tamapy.runtime.unicode.tables import (
    ALPHA,
    DECIMAL,
    DIGIT,
    LOWER,
    NUMERIC,
    SPACE,
    UPPER,
)


def kind_name(value):
    """The name of a value's class, for messages."""
    return type(value).__name__


def check_text(value):
    """An argument that has to be text."""
    if not units.is_str(value):
        raise TypeError(f"must be str, not {kind_name(value)}")
    return value


def check_argument(value, method, place):
    """A numbered argument that has to be text."""
    if not units.is_str(value):
        raise TypeError(f"{method}() argument {place} must be str, not {kind_name(value)}")
    return value


def fill_character(value):
    """The only character of a fill argument."""
    if not units.is_str(value):
        raise TypeError(
            f"The fill character must be a unicode character, not {kind_name(value)}"
        )
    if len(value) != 1:
        raise TypeError("The fill character must be exactly one character long")
    return text.only_unit(value)


def strip(value, members, method, left, right):
    """``strip`` and its like."""
    if members is not None and not units.is_str(members):
        raise TypeError(f"{method} arg must be None or str")
    return splitting.strip(value, members, left, right)


def affix(value, part, start, stop, method, at_end):
    """``startswith`` and ``endswith``."""
    start = edge(start, 0)
    stop = edge(stop, END)
    if units.is_str(part):
        return splitting.starts_with(value, part, start, stop, at_end)
    if not isinstance(part, tuple):
        raise TypeError(
            f"{method} first arg must be str or a tuple of str, not {kind_name(part)}"
        )
    for item in part:
        if not units.is_str(item):
            raise TypeError(
                f"tuple for {method} must only contain str, not {kind_name(item)}"
            )
        if splitting.starts_with(value, item, start, stop, at_end):
            return True
    return False


def split(value, separator, limit, from_end):
    """``split`` and ``rsplit``."""
    limit = boxing.as_index(limit)
    if separator is None:
        if from_end:
            return splitting.rsplit_blank(value, limit)
        return splitting.split_blank(value, limit)
    if not units.is_str(separator):
        raise TypeError(f"must be str or None, not {kind_name(separator)}")
    if from_end:
        return splitting.rsplit_at(value, separator, limit)
    return splitting.split_at(value, separator, limit)


def join(separator, iterable):
    """``separator.join(iterable)``."""
    if type(iterable) is list:
        items = iterable
    else:
        try:
            iterator = iter(iterable)
        except TypeError:
            raise TypeError("can only join an iterable") from None
        items = sequences.to_list(iterator)
    bad = text.bad_item_index(items)
    if bad >= 0:
        raise TypeError(
            f"sequence item {bad}: expected str instance, {kind_name(items[bad])} found"
        )
    return text.join(separator, items)


class Searching:
    """Looking for text in text."""

    def find(self: Str, sub, start=None, end=None, /):
        return splitting.place_text(self, check_text(sub), edge(start, 0), edge(end, END), False)

    def rfind(self: Str, sub, start=None, end=None, /):
        return splitting.place_text(self, check_text(sub), edge(start, 0), edge(end, END), True)

    def index(self: Str, sub, start=None, end=None, /):
        found = splitting.place_text(
            self, check_text(sub), edge(start, 0), edge(end, END), False
        )
        if found < 0:
            raise ValueError("substring not found")
        return found

    def rindex(self: Str, sub, start=None, end=None, /):
        found = splitting.place_text(
            self, check_text(sub), edge(start, 0), edge(end, END), True
        )
        if found < 0:
            raise ValueError("substring not found")
        return found

    def count(self: Str, sub, start=None, end=None, /):
        return text.occurrences(self, check_text(sub), edge(start, 0), edge(end, END))

    def startswith(self: Str, prefix, start=None, end=None, /):
        return affix(self, prefix, start, end, "startswith", False)

    def endswith(self: Str, suffix, start=None, end=None, /):
        return affix(self, suffix, start, end, "endswith", True)


class Cutting:
    """Splitting, stripping, replacing and joining."""

    def split(self: Str, /, sep=None, maxsplit=-1):
        return split(self, sep, maxsplit, False)

    def rsplit(self: Str, /, sep=None, maxsplit=-1):
        return split(self, sep, maxsplit, True)

    def splitlines(self: Str, /, keepends=False):
        return splitting.split_lines(self, bool(keepends))

    def partition(self: Str, sep, /):
        return splitting.partition(self, check_text(sep), False)

    def rpartition(self: Str, sep, /):
        return splitting.partition(self, check_text(sep), True)

    def strip(self: Str, chars=None, /):
        return strip(self, chars, "strip", True, True)

    def lstrip(self: Str, chars=None, /):
        return strip(self, chars, "lstrip", True, False)

    def rstrip(self: Str, chars=None, /):
        return strip(self, chars, "rstrip", False, True)

    def replace(self: Str, old, new, count=-1, /):
        check_argument(old, "replace", 1)
        check_argument(new, "replace", 2)
        return splitting.replace(self, old, new, boxing.as_index(count))

    def removeprefix(self: Str, prefix, /):
        if not units.is_str(prefix):
            raise TypeError(f"removeprefix() argument must be str, not {kind_name(prefix)}")
        return splitting.cut(self, prefix, False)

    def removesuffix(self: Str, suffix, /):
        if not units.is_str(suffix):
            raise TypeError(f"removesuffix() argument must be str, not {kind_name(suffix)}")
        return splitting.cut(self, suffix, True)

    def join(self: Str, iterable, /):
        return join(self, iterable)


class Padding:
    """Filling up to a width."""

    def center(self: Str, width, fillchar=" ", /):
        fill = fill_character(fillchar)
        width = boxing.as_index(width)
        size = text.length(self)
        room = width - size if width > size else 0
        left = (room >> 1) + (room & width & 1)
        return splitting.padded(self, left, room - left, fill)

    def ljust(self: Str, width, fillchar=" ", /):
        fill = fill_character(fillchar)
        width = boxing.as_index(width)
        size = text.length(self)
        return splitting.padded(self, 0, width - size if width > size else 0, fill)

    def rjust(self: Str, width, fillchar=" ", /):
        fill = fill_character(fillchar)
        width = boxing.as_index(width)
        size = text.length(self)
        return splitting.padded(self, width - size if width > size else 0, 0, fill)

    def zfill(self: Str, width, /):
        return splitting.zero_filled(self, boxing.as_index(width))

    def expandtabs(self: Str, /, tabsize=8):
        return text.expand_tabs(self, boxing.as_index(tabsize))


class Casing:
    """Case mapping, and questions about characters."""

    def upper(self: Str, /):
        return casing.change_case(self, casing.TO_UPPER)

    def lower(self: Str, /):
        return casing.change_case(self, casing.TO_LOWER)

    def title(self: Str, /):
        return casing.change_case(self, casing.TO_TITLE)

    def casefold(self: Str, /):
        return casing.change_case(self, casing.FOLD)

    def swapcase(self: Str, /):
        return casing.change_case(self, casing.SWAP)

    def capitalize(self: Str, /):
        return casing.change_case(self, casing.CAPITALIZE)

    def isalpha(self: Str, /):
        return casing.all_have(self, ALPHA, True)

    def isalnum(self: Str, /):
        return casing.all_have(self, ALPHA | DECIMAL | DIGIT | NUMERIC, True)

    def isdecimal(self: Str, /):
        return casing.all_have(self, DECIMAL, True)

    def isdigit(self: Str, /):
        return casing.all_have(self, DIGIT, True)

    def isnumeric(self: Str, /):
        return casing.all_have(self, NUMERIC, True)

    def isspace(self: Str, /):
        return casing.all_have(self, SPACE, True)

    def isupper(self: Str, /):
        return casing.is_upper_or_lower(self, True, UPPER)

    def islower(self: Str, /):
        return casing.is_upper_or_lower(self, True, LOWER)

    def istitle(self: Str, /):
        return casing.is_title(self, True)

    def isascii(self: Str, /):
        return casing.units_ascii(self)

    def isprintable(self: Str, /):
        return text.all_printable(self)

    def isidentifier(self: Str, /):
        return text.is_identifier(self)


class Ordering:
    """Comparisons."""

    def __eq__(self: Str, other, /):
        if not units.is_str(other):
            return NotImplemented
        return compare.same_text(self, other)

    def __ne__(self: Str, other, /):
        if not units.is_str(other):
            return NotImplemented
        return not compare.same_text(self, other)

    def __lt__(self: Str, other, /):
        if not units.is_str(other):
            return NotImplemented
        return text.order(self, other) < 0

    def __le__(self: Str, other, /):
        if not units.is_str(other):
            return NotImplemented
        return text.order(self, other) <= 0

    def __gt__(self: Str, other, /):
        if not units.is_str(other):
            return NotImplemented
        return text.order(self, other) > 0

    def __ge__(self: Str, other, /):
        if not units.is_str(other):
            return NotImplemented
        return text.order(self, other) >= 0

    def __hash__(self: Str, /):
        return compare.text_hash(self)


#: Tells an argument that is not given.
ABSENT = object()


def make(class_, value, encoding, errors):
    """``str(value, encoding, errors)``."""
    if encoding is ABSENT and errors is ABSENT:
        if value is ABSENT:
            return ""
        return texts.convert_s(value)
    if encoding is ABSENT:
        encoding = "utf-8"
    elif not units.is_str(encoding):
        raise TypeError(f"str() argument 'encoding' must be str, not {kind_name(encoding)}")
    if errors is ABSENT:
        errors = "strict"
    elif not units.is_str(errors):
        raise TypeError(f"str() argument 'errors' must be str, not {kind_name(errors)}")
    if value is ABSENT:
        return ""
    if units.is_str(value):
        raise TypeError("decoding str is not supported")
    if not codecs.is_bytes_like(value):
        raise TypeError(
            f"decoding to str: need a bytes-like object, {kind_name(value)} found"
        )
    return codecs.decode(value, encoding, errors)


@implements(str)
class StrMethods(Searching, Cutting, Padding, Casing, Ordering):
    """``str``."""

    def __new__(class_, object=ABSENT, encoding=ABSENT, errors=ABSENT):
        made = make(class_, object, encoding, errors)
        return made if class_ is str else text.instance(class_, made)

    def __str__(self: Str, /):
        return text.exact(self)

    def __repr__(self: Str, /):
        return quoting.repr_text(self)

    def __len__(self: Str, /):
        return text.length(self)

    def __getitem__(self: Str, index, /):
        if isinstance(index, slice):
            start, count, step = bounds(index, text.length(self))
            return text.sub(self, start, count, step)
        if not has_index(index):
            raise TypeError(f"string indices must be integers, not '{kind_name(index)}'")
        return text.character(self, boxing.clamp(index))

    def __iter__(self: Str, /):
        kind = ASCII_ITERATOR if text.is_narrow(self) else STR_ITERATOR
        return iteration.new_sequence_iterator(kind, self)

    def __contains__(self: Str, part, /):
        if not units.is_str(part):
            raise TypeError(
                f"'in <string>' requires string as left operand, not {kind_name(part)}"
            )
        return text.has(self, part)

    def __add__(self: Str, other, /):
        if not units.is_str(other):
            return not_added(self, other)
        return text.concat(self, other)

    def __mul__(self: Str, count, /):
        if not has_index(count):
            return not_repeated(self, count)
        return text.repeat(self, word_count(count))

    def __rmul__(self: Str, count, /):
        if not has_index(count):
            return not_repeated(self, count)
        return text.repeat(self, word_count(count))

    def encode(self: Str, /, encoding="utf-8", errors="strict"):
        if not units.is_str(encoding):
            raise TypeError(
                f"encode() argument 'encoding' must be str, not {kind_name(encoding)}"
            )
        if not units.is_str(errors):
            raise TypeError(f"encode() argument 'errors' must be str, not {kind_name(errors)}")
        return codecs.encode(self, encoding, errors)

    def __format__(self: Str, spec, /):
        if not units.is_str(spec):
            raise TypeError(f"__format__() argument must be str, not {kind_name(spec)}")
        return texts.convert_s(self) if spec == "" else formatting.format_str(self, spec)

    def format(self: Str, /, *args, **kwargs):
        return fields.format_text(self, args, kwargs)

    def format_map(self: Str, mapping, /):
        return fields.format_map(self, mapping)

    def __mod__(self: Str, value, /):
        return percent.format_str(self, value)

    def __rmod__(self: Str, value, /):
        return percent.format_str(value, self) if units.is_str(value) else NotImplemented

    def translate(self: Str, table, /):
        return translation.map_characters(self, table)

    @staticmethod
    def maketrans(x, y=ABSENT, z=ABSENT, /):
        if y is ABSENT:
            return translation.table_of_dict(x)
        check_argument(y, "maketrans", 2)
        if z is not ABSENT:
            check_argument(z, "maketrans", 3)
        return translation.table_of_texts(x, y, "" if z is ABSENT else z)

    def __sizeof__(self: Str, /):
        return text.memory_size(self)

    def __getnewargs__(self: Str, /):
        return (text.copied(self),)
