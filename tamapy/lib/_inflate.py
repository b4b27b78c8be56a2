"""Decompression of DEFLATE (RFC 1951) in raw, zlib (RFC 1950) and gzip (RFC 1952) streams.

An :class:`Inflater` takes its input in pieces. It goes on by steps; a step that finds too little
input leaves everything as it was and is tried again with more.
"""

import sys

from tamapy.runtime.digests.checksums import adler32, crc32

#: What the last step of a run was short of.
_INPUT, _ROOM, _NOTHING = range(3)

NEED_DICTIONARY, DATA_ERROR = 2, -3

_PAD = bytes(8)
_WINDOW = 32768
#: RFC 1951, section 3.2.5: the least lengths and distances of the codes, and their extra bits.
_LENGTH_EXTRA = (0,) * 8 + (1,) * 4 + (2,) * 4 + (3,) * 4 + (4,) * 4 + (5,) * 4 + (0,)
_DISTANCE_EXTRA = (0, 0, *(n // 2 for n in range(28)))


def _bases(extra, first):
    found = []
    for bits in extra:
        found.append(first)
        first += 1 << bits
    return tuple(found)


LENGTH_EXTRA, LENGTH_BASES = _LENGTH_EXTRA, (*_bases(_LENGTH_EXTRA, 3)[:28], 258)
DISTANCE_EXTRA, DISTANCE_BASES = _DISTANCE_EXTRA, _bases(_DISTANCE_EXTRA, 1)
#: RFC 1951, section 3.2.7: the order of the lengths of the code length code.
LENGTH_ORDER = (16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15)


class Failure(Exception):
    """A stream that cannot be decompressed: zlib's number and text of the error."""

    def __init__(self, code, message=None):
        self.code = code
        self.message = message


class _Short(Exception):
    """Too little input for a step."""


def _reversed(code, size):
    made = 0
    for _ in range(size):
        made = made << 1 | code & 1
        code >>= 1
    return made


class Code:
    """A Huffman code by the lengths of its symbols (RFC 1951, section 3.2.2).

    ``table`` has for each value of the next ``root`` bits ``symbol << 4 | length``, or 0 where
    the code is longer or there is none; ``longer`` has the long ones under their bits with a
    one above them. ``left`` is the room that the code leaves: less than 0 if it asks too much.
    """

    __slots__ = ("table", "longer", "mask", "longest", "root", "left")

    def __init__(self, lengths, most_root):
        counts = [0] * 16
        for size in lengths:
            counts[size] += 1
        counts[0] = 0
        self.longest = max([size for size in range(16) if counts[size]], default=0)
        self.left = 1
        code = 0
        following = [0] * 16
        for size in range(1, 16):
            code = code + counts[size - 1] << 1
            following[size] = code
            self.left = (self.left << 1) - counts[size]
            if self.left < 0:
                return
        self.root = min(self.longest, most_root)
        self.table = [0] * (1 << self.root)
        self.mask = len(self.table) - 1
        self.longer = {}
        self._fill(lengths, following)

    def _fill(self, lengths, following):
        table, root = self.table, self.root
        for symbol, size in enumerate(lengths):
            if not size:
                continue
            code = _reversed(following[size], size)
            following[size] += 1
            if size > root:
                self.longer[1 << size | code] = symbol << 4 | size
                continue
            entry = symbol << 4 | size
            for at in range(code, len(table), 1 << size):
                table[at] = entry

    def find_longer(self, hold):
        """The entry of a code longer than the table's; 0 if there is none."""
        for size in range(self.root + 1, self.longest + 1):
            entry = self.longer.get(1 << size | hold & (1 << size) - 1)
            if entry is not None:
                return entry
        return 0


def _fixed():
    lengths = [8] * 144 + [9] * 112 + [7] * 24 + [8] * 8
    return Code(lengths, 9), Code([5] * 32, 6)


#: RFC 1951, section 3.2.6.
_FIXED = _fixed()

# What comes next in the stream.
(
    _HEADER, _GZIP_HEADER, _DICTIONARY, _BLOCK, _STORED, _DYNAMIC, _SYMBOLS, _CHECK, _DONE, _BAD,
) = range(10)


class Inflater:
    """A stream being decompressed.

    ``wrap``: 0 for raw data, else the sum of 1 (zlib) and 2 (gzip) for what may be met;
    ``bits``: the base-2 logarithm of the largest window allowed, or 0 for the stream's own.
    """

    __slots__ = (
        "left", "done", "failure", "_wrap", "_window_bits", "_dictionary", "_state", "_final",
        "_data", "_end", "_pos", "_hold", "_bits", "_out", "_start", "_checked", "_limit",
        "_literal", "_length", "_distance", "_stored", "_lengths", "_distances", "_gzip", "_sum",
        "_total", "_wanted", "_mark",
    )

    def __init__(self, wrap, bits, dictionary):
        self.left = b""
        self.done = False
        self.failure = None
        self._wrap = wrap
        self._window_bits = bits
        self._dictionary = dictionary
        self._state = _HEADER if wrap else _BLOCK
        self._final = False
        self._data = b""
        self._end = self._pos = self._hold = self._bits = 0
        self._out = bytearray()
        self._start = self._checked = self._limit = 0
        self._literal = -1
        self._length = self._distance = self._stored = 0
        self._lengths, self._distances = _FIXED
        self._gzip = False
        self._sum = 1
        self._total = 0
        self._wanted = 0
        self._mark = 0, 0, 0
        if not wrap and dictionary is not None:
            self._use_dictionary()

    def copy(self):
        """The same stream, to go on apart."""
        made = object.__new__(Inflater)
        for name in Inflater.__slots__:
            setattr(made, name, getattr(self, name))
        made._out = bytearray(self._out)
        return made

    def run(self, data, room):
        """Decompress some more; at most ``room`` bytes of output, any number if it is 0.

        What was not needed of the input is in ``left`` afterwards, an error in ``failure``.
        """
        out = self._out
        if len(out) > 2 * _WINDOW:
            del out[:len(out) - _WINDOW]
        self._start = self._checked = len(out)
        self._limit = len(out) + room if room else sys.maxsize
        self._data = self._data[self._pos:self._end] + data + _PAD
        self._end = len(self._data) - len(_PAD)
        self._pos = 0
        self.left = b""
        if self._state != _BAD:
            self.failure = None
            try:
                short = self._steps()
            except Failure as failure:
                self.failure = failure
                short = _NOTHING
                if failure.code == DATA_ERROR:
                    self._state = _BAD
        else:
            short = _NOTHING
        if short != _INPUT:
            self._give_back()
        self._update_sum()
        return bytes(out[self._start:])

    def _steps(self):
        """Go on as far as input and room allow; tells what was lacking."""
        while self._state != _DONE:
            self._mark = self._pos, self._hold, self._bits
            try:
                if not self._step():
                    return _ROOM
            except _Short:
                self._pos, self._hold, self._bits = self._mark
                return _INPUT
        self.done = True
        return _NOTHING

    def _step(self):
        state = self._state
        if state == _SYMBOLS:
            return self._symbols()
        if state == _STORED:
            return self._copy_stored()
        if state == _BLOCK:
            self._block()
        elif state == _DYNAMIC:
            self._dynamic()
        elif state == _HEADER:
            self._header()
        elif state == _GZIP_HEADER:
            self._gzip_header()
        elif state == _DICTIONARY:
            self._need_dictionary()
        else:
            self._check()
        return True

    def _give_back(self):
        """Whole bytes that were taken in but not used are not consumed."""
        self._pos -= self._bits >> 3
        self._bits &= 7
        self._hold &= (1 << self._bits) - 1
        self.left = self._data[self._pos:self._end]
        self._pos = self._end = 0
        self._data = b""

    def _take(self, count):
        """The next bits, the first one lowest."""
        while self._bits < count:
            if self._pos >= self._end:
                raise _Short
            self._hold |= self._data[self._pos] << self._bits
            self._pos += 1
            self._bits += 8
        found = self._hold & (1 << count) - 1
        self._hold >>= count
        self._bits -= count
        return found

    def _bytes(self, count, order="little"):
        return int.from_bytes(bytes([self._take(8) for _ in range(count)]), order)

    # -- headers and trailers ------------------------------------------------------------

    def _header(self):
        first, second = self._take(8), self._take(8)
        if self._wrap & 2 and first == 0x1F and second == 0x8B:
            self._gzip = True
            self._sum = 0
            self._state = _GZIP_HEADER
            return
        if not self._wrap & 1 or (first << 8 | second) % 31:
            raise Failure(DATA_ERROR, "incorrect header check")
        if first & 15 != 8:
            raise Failure(DATA_ERROR, "unknown compression method")
        bits = (first >> 4) + 8
        if bits > (self._window_bits or 15):
            raise Failure(DATA_ERROR, "invalid window size")
        if second & 0x20:
            self._wanted = self._bytes(4, "big")
            self._state = _DICTIONARY
        else:
            self._state = _BLOCK

    def _gzip_header(self):
        header = bytearray(b"\x1f\x8b")

        def take(count):
            found = bytes([self._take(8) for _ in range(count)])
            header.extend(found)
            return found

        method, flags = take(2)
        if method != 8:
            raise Failure(DATA_ERROR, "unknown compression method")
        if flags & 0xE0:
            raise Failure(DATA_ERROR, "unknown header flags set")
        take(6)
        if flags & 4:
            take(int.from_bytes(take(2), "little"))
        for flag in (8, 16):
            if flags & flag:
                while take(1) != b"\0":
                    pass
        if flags & 2 and self._bytes(2) != crc32(bytes(header), 0) & 0xFFFF:
            raise Failure(DATA_ERROR, "header crc mismatch")
        self._state = _BLOCK

    def _need_dictionary(self):
        if self._dictionary is None:
            raise Failure(NEED_DICTIONARY)
        if adler32(self._dictionary, 1) != self._wanted:
            raise Failure(DATA_ERROR)
        self._use_dictionary()
        self._state = _BLOCK

    def _use_dictionary(self):
        self._out += self._dictionary[-_WINDOW:]
        added = len(self._out) - self._start
        self._start = self._checked = len(self._out)
        if self._limit != sys.maxsize:
            self._limit += added

    def _update_sum(self):
        out = self._out
        if self._checked < len(out):
            made = bytes(out[self._checked:]) if self._checked else bytes(out)
            self._checked = len(out)
            self._total += len(made)
            if self._wrap:
                self._sum = crc32(made, self._sum) if self._gzip else adler32(made, self._sum)

    def _check(self):
        if self._wrap:
            self._update_sum()
            self._take(self._bits & 7)
            if self._bytes(4, "little" if self._gzip else "big") != self._sum:
                raise Failure(DATA_ERROR, "incorrect data check")
            if self._gzip and self._bytes(4) != self._total & 0xFFFFFFFF:
                raise Failure(DATA_ERROR, "incorrect length check")
        self._state = _DONE

    # -- blocks --------------------------------------------------------------------------

    def _end_block(self):
        self._state = _CHECK if self._final else _BLOCK

    def _block(self):
        final, kind = self._take(1), self._take(2)
        if kind == 0:
            self._take(self._bits & 7)
            size, inverse = self._take(16), self._take(16)
            if size != inverse ^ 0xFFFF:
                raise Failure(DATA_ERROR, "invalid stored block lengths")
            self._stored = size
            self._state = _STORED
        elif kind == 1:
            self._lengths, self._distances = _FIXED
            self._state = _SYMBOLS
        elif kind == 2:
            self._state = _DYNAMIC
        else:
            raise Failure(DATA_ERROR, "invalid block type")
        self._final = final

    def _copy_stored(self):
        """The bytes of a stored block; the stream stands at a byte."""
        self._pos -= self._bits >> 3
        self._hold = self._bits = 0
        if not self._stored:
            self._end_block()
            return True
        count = min(self._stored, self._end - self._pos, self._limit - len(self._out))
        self._out += self._data[self._pos:self._pos + count]
        self._pos += count
        self._stored -= count
        if self._stored and not count:
            if len(self._out) >= self._limit:
                return False
            raise _Short
        return True

    def _dynamic(self):
        """The codes of a block (RFC 1951, section 3.2.7)."""
        lengths, distances, known = self._take(5) + 257, self._take(5) + 1, self._take(4) + 4
        if lengths > 286 or distances > 30:
            raise Failure(DATA_ERROR, "too many length or distance symbols")
        sizes = [0] * 19
        for at in range(known):
            sizes[LENGTH_ORDER[at]] = self._take(3)
        code = Code(sizes, 7)
        if not code.longest:
            raise Failure(DATA_ERROR, "invalid code -- missing end-of-block")
        if code.left:
            raise Failure(DATA_ERROR, "invalid code lengths set")
        sizes = self._sizes(code, lengths + distances)
        if not sizes[256]:
            raise Failure(DATA_ERROR, "invalid code -- missing end-of-block")
        self._lengths = _checked(Code(sizes[:lengths], 9), "invalid literal/lengths set")
        self._distances = _checked(Code(sizes[lengths:], 6), "invalid distances set")
        self._state = _SYMBOLS

    def _sizes(self, code, count):
        sizes = []
        while len(sizes) < count:
            symbol = self._symbol(code)
            if symbol < 16:
                sizes.append(symbol)
                continue
            last = 0
            if symbol == 16:
                if not sizes:
                    raise Failure(DATA_ERROR, "invalid bit length repeat")
                last = sizes[-1]
                times = 3 + self._take(2)
            else:
                times = 3 + self._take(3) if symbol == 17 else 11 + self._take(7)
            if len(sizes) + times > count:
                raise Failure(DATA_ERROR, "invalid bit length repeat")
            sizes += [last] * times
        return sizes

    def _symbol(self, code):
        """A symbol of the code length code, which is complete and has short codes only."""
        while True:
            entry = code.table[self._hold & code.mask]
            if entry and entry & 15 <= self._bits:
                self._hold >>= entry & 15
                self._bits -= entry & 15
                return entry >> 4
            if self._pos >= self._end:
                raise _Short
            self._hold |= self._data[self._pos] << self._bits
            self._pos += 1
            self._bits += 8

    # -- symbols -------------------------------------------------------------------------

    def _held(self):
        """Write what was decoded when there was no room for it; false if there is still none."""
        out = self._out
        room = self._limit - len(out)
        if self._literal >= 0:
            if not room:
                return False
            out.append(self._literal)
            self._literal = -1
            room -= 1
        if self._length:
            count = min(room, self._length)
            _repeat(out, self._distance, count)
            self._length -= count
        return not self._length

    def _symbols(self):
        """Literals and matches up to the end of the block; false if the room is used up."""
        if not self._held():
            return False
        out, data, limit = self._out, self._data, self._limit
        pos, hold, bits = self._pos, self._hold, self._bits
        table, mask = self._lengths.table, self._lengths.mask
        size = len(out)
        # Input is read in pairs of bytes, into the padding too: before the end it is enough
        # to look now and then whether there was as much.
        safe = self._end - 8
        while True:
            if pos > safe:
                self._keep(pos, hold, bits)
                self._mark = self._pos, self._hold, self._bits
            if bits < 15:
                hold |= (data[pos] | data[pos + 1] << 8) << bits
                pos += 2
                bits += 16
            entry = table[hold & mask] or self._lengths.find_longer(hold)
            hold >>= entry & 15
            bits -= entry & 15
            symbol = entry >> 4
            if symbol < 256 and entry:
                if pos > safe:
                    self._must_have(pos, bits)
                if size == limit:
                    self._literal = symbol
                    self._keep(pos, hold, bits)
                    return False
                out.append(symbol)
                size += 1
                continue
            if symbol == 256 or not entry:
                self._must_have(pos, bits)
                self._keep(pos, hold, bits)
                if not entry:
                    raise Failure(DATA_ERROR, "invalid literal/length code")
                self._end_block()
                return True
            pos, hold, bits = self._match(symbol, pos, hold, bits)
            size += self._length
            if size <= limit:
                self._held()
                continue
            self._keep(pos, hold, bits)
            return self._held()

    def _match(self, symbol, pos, hold, bits):
        """What is to be repeated; the place behind it."""
        data = self._data
        symbol -= 257
        if symbol > 28:
            self._must_have(pos, bits)
            self._keep(pos, hold, bits)
            raise Failure(DATA_ERROR, "invalid literal/length code")
        extra = LENGTH_EXTRA[symbol]
        if bits < extra:
            hold |= (data[pos] | data[pos + 1] << 8) << bits
            pos += 2
            bits += 16
        length = LENGTH_BASES[symbol] + (hold & (1 << extra) - 1)
        hold >>= extra
        bits -= extra
        if bits < 15:
            hold |= (data[pos] | data[pos + 1] << 8) << bits
            pos += 2
            bits += 16
        code = self._distances
        entry = code.table[hold & code.mask] or code.find_longer(hold)
        hold >>= entry & 15
        bits -= entry & 15
        symbol = entry >> 4
        if symbol > 29 or not entry:
            self._must_have(pos, bits)
            self._keep(pos, hold, bits)
            raise Failure(DATA_ERROR, "invalid distance code")
        extra = DISTANCE_EXTRA[symbol]
        if bits < extra:
            hold |= (data[pos] | data[pos + 1] << 8) << bits
            pos += 2
            bits += 16
        distance = DISTANCE_BASES[symbol] + (hold & (1 << extra) - 1)
        hold >>= extra
        bits -= extra
        if pos > self._end - 8:
            self._must_have(pos, bits)
        if distance > len(self._out):
            self._keep(pos, hold, bits)
            raise Failure(DATA_ERROR, "invalid distance too far back")
        self._length, self._distance = length, distance
        return pos, hold, bits

    def _must_have(self, pos, bits):
        if 8 * pos - bits > 8 * self._end:
            raise _Short

    def _keep(self, pos, hold, bits):
        """Let the stream stand here, without what was taken of the padding."""
        over = pos - self._end
        if over > 0:
            pos -= over
            bits -= 8 * over
            hold &= (1 << bits) - 1
        self._pos, self._hold, self._bits = pos, hold, bits


def _repeat(out, distance, count):
    """Append ``count`` bytes, each the one that lies ``distance`` before it."""
    start = len(out) - distance
    if count <= distance:
        out += out[start:start + count]
    else:
        piece = bytes(out[start:])
        out += (piece * (count // distance + 1))[:count]


def _checked(code, message):
    """A code that may have no symbol or one, but else must be complete."""
    if code.left < 0 or code.left and code.longest > 1:
        raise Failure(DATA_ERROR, message)
    return code
