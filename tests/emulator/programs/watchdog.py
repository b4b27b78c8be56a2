"""A watchdog that is serviced for longer than its time, and then does what the console says."""

import sys
import time

from tamapy.soc import imx6ul

dog = imx6ul.WDOG1
dog.init()
print(dog.is_running())
dog.start(2)
end = time.monotonic() + 2.4
while time.monotonic() < end:
    dog.service()
print(dog.is_running(), flush=True)
command = sys.stdin.readline().strip()
if command == "sleep":
    print(dog.reset_cause(), flush=True)
    while True:
        pass
elif command == "reset":
    imx6ul.reset()
print("the end")
