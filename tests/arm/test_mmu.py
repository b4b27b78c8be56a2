"""Translation tables, read back by the emulator's table walker."""

import pytest

from tamapy.arm import mmu
from tamapy.emulator import aborts
from tamapy.metal import Ptr, u32, usize
from tamapy.metal.memory import memory

MB = 1 << 20
RAM = 0x80000000


@pytest.fixture
def walker():
    area = memory.allocate(0x10000, 0x4000)
    mmu.tables.level1 = Ptr[u32](usize(area))
    mmu.tables.next = usize(area + 0x4000)
    mmu.tables.end = usize(area + 0x10000)
    return aborts.Walker(
        area, lambda at: int(Ptr[u32](usize(at))[0]) if area <= at < area + 0x10000 else None,
        lambda at: True,
    )


def rights(walker, address):
    """Which of read, write and execute are allowed."""
    return "".join(
        letter for letter, write, execute in (("r", 0, 0), ("w", 1, 0), ("x", 0, 1))
        if walker.status(address, bool(write), bool(execute)) is None
    )


def test_sections_where_they_fit(walker):
    mmu.map_range(RAM, RAM + 2 * MB, mmu.DATA)
    first = int(mmu.tables.level1[RAM >> 20])
    assert first & 3 == 2 and first & ~(MB - 1) == RAM
    assert rights(walker, RAM + 0x1234) == "rw"
    assert walker.status(RAM + 2 * MB, False) == aborts.TRANSLATION[1]


@pytest.mark.parametrize("attributes, expected", [
    (mmu.CODE, "rx"), (mmu.CONSTANT, "r"), (mmu.DATA, "rw"), (mmu.DEVICE, "rw"),
    (mmu.UNCACHED, "rw"), (mmu.UNMAPPED, ""),
])
def test_rights_do_not_depend_on_the_kind_of_descriptor(walker, attributes, expected):
    mmu.map_range(RAM, RAM + MB, attributes)
    mmu.map_range(RAM + MB, RAM + MB + 0x3000, attributes)
    assert rights(walker, RAM) == expected
    assert rights(walker, RAM + MB + 0x2FFF) == expected


def test_ranges_share_a_megabyte_by_pages(walker):
    mmu.map_range(RAM + 0x10000, RAM + 0x13000, mmu.CODE)
    mmu.map_range(RAM + 0x13000, RAM + 0x14000, mmu.CONSTANT)
    mmu.map_range(RAM + 0x14000, RAM + 3 * MB, mmu.DATA)
    assert rights(walker, RAM + 0xFFFF) == ""
    assert rights(walker, RAM + 0x12FFF) == "rx"
    assert rights(walker, RAM + 0x13000) == "r"
    assert rights(walker, RAM + 0x14000) == "rw"
    assert rights(walker, RAM + 2 * MB) == "rw"
    assert int(mmu.tables.level1[(RAM >> 20) + 1]) & 3 == 2


def test_memory_types_of_sections_match_pages():
    """TEX, C, B, AP and XN in the section's places (figures B3-4 and B3-5)."""
    for page in (mmu.CODE, mmu.CONSTANT, mmu.DATA, mmu.DEVICE, mmu.UNCACHED):
        section = int(mmu.section(page))
        assert section & 3 == 2
        assert section >> 2 & 3 == page >> 2 & 3
        assert section >> 4 & 1 == page & 1
        assert section >> 10 & 3 == page >> 4 & 3
        assert section >> 12 & 7 == page >> 6 & 7
        assert section >> 15 & 1 == page >> 9 & 1


@pytest.mark.parametrize("offset", [0, 0x40000000])
def test_memory_that_is_moved(walker, offset):
    start, end = 0x00123000, 0x00456000
    mmu.map_range(start, end, mmu.DATA, offset)
    for address in (start, start + 0x1234, 2 * MB, end - 1):
        assert walker.translate(address + offset) == address
        assert rights(walker, address + offset) == "rw"
    assert walker.translate(start + offset - 1) is None and walker.translate(end + offset) is None
    assert offset == 0 or walker.translate(2 * MB) is None
