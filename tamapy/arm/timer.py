"""The generic timer (ARM DDI 0406C, chapter B8)."""

from tamapy.metal import i64, isb, mcr, metal, mrc, mrrc, u32, u64


@metal
def frequency() -> u32:
    """CNTFRQ: ticks in a second, as told by whoever started the counter."""
    return mrc(15, 0, 14, 0, 0)


@metal
def set_frequency(hertz: u32) -> None:
    """Write CNTFRQ."""
    mcr(15, 0, hertz, 14, 0, 0)


@metal
def counter() -> u64:
    """CNTPCT: ticks since the counter was started."""
    isb()
    return mrrc(15, 0, 14)


@metal
def nanoseconds() -> i64:
    """The counter in nanoseconds."""
    ticks = counter()
    hertz = u64(frequency())
    if hertz == 0:
        return 0
    seconds = ticks // hertz
    rest = ticks - seconds * hertz
    return i64(seconds * 1000000000 + rest * 1000000000 // hertz)
