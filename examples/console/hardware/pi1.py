"""The Raspberry Pi 1."""

from hardware.raspberry import Raspberry
from tamapy.board import pi1
from tamapy.soc import bcm2835

LEDS = {"activity": (47, True), "power": (35, True)}  # of A+ and B+

BOARD = Raspberry(
    pi1.NAME, LEDS, pi1.VIDEOCORE, bcm2835.GPIO, bcm2835.WATCHDOG, pi1.dma_channel,
    pi1.SD, pi1.buffer_input,
)
