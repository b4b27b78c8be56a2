"""What the methods of ``str`` do that no other module has."""

from tamapy.metal import (
    cast,
    copy_bytes,
    is_null,
    isize,
    make_small,
    metal,
    sizeof,
    stack_array,
    type_object,
    type_of,
    u32,
    usize,
)
from tamapy.runtime import boxing, instances, slots, types
from tamapy.runtime.alloc import alloc_str
from tamapy.runtime.layout import List, Str
from tamapy.runtime.objects import Type
from tamapy.runtime.strings.characters import character_at
from tamapy.runtime.strings.quoting import is_printable
from tamapy.runtime.strings.search import clip_range, compare_units, count, equal_bytes, find
from tamapy.runtime.strings.units import (
    View,
    is_str,
    made_like,
    narrowed,
    open_view,
    piece,
    put_text,
    put_unit,
    unit,
)
from tamapy.runtime.unicode import properties
from tamapy.runtime.unicode.tables import ID_CONTINUE, ID_START

#: The end of any range, as an int that is small on every target.
END = (1 << 30) - 1


def edge(value, default):
    """A start or stop argument, ``None`` standing for the default."""
    if value is None:
        return default
    if is_null(types.slot_or_null(value, slots.INDEX_)):
        raise TypeError("slice indices must be integers or None or have an __index__ method")
    return clamped(value)


@metal
def clamped(value: object) -> object:
    """An index as a small int."""
    found = boxing.clamp(value)
    if found > END:
        found = END
    if found < 0 - END:
        found = 0 - END
    return make_small(found)


@metal
def instance(class_: Type, text: Str) -> object:
    """An instance of a subclass of str with the same characters."""
    made = cast(Str, instances.alloc(class_, text.length * text.kind))
    made.hash = text.hash
    made.length = text.length
    made.kind = text.kind
    copy_bytes(made.data, text.data, text.length * text.kind)
    return cast(object, made)


@metal
def exact(text: Str) -> object:
    """The same text as a str of no subclass."""
    if type_of(cast(object, text)) is type_object(str):
        return cast(object, text)
    return copied(text)


@metal
def copied(text: Str) -> object:
    """A new str with the same characters."""
    made = alloc_str(text.length, text.kind)
    copy_bytes(made.data, text.data, text.length * text.kind)
    return cast(object, made)


@metal
def length(text: Str) -> isize:
    """``len``."""
    return isize(text.length)


@metal
def is_narrow(text: Str) -> bool:
    """Whether all characters are Latin-1."""
    return text.kind == 1


@metal
def character(text: Str, index: isize) -> object:
    """``text[index]``."""
    if index < 0:
        index += isize(text.length)
    if index < 0 or index >= isize(text.length):
        raise IndexError("string index out of range")
    return character_at(text, usize(index))


@metal
def sub(text: Str, start: isize, count: usize, step: isize) -> object:
    """``count`` characters from ``start``, every ``step``-th."""
    v = stack_array(View, 1)[0]
    open_view(cast(object, text), v)
    if step == 1:
        return piece(v, usize(start), count)
    made = alloc_str(count, text.kind)
    at = start
    for i in range(count):
        put_unit(made.data, made.kind, i, unit(text.data, text.kind, usize(at)))
        at += step
    open_view(cast(object, made), v)
    return narrowed(v)


@metal
def concat(a: Str, b: Str) -> object:
    """``a + b``."""
    if a.length == 0 and type_of(cast(object, b)) is type_object(str):
        return cast(object, b)
    if b.length == 0 and type_of(cast(object, a)) is type_object(str):
        return cast(object, a)
    made = alloc_str(a.length + b.length, a.kind if a.kind > b.kind else b.kind)
    put_text(made, put_text(made, 0, a), b)
    return cast(object, made)


@metal
def repeat(text: Str, times: isize) -> object:
    """``text * times``."""
    if times <= 0 or text.length == 0:
        return ""
    if times == 1:
        return exact(text)
    size = text.length * text.kind
    if usize(times) > (~usize(0) >> 1) // size:
        raise MemoryError
    made = alloc_str(text.length * usize(times), text.kind)
    copy_bytes(made.data, text.data, size)
    done = size
    total = size * usize(times)
    while done < total:
        more = done if done < total - done else total - done
        copy_bytes(made.data + done, made.data, more)
        done += more
    return cast(object, made)


@metal
def order(a: Str, b: Str) -> isize:
    """Below, equal to or above 0 as ``a`` is below, equal to or above ``b``."""
    if a.kind == 1 and b.kind == 1:
        n = a.length if a.length < b.length else b.length
        at = equal_bytes(a.data, b.data, n)
        if at < n:
            return isize(a.data[at]) - isize(b.data[at])
        return isize(a.length) - isize(b.length)
    v = stack_array(View, 1)[0]
    w = stack_array(View, 1)[0]
    open_view(cast(object, a), v)
    open_view(cast(object, b), w)
    return compare_units(v, w)


@metal
def has(text: Str, part: Str) -> bool:
    """``part in text``."""
    v = stack_array(View, 1)[0]
    w = stack_array(View, 1)[0]
    open_view(cast(object, text), v)
    open_view(cast(object, part), w)
    return find(v, 0, v.length, w) >= 0


@metal
def occurrences(value: object, part: object, start: isize, stop: isize) -> isize:
    """``value.count(part, start, stop)``."""
    v = stack_array(View, 1)[0]
    w = stack_array(View, 1)[0]
    open_view(value, v)
    open_view(part, w)
    first, end = clip_range(v, start, stop)
    if first > end:
        return 0
    return isize(count(v, first, end, w))


# -- joining -----------------------------------------------------------------------------


@metal
def bad_item_index(items: List) -> isize:
    """The index of the first item that is no str, or -1."""
    for i in range(items.length):
        if not is_str(items.items.items[i]):
            return isize(i)
    return -1


@metal
def join(separator: Str, items: List) -> object:
    """The strs of a list with a separator between them."""
    n = items.length
    if n == 0:
        return ""
    cells = items.items.items
    if n == 1 and type_of(cells[0]) is type_object(str):
        return cells[0]
    size = separator.length * (n - 1)
    kind: usize = 1
    if n > 1:
        kind = separator.kind
    for i in range(n):
        part = cast(Str, cells[i])
        size += part.length
        if part.kind > kind:
            kind = part.kind
    made = alloc_str(size, kind)
    at: usize = 0
    for i in range(n):
        if i != 0 and separator.length != 0:
            at = put_text(made, at, separator)
        at = put_text(made, at, cast(Str, cells[i]))
    return cast(object, made)


@metal
def memory_size(text: Str) -> isize:
    """The bytes a str takes."""
    return isize(sizeof(Str) + text.length * text.kind)


# -- other methods -------------------------------------------------------------------------


@metal
def only_unit(text: Str) -> u32:
    """The character of a str of length 1."""
    return unit(text.data, text.kind, 0)


@metal
def is_identifier(text: Str) -> bool:
    """``isidentifier``."""
    if text.length == 0:
        return False
    for i in range(text.length):
        c = unit(text.data, text.kind, i)
        if not properties.has_flag(c, ID_START if i == 0 else ID_CONTINUE):
            return False
    return True


@metal
def all_printable(text: Str) -> bool:
    """``isprintable``."""
    for i in range(text.length):
        if not is_printable(unit(text.data, text.kind, i)):
            return False
    return True


@metal
def expand_tabs(value: object, size: isize) -> object:
    """``value.expandtabs(size)``."""
    v = stack_array(View, 1)[0]
    made = stack_array(View, 1)[0]
    open_view(value, v)
    result = made_like(v, write_expanded(v, size, v, False), v.kind, made)
    write_expanded(v, size, made, True)
    return result


@metal
def write_expanded(v: View, size: isize, made: View, write: bool) -> usize:
    """The length with tabs made spaces; writes that too if told to."""
    column: isize = 0
    total: usize = 0
    for i in range(v.length):
        c = unit(v.data, v.kind, i)
        if c == 9:
            if size > 0:
                spaces = size - column % size
                column += spaces
                for _j in range(spaces):
                    if write:
                        put_unit(made.data, made.kind, total, 32)
                    total += 1
        else:
            if write:
                put_unit(made.data, made.kind, total, c)
            total += 1
            column += 1
            if c == 10 or c == 13:
                column = 0
    return total
