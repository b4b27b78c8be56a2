"""Splitting, stripping, replacing and joining."""

from tamapy.metal import (
    cast,
    isize,
    metal,
    stack_array,
    u32,
    usize,
)
from tamapy.runtime import sequences
from tamapy.runtime.layout import List
from tamapy.runtime.strings.search import clip_range, find, find_unit, rfind, same_units
from tamapy.runtime.strings.units import (
    View,
    copy_units,
    is_str,
    kind_of,
    made_like,
    narrowed,
    open_view,
    piece,
    put_unit,
    unit,
)
from tamapy.runtime.unicode import properties
from tamapy.runtime.unicode.tables import LINE_BREAK


@metal
def is_blank(c: u32, text: bool) -> bool:
    """White space: of Unicode in text, of ASCII in bytes."""
    if text:
        return properties.is_space(c)
    return c == 32 or (c >= 9 and c <= 13)


@metal
def skip_blank(v: View, at: usize, text: bool) -> usize:
    """The first place from ``at`` on that is not white space."""
    while at < v.length and is_blank(unit(v.data, v.kind, at), text):
        at += 1
    return at


@metal
def skip_word(v: View, at: usize, text: bool) -> usize:
    """The first place from ``at`` on that is white space."""
    while at < v.length and not is_blank(unit(v.data, v.kind, at), text):
        at += 1
    return at


@metal
def back_over_blank(v: View, stop: usize, text: bool) -> usize:
    """The end of what is before ``stop`` without the white space at its end."""
    while stop > 0 and is_blank(unit(v.data, v.kind, stop - 1), text):
        stop -= 1
    return stop


@metal
def split_blank(value: object, limit: isize) -> object:
    """``value.split(None, limit)``; a negative limit is none."""
    v = stack_array(View, 1)[0]
    open_view(value, v)
    text = is_str(value)
    made = sequences.new_list()
    at = skip_blank(v, 0, text)
    while at < v.length:
        if limit == 0:
            sequences.list_append(made, piece(v, at, v.length - at))
            break
        end = skip_word(v, at, text)
        sequences.list_append(made, piece(v, at, end - at))
        limit -= 1
        at = skip_blank(v, end, text)
    return made


@metal
def rsplit_blank(value: object, limit: isize) -> object:
    """``value.rsplit(None, limit)``; a negative limit is none."""
    v = stack_array(View, 1)[0]
    open_view(value, v)
    text = is_str(value)
    made = sequences.new_list()
    stop = back_over_blank(v, v.length, text)
    while stop > 0:
        if limit == 0:
            sequences.list_append(made, piece(v, 0, stop))
            break
        start = stop
        while start > 0 and not is_blank(unit(v.data, v.kind, start - 1), text):
            start -= 1
        sequences.list_append(made, piece(v, start, stop - start))
        limit -= 1
        stop = back_over_blank(v, start, text)
    reverse(cast(List, made))
    return made


@metal
def reverse(items: List) -> None:
    """Turn a list round."""
    low: usize = 0
    high = items.length
    cells = items.items.items
    while low + 1 < high:
        high -= 1
        held = cells[low]
        cells[low] = cells[high]
        cells[high] = held
        low += 1


@metal
def split_at(value: object, separator: object, limit: isize) -> object:
    """``value.split(separator, limit)``; a negative limit is none."""
    v = stack_array(View, 1)[0]
    s = stack_array(View, 1)[0]
    open_view(value, v)
    open_view(separator, s)
    if s.length == 0:
        raise ValueError("empty separator")
    made = sequences.new_list()
    at: usize = 0
    while limit != 0:
        found = find(v, at, v.length, s)
        if found < 0:
            break
        sequences.list_append(made, piece(v, at, usize(found) - at))
        at = usize(found) + s.length
        limit -= 1
    sequences.list_append(made, piece(v, at, v.length - at))
    return made


@metal
def rsplit_at(value: object, separator: object, limit: isize) -> object:
    """``value.rsplit(separator, limit)``; a negative limit is none."""
    v = stack_array(View, 1)[0]
    s = stack_array(View, 1)[0]
    open_view(value, v)
    open_view(separator, s)
    if s.length == 0:
        raise ValueError("empty separator")
    made = sequences.new_list()
    stop = v.length
    while limit != 0:
        found = rfind(v, 0, stop, s)
        if found < 0:
            break
        at = usize(found) + s.length
        sequences.list_append(made, piece(v, at, stop - at))
        stop = usize(found)
        limit -= 1
    sequences.list_append(made, piece(v, 0, stop))
    reverse(cast(List, made))
    return made


@metal
def is_line_break(c: u32, text: bool) -> bool:
    """Whether a unit ends a line: in bytes only the two of ASCII do."""
    if c == 10 or c == 13:
        return True
    if not text:
        return False
    if c < 128:
        return (c >= 10 and c <= 13) or (c >= 28 and c <= 30)
    return properties.has_flag(c, LINE_BREAK)


@metal
def split_lines(value: object, keep_ends: bool) -> object:
    """``value.splitlines(keep_ends)``."""
    v = stack_array(View, 1)[0]
    open_view(value, v)
    text = is_str(value)
    made = sequences.new_list()
    at: usize = 0
    while at < v.length:
        end = at
        while end < v.length and not is_line_break(unit(v.data, v.kind, end), text):
            end += 1
        following = end
        if end < v.length:
            following = end + 1
            if following < v.length and unit(v.data, v.kind, end) == 13:
                if unit(v.data, v.kind, following) == 10:
                    following += 1
        stop = following if keep_ends else end
        sequences.list_append(made, piece(v, at, stop - at))
        at = following
    return made


@metal
def strip(value: object, members: object, left: bool, right: bool) -> object:
    """``value`` without units of ``members`` (``None``: white space) at its ends."""
    v = stack_array(View, 1)[0]
    open_view(value, v)
    start: usize = 0
    stop = v.length
    if members is None:
        text = is_str(value)
        if left:
            start = skip_blank(v, 0, text)
        if right:
            while stop > start and is_blank(unit(v.data, v.kind, stop - 1), text):
                stop -= 1
        return piece(v, start, stop - start)
    m = stack_array(View, 1)[0]
    open_view(members, m)
    if left:
        while start < stop and has_unit(m, unit(v.data, v.kind, start)):
            start += 1
    if right:
        while stop > start and has_unit(m, unit(v.data, v.kind, stop - 1)):
            stop -= 1
    return piece(v, start, stop - start)


@metal
def has_unit(v: View, c: u32) -> bool:
    """Whether a unit is among those of a view."""
    return find_unit(v.data, v.kind, 0, v.length, c) >= 0


@metal
def place_text(value: object, needle: object, start: isize, stop: isize, last: bool) -> isize:
    """``find`` (or ``rfind`` if ``last``) with the arguments as given."""
    v = stack_array(View, 1)[0]
    s = stack_array(View, 1)[0]
    open_view(value, v)
    open_view(needle, s)
    if not clipped(v, start, stop):
        return -1
    first, end = clip_range(v, start, stop)
    return rfind(v, first, end, s) if last else find(v, first, end, s)


@metal
def clipped(v: View, start: isize, stop: isize) -> bool:
    """Whether start and stop arguments leave a range, if an empty one."""
    first, end = clip_range(v, start, stop)
    return first <= end


@metal
def partition(value: object, separator: object, last: bool) -> object:
    """``partition`` (or ``rpartition`` if ``last``)."""
    v = stack_array(View, 1)[0]
    s = stack_array(View, 1)[0]
    open_view(value, v)
    open_view(separator, s)
    if s.length == 0:
        raise ValueError("empty separator")
    found = rfind(v, 0, v.length, s) if last else find(v, 0, v.length, s)
    made = sequences.new_tuple(3)
    if found < 0:
        whole = piece(v, 0, v.length)
        made.items[0] = piece(v, 0, 0) if last else whole
        made.items[1] = piece(v, 0, 0)
        made.items[2] = whole if last else piece(v, 0, 0)
        return cast(object, made)
    at = usize(found)
    made.items[0] = piece(v, 0, at)
    made.items[1] = piece(v, at, s.length) if not is_str(value) else separator
    made.items[2] = piece(v, at + s.length, v.length - at - s.length)
    return cast(object, made)


@metal
def replace(value: object, old: object, new: object, limit: isize) -> object:
    """``value.replace(old, new, limit)``; a negative limit is none."""
    v = stack_array(View, 1)[0]
    a = stack_array(View, 1)[0]
    b = stack_array(View, 1)[0]
    open_view(value, v)
    open_view(old, a)
    open_view(new, b)
    times = occurrences(v, a, limit)
    if times == 0:
        return piece(v, 0, v.length)
    if b.length != 0 and times > (~usize(0) >> 1) // b.length - v.length:
        raise OverflowError("replace string is too long")
    made = stack_array(View, 1)[0]
    kind = v.kind if v.kind > b.kind else b.kind
    result = made_like(v, v.length - times * a.length + times * b.length, kind, made)
    write_replaced(v, a, b, times, made)
    if kind > 1 and is_str(value):
        return narrowed(made)
    return result


@metal
def occurrences(v: View, needle: View, limit: isize) -> usize:
    """How often to replace a needle."""
    found: usize = 0
    if needle.length == 0:
        found = v.length + 1
        return found if limit < 0 or found < usize(limit) else usize(limit)
    at: usize = 0
    while limit != 0:
        place = find(v, at, v.length, needle)
        if place < 0:
            break
        found += 1
        limit -= 1
        at = usize(place) + needle.length
    return found


@metal
def put_units(made: View, out: usize, source: View, start: usize, count: usize) -> usize:
    """Copy a part of one view to a place in another; returns where it ends."""
    copy_units(
        made.data + out * made.kind, made.kind, source.data + start * source.kind, source.kind,
        count,
    )
    return out + count


@metal
def write_replaced(v: View, old: View, new: View, times: usize, made: View) -> None:
    """Write ``v`` with the first occurrences of ``old`` replaced."""
    at: usize = 0
    out: usize = 0
    for i in range(times):
        if old.length == 0:
            if i != 0:
                out = put_units(made, out, v, at, 1)
                at += 1
        else:
            place = usize(find(v, at, v.length, old))
            out = put_units(made, out, v, at, place - at)
            at = place + old.length
        out = put_units(made, out, new, 0, new.length)
    put_units(made, out, v, at, v.length - at)


@metal
def starts_with(value: object, part: object, start: isize, stop: isize, at_end: bool) -> bool:
    """``startswith`` (or ``endswith``) for one part."""
    v = stack_array(View, 1)[0]
    p = stack_array(View, 1)[0]
    open_view(value, v)
    open_view(part, p)
    first, end = clip_range(v, start, stop)
    if first > end or p.length > end - first:
        return False
    if at_end:
        first = end - p.length
    return same_units(v.data + first * v.kind, v.kind, p.data, p.kind, p.length)


@metal
def cut(value: object, part: object, at_end: bool) -> object:
    """``removeprefix`` (or ``removesuffix``)."""
    v = stack_array(View, 1)[0]
    p = stack_array(View, 1)[0]
    open_view(value, v)
    open_view(part, p)
    if p.length != 0 and starts_with(value, part, 0, isize(v.length), at_end):
        return piece(v, usize(0) if at_end else p.length, v.length - p.length)
    return piece(v, 0, v.length)


@metal
def padded(value: object, before: usize, after: usize, fill: u32) -> object:
    """``value`` between copies of a unit."""
    v = stack_array(View, 1)[0]
    made = stack_array(View, 1)[0]
    open_view(value, v)
    if before + after == 0:
        return piece(v, 0, v.length)
    kind = kind_of(fill)
    if v.kind > kind:
        kind = v.kind
    result = made_like(v, before + v.length + after, kind, made)
    fill_units(made, 0, before, fill)
    put_units(made, before, v, 0, v.length)
    fill_units(made, before + v.length, after, fill)
    return result


@metal
def fill_units(made: View, start: usize, count: usize, c: u32) -> None:
    """Store a unit several times."""
    for i in range(count):
        put_unit(made.data, made.kind, start + i, c)


@metal
def zero_filled(value: object, width: isize) -> object:
    """``value.zfill(width)``: zeros between a sign and the rest."""
    v = stack_array(View, 1)[0]
    open_view(value, v)
    if width <= isize(v.length):
        return piece(v, 0, v.length)
    zeros = usize(width) - v.length
    result = padded(value, zeros, 0, 48)
    if v.length != 0:
        sign = unit(v.data, v.kind, 0)
        if sign == 43 or sign == 45:
            made = stack_array(View, 1)[0]
            open_view(result, made)
            put_unit(made.data, made.kind, zeros, 48)
            put_unit(made.data, made.kind, 0, sign)
    return result
