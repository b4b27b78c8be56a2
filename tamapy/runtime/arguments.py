"""Checks of what drivers are asked for, made before any register is touched."""

LONGEST = 1 << 62  # nanoseconds


def integer(value, least, most, what):
    """A whole number from ``least`` to ``most``, as it is; ``ValueError`` if it is none.

    ``what`` names it in the error's text.
    """
    if not isinstance(value, int) or not least <= value <= most:
        raise ValueError(f"{what} is a whole number from {least} to {most}, not {value!r}")
    return value


def nanoseconds(seconds):
    """A time to wait, in seconds, as nanoseconds; ``ValueError`` if it is negative or no time."""
    if not isinstance(seconds, (int, float)) or not 0 <= seconds * 1000000000 < LONGEST:
        raise ValueError(f"a time to wait is a number of seconds from 0 on, not {seconds!r}")
    return int(seconds * 1000000000)


def as_bytes(data):
    """Something like bytes as ``bytes`` or ``bytearray``, copied only if it is neither.

    ``TypeError`` if it is a number or a text, ``ValueError`` if it has what is no byte.
    """
    if isinstance(data, (bytes, bytearray)):
        return data
    if isinstance(data, (int, str)):
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'")
    return bytes(data)
