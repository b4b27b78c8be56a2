"""The board's clocks as Python sees them: whole nanoseconds."""

from tamapy.metal import i64, metal
from tamapy.runtime import board, heap, threads
from tamapy.runtime.effect import effect, hosted

#: What ``time.clock_settime`` added to the board's wall clock.
_shift = [0]


@metal
def _monotonic() -> i64:
    return board.nanotime()


@metal
def _wall() -> i64:
    return board.walltime()


def monotonic_ns():
    """Nanoseconds since some fixed moment."""
    effect("clock")
    return 0 if hosted() else nanoseconds_now()


@metal
def _process() -> i64:
    return board.nanotime() - threads.scheduler.idle - heap.gc.uncounted


def process_ns():
    """Nanoseconds in which there was something to run, since some fixed moment."""
    effect("clock")
    if hosted():
        return 0
    now: i64 = _process()
    return now


def announce():
    """Say that the caller depends on time."""
    effect("clock")


def nanoseconds_now():
    """The monotonic clock, without announcing it."""
    now: i64 = _monotonic()
    return now


def wall_ns():
    """Nanoseconds since 1970."""
    effect("clock")
    if hosted():
        return 0
    now: i64 = _wall()
    return now + _shift[0]


def set_wall_ns(value):
    """Set the wall clock."""
    now: i64 = _wall()
    _shift[0] = value - now
