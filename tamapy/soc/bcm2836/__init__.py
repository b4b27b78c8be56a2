"""Broadcom BCM2836 (Raspberry Pi 2): the BCM2835's blocks beside four Cortex-A7."""

from tamapy.soc.bcm2835 import blocks as _blocks

# torvalds/linux, arch/arm/boot/dts/broadcom/bcm2836.dtsi, "ranges" and "dma-ranges"
PERIPHERALS = 0x3F000000
PERIPHERALS_END = 0x40000000
#: Where the VideoCore sees memory: past its own caches, which the processor does not share.
BUS = 0xC0000000
#: The cores' timers, mailboxes and interrupts (QA7: ARM Quad A7 core, rev. 3.4, chapter 4).
LOCAL = 0x40000000
LOCAL_END = 0x40100000

SYSTEM_TIMER_BASE = PERIPHERALS + _blocks.SYSTEM_TIMER
MAILBOX_BASE = PERIPHERALS + _blocks.MAILBOX
RNG_BASE = PERIPHERALS + _blocks.RNG
GPIO_BASE = PERIPHERALS + _blocks.GPIO
UART0_BASE = PERIPHERALS + _blocks.UART0
