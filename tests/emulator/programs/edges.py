"""Threads that wait for pins. "drive N L" asks whoever runs this to drive pin N of GPIO1."""

import threading

from tamapy.soc import imx6ul
from tamapy.soc.nxp import gpio, waiting

imx6ul.GPIO1.init()
pins = [imx6ul.GPIO1.pin(number) for number in range(32)]


def drive(number, level):
    print("drive", number, level)


for number in (3, 20):  # of either line
    pin = pins[number]
    pin.set_interrupt(gpio.RISING)
    print(waiting.for_pin(pin, 0.02))
    drive(number, 1)
    drive(number, 0)
    print(waiting.for_pin(pin, 5), waiting.for_pin(pin, 0.02))
    pin.set_interrupt(gpio.FALLING)
    drive(number, 1)
    print(waiting.for_pin(pin, 0.02))
    drive(number, 0)
    print(waiting.for_pin(pin, 5))
    pin.set_interrupt(gpio.BOTH)
    came = []
    for level in (1, 0, 1):
        drive(number, level)
        came.append(waiting.for_pin(pin, 5))
    pin.set_interrupt(gpio.HIGH)
    print(*came, waiting.for_pin(pin, 5), waiting.for_pin(pin, 5))  # the level lasts
    drive(number, 0)
    pin.clear_interrupt()
    waiting.for_pin(pin, 0.02)  # what was noted before
    print(waiting.for_pin(pin, 0.02))
    pin.set_interrupt(gpio.LOW)
    print(waiting.for_pin(pin, 5))
    pin.mask_interrupt()

seen = []


def wait(number):
    while waiting.for_pin(pins[number], 5):
        seen.append(number)
        if seen.count(number) == 3:
            break
        drive(number, 0)
        drive(number, 1)


threads = [threading.Thread(target=wait, args=(number,)) for number in (6, 7, 21)]
for number in (6, 7, 21):
    pins[number].set_interrupt(gpio.RISING)
for thread in threads:
    thread.start()
drive(7, 1)  # the first one that waits is not the first that is served
drive(21, 1)
drive(6, 1)
for thread in threads:
    thread.join()
print(sorted(seen))
