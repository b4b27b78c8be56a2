"""Calls of functions that a global names, while it comes to name other things."""
import copy, json
def f(a, b): return a + b
def g(): return f(1, 2)
print(g())
def f(a, b): return a * b
print(g())
def two(x, y=5): return x, y
def h(): return two(1), two(1, 2)
print(h())
two.__code__ = (lambda p, q: (q, p)).__code__
print(h())
two.__defaults__ = (9,); print(h())
f = max
print(g())
class f:
    def __init__(self, a, b): self.s = (a, b)
print(g().s)
def f(*a): return a
print(g())
f = 7
try: g()
except TypeError as e: print(e)
def dec(fn):
    def inner(*a): return ["decorated", fn(*a)]
    return inner
@dec
def d(a): return a
def k(): return d(4)
print(k())
def gen(n):
    for i in range(n): yield i
def lst(): return list(gen(3))
print(lst())
async def co(n): return n
def run():
    try: co(5).send(None)
    except StopIteration as e: return e.value
print(run())
def deep(n): return deep(n + 1)
try: deep(0)
except RecursionError as e: print(e)
import traceback
def bad(x): return x / 0
def caller(): return bad(
    3)
try: caller()
except ZeroDivisionError: print(traceback.format_exc().splitlines()[-1])
x = []
for i in range(100000): x = [x]
try: copy.deepcopy(x)
except RecursionError: print("deep copy")
try: json.dumps(x)
except RecursionError: print("deep json")
print(copy.copy([1]), copy.deepcopy({"a": [1]}))
