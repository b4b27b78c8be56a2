"""Lines of functions that are running: told by frames, warnings, logging and tracebacks."""

import logging
import os
import sys
import threading
import traceback
import warnings


def lines():
    found = []
    frame = sys._getframe(1)
    while frame is not None:
        found.append((frame.f_code.co_name, frame.f_lineno))
        frame = frame.f_back
    return found


def deeper(n):
    if n:
        for step in range(n):
            if step == n - 1:
                return deeper(
                    n - 1
                )
    return (
        lines()
    )


def generator():
    first = lines()
    yield first
    yield lines()


class Box:
    line = sys._getframe().f_lineno

    def __repr__(self):
        return f"Box{lines()}"


print(sys._getframe().f_lineno)
print(deeper(2))
print(list(generator()))
print(Box.line, repr(Box()))
print([lines() for _ in range(1)], (lambda: lines())())


def stack():
    return [(f.lineno, f.name, f.line) for f in traceback.extract_stack()]


print(stack())
print(traceback.format_stack()[-1].splitlines()[1:])


class Handler(logging.Handler):
    def emit(self, record):
        print(record.levelname, record.getMessage(), record.lineno, record.funcName)
        if record.stack_info:
            print(record.stack_info.splitlines()[-1])


logger = logging.getLogger("lines")
logger.addHandler(Handler())


def log():
    logger.error("one")

    logger.error("two", stacklevel=2)
    logger.error("three", stack_info=True)


log()


def careful():
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        warnings.warn("here")
        warnings.warn("there", UserWarning, 2)
    return [(str(w.message), w.lineno) for w in caught]


print(careful())
seen = threading.Event()
go = threading.Event()


def waits():
    seen.set()
    go.wait()


thread = threading.Thread(target=waits)
thread.start()
seen.wait()
frame = sys._current_frames()[thread.ident]
while frame.f_code.co_name != "waits":
    frame = frame.f_back
print(frame.f_lineno)
go.set()
thread.join()


async def coroutine():
    pass


def make():
    return coroutine()


for depth in 0, 1, 2, 1000:
    sys.set_coroutine_origin_tracking_depth(depth)
    made = make()
    origin = made.cr_origin
    print(origin and [row[1:] for row in origin], sys.get_coroutine_origin_tracking_depth())
    made.close()
sys.set_coroutine_origin_tracking_depth(0)


def unknown():
    return no_such_name  # noqa: F821


try:
    unknown()
except NameError as error:
    print(error.__context__, error.__traceback__.tb_next.tb_frame.f_globals is globals())
with open(os.devnull, "a") as null:
    print(null.write("nothing"), null.seek(0, 2), null.tell(), os.path.isfile(os.devnull), os.path.exists(os.devnull))
with open(os.devnull) as null:
    print(repr(null.read()))
