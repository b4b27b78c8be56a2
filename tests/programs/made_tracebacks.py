"""Traceback entries that programs make, tuples of classes in tuples, and property.__set_name__."""

import sys, types, traceback
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
