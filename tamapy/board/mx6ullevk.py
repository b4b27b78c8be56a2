"""NXP's evaluation board MCIMX6ULL-EVK (i.MX 6ULL, 512 MB), and QEMU's mcimx6ul-evk.

The console is UART1, on the debug port. The board has no LED that a program could switch. Its ports
for Ethernet are ``ETHERNET1`` and ``ETHERNET2`` (:mod:`tamapy.board.evk_ethernet`).
"""

from tamapy.board import imx6, serial_console
from tamapy.board.evk_ethernet import ETHERNET1 as ETHERNET1
from tamapy.board.evk_ethernet import ETHERNET2 as ETHERNET2
from tamapy.metal import i32, i64, metal, u32
from tamapy.runtime.effect import effect
from tamapy.soc import imx6ul
from tamapy.soc.nxp import iomuxc
from tamapy.storage.card import Card as _Card

NAME = "mx6ullevk"
ARCHITECTURE = "arm"
CPU = "cortex-a7"
RAM_START = imx6.RAM_START
DEFAULT_RAM = LARGEST_RAM = imx6.DEFAULT_RAM
TEXT_START = imx6.TEXT_START
BOOT = "tamapy.board.mx6ullevk_boot"  # what the boot ROM sets up, for the build alone
CONSOLE = imx6ul.UART1_BASE

#: The pad LCD_RESET (IOMUXC_SW_MUX_CTL_PAD, _SW_PAD_CTL_PAD), which leads to the board's power, and
#: its ALT mode for WDOG1's signal (p4081, Table 59-1 WDOG External Signals, IMX6ULLRM).
POWER = iomuxc.Pad(0x020E0114, 0x020E03A0)
WDOG1_ANY_MODE = 4

ram_start = imx6.ram_start
ram_size = imx6.ram_size
ram_stack_offset = imx6.ram_stack_offset
dma_start = imx6.dma_start
dma_size = imx6.dma_size
map_devices = imx6.map_devices
init_rng = imx6.init_rng
get_random_data = imx6.get_random_data
nanotime = imx6.nanotime
walltime = imx6.walltime
interrupt_controller = imx6ul.interrupt_controller
input_state = imx6.input_state
output_waiting = imx6.output_waiting
direct = imx6.direct
port_receive = imx6.port_receive
port_send = imx6.port_send
port_interrupts = imx6.port_interrupts


@metal
def hwinit() -> None:
    """Counter and console."""
    imx6.start_console(CONSOLE)


@metal
def printk(c: u32) -> None:
    """A byte to the console."""
    imx6.printk(CONSOLE, c)


@metal
def getchar() -> i32:
    """A byte from the console: -1 if none has come, -2 after the end of input."""
    return imx6.getchar(CONSOLE)


@metal
def exit(status: i32) -> None:
    """End an emulated machine; a real one stops."""
    imx6.exit(CONSOLE, status)


@metal
def prepare_idle() -> None:
    """Interrupts, for programs that start threads or sleep: the others do not need the code.

    From then on the console's input is received by interrupts.
    """
    imx6.prepare_idle(CONSOLE, imx6ul.UART1_INTERRUPT)


@metal
def idle(until: i64) -> None:
    """Wait until a moment of ``nanotime``, or an interrupt; without those, or a byte."""
    imx6.idle(CONSOLE, until)


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


def reset():
    """Have the watchdog's signal switch the board's power off and on; this does not come back."""
    POWER.set_mode(WDOG1_ANY_MODE)
    POWER.set_properties(iomuxc.properties(iomuxc.PULL_UP_22K, speed=50, hysteresis=True))
    imx6ul.WDOG1.init()
    imx6ul.WDOG1.reset()


def _set_sd_voltage(low):
    """The board follows the controller's own signal, which emulators leave out."""
    return not low or imx6ul.is_native()


#: The card in the base board's slot, and the microSD card in that of the processor's board.
SD1 = _Card(imx6ul.USDHC1, 4, _set_sd_voltage, lambda: imx6.allow_writing(imx6.USDHC1_WP))
SD2 = _Card(imx6ul.USDHC2, 4, prepare=lambda: imx6.allow_writing(imx6.USDHC2_WP))
