"""LEDs and other pins: every line says what should be so."""

from tamapy import reg
from tamapy.board import usbarmory_mk2 as board
from tamapy.soc import imx6ul
from tamapy.soc.nxp import gpio

for name, on in (("white", True), ("blue", False), ("Blue", True), ("white", False)):
    board.led(name, on)
    pins = [imx6ul.GPIO4.pin(number) for number in (20, 21, 22)]
    print(name, [pin.is_output() for pin in pins], [pin.value() for pin in pins])
try:
    board.led("green", True)
except ValueError as error:
    print(error)

imx6ul.GPIO1.init()
pin = imx6ul.GPIO1.pin(18)
print(pin.value())
pin.set(True)
print(pin.value())
for trigger in (gpio.RISING, gpio.FALLING, gpio.BOTH):
    pin.set_interrupt(trigger)
    registers = [hex(reg.read(imx6ul.GPIO1_BASE + at)) for at in (0x0C, 0x10, 0x14, 0x1C)]
    print(registers, pin.is_pending())
pin.output(True)
print(pin.value(), hex(reg.read(imx6ul.GPIO1_BASE + gpio.PSR)))
pin.input()
print(pin.value())
