"""Broadcom BCM2835 (Raspberry Pi 1 and Zero): the blocks at their addresses.

BCM2835-ARM-Peripherals: BCM2835 ARM Peripherals (C6357-M-1398), 2012/02/06.
"""

from tamapy.soc.bcm2835 import blocks as _blocks
from tamapy.soc.broadcom import interrupts as _interrupts
from tamapy.soc.broadcom.gpio import GPIO as _GPIO
from tamapy.soc.broadcom.interrupts import Interrupts as _Interrupts
from tamapy.soc.broadcom.miniuart import MiniUART as _MiniUART
from tamapy.soc.broadcom.rng import RNG as _RNG
from tamapy.soc.broadcom.systimer import SystemTimer as _SystemTimer
from tamapy.soc.broadcom.watchdog import Watchdog as _Watchdog

# p5, 1.2.3 ARM physical addresses, BCM2835-ARM-Peripherals
PERIPHERALS = 0x20000000
PERIPHERALS_END = 0x21000000
#: Where the VideoCore sees memory, coherent with the level 2 cache that the processor shares
#: (p5, 1.2.1 Address map).
BUS = 0x40000000

SYSTEM_TIMER_BASE = PERIPHERALS + _blocks.SYSTEM_TIMER
DMA_BASE = PERIPHERALS + _blocks.DMA
INTERRUPTS_BASE = PERIPHERALS + _blocks.INTERRUPTS
MAILBOX_BASE = PERIPHERALS + _blocks.MAILBOX
WATCHDOG_BASE = PERIPHERALS + _blocks.WATCHDOG
RNG_BASE = PERIPHERALS + _blocks.RNG
GPIO_BASE = PERIPHERALS + _blocks.GPIO
UART0_BASE = PERIPHERALS + _blocks.UART0
AUX_BASE = PERIPHERALS + _blocks.AUX
EMMC_BASE = PERIPHERALS + _blocks.EMMC
UART0_INTERRUPT = _interrupts.UART0

SYSTEM_TIMER = _SystemTimer(SYSTEM_TIMER_BASE)
INTERRUPTS = _Interrupts(INTERRUPTS_BASE)
WATCHDOG = _Watchdog(WATCHDOG_BASE)
RNG = _RNG(RNG_BASE)
GPIO = _GPIO(GPIO_BASE)
#: On pins 14 and 15 too, with ALT5.
UART1 = _MiniUART(AUX_BASE, _interrupts.AUX)
