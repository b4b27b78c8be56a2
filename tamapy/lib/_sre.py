"""``_sre``: patterns, matches and scanners under CPython's own ``re``."""

from _operator import index as _index

from _sre_engine import MAXREPEAT, Machine
from _sre_sets import (
    INFO,
)
from _sre_sets import (
    ascii_is_cased as ascii_iscased,
)
from _sre_sets import (
    ascii_lower as ascii_tolower,
)
from _sre_sets import (
    unicode_is_cased as unicode_iscased,
)
from _sre_sets import (
    unicode_lower as unicode_tolower,
)

MAGIC = 20220615
CODESIZE = 4
MAXGROUPS = 1073741823
copyright = ""  # noqa: A001

_FLAG_NAMES = (
    (1, "re.TEMPLATE"), (2, "re.IGNORECASE"), (4, "re.LOCALE"), (8, "re.MULTILINE"),
    (16, "re.DOTALL"), (64, "re.VERBOSE"), (128, "re.DEBUG"), (256, "re.ASCII"),
)

#: The text matched last and its characters as numbers: often it is matched again.
_latest = [None, b""]


def _codes(string):
    """The characters of a text or byte string as something whose items are numbers."""
    if type(string) is bytes:
        return string
    if isinstance(string, str):
        if _latest[0] is string:
            return _latest[1]
        try:
            codes = string.encode("latin-1")
        except UnicodeEncodeError:
            codes = [ord(c) for c in string]
        _latest[0] = string
        _latest[1] = codes
        return codes
    return bytes(string)


def getcodesize():
    """Bytes of a word of a program."""
    return CODESIZE


def compile(pattern, flags, code, groups, groupindex, indexgroup):  # noqa: A001
    """A pattern from the program of ``re._compiler``."""
    program = tuple([int(word) for word in code])
    return Pattern(pattern, int(flags), program, groups, groupindex, indexgroup)


def template(pattern, template, /):
    """Not used by this version of ``re``."""
    raise NotImplementedError("_sre.template() is not available")


class Pattern:
    """A compiled regular expression."""

    __slots__ = (
        "pattern", "flags", "groups", "groupindex", "_code", "_indexgroup", "_tables", "_prefix",
        "_first", "__weakref__",
    )

    def __init__(self, pattern, flags, code, groups, groupindex, indexgroup):
        self.pattern = pattern
        self.flags = flags
        self.groups = groups
        self.groupindex = groupindex
        self._code = code
        self._indexgroup = indexgroup
        self._tables = {}
        self._prefix = None
        self._first = 0
        self._examine()

    def _examine(self):
        """What a search can skip by: a literal that the pattern starts with, or a set."""
        code = self._code
        if code[0] != INFO:
            return
        if code[2] & 1 and not self.flags & 2:
            prefix = code[7:7 + code[5]]
            if isinstance(self.pattern, bytes) or not isinstance(self.pattern, str):
                self._prefix = bytes(prefix)
            else:
                self._prefix = "".join([chr(c) for c in prefix])
        elif code[2] & 4 and not self.flags & 2:
            self._first = 5

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

    def _machine(self, string, endpos):
        self._check(string)
        text = _codes(string)
        size = len(text)
        end = size if endpos is None else max(0, min(_index(endpos), size))
        return Machine(self._code, self._tables, text, end, self.groups)

    def match(self, string, pos=0, endpos=None):
        """Match at the start of the text."""
        machine = self._machine(string, endpos)
        return self._at(machine, string, pos, False)

    def fullmatch(self, string, pos=0, endpos=None):
        """Match the whole text."""
        machine = self._machine(string, endpos)
        return self._at(machine, string, pos, True)

    def _at(self, machine, string, pos, full):
        start = max(0, min(_index(pos), machine.end))
        if pos > machine.end:
            return None
        end = machine.run(0, start, [], full)
        if end < 0:
            return None
        return Match(self, string, machine, start, end, pos)

    def search(self, string, pos=0, endpos=None):
        """Match anywhere in the text."""
        machine = self._machine(string, endpos)
        if pos > machine.end:
            return None
        start = max(0, _index(pos))
        return self._search(machine, string, start, -1, start)

    def _search(self, machine, string, start, forbidden, pos):
        """The first match from a position on that does not end, empty, at ``forbidden``."""
        end = machine.end
        text = machine.text
        prefix = self._prefix
        if prefix is not None and type(string) is not type(prefix):
            prefix = None
        while start <= end:
            if prefix is not None:
                start = string.find(prefix, start, end)
                if start < 0:
                    return None
            elif self._first:
                while start < end and not machine.in_set(self._first, text[start]):
                    start += 1
                if start >= end:
                    return None
            found = machine.run(0, start, [], False, forbidden if start == forbidden else -1)
            if found >= 0:
                return Match(self, string, machine, start, found, pos)
            machine.reset()
            start += 1
        return None

    def _all(self, string, pos, endpos):
        """Every match, left to right; an empty one not where the one before ended."""
        machine = self._machine(string, endpos)
        start = max(0, _index(pos))
        forbidden = -1
        while start <= machine.end:
            found = self._search(machine, string, start, forbidden, pos)
            if found is None:
                return
            yield found
            start = found._regs[1]
            forbidden = start if found._regs[0] == start else -1
            machine = Machine(self._code, self._tables, machine.text, machine.end, self.groups)

    def finditer(self, string, pos=0, endpos=None):
        """An iterator over all matches."""
        self._check(string)
        return self._all(string, pos, endpos)

    def findall(self, string, pos=0, endpos=None):
        """The texts of all matches, or of their groups."""
        found = []
        for match in self._all(string, pos, endpos):
            if self.groups == 0:
                found.append(match._text(0, match.string[:0]))
            elif self.groups == 1:
                found.append(match._text(1, match.string[:0]))
            else:
                found.append(match.groups(match.string[:0]))
        return found

    def split(self, string, maxsplit=0):
        """The pieces between the matches, and the groups' texts."""
        parts = []
        last = 0
        count = 0
        for match in self._all(string, 0, None):
            if maxsplit and count >= maxsplit:
                break
            parts.append(string[last:match._regs[0]])
            for i in range(self.groups):
                parts.append(match._text(i + 1, None))
            last = match._regs[1]
            count += 1
        parts.append(string[last:])
        return parts

    def sub(self, repl, string, count=0):
        """The text with matches replaced."""
        return self._subx(repl, string, count)[0]

    def subn(self, repl, string, count=0):
        """The text with matches replaced, and how many they were."""
        return self._subx(repl, string, count)

    def _subx(self, repl, string, count):
        import re

        replace = repl
        if not callable(repl):
            literal = (b"\\" if isinstance(repl, bytes) else "\\") not in repl
            replace = repl if literal else re._subx(self, repl)
        called = callable(replace)
        parts = []
        last = 0
        done = 0
        for match in self._all(string, 0, None):
            if count and done >= count:
                break
            parts.append(string[last:match._regs[0]])
            item = replace(match) if called else replace
            if item is not None:
                parts.append(item)
            last = match._regs[1]
            done += 1
        parts.append(string[last:])
        return string[:0].join(parts), done

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


class Match:
    """What a pattern has found."""

    __slots__ = ("re", "string", "pos", "endpos", "lastindex", "_regs")

    def __init__(self, pattern, string, machine, start, end, pos):
        self.re = pattern
        self.string = string
        self.pos = max(0, min(pos, machine.end))
        self.endpos = machine.end
        self.lastindex = machine.last if machine.last > 0 else None
        regs = [start, end]
        marks = machine.marks
        for i in range(0, len(marks), 2):
            first, last = marks[i], marks[i + 1]
            regs += (first, last) if first >= 0 and last >= first else (-1, -1)
        self._regs = regs

    @property
    def regs(self):
        """The spans of all groups."""
        regs = self._regs
        return tuple([(regs[i], regs[i + 1]) for i in range(0, len(regs), 2)])

    @property
    def lastgroup(self):
        """The name of the group matched last."""
        if self.lastindex is None:
            return None
        return self.re._indexgroup[self.lastindex] if (
            self.lastindex < len(self.re._indexgroup)
        ) else None

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
        first = self._regs[2 * number]
        if first < 0:
            return default
        return self.string[first:self._regs[2 * number + 1]]

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
        return self._regs[2 * self._number(group)]

    def end(self, group=0, /):
        """Where a group ends, -1 if it did not take part."""
        return self._regs[2 * self._number(group) + 1]

    def span(self, group=0, /):
        """Where a group starts and ends."""
        number = self._number(group)
        return (self._regs[2 * number], self._regs[2 * number + 1])

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

    __slots__ = ("pattern", "_string", "_start", "_forbidden", "_endpos", "_pos")

    def __init__(self, pattern, string, pos, endpos):
        pattern._check(string)
        self.pattern = pattern
        self._string = string
        self._start = self._pos = pos
        self._forbidden = -1
        self._endpos = endpos

    def _next(self, found):
        if found is None:
            self._start = len(self._string) + 1
        else:
            self._start = found._regs[1]
            self._forbidden = self._start if found._regs[0] == self._start else -1
        return found

    def match(self):
        """The next match, which must start where the one before ended."""
        pattern = self.pattern
        machine = pattern._machine(self._string, self._endpos)
        start = self._start
        if start > machine.end:
            return None
        forbidden = self._forbidden if self._forbidden == start else -1
        end = machine.run(0, start, [], False, forbidden)
        if end < 0:
            return self._next(None)
        return self._next(Match(pattern, self._string, machine, start, end, self._pos))

    def search(self):
        """The next match anywhere behind."""
        machine = self.pattern._machine(self._string, self._endpos)
        if self._start > machine.end:
            return None
        return self._next(self.pattern._search(
            machine, self._string, self._start, self._forbidden, self._pos
        ))


Scanner.__module__ = "_sre"
Scanner.__name__ = Scanner.__qualname__ = "SRE_Scanner"

__all__ = [
    "CODESIZE", "MAGIC", "MAXGROUPS", "MAXREPEAT", "Match", "Pattern", "ascii_iscased",
    "ascii_tolower", "compile", "getcodesize", "unicode_iscased", "unicode_tolower",
]
