import time

SIDES = 3 if time.time() else 0
