"""The USB armory Mk II (i.MX 6ULZ or 6UL, 512 MB), and QEMU's mcimx6ul-evk.

The console is UART2. It has no end of its own, so a byte EOT (Ctrl-D) in the input
means that no more follows.
"""

from tamapy.arm import irq, mmu, semihosting, settings, timer
from tamapy.arm.hooks import call_with_registers
from tamapy.arm.jitter import fill_random, seed
from tamapy.board import imx_console
from tamapy.metal import (
    Ptr,
    Struct,
    address_of,
    address_of_function,
    i32,
    i64,
    metal,
    static,
    u8,
    u32,
    usize,
    wfi,
)
from tamapy.runtime.effect import effect
from tamapy.soc import imx6ul
from tamapy.soc.imx6ul.clocks import uart_clock
from tamapy.soc.nxp import iomuxc, rngb, uart
from tamapy.storage.card import Card as _Card

NAME = "usbarmory-mk2"
ARCHITECTURE = "arm"
CPU = "cortex-a7"
RAM_START = 0x80000000
DEFAULT_RAM = 0x20000000
LARGEST_RAM = 1 << 30  # what Mk II boards have at most
TEXT_START = RAM_START + 0x10000
BOOT = "tamapy.board.usbarmory_mk2_boot"  # what the boot ROM sets up, for the build alone
CONSOLE = imx6ul.UART2_BASE
END_OF_INPUT = 4
GPIO_MODE = 5  # in which a pad is the GPIO's

#: LEDs: pin of GPIO4, and pad (IOMUXC_SW_MUX_CTL_PAD_CSI_DATA00 and 01, with their SW_PAD_CTL).
LEDS = {
    "white": (imx6ul.GPIO4.pin(21), iomuxc.Pad(0x020E01E4, 0x020E0470)),
    "blue": (imx6ul.GPIO4.pin(22), iomuxc.Pad(0x020E01E8, 0x020E0474)),
}

#: Pads that would tell of write protection if anything were connected to them, which is not so:
#: (IOMUXC_SW_MUX_CTL_PAD, _SW_PAD_CTL_PAD, _WP_SELECT_INPUT), ALT mode, daisy chain's choice.
SD_WP = (iomuxc.Pad(0x020E01F4, 0x020E0480, 0x020E066C), 8, 0b10)  # CSI_DATA04
MMC_WP = (iomuxc.Pad(0x020E01D8, 0x020E0464, 0x020E069C), 1, 0b10)  # CSI_PIXCLK
PF1510 = 0x08  # on I2C1
PF1510_LDO3_VOLT = 0x52
LDO3_1V8, LDO3_3V3 = 0x10, 0x1F
GAMMA = 1  # the board's revision, in the highest byte of fuse word 4, 2


class State(Struct):
    """What was found out at start-up."""

    until: i64  # the end of the sleep under way; ``irq.sleep`` looks for it here
    sleep: usize  # the address of the function that sleeps, or 0 without interrupts
    take: usize  # that of the function that takes a byte of input
    taken: i32  # what it found
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
    """Bytes of RAM for the program."""
    return settings.ram_size()


@metal
def dma_start() -> usize:
    """Memory for devices: the on-chip RAM, or what the build set apart at the end of RAM."""
    return imx6ul.OCRAM_START if settings.dma_size() == 0 else ram_start() + ram_size()


@metal
def dma_size() -> usize:
    """Bytes of it."""
    return imx6ul.OCRAM_SIZE if settings.dma_size() == 0 else settings.dma_size()


@metal
def ram_stack_offset() -> usize:
    """A little room above the stack."""
    return 0x100


@metal
def map_devices() -> None:
    """Registers, and memory for devices."""
    mmu.map_range(
        imx6ul.OCRAM_START, imx6ul.OCRAM_START + imx6ul.OCRAM_SIZE, mmu.UNCACHED
    )
    mmu.map_range(imx6ul.DEVICES_START, imx6ul.DEVICES_END, mmu.DEVICE)
    end = ram_start() + ram_size()
    mmu.map_range(end, end + settings.dma_size(), mmu.UNCACHED)


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
    if state.sleep != 0:
        call_with_registers(state.take, address_of(state))
        found = state.taken
    else:
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
def interrupt_controller() -> usize:
    """Where the interrupt controller is."""
    return imx6ul.interrupt_controller()


@metal
def prepare_idle() -> None:
    """Interrupts, for programs that start threads or sleep: the others do not need the code.

    From then on the console's input is received by interrupts.
    """
    if state.sleep == 0:
        irq.start()
        imx_console.start(CONSOLE, imx6ul.UART2_INTERRUPT)
        state.take = address_of_function(take)
        state.sleep = address_of_function(irq.sleep)


@metal
def take(result: usize, stack: usize) -> None:
    """A byte of what interrupts have brought, for ``getchar``."""
    state.taken = imx_console.take()


@metal
def idle(until: i64) -> None:
    """Wait until a moment of ``nanotime``, or an interrupt; without those, or a byte."""
    if state.sleep != 0:
        state.until = until
        call_with_registers(state.sleep, address_of(state))
        return
    while timer.nanoseconds() < until and not uart.is_ready(CONSOLE):
        pass


def buffer_input():
    """Receive the console's input by interrupts, so that none is lost while nobody reads.

    Programs that start threads, sleep or wait for interrupts have it from then on anyway.
    """
    effect("register")
    prepare_idle()


def input_state():
    """What waits to be read, and what went wrong on the line: see ``imx_console.InputState``."""
    effect("register")
    return imx_console.input_state()


def led(name, on):
    """Switch an LED, ``white`` or ``blue``, on or off."""
    found = LEDS.get(name.lower())
    if found is None:
        raise ValueError(f"there is no LED {name}")
    pin, pad = found
    imx6ul.GPIO4.init()
    pin.output(not on)  # it lies between the supply and the pin
    pad.set_properties(iomuxc.properties(iomuxc.KEEPER))
    pad.set_mode(GPIO_MODE)


def is_gamma():
    """Whether the board is of the gamma revision, which can have its cards' lines at 1.8 V."""
    if not imx6ul.is_native():
        return False
    imx6ul.OCOTP.init()
    return imx6ul.OCOTP.read(4, 2) >> 24 == GAMMA


def _allow_writing(protection):
    """Have a pad that nothing is connected to tell that writing is allowed: pulled down."""
    pad, mode, choice = protection
    pad.set_mode(mode)
    pad.select(choice)
    pad.set_properties(iomuxc.properties(iomuxc.PULL_DOWN_100K, drive=0, speed=50))


def _set_sd_voltage(low):
    if not is_gamma():
        return not low
    imx6ul.I2C1.init()
    imx6ul.I2C1.write(PF1510, bytes([LDO3_1V8 if low else LDO3_3V3]), PF1510_LDO3_VOLT)
    return True


def _set_mmc_voltage(low):
    return low == is_gamma()  # as it is wired


#: The card in the microSD slot, and the eMMC.
MICROSD = _Card(imx6ul.USDHC1, 4, _set_sd_voltage, lambda: _allow_writing(SD_WP))
EMMC = _Card(imx6ul.USDHC2, 8, _set_mmc_voltage, lambda: _allow_writing(MMC_WP))
