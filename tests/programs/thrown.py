"""Exceptions thrown into generators: those that cannot be made, and their contexts."""

class E(Exception):
    def __new__(cls, *args, **kwargs): return cls
class Fails(Exception):
    def __init__(self): raise OSError("in making it")
def generator():
    try:
        yield 1
    except Exception as e:
        print(type(e).__name__, e)
        yield 2
for kind in E, Fails:
    g = generator()
    next(g)
    print(g.throw(kind))
    g = generator()
    try: g.throw(kind)
    except Exception as e: print(type(e).__name__)
    print(next(g, "end"))
def inner():
    yield
def outer():
    try: raise KeyError("a")
    except Exception: yield from inner()
g = outer(); g.send(None)
try: g.throw(ValueError)
except ValueError as e: print(repr(e.__context__))
def plain():
    try: raise KeyError("a")
    except Exception: yield from [1, 2]
g = plain(); g.send(None)
try: g.throw(ValueError)
except ValueError as e: print(repr(e.__context__))
def inner2():
    try: yield
    except ValueError: raise IndexError("i")
def outer2():
    try: raise KeyError("a")
    except Exception: yield from inner2()
g = outer2(); g.send(None)
try: g.throw(ValueError)
except IndexError as e:
    while e: print(repr(e)); e = e.__context__
import asyncio
async def ainner():
    await asyncio.sleep(0)
async def aouter():
    try: raise KeyError("k")
    except KeyError:
        await ainner()
async def main():
    t = asyncio.create_task(aouter())
    await asyncio.sleep(0)
    t.cancel()
    try: await t
    except asyncio.CancelledError as e: print(repr(e.__context__))
asyncio.run(main())
