"""Driver of the BCM2835's pins.

BCM2835-ARM-Peripherals: BCM2835 ARM Peripherals (C6357-M-1398), 2012/02/06, chapter 6.
"""

from tamapy import reg
from tamapy.metal import metal, u32, usize
from tamapy.runtime.arguments import integer

PINS = 54

# p90, 6.1 Register View, BCM2835-ARM-Peripherals
GPFSEL0 = 0x00  # 3 bits a pin, 10 pins a register
GPSET0 = 0x1C
GPCLR0 = 0x28
GPLEV0 = 0x34
GPEDS0 = 0x40  # events; a 1 clears
GPREN0 = 0x4C
GPFEN0 = 0x58
GPHEN0 = 0x64
GPLEN0 = 0x70
GPAREN0 = 0x7C
GPAFEN0 = 0x88
GPPUD = 0x94
GPPUDCLK0 = 0x98

# p92, Table 6-2 GPIO Alternate function select register 0, BCM2835-ARM-Peripherals
INPUT = 0b000
OUTPUT = 0b001
ALT0 = 0b100
ALT1 = 0b101
ALT2 = 0b110
ALT3 = 0b111
ALT4 = 0b011
ALT5 = 0b010

# p101, Table 6-28 GPIO Pull-up/down Register (GPPUD), BCM2835-ARM-Peripherals
PULL_NONE = 0b00
PULL_DOWN = 0b01
PULL_UP = 0b10

SETTLE = 150  # cycles for the control signal to be set up, and to be held


@metal
def set_function(base: usize, pin: u32, function: u32) -> None:
    """Choose what a pin is connected to."""
    reg.set_field(base + GPFSEL0 + usize(pin // 10) * 4, pin % 10 * 3, 0b111, function)


@metal
def set_pull(base: usize, pin: u32, pull: u32) -> None:
    """Choose a pin's resistor (p101, 6.1, the sequence of six steps at GPPUDCLKn)."""
    clock = base + GPPUDCLK0 + usize(pin >> 5) * 4
    reg.write(base + GPPUD, pull)
    settle(base)
    reg.write(clock, u32(1) << (pin & 31))
    settle(base)
    reg.write(base + GPPUD, PULL_NONE)
    reg.write(clock, 0)


@metal
def settle(base: usize) -> None:
    """Let 150 of the block's cycles pass: a read of one of its registers takes more than one."""
    for _ in range(SETTLE):
        reg.read(base + GPPUD)


@metal
def bank(pin: u32) -> usize:
    """The offset of a pin's register in a pair of them."""
    return usize(pin >> 5) * 4


@metal
def put(base: usize, pin: u32, high: bool) -> None:
    """Drive an output."""
    register = usize(GPSET0) if high else usize(GPCLR0)
    reg.write(base + register + bank(pin), u32(1) << (pin & 31))


@metal
def level(base: usize, pin: u32) -> bool:
    """Whether a pin is high."""
    return reg.is_set(base + GPLEV0 + bank(pin), pin & 31)


@metal
def are_levels_watched(base: usize) -> bool:
    """Whether any pin's being high or low is noted, again and again."""
    watched: u32 = 0
    for half in range(usize(2)):
        watched |= reg.read(base + GPHEN0 + half * 4) | reg.read(base + GPLEN0 + half * 4)
    return watched != 0


#: What a pin can be watched for: its edges, sampled by the system clock or not, and its levels.
EVENTS = {
    "rising": GPREN0, "falling": GPFEN0, "high": GPHEN0, "low": GPLEN0,
    "rising-async": GPAREN0, "falling-async": GPAFEN0,
}
_PULLS = {None: PULL_NONE, "down": PULL_DOWN, "up": PULL_UP}


class Pin:
    """One pin of the block at an address."""

    def __init__(self, base, number):
        """``ValueError`` if there is no such pin."""
        integer(number, 0, PINS - 1, "a pin")
        self.base = base
        self.number = number

    def function(self):
        """What it is connected to: ``INPUT``, ``OUTPUT``, ``ALT0`` to ``ALT5``."""
        number = self.number
        return reg.get(self.base + GPFSEL0 + number // 10 * 4, number % 10 * 3, 0b111)

    def select(self, function):
        """Connect it."""
        integer(function, 0, 0b111, "a pin's function")
        set_function(self.base, self.number, function)

    def pull(self, direction):
        """Pull it ``"up"``, ``"down"`` or not at all, ``None``."""
        if direction not in _PULLS:
            raise ValueError(f"a pin cannot be pulled {direction!r}")
        set_pull(self.base, self.number, _PULLS[direction])

    def input(self, pull=None):
        """Make it an input."""
        self.pull(pull)
        self.select(INPUT)

    def output(self, high=False):
        """Make it an output, at a level from the start."""
        put(self.base, self.number, bool(high))
        self.select(OUTPUT)

    def set(self, high):
        """Drive the output."""
        put(self.base, self.number, bool(high))

    def is_high(self):
        """Whether it is high."""
        return level(self.base, self.number)

    def watch(self, *events):
        """Note these of ``EVENTS`` and no others; what was noted before is forgotten."""
        for event in events:
            if event not in EVENTS:
                raise ValueError(f"a pin cannot be watched for {event!r}")
        for event, register in EVENTS.items():
            address = self.base + register + bank(self.number)
            reg.set_to(address, self.number & 31, event in events)
        self.happened()

    def happened(self):
        """Whether what it is watched for has happened since it was last asked."""
        address = self.base + GPEDS0 + bank(self.number)
        if not reg.is_set(address, self.number & 31):
            return False
        reg.write(address, 1 << (self.number & 31))  # a 1 clears
        return True


class GPIO:
    """The pins of the block at an address."""

    def __init__(self, base):
        self.base = base

    def pin(self, number):
        """A pin by its number."""
        return Pin(self.base, number)
