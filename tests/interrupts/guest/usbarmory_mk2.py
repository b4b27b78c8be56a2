"""The stress on the USB armory: the virtual timer and UART2."""

from stress import run

from tamapy.arm import alarm
from tamapy.board import usbarmory_mk2 as board
from tamapy.soc import imx6ul

board.buffer_input()
run(alarm.INTERRUPT, alarm.set, alarm.cancel, imx6ul.UART2_INTERRUPT, board.input_state)
