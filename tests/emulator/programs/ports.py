"""A serial port used by two threads at once, one for each way, and a third one that counts."""

import threading
import time

from tamapy.soc import imx6ul
from tamapy.soc.nxp import waiting

DATA = bytes(i * 7 & 255 for i in range(1000))
port = imx6ul.UART3
port.init()
heard = bytearray()
turns, going = 0, True


def listen():
    """What comes, until it is as much as was sent."""
    while len(heard) < len(DATA) and waiting.for_input(port, 20.0):
        heard.extend(port.read(64))


def count():
    """Others run meanwhile."""
    global turns
    while going:
        turns += 1
        time.sleep(0.001)


threads = [threading.Thread(target=target) for target in (listen, count)]
for thread in threads:
    thread.start()
sent = waiting.send(port, DATA, 20.0)
threads[0].join()
going = False
threads[1].join()
print(sent, bytes(heard) == DATA, turns > 2)
print(waiting.for_room(port, 0.05))
print(waiting.send(port, bytes(50), 0.05))
