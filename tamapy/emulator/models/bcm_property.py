"""The VideoCore's answers on the property channel (raspberrypi/firmware, wiki, "Mailbox property
interface"), and its framebuffer.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass, field

from tamapy.emulator.models import ModelError
from tamapy.emulator.models.bus import Bus

REQUEST, SUCCESS, PARSE_ERROR = 0, 0x80000000, 0x80000001
RESPONSE = 1 << 31
BUS_MASK = 0x3FFFFFFF
FRAMEBUFFER_OFFSET = 0x100000  # in the VideoCore's memory, as QEMU has it


@dataclass
class Screen:
    """What is shown and how."""

    width: int = 640
    height: int = 480
    depth: int = 16
    order: int = 1  # RGB
    virtual: tuple[int, int] = (640, 480)
    offset: tuple[int, int] = (0, 0)

    @property
    def pitch(self) -> int:
        """Bytes in a row."""
        return self.virtual[0] * self.depth // 8


@dataclass
class VideoCore:
    """The processor at the other end. Defaults are those of QEMU's machines.

    ``unknown`` tags are left without an answer; ``broken`` makes it refuse whole messages.
    """

    memory: Bus
    revision: int
    arm_memory: int
    video_memory: int = 64 << 20
    bus: int = 0
    serial: int = 0
    firmware: int = 346337
    temperature: int = 25000
    unknown: set[int] = field(default_factory=set)
    broken: bool = False
    screen: Screen = field(default_factory=Screen)

    def __post_init__(self) -> None:
        """The tags it knows."""
        self.tags: dict[int, Callable[[list[int]], list[int]]] = {
            0x00000001: lambda v: [self.firmware],
            0x00010001: lambda v: [0],
            0x00010002: lambda v: [self.revision],
            0x00010004: lambda v: [self.serial & 0xFFFFFFFF, self.serial >> 32],
            0x00010005: lambda v: [0, self.arm_memory],
            0x00010006: lambda v: [self.arm_memory, self.video_memory],
            0x00030002: self._rate, 0x00030004: self._rate, 0x00030007: self._rate,
            0x00030006: lambda v: [v[0], self.temperature],
            0x0003000A: lambda v: [v[0], 99000],
            0x00040001: self._allocate,
            0x00048001: lambda v: [],
            0x00040003: lambda v: [self.screen.width, self.screen.height],
            0x00040008: lambda v: [self.screen.pitch],
            0x00048003: self._set_size,
            0x00048004: self._set_virtual,
            0x00048005: self._set_depth,
            0x00048006: self._set_order,
            0x00048009: self._set_offset,
            0x00060001: lambda v: [0x3C],
        }

    def exchange(self, data: int) -> int:
        """Answer a message in its place."""
        at = data & BUS_MASK
        if self.bus and data & ~BUS_MASK != self.bus:
            raise ModelError(f"a message at 0x{data:08x} is not where the VideoCore sees memory")
        size, code = self._words(at, 2)
        if code != REQUEST or size & 3 or size < 12:
            raise ModelError(f"a message of {size} bytes with code 0x{code:x} is no request")
        if self.broken:
            self._store(at + 4, PARSE_ERROR)
            return data
        place, end = at + 8, at + size
        while place + 4 <= end:
            (tag,) = self._words(place, 1)
            if tag == 0:
                self._store(at + 4, SUCCESS)
                return data
            room, _ = self._words(place + 4, 2)
            if place + 12 + room + 4 > end:
                raise ModelError(f"the tag 0x{tag:08x} reaches beyond its message")
            self._answer(tag, place, room)
            place += 12 + (room + 3 & ~3)
        raise ModelError("a message to the VideoCore has no last tag")

    def _answer(self, tag: int, place: int, room: int) -> None:
        handler = self.tags.get(tag)
        if handler is None or tag in self.unknown:
            return
        found = handler(self._words(place + 12, room // 4))
        self._store(place + 8, RESPONSE | len(found) * 4)
        for i, value in enumerate(found[: room // 4]):
            self._store(place + 12 + 4 * i, value)

    def _words(self, at: int, count: int) -> list[int]:
        return list(struct.unpack(f"<{count}I", self.memory.read(at, 4 * count)))

    def _store(self, at: int, value: int) -> None:
        self.memory.write(at, struct.pack("<I", value & 0xFFFFFFFF))

    def _rate(self, values: list[int]) -> list[int]:
        return [values[0], {1: 50_000_000, 2: 3_000_000}.get(values[0], 700_000_000)]

    def _allocate(self, values: list[int]) -> list[int]:
        screen = self.screen
        size = screen.pitch * screen.virtual[1]
        if size > self.video_memory - FRAMEBUFFER_OFFSET:
            return [0, 0]
        return [self.bus | self.arm_memory + FRAMEBUFFER_OFFSET, size]

    def _set_size(self, values: list[int]) -> list[int]:
        self.screen.width, self.screen.height = values[:2]
        return values[:2]

    def _set_virtual(self, values: list[int]) -> list[int]:
        self.screen.virtual = values[0], values[1]
        return values[:2]

    def _set_depth(self, values: list[int]) -> list[int]:
        if values[0] in (8, 16, 24, 32):
            self.screen.depth = values[0]
        return [self.screen.depth]

    def _set_order(self, values: list[int]) -> list[int]:
        self.screen.order = values[0] & 1
        return [self.screen.order]

    def _set_offset(self, values: list[int]) -> list[int]:
        self.screen.offset = values[0], values[1]
        return values[:2]
