"""Compression to DEFLATE (RFC 1951) in raw, zlib (RFC 1950) and gzip (RFC 1952) streams.

Matches are sought as zlib seeks them: strings of three bytes by their hash in a window of twice
the greatest distance, each chained to the one before, with one step of delay (lazy matching)
from level 4 on. With the same settings and the same flushes the result has zlib's very bytes,
but for level 0, where the ends of stored blocks do not follow the size of an output buffer.
"""

from _huffman import FIXED, Writer

from tamapy.runtime.digests import repeats as _repeats
from tamapy.runtime.digests.checksums import adler32, crc32

NO_FLUSH, PARTIAL, SYNC, FULL, FINISH, BLOCK = range(6)
FILTERED, HUFFMAN_ONLY, RLE = 1, 2, 3
__all__ = ["FIXED", "Deflater"]

_SHORTEST, _LONGEST = 3, 258
#: So much must lie ahead before a match is sought, so that it can have full length.
_AHEAD = _LONGEST + _SHORTEST + 1
#: A match of three bytes farther off than this costs more than the bytes.
_TOO_FAR = 4096
#: Level: from which length on the search is cut to a quarter, no longer delayed, ended; its
#: most steps.
_LEVELS = (
    (0, 0, 0, 0), (4, 4, 8, 4), (4, 5, 16, 8), (4, 6, 32, 32), (4, 4, 16, 16), (8, 16, 32, 32),
    (8, 16, 128, 128), (8, 32, 128, 256), (32, 128, 258, 1024), (32, 258, 258, 4096),
)
_MOST_STORED = 65535
_STATE = (
    "_level", "_wrap", "_bits", "_strategy", "_good", "_lazy", "_nice", "_chain", "_size",
    "_shift", "_most", "_block", "_at", "_ahead", "_unhashed", "_length", "_match",
    "_previous", "_waiting", "_input", "_input_at", "_sum", "_total", "_begun", "_flushed",
    "ended", "_held",
)
_COPIED = ("_window", "_heads", "_chains")


def _rank(flush):
    """How strong a flush is: a block's end comes between a partial and no flush."""
    return 2 * flush - (9 if flush > FINISH else 0)


class Deflater:
    """A stream being compressed.

    ``wrap``: 0 for raw data, 1 for zlib, 2 for gzip; ``bits``: the base-2 logarithm of the
    window; ``memory``: 1 to 9.
    """

    __slots__ = (*_STATE, *_COPIED, "_writer")

    def __init__(self, level, wrap, bits, memory, strategy):
        self._level, self._wrap, self._bits, self._strategy = level, wrap, bits, strategy
        self._good, self._lazy, self._nice, self._chain = _LEVELS[level]
        self._size = 1 << bits
        hash_bits = memory + 7
        self._shift = (hash_bits + 2) // 3
        self._most = (1 << memory + 6) - 1
        self._window = bytearray(2 * self._size) if level else bytearray()
        self._heads = bytearray(4 << hash_bits if level else 0)
        self._chains = bytearray(4 * self._size if level else 0)
        self._block = self._at = self._ahead = self._unhashed = 0
        self._length = self._previous = _SHORTEST - 1
        self._match = 0
        self._waiting = False
        self._input, self._input_at = b"", 0
        self._sum = 0 if wrap == 2 else 1
        self._total = 0
        self._begun = self.ended = False
        self._flushed = -2
        self._held = b""
        self._writer = Writer()

    def copy(self):
        """The same stream, to go on apart."""
        made = object.__new__(Deflater)
        for name in _STATE:
            setattr(made, name, getattr(self, name))
        for name in _COPIED:
            setattr(made, name, getattr(self, name)[:])
        made._writer = self._writer.copy()
        return made

    def set_dictionary(self, data):
        """Let matches lie in some bytes that the reader has as well; not for gzip."""
        if self._wrap == 1:
            self._sum = adler32(data, self._sum)
        self._begun = -1 if data else False
        if not self._level:
            return
        self._input, self._input_at = data[-self._size:], 0
        self._fill()
        while self._ahead >= _SHORTEST:
            self._insert_run(self._at, self._at + self._ahead - 2)
            self._at += self._ahead - 2
            self._ahead = 2
            self._fill()
        self._at += self._ahead
        self._block = self._at
        self._unhashed = self._ahead
        self._ahead = 0

    def run(self, data, flush):
        """Compress some more, or flush what was held back; the bytes that are ready."""
        writer = self._writer
        if self._begun is not True:
            self._header()
        old, self._flushed = self._flushed, flush
        if not data and _rank(flush) <= _rank(old) and flush != FINISH:
            return writer.take()
        if self._wrap and data:
            self._total += len(data)
            self._sum = crc32(data, self._sum) if self._wrap == 2 else adler32(data, self._sum)
        self._input, self._input_at = data, 0
        if data or self._ahead or flush != NO_FLUSH:
            self._blocks(flush)
        self._input = b""
        if flush == FINISH:
            self.ended = True
            self._trailer()
        return writer.take()

    def _blocks(self, flush):
        if not self._level:
            done = self._store(flush)
        elif self._strategy == HUFFMAN_ONLY:
            done = self._only_code(flush)
        elif self._strategy == RLE:
            done = self._code_runs(flush)
        elif self._level < 4:
            done = self._match_fast(flush)
        else:
            done = self._match_lazily(flush)
        if not done or flush == FINISH:
            return
        if flush == PARTIAL:
            self._writer.empty_fixed()
        elif flush != BLOCK:
            self._writer.stored(b"", False)
            if flush == FULL and self._level:
                self._heads = bytearray(len(self._heads))
                if not self._ahead:
                    self._at = self._block = self._unhashed = 0

    def _header(self):
        out = self._writer.out
        fast = self._strategy >= HUFFMAN_ONLY or self._level < 2
        if self._wrap == 2:
            out += b"\x1f\x8b\x08\0\0\0\0\0"
            out += bytes((2 if self._level == 9 else 4 if fast else 0, 3))
        elif self._wrap == 1:
            speed = 0 if fast else 1 if self._level < 6 else 2 if self._level == 6 else 3
            header = (8 + (self._bits - 8 << 4)) << 8 | speed << 6
            if self._begun:
                header |= 0x20
            header += 31 - header % 31
            out += header.to_bytes(2, "big")
            if self._begun:
                out += self._sum.to_bytes(4, "big")
                self._sum = 1
        self._begun = True

    def _trailer(self):
        out = self._writer.out
        if self._wrap == 2:
            out += self._sum.to_bytes(4, "little")
            out += (self._total & 0xFFFFFFFF).to_bytes(4, "little")
        elif self._wrap == 1:
            out += self._sum.to_bytes(4, "big")

    # -- the window ----------------------------------------------------------------------

    def _fill(self):
        """Take input into the window, which slides when its upper half is nearly used up."""
        window, size = self._window, self._size
        data = self._input
        while True:
            room = 2 * size - self._ahead - self._at
            if self._at >= 2 * size - _AHEAD:
                window[:size - room] = window[size:2 * size - room]
                self._match -= size
                self._at -= size
                self._block -= size
                self._unhashed = min(self._unhashed, self._at)
                _repeats.slide(self._heads, size)
                _repeats.slide(self._chains, size)
                room += size
            count = min(room, len(data) - self._input_at)
            if not count:
                return
            start = self._at + self._ahead
            window[start:start + count] = data[self._input_at:self._input_at + count]
            self._input_at += count
            self._ahead += count
            while self._unhashed and self._ahead + self._unhashed >= _SHORTEST:
                self._insert(self._at - self._unhashed)
                self._unhashed -= 1
            if self._ahead >= _AHEAD or self._input_at == len(data):
                return

    def _insert(self, at):
        """Enter the string at a place of the window; the last one with its hash, or 0."""
        return int(_repeats.insert(self._window, self._heads, self._chains, at, self._shift))

    def _insert_run(self, start, stop):
        """Enter the strings at several places."""
        if start < stop:
            _repeats.insert_run(
                self._window, self._heads, self._chains, start, stop, self._shift
            )

    def _search(self, candidate, best):
        """The length of the best match longer than ``best`` from a place on backwards.

        The place is left in ``_match``.
        """
        ahead, at = self._ahead, self._at
        if best >= ahead:
            return ahead
        steps = self._chain >> 2 if best >= self._good else self._chain
        limit = max(at - (self._size - _AHEAD), 0)
        found = int(_repeats.search(
            self._window, self._chains, at, ahead, candidate, best, steps, self._nice, limit
        ))
        if found >> 32:
            self._match = found >> 32
        return min(found & 0xFFFFFFFF, ahead)

    def _pass_barren(self, count, least, far):
        """Enter at most so many strings, up to one with a match; how many."""
        count = min(count, self._ahead - _AHEAD)
        if count <= 0:
            return 0
        return int(_repeats.barren(
            self._window, self._heads, self._chains, self._at, count, self._ahead, self._shift,
            self._chain, self._nice, self._size - _AHEAD, least, far
        ))

    # -- the ways to find matches; true if all input is in blocks --------------------------

    def _end_block(self, final):
        size = self._at - self._block
        data = self._window[self._block:self._at] if self._block >= 0 else None
        self._writer.block(data, size, self._strategy, final)
        self._block = self._at

    def _end_input(self, flush, unhashed):
        """The last block of this run."""
        self._unhashed = min(self._at, unhashed)
        if flush == FINISH:
            self._end_block(True)
        elif self._writer.symbols:
            self._end_block(False)
        return True

    def _match_fast(self, flush):
        """Levels 1 to 3: take the first match."""
        writer, window, most = self._writer, self._window, self._most
        reach = self._size - _AHEAD
        while True:
            if self._ahead < _AHEAD:
                self._fill()
                if self._ahead < _AHEAD and flush == NO_FLUSH:
                    return False
                if not self._ahead:
                    return self._end_input(flush, _SHORTEST - 1)
            count = self._pass_barren(most - 1 - len(writer.symbols), _SHORTEST, 2 * self._size)
            if count:
                writer.add_literals(window[self._at:self._at + count])
                self._at += count
                self._ahead -= count
            at = self._at
            candidate = self._insert(at) if self._ahead >= _SHORTEST else 0
            length = 0
            if candidate and at - candidate <= reach:
                length = self._search(candidate, _SHORTEST - 1)
            if length >= _SHORTEST:
                writer.add_match(at - self._match, length)
                self._ahead -= length
                if length <= self._lazy and self._ahead >= _SHORTEST:
                    self._insert_run(at + 1, at + length)
                self._at += length
            else:
                writer.add_literal(window[at])
                self._ahead -= 1
                self._at += 1
            if len(writer.symbols) == most:
                self._end_block(False)

    def _match_lazily(self, flush):
        """Levels 4 to 9: a match gives way to a longer one at the next byte."""
        writer, window, most = self._writer, self._window, self._most
        reach = self._size - _AHEAD
        while True:
            if self._ahead < _AHEAD:
                self._fill()
                if self._ahead < _AHEAD and flush == NO_FLUSH:
                    return False
                if not self._ahead:
                    break
            if self._length < _SHORTEST:
                self._pass_literals()
            at = self._at
            candidate = self._insert(at) if self._ahead >= _SHORTEST else 0
            previous, match = self._length, self._match
            length = _SHORTEST - 1
            if candidate and previous < self._lazy and at - candidate <= reach:
                length = self._search(candidate, previous)
                if length <= 5 and (self._strategy == FILTERED or (
                        length == _SHORTEST and at - self._match > _TOO_FAR)):
                    length = _SHORTEST - 1
            self._length = length
            if previous >= _SHORTEST and length <= previous:
                writer.add_match(at - 1 - match, previous)
                self._insert_run(
                    at + 1, min(at + previous - 1, at + self._ahead - _SHORTEST + 1)
                )
                self._ahead -= previous - 1
                self._at += previous - 1
                self._waiting = False
                self._length = _SHORTEST - 1
                if len(writer.symbols) == most:
                    self._end_block(False)
                continue
            if self._waiting:
                writer.add_literal(window[at - 1])
                if len(writer.symbols) == most:
                    self._end_block(False)
            self._waiting = True
            self._at += 1
            self._ahead -= 1
        if self._waiting:
            writer.add_literal(window[self._at - 1])
            self._waiting = False
        return self._end_input(flush, _SHORTEST - 1)

    def _pass_literals(self):
        """Go on to the next string with a match that may be taken."""
        writer = self._writer
        count = self._pass_barren(
            self._most - 1 - len(writer.symbols), 6 if self._strategy == FILTERED else _SHORTEST,
            _TOO_FAR,
        )
        if count:
            at = self._at + count
            writer.add_literals(self._window[self._at - self._waiting:at - 1])
            self._waiting = True
            self._at = at
            self._ahead -= count

    def _code_runs(self, flush):
        """Matches at distance 1 only."""
        writer, window, most = self._writer, self._window, self._most
        while True:
            if self._ahead <= _LONGEST:
                self._fill()
                if self._ahead <= _LONGEST and flush == NO_FLUSH:
                    return False
                if not self._ahead:
                    return self._end_input(flush, 0)
            at = self._at
            length = 0
            if at:
                stop = min(self._ahead, _LONGEST)
                byte = window[at - 1]
                while length < stop and window[at + length] == byte:
                    length += 1
            if length >= _SHORTEST:
                writer.add_match(1, length)
            else:
                length = 1
                writer.add_literal(window[at])
            self._ahead -= length
            self._at += length
            if len(writer.symbols) == most:
                self._end_block(False)

    def _only_code(self, flush):
        """No matches at all."""
        writer, window, most = self._writer, self._window, self._most
        while True:
            if not self._ahead:
                self._fill()
                if not self._ahead:
                    return flush != NO_FLUSH and self._end_input(flush, 0)
            writer.add_literal(window[self._at])
            self._ahead -= 1
            self._at += 1
            if len(writer.symbols) == most:
                self._end_block(False)

    def _store(self, flush):
        """Level 0: stored blocks, as long as may be."""
        data = self._held + self._input
        least = min((self._most + 1) * 4 - 5, self._size)
        at = 0
        final = False
        while not final:
            size = min(_MOST_STORED, len(data) - at)
            if size < least and (flush == NO_FLUSH or not size and flush != FINISH):
                break
            final = flush == FINISH and size == len(data) - at
            self._writer.stored(data[at:at + size], final)
            at += size
        self._held = data[at:]
        return flush != NO_FLUSH
