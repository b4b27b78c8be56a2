"""Driver of the BCM2835's DMA controller.

BCM2835-ARM-Peripherals: BCM2835 ARM Peripherals (C6357-M-1398), 2012/02/06, chapter 4.

What is moved lies in memory without caches that the controller sees; programs hold bytes,
which are copied from and to there.
"""

from tamapy import reg
from tamapy.metal import dsb, metal, u32, usize
from tamapy.runtime.arguments import as_bytes, integer

CHANNELS = 15  # channel 15 has another place
CHANNEL = 0x100  # bytes of registers of each

# p41, 4.2.1.2 Register Map, BCM2835-ARM-Peripherals
CS = 0x00
CS_RESET = 31
CS_ERROR = 8
CS_END = 1  # a 1 clears
CS_ACTIVE = 0
CONBLK_AD = 0x04
DEBUG = 0x20
DEBUG_ERRORS = 0b111  # a 1 clears
ENABLE = 0xFF0

# p40, Table 4-2 DMA Control Block Definition, and p50, TI
TI = 0x00
TI_PERMAP = 16  # which peripheral's requests pace it, 5 bits
TI_SRC_DREQ = 10
TI_SRC_INC = 8
TI_DEST_DREQ = 6
TI_DEST_INC = 4
TI_WAIT_RESP = 3
SOURCE_AD = 0x04
DEST_AD = 0x08
TXFR_LEN = 0x0C
STRIDE = 0x10
NEXTCONBK = 0x14
BLOCK = 0x20  # bytes of a control block, and its alignment
LONGEST = 0xFFFC  # what the lesser channels move at once

#: Where the controller sees the peripherals (p6, 1.2.4 Bus addresses).
PERIPHERALS = 0x7E000000
TIMEOUT = 2_000_000_000  # ns

# p61, 4.2.1.3 Peripheral DREQ Signals
DREQ_NONE = 0
LAST_DREQ = 31
DREQ_UART_TX = 12
DREQ_UART_RX = 14


@metal
def describe(block: usize, information: u32, source: u32, destination: u32, size: u32) -> None:
    """Fill in a control block; none follows it."""
    reg.write(block + TI, information)
    reg.write(block + SOURCE_AD, source)
    reg.write(block + DEST_AD, destination)
    reg.write(block + TXFR_LEN, size)
    reg.write(block + STRIDE, 0)
    reg.write(block + NEXTCONBK, 0)


@metal
def run(channel: usize, block: u32) -> None:
    """Obey a control block, by the address the controller sees it at, to its end."""
    reg.write(channel + CS, u32(1) << CS_RESET)
    reg.write(channel + DEBUG, DEBUG_ERRORS)
    reg.write(channel + CS, u32(1) << CS_END)
    dsb()
    reg.write(channel + CONBLK_AD, block)
    reg.write(channel + CS, u32(1) << CS_ACTIVE)
    if not reg.wait_for(TIMEOUT, channel + CS, CS_ACTIVE, 1, 0):
        reg.write(channel + CS, u32(1) << CS_RESET)
        raise TimeoutError("the DMA does not come to its end: CS.ACTIVE")
    dsb()
    if reg.is_set(channel + CS, CS_ERROR):
        raise OSError("the DMA met an error: CS.ERROR")
    reg.write(channel + CS, u32(1) << CS_END)


class Channel:
    """A channel of the controller at ``base``.

    ``bus`` is where it sees memory; ``shared()`` gives start and size of memory without caches.
    Which channels are the processor's, the VideoCore tells.
    """

    def __init__(self, base, number, bus, shared):
        """``ValueError`` if there is no such channel."""
        integer(number, 0, CHANNELS - 1, "a DMA channel")
        self.controller = base
        self.base = base + number * CHANNEL
        self.number = number
        self.bus = bus
        self.shared = shared

    def copy(self, data):
        """The same bytes, moved by the controller from one place in memory to another."""
        data = as_bytes(data)
        block, first, room = self._room()
        self._check(len(data), room // 2)
        second = first + room // 2 // BLOCK * BLOCK
        self._store(first, data)
        self._run(block, 1 << TI_SRC_INC | 1 << TI_DEST_INC, self.bus | first, self.bus | second,
                  len(data))
        return self._load(second, len(data))

    def to_register(self, offset, words, dreq=DREQ_NONE):
        """Write words to one register, at ``offset`` among the peripherals, as it asks for them."""
        block, first, room = self._room()
        self._check(4 * len(words), room)
        for word in words:
            integer(word, 0, 0xFFFFFFFF, "a word")
        register, dreq = self._register(offset), integer(dreq, 0, LAST_DREQ, "a DREQ")
        for i, word in enumerate(words):
            reg.write(first + 4 * i, word)
        pace = dreq << TI_PERMAP | (1 << TI_DEST_DREQ if dreq else 0)
        self._run(block, 1 << TI_SRC_INC | pace, self.bus | first, register,
                  4 * len(words))

    def from_register(self, offset, count, dreq=DREQ_NONE):
        """So many words read from one register as it has them."""
        block, first, room = self._room()
        integer(count, 1, LONGEST // 4, "a number of words")
        self._check(4 * count, room)
        integer(dreq, 0, LAST_DREQ, "a DREQ")
        pace = dreq << TI_PERMAP | (1 << TI_SRC_DREQ if dreq else 0)
        self._run(block, 1 << TI_DEST_INC | pace, self._register(offset), self.bus | first,
                  4 * count)
        return [reg.read(first + 4 * i) for i in range(count)]

    def _room(self):
        start, size = self.shared()
        return start, start + BLOCK, size - BLOCK

    def _check(self, size, room):
        if not 0 < size <= min(room, LONGEST):
            raise ValueError(f"the DMA cannot move {size} bytes at once")

    def _register(self, offset):
        if integer(offset, 0, 0xFFFFFF, "a register's offset") & 3:
            raise ValueError(f"there is no register at +0x{offset:x}")
        return PERIPHERALS + offset

    def _run(self, block, information, source, destination, size):
        reg.set(self.controller + ENABLE, self.number)
        describe(block, information | 1 << TI_WAIT_RESP, source, destination, (size + 3) & ~3)
        run(self.base, self.bus | block)

    def _store(self, at, data):
        for i in range(0, len(data), 4):
            reg.write(at + i, int.from_bytes(data[i : i + 4], "little"))

    def _load(self, at, size):
        data = bytearray()
        for i in range(0, size, 4):
            data += reg.read(at + i).to_bytes(4, "little")
        return bytes(data[:size])
