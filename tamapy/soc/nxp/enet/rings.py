"""Rings of enhanced descriptors, each with a buffer in DMA memory for a whole frame.

p1012, 22.6.13 Legacy buffer descriptors, and the enhanced ones after them, IMX6ULLRM.
"""

from tamapy import dma

SIZE = 32  # bytes of a descriptor
ALIGN = 64  # of tables and buffers
ROOM = 1536  # of a buffer: a frame with a VLAN tag and its CRC
CRC = 4  # bytes at a received frame's end
SHORTEST = 60  # without CRC

# The first word: length, and above it status and control.
STATUS = 16
# p1014, Table 22-35. Receive buffer descriptor field definitions, IMX6ULLRM
RX_E = 1 << 15  # empty: the controller's
RX_L = 1 << 11  # the last of its frame
RX_LG = 1 << 5  # longer than a frame may be
RX_NO = 1 << 4  # not of whole bytes
RX_CR = 1 << 2  # wrong CRC
RX_OV = 1 << 1  # the FIFO was full; no other error is told then
RX_TR = 1 << 0  # cut off
RX_BAD = RX_LG | RX_NO | RX_CR | RX_OV | RX_TR
# p1017, Table 22-37. Enhanced transmit buffer descriptor field definitions, IMX6ULLRM
TX_R = 1 << 15  # ready: the controller's
TX_L = 1 << 11
TX_TC = 1 << 10  # append the CRC
WRAP = 1 << 13  # the next descriptor is the first, in both kinds

ADDRESS = 4
# The word at 8: what is asked for and, in its lower half, what went wrong.
EXTENDED = 8
RX_INT = 1 << 23
TX_PINS = 1 << 28  # insert the checksum of TCP, UDP or ICMP
TX_IINS = 1 << 27  # insert that of the IP header
TX_TXE = 1 << 15  # something went wrong
TX_UE = 1 << 13  # the FIFO ran empty
TX_EE = 1 << 12  # collisions at each of 16 tries
TX_FE = 1 << 11  # the frame could not be read
TX_LCE = 1 << 10  # late collision
TX_OE = 1 << 9  # the FIFO overflowed
UPDATED = 16  # the word whose highest bit the controller sets when it is done


class Errors:
    """How many frames were lost, and to what.

    Received: ``crc``, ``alignment`` (not of whole bytes), ``too_long``, ``truncated`` and
    ``overruns``. To be sent: ``late_collisions``, ``retry_limits`` (collisions at each try),
    ``underruns`` and ``other_transmit_errors``.
    """

    def __init__(self):
        self.crc = 0
        self.alignment = 0
        self.too_long = 0
        self.truncated = 0
        self.overruns = 0
        self.late_collisions = 0
        self.retry_limits = 0
        self.underruns = 0
        self.other_transmit_errors = 0

    def note_received(self, status):
        """Count the errors in a received frame's status."""
        if status & RX_OV:
            self.overruns += 1
            return
        self.truncated += bool(status & RX_TR)
        self.too_long += bool(status & RX_LG and not status & RX_TR)
        self.alignment += bool(status & RX_NO)
        self.crc += bool(status & RX_CR)

    def note_sent(self, status):
        """Count the errors in the extended status of a frame that was to be sent."""
        if status & TX_LCE:
            self.late_collisions += 1
        elif status & TX_EE:
            self.retry_limits += 1
        elif status & TX_UE:
            self.underruns += 1
        else:
            self.other_transmit_errors += 1

    def __repr__(self):
        return (
            f"Errors(crc={self.crc}, alignment={self.alignment}, too_long={self.too_long}, "
            f"truncated={self.truncated}, overruns={self.overruns}, "
            f"late_collisions={self.late_collisions}, retry_limits={self.retry_limits}, "
            f"underruns={self.underruns}, other_transmit_errors={self.other_transmit_errors})"
        )


class Ring:
    """``count`` descriptors; ``start`` is the first one's address."""

    def __init__(self, count, errors):
        self.count = count
        self.errors = errors
        self.region = dma.default()
        self.table = self.region.reserve(count * SIZE, ALIGN)
        try:
            self.memory = self.region.reserve(count * ROOM, ALIGN)
        except MemoryError:
            self.region.release(self.table)
            raise
        self.start = dma.address(self.table)
        self.next = 0  # the descriptor that is filled or emptied next
        for i in range(count):
            self.table.set_word(i * SIZE + ADDRESS, dma.address(self.memory) + i * ROOM)

    def release(self):
        """Give the memory back; the controller must not use it any more."""
        self.region.release(self.table)
        self.region.release(self.memory)

    def _after(self, i):
        return i + 1 if i + 1 < self.count else 0

    def _hand_over(self, i, word):
        """Make a descriptor the controller's by its first word."""
        if i + 1 == self.count:
            word |= WRAP << STATUS
        self.table.set_word(i * SIZE + UPDATED, 0)
        dma.barrier()
        self.table.set_word(i * SIZE, word)


class ReceiveRing(Ring):
    """Descriptors that the controller fills."""

    def __init__(self, count, errors):
        super().__init__(count, errors)
        for i in range(count):
            self._give(i)

    def _give(self, i):
        self.table.set_word(i * SIZE + EXTENDED, RX_INT)
        self._hand_over(i, RX_E << STATUS)

    def take(self):
        """The next good frame without its CRC, or ``None``; and how many descriptors were freed.

        Others are counted and dropped.
        """
        for freed in range(self.count):
            word = self.table.word(self.next * SIZE)
            if word >> STATUS & RX_E:
                return None, freed
            dma.barrier()
            frame = self._frame(word)
            self._give(self.next)
            self.next = self._after(self.next)
            if frame is not None:
                return frame, freed + 1
        return None, self.count

    def _frame(self, word):
        status, length = word >> STATUS, word & 0xFFFF
        # A buffer holds all that is not cut off.
        if status & RX_BAD or not status & RX_L or length <= CRC:
            self.errors.note_received(status if status & RX_L else status | RX_TR)
            return None
        start = self.next * ROOM
        return bytes(self.memory[start:start + length - CRC])


class TransmitRing(Ring):
    """Descriptors that the controller sends; from ``oldest`` on ``waiting`` are under way."""

    def __init__(self, count, errors):
        super().__init__(count, errors)
        self.oldest = 0
        self.waiting = 0
        for i in range(count):
            self.table.set_word(i * SIZE, 0)

    def collect(self):
        """See what has been sent."""
        while self.waiting and not self.table.word(self.oldest * SIZE) >> STATUS & TX_R:
            dma.barrier()
            status = self.table.word(self.oldest * SIZE + EXTENDED)
            if status & TX_TXE:
                self.errors.note_sent(status)
            self.oldest = self._after(self.oldest)
            self.waiting -= 1

    def is_full(self):
        """Whether all descriptors are under way."""
        return self.waiting == self.count

    def put(self, frame, options):
        """Hand a frame over; ``options`` are TX_PINS and TX_IINS. There has to be room."""
        start, length = self.next * ROOM, len(frame)
        self.memory[start:start + length] = frame
        if length < SHORTEST:
            self.memory[start + length:start + SHORTEST] = bytes(SHORTEST - length)
            length = SHORTEST
        self.table.set_word(self.next * SIZE + EXTENDED, options)
        self._hand_over(self.next, (TX_R | TX_L | TX_TC) << STATUS | length)
        self.next = self._after(self.next)
        self.waiting += 1
