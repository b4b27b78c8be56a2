"""Model of the mailboxes between the BCM2835's processor and its VideoCore.

Registers as in torvalds/linux, drivers/mailbox/bcm2835-mailbox.c, and in QEMU's model.
"""

from __future__ import annotations

from collections.abc import Callable

from tamapy.emulator.models import ModelError

READ, PEEK, SENDER, STATUS, CONFIG = 0x00, 0x10, 0x14, 0x18, 0x1C
WRITE, WRITE_STATUS = 0x20, 0x38
FULL, EMPTY = 1 << 31, 1 << 30
CONFIG_DATA_IRQ = 1 << 0
DEPTH = 8
CHANNELS = 16


class BcmMailbox:
    """Both mailboxes. ``channels`` answer what is sent to them: a function of the 28-bit data.

    Answers take ``delay`` looks at the status. Tests make the VideoCore ``silent``.
    """

    def __init__(self, channels: dict[int, Callable[[int], int]], delay: int = 2) -> None:
        self.channels = channels
        self.delay = delay
        self.silent = False
        self.reset()

    def reset(self) -> None:
        """The state after power-on."""
        self.answers: list[int] = []
        self.waiting = 0
        self.config = 0

    @property
    def line_is_up(self) -> bool:
        """Whether the mailbox asks for an interrupt."""
        return bool(self.config & CONFIG_DATA_IRQ and self.answers)

    def read(self, offset: int, size: int) -> int:
        """A register; READ takes an answer."""
        if offset == STATUS:
            if self.answers and self.waiting:
                self.waiting -= 1
            return EMPTY if not self.answers or self.waiting else len(self.answers)
        if offset == READ:
            if not self.answers or self.waiting:
                raise ModelError("the mailbox is read while it is empty")
            self.waiting = self.delay
            return self.answers.pop(0)
        if offset == WRITE_STATUS:
            return FULL if len(self.answers) >= DEPTH else EMPTY
        if offset == CONFIG:
            return self.config
        if offset == PEEK:
            return self.answers[0] if self.answers else 0
        raise ModelError(f"the mailboxes have no readable register at +0x{offset:x}")

    def write(self, offset: int, size: int, value: int) -> None:
        """Send to a channel."""
        if offset == CONFIG:
            self.config = value & CONFIG_DATA_IRQ
            return
        if offset != WRITE:
            raise ModelError(f"the mailboxes have no writable register at +0x{offset:x}")
        channel = value % CHANNELS
        if channel not in self.channels:
            raise ModelError(f"channel {channel} of the mailboxes has no model")
        if len(self.answers) >= DEPTH:
            raise ModelError("the mailbox is written while it is full")
        if self.silent:
            return
        answer = self.channels[channel](value & ~15)
        self.answers.append(answer | channel)
        self.waiting = self.delay
