"""Maintenance of the data cache by address, for memory that devices read and write.

Before a device reads: :func:`clean`. Before it writes, and once more when it is done, for the
processor may have fetched lines meanwhile: :func:`invalidate` (ARM DDI 0406C, B2.2.6).
"""

from tamapy.metal import dsb, isb, mcr, metal, mrc, u32, usize


@metal
def line_size() -> usize:
    """Bytes of the smallest line of the data caches (CTR.DminLine, B4.1.42)."""
    return usize(4) << usize(mrc(15, 0, 0, 0, 1) >> 16 & 15)


@metal
def clean(start: usize, size: usize) -> None:
    """Write what the cache has of a range to memory, to the point of coherency (DCCMVAC)."""
    line = line_size()
    at = start & ~(line - 1)
    while at < start + size:
        mcr(15, 0, u32(at), 7, 10, 1)
        at += line
    dsb()


@metal
def clean_and_invalidate(start: usize, size: usize) -> None:
    """The same, and forget it (DCCIMVAC)."""
    line = line_size()
    at = start & ~(line - 1)
    while at < start + size:
        mcr(15, 0, u32(at), 7, 14, 1)
        at += line
    dsb()


@metal
def invalidate(start: usize, size: usize) -> None:
    """Forget what the cache has of a range (DCIMVAC).

    Lines at the ends that lie in it in part are written to memory first: the rest is others'.
    """
    line = line_size()
    end = start + size
    at = start & ~(line - 1)
    while at < end:
        if at < start or at + line > end:
            mcr(15, 0, u32(at), 7, 14, 1)
        else:
            mcr(15, 0, u32(at), 7, 6, 1)
        at += line
    dsb()


@metal
def publish_code(start: usize, size: usize) -> None:
    """Have instructions that were written as data executed as written (B2.2.7)."""
    clean(start, size)
    mcr(15, 0, 0, 7, 5, 0)  # ICIALLU
    mcr(15, 0, 0, 7, 5, 6)  # BPIALL
    dsb()
    isb()
