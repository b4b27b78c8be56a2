"""Buffers that change while they are used, and other things of bytes and memoryviews."""


def attempt(f, *a, **k):
    try:
        print(f(*a, **k))
    except Exception as e:
        print(type(e).__name__, e)


class Clear:
    def __index__(self):
        items.clear()
        return 42
class Grow:
    def __index__(self):
        if len(items) < 100: items.append(self)
        return 42
items = [Clear(), Clear()]
print(bytes(items))
items = [Grow()]
print(bytes(items) == b"*" * 100, bytes([]), bytes([1, 2]))
class Boom:
    def __index__(self):
        b.clear()
        return 0
b = bytearray(b"Now you see me...")
attempt(b.__setitem__, 0, Boom())
print(b)
a, b, c = bytearray(b"x").partition(b"y")
print(b is c, a, b, c)
b, c, a = bytearray(b"x").rpartition(b"y")
print(b is c, a, b, c)


class Release:
    def __index__(self):
        m.release()
        return 4
    def __float__(self):
        m.release()
        return 4.25
def view(*cast):
    made = memoryview(bytearray(b"\xff" * 128))
    return made.cast(*cast) if cast else made
m = view()
attempt(lambda: m[Release()])
m = view("B", (64, 2))
attempt(lambda: m[Release(), 0])
m = view()
print(list(m[:Release()]))
for index in Release(), slice(None, Release()), slice(Release(), 8):
    m = view()
    attempt(m.__setitem__, index, 4 if index.__class__ is Release else b"spam")
for letter in "bhilqnBHILQNfd":
    m = view(letter)
    attempt(m.__setitem__, 0, Release())
class M:
    def __getitem__(self, key): raise KeyError
    def keys(self): return list("zxy")
print(eval("dir()", {}, M()))
