"""The matcher's programs, made of those that ``re._compiler`` writes.

A program is read into parts that know how many characters they take at least and with which
ones they can begin. From these follows, when the parts are written, where a choice need not be
kept open, and where a search need not try.

What may come first is one number: a bit for each character below 256, one for all others, and
one for that there need not be any.
"""

from tamapy.runtime.matching import codes as _codes
from tamapy.runtime.matching import nodes as _nodes
from tamapy.runtime.matching.codes import MAXREPEAT as _MAXREPEAT

_NARROW = (1 << 256) - 1
_WIDE = 1 << 256
_EVERY = _NARROW | _WIDE
_END = 1 << 257


def _bits(member):
    """The characters below 256 for which a function holds."""
    return sum([1 << c for c in range(256) if member(chr(c))])


#: The characters of each even category; odd ones are their contraries.
_CATEGORIES = (
    _bits(lambda c: c in "0123456789"), _bits(lambda c: c in " \t\n\r\f\v"),
    _bits(lambda c: c == "_" or c.isascii() and c.isalnum()), 1 << 10,
    _bits(lambda c: c == "_" or c.isascii() and c.isalnum()), _bits(str.isdecimal),
    _bits(str.isspace), _bits(lambda c: c == "_" or c.isalnum()),
    _bits(lambda c: len(("a" + c + "a").splitlines()) > 1),
)
_FIRST_OF_UNICODE = 10
_ASCII_UPPER = _bits(lambda c: "A" <= c <= "Z")
_ASCII_LOWER = _ASCII_UPPER << 32
_UPPER = _bits(lambda c: c != c.lower())
_UPPER_OF = tuple([ord(c.upper()) if len(c.upper()) == 1 else ord(c) for c in map(chr, range(256))])
del _bits


def _range(first, last):
    """The characters of a range that are below 256."""
    return (1 << min(last, 255) + 1) - (1 << first) if first < 256 else 0


def _lowered(bits, upper):
    """The characters whose lower case is among some; ``upper`` are those that have another."""
    return bits & ~upper | bits >> 32 & upper


def _raised(bits):
    """The characters whose ASCII upper case is among some."""
    return bits & ~_ASCII_LOWER | bits << 32 & _ASCII_LOWER


class _Part:
    """Something to match: its least and its most length, what can come first, how it is written."""

    least = 0
    longest = 0
    first = 0

    def is_anchored(self):
        """Whether it matches only where the text begins."""
        return False

    def second(self, follow):
        """What can come behind the first character, if something follows."""
        return _END


class _One(_Part):
    """A single character."""

    least = longest = 1

    def __init__(self, bits, wide, item=()):
        self.narrow = bits
        self.wide = wide
        self.item = item if wide == _nodes.ASK else ()
        self.first = bits | (0 if wide == _nodes.NONE else _WIDE)

    def second(self, follow):
        return follow

    def write(self, out, follow):
        out.words += self.test(out)

    def test(self, out):
        """Kind and value of its test."""
        if self.wide != _nodes.ASK:
            return out.test(self.first)
        if self.item[0] == _codes.LITERAL:
            return _nodes.CHAR, self.item[1]
        if self.item[0] == _codes.NOT_LITERAL:
            return _nodes.NOT_CHAR, self.item[1]
        return _nodes.SET, out.set(self.narrow, self.wide, self.item)

    def character(self):
        """The only character, if there is one."""
        if self.item[:1] == (_codes.LITERAL,):
            return self.item[1]
        if self.wide == _nodes.NONE and self.narrow and not self.narrow & self.narrow - 1:
            return self.narrow.bit_length() - 1
        return None


class _Mark(_Part):
    """A start or an end of a group."""

    def __init__(self, number):
        self.number = number

    def write(self, out, follow):
        out.words += _nodes.MARK, self.number


class _At(_Part):
    """A kind of position."""

    def __init__(self, where):
        self.where = where

    def is_anchored(self):
        return self.where == 0 or self.where == 2

    def write(self, out, follow):
        out.words += _nodes.AT, self.where


class _Fail(_Part):
    """What never matches."""

    def write(self, out, follow):
        out.words.append(_nodes.FAIL)


class _Group(_Part):
    """A repetition of a group's text."""

    longest = _nodes.FAR
    first = _EVERY

    def __init__(self, kind, number):
        self.kind = kind
        self.number = number

    def write(self, out, follow):
        out.words += self.kind, self.number


class _Branch(_Part):
    """Alternatives."""

    def __init__(self, bodies):
        self.bodies = bodies
        self.least = min([body.least for body in bodies])
        self.longest = max([body.longest for body in bodies])
        for body in bodies:
            self.first |= body.first

    def is_anchored(self):
        return all([body.is_anchored() for body in self.bodies])

    def second(self, follow):
        found = 0
        for body in self.bodies:
            found |= body.second(follow)
        return found

    def write(self, out, follow):
        out.words.append(_nodes.BRANCH)
        ends = []
        for body in self.bodies:
            header = len(out.words)
            out.words += 0, *out.test(body.begins(follow))
            body.write(out, follow)
            if body is not self.bodies[-1]:
                ends.append(out.jump())
                out.words[header] = len(out.words)
        for end in ends:
            out.words[end] = len(out.words)


class _Several(_Part):
    """Repetitions of a single character."""

    def __init__(self, kind, least, most, one):
        self.kind = kind
        self.least = least
        self.longest = self.most = most
        self.one = one
        self.first = one.first

    def second(self, follow):
        if self.least > 1:
            return self.first
        return self.first | follow if self.least else _END

    def write(self, out, follow):
        kind = self.kind
        if kind == _nodes.GREEDY and (self.least == self.most or not follow & (self.first | _END)):
            kind = _nodes.POSSESSIVE
        out.words += kind, *self.one.test(out), self.least, self.most, *out.test(follow)


class _Repeat(_Part):
    """Repetitions of anything, as many or as few as possible."""

    def __init__(self, greedy, least, most, body):
        self.greedy = greedy
        self.times = least
        self.most = most
        self.body = body
        self.least = body.least * least
        self.longest = body.longest * most
        self.first = body.first

    def is_anchored(self):
        return self.times > 0 and self.body.is_anchored()

    def write(self, out, follow):
        if self.times == 0 and self.most == 1:
            self._write_loop(out, follow, follow)
        elif self.times <= 1 and self.most == _MAXREPEAT and self.body.least:
            start = out.jump() if self.times else 0
            again = len(out.words)
            exit_ = self._write_loop(out, follow, follow | self.body.first)
            out.words[out.jump()] = again
            out.words[exit_] = len(out.words)
            if self.times:
                out.words[start] = again + _nodes.LOOP_WORDS
        else:
            self._write_counted(out, follow)

    def _write_loop(self, out, follow, behind):
        """The body if it can match, what follows if that can, and then the other."""
        words = out.words
        exit_ = len(words) + 1
        words += _nodes.LOOP if self.greedy else _nodes.LAZY_LOOP, 0
        words += *out.test(self.body.begins(follow)), *out.test(follow)
        self.body.write(out, behind)
        words[exit_] = len(words)
        return exit_

    def _write_counted(self, out, follow):
        words = out.words
        number = out.repeats
        out.repeats += 1
        words += _nodes.REPEAT, number, 0
        start = len(words)
        self.body.write(out, follow | self.body.first)
        words[start - 1] = len(words)
        words += _nodes.MAX_UNTIL if self.greedy else _nodes.MIN_UNTIL, number, start
        words += self.times, self.most


class _Possessive(_Part):
    """Repetitions that are all kept."""

    def __init__(self, least, most, body):
        self.times = least
        self.most = most
        self.body = body
        self.least = body.least * least
        self.longest = body.longest * most
        self.first = body.first

    def write(self, out, follow):
        out.enclose((_nodes.POSSESSIVE_REPEAT, 0, self.times, self.most), self.body)


class _Atomic(_Part):
    """A group that is matched in one way only."""

    def __init__(self, body):
        self.body = body
        self.least = body.least
        self.longest = body.longest
        self.first = body.first

    def is_anchored(self):
        return self.body.is_anchored()

    def write(self, out, follow):
        out.enclose((_nodes.ATOMIC, 0), self.body)


class _Look(_Part):
    """A look at what is ahead or behind."""

    def __init__(self, wanted, back, body):
        self.wanted = wanted
        self.back = back
        self.body = body

    def write(self, out, follow):
        out.enclose((_nodes.LOOK, 0, self.wanted, self.back), self.body)


class _Exists(_Part):
    """One of two ways, by whether a group has matched."""

    def __init__(self, group, yes, no):
        self.group = group
        self.yes = yes
        self.no = no
        self.least = min(yes.least, no.least)
        self.longest = max(yes.longest, no.longest)
        self.first = yes.first | no.first

    def write(self, out, follow):
        out.words += _nodes.EXISTS, self.group, 0
        place = len(out.words) - 1
        self.yes.write(out, follow)
        end = out.jump()
        out.words[place] = len(out.words)
        self.no.write(out, follow)
        out.words[end] = len(out.words)


class _Sequence(_Part):
    """Parts one after the other."""

    def __init__(self, parts):
        self.parts = parts
        self.least = sum([part.least for part in parts])
        self.longest = sum([part.longest for part in parts])
        self.first = self.begins(0)

    def begins(self, follow):
        """What can come first, if something follows."""
        for part in reversed(self.parts):
            follow = part.first if part.least else part.first | follow
        return follow

    def is_anchored(self):
        for part in self.parts:
            if not isinstance(part, _Mark):
                return part.is_anchored()
        return False

    def second(self, follow):
        for i, part in enumerate(self.parts):
            if part.longest:
                return part.second(_Sequence(self.parts[i + 1:]).begins(follow))
        return _END

    def write(self, out, follow):
        follows = []
        for part in reversed(self.parts):
            follows.append(follow)
            follow = part.first if part.least else part.first | follow
        literal = []
        for part in self.parts:
            follow = follows.pop()
            character = part.character() if isinstance(part, _One) else None
            if character is not None:
                literal.append(character)
                continue
            out.string(literal)
            literal = []
            part.write(out, follow)
        out.string(literal)


class _Writer:
    """A program as it grows."""

    def __init__(self):
        self.words = [0] * _nodes.HEADER
        self.sets = []
        self.places = {}
        self.repeats = 0

    def set(self, bits, wide, item=()):
        """Where a set stands among the sets."""
        key = bits, wide, item
        place = self.places.get(key)
        if place is None:
            place = self.places[key] = len(self.sets)
            for i in range(0, 256, 32):
                self.sets.append(bits >> i & 0xFFFFFFFF)
            self.sets.append(wide)
            self.sets += item
        return place

    def test(self, first):
        """Kind and value of the test for what may come first."""
        if first & _END or first == _EVERY:
            return _nodes.ALL, 0
        if first and not first & first - 1 and first != _WIDE:
            return _nodes.CHAR, first.bit_length() - 1
        others = first ^ _EVERY
        if not others & others - 1 and others != _WIDE:
            return _nodes.NOT_CHAR, others.bit_length() - 1
        wide = _nodes.EVERY if first & _WIDE else _nodes.NONE
        return _nodes.SET, self.set(first & _NARROW, wide)

    def string(self, characters):
        """Write one character after the other."""
        if len(characters) > 1:
            self.words += _nodes.STRING, len(characters), *characters
        elif characters:
            self.words += _nodes.CHAR, characters[0]

    def jump(self):
        """Write a jump; returns where its aim must be put."""
        self.words += _nodes.JUMP, 0
        return len(self.words) - 1

    def enclose(self, head, body):
        """Write a part that is matched on its own; the head's second word tells where it ends."""
        place = len(self.words) + 1
        self.words += head
        body.write(self, _END)
        self.words.append(_nodes.SUCCESS)
        self.words[place] = len(self.words)


class _Reader:
    """CPython's program, read from its start."""

    def __init__(self, code):
        self.code = code
        self.at = 0

    def sequence(self, stop):
        """The parts up to a place."""
        parts = []
        while self.at < stop and self.code[self.at] != _codes.JUMP:
            parts.append(self.part())
        return _Sequence(parts)

    def enclosed(self, start, stop):
        """The parts of a body, from a place up to the operation that ends it."""
        self.at = start
        return self.sequence(stop)

    def part(self):
        """The part at this place."""
        code, at = self.code, self.at
        op = code[at]
        if op in _SIMPLE:
            kind, size = _SIMPLE[op]
            self.at += size
            return kind(*code[at + 1:self.at])
        if op in _GROUPS:
            self.at += 2
            return _Group(_GROUPS[op], code[at + 1])
        if op == _codes.BRANCH:
            return self.branch()
        if op in _SINGLE_REPEATS:
            self.at += 4
            one = self.part()
            self.at = at + 1 + code[at + 1]
            return _Several(_SINGLE_REPEATS[op], code[at + 2], code[at + 3], one)
        if op == _codes.REPEAT:
            stop = at + 1 + code[at + 1]
            body = self.enclosed(at + 4, stop)
            self.at = stop + 1
            return _Repeat(code[stop] == _codes.MAX_UNTIL, code[at + 2], code[at + 3], body)
        if op == _codes.GROUPREF_EXISTS:
            return self.exists()
        if op in _ENCLOSING:
            return self.apart(op)
        return self.one()

    def branch(self):
        """Alternatives."""
        code = self.code
        at = self.at + 1
        bodies = []
        while code[at]:
            bodies.append(self.enclosed(at + 1, at + code[at] - 2))
            at += code[at]
        self.at = at + 1
        return _Branch(bodies)

    def exists(self):
        """One of two ways."""
        code, at = self.code, self.at
        stop = at + 1 + code[at + 2]
        yes = self.enclosed(at + 3, stop)
        no = _Sequence([])
        if self.at < stop:  # a jump
            no = self.enclosed(stop, self.at + 1 + code[self.at + 1])
        return _Exists(code[at + 1], yes, no)

    def apart(self, op):
        """A part that is matched on its own."""
        code, at = self.code, self.at
        stop = at + 1 + code[at + 1]
        if op == _codes.ATOMIC_GROUP:
            found = _Atomic(self.enclosed(at + 2, stop - 1))
        elif op == _codes.POSSESSIVE_REPEAT:
            found = _Possessive(code[at + 2], code[at + 3], self.enclosed(at + 4, stop - 1))
            stop += 1
        else:
            body = self.enclosed(at + 3, stop - 1)
            found = _Look(int(op == _codes.ASSERT), code[at + 2], body)
        self.at = stop
        return found

    def one(self):
        """A single character."""
        code, at = self.code, self.at
        op = code[at]
        if op in _SETS:
            self.at = at + 1 + code[at + 1]
            bits, wide = _members(code, at + 2)
            if op == _codes.IN_LOC_IGNORE:
                bits = _lowered(bits, _ASCII_UPPER) | _raised(bits)
            elif op == _codes.IN_IGNORE:
                bits = _lowered(bits, _ASCII_UPPER)
            elif op == _codes.IN_UNI_IGNORE:
                bits = _lowered(bits, _UPPER)
                wide = _nodes.ASK  # the lower case of wide ones may be narrow
            return _One(bits, wide, tuple(code[at:self.at]))
        self.at += 2
        if op == _codes.CATEGORY:
            return _One(*_category(code[at + 1]), tuple(code[at:at + 2]))
        if op in _LITERALS:
            return _literal(op, code[at + 1])
        raise RuntimeError("invalid SRE code")


def _category(number):
    """The members of a category."""
    bits = _CATEGORIES[number >> 1]
    if number & 1:
        bits ^= _NARROW
    if number >= _FIRST_OF_UNICODE:
        return bits, _nodes.ASK
    return bits, _nodes.EVERY if number & 1 else _nodes.NONE


def _literal(op, character):
    """A character, or any other."""
    negative, upper = _LITERALS[op]
    if upper == _ASCII_UPPER and 65 <= character <= 90:
        character += 32
    bits = _lowered(_range(character, character), upper)
    wide = _nodes.ASK if character > 255 or upper == _UPPER else _nodes.NONE
    if negative:
        bits ^= _NARROW
        wide = wide or _nodes.EVERY
    return _One(bits, wide, (op, character))


def _members(code, at):
    """The members of a set below 256, and what of the others belongs to it."""
    seen = found = 0
    wanted = True
    wide = _nodes.NONE
    while True:
        op = code[at]
        if op == _codes.FAILURE:
            break
        if op == _codes.NEGATE:
            wanted = not wanted
            at += 1
            continue
        bits, is_wide, at = _member(code, at, op)
        if wanted:
            found |= bits & ~seen
        seen |= bits
        if is_wide:
            wide = _nodes.ASK
    if not wanted:
        found |= _NARROW & ~seen
        wide = wide or _nodes.EVERY
    return found, wide


def _member(code, at, op):
    """The members below 256 of one item of a set, whether there may be others, and the next."""
    first = code[at + 1]
    if op == _codes.LITERAL:
        return _range(first, first), first > 255, at + 2
    if op == _codes.CATEGORY:
        bits, wide = _category(first)
        return bits, wide != _nodes.NONE, at + 2
    if op == _codes.RANGE:
        return _range(first, code[at + 2]), code[at + 2] > 255, at + 3
    if op == _codes.RANGE_UNI_IGNORE:
        last = code[at + 2]
        bits = sum([1 << c for c in range(256) if first <= _UPPER_OF[c] <= last])
        return bits | _range(first, last), True, at + 3
    block = at + 1
    if op == _codes.BIGCHARSET:
        block = at + 2 + 64 + (code[at + 2] & 255) * 8
    elif op != _codes.CHARSET:
        raise RuntimeError("invalid SRE code")
    bits = sum([code[block + i] << 32 * i for i in range(8)])
    if op == _codes.CHARSET:
        return bits, False, at + 9
    return bits, True, at + 2 + 64 + first * 8


_SIMPLE = {
    _codes.MARK: (_Mark, 2), _codes.AT: (_At, 2), _codes.FAILURE: (_Fail, 1),
    _codes.ANY: (lambda: _One(_NARROW ^ 1 << 10, _nodes.EVERY), 1),
    _codes.ANY_ALL: (lambda: _One(_NARROW, _nodes.EVERY), 1),
}
_GROUPS = {
    _codes.GROUPREF: _nodes.GROUP, _codes.GROUPREF_IGNORE: _nodes.GROUP_ASCII,
    _codes.GROUPREF_LOC_IGNORE: _nodes.GROUP_ASCII,
    _codes.GROUPREF_UNI_IGNORE: _nodes.GROUP_UNICODE,
}
_SINGLE_REPEATS = {
    _codes.REPEAT_ONE: _nodes.GREEDY, _codes.MIN_REPEAT_ONE: _nodes.LAZY,
    _codes.POSSESSIVE_REPEAT_ONE: _nodes.POSSESSIVE,
}
_ENCLOSING = (
    _codes.ATOMIC_GROUP, _codes.POSSESSIVE_REPEAT, _codes.ASSERT, _codes.ASSERT_NOT,
)
_SETS = (_codes.IN, _codes.IN_IGNORE, _codes.IN_LOC_IGNORE, _codes.IN_UNI_IGNORE)
#: Whether any other character is meant, and the upper case letters that are not told apart.
_LITERALS = {
    _codes.LITERAL: (False, 0), _codes.NOT_LITERAL: (True, 0),
    _codes.LITERAL_IGNORE: (False, _ASCII_UPPER), _codes.NOT_LITERAL_IGNORE: (True, _ASCII_UPPER),
    _codes.LITERAL_LOC_IGNORE: (False, _ASCII_UPPER),
    _codes.NOT_LITERAL_LOC_IGNORE: (True, _ASCII_UPPER),
    _codes.LITERAL_UNI_IGNORE: (False, _UPPER), _codes.NOT_LITERAL_UNI_IGNORE: (True, _UPPER),
}


def _is_whole_line(body):
    """Whether a pattern begins with anything as far as the line goes.

    Where it does not match then, it does not at any later place of the line.
    """
    if not body.parts or not isinstance(body.parts[0], _Several):
        return False
    part = body.parts[0]
    return (
        part.kind != _nodes.POSSESSIVE and part.least == 0 and part.most == _MAXREPEAT
        and part.first == _EVERY ^ 1 << 10
    )


def _needed(body):
    """The longest text that every match has: itself, and how far from the start it stands."""
    best, found = [], (0, 0)
    here, place = [], (0, 0)
    least = longest = 0  # so far
    for part in body.parts:
        character = part.character() if isinstance(part, _One) else None
        if character is None:
            if part.longest:
                here = []
        else:
            if not here:
                place = least, longest
            here.append(character)
            if len(here) > len(best) or here is best:
                best, found = here, place
        least += part.least
        longest += part.longest
    return best, *found


def translate(code, groups):
    """The words of the program for the matcher."""
    reader = _Reader(code)
    if code[0] == _codes.INFO:
        reader.at = 1 + code[1]
    body = reader.sequence(len(code) - 1)
    out = _Writer()
    body.write(out, _END)
    out.words.append(_nodes.SUCCESS)
    flags = _nodes.ANCHORED if body.is_anchored() else 0
    if _is_whole_line(body):
        flags |= _nodes.WHOLE_LINE
    needed, nearest, farthest = _needed(body)
    place = 0
    if len(needed) > 1 or needed and body.begins(_END) & _END:
        place = len(out.words)
        out.words += len(needed), *needed
    first, second = out.test(body.begins(_END)), out.test(body.second(_END))
    least, nearest, farthest = [min(n, _nodes.FAR) for n in (body.least, nearest, farthest)]
    out.words[:_nodes.HEADER] = (
        flags, least, *first, 2 * groups + 3, out.repeats, len(out.words), place, nearest, farthest,
        *second,
    )
    return out.words + out.sets
