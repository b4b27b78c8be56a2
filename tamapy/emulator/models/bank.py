"""A block whose registers just keep what is written to them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from tamapy.emulator.models import ModelError


class RegisterBank:
    """32-bit registers with values after reset; those with ``aliases`` have SET, CLR and TOG.

    ``read_only`` registers keep their values.
    """

    def __init__(
        self, reset: Mapping[int, int] | None = None, *, aliases: bool = False,
        read_only: frozenset[int] = frozenset(),
    ) -> None:
        self.values: dict[int, int] = dict(reset or {})
        self.aliases = aliases
        self.read_only = read_only

    def read(self, offset: int, size: int) -> int:
        """A register, or the part of one."""
        base = offset & ~(15 if self.aliases else 3)
        word = self.values.get(base, 0)
        return word >> ((offset & 3) * 8) & ((1 << size * 8) - 1)

    def write(self, offset: int, size: int, value: int) -> None:
        """Set a register."""
        if size != 4 or offset & 3:
            raise ModelError("only whole registers can be written")
        base, action = (offset & ~15, offset >> 2 & 3) if self.aliases else (offset, 0)
        if base in self.read_only:
            return
        old = self.values.get(base, 0)
        self.values[base] = (value, old | value, old & ~value, old ^ value)[action]


class Overlay:
    """A block within whose registers others have a model of their own: ``parts`` by their start,
    each with the offsets that are its."""

    def __init__(self, rest: Any, parts: Mapping[int, tuple[Any, Collection[int]]]) -> None:
        self.rest = rest
        self.parts = parts

    def read(self, offset: int, size: int) -> int:
        """A register of whoever has it."""
        model, offset = self._owner(offset)
        return int(model.read(offset, size))

    def write(self, offset: int, size: int, value: int) -> None:
        """Set a register of whoever has it."""
        model, offset = self._owner(offset)
        model.write(offset, size, value)

    def _owner(self, offset: int) -> tuple[Any, int]:
        for start, (model, offsets) in self.parts.items():
            if offset - start in offsets:
                return model, offset - start
        return self.rest, offset
