"""The stress on the Raspberry Pi 2: the system timer and the PL011."""

from stress import run

from tamapy.board import pi2 as board
from tamapy.soc import bcm2836 as soc

CHANNEL = 1


def set_alarm(seconds):
    """Match so many seconds from now."""
    soc.SYSTEM_TIMER.start(CHANNEL, max(1, round(seconds * 1e6)))


def cancel():
    """Forget that it has."""
    soc.SYSTEM_TIMER.clear(CHANNEL)


board.buffer_input()
number = soc.SYSTEM_TIMER.interrupts[CHANNEL]
run(number, set_alarm, cancel, soc.UART0_INTERRUPT, board.input_state)
