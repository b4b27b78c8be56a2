"""The Raspberry Pi 1: models A, A+, B, B+ (BCM2835, 256 or 512 MB), and QEMU's raspi1ap."""

from tamapy.board import raspberry, raspberry_irq, serial_console
from tamapy.metal import Ptr, i32, i64, metal, u8, u32, usize
from tamapy.runtime.effect import effect
from tamapy.soc import bcm2835
from tamapy.soc.arm import pl011
from tamapy.soc.broadcom import systimer
from tamapy.soc.broadcom.dma import Channel as _Channel
from tamapy.soc.broadcom.emmc import EMMC as _EMMC
from tamapy.soc.broadcom.framebuffer import Framebuffer as _Framebuffer
from tamapy.soc.broadcom.videocore import VideoCore as _VideoCore
from tamapy.storage.card import Card as _Card

NAME = "pi1"
ARCHITECTURE = "armv6"
CPU = "arm1176jzf-s"
RAM_START = raspberry.RAM_START
DEFAULT_RAM = 447 << 20  # what is usual with 512 MB; where there is less, it is less
LARGEST_RAM = 495 << 20  # with the least for the VideoCore, 16 MiB, and what is shared with it
LOAD_ADDRESS = raspberry.LOAD_ADDRESS
TEXT_START = raspberry.TEXT_START
KERNEL = "kernel.img"  # the file that the firmware boots
CONSOLE = bcm2835.UART0_BASE

UART0 = pl011.UART(bcm2835.UART0_BASE, raspberry.uart_clock, bcm2835.UART0_INTERRUPT)
VIDEOCORE = _VideoCore(bcm2835.MAILBOX_BASE, bcm2835.BUS, raspberry.message_address)
FRAMEBUFFER = _Framebuffer(VIDEOCORE)
#: The card in the slot.
SD = _Card(
    _EMMC(bcm2835.EMMC_BASE, lambda: VIDEOCORE.clock_rate("emmc")),
    prepare=lambda: raspberry.connect_card(bcm2835.GPIO),
)

ram_start = raspberry.ram_start
heap_offset = raspberry.heap_offset
ram_stack_offset = raspberry.ram_stack_offset
input_state = raspberry.input_state
output_waiting = raspberry.output_waiting
direct = raspberry.direct
port_receive = raspberry.port_receive
port_send = raspberry.port_send
port_interrupts = raspberry.port_interrupts
start_interrupts = raspberry_irq.start_interrupts
enable_interrupt = raspberry_irq.enable_interrupt
disable_interrupt = raspberry_irq.disable_interrupt
acknowledge_interrupt = raspberry_irq.acknowledge_interrupt
end_interrupt = raspberry_irq.end_interrupt
is_alarm = raspberry_irq.is_alarm
set_alarm = raspberry_irq.set_alarm
cancel_alarm = raspberry_irq.cancel_alarm


def dma_channel(number):
    """A channel of the DMA controller, one of ``VIDEOCORE.dma_channels()``."""
    return _Channel(bcm2835.DMA_BASE, number, bcm2835.BUS, raspberry.dma_memory)


@metal
def ram_size() -> usize:
    """Bytes of RAM."""
    if raspberry.state.ram == 0:
        raspberry.ask_firmware(bcm2835.MAILBOX_BASE, bcm2835.BUS)
    return raspberry.state.ram


@metal
def map_devices() -> None:
    """Registers, and memory shared with the VideoCore."""
    raspberry.map_devices(bcm2835.PERIPHERALS, bcm2835.PERIPHERALS_END)


@metal
def hwinit() -> None:
    """The console."""
    raspberry.start_console(CONSOLE, bcm2835.GPIO_BASE)


@metal
def printk(c: u32) -> None:
    """A byte to the console; it is lost if there is no room for a second."""
    raspberry.printk(CONSOLE, c)


@metal
def getchar() -> i32:
    """A byte from the console: -1 if none has come, -2 after the end of input."""
    return raspberry.getchar(CONSOLE)


@metal
def init_rng() -> None:
    """The true random number generator."""
    raspberry.init_rng(bcm2835.RNG_BASE)


@metal
def get_random_data(p: Ptr[u8], n: usize) -> None:
    """Random bytes."""
    raspberry.get_random_data(bcm2835.RNG_BASE, p, n)


@metal
def nanotime() -> i64:
    """Nanoseconds since the VideoCore started, in steps of a thousand."""
    return systimer.nanoseconds(bcm2835.SYSTEM_TIMER_BASE)


@metal
def walltime() -> i64:
    """Nanoseconds since 1970 as a debugger or emulator tells them, else 0."""
    return raspberry.walltime(nanotime())


@metal
def exit(status: i32) -> None:
    """End an emulated machine; a real one stops."""
    raspberry.exit(CONSOLE, status)


@metal
def prepare_idle() -> None:
    """Interrupts, for programs that start threads or sleep: the others do not need the code.

    From then on the console's input is received by interrupts.
    """
    raspberry.prepare_idle(CONSOLE)


@metal
def idle(until: i64) -> None:
    """Wait until a moment of ``nanotime``, or an interrupt; without those, or a byte."""
    raspberry.idle(CONSOLE, until)


def buffer_input():
    """Receive the console's input by interrupts, so that none is lost while nobody reads.

    Programs that start threads, sleep or wait for interrupts have it from then on anyway.
    """
    effect("register")
    prepare_idle()


def buffer_output():
    """Send the console's output by interrupts, from a ring: the program does not wait for the line.

    Errors still leave at once, after all that is in the ring.
    """
    effect("register")
    prepare_idle()
    serial_console.buffer_output()
