"""The Raspberry Pi Zero."""

from hardware.raspberry import Raspberry
from tamapy.board import pizero
from tamapy.soc import bcm2835

LEDS = {"activity": (47, False)}

BOARD = Raspberry(
    pizero.NAME, LEDS, pizero.VIDEOCORE, bcm2835.GPIO, bcm2835.WATCHDOG, pizero.dma_channel,
    pizero.SD, pizero.buffer_input,
)
