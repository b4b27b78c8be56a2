"""Memory for devices as drivers and programs hold it: like a ``bytearray`` of fixed size."""

from tamapy.metal import (
    Ptr,
    copy_bytes,
    fill_bytes,
    memory,
    metal,
    provide,
    stack_array,
    u8,
    u32,
    usize,
    volatile_load,
    volatile_store,
)
from tamapy.runtime import board
from tamapy.runtime.arguments import as_bytes
from tamapy.runtime.strings.units import View, bytes_of, open_view

WORD = 4


@metal
def load(address: usize, size: usize) -> object:
    """Bytes from memory."""
    return bytes_of(Ptr[u8](address), size)


@metal
def store(address: usize, data: object) -> None:
    """Copy ``bytes`` or a ``bytearray`` to memory."""
    view = stack_array(View, 1)[0]
    open_view(data, view)
    copy_bytes(Ptr[u8](address), view.data, view.length)


@metal
def fill(address: usize, size: usize, value: u8) -> None:
    """Set bytes of memory."""
    fill_bytes(Ptr[u8](address), value, size)


@metal
def _load_byte(address: usize) -> u8:
    return volatile_load(Ptr[u8](address))


@metal
def _store_byte(address: usize, value: u8) -> None:
    volatile_store(Ptr[u8](address), value)


@metal
def _load_word(address: usize) -> u32:
    return volatile_load(Ptr[u32](address))


@metal
def _store_word(address: usize, value: u32) -> None:
    volatile_store(Ptr[u32](address), value)


@metal
def _randomise(address: usize, size: usize) -> None:
    board.get_random_data(Ptr[u8](address), size)


@metal
def barrier() -> None:
    """Have all that was written reach memory before a device is told of it, and read what
    it wrote only after it has told of that."""
    board.dma_barrier()


# Under CPython bytes have no layout in simulated memory, and are copied as the host has them;
# what is written is there at once.
provide(load, lambda address, size: memory.memory.load_bytes(int(address), int(size)))
provide(store, lambda address, data: memory.memory.store_bytes(int(address), bytes(data)))
provide(barrier, lambda: None)


class Buffer:
    """Bytes in memory that devices see; :meth:`Region.reserve` makes them.

    Slices are buffers on the same memory. After the release, any use raises ``ValueError``; the
    end of a ``with`` statement releases, too.
    """

    def __init__(self, region, start, size, whole=None):
        self._region = region
        self._start = start
        self._size = size
        self._whole = self if whole is None else whole
        self._live = True

    def _check(self):
        if not self._whole._live:
            raise ValueError("DMA memory is used after its release")

    def _place(self, index):
        self._check()
        at = index + self._size if index < 0 else index
        if not 0 <= at < self._size:
            raise IndexError("index out of range")
        return self._start + at

    def _part(self, part):
        self._check()
        start, stop, step = part.indices(self._size)
        if step != 1:
            raise ValueError("parts of DMA memory have no steps")
        return self._start + start, max(stop - start, 0)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self._region.release(self)

    def __len__(self):
        return self._size

    def __getitem__(self, index):
        if isinstance(index, slice):
            start, size = self._part(index)
            return Buffer(self._region, start, size, self._whole)
        return int(_load_byte(self._place(index)))

    def __setitem__(self, index, value):
        if isinstance(index, slice):
            start, size = self._part(index)
            data = as_bytes(value)
            if len(data) != size:
                raise ValueError(f"{len(data)} bytes do not fit a part of {size}")
            if size:
                store(start, data)
            return
        if not 0 <= value < 256:
            raise ValueError("byte must be in range(0, 256)")
        _store_byte(self._place(index), value)

    def __bytes__(self):
        self._check()
        return load(self._start, self._size) if self._size else b""

    def __eq__(self, other):
        if isinstance(other, (bytes, bytearray, Buffer)):
            return bytes(self) == bytes(other)
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self):
        state = "" if self._whole._live else ", released"
        return f"<{self._size} bytes of DMA memory{state}>"

    def tobytes(self):
        """The bytes, copied."""
        return bytes(self)

    def fill(self, value):
        """Set every byte."""
        self._check()
        if not 0 <= value < 256:
            raise ValueError("byte must be in range(0, 256)")
        fill(self._start, self._size, value)

    def randomise(self):
        """Fill it with random bytes from the board, which are nowhere else."""
        self._check()
        _randomise(self._start, self._size)

    def word(self, offset):
        """The 32-bit word at an offset, a multiple of 4, as a device wrote it."""
        return int(_load_word(self._word_place(offset)))

    def set_word(self, offset, value):
        """Set the 32-bit word at an offset."""
        _store_word(self._word_place(offset), value)

    def _word_place(self, offset):
        self._check()
        place = self._start + offset
        if not 0 <= offset <= self._size - WORD or place % WORD:
            raise ValueError(f"no word at {offset} of {self._size} bytes")
        return place


def address(buffer):
    """For drivers: where a buffer lies."""
    buffer._check()
    return buffer._start
