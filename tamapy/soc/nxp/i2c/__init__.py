"""Driver of NXP's I2C controller, as the master of its bus.

IMX6ULLRM: i.MX 6ULL Applications Processor Reference Manual, rev. 1, 2017/11, chapter 31;
IMX6FG: i.MX 6 Series Firmware Guide, rev. 0, 2012/11, chapter 16.
"""

from tamapy import reg
from tamapy.runtime.arguments import as_bytes, integer
from tamapy.soc.nxp.gates import open_gate
from tamapy.soc.nxp.i2c.dividers import setting

# p1462, 31.7 I2C Memory Map/Register Definition, IMX6ULLRM; all are 16 bits wide
IFDR = 0x04

I2CR = 0x08
I2CR_IEN = 7
I2CR_IIEN = 6
I2CR_MSTA = 5
I2CR_MTX = 4
I2CR_TXAK = 3
I2CR_RSTA = 2

I2SR = 0x0C
I2SR_IBB = 5
I2SR_IAL = 4
I2SR_IIF = 1
I2SR_RXAK = 0

I2DR = 0x10

DEFAULT_HERTZ = 100000
LATEST = 100000000  # nanoseconds until the bus is free, or a byte is through
MOST = 1 << 16  # bytes that are read at once
WIDEST = 4  # bytes of a register's number
# Interrupts are flagged; the interrupt controller lets them through only when it is asked to.
ON = 1 << I2CR_IEN | 1 << I2CR_IIEN
RECEIVING = ON | 1 << I2CR_MSTA
SENDING = RECEIVING | 1 << I2CR_MTX


class AcknowledgeError(RuntimeError):
    """A target did not take a byte, or there is none at the address."""


class ArbitrationError(RuntimeError):
    """Another master took the bus."""


class I2C:
    """The controller with an index at an address.

    ``gate`` is its clock's (register, number); ``clock`` gives PERCLK_CLK_ROOT in Hz;
    ``interrupt`` is its number. ``ready`` tells whether it has been switched on.
    """

    def __init__(self, index, base, gate, clock, interrupt):
        self.index = index
        self.base = base
        self.gate = gate
        self.clock = clock
        self.interrupt = interrupt
        self.ready = False
        self.waiter = None  # what waits until a byte is through (tamapy.soc.nxp.waiting)

    def init(self, hertz=DEFAULT_HERTZ):
        """Switch it on, with the fastest clock on the bus that is not above ``hertz``."""
        divider = setting(int(self.clock()), hertz)
        open_gate(self.gate)
        # p1452, 31.5.1 Initialization sequence, IMX6ULLRM
        reg.write16(self.base + I2CR, 0)
        reg.write16(self.base + IFDR, divider)
        reg.write16(self.base + I2SR, 0)
        reg.write16(self.base + I2CR, ON)
        self.ready = True

    def write(self, target, data, register=None, width=1):
        """Send bytes to a target, to its register if one is given.

        ``width`` is how many bytes the register's number has. :class:`AcknowledgeError` if the
        target does not take a byte, :class:`ArbitrationError`, or ``TimeoutError``.
        """
        number = self._number(target, register, width)
        data = as_bytes(data)
        self._start()
        try:
            self._send(target << 1)
            for byte in number:
                self._send(byte)
            for byte in data:
                self._send(byte)
        finally:
            self._stop()
        self._wait_until_free()

    def read(self, target, size, register=None, width=1):
        """Bytes from a target, from its register if one is given; errors as :meth:`write`'s."""
        integer(size, 1, MOST, "a number of bytes")
        number = self._number(target, register, width)
        self._start()
        try:
            if number:
                self._send(target << 1)
                for byte in number:
                    self._send(byte)
                self._start_again()
            self._send(target << 1 | 1)
            data = self._receive(size)
        finally:
            self._stop()
        self._wait_until_free()
        return data

    def _number(self, target, register, width):
        """A register's number as it is sent."""
        integer(target, 0, 0x7F, "a target's address")
        integer(width, 1, WIDEST, "the number of a register's bytes")
        if register is None:
            return b""
        integer(register, 0, (1 << width * 8) - 1, "a register")
        return register.to_bytes(width, "big")

    # -- steps (p167, 16.4 Programming the I2C controller, IMX6FG) ------------------------

    def _start(self):
        self._wait_until_free()
        reg.write16(self.base + I2SR, 0)
        reg.write16(self.base + I2CR, RECEIVING)  # as the master: this starts
        try:
            self._wait(I2SR_IBB, 1)
            self._check_arbitration()
        except (TimeoutError, ArbitrationError):
            self._stop()
            raise
        reg.write16(self.base + I2CR, SENDING)

    def _start_again(self):
        reg.write16(self.base + I2CR, SENDING | 1 << I2CR_RSTA)

    def _stop(self):
        reg.write16(self.base + I2CR, ON)

    def _send(self, byte):
        """Send a byte, and see that it is taken."""
        reg.write16(self.base + I2SR, 0)
        reg.write16(self.base + I2DR, byte)
        self._finish_byte()
        if reg.get16(self.base + I2SR, I2SR_RXAK, 1):
            raise AcknowledgeError(f"I2C{self.index}: no acknowledge of byte 0x{byte:02x}")

    def _receive(self, size):
        """Receive the last bytes: all are acknowledged but the very last."""
        data = bytearray()
        control = RECEIVING | (size == 1) << I2CR_TXAK
        reg.write16(self.base + I2CR, control)
        reg.write16(self.base + I2SR, 0)
        reg.read16(self.base + I2DR)  # nothing yet, but it begins the first byte
        for left in range(size - 1, -1, -1):
            self._finish_byte()
            # Taking a byte from the register begins the next.
            if left == 1:
                reg.write16(self.base + I2CR, RECEIVING | 1 << I2CR_TXAK)
            elif left == 0:
                self._stop()
            reg.write16(self.base + I2SR, 0)
            data.append(int(reg.read16(self.base + I2DR)))
        return bytes(data)

    def is_flagged(self):
        """Whether the interrupt is raised: a byte is through, or the bus is lost."""
        return reg.get16(self.base + I2SR, I2SR_IIF, 1) != 0

    def _finish_byte(self):
        if self.waiter is not None:
            self.waiter()
        self._wait(I2SR_IIF, 1)
        self._check_arbitration()

    def _check_arbitration(self):
        if reg.get16(self.base + I2SR, I2SR_IAL, 1):
            reg.write16(self.base + I2SR, 0)
            raise ArbitrationError(f"I2C{self.index}: another master took the bus")

    def _wait_until_free(self):
        self._wait(I2SR_IBB, 0)

    def _wait(self, bit, value):
        reg.wait16(self.base + I2SR, bit, 1, value, LATEST, f"I2C{self.index}_I2SR")
