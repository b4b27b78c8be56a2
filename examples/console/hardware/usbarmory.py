"""The USB armory Mk II, and QEMU's mcimx6ul-evk, which has an i.MX6UL."""

from hardware.imx6 import Imx6
from tamapy.board import usbarmory_mk2


class UsbArmory(Imx6):
    """The board."""

    def led(self, name, on):
        usbarmory_mk2.led(name, on)


BOARD = UsbArmory(
    usbarmory_mk2.NAME, {"sd": usbarmory_mk2.MICROSD, "mmc": usbarmory_mk2.EMMC},
    usbarmory_mk2.buffer_input,
)
