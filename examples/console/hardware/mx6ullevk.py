"""The MCIMX6ULL-EVK, and QEMU's mcimx6ul-evk, which has an i.MX6UL."""

from hardware.imx6 import Imx6
from tamapy.board import mx6ullevk

BOARD = Imx6(mx6ullevk.NAME, {"sd": mx6ullevk.SD1}, mx6ullevk.buffer_input)
