"""The Raspberry Pi 2."""

from hardware.raspberry import Raspberry
from tamapy.board import pi2
from tamapy.soc import bcm2836

LEDS = {"activity": (47, True), "power": (35, True)}

BOARD = Raspberry(
    pi2.NAME, LEDS, pi2.VIDEOCORE, bcm2836.GPIO, bcm2836.WATCHDOG, pi2.dma_channel,
    pi2.SD, pi2.buffer_input,
)
