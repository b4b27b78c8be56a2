"""The USB armory Mk II (i.MX 6ULZ or 6UL, 512 MB), and QEMU's mcimx6ul-evk.

The console is UART2. It has no end of its own, so a byte EOT (Ctrl-D) in the input
means that no more follows.
"""

from tamapy.arm import mmu, semihosting, settings, timer
from tamapy.arm.jitter import fill_random, seed
from tamapy.metal import Ptr, Struct, i32, i64, metal, static, u8, u32, usize, wfi
from tamapy.soc import imx6ul
from tamapy.soc.imx6ul.clocks import uart_clock
from tamapy.soc.nxp import rngb, uart

NAME = "usbarmory-mk2"
ARCHITECTURE = "arm"
CPU = "cortex-a7"
RAM_START = 0x80000000
DEFAULT_RAM = 0x20000000
LARGEST_RAM = 1 << 30  # what Mk II boards have at most
TEXT_START = RAM_START + 0x10000
CONSOLE = imx6ul.UART2_BASE
END_OF_INPUT = 4


class State(Struct):
    """What was found out at start-up."""

    has_rngb: bool
    input_ended: bool
    epoch: i64  # nanoseconds from 1970 to the counter's start, 0 while not asked for


state = static(State)


@metal
def ram_start() -> usize:
    """Where RAM begins."""
    return RAM_START


@metal
def ram_size() -> usize:
    """Bytes of RAM."""
    return settings.ram_size()


@metal
def ram_stack_offset() -> usize:
    """A little room above the stack."""
    return 0x100


@metal
def map_devices() -> None:
    """Registers, and the on-chip RAM for DMA."""
    mmu.map_range(
        imx6ul.OCRAM_START, imx6ul.OCRAM_START + imx6ul.OCRAM_SIZE, mmu.UNCACHED
    )
    mmu.map_range(imx6ul.DEVICES_START, imx6ul.DEVICES_END, mmu.DEVICE)


@metal
def hwinit() -> None:
    """Counter and console."""
    imx6ul.start_counter()
    uart.init(CONSOLE, uart_clock(), uart.DEFAULT_BAUDRATE, False)


@metal
def printk(c: u32) -> None:
    """A byte to the console."""
    uart.transmit(CONSOLE, c)


@metal
def getchar() -> i32:
    """A byte from the console: -1 if none has come, -2 after the end of input."""
    if state.input_ended:
        return -2
    found = uart.receive(CONSOLE)
    if found == END_OF_INPUT:
        state.input_ended = True
        return -2
    return found


@metal
def init_rng() -> None:
    """The true random number generator where there is one, else the timer's jitter."""
    state.has_rngb = imx6ul.family() == imx6ul.FAMILY_ULL
    if state.has_rngb:
        rngb.init(imx6ul.RNGB_BASE)
        if settings.is_verbose():
            semihosting.log("entropy: RNGB")
    else:
        seed()
        if settings.is_verbose():
            semihosting.log("entropy: timer jitter (weak)")


@metal
def get_random_data(p: Ptr[u8], n: usize) -> None:
    """Random bytes."""
    if not state.has_rngb:
        fill_random(p, n)
        return
    word: u32 = 0
    for i in range(n):
        if i & 3 == 0:
            word = rngb.random_word(imx6ul.RNGB_BASE)
        p[i] = u8(word)
        word >>= 8


@metal
def nanotime() -> i64:
    """Nanoseconds since the counter was started."""
    return timer.nanoseconds()


@metal
def walltime() -> i64:
    """Nanoseconds since 1970 as a debugger or emulator tells them, else 0."""
    if state.epoch == 0:
        seconds = semihosting.seconds()
        if seconds == 0:
            return 0
        state.epoch = i64(seconds) * 1000000000 - timer.nanoseconds()
    return state.epoch + timer.nanoseconds()


@metal
def exit(status: i32) -> None:
    """End an emulated machine; a real one stops."""
    uart.flush(CONSOLE)
    semihosting.exit(status)
    while True:
        wfi()


@metal
def idle(until: i64) -> None:
    """Wait until a moment of ``nanotime``, or a byte from the console."""
    while timer.nanoseconds() < until and not uart.is_ready(CONSOLE):
        pass
