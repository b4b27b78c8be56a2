"""``_sre``: patterns, matches and scanners under CPython's own ``re``."""

from _operator import index as _index
from _sre_nodes import translate as _translate

from tamapy.runtime.matching import cases as _cases
from tamapy.runtime.matching import finding as _finding
from tamapy.runtime.matching.codes import MAXREPEAT
from tamapy.runtime.matching.finding import find as _find
from tamapy.runtime.matching.finding import group_of as _group_of
from tamapy.runtime.matching.finding import mark as _mark
from tamapy.runtime.matching.finding import replace as _replace

#: No position may be greater.
_MOST = (1 << 63) - 1

MAGIC = 20220615
CODESIZE = 4
MAXGROUPS = 1073741823
copyright = ""  # noqa: A001

_FLAG_NAMES = (
    (1, "re.TEMPLATE"), (2, "re.IGNORECASE"), (4, "re.LOCALE"), (8, "re.MULTILINE"),
    (16, "re.DOTALL"), (64, "re.VERBOSE"), (128, "re.DEBUG"), (256, "re.ASCII"),
)

_SEARCH = 0
_MATCH = 1
_FULL_MATCH = 2
#: More matches than this nobody counts.
_MANY = 1 << 29


def _slice(string, first, last):
    """A piece of what was matched: text, or bytes of anything that has some."""
    kind = type(string)
    if kind is str or kind is bytes:
        return string[first:last]
    if isinstance(string, (str, bytes)):
        kind = str if isinstance(string, str) else bytes
        return kind.__getitem__(string, slice(first, last))
    return bytes(memoryview(string)[first:last])


def ascii_iscased(character, /):
    """Whether a character is an ASCII letter."""
    return _cases.is_ascii_letter(character)


def ascii_tolower(character, /):
    """The lower case of an ASCII letter; anything else as it is."""
    return _cases.ascii_lower(character)


def unicode_iscased(character, /):
    """Whether a character has another case."""
    return _cases.is_cased(character) or len(chr(character).upper()) > 1


def unicode_tolower(character, /):
    """The simple lower case of a character."""
    return _cases.unicode_lower(character)


def getcodesize():
    """Bytes of a word of a program."""
    return CODESIZE


def compile(pattern, flags, code, groups, groupindex, indexgroup):  # noqa: A001
    """A pattern from the program of ``re._compiler``."""
    code = [int(word) for word in code]
    words = _translate(code, groups)
    program = b"".join([word.to_bytes(CODESIZE, "little") for word in words])
    program = _finding.adopt(program, code)
    return Pattern(pattern, int(flags), program, groups, groupindex, indexgroup)


def template(pattern, template, /):
    """Not used by this version of ``re``."""
    raise NotImplementedError("_sre.template() is not available")


def _place(position, size):
    """A position in a text, or what is nearest to it; it has to fit a word."""
    position = _index(position)
    if not -_MOST <= position <= _MOST:
        raise OverflowError("Python int too large to convert to C ssize_t")
    return max(0, min(position, size))


class Pattern:
    """A compiled regular expression."""

    __slots__ = (
        "pattern", "flags", "groups", "groupindex", "_code", "_indexgroup", "_kind", "__weakref__",
    )

    def __init__(self, pattern, flags, code, groups, groupindex, indexgroup):
        self.pattern = pattern
        self.flags = flags
        self.groups = groups
        self.groupindex = groupindex
        self._code = code
        self._indexgroup = indexgroup
        self._kind = type(pattern)

    def _check(self, string):
        if isinstance(string, str):
            if self.pattern is not None and not isinstance(self.pattern, str):
                raise TypeError("cannot use a bytes pattern on a string-like object")
        elif isinstance(string, (bytes, bytearray, memoryview)) or hasattr(string, "__buffer__"):
            if isinstance(self.pattern, str):
                raise TypeError("cannot use a string pattern on a bytes-like object")
        else:
            raise TypeError(
                f"expected string or bytes-like object, got '{type(string).__name__}'"
            )

    def _open(self, string, pos, endpos):
        """What is matched, as the engine takes it, and from where to where it is."""
        if type(string) is self._kind and pos == 0 and endpos is None:
            return string, 0, len(string)
        self._check(string)
        if not isinstance(string, (str, bytes, bytearray)):
            string = bytes(string)
        size = len(string)
        end = size if endpos is None else _place(endpos, size)
        return string, _place(pos, size), end

    def match(self, string, pos=0, endpos=None):
        """Match at the start of the text."""
        if type(string) is self._kind and pos == 0 and endpos is None:
            marks = _find(self._code, string, 0, -1, -1, _MATCH)
            return None if marks is None else Match(self, string, marks, 0, len(string))
        return self._one(string, pos, endpos, _MATCH)

    def fullmatch(self, string, pos=0, endpos=None):
        """Match the whole text."""
        if type(string) is self._kind and pos == 0 and endpos is None:
            marks = _find(self._code, string, 0, -1, -1, _FULL_MATCH)
            return None if marks is None else Match(self, string, marks, 0, len(string))
        return self._one(string, pos, endpos, _FULL_MATCH)

    def search(self, string, pos=0, endpos=None):
        """Match anywhere in the text."""
        if type(string) is self._kind and pos == 0 and endpos is None:
            marks = _find(self._code, string, 0, -1, -1, _SEARCH)
            return None if marks is None else Match(self, string, marks, 0, len(string))
        return self._one(string, pos, endpos, _SEARCH)

    def _one(self, string, pos, endpos, mode):
        text, pos, end = self._open(string, pos, endpos)
        if pos > end:
            return None
        marks = _find(self._code, text, pos, end, -1, mode)
        return None if marks is None else Match(self, string, marks, pos, end)

    def finditer(self, string, pos=0, endpos=None):
        """An iterator over all matches."""
        text, pos, end = self._open(string, pos, endpos)
        return self._all(string, text, pos, end)

    def _all(self, string, text, pos, end):
        """Every match, left to right; an empty one not where the one before ended empty."""
        start = pos
        forbidden = -1
        while True:
            marks = _find(self._code, text, start, end, forbidden, _SEARCH)
            if marks is None:
                return
            yield Match(self, string, marks, pos, end)
            start = _mark(marks, 1)
            forbidden = start if _mark(marks, 0) == start else -1

    def findall(self, string, pos=0, endpos=None):
        """The texts of all matches, or of their groups."""
        text, start, end = self._open(string, pos, endpos)
        nothing = "" if isinstance(text, str) else b""
        return _finding.find_all(self._code, text, start, end, nothing)

    def split(self, string, maxsplit=0):
        """The pieces between the matches, and the groups' texts."""
        text, _, _ = self._open(string, 0, None)
        return _finding.split(self._code, text, _most(maxsplit))

    def sub(self, repl, string, count=0):
        """The text with matches replaced."""
        return self._subx(repl, string, count)[0]

    def subn(self, repl, string, count=0):
        """The text with matches replaced, and how many they were."""
        return self._subx(repl, string, count)

    def _subx(self, repl, string, count):
        called = False
        if type(repl) is not str or "\\" in repl:
            repl = self._replacement(repl)
            called = callable(repl)
        text = string if type(string) is self._kind else self._open(string, 0, None)[0]
        most = _most(count) if count else -1
        parts = []
        if called:
            done = self._call_for_each(repl, string, text, most, parts)
        else:
            done = _replace(self._code, text, repl, most, parts)
        if done == 0:
            return (string if type(string) is self._kind else _slice(string, 0, len(text))), 0
        return ("" if isinstance(string, str) else b"").join(parts), done

    def _replacement(self, repl):
        """What is put in for a match: a function, or what stands for itself."""
        if callable(repl):
            return repl
        if isinstance(repl, str):
            literal = "\\" not in repl
        else:
            literal = b"\\" not in bytes(repl)
        if literal:
            return repl
        import re

        return re._subx(self, repl)

    def _call_for_each(self, replace, string, text, most, parts):
        """Put the pieces between the matches into a list, and what a function makes of each."""
        start = done = 0
        end = len(text)
        forbidden = -1
        while done != most:
            marks = _find(self._code, text, start, end, forbidden, _SEARCH)
            if marks is None:
                break
            first = _mark(marks, 0)
            if first > start:
                parts.append(_slice(string, start, first))
            item = replace(Match(self, string, marks, 0, end))
            if item is not None:
                parts.append(item)
            start = _mark(marks, 1)
            forbidden = start if first == start else -1
            done += 1
        if start < end and done:
            parts.append(_slice(string, start, end))
        return done

    def scanner(self, string, pos=0, endpos=None):
        """A scanner: matches one after the other."""
        return Scanner(self, string, pos, endpos)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo, /):
        return self

    def __reduce__(self):
        import re

        return re._compile, (self.pattern, self.flags)

    def _key(self):
        return (self.flags, self._code, self.pattern, type(self.pattern))

    def __eq__(self, other, /):
        return self._key() == other._key() if isinstance(other, Pattern) else NotImplemented

    def __hash__(self):
        return hash((self.flags, self.pattern))

    def __repr__(self):
        flags = self.flags
        if isinstance(self.pattern, str) and flags & (4 | 32 | 256) == 32:
            flags &= ~32
        names = [name for bit, name in _FLAG_NAMES if flags & bit]
        rest = flags & ~sum([bit for bit, _ in _FLAG_NAMES])
        if rest:
            names.append(hex(rest))
        shown = repr(self.pattern)[:200]
        return f"re.compile({shown}, {'|'.join(names)})" if names else f"re.compile({shown})"

    def __class_getitem__(cls, item, /):
        return type(list[int])(cls, item)


Pattern.__module__ = "re"


def _most(count):
    """How many matches are wanted, -1 for all."""
    count = _index(count)
    if count == 0 or count > _MANY:
        return -1
    return max(count, 0)


def _span(marks, number):
    """Where a group starts and ends."""
    first, last = _mark(marks, 2 * number), _mark(marks, 2 * number + 1)
    return (first, last) if 0 <= first <= last else (-1, -1)


def _group(string, marks, number, default):
    """A group's text."""
    if isinstance(string, (str, bytes, bytearray)):
        return _group_of(string, marks, number, default)
    first, last = _mark(marks, 2 * number), _mark(marks, 2 * number + 1)
    return _slice(string, first, last) if 0 <= first <= last else default


class Match:
    """What a pattern has found."""

    __slots__ = ("re", "string", "pos", "endpos", "_marks")

    def __init__(self, pattern, string, marks, pos, end):
        self.re = pattern
        self.string = string
        self.pos = pos
        self.endpos = end
        self._marks = marks

    @property
    def regs(self):
        """The spans of all groups."""
        return tuple([_span(self._marks, i) for i in range(self.re.groups + 1)])

    @property
    def lastindex(self):
        """The number of the group matched last, ``None`` if there was none."""
        last = _mark(self._marks, 2 * self.re.groups + 2)
        return last if last > 0 else None

    @property
    def lastgroup(self):
        """The name of the group matched last."""
        last = self.lastindex
        names = self.re._indexgroup
        return names[last] if last is not None and last < len(names) else None

    def _number(self, group):
        if not isinstance(group, int):
            if hasattr(type(group), "__index__"):
                group = _index(group)
            else:
                group = self.re.groupindex.get(group, -1)
        if not 0 <= group <= self.re.groups:
            raise IndexError("no such group")
        return group

    def _text(self, number, default):
        return _group(self.string, self._marks, number, default)

    def group(self, *groups):
        """The text of one group, or of several."""
        if not groups:
            return self._text(0, None)
        if len(groups) == 1:
            return self._text(self._number(groups[0]), None)
        return tuple([self._text(self._number(group), None) for group in groups])

    def __getitem__(self, group, /):
        return self._text(self._number(group), None)

    def groups(self, default=None):
        """The texts of all groups."""
        return tuple([self._text(i, default) for i in range(1, self.re.groups + 1)])

    def groupdict(self, default=None):
        """The texts of the named groups."""
        return {name: self._text(i, default) for name, i in self.re.groupindex.items()}

    def start(self, group=0, /):
        """Where a group starts, -1 if it did not take part."""
        return _span(self._marks, self._number(group))[0]

    def end(self, group=0, /):
        """Where a group ends, -1 if it did not take part."""
        return _span(self._marks, self._number(group))[1]

    def span(self, group=0, /):
        """Where a group starts and ends."""
        return _span(self._marks, self._number(group))

    def expand(self, template):
        """A template with the groups filled in."""
        import re

        return re._expand(self.re, self, template)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo, /):
        return self

    def __repr__(self):
        return f"<re.Match object; span={self.span()}, match={self.group()!r}>"

    def __class_getitem__(cls, item, /):
        return type(list[int])(cls, item)


Match.__module__ = "re"


class Scanner:
    """Matches of one pattern one after the other."""

    __slots__ = ("pattern", "_string", "_text", "_end", "_start", "_forbidden", "_pos")

    def __init__(self, pattern, string, pos, endpos):
        self._text, self._pos, self._end = pattern._open(string, pos, endpos)
        self.pattern = pattern
        self._string = string
        self._start = self._pos
        self._forbidden = -1

    def _next(self, mode):
        pattern = self.pattern
        start = self._start
        if start > self._end:
            return None
        marks = _find(pattern._code, self._text, start, self._end, self._forbidden, mode)
        if marks is None:
            self._start = self._end + 1
            return None
        self._start = _mark(marks, 1)
        self._forbidden = self._start if _mark(marks, 0) == self._start else -1
        return Match(pattern, self._string, marks, self._pos, self._end)

    def match(self):
        """The next match, which must start where the one before ended."""
        return self._next(_MATCH)

    def search(self):
        """The next match anywhere behind."""
        return self._next(_SEARCH)


Scanner.__module__ = "_sre"
Scanner.__name__ = Scanner.__qualname__ = "SRE_Scanner"

__all__ = [
    "CODESIZE", "MAGIC", "MAXGROUPS", "MAXREPEAT", "Match", "Pattern", "ascii_iscased",
    "ascii_tolower", "compile", "getcodesize", "unicode_iscased", "unicode_tolower",
]
