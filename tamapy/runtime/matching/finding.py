"""Finding matches: where they may begin, and what is made of them."""

from tamapy.metal import (
    Ptr,
    cast,
    isize,
    metal,
    sizeof,
    stack_array,
    type_object,
    type_of,
    u8,
    u32,
    usize,
)
from tamapy.runtime import sequences
from tamapy.runtime.alloc import alloc_bytes
from tamapy.runtime.layout import Bytes
from tamapy.runtime.matching.engine import Engine, look_for, may_follow, same_characters
from tamapy.runtime.matching.nodes import (
    ANCHORED,
    CHAR,
    FAR,
    FARTHEST,
    FIRST,
    FIRST_VALUE,
    FLAGS,
    HEADER,
    LEAST,
    MARKS,
    NEAREST,
    NEEDED,
    REPEATS,
    SECOND,
    SETS,
    WHOLE_LINE,
)
from tamapy.runtime.matching.run import run
from tamapy.runtime.strings.units import View, bytes_of, is_str, open_view, text_of

STACK_WORDS = 192
MARK_WORDS = 48
SEARCH = 0
FULL_MATCH = 2


@metal
def begin(e: Engine, view: View, program: object, text: object, end: isize) -> None:
    """Prepare to match a text, up to its end if ``end`` is -1; stack and marks have their room."""
    open_view(text, view)
    p = cast(Ptr[u32], cast(Bytes, program).data)
    e.program = p
    e.sets = p + p[SETS]
    e.data = view.data
    e.kind = view.kind
    e.end = isize(view.length)
    if end >= 0 and end < e.end:
        e.end = end
    e.needed = -1
    e.limit = STACK_WORDS
    e.stack_owner = program
    e.marks_owner = program
    words = usize(p[MARKS]) + 2 * usize(p[REPEATS])
    if words > MARK_WORDS:
        made = alloc_bytes(words * sizeof(usize))
        e.marks_owner = cast(object, made)
        e.marks = cast(Ptr[isize], made.data)
    e.marks = e.marks + 2
    e.repeats = e.marks + (p[MARKS] - 2)


@metal
def advance(e: Engine, start: isize, forbidden: isize, mode: isize) -> bool:
    """Look for the next match; its start, its end and the last group stand among the marks.

    ``mode``: anywhere from ``start`` on, at ``start``, or at ``start`` up to the end.
    ``forbidden``: where an empty match must not be.
    """
    p = e.program
    flags = p[FLAGS]
    last = e.end - isize(p[LEAST])
    words = usize(p[MARKS]) - 2
    while True:
        if mode == SEARCH:
            start = candidate(e, start, last)
        if start > last or (flags & ANCHORED != 0 and start > 0):
            return False
        for i in range(words):
            e.marks[i] = -1
        e.last = -1
        e.top = 0
        stop = run(e, HEADER, start, mode == FULL_MATCH, forbidden if start == forbidden else -1)
        if stop >= 0:
            e.marks[-2] = start
            e.marks[-1] = stop
            e.marks[words - 1] = e.last
            return True
        if mode != SEARCH:
            return False
        if flags & WHOLE_LINE != 0:
            start = look_for(e, CHAR, 10, start, e.end)
        start += 1


@metal
def candidate(e: Engine, start: isize, last: isize) -> isize:
    """Where a match can begin at the earliest, behind ``last`` if nowhere."""
    p = e.program
    if p[NEEDED] == 0:
        return begin_of(e, start, last)
    while True:
        first = start + isize(p[NEAREST])
        if e.needed < first:
            e.needed = look_for_text(e, p + p[NEEDED], first)
            if e.needed < 0:
                return e.end + 1
        farthest = e.needed - isize(p[FARTHEST])
        if p[FARTHEST] < FAR and start < farthest:
            start = farthest
        found = begin_of(e, start, last)
        if found == start or found > last:
            return found
        start = found


@metal
def begin_of(e: Engine, start: isize, last: isize) -> isize:
    """Where a match can begin by its first two characters, behind ``last`` if nowhere."""
    p = e.program
    limit = last + 1
    while True:
        start = look_for(e, p[FIRST], p[FIRST_VALUE], start, limit)
        if start >= limit or may_follow(e, p + SECOND, start + 1):
            return start
        start += 1


@metal
def look_for_text(e: Engine, p: Ptr[u32], start: isize) -> isize:
    """Where characters, behind their number, stand from a position on, or -1.

    Where one of them is missing, that is the one to look for next.
    """
    count = isize(p[0])
    limit = e.end - count + 1
    missing: isize = 0
    while start < limit:
        start = look_for(e, CHAR, p[1 + missing], start + missing, limit + missing) - missing
        if start >= limit:
            break
        missing = same_characters(e, p + 1, count, start)
        if missing == count:
            return start
        start += 1
    return -1


@metal
def find(
    program: object, text: object, start: isize, end: isize, forbidden: isize, mode: isize
) -> object:
    """The marks of the next match, or ``None``; see :func:`advance`."""
    e = stack_array(Engine, 1)[0]
    view = stack_array(View, 1)[0]
    e.stack = stack_array(isize, STACK_WORDS)
    e.marks = stack_array(isize, MARK_WORDS)
    begin(e, view, program, text, end)
    if not advance(e, start, forbidden, mode):
        return None
    return bytes_of(cast(Ptr[u8], e.marks - 2), usize(e.program[MARKS]) * sizeof(usize))


@metal
def mark(marks: object, i: usize) -> isize:
    """A word of the marks."""
    return cast(Ptr[isize], cast(Bytes, marks).data)[i]


@metal
def part(view: View, first: isize, last: isize) -> object:
    """A piece of what is matched: text, or bytes of anything else."""
    count = usize(last - first)
    if is_str(view.owner):
        if count == view.length and type_of(view.owner) is type_object(str):
            return view.owner
        return text_of(view.data + usize(first) * view.kind, view.kind, count)
    if count == view.length and type_of(view.owner) is type_object(bytes):
        return view.owner
    return bytes_of(view.data + first, count)


@metal
def group(view: View, marks: Ptr[isize], number: usize, default: object) -> object:
    """A group's text."""
    first = marks[2 * number]
    last = marks[2 * number + 1]
    if first < 0 or last < first:
        return default
    if last > isize(view.length):  # a bytearray has shrunk
        last = isize(view.length)
        first = first if first < last else last
    return part(view, first, last)


@metal
def group_of(text: object, marks: object, number: usize, default: object) -> object:
    """A group's text, if the text is open to view."""
    view = stack_array(View, 1)[0]
    open_view(text, view)
    return group(view, cast(Ptr[isize], cast(Bytes, marks).data), number, default)


@metal
def groups_of(view: View, marks: Ptr[isize], count: usize, default: object) -> object:
    """The texts of all groups."""
    made = sequences.new_tuple(count)
    for i in range(count):
        made.items[i] = group(view, marks, i + 1, default)
    return cast(object, made)


@metal
def find_all(program: object, text: object, start: isize, end: isize, nothing: object) -> object:
    """A list of the texts of all matches, or of their groups."""
    e = stack_array(Engine, 1)[0]
    view = stack_array(View, 1)[0]
    e.stack = stack_array(isize, STACK_WORDS)
    e.marks = stack_array(isize, MARK_WORDS)
    begin(e, view, program, text, end)
    groups = (usize(e.program[MARKS]) - 3) // 2
    marks = e.marks - 2
    found = sequences.new_list()
    forbidden: isize = -1
    while start <= end and advance(e, start, forbidden, SEARCH):
        if groups > 1:
            item = groups_of(view, marks, groups, nothing)
        else:
            item = group(view, marks, groups, nothing)
        sequences.list_append(found, item)
        start = marks[1]
        forbidden = start if marks[0] == start else -1
    return found


@metal
def split(program: object, text: object, most: isize) -> object:
    """A list of the pieces between the matches, and of the groups' texts."""
    e = stack_array(Engine, 1)[0]
    view = stack_array(View, 1)[0]
    e.stack = stack_array(isize, STACK_WORDS)
    e.marks = stack_array(isize, MARK_WORDS)
    begin(e, view, program, text, -1)
    groups = (usize(e.program[MARKS]) - 3) // 2
    marks = e.marks - 2
    found = sequences.new_list()
    done: isize = 0
    forbidden: isize = -1
    while most != 0 and advance(e, done, forbidden, SEARCH):
        sequences.list_append(found, part(view, done, marks[0]))
        for i in range(groups):
            sequences.list_append(found, group(view, marks, i + 1, None))
        done = marks[1]
        forbidden = done if marks[0] == done else -1
        most -= 1
    sequences.list_append(found, part(view, done, e.end))
    return found


@metal
def replace(program: object, text: object, item: object, most: isize, found: object) -> isize:
    """Put the pieces between the matches into a list, and an item for each; how many it were.

    Where there is no match there is no piece either.
    """
    e = stack_array(Engine, 1)[0]
    view = stack_array(View, 1)[0]
    e.stack = stack_array(isize, STACK_WORDS)
    e.marks = stack_array(isize, MARK_WORDS)
    begin(e, view, program, text, -1)
    marks = e.marks - 2
    done: isize = 0
    times: isize = 0
    forbidden: isize = -1
    while times != most and advance(e, done, forbidden, SEARCH):
        if marks[0] > done:
            sequences.list_append(found, part(view, done, marks[0]))
        sequences.list_append(found, item)
        done = marks[1]
        forbidden = done if marks[0] == done else -1
        times += 1
    if done < e.end and times != 0:
        sequences.list_append(found, part(view, done, e.end))
    return times


@metal
def adopt(program: object, code: object) -> object:
    """A program; where a module is imported, CPython's is kept, to be run there."""
    return program
