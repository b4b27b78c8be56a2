"""Sizes in bytes as people write them."""

from __future__ import annotations

import re

_UNITS = {"": 1, "B": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}


def parse_size(text: str) -> int:
    """A size in bytes from text such as ``8M`` or ``0x800000``; ``ValueError`` for others and 0."""
    found = re.fullmatch(r"(0[xX][0-9a-fA-F]+|\d+)\s*([BKMG]?)(?:i?B)?", text.strip(), re.I)
    if found is None:
        raise ValueError(f"'{text}' is not a size; write 8M, 512K or a number of bytes")
    digits = found[1]
    size = int(digits, 16 if digits[:2] in ("0x", "0X") else 10) * _UNITS[found[2].upper()]
    if size == 0:
        raise ValueError(f"'{text}' is no size to work with; write 8M, 512K or a number of bytes")
    return size
