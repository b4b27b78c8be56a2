"""Memory behind the bus encryption engine, and what lies in RAM of it; for boards with a 6UL."""

from failures import failure

from tamapy import dma
from tamapy.soc import imx6ul

SECRET = b"what nobody is to read in memory"

engine = imx6ul.BEE
engine.init()
print(failure(lambda: engine.region(0, 4096)))
plain = [dma.default().reserve(65536, 65536) for _ in range(2)]
for part in plain:
    part[:64] = bytes(64)
engine.enable(*[dma.address(part) for part in plain])
engine.lock()
print(failure(lambda: engine.region(2, 4096)), failure(lambda: engine.region(0, 100)))
for number, part in enumerate(plain):
    with engine.region(number, 65536).reserve(64) as buffer:
        buffer[:] = SECRET * 2
        print(bytes(buffer) == SECRET * 2, SECRET in bytes(part[:64]), bytes(64) == part[:64])
        halves = bytes(part[:32]), bytes(part[32:64])
        print(halves[0] != halves[1])
        buffer[5:7] = b"XY"
        print(bytes(buffer[:10]), [i for i in range(32) if part[i] != halves[0][i]])
print(plain[0][:64] != plain[1][:64])
