"""Routines given as encoded instructions, for the few that a compiler cannot make."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Glue:
    """Encoded instructions, and the line of Python that declares them.

    A relocation is (offset, symbol, kind): 'abs' a word with the address, 'call' the
    machine's direct call. An ``optional`` routine is left out of images that do not call it;
    metal functions that it calls itself are called elsewhere too.
    """

    symbol: str
    code: bytes
    relocs: list[tuple[int, str, str]]
    file: str
    line: int
    optional: bool = False
