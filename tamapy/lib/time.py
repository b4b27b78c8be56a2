"""``time``: the board's clocks, and the calendar in UTC, the only time zone here."""

from _structseq import structseq

from tamapy.runtime import clock, threads

tzname = ("UTC", "UTC")
timezone = 0
altzone = 0
daylight = 0
CLOCK_REALTIME = 0
CLOCK_MONOTONIC = 1
CLOCK_PROCESS_CPUTIME_ID = 2
CLOCK_THREAD_CPUTIME_ID = 3

struct_time = structseq("struct_time", "time", (
    "tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday",
    "tm_isdst", "tm_zone", "tm_gmtoff",
), 9)
_STRUCT_TM_ITEMS = 11  # what _strptime fills in

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)
_FULL_DAYS = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)
_FULL_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)
_BEFORE_MONTH = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)


def time():
    """Seconds since 1970."""
    return clock.wall_ns() / 1000000000


def time_ns():
    """Nanoseconds since 1970."""
    return clock.wall_ns()


def monotonic():
    """Seconds of a clock that never goes back."""
    return clock.monotonic_ns() / 1000000000


def monotonic_ns():
    """Nanoseconds of a clock that never goes back."""
    return clock.monotonic_ns()


perf_counter = monotonic
perf_counter_ns = monotonic_ns


def process_time():
    """Seconds in which the program was not waiting."""
    return clock.process_ns() / 1000000000


def process_time_ns():
    """Nanoseconds in which the program was not waiting."""
    return clock.process_ns()


thread_time = process_time
thread_time_ns = process_time_ns


def clock_gettime_ns(clk_id, /):
    """A clock by its number, in nanoseconds."""
    if clk_id == CLOCK_REALTIME:
        return clock.wall_ns()
    if clk_id == CLOCK_MONOTONIC:
        return clock.monotonic_ns()
    if clk_id in (CLOCK_PROCESS_CPUTIME_ID, CLOCK_THREAD_CPUTIME_ID):
        return clock.process_ns()
    raise OSError(22, "Invalid argument")


def clock_gettime(clk_id, /):
    """A clock by its number, in seconds."""
    return clock_gettime_ns(clk_id) / 1000000000


def clock_getres(clk_id, /):
    """The resolution of a clock."""
    clock_gettime_ns(clk_id)
    return 1e-09


def clock_settime_ns(clk_id, time, /):
    """Set the wall clock."""
    if clk_id != CLOCK_REALTIME:
        raise OSError(22, "Invalid argument")
    clock.set_wall_ns(time)


def clock_settime(clk_id, time, /):
    """Set the wall clock."""
    clock_settime_ns(clk_id, int(time * 1000000000))


class _ClockInfo:
    """What ``get_clock_info`` returns."""

    def __init__(self, adjustable, monotonic):
        self.implementation = "the board's clock"
        self.monotonic = monotonic
        self.adjustable = adjustable
        self.resolution = 1e-09


def get_clock_info(name, /):
    """What is known of a clock."""
    if name == "time":
        return _ClockInfo(True, False)
    if name in ("monotonic", "perf_counter", "process_time", "thread_time"):
        return _ClockInfo(False, True)
    raise ValueError("unknown clock")


def sleep(seconds, /):
    """Wait; other threads run meanwhile."""
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    clock.announce()
    if seconds == 0:
        threads.pause()
    else:
        threads.sleep(seconds)


#: The years that fit into the fields of C's ``struct tm``.
_LEAST_YEAR, _LAST_YEAR = -(1 << 31) + 1900, (1 << 31) - 1


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_before_year(year):
    """Days from 1970 to the first of January."""
    before = year - 1
    return before * 365 + before // 4 - before // 100 + before // 400 - 719162


def _yday(year, month, day):
    """The day of the year, from 1."""
    return _BEFORE_MONTH[month - 1] + (month > 2 and _is_leap(year)) + day


def _split(seconds):
    seconds = int(seconds // 1)
    if not -(1 << 63) <= seconds < 1 << 63:
        raise OverflowError("timestamp out of range for platform time_t")
    days, rest = divmod(seconds, 86400)
    year = 1970 + days * 400 // 146097
    if not _LEAST_YEAR <= year <= _LAST_YEAR:
        raise OSError(75, "Value too large for defined data type")
    while _days_before_year(year + 1) <= days:
        year += 1
    while _days_before_year(year) > days:
        year -= 1
    yday = days - _days_before_year(year) + 1
    month = 12
    while _yday(year, month, 1) > yday:
        month -= 1
    day = yday - _yday(year, month, 1) + 1
    hour, rest = divmod(rest, 3600)
    minute, second = divmod(rest, 60)
    return (year, month, day, hour, minute, second, (days + 3) % 7, yday, 0, "UTC", 0)


def gmtime(seconds=None, /):
    """A moment in UTC."""
    return struct_time(_split(time() if seconds is None else seconds))


localtime = gmtime


def mktime(t, /):
    """Seconds since 1970 of a time; fields beyond their range carry over."""
    year, month, day, hour, minute, second = _record(t)[:6]
    year += (month - 1) // 12
    month = (month - 1) % 12 + 1
    days = _days_before_year(year) + _yday(year, month, 1) - 1 + day - 1
    return float(((days * 24 + hour) * 60 + minute) * 60 + second)


def _record(t):
    if not isinstance(t, tuple):
        raise TypeError("Tuple or struct_time argument required")
    if len(t) != 9:
        raise TypeError("function takes exactly 9 arguments")
    return t


def _clip(t):
    """A record with its fields checked as ``strftime`` does."""
    year, month, day, hour, minute, second, wday, yday, isdst = _record(t)
    if year > _LAST_YEAR:
        raise OverflowError("signed integer is greater than maximum")
    if year < _LEAST_YEAR:
        raise OverflowError("year out of range")
    month, day, yday = month or 1, day or 1, yday or 1
    for value, low, high, what in (
        (month, 1, 12, "month"), (day, 1, 31, "day of month"), (hour, 0, 23, "hour"),
        (minute, 0, 59, "minute"), (second, 0, 61, "seconds"), (yday, 1, 366, "day of year"),
    ):
        if not low <= value <= high:
            raise ValueError(f"{what} out of range")
    if wday < -1:
        raise ValueError("day of week out of range")
    return (year, month, day, hour, minute, second, wday % 7, yday, isdst)


def asctime(t=None, /):
    """A time as in ``Sun Jun 20 23:21:05 1993``."""
    year, month, day, hour, minute, second, wday = _clip(gmtime() if t is None else t)[:7]
    return (
        f"{_DAYS[wday]} {_MONTHS[month - 1]} {day:2d} {hour:02d}:{minute:02d}:{second:02d} {year}"
    )


def ctime(seconds=None, /):
    """``asctime`` of a moment."""
    return asctime(localtime(seconds))


def _iso(t):
    """ISO year and week of a record."""
    year, _, _, _, _, _, wday, yday = t[:8]
    week = (yday - (wday + 1) + 10) // 7
    if week < 1:
        year -= 1
        days = 366 if _is_leap(year) else 365
        week = (yday + days - (wday + 1) + 10) // 7
    elif week == 53:
        days = 366 if _is_leap(year) else 365
        if yday - wday - 1 + 4 > days:
            year, week = year + 1, 1
    return year, week


_DIRECTIVES = {
    "a": lambda t: _DAYS[t[6]],
    "A": lambda t: _FULL_DAYS[t[6]],
    "b": lambda t: _MONTHS[t[1] - 1],
    "B": lambda t: _FULL_MONTHS[t[1] - 1],
    "c": lambda t: asctime(t),
    "C": lambda t: f"{t[0] // 100:02d}",
    "d": lambda t: f"{t[2]:02d}",
    "D": lambda t: f"{t[1]:02d}/{t[2]:02d}/{t[0] % 100:02d}",
    "e": lambda t: f"{t[2]:2d}",
    "F": lambda t: f"{t[0]}-{t[1]:02d}-{t[2]:02d}",
    "g": lambda t: f"{_iso(t)[0] % 100:02d}",
    "G": lambda t: str(_iso(t)[0]),
    "h": lambda t: _MONTHS[t[1] - 1],
    "H": lambda t: f"{t[3]:02d}",
    "I": lambda t: f"{(t[3] + 11) % 12 + 1:02d}",
    "j": lambda t: f"{t[7]:03d}",
    "k": lambda t: f"{t[3]:2d}",
    "l": lambda t: f"{(t[3] + 11) % 12 + 1:2d}",
    "m": lambda t: f"{t[1]:02d}",
    "M": lambda t: f"{t[4]:02d}",
    "n": lambda t: "\n",
    "p": lambda t: "AM" if t[3] < 12 else "PM",
    "P": lambda t: "am" if t[3] < 12 else "pm",
    "r": lambda t: (
        f"{(t[3] + 11) % 12 + 1:02d}:{t[4]:02d}:{t[5]:02d} {'AM' if t[3] < 12 else 'PM'}"
    ),
    "R": lambda t: f"{t[3]:02d}:{t[4]:02d}",
    "s": lambda t: str(int(mktime(t))),
    "S": lambda t: f"{t[5]:02d}",
    "t": lambda t: "\t",
    "T": lambda t: f"{t[3]:02d}:{t[4]:02d}:{t[5]:02d}",
    "u": lambda t: str(t[6] + 1),
    "U": lambda t: f"{(t[7] + 6 - (t[6] + 1) % 7) // 7:02d}",
    "V": lambda t: f"{_iso(t)[1]:02d}",
    "w": lambda t: str((t[6] + 1) % 7),
    "W": lambda t: f"{(t[7] + 6 - t[6]) // 7:02d}",
    "x": lambda t: f"{t[1]:02d}/{t[2]:02d}/{t[0] % 100:02d}",
    "X": lambda t: f"{t[3]:02d}:{t[4]:02d}:{t[5]:02d}",
    "y": lambda t: f"{t[0] % 100:02d}",
    "Y": lambda t: str(t[0]),
    "z": lambda t: "+0000",
    "Z": lambda t: "UTC",
    "%": lambda t: "%",
}


def strftime(format, t=None, /):  # noqa: A002
    """A time by a format."""
    if not isinstance(format, str):
        raise TypeError(f"strftime() argument 1 must be str, not {type(format).__name__}")
    if "\0" in format:
        raise ValueError("embedded null character")
    record = _clip(gmtime() if t is None else t)
    parts = []
    at = 0
    while True:
        mark = format.find("%", at)
        if mark < 0 or mark + 1 == len(format):
            parts.append(format[at:])
            return "".join(parts)
        parts.append(format[at:mark])
        letter = format[mark + 1]
        directive = _DIRECTIVES.get(letter)
        parts.append("%" + letter if directive is None else directive(record))
        at = mark + 2


def strptime(data_string, format="%a %b %d %H:%M:%S %Y", /):  # noqa: A002
    """Read a time by a format."""
    import _strptime

    return _strptime._strptime_time(data_string, format)


def tzset():
    """UTC is the only time zone."""
