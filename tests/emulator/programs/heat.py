"""The temperature monitor watches the chip; whoever runs this makes it hot."""

import sys
import time

from tamapy.soc import imx6ul
from tamapy.soc.nxp import waiting

monitor = imx6ul.TEMPMON
monitor.watch(0.01, low=0, high=80, panic=100)
print(f"{monitor.read():.0f}", waiting.for_alarm(monitor, 0.1), monitor.is_watching())
print("hot")
sys.stdout.flush()
print(waiting.for_alarm(monitor, 30), f"{monitor.read():.0f}")
print("cold")
sys.stdout.flush()
found = waiting.for_alarm(monitor, 30)
while found == {"high"}:  # it was measured before it became cold
    found = waiting.for_alarm(monitor, 30)
print(found, f"{monitor.read():.0f}")
print("panic")
time.sleep(30)
print("not reached")
