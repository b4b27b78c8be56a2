"""Traceback entries that programs make, tuples of classes in tuples, and property.__set_name__."""

import inspect, linecache, sys, types, traceback
def attempt(f, *a):
    try: print(f(*a))
    except Exception as e: print(type(e).__name__, e)
def raiser(): raise ValueError
try: raiser()
except ValueError as e: other = e.__traceback__
frame = other.tb_frame
tb = types.TracebackType(other, frame, 1, 2)
print(tb.tb_next is other, tb.tb_frame is frame, tb.tb_lasti, tb.tb_lineno, types.TracebackType(None, frame, 1, 2).tb_next)
for args in ("no", frame, 1, 2), (other, "no", 1, 2), (other, frame, "no", 2), (other, frame, 1, "nuh"):
    try: types.TracebackType(*args)
    except TypeError as e: print("TypeError")
made = types.TracebackType(None, frame, 0, 5)
print(traceback.extract_tb(made)[0].lineno)
nested = (str,)
for _ in range(sys.getrecursionlimit() + 5): nested = (nested,)
for test in isinstance, issubclass:
    try: test("" if test is isinstance else int, nested)
    except RecursionError: print("RecursionError")
print(isinstance("", (int, (float, (str,)))), issubclass(bool, (str, ((), (int,)))), isinstance(3, ((), (str,))))
attempt(property().__set_name__, 1)
class A:
    x = property()
attempt(lambda: A().x)
first = raiser.__code__.co_firstlineno
print(next(raiser.__code__.co_positions()) == (first, first, 0, 0), next(frame.f_code.co_positions()))

# Texts compiled under names that are made up when they are compiled.
TEXT = '''\
def outer(value):
    class Inner:
        def method(self):
            return value / 0
    return Inner
'''


def made(name):
    linecache.cache[name] = len(TEXT), None, TEXT.splitlines(True), name
    space = {"__name__": __name__}
    exec(compile(TEXT, name, "exec"), space)
    return space["outer"]


for name in "<made 1>", "<made 2>":
    outer = made(name)
    print(outer.__code__.co_filename, outer(1).method.__code__.co_filename)
    print(inspect.getsource(outer), end="")
    try:
        outer(1)().method()
    except ZeroDivisionError as error:
        print([frame.filename for frame in traceback.extract_tb(error.__traceback__)][1:])
        print([line for line in traceback.format_exc().splitlines() if "return" in line])
