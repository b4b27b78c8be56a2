"""Memory that devices read and write: with :mod:`tamapy.reg`, the only door to memory for drivers.

A :class:`Region` hands out pieces of memory that is mapped uncached. What it hands out, a
:class:`Buffer`, is used like a ``bytearray`` of fixed size; drivers ask :func:`address` where
it lies. Data that lies in a region already is not copied again (:meth:`Region.place`).

The board says where the region of :func:`default` is; ``--dma SIZE`` puts it at the end of RAM,
and :func:`init` anywhere else.
"""

from tamapy.dma.buffers import WORD, Buffer, address, as_bytes, barrier, fill, load, store
from tamapy.metal import Struct, metal, static
from tamapy.runtime import board
from tamapy.runtime.arguments import integer
from tamapy.runtime.effect import effect
from tamapy.runtime.optional import or_none, or_null

__all__ = ["Buffer", "Region", "address", "as_bytes", "barrier", "default", "init"]

END = 1 << 32  # of the addresses that devices have
#: What released memory of a checked region is filled with.
PATTERN = 0xDB


class State(Struct):
    """The regions there are."""

    default: object  # null until it is asked for
    newest: object  # the last one made; each knows the one before


state = static(State)


@metal
def _default() -> object:
    return or_none(state.default)


@metal
def _newest() -> object:
    return or_none(state.newest)


@metal
def _set_default(region: object) -> None:
    state.default = or_null(region)


@metal
def _set_newest(region: object) -> None:
    state.newest = or_null(region)



class Region:
    """A range of uncached memory, ``size`` bytes from ``start``, handed out first fit.

    Released memory is wiped. In a ``checked`` region it is filled with a pattern instead, which
    has to be there still when it is handed out again, and each change is followed by a look at
    the lists: what was written to after its release is found (``RuntimeError``).
    """

    def __init__(self, start, size, checked=False):
        effect("register")
        integer(start, 0, END - WORD, "the start of a DMA region")
        integer(size, WORD, END, "the size of a DMA region")
        if start % WORD or size % WORD or start + size > END:
            raise ValueError("a DMA region consists of words below 4 GiB")
        ram = int(board.ram_start())
        if start < ram + int(board.ram_size()) and ram < start + size:
            raise ValueError("a DMA region cannot lie in the program's memory")
        other = _newest()
        while other is not None:
            if start < other.start + other.size and other.start < start + size:
                raise ValueError("DMA regions cannot overlap")
            other = other._before
        self.start = start
        self.size = size
        self.checked = checked
        self._free = [(start, size)]  # pieces (start, size) by address, never adjacent
        self._used = {}  # buffers by address
        self._clean = []  # pieces with the pattern, by address
        self._before = _newest()
        _set_newest(self)

    def reserve(self, size, align=WORD):
        """A zeroed buffer, its address a multiple of ``align``, a power of two.

        Raises ``MemoryError`` if no piece is large enough.
        """
        _check_align(align)
        integer(size, 1, END, "the size of a buffer")
        buffer = self._take(size, align)
        fill(buffer._start, _rounded(size), 0)
        return buffer

    def release(self, buffer):
        """Give a buffer back, as :meth:`reserve` or :meth:`copy` made it; it is wiped."""
        if buffer._region is not self or buffer._whole is not buffer:
            raise ValueError("only what a region has handed out can be released to it")
        if not buffer._live:
            raise ValueError("DMA memory is released twice")
        buffer._live = False
        size = _rounded(buffer._size)
        del self._used[buffer._start]
        fill(buffer._start, size, PATTERN if self.checked else 0)
        self._give(buffer._start, size)
        if self.checked:
            self._clean.append((buffer._start, size))
            self.check()

    def copy(self, data, align=WORD):
        """A buffer with a copy of some bytes."""
        _check_align(align)
        data = as_bytes(data)
        if not data:
            raise ValueError("a buffer has at least one byte")
        buffer = self._take(len(data), align)
        store(buffer._start, data)
        return buffer

    def holds(self, data, align=WORD):
        """Whether something is a buffer of this region already, and lies as ``align`` asks."""
        return isinstance(data, Buffer) and data._region is self and data._start % align == 0

    def place(self, data, align=WORD):
        """Bytes in this region, for a ``with`` statement: a buffer of it as it is, or a copy."""
        return Placed(self, data, align)

    @property
    def available(self):
        """Free bytes."""
        return sum([size for _, size in self._free])

    def close(self):
        """Give the region up; another may then lie there."""
        if self._used:
            raise ValueError("a DMA region with buffers in use cannot be closed")
        later, at = None, _newest()
        while at is not None and at is not self:
            later, at = at, at._before
        if at is None:
            raise ValueError("a DMA region is closed twice")
        if later is None:
            _set_newest(self._before)
        else:
            later._before = self._before
        if _default() is self:
            _set_default(None)
        self._free = []

    def _take(self, size, align):
        needed = _rounded(size)
        for i, (start, room) in enumerate(self._free):
            gap = -start % align
            if gap + needed <= room:
                if self.checked:
                    self._look(start + gap, needed)
                rest = [(start, gap), (start + gap + needed, room - gap - needed)]
                self._free[i:i + 1] = [piece for piece in rest if piece[1]]
                self._used[start + gap] = buffer = Buffer(self, start + gap, size)
                return buffer
        raise MemoryError(f"no {size} bytes of DMA memory are free")

    def _give(self, start, size):
        i = 0
        while i < len(self._free) and self._free[i][0] < start:
            i += 1
        after = i
        if i < len(self._free) and start + size == self._free[i][0]:
            size += self._free[i][1]
            after = i + 1
        if i and self._free[i - 1][0] + self._free[i - 1][1] == start:
            i -= 1
            start, size = self._free[i][0], self._free[i][1] + size
        self._free[i:after] = [(start, size)]

    def _look(self, start, size):
        """Find what was written to after its release in a piece that is about to be used."""
        kept = []
        for at, room in self._clean:
            first, last = max(at, start), min(at + room, start + size)
            if first < last:
                if load(first, last - first) != bytes([PATTERN]) * (last - first):
                    raise RuntimeError(
                        f"DMA memory at 0x{first:08x} was written to after its release"
                    )
                kept += [(at, first - at), (last, at + room - last)]
            else:
                kept.append((at, room))
        self._clean = [piece for piece in kept if piece[1]]

    def check(self):
        """Raise ``RuntimeError`` if the lists contradict one another or released memory changed."""
        used = [(start, _rounded(len(buffer))) for start, buffer in self._used.items()]
        at, was_free = self.start, False
        for start, size, free in sorted(
            [(*piece, True) for piece in self._free] + [(*piece, False) for piece in used]
        ):
            if start != at or size <= 0 or (free and was_free):
                raise RuntimeError(f"the lists of DMA memory are broken at 0x{start:08x}")
            at, was_free = start + size, free
        if at != self.start + self.size:
            raise RuntimeError(f"the lists of DMA memory are broken at 0x{at:08x}")
        for start, size in list(self._clean):
            self._look(start, size)
            self._clean.append((start, size))


class Placed:
    """What :meth:`Region.place` gives: ``with region.place(data) as buffer``."""

    def __init__(self, region, data, align):
        self.region = region
        self.data = data
        self.align = align
        self.copied = False

    def __enter__(self):
        if self.region.holds(self.data, self.align):
            self.buffer = self.data
        else:
            self.buffer = self.region.copy(self.data, self.align)
            self.copied = True
        return self.buffer

    def __exit__(self, *error):
        if self.copied:
            self.region.release(self.buffer)


def _check_align(align):
    if not isinstance(align, int) or align < WORD or align & (align - 1):
        raise ValueError("an alignment is a power of two, at least 4")


def _rounded(size):
    return -(-size // WORD) * WORD


def init(start, size, checked=False):
    """Put the default region somewhere else; the one so far must not be in use."""
    effect("register")
    if _default() is not None:
        _default().close()
    region = Region(start, size, checked)
    _set_default(region)
    return region


def default():
    """The region that drivers use unless they are told otherwise."""
    effect("register")
    found = _default()
    if found is None:
        if board.dma_size() == 0:
            raise RuntimeError("the board has no DMA memory")
        found = init(int(board.dma_start()), int(board.dma_size()))
    return found
