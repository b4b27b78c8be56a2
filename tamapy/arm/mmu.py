"""The memory management unit and the caches (ARM DDI 0406C, chapters B2 and B3).

Short descriptors, one domain. The bottom 64 KiB of RAM hold, from its start: a page
that is never mapped, the stack of the exception modes, the first-level table at
+0x4000 and second-level tables from +0x8000.
"""

from tamapy.arm import cache
from tamapy.metal import (
    Ptr,
    Struct,
    const_array,
    dsb,
    hook,
    isb,
    linker_symbol,
    mcr,
    metal,
    mrc,
    stack_array,
    static,
    u32,
    usize,
)

PAGE = 0x1000
SECTION = 0x100000
EXCEPTION_STACK = 0x1000
LEVEL1 = 0x4000
LEVEL2 = 0x8000
TABLES_END = 0x10000

# Descriptors of small pages (B3.5.1, figure B3-5): execute-never, bufferable, cacheable,
# access permissions, memory type.
XN = 1 << 0
SMALL_PAGE = 1 << 1
B = 1 << 2
C = 1 << 3
PRIVILEGED = 1 << 4  # AP[1:0] = 01: no access from user mode
READ_ONLY = 1 << 9  # AP[2]
TEX0 = 1 << 6

NORMAL = SMALL_PAGE | PRIVILEGED | TEX0 | C | B  # write-back, write-allocate
CODE = NORMAL | READ_ONLY
CONSTANT = NORMAL | READ_ONLY | XN
DATA = NORMAL | XN
UNCACHED = SMALL_PAGE | PRIVILEGED | TEX0 | XN  # normal memory, for DMA
DEVICE = SMALL_PAGE | PRIVILEGED | B | XN
UNMAPPED = 0
GUARD = 3 << 2  # not mapped either (bits 1:0 are 0): below a stack

# First-level descriptors (figure B3-4).
TABLE = 1
IS_SECTION = 2

# SCTLR (B4.1.130).
SCTLR_M = 1 << 0
SCTLR_A = 1 << 1
SCTLR_C = 1 << 2
SCTLR_Z = 1 << 11
SCTLR_I = 1 << 12
SCTLR_V = 1 << 13
SCTLR_WXN = 1 << 19
SCTLR_EE = 1 << 25
SCTLR_TRE = 1 << 28
SCTLR_AFE = 1 << 29
SCTLR_TE = 1 << 30

ACTLR_SMP = 1 << 6  # Cortex-A7 TRM (DDI 0464F), 4.3.31: set before the caches are enabled
TTBR_WRITE_BACK = 1 << 6 | 1 << 3  # table walks are cacheable (B4.1.154)


class Tables(Struct):
    """Where the tables are."""

    level1: Ptr[u32]
    next: usize  # the next free second-level table
    end: usize


tables = static(Tables)


@metal
def section(attributes: u32) -> u32:
    """The section descriptor with a small page's attributes."""
    if attributes == 0:
        return 0
    return (
        IS_SECTION | attributes & (B | C) | (attributes & XN) << 4
        | (attributes >> 4 & 3) << 10 | (attributes >> 6 & 7) << 12 | (attributes >> 9 & 1) << 15
    )


@metal
def map_range(start: usize, end: usize, attributes: u32, offset: usize = 0) -> None:
    """Give the pages of ``[start, end)``, not mapped before, their attributes.

    Their addresses are higher by ``offset``, a multiple of a section.
    """
    at = start
    while at < end:
        entry = (at + offset) >> 20
        if at & (SECTION - 1) == 0 and end - at >= SECTION and tables.level1[entry] == 0:
            tables.level1[entry] = u32(at) | section(attributes)
            at += SECTION
        else:
            table = table_of(entry)
            table[at >> 12 & 255] = u32(at) | attributes
            at += PAGE


@metal
def table_of(entry: usize) -> Ptr[u32]:
    """The second-level table of a first-level entry, made if there is none."""
    found = tables.level1[entry]
    if found & 3 == TABLE:
        return table_at(found)
    table = Ptr[u32](tables.next)
    tables.next = tables.next + 0x400
    assert tables.next <= tables.end, "too many second-level page tables"
    for i in range(256):
        table[i] = 0
    tables.level1[entry] = u32(table.addr) | TABLE
    return table


@metal
def table_at(found: u32) -> Ptr[u32]:
    """The second-level table of a first-level descriptor.

    The first ones lie beside the first level, others in the heap, which may be moved.
    """
    base = usize(found & 0xFFFFFC00)
    if base - tables.level1.addr >= TABLES_END - LEVEL1:
        base += heap_offset()
    return Ptr[u32](base)


@metal
def physical(address: usize) -> usize:
    """Where a table in the heap is, as the walker has to know."""
    return address - heap_offset() if address >= heap_offset() else address


@hook
def heap_offset() -> usize:
    """How far above its own address the heap's memory is mapped.

    Not where RAM starts at 0: sizes and counts on the stack would look like addresses in the
    heap, and the collector would keep what lies there.
    """


@metal
def heap_start() -> usize:
    """Where the heap's memory begins: after the image, on a page of its own if it is moved."""
    end = linker_symbol("__image_end")
    return end if heap_offset() == 0 else (end + (PAGE - 1)) & ~usize(PAGE - 1)


@metal
def page_of(found: u32) -> u32:
    """The small page's attributes of a section descriptor: the contrary of ``section``."""
    if found == 0:
        return 0
    return (
        SMALL_PAGE | found & (B | C) | found >> 4 & XN
        | (found >> 10 & 3) << 4 | (found >> 12 & 7) << 6 | (found >> 15 & 1) << 9
    )


@metal
def split(entry: usize) -> None:
    """Have a first-level entry's megabyte described page by page, with the same attributes.

    Nothing changes for those who access it, so its entry need not be invalid in between.
    """
    found = tables.level1[entry]
    if found & 3 == TABLE:
        return
    attributes = page_of(found)
    assert tables.next < tables.end, "too many second-level page tables"
    table = Ptr[u32](tables.next)
    tables.next = tables.next + 0x400
    for i in range(usize(256)):
        table[i] = found & 0xFFF00000 | u32(i << 12) | attributes if attributes != 0 else u32(0)
    dsb()
    tables.level1[entry] = u32(physical(table.addr)) | TABLE
    forget(entry << 20)


@metal
def forget(address: usize) -> None:
    """Have changes of an address's descriptor seen: its TLB entry, and branch predictions."""
    dsb()
    mcr(15, 0, u32(address) & 0xFFFFF000, 8, 7, 1)  # TLBIMVA
    mcr(15, 0, 0, 7, 5, 6)  # BPIALL
    dsb()
    isb()


@metal
def change_page(address: usize, attributes: u32) -> None:
    """Give a page other attributes while the MMU is on. It stays where it is in memory.

    What is in the data cache is written to memory before, for the page may not be cached after.
    """
    entry = address >> 20
    split(entry)
    table = table_at(tables.level1[entry])
    place = address >> 12 & 255
    found = table[place]
    if found & SMALL_PAGE != 0:
        cache.clean_and_invalidate(address, PAGE)
    # Break before make (ARM DDI 0406C, B3.10.1): the new descriptor is written once nobody can
    # have the old one.
    table[place] = 0
    forget(address)
    table[place] = (found & 0xFFFFF000 if found != 0 else u32(address)) | attributes
    forget(address)


@metal
def is_guard(address: usize) -> bool:
    """Whether an address lies below a stack, where nothing is mapped."""
    found = tables.level1[address >> 20]
    if found & 3 != TABLE:
        return False
    return table_at(found)[address >> 12 & 255] & 0xFFF == GUARD


@metal
def begin(ram: usize) -> None:
    """Empty tables."""
    tables.level1 = Ptr[u32](ram + LEVEL1)
    tables.next = ram + LEVEL2
    tables.end = ram + TABLES_END
    for i in range(4096):
        tables.level1[i] = 0


#: What ``map_image`` gives the ranges from each bound to the next.
image_attributes = const_array(u32, [DATA, CODE, CONSTANT, DATA, DATA, GUARD, DATA])


@metal
def map_image(ram: usize, stack_low: usize, guard: usize, ram_end: usize) -> None:
    """The image as the linker laid it out, the heap after it, the stack with its guard."""
    bounds = stack_array(usize, 8)
    bounds[0] = ram + EXCEPTION_STACK
    bounds[1] = linker_symbol("__text_start")
    bounds[2] = linker_symbol("__rodata_start")
    bounds[3] = linker_symbol("__data_start")
    bounds[4] = (linker_symbol("__image_end") + (PAGE - 1)) & ~usize(PAGE - 1)
    bounds[5] = stack_low - guard
    bounds[6] = stack_low
    bounds[7] = ram_end
    for i in range(7):
        offset = heap_offset() if i == 4 else usize(0)
        map_range(bounds[i], bounds[i + 1], image_attributes[i], offset)


@metal
def enable() -> None:
    """Switch the MMU, both caches and branch prediction on."""
    mcr(15, 0, mrc(15, 0, 1, 0, 1) | ACTLR_SMP, 1, 0, 1)
    invalidate_data_caches()
    mcr(15, 0, 0, 7, 5, 0)  # ICIALLU: instruction cache
    mcr(15, 0, 0, 7, 5, 6)  # BPIALL: branch predictors
    mcr(15, 0, 0, 8, 7, 0)  # TLBIALL
    mcr(15, 0, 0, 2, 0, 2)  # TTBCR: TTBR0 alone
    mcr(15, 0, u32(tables.level1.addr) | TTBR_WRITE_BACK, 2, 0, 0)
    mcr(15, 0, 1, 3, 0, 0)  # DACR: domain 0 obeys the descriptors
    dsb()
    isb()
    control = mrc(15, 0, 1, 0, 0)
    control &= ~u32(SCTLR_A | SCTLR_V | SCTLR_EE | SCTLR_TRE | SCTLR_AFE | SCTLR_TE)
    control |= SCTLR_M | SCTLR_C | SCTLR_Z | SCTLR_I | SCTLR_WXN
    mcr(15, 0, control, 1, 0, 0)
    isb()


@metal
def invalidate_data_caches() -> None:
    """Forget what the data caches held before they are enabled, level by level (B2.2.7)."""
    levels = mrc(15, 1, 0, 0, 1)  # CLIDR
    for level in range(u32(0), u32(7)):
        if (levels >> (level * 3) & 7) >= 2:
            mcr(15, 2, level << 1, 0, 0, 0)  # CSSELR
            isb()
            invalidate_level(level, mrc(15, 1, 0, 0, 0))
    dsb()


@metal
def invalidate_level(level: u32, geometry: u32) -> None:
    """DCISW for every set and way of a level; ``geometry`` is its CCSIDR."""
    line_shift = (geometry & 7) + 4
    last_way = geometry >> 3 & 0x3FF
    last_set = geometry >> 13 & 0x7FFF
    # Ways are numbered from the top of the word (B4.2.1).
    way_shift: u32 = 32
    n = last_way
    while n != 0:
        n >>= 1
        way_shift -= 1
    for way in range(last_way + 1):
        for index in range(last_set + 1):
            target = index << line_shift | level << 1
            if last_way != 0:
                target |= way << way_shift
            mcr(15, 0, target, 7, 6, 2)


@metal
def set_vectors(address: usize) -> None:
    """VBAR: where the exception vectors are (B4.1.156)."""
    mcr(15, 0, u32(address), 12, 0, 0)
    isb()
