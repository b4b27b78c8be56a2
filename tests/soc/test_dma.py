"""Regions of DMA memory: what they hand out, and what misuse they find."""

import pytest
from devices import told_while_importing
from hypothesis import given, settings
from hypothesis import strategies as st

import tamapy.metal as metal
from tamapy import dma
from tamapy.metal.memory import memory
from tamapy.runtime import board

SIZE = 512
WORDS = SIZE // 4


class Naive:
    """First fit on a table of words: who has each of them."""

    def __init__(self, start):
        self.start = start
        self.owners = [None] * WORDS

    def find(self, size, align):
        """Where a buffer has to be, ``None`` if there is no room."""
        words = -(-size // 4)
        for at in range(WORDS - words + 1):
            if (self.start + 4 * at) % align == 0 and not any(self.owners[at:at + words]):
                return self.start + 4 * at
        return None

    def mark(self, buffer, owner):
        """Enter who has a buffer's words."""
        first = (dma.address(buffer) - self.start) // 4
        for at in range(first, first + -(-len(buffer) // 4)):
            self.owners[at] = owner


sizes = st.one_of(st.integers(1, 40), st.integers(1, SIZE))
reservations = st.tuples(st.just("reserve"), sizes, st.sampled_from([4, 8, 16, 64, 256]))
copies = st.tuples(st.just("copy"), st.binary(min_size=1, max_size=60), st.sampled_from([4, 32]))
releases = st.tuples(st.just("release"), st.integers(0, 1000), st.none())


@settings(max_examples=300, deadline=None)
@given(
    steps=st.lists(st.one_of(reservations, copies, releases), max_size=40),
    skew=st.sampled_from([0, 4, 20]), checked=st.booleans(),
)
def test_regions_do_what_a_naive_table_does(steps, skew, checked):
    metal.configure(32)  # once for each example
    start = memory.allocate(SIZE + skew, 256) + skew
    region = dma.Region(start, SIZE, checked)
    naive = Naive(start)
    live = []  # buffers and what they have to hold
    for count, (what, value, align) in enumerate(steps):
        if what == "release":
            if live:
                buffer, _ = live.pop(value % len(live))
                naive.mark(buffer, None)
                region.release(buffer)
                where = naive.start + naive.owners.index(None) * 4
                assert memory.load_bytes(where, 1) in (b"\0", b"\xdb")
        else:
            size = value if what == "reserve" else len(value)
            expected = naive.find(size, align)
            make = region.reserve if what == "reserve" else region.copy
            if expected is None:
                with pytest.raises(MemoryError):
                    make(value, align)
                continue
            buffer = make(value, align)
            assert dma.address(buffer) == expected and len(buffer) == size
            if what == "reserve":
                assert bytes(buffer) == bytes(size)
                value = bytes([count % 255 + 1]) * size
                buffer[:] = value
            naive.mark(buffer, count + 1)
            live.append((buffer, value))
        assert region.available == 4 * naive.owners.count(None)
        assert all(bytes(buffer) == content for buffer, content in live)
        region.check()
    for buffer, _ in live:
        region.release(buffer)
    assert region.available == SIZE
    region.release(region.reserve(SIZE))


def test_buffers_are_like_bytearrays(region):
    buffer = region.reserve(10)
    twin = bytearray(10)
    for target in (buffer, twin):
        target[0] = 200
        target[-1] = 7
        target[2:5] = b"abc"
        target[5:5] = b""
    assert bytes(buffer) == twin == buffer.tobytes() and list(buffer) == list(twin)
    assert buffer == twin and buffer != twin[1:] and buffer != 5
    part = buffer[2:5]
    part[1] = 0x42
    assert bytes(buffer[1:-4]) == b"\0aBcc"[:4] + b"\0" and len(part) == 3
    assert 200 in buffer and 9 not in buffer
    buffer[0:3] = buffer[2:5]
    assert bytes(buffer[:3]) == b"aBc"
    buffer[:] = memoryview(b"0123456789")
    assert buffer == b"0123456789"
    part.fill(0)
    assert buffer == b"01\0\0\x0056789"


def test_words_for_descriptors(region):
    buffer = region.reserve(12)
    buffer.set_word(4, 0xFEDCBA98)
    assert bytes(buffer[4:8]) == b"\x98\xba\xdc\xfe" and buffer.word(4) == 0xFEDCBA98
    for offset in (-4, 2, 9, 12):
        with pytest.raises(ValueError, match="no word"):
            buffer.word(offset)


@pytest.mark.parametrize("misuse, error", [
    (lambda b: b[10], IndexError), (lambda b: b[-11], IndexError),
    (lambda b: b.__setitem__(0, 256), ValueError), (lambda b: b.__setitem__(0, -1), ValueError),
    (lambda b: b.__setitem__(slice(0, 2), b"abc"), ValueError),
    (lambda b: b.__setitem__(slice(0, 2), 2), TypeError),
    (lambda b: b.__setitem__(slice(0, 2), "ab"), TypeError),
    (lambda b: b[::2], ValueError), (lambda b: b.fill(300), ValueError),
    (hash, TypeError),
])
def test_misused_buffers(region, misuse, error):
    with pytest.raises(error):
        misuse(region.reserve(10))


@pytest.mark.parametrize("use", [
    bytes, list, dma.address, lambda b: b[0], lambda b: b[0:2], lambda b: b == b"",
    lambda b: b.__setitem__(0, 1), lambda b: b.__setitem__(slice(0, 1), b"x"),
    lambda b: b.word(0), lambda b: b.set_word(0, 1), lambda b: b.fill(0),
])
def test_nothing_is_used_after_its_release(region, use):
    buffer = region.reserve(8)
    part = buffer[0:4]
    region.release(buffer)
    for released in (buffer, part):
        with pytest.raises(ValueError, match="after its release"):
            use(released)
    assert repr(buffer) == "<8 bytes of DMA memory, released>"


def test_wrong_releases(region):
    other = dma.Region(memory.allocate(64), 64)
    buffer = region.reserve(8)
    for wrong in (lambda: other.release(buffer), lambda: region.release(buffer[0:8])):
        with pytest.raises(ValueError, match="handed out"):
            wrong()
    region.release(buffer)
    with pytest.raises(ValueError, match="twice"):
        region.release(buffer)


def test_data_in_dma_memory_is_not_copied(region):
    other = dma.Region(memory.allocate(64), 64)
    buffer = region.reserve(64, 64)
    before = region.available
    with region.place(buffer[16:32], 16) as placed:
        assert dma.address(placed) == dma.address(buffer) + 16
        assert region.available == before
        placed[0] = 9
    assert buffer[16] == 9
    # Wrongly aligned, of another region, or no DMA memory at all: copied, and released.
    for data in (buffer[4:20], other.copy(b"elsewhere"), b"bytes", bytearray(3)):
        with region.place(data, 16) as placed:
            assert bytes(placed) == bytes(data) and region.available < before
            assert dma.address(placed) % 16 == 0
        assert region.available == before
    with pytest.raises(KeyError), region.place(b"data"):
        raise KeyError
    assert region.available == before


def test_with_statements_release(region):
    before = region.available
    with region.reserve(8) as buffer:
        assert buffer == bytes(8) and region.available < before
    with pytest.raises(KeyError), region.copy(b"data"):
        raise KeyError
    assert region.available == before


def test_random_bytes(region):
    metal.provide(board.get_random_data, lambda p, n: memory.store_bytes(p.address, b"r" * int(n)))
    buffer = region.reserve(10)
    buffer[2:6].randomise()
    assert buffer == b"\0\0rrrr\0\0\0\0"


@pytest.mark.parametrize("call", [dma.default, lambda: dma.init(0x1000, 64)])
def test_regions_are_not_made_while_importing(call):
    assert told_while_importing(call) == ["register"]


def test_released_memory_is_wiped():
    region = dma.Region(memory.allocate(64), 64)
    secret = region.copy(b"secret key")
    start = dma.address(secret)
    region.release(secret)
    assert memory.load_bytes(start, 12) == bytes(12)


def test_a_device_that_writes_too_late_is_found():
    region = dma.Region(memory.allocate(64), 64, checked=True)
    region.release(region.reserve(16))
    memory.store_bytes(region.start + 9, b"\0")
    with pytest.raises(RuntimeError, match=f"0x{region.start:08x} was written to after"):
        region.check()
    with pytest.raises(RuntimeError, match="was written to after"):
        region.reserve(12)


def test_broken_lists_are_found():
    region = dma.Region(memory.allocate(64), 64, checked=True)
    buffer = region.reserve(16)
    region._free = [(region.start + 12, 52)]
    with pytest.raises(RuntimeError, match="lists of DMA memory are broken"):
        region.release(buffer)


@pytest.mark.parametrize("start, size", [
    (0x1002, 64), (0x1000, 62), (0x1000, 0), (-4, 8), (0xFFFFFFF0, 32),
    (0x80000000, 64), (0x7FFFFFF0, 32), (0x9FFFFFFC, 64),
])
def test_regions_that_cannot_be(start, size):
    with pytest.raises(ValueError, match="DMA region"):
        dma.Region(start, size)


def test_regions_do_not_overlap():
    start = memory.allocate(256)
    first, second = dma.Region(start, 64), dma.Region(start + 128, 64)
    dma.Region(start + 64, 64)
    for clash in (start - 60, start + 60, start + 188):
        with pytest.raises(ValueError, match="cannot overlap"):
            dma.Region(clash, 64)
    first.close()
    second.close()
    dma.Region(start, 64)
    dma.Region(start + 128, 64)
    with pytest.raises(ValueError, match="closed twice"):
        first.close()


def test_the_default_is_the_boards_or_the_programs():
    start = memory.allocate(256)
    metal.provide(board.dma_start, lambda: start)
    metal.provide(board.dma_size, lambda: 256)
    found = dma.default()
    assert (found.start, found.size) == (start, 256) and dma.default() is found
    buffer = found.reserve(4)
    with pytest.raises(ValueError, match="in use"):
        dma.init(start, 128)
    found.release(buffer)
    assert dma.init(start, 128) is dma.default() is not found
    metal.configure(32)
    metal.provide(board.dma_size, lambda: 0)
    with pytest.raises(RuntimeError, match="no DMA memory"):
        dma.default()


@pytest.mark.parametrize("size, align", [(0, 4), (-1, 4), (8, 3), (8, 2), (8, 0)])
def test_bad_reservations(region, size, align):
    with pytest.raises(ValueError):
        region.reserve(size, align)
    with pytest.raises(ValueError):
        region.copy(bytes(max(size, 0)), align)
