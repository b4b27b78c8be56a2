"""A store at 0x50 of I2C1, and the USB armory's power management: lines say what should be so."""

from tamapy.soc import imx6ul
from tamapy.soc.nxp.i2c import AcknowledgeError

bus = imx6ul.I2C1
bus.init(400000)


def answer(target, call):
    """What a call gives. QEMU ends the byte of an address that nobody has without a flag."""
    try:
        return call()
    except (AcknowledgeError, TimeoutError):
        return f"no answer at {target}"


STORE = 0x50
bus.write(STORE, b"hello, store", 0x120, width=2)
print(bus.read(STORE, 12, 0x120, 2), bus.read(STORE, 1, 0x120, 2), bus.read(STORE, 4))
print(bus.read(STORE, 6, 0x123, 2))
data = bytes(i * 7 & 255 for i in range(200))
bus.write(STORE, data, 0x400, 2)
print(bus.read(STORE, len(data), 0x400, 2) == data)
print(answer(33, lambda: bus.write(33, b"x")), answer(33, lambda: bus.read(33, 2)))
print(bus.read(STORE, 2, 0x124, 2), bus.read(STORE, 3, 0x400, 2) == data[:3])
print(answer(8, lambda: bus.read(8, 1, 0)))
