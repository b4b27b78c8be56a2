"""Both streams to the end, and an interrupt that nobody catches: its traceback and its status."""

import atexit
import os
import sys

atexit.register(print, "exit function")
print("output", end=" ", flush=True)
print("error", file=sys.stderr)
sys.stdout.write("half a line of output, ")
sys.stdout.flush()
sys.stderr.write("half a line of errors\n")
os.write(1, b"bytes to 1\n")
os.write(2, b"bytes to 2\n")
sys.stderr.buffer.write(b"bytes to the buffer of stderr\n")
sys.stderr.flush()


def outer():
    try:
        raise KeyboardInterrupt("first")
    except KeyboardInterrupt:
        raise KeyboardInterrupt from None


outer()
