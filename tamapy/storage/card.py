"""A card as a block device.

The controller it is connected to, its *host*, has these methods; blocks of data are bytes:

- ``start()``: resets the controller: one data line, a clock of at most 400 kHz
- ``command(command, argument)``: the response, 32 bits or (``LONG``) 128
- ``read(command, argument, blocks, size, stop=True)``, ``write(command, argument, data, size,
  stop=True)``: a command with blocks of data; if there are several, CMD12 follows unless ``stop``
  is ``False``
- ``set_clock(hertz)``: the fastest clock that is not above it, which is returned
- ``set_width(lines)``, ``set_low_voltage()``, ``stop_clock()``, ``restart_clock()``
- ``are_lines_low()``, ``is_present()``, ``is_protected()``; ``wait_ready(timeout)`` while the card
  is busy; ``tune(command, size)`` by a card's tuning blocks
- ``most_blocks``: of 512 bytes, at once

They raise what :mod:`tamapy.storage.errors` has, or ``TimeoutError``.
"""

from tamapy.runtime.arguments import integer
from tamapy.storage import commands, mmc, sd
from tamapy.storage.errors import (
    CardError,
    CardRemovedError,
    NoCardError,
    NoResponseError,
    TuningError,
    VoltageError,
    WriteProtectedError,
)

WRITE_TIME = 1000000000  # nanoseconds, more than the 500 ms of p106, 4.6.2.2 Write, SD-PL-7.10
BLOCK = 512
MOST = 1 << 32  # blocks that any card can have


class Card:
    """An SD card or eMMC on a host; it is identified when it is used first.

    ``width`` is how many data lines the board connects. ``set_voltage(low)``, where the board can
    do that, has the lines at 1.8 V or else 3.3 V and tells whether they are; without it there are
    no modes faster than high speed. ``prepare()`` is called before the host is touched.
    """

    block_size = BLOCK

    def __init__(self, host, width=4, set_voltage=None, prepare=None):
        self.host = host
        self.width = width
        self.set_voltage = set_voltage
        self.prepare = prepare
        self._info = None
        self._slot_tells = False  # whether the slot tells if there is a card

    # -- identification --------------------------------------------------------------

    def open(self):
        """Identify the card, also if that was done before; its :class:`Info`.

        A mode that fails (1.8 V, tuning) is given up for high speed. ``NoCardError`` without a
        card.
        """
        self._info = None
        if self.prepare is not None:
            self.prepare()
        try:
            found = self._identify(self.set_voltage)
        except (VoltageError, TuningError) as error:
            found = self._identify(None)
            found.fallback = str(error)
        self._slot_tells = self.host.is_present()
        self._info = found
        return found

    def _identify(self, set_voltage):
        for identify in (sd.identify, mmc.identify):
            self.host.start()
            found = identify(self.host, self.width, set_voltage)
            if found is not None:
                return found
        raise NoCardError("no card answers")

    def close(self):
        """Forget the card; the next access identifies it anew."""
        self._info = None

    @property
    def info(self):
        """What is known of the card, an :class:`~tamapy.storage.info.Info`."""
        return self.open() if self._info is None else self._info

    @property
    def capacity(self):
        """Blocks."""
        return self.info.capacity

    def is_protected(self):
        """Whether the card or the switch in its slot forbids writing."""
        return self.info.protected or self.host.is_protected()

    def status(self):
        """The card's status (CMD13)."""
        return self.host.command(commands.SEND_STATUS, self.info.address << commands.RCA)

    # -- blocks ----------------------------------------------------------------------

    def read(self, lba, count=1):
        """``count`` blocks from block ``lba`` on, as bytes.

        ``CardRemovedError``, ``CrcError``, ``TableError``, ``CardError``, or ``TimeoutError`` of a
        card that stays busy. After each of them but the first the card can be used on.
        """
        self._check(lba, count)
        parts = []
        while count:
            blocks = min(count, self.host.most_blocks)
            single = blocks == 1
            command = commands.READ_SINGLE_BLOCK if single else commands.READ_MULTIPLE_BLOCK
            parts.append(self._attempt(self.host.read, command, self._place(lba), blocks, BLOCK))
            lba += blocks
            count -= blocks
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def write(self, lba, data):
        """Write whole blocks from block ``lba`` on; errors as :meth:`read`'s.

        ``WriteProtectedError`` before anything is sent to a card that is protected.
        """
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        count, rest = divmod(len(data), BLOCK)
        if rest:
            raise ValueError(f"data is written in blocks of {BLOCK} bytes")
        self._check(lba, count)
        if self.is_protected():
            raise WriteProtectedError("the card is protected from writing")
        at = 0
        while at < count:
            blocks = min(count - at, self.host.most_blocks)
            command = commands.WRITE_BLOCK if blocks == 1 else commands.WRITE_MULTIPLE_BLOCK
            part = data if blocks == count else data[at * BLOCK:(at + blocks) * BLOCK]
            self._attempt(self._write, command, self._place(lba + at), part)
            at += blocks

    def _write(self, command, place, part):
        self.host.write(command, place, part, BLOCK)
        self.host.wait_ready(WRITE_TIME)
        commands.check(self.status())

    def _check(self, lba, count):
        integer(lba, 0, MOST, "a block's number")
        integer(count, 0, MOST, "a number of blocks")
        if lba + count > self.capacity:
            raise ValueError(f"the card has the blocks 0 to {self.capacity - 1}")

    def _place(self, lba):
        """A block's address as the card takes it (p102, 4.3.14, SD-PL-7.10)."""
        return lba if self.info.high_capacity else lba * BLOCK

    def _attempt(self, transfer, *arguments):
        """Make a transfer; after an error have the card where it can go on."""
        if self._slot_tells and not self.host.is_present():
            self.close()
            raise CardRemovedError("the card was removed")
        try:
            return transfer(*arguments)
        except (CardError, TimeoutError) as error:
            self._recover(error)
            raise

    def _recover(self, error):
        """Stop what the card still does. ``CardRemovedError`` if it does not answer any more."""
        try:
            state = commands.state(self.status())
            if state in (commands.STATE_DATA, commands.STATE_RCV):
                self.host.command(commands.STOP_TRANSMISSION, 0)
        except NoResponseError:
            self.close()
            raise CardRemovedError("the card was removed") from error
        except (CardError, TimeoutError):
            self.close()  # it is identified anew
