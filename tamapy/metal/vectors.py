"""Vectors under CPython: several numbers that one operation works on at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tamapy.metal.types import MachineInt, u8

LANES = 8


class u8x8(MachineInt):
    """Eight numbers of 8 bits, the first in the lowest byte.

    ``u8x8(x)`` has one in all lanes, and so has a literal. ``& | ^ ~ << >>`` work on each.
    """

    width = 8 * LANES
    aligned = False

    def __new__(cls, value: Any) -> u8x8:
        return cls.of([u8.adapt(value)] * LANES)

    @classmethod
    def of(cls, lanes: Sequence[int]) -> u8x8:
        """The vector of some lanes. Host only."""
        data = bytes(lane & 0xFF for lane in lanes)
        return cls.wrap(int.from_bytes(data, "little"))  # type: ignore[no-any-return]

    @property
    def lanes(self) -> bytes:
        """The numbers in it. Host only."""
        return int(self).to_bytes(LANES, "little")

    @classmethod
    def adapt(cls, value: Any) -> Any:
        """A value of this type, or a literal for every lane."""
        if type(value) is cls:
            return value
        if type(value) is not int:
            raise TypeError(f"u8x8 and {type(value).__name__} do not mix: convert one of them")
        return cls(value)

    def __lshift__(self, other: Any) -> Any:
        return self._shifted(other, lambda lane, count: lane << count)

    def __rshift__(self, other: Any) -> Any:
        return self._shifted(other, lambda lane, count: lane >> count)

    def _shifted(self, other: Any, shift: Callable[[int, int], int]) -> u8x8:
        counts = self.adapt(other).lanes
        if max(counts) > 7:
            raise OverflowError(f"shift of u8x8 by {max(counts)}")
        return self.of([shift(lane, n) for lane, n in zip(self.lanes, counts, strict=True)])


def _without(name: str) -> Any:
    def method(self: u8x8, other: Any = None) -> Any:
        raise TypeError(f"u8x8 has no operator {name}")

    return method


for _name in (
    "add", "sub", "mul", "floordiv", "mod", "radd", "rsub", "rmul", "rfloordiv", "rmod", "rlshift",
    "rrshift", "lt", "le", "gt", "ge", "eq", "ne", "neg", "bool",
):
    setattr(u8x8, f"__{_name}__", _without(_name))
u8x8.__hash__ = MachineInt.__hash__  # type: ignore[method-assign]


def pick(first: Any, second: Any, places: Sequence[int]) -> Any:
    """Lanes of two vectors: lane ``i`` of the result is number ``places[i]`` of both in a row."""
    data = u8x8.adapt(first).lanes + u8x8.adapt(second).lanes
    if len(places) != LANES or not all(0 <= place < len(data) for place in places):
        raise ValueError("pick takes eight numbers of sixteen lanes")
    return u8x8.of([data[place] for place in places])
