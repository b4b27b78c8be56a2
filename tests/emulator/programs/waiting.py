"""Threads that wait for devices by their interrupts: every line says what should be so."""

import threading
import time

from tamapy.soc import imx6ul
from tamapy.soc.nxp import waiting


class Beside:
    """Another thread, which has to have its turns meanwhile."""

    def __enter__(self):
        self.turns, self.going = 0, True
        self.thread = threading.Thread(target=self.run)
        self.begin = time.monotonic()
        self.thread.start()
        return self

    def run(self):
        while self.going:
            self.turns += 1
            time.sleep(0.001)

    def __exit__(self, *error):
        self.took = time.monotonic() - self.begin
        self.going = False
        self.thread.join()


timer = imx6ul.EPIT1
timer.init()
timer.start(1 << 32)
timer.start(timer.frequency() // 50)
with Beside() as beside:
    came = [waiting.for_period(timer, 2.0) for _ in range(5)]
print(came, 0.08 < beside.took < 2, beside.turns > 2)
timer.stop()
timer.clear()
with Beside() as beside:
    came = waiting.for_period(timer, 0.05)
print(came, 0.05 <= beside.took < 2, beside.turns > 2)

timer = imx6ul.GPT1
timer.init()
timer.start()
timer.start(timer.frequency() // 1000000)
for channel in (1, 3):
    timer.set_compare(channel, timer.count() + 30000)
    with Beside() as beside:
        came = waiting.for_channel(timer, channel, 2.0)
    print(came, 0.02 < beside.took < 2, beside.turns > 2, timer.is_due(channel))
    timer.disable_compare(channel)
print(waiting.for_channel(timer, 2, 0.02))

bus = imx6ul.I2C1
bus.init()
waiting.during_bytes(bus)
bus.write(0x50, b"by interrupts", 0x10, width=2)
with Beside() as beside:
    same = all([bus.read(0x50, 13, 0x10, 2) == b"by interrupts" for _ in range(20)])
print(same)

dog = imx6ul.WDOG1
dog.init()
dog.set_interrupt(1.5)
dog.start(2.5)  # QEMU makes it 2 seconds
# QEMU resets at once if the watchdog is serviced after its warning.
for _ in range(2 if imx6ul.family() == imx6ul.FAMILY_ULL else 1):
    with Beside() as beside:
        came = waiting.for_warning(dog, 5.0)
    print(came, 0.4 < beside.took < 2, beside.turns > 5)
    if imx6ul.family() == imx6ul.FAMILY_ULL:
        dog.service()
