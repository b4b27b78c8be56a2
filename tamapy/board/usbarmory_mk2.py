"""The USB armory Mk II (i.MX 6ULZ or 6UL, 512 MB), and QEMU's mcimx6ul-evk.

The console is UART2, on the receptacle where a debug accessory is plugged in.
"""

from tamapy.board import imx6, serial_console
from tamapy.board.armory.bluetooth import ANNA as _ANNA
from tamapy.board.armory.ports import FUSB303 as _FUSB303
from tamapy.board.armory.ports import TUSB320 as _TUSB320
from tamapy.board.armory.power import PF1510 as _PF1510
from tamapy.metal import i32, i64, metal, u32
from tamapy.runtime.effect import effect
from tamapy.soc import imx6ul
from tamapy.soc.nxp import iomuxc
from tamapy.storage.card import Card as _Card

NAME = "usbarmory-mk2"
ARCHITECTURE = "arm"
CPU = "cortex-a7"
RAM_START = imx6.RAM_START
DEFAULT_RAM = imx6.DEFAULT_RAM
LARGEST_RAM = 1 << 30  # what Mk II boards have at most
TEXT_START = imx6.TEXT_START
BOOT = "tamapy.board.usbarmory_mk2_boot"  # what the boot ROM sets up, for the build alone
CONSOLE = imx6ul.UART2_BASE

#: LEDs: pin of GPIO4, and pad (IOMUXC_SW_MUX_CTL_PAD_CSI_DATA00 and 01, with their SW_PAD_CTL).
LEDS = {
    "white": (imx6ul.GPIO4.pin(21), iomuxc.Pad(0x020E01E4, 0x020E0470)),
    "blue": (imx6ul.GPIO4.pin(22), iomuxc.Pad(0x020E01E8, 0x020E0474)),
}

#: On I2C1: power management, and the USB ports' controllers.
PMIC = _PF1510(imx6ul.I2C1, 0x08)
PLUG = _TUSB320(imx6ul.I2C1, 0x61)
RECEPTACLE = _FUSB303(imx6ul.I2C1, 0x31)
SD_LDO = 3  # what the lines of the microSD card have their voltage from
GAMMA = 1  # the board's revision, in the highest byte of fuse word 4, 2

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
    imx6.prepare_idle(CONSOLE, imx6ul.UART2_INTERRUPT)


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


def led(name, on):
    """Switch an LED, ``white`` or ``blue``, on or off."""
    found = LEDS.get(str(name).lower())
    if found is None:
        raise ValueError(f"there is no LED {name}")
    pin, pad = found
    imx6ul.GPIO4.init()
    pin.output(not on)  # it lies between the supply and the pin
    pad.set_properties(iomuxc.properties(iomuxc.KEEPER))
    pad.set_mode(imx6.GPIO_MODE)


def is_gamma():
    """Whether the board is of the gamma revision, which can have its cards' lines at 1.8 V."""
    if not imx6ul.is_native():
        return False
    imx6ul.OCOTP.init()
    return imx6ul.OCOTP.read(4, 2) >> 24 == GAMMA


def enable_debug_accessory():
    """Have the receptacle's port detect a debug accessory, through which the console goes.

    That takes up to 0.2 seconds; what is printed before that is lost.
    """
    RECEPTACLE.enable()


def disable_debug_accessory():
    """Have no debug accessory detected any more: the console is disconnected."""
    RECEPTACLE.disable()


def detect_debug_accessory(timeout=1.0):
    """Enable the detection, and wait so many seconds at most; whether there is an accessory."""
    return RECEPTACLE.wait_for_debug(timeout)


def _set_sd_voltage(low):
    if not is_gamma():
        return not low
    PMIC.set_voltage(SD_LDO, 1800 if low else 3300)
    return True


def _set_mmc_voltage(low):
    return low == is_gamma()  # as it is wired


#: The card in the microSD slot, and the eMMC.
MICROSD = _Card(imx6ul.USDHC1, 4, _set_sd_voltage, lambda: imx6.allow_writing(imx6.USDHC1_WP))
EMMC = _Card(imx6ul.USDHC2, 8, _set_mmc_voltage, lambda: imx6.allow_writing(imx6.USDHC2_WP))
#: The Bluetooth module.
BLE = _ANNA(imx6ul.UART1, imx6ul.GPIO1, lambda: not is_gamma())
