"""SPI: what the console asks for, on the bus without devices and with a flash."""

import sys
import threading
import time

from tamapy import reg
from tamapy.arm import irq
from tamapy.soc import imx6ul
from tamapy.soc.nxp import ecspi, waiting

CLOCK = 10000000


def registers():
    """What a bus without devices has, at each step."""
    bus = imx6ul.ECSPI2
    bus.init()
    status = bus.base + ecspi.STATREG
    print(hex(reg.read(status)), hex(reg.read(bus.base + ecspi.CONREG)))
    device = bus.device(1, CLOCK, 3)
    print(device.hertz, device.transfer(bytes(range(200))) == bytes(200))
    print(hex(reg.read(bus.base + ecspi.CONREG)), hex(reg.read(bus.base + ecspi.CONFIGREG)))
    print(hex(reg.read(status)))
    reg.write(status, 1 << 7)  # the transfer's end
    print(hex(reg.read(status)), device.exchange([1, 2, 3], 16), hex(reg.read(status)))
    # Without SMC words wait until they are told to go.
    reg.clear(bus.base + ecspi.CONREG, ecspi.CONREG_SMC)
    for i in range(ecspi.DEPTH):
        reg.write(bus.base + ecspi.TXDATA, i)
    print(hex(reg.read(status) & 0x0D))
    reg.set(bus.base + ecspi.CONREG, 2)
    for _ in range(ecspi.DEPTH):
        while not reg.is_set(status, ecspi.STATREG_RR):
            pass
        reg.read(bus.base + ecspi.RXDATA)
    print(hex(reg.read(status) & 0x0F), hex(reg.read(bus.base + ecspi.CONREG) & 0xFF))
    bus.init()
    print(hex(reg.read(status)), hex(reg.read(bus.base + ecspi.CONFIGREG)))


def identity():
    """The flash's, and how it is erased."""
    bus = imx6ul.ECSPI4
    bus.init()
    flash = bus.device(0, CLOCK)
    print(flash.transfer(b"\x9f" + bytes(6)).hex())  # all of it: QEMU's sees no end otherwise
    print(flash.transfer(b"\6").hex(), flash.transfer(b"\x20\0\x10\0").hex())


def session():
    """A flash is erased, written and read."""
    bus = imx6ul.ECSPI1
    bus.init()
    flash = bus.device(0, CLOCK)

    def wait():
        looks = 1
        while flash.transfer(b"\5\0")[1] & 1:
            looks += 1
        return looks

    print(flash.transfer(b"\x9f\0\0\0")[1:].hex(), flash.transfer(b"\5\0").hex())
    flash.transfer(b"\6")
    flash.transfer(b"\x20\0\x10\0")
    print(wait())
    data = bytes(i * 7 & 255 for i in range(256))
    flash.transfer(b"\6")
    flash.transfer(b"\2\0\x10\0" + data)
    print(wait(), flash.transfer(b"\3\0\x10\0" + bytes(300))[4:] == data + b"\xff" * 44)
    print(flash.transfer(b"\x0b\0\x10\x80\0" + bytes(4))[5:].hex())
    try:
        flash.transfer(bytes(513))
    except ValueError as error:
        print(error)


def interrupts():
    """Another thread runs while words are on their way; and the interrupt itself."""
    bus = imx6ul.ECSPI2
    bus.init()
    waiting.during_words(bus)
    device = bus.device(0, CLOCK)
    turns, going = 0, True

    def count():
        nonlocal turns
        while going:
            turns += 1
            time.sleep(0)

    thread = threading.Thread(target=count)
    thread.start()
    same = True
    for size in (1, 3, 256, 512, 511):
        same = same and device.transfer(bytes(size)) == bytes(size)
    going = False
    thread.join()
    print(same, device.exchange(list(range(100)), 16) == [0] * 100, turns > 0)
    word = bus.base + ecspi.INTREG
    print(hex(reg.read(word)), irq.wait(bus.interrupt, 0.02))
    reg.write(word, 1)  # as long as there is nothing to be sent
    print(irq.wait(bus.interrupt, 5.0) > 0)
    reg.write(word, 0)
    print(irq.wait(bus.interrupt, 0.02))


for line in sys.stdin:
    globals()[line.strip()]()
