"""Globals and built-in names that change after they were looked up."""
import builtins, sys
def f(): return len([1]), undefined_later
def g(): return x
try: print(f())
except NameError as e: print(e)
undefined_later = 5
print(f())
x = 1
print(g()); x = 2; print(g()); del x
try: print(g())
except NameError as e: print(e)
x = 3; print(g())
globals()["x"] = 4; print(g())
globals().update(x=5); print(g())
len = lambda v: "own"
print(f()); del len; print(f())
builtins.len = lambda v: "built-in"; print(f())
for i in range(200): setattr(builtins, "n%d" % i, i)
print(f(), n7)
def h(): return n7 + n8
print(h()); builtins.n7 = 100; print(h()); del builtins.n7
try: print(h())
except NameError as e: print(e)
n7 = 1000; print(h())
for i in range(300): globals()["m%d" % i] = i
print(g(), h(), m299)
def count():
    global total
    total += 1
total = 0
for i in range(5): count()
print(total)
def fresh():
    global made
    made = total
fresh(); print(made)
code = compile("y = x + 1\ndef k():\n    return y, x\n", "text", "exec")
for value in (10, 20):
    space = {"x": value}
    exec(code, space)
    print(space["k"]())
    space["y"] = "changed"; print(space["k"]())
m = sys.modules["__main__"]
m.x = "by attribute"; print(g())
print(eval("x"), eval("x", {"x": 9}))
import gc
gc.collect(); print(g(), h(), f())
class C:
    x = x
    def m(self): return x
print(C.x, C().m())
