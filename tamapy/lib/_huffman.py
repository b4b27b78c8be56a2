"""The blocks of DEFLATE as zlib writes them: Huffman codes, and which kind of block is shortest.

What RFC 1951 leaves open (how codes are made when several are equally short, when a block ends,
how runs of code lengths are written) is done as zlib does it, so that the bytes are the same.
"""

from _inflate import (
    DISTANCE_BASES, DISTANCE_EXTRA, LENGTH_BASES, LENGTH_EXTRA, LENGTH_ORDER, _reversed,
)

FIXED = 4

_END = 256
_LITERALS, _DISTANCES, _LENGTHS = 286, 30, 19
_RUN_EXTRA = (0,) * 16 + (2, 3, 7)


def _codes_of(bases, last):
    """For every value from the first base on, the code it falls to."""
    found = []
    for code, base in enumerate(bases):
        stop = bases[code + 1] if code + 1 < len(bases) else last
        found += [code] * (stop - base)
    return bytes(found)


#: Length less 3 to its code less 257; of 258 there is a code of its own.
LENGTH_CODES = _codes_of(LENGTH_BASES, 259)
#: Distance less 1 to its code: below 256 directly, above in steps of 128.
_NEAR = _codes_of(DISTANCE_BASES[:16], 257)
_FAR = _NEAR[:2] + bytes([
    max(code for code in range(30) if DISTANCE_BASES[code] <= 128 * step + 1)
    for step in range(2, 256)
])


def distance_code(distance):
    """The code of a distance."""
    distance -= 1
    return _NEAR[distance] if distance < 256 else _FAR[distance >> 7]


def _codes(lengths):
    """The codes of symbols by their lengths, the bit to be sent first lowest."""
    counts = [0] * 17
    for size in lengths:
        counts[size] += 1
    counts[0] = 0
    code = 0
    following = [0] * 17
    for size in range(1, 16):
        code = code + counts[size - 1] << 1
        following[size] = code
    found = []
    for size in lengths:
        found.append(_reversed(following[size], size))
        following[size] += 1
    return found


_FIXED_LENGTHS = (8,) * 144 + (9,) * 112 + (7,) * 24 + (8,) * 8
_FIXED_CODES = tuple(_codes(_FIXED_LENGTHS))
_FIXED_DISTANCE_LENGTHS = (5,) * 30
_FIXED_DISTANCE_CODES = tuple(_codes(_FIXED_DISTANCE_LENGTHS))


class _Kind:
    """What a kind of symbols has in common: how many there are, and their extra bits."""

    __slots__ = ("symbols", "extra", "base", "longest", "fixed")

    def __init__(self, symbols, extra, base, longest, fixed):
        self.symbols = symbols
        self.extra = extra
        self.base = base
        self.longest = longest
        self.fixed = fixed


_LITERAL_KIND = _Kind(_LITERALS, LENGTH_EXTRA, 257, 15, _FIXED_LENGTHS)
_DISTANCE_KIND = _Kind(_DISTANCES, DISTANCE_EXTRA, 0, 15, _FIXED_DISTANCE_LENGTHS)
_LENGTH_KIND = _Kind(_LENGTHS, _RUN_EXTRA, 0, 7, ())


class Tree:
    """The Huffman code of symbols that occur so and so often.

    ``size`` and ``fixed_size`` are the bits that all of them need with this code and with the
    fixed one, ``last`` the last symbol that has a code.
    """

    __slots__ = ("kind", "lengths", "codes", "last", "size", "fixed_size", "_counts", "_heap",
                 "_depths", "_parents")

    def __init__(self, kind, counts):
        self.kind = kind
        self._counts = counts + [0] * (kind.symbols + 2)
        self.size = self.fixed_size = 0
        heap = self._leaves()
        order = self._join(heap)
        self._measure(order)
        self.codes = _codes(self.lengths[:self.last + 1])

    def _leaves(self):
        """The symbols that occur, and others if there are less than two; from place 1 on."""
        counts, kind = self._counts, self.kind
        self._depths = [0] * len(counts)
        self._parents = [0] * len(counts)
        heap = [0]
        last = -1
        for symbol in range(kind.symbols):
            if counts[symbol]:
                last = symbol
                heap.append(symbol)
        while len(heap) < 3:
            symbol = 0
            if last < 2:
                last += 1
                symbol = last
            heap.append(symbol)
            counts[symbol] = 1
            self.size -= 1
            if kind.fixed:
                self.fixed_size -= kind.fixed[symbol]
        self.last = last
        return heap

    def _sink(self, heap, at):
        counts, depths = self._counts, self._depths
        node = heap[at]
        count, depth = counts[node], depths[node]
        size = len(heap)
        below = 2 * at
        while below < size:
            other = heap[below]
            if below + 1 < size:
                right = heap[below + 1]
                if counts[right] < counts[other] or (
                        counts[right] == counts[other] and depths[right] <= depths[other]):
                    below += 1
                    other = right
            if count < counts[other] or count == counts[other] and depth <= depths[other]:
                break
            heap[at] = other
            at = below
            below *= 2
        heap[at] = node

    def _join(self, heap):
        """Join the two rarest until one is left; all nodes, the root first."""
        counts, depths, parents = self._counts, self._depths, self._parents
        for at in range((len(heap) - 1) // 2, 0, -1):
            self._sink(heap, at)
        node = self.kind.symbols
        order = []
        while True:
            first = heap[1]
            last = heap.pop()
            if len(heap) > 1:
                heap[1] = last
                self._sink(heap, 1)
            second = heap[1]
            order.append(first)
            order.append(second)
            counts[node] = counts[first] + counts[second]
            depths[node] = max(depths[first], depths[second]) + 1
            parents[first] = parents[second] = node
            heap[1] = node
            node += 1
            self._sink(heap, 1)
            if len(heap) < 3:
                break
        order.append(heap[1])
        order.reverse()
        return order

    def _measure(self, order):
        """The lengths of the codes, none longer than allowed."""
        kind, counts, parents, last = self.kind, self._counts, self._parents, self.last
        lengths = [0] * len(counts)
        per_length = [0] * 17
        overflow = 0
        size = self.size
        fixed_size = self.fixed_size
        for at in range(1, len(order)):
            node = order[at]
            bits = lengths[parents[node]] + 1
            if bits > kind.longest:
                bits = kind.longest
                overflow += 1
            lengths[node] = bits
            if node > last:
                continue
            per_length[bits] += 1
            extra = kind.extra[node - kind.base] if node >= kind.base else 0
            size += counts[node] * (bits + extra)
            if kind.fixed:
                fixed_size += counts[node] * (kind.fixed[node] + extra)
        self.size = size
        self.fixed_size = fixed_size
        if overflow:
            self._shorten(order, lengths, per_length, overflow)
        self.lengths = lengths[:last + 1]

    def _shorten(self, order, lengths, per_length, overflow):
        longest = self.kind.longest
        while overflow > 0:
            bits = longest - 1
            while not per_length[bits]:
                bits -= 1
            per_length[bits] -= 1
            per_length[bits + 1] += 2
            per_length[longest] -= 1
            overflow -= 2
        at = len(order)
        for bits in range(longest, 0, -1):
            count = per_length[bits]
            while count:
                at -= 1
                node = order[at]
                if node > self.last:
                    continue
                if lengths[node] != bits:
                    self.size += (bits - lengths[node]) * self._counts[node]
                    lengths[node] = bits
                count -= 1


def _runs(lengths):
    """The lengths of codes as symbols of the code length code, each with its extra value."""
    found = []
    previous = -1
    count = 0
    most, least = (7, 4) if lengths[0] else (138, 3)
    for at, length in enumerate(lengths):
        following = lengths[at + 1] if at + 1 < len(lengths) else -1
        count += 1
        if count < most and length == following:
            continue
        if count < least:
            found += [(length, 0)] * count
        elif length:
            if length != previous:
                found.append((length, 0))
                count -= 1
            found.append((16, count - 3))
        elif count <= 10:
            found.append((17, count - 3))
        else:
            found.append((18, count - 11))
        count = 0
        previous = length
        if not following:
            most, least = 138, 3
        elif length == following:
            most, least = 6, 3
        else:
            most, least = 7, 4
    return found


class Writer:
    """Bits gathered to bytes, the first bit of a byte lowest; and blocks made of them."""

    __slots__ = ("out", "_hold", "_bits", "symbols", "_literals", "_distances")

    def __init__(self):
        self.out = bytearray()
        self._hold = self._bits = 0
        #: Of the block being gathered: literals, and matches as ``distance << 8 | length - 3``.
        self.symbols = []
        self._begin()

    def _begin(self):
        self.symbols.clear()
        self._literals = [0] * _LITERALS
        self._literals[_END] = 1
        self._distances = [0] * _DISTANCES

    def copy(self):
        """The same, to go on apart."""
        made = object.__new__(Writer)
        made.out = bytearray(self.out)
        made._hold, made._bits = self._hold, self._bits
        made.symbols = self.symbols[:]
        made._literals = self._literals[:]
        made._distances = self._distances[:]
        return made

    def add_match(self, distance, length):
        """A match goes into the block."""
        self.symbols.append(distance << 8 | length - 3)
        self._literals[LENGTH_CODES[length - 3] + 257] += 1
        self._distances[distance_code(distance)] += 1

    def add_literal(self, byte):
        """A byte goes into the block."""
        self.symbols.append(byte)
        self._literals[byte] += 1

    def add_literals(self, data):
        """Several bytes go into the block."""
        self.symbols.extend(data)
        counts = self._literals
        for byte in data:
            counts[byte] += 1

    def take(self):
        """The bytes that are ready."""
        found = bytes(self.out)
        self.out.clear()
        return found

    def put(self, value, count):
        """Write at most 16 bits."""
        hold = self._hold | value << self._bits
        bits = self._bits + count
        while bits >= 8:
            self.out.append(hold & 0xFF)
            hold >>= 8
            bits -= 8
        self._hold = hold
        self._bits = bits

    def align(self):
        """Fill the byte with zeros."""
        if self._bits:
            self.put(0, 8 - self._bits)

    def stored(self, data, final):
        """A stored block, of at most 65535 bytes."""
        self.put(1 if final else 0, 3)
        self.align()
        self.out += len(data).to_bytes(2, "little") + (len(data) ^ 0xFFFF).to_bytes(2, "little")
        self.out += data

    def empty_fixed(self):
        """An empty block of ten bits, for a partial flush."""
        self.put(2, 3)
        self.put(0, 7)

    def block(self, data, size, strategy, final):
        """Write the block that was gathered, in the shortest of the three ways.

        ``data`` are its ``size`` bytes, or None if they are no longer at hand.
        """
        literals = Tree(_LITERAL_KIND, self._literals)
        distances = Tree(_DISTANCE_KIND, self._distances)
        runs = [_runs(literals.lengths), _runs(distances.lengths)]
        counts = [0] * _LENGTHS
        for run in runs:
            for symbol, _ in run:
                counts[symbol] += 1
        lengths = Tree(_LENGTH_KIND, counts)
        known = _LENGTHS - 1
        while known >= 3 and not _length_of(lengths, known):
            known -= 1
        best = literals.size + distances.size + lengths.size + 3 * (known + 1) + 14
        best = best + 3 + 7 >> 3
        fixed = literals.fixed_size + distances.fixed_size + 3 + 7 >> 3
        if fixed <= best or strategy == FIXED:
            best = fixed
        last = 1 if final else 0
        if size + 4 <= best and data is not None:
            self.stored(data, final)
        elif fixed == best:
            self.put(2 + last, 3)
            self._send(_FIXED_CODES, _FIXED_LENGTHS, _FIXED_DISTANCE_CODES,
                       _FIXED_DISTANCE_LENGTHS)
        else:
            self.put(4 + last, 3)
            self._send_trees(literals, distances, lengths, known, runs)
            self._send(literals.codes, literals.lengths, distances.codes, distances.lengths)
        self._begin()
        if final:
            self.align()

    def _send_trees(self, literals, distances, lengths, known, runs):
        self.put(literals.last - 256, 5)
        self.put(distances.last, 5)
        self.put(known - 3, 4)
        for rank in range(known + 1):
            self.put(_length_of(lengths, rank), 3)
        for run in runs:
            for symbol, extra in run:
                self.put(lengths.codes[symbol], lengths.lengths[symbol])
                if symbol > 15:
                    self.put(extra, _RUN_EXTRA[symbol])

    def _send(self, codes, lengths, distance_codes, distance_lengths):
        put = self.put
        for symbol in self.symbols:
            if symbol < 256:
                put(codes[symbol], lengths[symbol])
                continue
            length, distance = symbol & 0xFF, symbol >> 8
            code = LENGTH_CODES[length]
            put(codes[code + 257], lengths[code + 257])
            if LENGTH_EXTRA[code]:
                put(length + 3 - LENGTH_BASES[code], LENGTH_EXTRA[code])
            code = distance_code(distance)
            put(distance_codes[code], distance_lengths[code])
            if DISTANCE_EXTRA[code]:
                put(distance - DISTANCE_BASES[code], DISTANCE_EXTRA[code])
        put(codes[_END], lengths[_END])


def _length_of(lengths, rank):
    symbol = LENGTH_ORDER[rank]
    return lengths.lengths[symbol] if symbol <= lengths.last else 0
