"""Where bytes repeat earlier ones: the strings of three bytes in a window, chained by hash.

``heads`` has the last place of each hash, ``chains`` for each place the one before with the same
hash; both are words of 32 bits, 0 for none. A window has fewer than 2**17 bytes.
"""

from tamapy.metal import Ptr, cast, metal, u32, u64, usize
from tamapy.runtime.layout import ByteArray

_LONGEST = 258


@metal
def insert(window: ByteArray, heads: ByteArray, chains: ByteArray, at: u32, shift: u32) -> u32:
    """Enter the string at a place of the window; the last one with its hash, or 0."""
    p = window.buffer.data
    i = usize(at)
    found = u32(p[i]) << (shift + shift) ^ u32(p[i + 1]) << shift ^ u32(p[i + 2])
    head = cast(Ptr[u32], heads.buffer.data) + (usize(found) & (heads.length // 4 - 1))
    last = head[0]
    cast(Ptr[u32], chains.buffer.data)[i & (chains.length // 4 - 1)] = last
    head[0] = at
    return last


@metal
def insert_run(
    window: ByteArray, heads: ByteArray, chains: ByteArray, start: u32, stop: u32, shift: u32
) -> None:
    """Enter the strings at several places."""
    at = start
    while at < stop:
        insert(window, heads, chains, at, shift)
        at += 1


@metal
def search(
    window: ByteArray, chains: ByteArray, at: u32, ahead: u32, candidate: u32, best: u32,
    steps: u32, nice: u32, limit: u32,
) -> u64:
    """The longest of the matches longer than ``best``: its place in the upper 32 bits, its length.

    Candidates are looked at from the given one backwards to ``limit``, so many ``steps``, until
    one is ``nice`` enough. The place is 0 if there is none.
    """
    p = window.buffer.data
    chain = cast(Ptr[u32], chains.buffer.data)
    mask = chains.length // 4 - 1
    most = ahead if ahead < _LONGEST else u32(_LONGEST)
    enough = ahead if ahead < nice else nice
    here = usize(at)
    place: u32 = 0
    while True:
        there = usize(candidate)
        b = usize(best)
        if p[there + b] == p[here + b] and p[there + b - 1] == p[here + b - 1] and (
            p[there] == p[here] and p[there + 1] == p[here + 1]
        ):
            length: u32 = 2
            while length < most and p[there + usize(length)] == p[here + usize(length)]:
                length += 1
            if length > best:
                place = candidate
                best = length
                if length >= enough:
                    break
        candidate = chain[there & mask]
        steps -= 1
        if candidate <= limit or steps == 0:
            break
    return u64(place) << 32 | u64(best)


@metal
def slide(places: ByteArray, distance: u32) -> None:
    """Let places follow a window that was moved down."""
    p = cast(Ptr[u32], places.buffer.data)
    for i in range(places.length // 4):
        place = p[i]
        p[i] = place - distance if place > distance else u32(0)


@metal
def barren(
    window: ByteArray, heads: ByteArray, chains: ByteArray, at: u32, count: u32, ahead: u32,
    shift: u32, steps: u32, nice: u32, reach: u32, least: u32, far: u32,
) -> u32:
    """Enter strings up to the first with a match, at most ``count``; how many those are.

    A match has a distance of ``reach`` at most and the ``least`` length or more; one of three
    bytes is not ``far`` off.
    """
    p = window.buffer.data
    mask = heads.length // 4 - 1
    for k in range(count):
        here = at + k
        i = usize(here)
        found = u32(p[i]) << (shift + shift) ^ u32(p[i + 1]) << shift ^ u32(p[i + 2])
        last = cast(Ptr[u32], heads.buffer.data)[usize(found) & mask]
        if last != 0 and here - last <= reach:
            limit = here - reach if here > reach else u32(0)
            match = search(window, chains, here, ahead - k, last, 2, steps, nice, limit)
            length = u32(match & 0xFFFFFFFF)
            if length >= least and (length > 3 or here - u32(match >> 32) <= far):
                return k
        insert(window, heads, chains, here, shift)
    return count
