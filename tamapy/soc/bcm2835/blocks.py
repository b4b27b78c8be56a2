"""Where the blocks of the BCM2835 and its successors are, from the start of the peripherals.

BCM2835-ARM-Peripherals: BCM2835 ARM Peripherals (C6357-M-1398), 2012/02/06.
"""

SYSTEM_TIMER = 0x3000  # p172, 12.1 System Timer Registers
DMA = 0x7000  # p39, 4.2 DMA Controller Registers
INTERRUPTS = 0xB200  # p112, 7.5 Registers
MAILBOX = 0xB880  # torvalds/linux, arch/arm/boot/dts/broadcom/bcm283x.dtsi
WATCHDOG = 0x100000  # the same
RNG = 0x104000  # the same
GPIO = 0x200000  # p90, 6.1 Register View
UART0 = 0x201000  # p177, 13.4 Register View
EMMC = 0x300000  # p66, 5. External Mass Media Controller
AUX = 0x215000  # p8, 2.1.1 AUX registers
