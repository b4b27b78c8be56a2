"""Rights and kinds of memory, page by page, while the MMU is on.

:func:`protect` is for applications. Pages below the stacks of threads are unmapped here too, so
that a stack that overflows faults. Those stacks lie in the heap; the collector never looks at
such a page, for it belongs to raw storage, and it is mapped again before the stack is freed.
"""

from tamapy.arm import cache, mmu
from tamapy.metal import Struct, address_of, is_null, metal, static, u32, usize
from tamapy.runtime import board, sequences
from tamapy.runtime.alloc import alloc_buffer
from tamapy.runtime.effect import effect

#: Room for so many second-level tables is taken from the heap at once.
TABLES = 7
TABLE = 0x400


class Kept(Struct):
    """What keeps the tables that lie in the heap."""

    blocks: object


kept = static(Kept)

ATTRIBUTES = {
    "normal": {"": mmu.UNMAPPED, "r": mmu.CONSTANT, "rw": mmu.DATA, "rx": mmu.CODE},
    "uncached": {
        "": mmu.UNMAPPED, "r": mmu.UNCACHED | mmu.READ_ONLY, "rw": mmu.UNCACHED,
    },
    "device": {"": mmu.UNMAPPED, "r": mmu.DEVICE | mmu.READ_ONLY, "rw": mmu.DEVICE},
}


@metal
def change(start: usize, end: usize, attributes: u32) -> None:
    """Give the pages of ``[start, end)`` other attributes."""
    at = start
    while at < end:
        if mmu.tables.next == mmu.tables.end:
            _more_tables()
        mmu.change_page(at, attributes)
        at += mmu.PAGE


@metal
def _more_tables() -> None:
    if is_null(kept.blocks):
        kept.blocks = sequences.new_list()
    block = alloc_buffer((TABLES + 1) * TABLE)
    sequences.list_append(kept.blocks, block)
    start = (address_of(block.data) + TABLE - 1) & ~usize(TABLE - 1)
    mmu.tables.next = start
    mmu.tables.end = start + TABLES * TABLE


@metal
def guard_bytes() -> usize:
    """What a stack has to be larger by: a page, wherever it begins."""
    return 2 * mmu.PAGE


@metal
def guard_page(address: usize) -> None:
    """Unmap the page at an address, as one below a stack."""
    change(address, address + mmu.PAGE, mmu.GUARD)


@metal
def release_page(address: usize) -> None:
    """Map it again."""
    change(address, address + mmu.PAGE, mmu.DATA)


@metal
def _is_reserved(start: usize, end: usize) -> bool:
    """Whether a range touches the tables or the stack of exceptions, below the image."""
    ram = board.ram_start()
    return start < ram + mmu.TABLES_END and end > ram


def protect(start, size, rights, kind="normal"):
    """Give memory other rights: ``""`` (nothing is mapped), ``"r"``, ``"rw"`` or ``"rx"``.

    ``kind`` is ``normal`` memory, ``uncached`` memory, as devices that read and write it want it,
    or ``device`` registers. ``start`` (an address) and ``size`` are multiples of 4096.
    ``ValueError``: they are not, the tables themselves lie there, or what can be written were to
    be executed.
    """
    effect("register")
    if "w" in rights and "x" in rights:
        raise ValueError("memory that can be written must not be executed")
    attributes = ATTRIBUTES.get(kind, {}).get(rights)
    if attributes is None:
        raise ValueError(f"there is no {kind} memory with the rights {rights!r}")
    if start % mmu.PAGE or size % mmu.PAGE or start < 0 or size < 0:
        raise ValueError("rights are given to whole pages of 4096 bytes")
    if start + size >= 1 << 32:
        raise ValueError("there are 4 GiB of addresses")
    if _is_reserved(start, start + size):
        raise ValueError("the translation tables lie there")
    change(start, start + size, attributes)
    if rights == "rx":
        cache.publish_code(start, size)
