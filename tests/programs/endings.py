"""What happens after the last line: threads, exit functions, the hook, output not yet written."""

import atexit
import io
import sys
import threading
import time


def late(name, delay):
    time.sleep(delay)
    print("thread", name, "ends", threading.main_thread().is_alive(), flush=True)


@atexit.register
def first():
    print("registered first, called last")
    sys.stdout.write("not flushed by the program")


@atexit.register
def fails():
    raise LookupError("in an exit function")


def says(*words, end="."):
    print("exit function", *words, end + "\n")


def hook(kind, value, traceback):
    print("hook", kind.__name__, value, traceback.tb_frame.f_code.co_name)
    raise RuntimeError("the hook fails")


atexit.register(says, "with", "arguments", end="!")
atexit.register(says, "forgotten")
atexit.unregister(says)
atexit.register(says, "again")
threads = [threading.Thread(target=late, args=(n, 0.3 * n)) for n in (2, 1)]
for thread in threads:
    thread.start()
threading.Thread(target=late, args=("that nobody waits for", 60), daemon=True).start()
sys.stdout = io.TextIOWrapper(io.BufferedWriter(sys.stdout.buffer), write_through=False)
print("written through a buffer of the program's own")
sys.excepthook = hook
raise ValueError("what nobody catches")
