"""Running a program: forward as far as it goes, back to the latest open choice, and again."""

from tamapy.metal import WORD_BITS, Ptr, cast, isize, metal, stack_array, u32, usize
from tamapy.runtime.layout import ByteArray, Bytes
from tamapy.runtime.matching import sets
from tamapy.runtime.matching.codes import (
    ANY,
    ANY_ALL,
    ASSERT,
    ASSERT_NOT,
    AT,
    ATOMIC_GROUP,
    BRANCH,
    FAILURE,
    GROUPREF,
    GROUPREF_EXISTS,
    GROUPREF_IGNORE,
    GROUPREF_LOC_IGNORE,
    GROUPREF_UNI_IGNORE,
    HAS_PREFIX,
    HAS_SET,
    IN,
    IN_IGNORE,
    IN_LOC_IGNORE,
    IN_UNI_IGNORE,
    INFO,
    JUMP,
    LITERAL,
    MARK,
    MAX_UNTIL,
    MAXREPEAT,
    MIN_REPEAT_ONE,
    MIN_UNTIL,
    POSSESSIVE_REPEAT,
    POSSESSIVE_REPEAT_ONE,
    REPEAT,
    REPEAT_ONE,
    SUCCESS,
)
from tamapy.runtime.matching.engine import (
    BRANCHES,
    CHOICE,
    ENTRY,
    FEWER,
    ONE_MORE,
    REPEAT_WORDS,
    UNDO_MARK,
    Engine,
    character,
    count,
    is_at,
    new_repeat,
    push,
    settle,
    single,
    undo,
)
from tamapy.runtime.strings.units import View, open_view

STACK_WORDS = 192
ARENA_WORDS = 64
FAILED = 0
DONE = 1
SEARCH = 0
FULL_MATCH = 2


@metal
def run(e: Engine, at: usize, position: isize, full: bool, forbidden: isize) -> isize:
    """Match from a place on; the position where it ends, or -1.

    ``full``: the end of the text must be reached. ``forbidden``: a position where the match
    must not end.
    """
    base = e.top
    around = e.repeats
    e.repeats = 0
    e.place = at
    e.position = position
    while True:
        if forward(e) == DONE and not (full and e.position != e.end) and e.position != forbidden:
            e.repeats = around
            return e.position
        if not back(e, base):
            e.repeats = around
            return -1


@metal
def forward(e: Engine) -> u32:
    """Go on until the program ends or the text does not fit."""
    program = e.program
    at = e.place
    position = e.position
    end = e.end
    data = e.data
    short = e.kind == 1
    while True:
        op = program[at]
        if op == LITERAL:
            if position >= end:
                return FAILED
            c = u32(data[position]) if short else character(e, position)
            if c != program[at + 1]:
                return FAILED
            at += 2
            position += 1
        elif op == IN:
            if position >= end:
                return FAILED
            c = u32(data[position]) if short else character(e, position)
            if not sets.in_set(program + at + 2, c):
                return FAILED
            at += usize(1 + program[at + 1])
            position += 1
        elif op == MARK:
            mark = usize(program[at + 1])
            push(e, UNDO_MARK, isize(mark), e.marks[mark], e.last)
            e.marks[mark] = position
            if mark & 1 != 0:
                e.last = isize(mark // 2 + 1)
            at += 2
        elif op == JUMP or op == INFO:
            at += usize(1 + program[at + 1])
        elif op == SUCCESS:
            e.position = position
            return DONE
        else:
            e.place = at
            e.position = position
            if not other(e, op):
                return FAILED
            at = e.place
            position = e.position


@metal
def other(e: Engine, op: u32) -> bool:
    """One operation of the less simple ones."""
    at = e.place
    p = e.program + at
    if op == REPEAT_ONE:
        return repeat_one(e, p)
    if op == BRANCH:
        return next_branch(e, at + 1)
    if op == REPEAT:
        new_repeat(e, at, 0, -1, e.repeats)
        e.place = at + usize(1 + p[1])
        return True
    if op == MAX_UNTIL:
        return max_until(e)
    if op == MIN_UNTIL:
        return min_until(e)
    if op == MIN_REPEAT_ONE:
        return min_repeat_one(e, p)
    if op == AT:
        e.place = at + 2
        return is_at(e, p[1], e.position)
    if op == ASSERT or op == ASSERT_NOT:
        return look(e, p, op == ASSERT)
    if op == GROUPREF_EXISTS:
        group = usize(p[1])
        if e.marks[2 * group] >= 0 and e.marks[2 * group + 1] >= 0:
            e.place = at + 3
        else:
            e.place = at + usize(1 + p[2])
        return True
    if op == ATOMIC_GROUP or op == POSSESSIVE_REPEAT_ONE or op == POSSESSIVE_REPEAT:
        return without_return(e, p, op)
    if (
        op == GROUPREF or op == GROUPREF_IGNORE or op == GROUPREF_UNI_IGNORE
        or op == GROUPREF_LOC_IGNORE
    ):
        return refer(e, op, usize(p[1]))
    if op == FAILURE or e.position >= e.end or not single(p, character(e, e.position)):
        return False
    if op == ANY or op == ANY_ALL:
        e.place = at + 1
    elif op == IN_IGNORE or op == IN_UNI_IGNORE or op == IN_LOC_IGNORE:
        e.place = at + usize(1 + p[1])
    else:
        e.place = at + 2
    e.position = e.position + 1
    return True


# -- repeats ----------------------------------------------------------------------------------


@metal
def repeat_one(e: Engine, p: Ptr[u32]) -> bool:
    """As many of a single item as there are, fewer on return."""
    position = e.position
    least = isize(p[2])
    if position + least > e.end:
        return False
    found = count(e, e.place + 4, position, p[3])
    if found < least:
        return False
    e.place = e.place + usize(1 + p[1])
    e.position = position + found
    if found > least:
        push(e, FEWER, isize(e.place), position + least, position + found)
    return True


@metal
def min_repeat_one(e: Engine, p: Ptr[u32]) -> bool:
    """As few of a single item as have to be, more on return."""
    least = isize(p[2])
    if least != 0:
        if e.position + least > e.end or count(e, e.place + 4, e.position, p[2]) != least:
            return False
    e.position = e.position + least
    left: isize = -1
    if p[3] != MAXREPEAT:
        left = isize(p[3]) - least
    push(e, ONE_MORE, isize(e.place), e.position, left)
    e.place = e.place + usize(1 + p[1])
    return True


@metal
def again(e: Engine, node: Ptr[isize], last: isize) -> None:
    """Enter the body of a repeat once more; ``last`` is where it last began of free will."""
    first = usize(node[0])
    new_repeat(e, first, node[1] + 1, last, usize(node[3]))
    e.place = first + 4


@metal
def may_repeat(e: Engine, node: Ptr[isize]) -> bool:
    """Whether a repeat may match once more: not too often, and not on and on at one place."""
    most = e.program[usize(node[0]) + 3]
    return (most == MAXREPEAT or node[1] < isize(most)) and e.position != node[2]


@metal
def max_until(e: Engine) -> bool:
    """The end of the body of a greedy repeat."""
    node = e.arena + e.repeats
    outer = usize(node[3])
    if node[1] < isize(e.program[usize(node[0]) + 2]):
        again(e, node, node[2])
    elif may_repeat(e, node):
        e.repeats = outer
        push(e, CHOICE, isize(e.place + 1), e.position, 0)
        again(e, node, e.position)
    else:
        e.repeats = outer
        e.place = e.place + 1
    return True


@metal
def min_until(e: Engine) -> bool:
    """The end of the body of a lazy repeat."""
    node = e.arena + e.repeats
    outer = usize(node[3])
    if node[1] < isize(e.program[usize(node[0]) + 2]):
        again(e, node, node[2])
        return True
    if may_repeat(e, node):
        new_repeat(e, usize(node[0]), node[1] + 1, e.position, outer)
        push(e, CHOICE, isize(e.arena[e.repeats]) + 4, e.position, 0)
    e.repeats = outer
    e.place = e.place + 1
    return True


@metal
def next_branch(e: Engine, at: usize) -> bool:
    """The next alternative that may fit; those behind it on return."""
    program = e.program
    position = e.position
    left = position < e.end
    c: u32 = 0
    if left:
        c = character(e, position)
    while True:
        skip = usize(program[at])
        if skip == 0:
            return False
        op = program[at + 1]
        fits = True
        if op == LITERAL:
            fits = left and c == program[at + 2]
        elif op == IN:
            fits = left and sets.in_set(program + at + 3, c)
        if fits:
            if program[at + skip] != 0:
                push(e, BRANCHES, isize(at + skip), position, 0)
            e.place = at + 1
            return True
        at += skip


# -- parts that are matched on their own ------------------------------------------------------


@metal
def look(e: Engine, p: Ptr[u32], wanted: bool) -> bool:
    """An assertion: what it matches is not taken."""
    at = e.place
    position = e.position
    height = e.top
    found: isize = -1
    if position >= isize(p[2]):
        found = run(e, at + 3, position - isize(p[2]), False, -1)
    if wanted and found >= 0:
        settle(e, height)
    else:
        undo(e, height)
    e.place = at + usize(1 + p[1])
    e.position = position
    return (found >= 0) == wanted


@metal
def without_return(e: Engine, p: Ptr[u32], op: u32) -> bool:
    """A group or a repeat that keeps what it has matched."""
    at = e.place
    if op == POSSESSIVE_REPEAT_ONE:
        found = count(e, at + 4, e.position, p[3])
        if found < isize(p[2]):
            return False
        e.position = e.position + found
        e.place = at + usize(1 + p[1])
        return True
    if op == POSSESSIVE_REPEAT:
        found = possessive(e, p)
        e.place = at + usize(2 + p[1])
    else:
        height = e.top
        found = run(e, at + 2, e.position, False, -1)
        settle(e, height)
        e.place = at + usize(1 + p[1])
    e.position = found
    return found >= 0


@metal
def possessive(e: Engine, p: Ptr[u32]) -> isize:
    """Repeat a group as often as it matches; the position behind, or -1."""
    at = e.place
    position = e.position
    times: isize = 0
    while p[3] == MAXREPEAT or times < isize(p[3]):
        height = e.top
        found = run(e, at + 4, position, False, -1)
        if found < 0:
            break
        settle(e, height)
        times += 1
        if found == position and times >= isize(p[2]):
            break
        position = found
    return position if times >= isize(p[2]) else isize(-1)


@metal
def refer(e: Engine, op: u32, group: usize) -> bool:
    """A repetition of a group's text."""
    first = e.marks[2 * group]
    last = e.marks[2 * group + 1]
    position = e.position
    if first < 0 or last < first or position + last - first > e.end:
        return False
    while first < last:
        a = character(e, first)
        b = character(e, position)
        if a != b:
            if op == GROUPREF:
                return False
            if op == GROUPREF_UNI_IGNORE:
                if sets.unicode_lower(a) != sets.unicode_lower(b):
                    return False
            elif sets.ascii_lower(a) != sets.ascii_lower(b):
                return False
        first += 1
        position += 1
    e.position = position
    e.place = e.place + 2
    return True


# -- back -------------------------------------------------------------------------------------


@metal
def back(e: Engine, base: usize) -> bool:
    """Take up the latest choice that is still open; whether there is one above a height."""
    while e.top > base:
        e.top = e.top - ENTRY
        p = e.stack + e.top
        kind = p[0]
        if kind == UNDO_MARK:
            e.marks[p[1]] = p[2]
            e.last = p[3]
            continue
        e.place = usize(p[1])
        e.position = p[2]
        e.repeats = usize(p[4])
        e.arena_top = usize(p[5])
        if kind == CHOICE:
            return True
        if kind == BRANCHES:
            if next_branch(e, e.place):
                return True
        elif kind == FEWER:
            one_fewer(e, p[2], p[3])
            return True
        elif one_more(e, p[3]):
            return True
    return False


@metal
def one_fewer(e: Engine, least: isize, position: isize) -> None:
    """Give back one of many single items, more if what follows cannot fit before."""
    position -= 1
    p = e.program + e.place
    if p[0] == LITERAL:
        while position > least and (position >= e.end or character(e, position) != p[1]):
            position -= 1
    if position > least:
        push(e, FEWER, isize(e.place), least, position)
    e.position = position


@metal
def one_more(e: Engine, left: isize) -> bool:
    """Take one single item more."""
    p = e.program + e.place
    if left == 0 or e.position >= e.end or not single(p + 4, character(e, e.position)):
        return False
    e.position = e.position + 1
    push(e, ONE_MORE, isize(e.place), e.position, left - 1 if left > 0 else left)
    e.place = e.place + usize(1 + p[1])
    return True


# -- searching --------------------------------------------------------------------------------


@metal
def find(
    program: object, text: object, start: isize, end: isize, forbidden: isize, marks: object,
    mode: isize,
) -> bool:
    """Match a text; ``marks`` gets start, end, the groups' marks and the last group.

    ``mode``: anywhere from ``start`` on, at ``start``, or at ``start`` up to ``end``.
    ``forbidden``: where an empty match must not be.
    """
    e = stack_array(Engine, 1)[0]
    v = stack_array(View, 1)[0]
    open_view(text, v)
    e.program = cast(Ptr[u32], cast(Bytes, program).data)
    e.data = v.data
    e.kind = v.kind
    e.end = end
    e.stack = stack_array(isize, STACK_WORDS)
    e.limit = STACK_WORDS
    e.arena = stack_array(isize, ARENA_WORDS)
    e.arena_limit = ARENA_WORDS
    e.stack_owner = program
    e.arena_owner = program
    words = cast(ByteArray, marks).length // usize(sizeof_word())
    found = cast(Ptr[isize], cast(ByteArray, marks).buffer.data)
    e.marks = found + 2
    while True:
        if mode == SEARCH:
            start = skip(e, start)
            if start < 0:
                return False
        for i in range(words):
            found[i] = -1
        e.last = -1
        e.top = 0
        e.repeats = 0
        e.arena_top = REPEAT_WORDS
        stop = run(e, 0, start, mode == FULL_MATCH, forbidden if start == forbidden else -1)
        if stop >= 0:
            found[0] = start
            found[1] = stop
            found[words - 1] = e.last
            return True
        start += 1
        if mode != SEARCH or start > end or is_anchored(e):
            return False


@metal
def is_anchored(e: Engine) -> bool:
    """Whether a match can only begin where the text does."""
    p = e.program
    if p[0] == INFO:
        p = p + usize(1 + p[1])
    return p[0] == AT and (p[1] == 0 or p[1] == 2)


@metal
def _skip_by_start(e: Engine, p: Ptr[u32], start: isize) -> isize:
    """The same, by the first operation if that takes a character."""
    while p[0] == MARK:
        p = p + 2
    if p[0] == REPEAT_ONE or p[0] == MIN_REPEAT_ONE:
        if p[2] == 0:
            return start
        p = p + 4
    if p[0] == BRANCH:
        while start < e.end and not _begins_branch(p + 1, character(e, start)):
            start += 1
        return start  # an alternative may be empty
    if p[0] == LITERAL:
        start += _count_others(e, p[1], start)
        return start if start < e.end else isize(-1)
    if p[0] != IN:
        return start
    while start < e.end and not single(p, character(e, start)):
        start += 1
    return start if start < e.end else isize(-1)


@metal
def _count_others(e: Engine, wanted: u32, start: isize) -> isize:
    """How many characters from a position on are not that one."""
    position = start
    if e.kind == 1:
        data = e.data
        while position < e.end and u32(data[position]) != wanted:
            position += 1
    else:
        while position < e.end and character(e, position) != wanted:
            position += 1
    return position - start


@metal
def _begins_branch(p: Ptr[u32], c: u32) -> bool:
    """Whether an alternative may begin with a character."""
    while p[0] != 0:
        if (p[1] != LITERAL and p[1] != IN) or single(p + 1, c):
            return True
        p = p + usize(p[0])
    return False


@metal
def skip(e: Engine, start: isize) -> isize:
    """Where a match can begin at the earliest, or -1."""
    p = e.program
    if p[0] != INFO or p[2] & (HAS_PREFIX | HAS_SET) == 0:
        if p[0] == INFO:
            p = p + usize(1 + p[1])
        return _skip_by_start(e, p, start)
    if p[2] & HAS_PREFIX != 0:
        start += _count_others(e, p[7], start)
    else:
        while start < e.end and not sets.in_set(p + 5, character(e, start)):
            start += 1
    return start if start < e.end else isize(-1)


@metal
def sizeof_word() -> usize:
    """Bytes of a word of the marks."""
    return usize(WORD_BITS // 8)


@metal
def mark(marks: object, i: usize) -> isize:
    """A word of the marks."""
    return cast(Ptr[isize], cast(ByteArray, marks).buffer.data)[i]
