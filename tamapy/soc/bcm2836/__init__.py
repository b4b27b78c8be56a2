"""Broadcom BCM2836 (Raspberry Pi 2): the BCM2835's blocks beside four Cortex-A7."""

from tamapy.soc.bcm2835 import blocks as _blocks
from tamapy.soc.broadcom import interrupts as _interrupts
from tamapy.soc.broadcom.gpio import GPIO as _GPIO
from tamapy.soc.broadcom.interrupts import Interrupts as _Interrupts
from tamapy.soc.broadcom.miniuart import MiniUART as _MiniUART
from tamapy.soc.broadcom.rng import RNG as _RNG
from tamapy.soc.broadcom.systimer import SystemTimer as _SystemTimer
from tamapy.soc.broadcom.watchdog import Watchdog as _Watchdog

# torvalds/linux, arch/arm/boot/dts/broadcom/bcm2836.dtsi, "ranges" and "dma-ranges"
PERIPHERALS = 0x3F000000
PERIPHERALS_END = 0x40000000
#: Where the VideoCore sees memory: past its own caches, which the processor does not share.
BUS = 0xC0000000
#: The cores' timers, mailboxes and interrupts (QA7: ARM Quad A7 core, rev. 3.4, chapter 4).
LOCAL = 0x40000000
LOCAL_END = 0x40100000
#: GPU interrupts routing, QA7 (torvalds/linux, include/linux/irqchip/irq-bcm2836.h): which core has
#: the interrupts of the peripherals.
GPU_ROUTING = 0x0C
GPU_IRQ_TO_CORE_0 = 0

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
