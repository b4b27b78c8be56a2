"""Questions to the VideoCore: the property interface of the Raspberry Pi's firmware.

Tags are those of raspberrypi/firmware, wiki, "Mailbox property interface".
"""

from tamapy import reg
from tamapy.runtime.arguments import integer
from tamapy.soc.broadcom import mailbox

GET_FIRMWARE_REVISION = 0x00000001
GET_BOARD_REVISION = 0x00010002
GET_BOARD_SERIAL = 0x00010004
GET_ARM_MEMORY = mailbox.GET_ARM_MEMORY
GET_VC_MEMORY = mailbox.GET_VC_MEMORY
GET_CLOCK_RATE = mailbox.GET_CLOCK_RATE
GET_MAX_CLOCK_RATE = 0x00030004
GET_TEMPERATURE = 0x00030006
GET_MAX_TEMPERATURE = 0x0003000A
GET_DMA_CHANNELS = 0x00060001

CLOCKS = {"emmc": 1, "uart": mailbox.CLOCK_UART, "arm": 3, "core": 4, "sdram": 8}


class VideoCore:
    """The processor beyond the mailboxes at ``base``.

    ``bus`` is where it sees memory; ``shared`` gives the address of ``mailbox.MESSAGE`` bytes
    of memory without caches, at a multiple of 16.
    """

    def __init__(self, base, bus, shared):
        self.base = base
        self.bus = bus
        self.shared = shared

    def ask(self, tags):
        """Send a list of (tag, values) in one message; the list of values answered.

        A tag has as many values in its answer as in the question. An answer is ``None`` where
        the VideoCore does not know the tag. ``OSError`` if it refuses the message,
        ``ValueError`` for one that is too long, ``TimeoutError`` if nothing comes back.
        """
        words = [0, 0]
        for tag, values in tags:
            words += [tag, 4 * len(values), 0, *values]
        words.append(0)
        words[0] = 4 * len(words)
        if words[0] > mailbox.MESSAGE:
            raise ValueError(f"a message of {words[0]} bytes to the VideoCore is too long")
        for word in words:
            integer(word, 0, 0xFFFFFFFF, "a word of a message")
        at = self.shared()
        for i, word in enumerate(words):
            reg.write(at + 4 * i, word)
        mailbox.exchange(self.base, self.bus | at | mailbox.CHANNEL_PROPERTY)
        code = reg.read(at + mailbox.CODE)
        if code != mailbox.SUCCESS:
            raise OSError(f"the VideoCore refuses a message: code 0x{code:08x}")
        answers = []
        place = at + mailbox.TAG
        for _, values in tags:
            count = len(values)
            state = reg.read(place + 8)
            known = state >> mailbox.TAG_RESPONSE and (state & 0x7FFFFFFF or not count)
            answers.append([reg.read(place + 12 + 4 * i) for i in range(count)] if known else None)
            place += 12 + 4 * count
        return answers

    def property(self, tag, *values):
        """The answer to one tag; ``LookupError`` if the VideoCore does not know it."""
        (answer,) = self.ask([(tag, values)])
        if answer is None:
            raise LookupError(f"the VideoCore has no property 0x{tag:08x}")
        return answer

    def firmware_revision(self):
        """The firmware's date in seconds since 1970, or a number it has made up."""
        return self.property(GET_FIRMWARE_REVISION, 0)[0]

    def board_revision(self):
        """The board's code: raspberrypi/documentation, "Raspberry Pi revision codes"."""
        return self.property(GET_BOARD_REVISION, 0)[0]

    def serial(self):
        """The board's serial number."""
        low, high = self.property(GET_BOARD_SERIAL, 0, 0)
        return high << 32 | low

    def memory_split(self):
        """Start and size of the processor's memory, start and size of the VideoCore's."""
        first, second = self.ask([(GET_ARM_MEMORY, (0, 0)), (GET_VC_MEMORY, (0, 0))])
        if first is None or second is None:
            raise LookupError("the VideoCore does not tell how memory is split")
        return *first, *second

    def clock_rate(self, name, most=False):
        """A clock of ``CLOCKS`` in Hz, as it is or at ``most``."""
        if name not in CLOCKS:
            raise ValueError(f"there is no clock {name!r}")
        tag = GET_MAX_CLOCK_RATE if most else GET_CLOCK_RATE
        return self.property(tag, CLOCKS[name], 0)[1]

    def temperature(self):
        """The chip's temperature in thousandths of a degree Celsius."""
        return self.property(GET_TEMPERATURE, 0, 0)[1]

    def max_temperature(self):
        """Above this, in thousandths of a degree Celsius, clocks are slowed down."""
        return self.property(GET_MAX_TEMPERATURE, 0, 0)[1]

    def dma_channels(self):
        """The numbers of the DMA channels that the processor may use."""
        mask = self.property(GET_DMA_CHANNELS, 0)[0]
        return [number for number in range(16) if mask >> number & 1]
