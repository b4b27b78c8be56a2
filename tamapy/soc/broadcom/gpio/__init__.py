"""Driver of the BCM2835's pins.

BCM2835-ARM-Peripherals: BCM2835 ARM Peripherals (C6357-M-1398), 2012/02/06, chapter 6.
"""

from tamapy import reg
from tamapy.metal import metal, u32, usize

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
