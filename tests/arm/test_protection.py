"""Rights changed page by page, read back by the emulator's table walker."""

import pytest

from tamapy.arm import cache, mmu, protection
from tamapy.emulator import aborts
from tamapy.metal import Ptr, u32, usize
from tamapy.metal.functions import provide
from tamapy.metal.intrinsics import install
from tamapy.metal.memory import memory
from tamapy.runtime import board

MB = 1 << 20
RAM = 0x80000000
LINE = 64
CLEAN, INVALIDATE, BOTH = (10, 1), (6, 1), (14, 1)


@pytest.fixture
def operations():
    """Cache maintenance as (CRm, opc2) and address; TLB and branch predictor left out."""
    done = []

    def mcr(cp, op1, value, crn, crm, op2):
        if crn == 7 and (crm, op2) in (CLEAN, INVALIDATE, BOTH):
            done.append(((int(crm), int(op2)), int(value)))

    install("mcr", mcr)
    install("mrc", lambda *which: u32(0x84448003))  # CTR of a Cortex-A7
    for name in ("dsb", "isb"):
        install(name, lambda: None)
    provide(board.ram_start, lambda: RAM)
    provide(mmu.heap_offset, lambda: 0)
    yield done
    for name in ("mcr", "mrc", "dsb", "isb"):
        install(name, None)


@pytest.fixture
def walker(operations):
    area = memory.allocate(0x10000, 0x4000)
    mmu.tables.level1 = Ptr[u32](usize(area))
    mmu.tables.next = usize(area + 0x4000)
    mmu.tables.end = usize(area + 0x10000)
    mmu.map_range(RAM, RAM + 4 * MB, mmu.DATA)
    return aborts.Walker(
        area, lambda at: int(Ptr[u32](usize(at))[0]) if area <= at < area + 0x10000 else None,
        lambda at: True,
    )


def rights(walker, address):
    return "".join(
        letter for letter, write, execute in (("r", 0, 0), ("w", 1, 0), ("x", 0, 1))
        if walker.status(address, bool(write), bool(execute)) is None
    )


def test_a_page_of_a_moved_heap_stays_where_it_is(walker):
    provide(mmu.heap_offset, lambda: 0x40000000)
    start, moved = 0x00200000, 0x40200000
    mmu.map_range(start, start + 2 * MB, mmu.DATA, 0x40000000)
    for at in (0x3000, MB + 0x5000):
        for wanted in ("r", "", "rw"):
            protection.protect(moved + at, 0x1000, wanted)
            assert rights(walker, moved + at) == wanted
        assert walker.translate(moved + at) == start + at
        assert walker.translate(moved + at + 0x1000) == start + at + 0x1000
        protection.guard_page(usize(moved + at))
        assert rights(walker, moved + at) == "" and mmu.is_guard(usize(moved + at))
        protection.release_page(usize(moved + at))
        assert walker.translate(moved + at) == start + at


@pytest.mark.parametrize("wanted", ["", "r", "rx", "rw"])
def test_one_page_among_others(walker, wanted):
    at = RAM + MB + 0x5000
    protection.protect(at, 0x1000, wanted)
    assert rights(walker, at) == rights(walker, at + 0xFFF) == wanted
    assert rights(walker, at - 1) == rights(walker, at + 0x1000) == "rw"
    assert rights(walker, RAM + 2 * MB) == "rw"
    protection.protect(at, 0x1000, "rw")
    assert rights(walker, at) == "rw"


def test_a_range_over_megabytes(walker):
    protection.protect(RAM + MB - 0x2000, 2 * MB, "r")
    assert rights(walker, RAM + MB - 0x2001) == "rw"
    assert rights(walker, RAM + MB - 0x2000) == "r"
    assert rights(walker, RAM + 3 * MB - 0x2001) == "r"
    assert rights(walker, RAM + 3 * MB - 0x2000) == "rw"


def test_kinds(walker):
    at = RAM + 2 * MB
    kinds = {"uncached": mmu.UNCACHED, "device": mmu.DEVICE, "normal": mmu.DATA}
    for kind, expected in kinds.items():
        protection.protect(at, 0x1000, "rw", kind)
        table = Ptr[u32](usize(mmu.tables.level1[at >> 20] & 0xFFFFFC00))
        assert int(table[at >> 12 & 255]) == at | expected


def test_splitting_keeps_every_attribute(walker):
    for attributes in (mmu.CODE, mmu.CONSTANT, mmu.DATA, mmu.DEVICE, mmu.UNCACHED, mmu.UNMAPPED):
        assert mmu.page_of(mmu.section(attributes)) == attributes


def test_what_was_cached_is_written_to_memory_first(walker, operations):
    at = RAM + 0x20000
    protection.protect(at, 0x1000, "rw", "uncached")
    assert operations == [(BOTH, at + i) for i in range(0, 0x1000, LINE)]


@pytest.mark.parametrize("start, size, wanted, kind, message", [
    (RAM + MB, 0x1000, "rwx", "normal", "must not be executed"),
    (RAM + MB, 0x1000, "wx", "device", "must not be executed"),
    (RAM + MB, 0x1000, "x", "normal", "no normal memory"),
    (RAM + MB, 0x1000, "rx", "uncached", "no uncached memory"),
    (RAM + MB, 0x1000, "rw", "slow", "no slow memory"),
    (RAM + MB + 4, 0x1000, "r", "normal", "whole pages"),
    (RAM + MB, 100, "r", "normal", "whole pages"),
    (RAM + 0x4000, 0x1000, "r", "normal", "translation tables"),
    (0xFFFFF000, 0x1000, "r", "normal", "4 GiB"),
])
def test_what_is_refused(walker, monkeypatch, start, size, wanted, kind, message):
    monkeypatch.setattr(protection, "change", None)
    with pytest.raises(ValueError, match=message):
        protection.protect(start, size, wanted, kind)


def test_guards(walker):
    at = RAM + 3 * MB + 0x7000
    protection.guard_page(at)
    assert rights(walker, at) == "" and mmu.is_guard(at + 0x123)
    assert not mmu.is_guard(at + 0x1000) and not mmu.is_guard(RAM) and not mmu.is_guard(0x10)
    protection.release_page(at)
    assert rights(walker, at) == "rw" and not mmu.is_guard(at)


def test_cache_maintenance_covers_every_line(operations):
    cache.clean(0x1010, 0x80)
    assert operations == [(CLEAN, 0x1000), (CLEAN, 0x1040), (CLEAN, 0x1080)]
    operations.clear()
    cache.clean_and_invalidate(0x1040, 0x40)
    assert operations == [(BOTH, 0x1040)]


def test_lines_shared_with_others_are_not_just_forgotten(operations):
    cache.invalidate(0x1010, 0x80)
    assert operations == [(BOTH, 0x1000), (INVALIDATE, 0x1040), (BOTH, 0x1080)]
    operations.clear()
    cache.invalidate(0x2000, 0x80)
    assert operations == [(INVALIDATE, 0x2000), (INVALIDATE, 0x2040)]
    operations.clear()
    cache.invalidate(0x2008, 8)
    assert operations == [(BOTH, 0x2000)]
