"""What boards with chips of the i.MX 6UL family have in common.

The console is one of the UARTs. It has no end of its own, so a byte EOT (Ctrl-D) in the input
means that no more follows.
"""

from tamapy.arm import irq, mmu, semihosting, settings, timer
from tamapy.arm.hooks import call_with_registers
from tamapy.board import (
    console_output,
    imx_console,
    imx_entropy,
    input_ring,
    output_ring,
    serial_console,
)
from tamapy.metal import (
    Struct,
    address_of,
    address_of_function,
    i32,
    i64,
    metal,
    static,
    u32,
    usize,
    wfi,
)
from tamapy.runtime.effect import effect
from tamapy.soc import imx6ul
from tamapy.soc.imx6ul.clocks import uart_clock
from tamapy.soc.nxp import iomuxc, uart

RAM_START = 0x80000000
DEFAULT_RAM = 0x20000000
TEXT_START = RAM_START + 0x10000
END_OF_INPUT = 4
GPIO_MODE = 5  # in which a pad is the GPIO's

#: Pads that would tell of write protection if anything were connected to them, which is not so on
#: these boards: (IOMUXC_SW_MUX_CTL_PAD, _SW_PAD_CTL_PAD, _WP_SELECT_INPUT), ALT mode, daisy
#: chain's choice.
USDHC1_WP = (iomuxc.Pad(0x020E01F4, 0x020E0480, 0x020E066C), 8, 0b10)  # CSI_DATA04
USDHC2_WP = (iomuxc.Pad(0x020E01D8, 0x020E0464, 0x020E069C), 1, 0b10)  # CSI_PIXCLK


class State(Struct):
    """What was found out at start-up."""

    until: i64  # the end of the sleep under way; ``irq.sleep`` looks for it here
    sleep: usize  # the address of the function that sleeps, or 0 without interrupts
    take: usize  # that of the function that takes a byte of input
    taken: i32  # what it found
    input_ended: bool
    epoch: i64  # nanoseconds from 1970 to the counter's start, 0 while not asked for


state = static(State)
init_rng = imx_entropy.find
get_random_data = imx_entropy.fill
direct = console_output.direct
output_waiting = output_ring.output_waiting
port_receive = imx_console.port_receive
port_send = imx_console.port_send
port_interrupts = imx_console.port_interrupts


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
def start_console(console: usize) -> None:
    """Counter and console."""
    imx6ul.start_counter()
    uart.init(console, uart_clock(), uart.DEFAULT_BAUDRATE, False)


@metal
def printk(console: usize, c: u32) -> None:
    """A byte to the console, or to the ring that the transmitter is filled from."""
    if console_output.is_buffered():
        console_output.put(c)
    else:
        uart.transmit(console, c)


@metal
def getchar(console: usize) -> i32:
    """A byte from the console: -1 if none has come, -2 after the end of input."""
    if state.input_ended:
        return -2
    if state.sleep != 0:
        call_with_registers(state.take, address_of(state))
        found = state.taken
    else:
        found = uart.receive(console)
    if found == END_OF_INPUT:
        state.input_ended = True
        return -2
    return found


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
def exit(console: usize, status: i32) -> None:
    """End an emulated machine; a real one stops."""
    console_output.drain()
    uart.flush(console)
    semihosting.exit(status)
    while True:
        wfi()


@metal
def prepare_idle(console: usize, interrupt: u32) -> None:
    """Interrupts, for programs that start threads or sleep: the others do not need the code.

    From then on the console's input is received by interrupts.
    """
    if state.sleep == 0:
        irq.start()
        imx_console.state.base = console
        serial_console.start(interrupt)
        state.take = address_of_function(take)
        state.sleep = address_of_function(irq.sleep)


@metal
def take(result: usize, stack: usize) -> None:
    """A byte of what interrupts have brought, for ``getchar``."""
    state.taken = serial_console.take()


@metal
def idle(console: usize, until: i64) -> None:
    """Wait until a moment of ``nanotime``, or an interrupt; without those, or a byte."""
    if state.sleep != 0:
        state.until = until
        call_with_registers(state.sleep, address_of(state))
        return
    while timer.nanoseconds() < until and not uart.is_ready(console):
        pass


def input_state():
    """What waits to be read, and what went wrong on the line: see ``input_ring.InputState``."""
    effect("register")
    return input_ring.input_state()


def allow_writing(protection):
    """Have a pad that nothing is connected to tell that writing is allowed: pulled down."""
    pad, mode, choice = protection
    pad.set_mode(mode)
    pad.select(choice)
    pad.set_properties(iomuxc.properties(iomuxc.PULL_DOWN_100K, drive=0, speed=50))
