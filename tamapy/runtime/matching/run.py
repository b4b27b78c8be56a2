"""Running a program: forward as far as it goes, back to the latest open choice, and again."""

from tamapy.metal import Ptr, isize, metal, u32, usize
from tamapy.runtime.matching import sets
from tamapy.runtime.matching.codes import MAXREPEAT
from tamapy.runtime.matching.engine import (
    AGAIN,
    BRANCHES,
    CHOICE,
    ENTRY,
    FEWER,
    NOTHING,
    ONE_MORE,
    Engine,
    character,
    count,
    fits,
    is_at,
    is_member,
    look_back,
    may_follow,
    push,
    restore,
    same_characters,
    set_count,
    set_mark,
    settle,
    undo,
)
from tamapy.runtime.matching.nodes import (
    ALL,
    ALTERNATIVE_WORDS,
    AT,
    ATOMIC,
    BRANCH,
    CHAR,
    EXISTS,
    GREEDY,
    GROUP,
    GROUP_UNICODE,
    JUMP,
    LAZY,
    LAZY_LOOP,
    LOOK,
    LOOP,
    LOOP_WORDS,
    MARK,
    MAX_UNTIL,
    MIN_UNTIL,
    NOT_CHAR,
    POSSESSIVE,
    POSSESSIVE_REPEAT,
    REPEAT,
    SET,
    SINGLE_WORDS,
    STRING,
    SUCCESS,
    UNTIL_WORDS,
)


@metal
def run(e: Engine, at: usize, position: isize, full: bool, forbidden: isize) -> isize:
    """Match from a place on; the position where it ends, or -1.

    ``full``: the end of the text must be reached. ``forbidden``: a position where the match
    must not end.
    """
    base = e.top
    program = e.program
    data = e.data
    end = e.end
    short = e.kind == 1
    while True:
        op = program[at]
        if op == CHAR:
            if position < end:
                c = u32(data[position]) if short else character(e, position)
                if c == program[at + 1]:
                    at += 2
                    position += 1
                    continue
        elif op == SET:
            if position < end:
                c = u32(data[position]) if short else character(e, position)
                if is_member(e.sets + program[at + 1], c):
                    at += 2
                    position += 1
                    continue
        elif op == MARK:
            set_mark(e, usize(program[at + 1]), position)
            at += 2
            continue
        elif op == BRANCH:
            at = enter(e, fitting(e, at + 1, position), position)
            if at != 0:
                continue
        elif op == LOOP:
            at = loop(e, at, position)
            if at != 0:
                continue
        elif op == JUMP:
            at = usize(program[at + 1])
            continue
        elif op == SUCCESS:
            if (not full or position == end) and position != forbidden:
                return position
        else:
            at, position = other(e, op, at, position)
            if at != 0:
                continue
        at, position = back(e, base)
        if at == 0:
            return -1


@metal
def other(e: Engine, op: u32, at: usize, position: isize) -> tuple[usize, isize]:
    """One operation of the less simple ones: where to go on, place 0 if it does not match."""
    p = e.program + at
    if op == POSSESSIVE:
        return possessive(e, at, position)
    if op == GREEDY:
        return greedy(e, at, position)
    if op == STRING:
        length = isize(p[1])
        if length <= e.end - position and same_characters(e, p + 2, length, position) == length:
            return at + 2 + usize(length), position + length
    elif op == NOT_CHAR:
        if position < e.end and character(e, position) != p[1]:
            return at + 2, position + 1
    elif op == ALL:
        if position < e.end:
            return at + 2, position + 1
    elif op == AT:
        if is_at(e, p[1], position):
            return at + 2, position
    elif op == LAZY:
        return lazy(e, at, position)
    elif op == LAZY_LOOP:
        return lazy_loop(e, at, position), position
    elif op == REPEAT:
        set_count(e, usize(p[1]), 0, -1)
        return usize(p[2]), position
    elif op == MAX_UNTIL:
        return max_until(e, at, position), position
    elif op == MIN_UNTIL:
        return min_until(e, at, position), position
    elif op == LOOK:
        return look(e, at, position), position
    elif op == EXISTS:
        group = usize(p[1])
        if e.marks[2 * group] >= 0 and e.marks[2 * group + 1] >= 0:
            return at + 3, position
        return usize(p[2]), position
    elif op == ATOMIC or op == POSSESSIVE_REPEAT:
        return without_return(e, op, at, position)
    elif op >= GROUP:
        return refer(e, op, at, position)
    return 0, position


# -- repeats of a character ---------------------------------------------------------------------


@metal
def farthest(e: Engine, most: u32, position: isize) -> isize:
    """The position so many characters on, at most the end."""
    if usize(most) < usize(e.end - position):
        return position + isize(most)
    return e.end


@metal
def possessive(e: Engine, at: usize, position: isize) -> tuple[usize, isize]:
    """As many as there are."""
    p = e.program + at
    found = count(e, p[1], p[2], position, farthest(e, p[4], position))
    if usize(found - position) < usize(p[3]):
        return 0, position
    return at + SINGLE_WORDS, found


@metal
def greedy(e: Engine, at: usize, position: isize) -> tuple[usize, isize]:
    """As many as there are, fewer on return."""
    p = e.program + at
    found = count(e, p[1], p[2], position, farthest(e, p[4], position))
    if usize(found - position) < usize(p[3]):
        return 0, position
    return at_most(e, at, position + isize(p[3]), found)


@metal
def at_most(e: Engine, at: usize, least: isize, position: isize) -> tuple[usize, isize]:
    """As many as what follows can come behind."""
    position = look_back(e, e.program + at + 5, position, least)
    if position < 0:
        return 0, position
    if position > least:
        push(e, FEWER, isize(at), least, position)
    return at + SINGLE_WORDS, position


@metal
def lazy(e: Engine, at: usize, position: isize) -> tuple[usize, isize]:
    """As few as have to be, more on return."""
    p = e.program + at
    limit = farthest(e, p[4], position)
    if p[3] != 0:
        least = farthest(e, p[3], position)
        found = count(e, p[1], p[2], position, least)
        if usize(found - position) < usize(p[3]):
            return 0, position
        position = found
    return at_least(e, at, position, limit)


@metal
def at_least(e: Engine, at: usize, position: isize, limit: isize) -> tuple[usize, isize]:
    """So many that what follows can come behind."""
    p = e.program + at
    while not may_follow(e, p + 5, position):
        if position >= limit or not fits(e, p[1], p[2], character(e, position)):
            return 0, position
        position += 1
    if position < limit:
        push(e, ONE_MORE, isize(at), position, limit)
    return at + SINGLE_WORDS, position


@metal
def one_more(e: Engine, at: usize, position: isize, limit: isize) -> tuple[usize, isize]:
    """Take one character more, and as many as have to be."""
    p = e.program + at
    if not fits(e, p[1], p[2], character(e, position)):
        return 0, position
    return at_least(e, at, position + 1, limit)


# -- repeats of anything ------------------------------------------------------------------------


@metal
def loop(e: Engine, at: usize, position: isize) -> usize:
    """The body of a repeat once more if it can match, what follows on return."""
    p = e.program + at
    if not may_follow(e, p + 2, position):
        return usize(p[1])
    if may_follow(e, p + 4, position):
        push(e, CHOICE, isize(p[1]), position, 0)
    return at + LOOP_WORDS


@metal
def lazy_loop(e: Engine, at: usize, position: isize) -> usize:
    """What follows a repeat if that can match, the body once more on return."""
    p = e.program + at
    if not may_follow(e, p + 4, position):
        return at + LOOP_WORDS
    if may_follow(e, p + 2, position):
        push(e, CHOICE, isize(at + LOOP_WORDS), position, 0)
    return usize(p[1])


@metal
def may_repeat(e: Engine, p: Ptr[u32], position: isize) -> bool:
    """Whether a repeat may match once more: not too often, and not on and on at one place."""
    state = e.repeats + 2 * usize(p[1])
    return (p[4] == MAXREPEAT or usize(state[0]) < usize(p[4])) and position != state[1]


@metal
def max_until(e: Engine, at: usize, position: isize) -> usize:
    """The end of the body of a greedy repeat that is counted."""
    p = e.program + at
    repeat = usize(p[1])
    times = e.repeats[2 * repeat]
    if usize(times) < usize(p[3]):
        set_count(e, repeat, times + 1, e.repeats[2 * repeat + 1])
        return usize(p[2])
    if not may_repeat(e, p, position):
        return at + UNTIL_WORDS
    push(e, NOTHING, 0, 0, 0)
    set_count(e, repeat, times + 1, position)
    push(e, CHOICE, isize(at + UNTIL_WORDS), position, 0)
    return usize(p[2])


@metal
def min_until(e: Engine, at: usize, position: isize) -> usize:
    """The end of the body of a lazy repeat that is counted."""
    p = e.program + at
    repeat = usize(p[1])
    times = e.repeats[2 * repeat]
    if usize(times) < usize(p[3]):
        set_count(e, repeat, times + 1, e.repeats[2 * repeat + 1])
        return usize(p[2])
    if may_repeat(e, p, position):
        push(e, AGAIN, isize(at), position, 0)
    return at + UNTIL_WORDS


@metal
def again(e: Engine, at: usize, position: isize) -> usize:
    """Match the body of a lazy repeat once more after all."""
    p = e.program + at
    repeat = usize(p[1])
    push(e, NOTHING, 0, 0, 0)
    set_count(e, repeat, e.repeats[2 * repeat] + 1, position)
    return usize(p[2])


# -- alternatives -------------------------------------------------------------------------------


@metal
def fitting(e: Engine, at: usize, position: isize) -> usize:
    """The next alternative that may match, 0 if there is none."""
    program = e.program
    left = position < e.end
    c: u32 = 0
    if left:
        c = character(e, position)
    while at != 0:
        kind = program[at + 1]
        if kind == ALL or (left and fits(e, kind, program[at + 2], c)):
            break
        at = usize(program[at])
    return at


@metal
def enter(e: Engine, at: usize, position: isize) -> usize:
    """Go into an alternative; to the next one that may match on return."""
    if at == 0:
        return 0
    following = usize(e.program[at])
    if following != 0:
        following = fitting(e, following, position)
        if following != 0:
            push(e, BRANCHES, isize(following), position, 0)
    return at + ALTERNATIVE_WORDS


# -- parts that are matched on their own --------------------------------------------------------


@metal
def look(e: Engine, at: usize, position: isize) -> usize:
    """An assertion: what it matches is not taken."""
    p = e.program + at
    wanted = p[2] != 0
    height = e.top
    push(e, NOTHING, 0, 0, 0)
    found: isize = -1
    if usize(position) >= usize(p[3]):
        found = run(e, at + 4, position - isize(p[3]), False, -1)
    if wanted and found >= 0:
        settle(e, height)
    else:
        undo(e, height)
    return usize(p[1]) if (found >= 0) == wanted else usize(0)


@metal
def without_return(e: Engine, op: u32, at: usize, position: isize) -> tuple[usize, isize]:
    """A group or a repeat that keeps what it has matched."""
    p = e.program + at
    if op == ATOMIC:
        height = e.top
        found = run(e, at + 2, position, False, -1)
        settle(e, height)
    else:
        found = possessive_repeat(e, at, position)
    return (usize(p[1]) if found >= 0 else usize(0)), found


@metal
def possessive_repeat(e: Engine, at: usize, position: isize) -> isize:
    """Repeat a group as often as it matches; the position behind, or -1."""
    p = e.program + at
    times: u32 = 0
    while p[3] == MAXREPEAT or times < p[3]:
        height = e.top
        push(e, NOTHING, 0, 0, 0)
        found = run(e, at + 4, position, False, -1)
        if found < 0:
            undo(e, height)
            break
        settle(e, height)
        times += 1
        if found == position and times >= p[2]:
            break
        position = found
    return position if times >= p[2] else isize(-1)


@metal
def refer(e: Engine, op: u32, at: usize, position: isize) -> tuple[usize, isize]:
    """A repetition of a group's text."""
    group = usize(e.program[at + 1])
    first = e.marks[2 * group]
    last = e.marks[2 * group + 1]
    if first < 0 or last < first or position + last - first > e.end:
        return 0, position
    while first < last:
        a = character(e, first)
        b = character(e, position)
        if a != b:
            if op == GROUP:
                return 0, position
            if op == GROUP_UNICODE:
                if sets.unicode_lower(a) != sets.unicode_lower(b):
                    return 0, position
            elif sets.ascii_lower(a) != sets.ascii_lower(b):
                return 0, position
        first += 1
        position += 1
    return at + 2, position


# -- back ---------------------------------------------------------------------------------------


@metal
def back(e: Engine, base: usize) -> tuple[usize, isize]:
    """Take up the latest choice that is still open above a height; place 0 if there is none."""
    at: usize = 0
    while e.top > base:
        e.top = e.top - ENTRY
        p = e.stack + e.top
        kind = p[0]
        if kind <= NOTHING:
            restore(e, p)
            continue
        at = usize(p[1])
        position = p[2]
        if kind == CHOICE:
            return at, position
        if kind == BRANCHES:
            return enter(e, at, position), position
        if kind == AGAIN:
            return again(e, at, position), position
        if kind == FEWER:
            at, position = at_most(e, at, position, p[3] - 1)
        else:
            at, position = one_more(e, at, position, p[3])
        if at != 0:
            return at, position
    return 0, -1
