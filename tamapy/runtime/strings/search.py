"""Finding units in units.

Single units and short needles are looked for directly. Longer ones go through the
two-way algorithm (M. Crochemore and D. Perrin, "Two-way string-matching"), which
takes linear time and no memory; where it finds nothing quickly, the last unit of the
window tells by a table of bits how far the needle can be moved.
"""

from tamapy.metal import (
    Ptr,
    address_of,
    cast,
    isize,
    metal,
    sizeof,
    stack_array,
    u8,
    u16,
    u32,
    u64,
    usize,
)
from tamapy.runtime.strings.units import View, unit

NOT_FOUND = -1
SHORT_NEEDLE = 4
#: From so many bytes on a byte is looked for word by word.
LONG = 24


@metal
def _skip_words(data: Ptr[u8], start: usize, stop: usize, byte: u8) -> usize:
    """The start of the first word that has a byte; or where less than a word is left.

    Subtracting 1 from each byte of what differs from the byte borrows, first, from one that is 0.
    """
    ones = ~usize(0) // 255
    pattern = ones * usize(byte)
    i = start
    while (address_of(data) + i) & (sizeof(usize) - 1) != 0:
        if data[i] == byte:
            return i
        i += 1
    while i + sizeof(usize) <= stop:
        differing = cast(Ptr[usize], data + i)[0] ^ pattern
        if (differing - ones) & ~differing & (ones << 7) != 0:
            return i
        i += sizeof(usize)
    return i


@metal
def find_unit(data: Ptr[u8], kind: usize, start: usize, stop: usize, c: u32) -> isize:
    """Where a unit first stands between two places, or -1."""
    i = start
    if kind == 1:
        if c > 255:
            return NOT_FOUND
        byte = u8(c)
        if stop - start > LONG:
            i = _skip_words(data, start, stop, byte)
        while i < stop:
            if data[i] == byte:
                return isize(i)
            i += 1
        return NOT_FOUND
    if kind == 2:
        if c > 65535:
            return NOT_FOUND
        wide = cast(Ptr[u16], data)
        half = u16(c)
        while i < stop:
            if wide[i] == half:
                return isize(i)
            i += 1
        return NOT_FOUND
    widest = cast(Ptr[u32], data)
    while i < stop:
        if widest[i] == c:
            return isize(i)
        i += 1
    return NOT_FOUND


@metal
def rfind_unit(data: Ptr[u8], kind: usize, start: usize, stop: usize, c: u32) -> isize:
    """Where a unit last stands between two places, or -1."""
    i = stop
    while i > start:
        i -= 1
        if unit(data, kind, i) == c:
            return isize(i)
    return NOT_FOUND


@metal
def same_units(a: Ptr[u8], a_kind: usize, b: Ptr[u8], b_kind: usize, count: usize) -> bool:
    """Whether two arrays of any kinds are equal."""
    if a_kind == b_kind:
        for i in range(count * a_kind):
            if a[i] != b[i]:
                return False
        return True
    for i in range(count):
        if unit(a, a_kind, i) != unit(b, b_kind, i):
            return False
    return True


@metal
def stands_at(v: View, at: usize, needle: View) -> bool:
    """Whether a needle stands at a place where it fits."""
    return same_units(
        v.data + at * v.kind, v.kind, needle.data, needle.kind, needle.length
    )


@metal
def find(v: View, start: usize, stop: usize, needle: View) -> isize:
    """Where a needle first stands between two places (``start <= stop``), or -1."""
    m = needle.length
    if m == 0:
        return isize(start)
    if m > stop - start or needle.kind > v.kind:
        return NOT_FOUND
    if m == 1:
        return find_unit(v.data, v.kind, start, stop, unit(needle.data, needle.kind, 0))
    if m <= SHORT_NEEDLE or stop - start < 64:
        return find_short(v, start, stop, needle)
    return find_long(v, start, stop, needle)


@metal
def find_short(v: View, start: usize, stop: usize, needle: View) -> isize:
    """As :func:`find`, by the needle's first unit."""
    first = unit(needle.data, needle.kind, 0)
    last = stop - needle.length + 1
    at = start
    while True:
        found = find_unit(v.data, v.kind, at, last, first)
        if found < 0:
            return NOT_FOUND
        if stands_at(v, usize(found), needle):
            return found
        at = usize(found) + 1


@metal
def maximal_suffix(needle: View, reverse: bool) -> tuple[usize, usize]:
    """Where the greatest suffix of a needle starts, in either order of units, and its period."""
    n = needle.length
    start: usize = 0
    candidate: usize = 1
    k: usize = 0
    period: usize = 1
    while candidate + k < n:
        a = unit(needle.data, needle.kind, candidate + k)
        b = unit(needle.data, needle.kind, start + k)
        if a == b:
            k += 1
            if k == period:
                candidate += period
                k = 0
        elif (a > b) if reverse else (a < b):
            candidate += k + 1
            k = 0
            period = candidate - start
        else:
            start = candidate
            candidate += 1
            k = 0
            period = 1
    return start, period


@metal
def find_long(v: View, start: usize, stop: usize, needle: View) -> isize:
    """As :func:`find`, by the two-way algorithm."""
    m = needle.length
    cut, period = maximal_suffix(needle, False)
    other_cut, other_period = maximal_suffix(needle, True)
    if other_cut > cut:
        cut = other_cut
        period = other_period
    data = needle.data
    kind = needle.kind
    periodic = cut + period <= m and same_units(data, kind, data + period * kind, kind, cut)
    if not periodic:
        period = (cut if cut > m - cut else m - cut) + 1
    members = stack_array(u64, 4)
    mark_members(needle, members)
    return two_way(v, start, stop, needle, cut, period, periodic, members)


@metal
def mark_members(needle: View, members: Ptr[u64]) -> None:
    """Set the bit of every unit of a needle, modulo 256."""
    for j in range(usize(4)):
        members[j] = 0
    for i in range(needle.length):
        c = unit(needle.data, needle.kind, i) & 255
        members[c >> 6] = members[c >> 6] | (u64(1) << (u64(c) & 63))


@metal
def two_way(
    v: View, start: usize, stop: usize, needle: View, cut: usize, period: usize, periodic: bool,
    members: Ptr[u64],
) -> isize:
    """The search itself: the part behind the cut first, then the part before it."""
    m = needle.length
    data = needle.data
    kind = needle.kind
    at = start
    memory: usize = 0
    while at + m <= stop:
        c = unit(v.data, v.kind, at + m - 1) & 255
        if (members[c >> 6] >> (u64(c) & 63)) & 1 == 0:
            at += m
            memory = 0
            continue
        i = cut if cut > memory else memory
        while i < m and unit(data, kind, i) == unit(v.data, v.kind, at + i):
            i += 1
        if i < m:
            at += i - cut + 1
            memory = 0
            continue
        i = cut
        while i > memory and unit(data, kind, i - 1) == unit(v.data, v.kind, at + i - 1):
            i -= 1
        if i <= memory:
            return isize(at)
        at += period
        memory = m - period if periodic else usize(0)
    return NOT_FOUND


@metal
def rfind(v: View, start: usize, stop: usize, needle: View) -> isize:
    """Where a needle last stands between two places, or -1."""
    m = needle.length
    if m == 0:
        return isize(stop)
    if m > stop - start or needle.kind > v.kind:
        return NOT_FOUND
    first = unit(needle.data, needle.kind, 0)
    at = stop - m + 1
    while True:
        found = rfind_unit(v.data, v.kind, start, at, first)
        if found < 0 or m == 1:
            return found
        if stands_at(v, usize(found), needle):
            return found
        at = usize(found)


@metal
def count(v: View, start: usize, stop: usize, needle: View) -> usize:
    """How often a needle stands between two places, without overlaps."""
    m = needle.length
    if m == 0:
        return stop - start + 1
    found: usize = 0
    at = start
    while at + m <= stop:
        place = find(v, at, stop, needle)
        if place < 0:
            break
        found += 1
        at = usize(place) + m
    return found


@metal
def equal_bytes(a: Ptr[u8], b: Ptr[u8], count: usize) -> usize:
    """How many bytes are the same at the beginning of both."""
    i: usize = 0
    if (address_of(a) | address_of(b)) & (sizeof(usize) - 1) == 0:
        while i + sizeof(usize) <= count:
            if cast(Ptr[usize], a + i)[0] != cast(Ptr[usize], b + i)[0]:
                break
            i += sizeof(usize)
    while i < count and a[i] == b[i]:
        i += 1
    return i


@metal
def compare_units(a: View, b: View) -> isize:
    """Below, equal to or above 0 as one array is below, equal to or above another."""
    n = a.length if a.length < b.length else b.length
    start: usize = 0
    if a.kind == 1 and b.kind == 1:
        start = equal_bytes(a.data, b.data, n)
    for i in range(start, n):
        x = unit(a.data, a.kind, i)
        y = unit(b.data, b.kind, i)
        if x != y:
            return -1 if x < y else isize(1)
    if a.length == b.length:
        return 0
    return -1 if a.length < b.length else isize(1)


@metal
def clip_range(v: View, start: isize, stop: isize) -> tuple[usize, usize]:
    """Start and stop arguments as places; an empty range is (1, 0)."""
    n = isize(v.length)
    if start < 0:
        start += n
        if start < 0:
            start = 0
    if stop < 0:
        stop += n
        if stop < 0:
            stop = 0
    if stop > n:
        stop = n
    if start > stop:
        return 1, 0
    return usize(start), usize(stop)
