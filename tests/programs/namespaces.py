"""``globals()``, ``locals()``, ``dir()`` and code that sees the names of its caller."""

x = 1
print("x" in globals(), globals()["x"], globals() is locals(), sorted(k for k in vars() if k == "x"))
globals()["dyn"] = 5
print(dyn)
def f(a, b=2, *c, **d):
    e = 3
    if a > 100:
        z = 1
    print(sorted(locals().items()), dir())
    def g():
        return a, e
    for i in range(2):
        pass
    return locals()
print(sorted((k, v) for k, v in f(1, k=2).items() if k != "g"))
class C:
    y = 2
    names = sorted(n for n in locals() if not n.startswith("_"))
    w = "y" in dir()
print(C.names, C.w)
def shadow():
    globals = lambda: "mine"
    return globals()
print(shadow(), (lambda v: locals())(4))
print(eval("x + 1"), [n for n in dir() if n == "x"])
exec("x = 10")
print(x)
def h():
    y = 7
    print(eval("x + y"))
h()
class Abstract:
    pass


# -- a name that is missing, where the program has used built-in names of its own
exec("x = 1", {"__builtins__": {"len": len}})
try:
    try:
        1 / 0
    finally:
        nothing
except NameError as e:
    print(repr(e), repr(e.__context__))


class Deletes:
    try:
        try:
            1 / 0
        finally:
            del nothing
    except NameError as e:
        print(repr(e), repr(e.__context__))


# None for the globals stands for the caller's.
x = 1
def given(y):
    z = 3
    print(eval("x + 1", None), eval("x + q", None, {"q": 5}), eval("q", {"q": 2}, None), eval("y + z", None, None))
    space = {}
    exec("w = x + 10", None, space)
    print(space, eval("x + y", None) if True else 0)
    g = None
    print(eval("x * 2", g), eval("x * 3", {"x": 5}))
exec("k = 4", None)
print(k)
given(2)
class InBody:
    exec("m = x + 1", None)
    n = eval("m + x", None)
print(InBody.m, InBody.n)
