"""``_uuid``: identifiers by time (RFC 4122, section 4.2), with a random node."""

import posix
import time

has_uuid_generate_time_safe = 1

#: From 1582-10-15 to 1970-01-01 in steps of 100 ns.
_EPOCH = 0x01B21DD213814000
_NOT_SAFE = -1

#: Since the start: the node (48 bits), the clock sequence (14 bits), the last time stamp.
_state = []


def generate_time_safe():
    """The 16 bytes of a new identifier, and that nobody keeps other programs from the same."""
    now = time.time_ns() // 100 + _EPOCH
    if not _state:
        # A node that is no network card's has the multicast bit set (section 4.5).
        node = int.from_bytes(posix.urandom(6), "big") | 1 << 40
        _state[:] = node, int.from_bytes(posix.urandom(2), "big") & 0x3FFF, 0
    node, sequence, last = _state
    now = max(now, last + 1)
    _state[2] = now
    fields = (
        (now & 0xFFFFFFFF).to_bytes(4, "big"), (now >> 32 & 0xFFFF).to_bytes(2, "big"),
        (now >> 48 & 0x0FFF | 0x1000).to_bytes(2, "big"),
        (sequence | 0x8000).to_bytes(2, "big"), node.to_bytes(6, "big"),
    )
    return b"".join(fields), _NOT_SAFE
