"""Backtracking: what may have to be undone stands on one stack.

The state of a match is a place in the program, one in the text, the marks of the groups, and
how often the repeats that are counted have matched. The stack has marks and counts with their
former values, and choices that are still open. It starts on the machine's stack and moves to
the heap if it grows.
"""

from tamapy.metal import Ptr, Struct, cast, copy_bytes, isize, metal, sizeof, u8, u32, usize
from tamapy.runtime.alloc import alloc_bytes
from tamapy.runtime.matching import sets
from tamapy.runtime.matching.codes import (
    CATEGORY,
    IN,
    IN_IGNORE,
    IN_LOC_IGNORE,
    IN_UNI_IGNORE,
    LITERAL_UNI_IGNORE,
    NOT_LITERAL_UNI_IGNORE,
)
from tamapy.runtime.matching.nodes import ALL, CHAR, EVERY, NONE, NOT_CHAR, SET_WORDS
from tamapy.runtime.strings.units import unit

#: What stands on the stack.
UNDO_MARK = 0  # mark, former value, former last group
UNDO_COUNT = 1  # repeat, former count, where it last began
NOTHING = 2
CHOICE = 3  # place, position
BRANCHES = 4  # place of the next alternative, position
FEWER = 5  # place of the repeat, least and present position
ONE_MORE = 6  # place of the repeat, position, position it may reach
AGAIN = 7  # place of the repeat's end, position
#: Words of an entry: kind, three values.
ENTRY = 4


class Engine(Struct):
    """One text being matched by one program."""

    program: Ptr[u32]
    sets: Ptr[u32]
    data: Ptr[u8]
    kind: usize
    end: isize
    marks: Ptr[isize]
    last: isize
    repeats: Ptr[isize]
    stack: Ptr[isize]
    top: usize
    limit: usize
    needed: isize
    stack_owner: object
    marks_owner: object


@metal
def grow_stack(e: Engine) -> None:
    """Twice the room for the stack."""
    made = alloc_bytes(e.limit * 2 * sizeof(usize))
    copy_bytes(made.data, e.stack, e.top * sizeof(usize))
    e.stack_owner = cast(object, made)
    e.stack = cast(Ptr[isize], made.data)
    e.limit = e.limit * 2


@metal
def push(e: Engine, kind: isize, a: isize, b: isize, c: isize) -> None:
    """Put an entry on the stack."""
    if e.top + ENTRY > e.limit:
        grow_stack(e)
    p = e.stack + e.top
    p[0] = kind
    p[1] = a
    p[2] = b
    p[3] = c
    e.top = e.top + ENTRY


@metal
def restore(e: Engine, p: Ptr[isize]) -> None:
    """Give a mark or a count its former value, if an entry has one."""
    if p[0] == UNDO_MARK:
        e.marks[p[1]] = p[2]
        e.last = p[3]
    elif p[0] == UNDO_COUNT:
        e.repeats[2 * p[1]] = p[2]
        e.repeats[2 * p[1] + 1] = p[3]


@metal
def undo(e: Engine, height: usize) -> None:
    """Take the stack back to a height, restoring marks and counts and giving up choices."""
    while e.top > height:
        e.top = e.top - ENTRY
        restore(e, e.stack + e.top)


@metal
def settle(e: Engine, height: usize) -> None:
    """Give up the choices above a height but keep what restores marks and counts."""
    kept = height
    i = height
    while i < e.top:
        if e.stack[i] <= UNDO_COUNT:
            if kept != i:
                copy_bytes(e.stack + kept, e.stack + i, ENTRY * sizeof(usize))
            kept += ENTRY
        i += ENTRY
    e.top = kept


@metal
def set_mark(e: Engine, mark: usize, position: isize) -> None:
    """Set a mark; where no choice is open nothing will have to restore it."""
    if e.top != 0:
        push(e, UNDO_MARK, isize(mark), e.marks[mark], e.last)
    e.marks[mark] = position
    if mark & 1 != 0:
        e.last = isize(mark // 2 + 1)


@metal
def set_count(e: Engine, repeat: usize, count: isize, last: isize) -> None:
    """Set how often a repeat has matched, and where it last began of free will."""
    p = e.repeats + 2 * repeat
    if e.top != 0:
        push(e, UNDO_COUNT, isize(repeat), p[0], p[1])
    p[0] = count
    p[1] = last


# -- single characters ------------------------------------------------------------------------


@metal
def single(p: Ptr[u32], c: u32) -> bool:
    """Whether a character matches an item of CPython's program."""
    op = p[0]
    if op == IN:
        return sets.in_set(p + 2, c)
    if op == CATEGORY:
        return sets.in_category(p[1], c)
    if op == LITERAL_UNI_IGNORE:
        return sets.unicode_lower(c) == p[1]
    if op == NOT_LITERAL_UNI_IGNORE:
        return sets.unicode_lower(c) != p[1]
    if op == IN_UNI_IGNORE:
        return sets.in_set(p + 2, sets.unicode_lower(c))
    if op == IN_IGNORE or op == IN_LOC_IGNORE:  # those of ASCII are in a set's bits
        return sets.in_set(p + 2, c)
    return (c == p[1]) == (op & 1 == 0)  # the negative ones have odd numbers


@metal
def character(e: Engine, position: isize) -> u32:
    """The character at a position."""
    if e.kind == 1:
        return u32(e.data[position])
    return unit(e.data, e.kind, usize(position))


@metal
def in_bits(p: Ptr[u32], c: u32) -> bool:
    """Whether a character below 256 is in a set."""
    return p[c >> 5] >> (c & 31) & 1 != 0


@metal
def is_member(p: Ptr[u32], c: u32) -> bool:
    """Whether a character is in a set."""
    if c < 256:
        return in_bits(p, c)
    if p[SET_WORDS - 1] <= EVERY:
        return p[SET_WORDS - 1] != NONE
    return single(p + SET_WORDS, c)


@metal
def fits(e: Engine, kind: u32, value: u32, c: u32) -> bool:
    """Whether a character passes a test."""
    if kind == CHAR:
        return c == value
    if kind == NOT_CHAR:
        return c != value
    return kind == ALL or is_member(e.sets + value, c)


@metal
def may_follow(e: Engine, p: Ptr[u32], position: isize) -> bool:
    """Whether what comes at a position passes the test at a place."""
    if p[0] == ALL:
        return True
    return position < e.end and fits(e, p[0], p[1], character(e, position))


@metal
def look_for_byte(data: Ptr[u8], value: u32, position: isize, limit: isize) -> isize:
    """Where from a position on a byte first stands, ``limit`` if nowhere before.

    Of a word without that byte, made 0 by an exclusive or, no byte borrows when each is
    lessened by one.
    """
    if value > 255:
        return limit
    while position < limit and (data + position).addr % sizeof(usize) != 0:
        if u32(data[position]) == value:
            return position
        position += 1
    ones = ~usize(0) // 255
    wanted = ones * usize(value)
    while position + isize(sizeof(usize)) <= limit:
        word = cast(Ptr[usize], data + position)[0] ^ wanted
        if (word - ones) & ~word & (ones << 7) != 0:
            break
        position += isize(sizeof(usize))
    while position < limit and u32(data[position]) != value:
        position += 1
    return position


@metal
def count(e: Engine, kind: u32, value: u32, position: isize, limit: isize) -> isize:
    """How far characters pass a test from a position on, up to another."""
    if kind == ALL:
        return limit
    if e.kind != 1:
        while position < limit and fits(e, kind, value, character(e, position)):
            position += 1
        return position
    data = e.data
    if kind == CHAR:
        while position < limit and u32(data[position]) == value:
            position += 1
    elif kind == NOT_CHAR:
        position = look_for_byte(data, value, position, limit)
    else:
        p = e.sets + value
        while position < limit and in_bits(p, u32(data[position])):
            position += 1
    return position


@metal
def look_for(e: Engine, kind: u32, value: u32, position: isize, limit: isize) -> isize:
    """Where from a position on a character first passes a test, ``limit`` if nowhere before."""
    if kind == ALL:
        return position
    if e.kind != 1:
        while position < limit and not fits(e, kind, value, character(e, position)):
            position += 1
        return position
    data = e.data
    if kind == CHAR:
        return look_for_byte(data, value, position, limit)
    if kind == NOT_CHAR:
        while position < limit and u32(data[position]) == value:
            position += 1
    else:
        p = e.sets + value
        while position < limit and not in_bits(p, u32(data[position])):
            position += 1
    return position


@metal
def look_back(e: Engine, p: Ptr[u32], position: isize, least: isize) -> isize:
    """The last position, from one back to another, where the test at a place passes, or -1."""
    if p[0] == ALL:
        return position
    if e.kind == 1 and p[0] == CHAR:
        data = e.data
        value = p[1]
        if position == e.end:
            position -= 1
        while position >= least and u32(data[position]) != value:
            position -= 1
    else:
        while position >= least and not may_follow(e, p, position):
            position -= 1
    return position if position >= least else isize(-1)


@metal
def same_characters(e: Engine, p: Ptr[u32], count: isize, position: isize) -> isize:
    """How many of certain characters stand at a position, where there is room for all."""
    i: isize = 0
    if e.kind == 1:
        data = e.data + position
        while i < count and u32(data[i]) == p[i]:
            i += 1
        return i
    while i < count and character(e, position + i) == p[i]:
        i += 1
    return i


@metal
def is_at(e: Engine, where: u32, position: isize) -> bool:
    """Whether a position is of a kind (``AT``)."""
    if where == 0 or where == 2:
        return position == 0
    if where == 1:
        return position == 0 or character(e, position - 1) == 10
    if where == 5:
        return position == e.end or (
            position == e.end - 1 and character(e, position) == 10
        )
    if where == 6:
        return position == e.end or character(e, position) == 10
    if where == 7:
        return position == e.end
    if e.end == 0:
        return False
    before = position > 0 and is_word(where, character(e, position - 1))
    after = position < e.end and is_word(where, character(e, position))
    return (before != after) == (where == 3 or where == 8 or where == 10)


@metal
def is_word(where: u32, c: u32) -> bool:
    """Whether a character is part of a word, as a kind of boundary has it."""
    return sets.unicode_is_word(c) if where >= 10 else sets.ascii_is_word(c)
