"""The boot ROM of the i.MX 6ULL, as far as it starts an image from an SD card.

IMX6ULLRM: i.MX 6ULL Applications Processor Reference Manual, rev. 1, 2017/11, chapter 8.
It reads the card's first 4 KB, finds the image vector table at 1 KB, carries out the device
configuration data (DCD), copies as much of the card as the boot data say, and jumps. The device is
open: signatures are not looked at.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tamapy.emulator.models import ModelError
from tamapy.emulator.models.mmdc import BASE as MMDC_BASE

IVT_OFFSET, FIRST_READ = 0x400, 0x1000
IVT, DCD = 0xD1, 0xD2  # tags of headers
VERSIONS = (0x40, 0x41)
IVT_SIZE, BOOT_DATA_SIZE, LARGEST_DCD = 32, 12, 1768
WRITE, CHECK, NOTHING = 0xCC, 0xCF, 0xC0  # tags of commands
SIZES = (1, 2, 4)
MASK, SET = 1 << 3, 1 << 4  # of a command's parameter
BLOCK = 0x4000  # of a device's registers
RAM = (0x80000000, 0x80000000)
#: What a DCD may reach (8.7.2, Valid DCD address ranges): start, size.
ALLOWED = {
    "IOMUXC": (0x020E0000, 0x4000),
    "CCM": (0x020C4000, 0x4000),
    "CCM_ANALOG": (0x020C8000, 0x1000),
    "MMDC": (0x021B0000, 0x4000),
}


class BootError(Exception):
    """The ROM does not start the image, for the reason the message tells."""


def is_boot_image(image: bytes) -> bool:
    """Whether a file is meant for the boot ROM: it begins as the image vector table does."""
    return image[:1] == bytes((IVT,))


@dataclass(frozen=True)
class Access:
    """One access that a DCD asks for."""

    where: int  # in the file
    tag: int
    parameter: int
    address: int
    value: int


class BootImage:
    """A file to be written to a card from 1 KB on. Raises :class:`BootError` if it is malformed."""

    def __init__(self, image: bytes) -> None:
        self.image = image
        self._header("the image vector table", 0, IVT, IVT_SIZE, IVT_SIZE)
        self.entry, _, dcd, boot_data, itself, _, _ = self._words(
            "the image vector table", 4, 7
        )
        self.table = itself
        at = self._place("the boot data", boot_data, BOOT_DATA_SIZE)
        self.start, self.length, plugin = self._words("the boot data", at, 3)
        if plugin:
            raise BootError(f"the boot data at {at + 8:#x}: plugin images are not supported")
        self._check_length(at)
        self.accesses = list(self._commands(dcd)) if dcd else []

    def data(self) -> bytes:
        """What is copied to ``start``: the card, whose first 1 KB is not the image's."""
        return (bytes(IVT_OFFSET) + self.image)[: self.length]

    def configure(self, devices: dict[int, Any]) -> None:
        """Carry the DCD out on models by base address."""
        for access in self.accesses:
            device = devices.get(access.address & ~(BLOCK - 1))
            offset = access.address % BLOCK
            what = f"the DCD's command at {access.where:#x}, {access.address:#010x}"
            if device is None:
                raise BootError(f"{what}: the emulator has no device there")
            try:
                self._carry_out(access, device, offset, what)
            except ModelError as error:
                raise BootError(f"{what}: {error}") from None

    def ram(self, devices: dict[int, Any]) -> int:
        """Bytes of RAM that work once the DCD is carried out; what is copied has to lie there."""
        size, reason = devices[MMDC_BASE].ram()
        first = RAM[0]
        if not size:
            raise BootError(f"there is no RAM to copy to: {reason}")
        if self.start < first or self.start + self.length > first + size:
            raise BootError(
                f"the boot data: {self.start:#010x} to {self.start + self.length:#010x} is not "
                f"RAM, which ends at {first + size:#010x}"
            )
        return int(size)

    # -- reading the tables ----------------------------------------------------

    def _words(self, what: str, at: int, count: int) -> tuple[int, ...]:
        if at + 4 * count > len(self.image):
            raise BootError(f"{what} at {at:#x} goes beyond the file's end at {len(self.image):#x}")
        return struct.unpack_from(f"<{count}I", self.image, at)

    def _header(self, what: str, at: int, tag: int, least: int, most: int) -> int:
        """Check a header; the length it tells."""
        self._words(what, at, 1)
        found, length, version = struct.unpack_from(">BHB", self.image, at)
        if found != tag:
            raise BootError(f"{what} at {at:#x} has the tag {found:#x}, not {tag:#x}")
        if not least <= length <= most:
            allowed = f"{least}" if least == most else f"{least} to {most}"
            raise BootError(f"{what} at {at:#x} has the length {length}, not {allowed}")
        if version not in VERSIONS:
            raise BootError(f"{what} at {at:#x} has the version {version:#x}, not 0x40 or 0x41")
        return int(length)

    def _place(self, what: str, address: int, size: int) -> int:
        """Where in the file lies what the table points to: within what the ROM reads first."""
        at = address - self.table
        if at < 0 or at + size > FIRST_READ - IVT_OFFSET or address & 3:
            raise BootError(
                f"the image vector table: {what} at {address:#010x} is not within the first "
                f"{FIRST_READ >> 10} KB of the card"
            )
        return at

    def _check_length(self, at: int) -> None:
        if self.table != self.start + IVT_OFFSET:
            raise BootError(
                f"the boot data at {at:#x}: the copy starts at {self.start:#010x}, but the image "
                f"vector table is linked for {self.table:#010x}, not {IVT_OFFSET:#x} behind"
            )
        if self.length > IVT_OFFSET + len(self.image):
            raise BootError(
                f"the boot data at {at + 4:#x}: {self.length} bytes are to be copied, and the card "
                f"has {IVT_OFFSET + len(self.image)}"
            )
        if not self.table + IVT_SIZE <= self.entry < self.start + self.length:
            raise BootError(
                f"the image vector table at 0x4: the entry {self.entry:#010x} is not in what is "
                f"copied, {self.start:#010x} to {self.start + self.length:#010x}"
            )

    # -- the DCD (8.7.2) -------------------------------------------------------

    def _commands(self, address: int) -> Iterator[Access]:
        at = self._place("the DCD", address, 4)
        end = at + self._header("the DCD", at, DCD, 4, LARGEST_DCD)
        self._place("the DCD's end", address + end - at, 0)
        at += 4
        while at < end:
            self._words("the DCD", at, 1)
            tag, length, parameter = struct.unpack_from(">BHB", self.image, at)
            if tag not in (WRITE, CHECK, NOTHING):
                raise BootError(f"the DCD's command at {at:#x} has an unknown tag {tag:#x}")
            if length < 4 or at + length > end:
                raise BootError(f"the DCD's command at {at:#x} has a wrong length, {length}")
            if tag != NOTHING:
                yield from self._accesses(at, tag, length, parameter)
            at += length

    def _accesses(self, start: int, tag: int, length: int, parameter: int) -> Iterator[Access]:
        size = parameter & 7
        counted = tag == CHECK and length == 16  # the last word bounds the number of looks
        if size not in SIZES or (length - (8 if counted else 4)) % 8:
            raise BootError(
                f"the DCD's command at {start:#x} has a wrong length or parameter: {length}, "
                f"{parameter:#x}"
            )
        for at in range(start + 4, start + length - 7, 8):
            address, value = struct.unpack_from(">II", self.image, at)
            if not any(low <= address < low + room for low, room in ALLOWED.values()):
                raise BootError(
                    f"the DCD's command at {at:#x}: {address:#010x} is out of the registers of "
                    f"{', '.join(ALLOWED)}, which a DCD may access"
                )
            if address % size:
                raise BootError(f"the DCD's command at {at:#x}: {address:#010x} is misaligned")
            yield Access(at, tag, parameter, address, value)

    @staticmethod
    def _carry_out(access: Access, device: Any, offset: int, what: str) -> None:
        """One write, or one check, for which there is no waiting: nothing happens meanwhile."""
        size, value = access.parameter & 7, access.value
        mask, set_ = bool(access.parameter & MASK), bool(access.parameter & SET)
        if access.tag == WRITE:
            if mask:
                old = device.read(offset, size)
                value = old | value if set_ else old & ~value
            device.write(offset, size, value)
            return
        found = device.read(offset, size) & value
        wanted = (found != (0 if set_ else value)) if mask else found == (value if set_ else 0)
        if not wanted:
            raise BootError(f"{what}: never gets what is waited for, {value:#x}")
