"""The generic timer (ARM DDI 0406C, chapter B8).

The physical timer wakes the processor from sleep (:mod:`tamapy.arm.irq`); the virtual one is
the application's (:mod:`tamapy.arm.alarm`).
"""

from tamapy.metal import i64, isb, mcr, metal, mrc, mrrc, u32, u64

# Interrupts of the physical timer, in the secure and the non-secure state, and of the virtual
# timer (Cortex-A7 TRM, DDI 0464F, 8.2.2: PPIs 13, 14 and 11).
SECURE_INTERRUPT = 29
INTERRUPT = 30
VIRTUAL_INTERRUPT = 27

# CNTP_CTL and CNTV_CTL (B4.1.27): the line is up while the timer is enabled, not masked, and its
# time has come.
CTL_ENABLE = 1 << 0
CTL_IMASK = 1 << 1
CTL_ISTATUS = 1 << 2

FARTHEST = 0x7FFFFFFF  # ticks: CNTP_TVAL is a signed number of 32 bits
SECOND = 1000000000


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


@metal
def ticks_until(moment: i64) -> u32:
    """Ticks from now to a moment of ``nanoseconds``, as many as fit in TVAL at most."""
    left = moment - nanoseconds()
    if left <= 0:
        return 0
    hertz = u64(frequency())
    seconds = u64(left // SECOND)
    if seconds * hertz >= FARTHEST:
        return FARTHEST
    # Rounded up, so that the moment has come when the ticks have passed.
    ticks = seconds * hertz + (u64(left % SECOND) * hertz + (SECOND - 1)) // SECOND
    return u32(ticks) if ticks < FARTHEST else u32(FARTHEST)


@metal
def set_alarm(moment: i64) -> None:
    """Have the physical timer interrupt at a moment, or earlier if that is too far off."""
    mcr(15, 0, ticks_until(moment), 14, 2, 0)  # CNTP_TVAL
    mcr(15, 0, CTL_ENABLE, 14, 2, 1)  # CNTP_CTL
    isb()


@metal
def cancel() -> None:
    """Take that back; the line goes down."""
    mcr(15, 0, 0, 14, 2, 1)
    isb()


@metal
def set_virtual_alarm(ticks: u32) -> None:
    """Have the virtual timer interrupt so many ticks from now."""
    mcr(15, 0, ticks, 14, 3, 0)  # CNTV_TVAL
    mcr(15, 0, CTL_ENABLE, 14, 3, 1)  # CNTV_CTL
    isb()


@metal
def cancel_virtual() -> None:
    """Take that back; the line goes down."""
    mcr(15, 0, 0, 14, 3, 1)
    isb()


@metal
def is_virtual_due() -> bool:
    """Whether the virtual timer is enabled and its time has come."""
    return mrc(15, 0, 14, 3, 1) & (CTL_ENABLE | CTL_ISTATUS) == CTL_ENABLE | CTL_ISTATUS
