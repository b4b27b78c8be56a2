"""Backtracking: what may have to be undone stands on one stack.

The state of a match is a place in the program, one in the text, the marks of the groups, and
the chain of repeats around. The stack has marks with their former values, and choices that
are still open. Stack and repeats start on the machine's stack and move to the heap if they
grow.
"""

from tamapy.metal import Ptr, Struct, cast, copy_bytes, isize, metal, sizeof, u8, u32, usize
from tamapy.runtime.alloc import alloc_bytes
from tamapy.runtime.matching import sets
from tamapy.runtime.matching.codes import (
    ANY,
    ANY_ALL,
    CATEGORY,
    IN,
    IN_IGNORE,
    IN_LOC_IGNORE,
    IN_UNI_IGNORE,
    LITERAL,
    LITERAL_IGNORE,
    LITERAL_LOC_IGNORE,
    LITERAL_UNI_IGNORE,
    MAXREPEAT,
    NOT_LITERAL,
    NOT_LITERAL_IGNORE,
    NOT_LITERAL_LOC_IGNORE,
    NOT_LITERAL_UNI_IGNORE,
)
from tamapy.runtime.strings.units import unit

#: What stands on the stack.
UNDO_MARK = 0  # mark, former value, former last group
CHOICE = 1  # place, position
BRANCHES = 2  # place of the next alternative, position
FEWER = 3  # place of the tail, least and present position
ONE_MORE = 4  # place of the MIN_REPEAT_ONE, position, how many more
#: Words of an entry: kind, three values, the repeats, how many repeats there were.
ENTRY = 6
#: Words of a repeat: its place, how often it matched, where it last began, the one around.
REPEAT_WORDS = 4


class Engine(Struct):
    """One text being matched by one program."""

    program: Ptr[u32]
    data: Ptr[u8]
    kind: usize
    end: isize
    marks: Ptr[isize]
    last: isize
    place: usize
    position: isize
    repeats: usize
    stack: Ptr[isize]
    top: usize
    limit: usize
    arena: Ptr[isize]
    arena_top: usize
    arena_limit: usize
    stack_owner: object
    arena_owner: object


@metal
def grow_stack(e: Engine) -> None:
    """Twice the room for the stack."""
    made = alloc_bytes(e.limit * 2 * sizeof(usize))
    copy_bytes(made.data, e.stack, e.top * sizeof(usize))
    e.stack_owner = cast(object, made)
    e.stack = cast(Ptr[isize], made.data)
    e.limit = e.limit * 2


@metal
def grow_arena(e: Engine) -> None:
    """Twice the room for repeats."""
    made = alloc_bytes(e.arena_limit * 2 * sizeof(usize))
    copy_bytes(made.data, e.arena, e.arena_top * sizeof(usize))
    e.arena_owner = cast(object, made)
    e.arena = cast(Ptr[isize], made.data)
    e.arena_limit = e.arena_limit * 2


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
    p[4] = isize(e.repeats)
    p[5] = isize(e.arena_top)
    e.top = e.top + ENTRY


@metal
def new_repeat(e: Engine, at: usize, count: isize, last: isize, outer: usize) -> None:
    """Make a repeat the innermost one."""
    if e.arena_top + REPEAT_WORDS > e.arena_limit:
        grow_arena(e)
    p = e.arena + e.arena_top
    p[0] = isize(at)
    p[1] = count
    p[2] = last
    p[3] = isize(outer)
    e.repeats = e.arena_top
    e.arena_top = e.arena_top + REPEAT_WORDS


@metal
def undo(e: Engine, height: usize) -> None:
    """Take the stack back to a height, restoring marks and giving up choices."""
    while e.top > height:
        e.top = e.top - ENTRY
        p = e.stack + e.top
        if p[0] == UNDO_MARK:
            e.marks[p[1]] = p[2]
            e.last = p[3]


@metal
def settle(e: Engine, height: usize) -> None:
    """Give up the choices above a height but keep what restores marks."""
    kept = height
    i = height
    while i < e.top:
        if e.stack[i] == UNDO_MARK:
            if kept != i:
                copy_bytes(e.stack + kept, e.stack + i, ENTRY * sizeof(usize))
            kept += ENTRY
        i += ENTRY
    e.top = kept


# -- single characters ------------------------------------------------------------------------


@metal
def single(p: Ptr[u32], c: u32) -> bool:
    """Whether a character matches the single item at a place."""
    op = p[0]
    if op == IN:
        return sets.in_set(p + 2, c)
    if op == LITERAL:
        return c == p[1]
    if op == NOT_LITERAL:
        return c != p[1]
    if op == ANY:
        return c != 10
    if op == ANY_ALL:
        return True
    if op == CATEGORY:
        return sets.in_category(p[1], c)
    return single_in_any_case(p, op, c)


@metal
def single_in_any_case(p: Ptr[u32], op: u32, c: u32) -> bool:
    """As :func:`single`, for the items that ignore case."""
    if op == LITERAL_IGNORE or op == LITERAL_LOC_IGNORE:
        return sets.ascii_lower(c) == sets.ascii_lower(p[1])
    if op == NOT_LITERAL_IGNORE or op == NOT_LITERAL_LOC_IGNORE:
        return sets.ascii_lower(c) != sets.ascii_lower(p[1])
    if op == LITERAL_UNI_IGNORE:
        return sets.unicode_lower(c) == p[1]
    if op == NOT_LITERAL_UNI_IGNORE:
        return sets.unicode_lower(c) != p[1]
    if op == IN_UNI_IGNORE:
        return sets.in_set(p + 2, sets.unicode_lower(c))
    if op == IN_IGNORE:
        return sets.in_set(p + 2, sets.ascii_lower(c))
    if op == IN_LOC_IGNORE:
        upper = c - 32 if c >= 97 and c <= 122 else c
        return sets.in_set(p + 2, sets.ascii_lower(c)) or sets.in_set(p + 2, upper)
    return False


@metal
def character(e: Engine, position: isize) -> u32:
    """The character at a position."""
    if e.kind == 1:
        return u32(e.data[position])
    return unit(e.data, e.kind, usize(position))


@metal
def count(e: Engine, at: usize, position: isize, most: u32) -> isize:
    """How many characters from a position on match the single item at a place."""
    limit = e.end
    if most != MAXREPEAT and isize(most) >= 0 and isize(most) < limit - position:
        limit = position + isize(most)
    p = e.program + at
    op = p[0]
    first = position
    if op == ANY_ALL:
        return limit - position
    if op == IN and e.kind == 1:
        while position < limit and sets.in_set(p + 2, u32(e.data[position])):
            position += 1
    elif op == LITERAL:
        while position < limit and character(e, position) == p[1]:
            position += 1
    elif op == ANY and e.kind == 1:
        data = e.data
        while position < limit and data[position] != 10:
            position += 1
    elif op == ANY:
        while position < limit and character(e, position) != 10:
            position += 1
    else:
        while position < limit and single(p, character(e, position)):
            position += 1
    return position - first


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
