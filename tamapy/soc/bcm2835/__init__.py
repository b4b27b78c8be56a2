"""Broadcom BCM2835 (Raspberry Pi 1 and Zero): the blocks at their addresses.

BCM2835-ARM-Peripherals: BCM2835 ARM Peripherals (C6357-M-1398), 2012/02/06.
"""

from tamapy.soc.bcm2835 import blocks as _blocks

# p5, 1.2.3 ARM physical addresses, BCM2835-ARM-Peripherals
PERIPHERALS = 0x20000000
PERIPHERALS_END = 0x21000000
#: Where the VideoCore sees memory, coherent with the level 2 cache that the processor shares
#: (p5, 1.2.1 Address map).
BUS = 0x40000000

SYSTEM_TIMER_BASE = PERIPHERALS + _blocks.SYSTEM_TIMER
MAILBOX_BASE = PERIPHERALS + _blocks.MAILBOX
RNG_BASE = PERIPHERALS + _blocks.RNG
GPIO_BASE = PERIPHERALS + _blocks.GPIO
UART0_BASE = PERIPHERALS + _blocks.UART0
