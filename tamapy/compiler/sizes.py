"""Sizes in bytes as people write them."""

from __future__ import annotations

import re

_UNITS = {"": 1, "B": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}


def parse_size(text: str) -> int:
    """A size in bytes from text such as ``8M`` or ``0x800000``; ``ValueError`` if it is none."""
    found = re.fullmatch(r"(0x[0-9a-fA-F]+|\d+)\s*([BKMG]?)(?:i?B)?", text.strip(), re.I)
    if found is None:
        raise ValueError(f"'{text}' is not a size; write 8M, 512K or a number of bytes")
    return int(found[1], 0) * _UNITS[found[2].upper()]
