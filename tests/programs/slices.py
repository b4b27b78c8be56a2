"""Slices of every sequence, slice objects, and classes that take them."""


def show(label, function, *args):
    try:
        print(label, function(*args))
    except Exception as error:
        print(label, type(error).__name__, error)


for value in ([0, 1, 2, 3, 4, 5], (0, 1, 2, 3, 4, 5), "abcdef", range(6)):
    print(value[1:4], value[:-2], value[-2:], value[::2], value[::-1], value[4:1:-1], value[10:], value[-10:2], value[3:3])
    print(value[None:None], value[: 10**30], value[-(10**30) :], value[:: 10**30], value[True:], value[5::-2])
s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, slice(5), slice(None), slice(1, 2), s == slice(1, 10, 2), s != slice(1), slice(1, 2) < slice(1, 3))
print(s.indices(5), slice(None, None, -1).indices(4), slice(-3, None).indices(10), slice(100).indices(3), slice(5, 1).indices(10))
print(slice(10**30, None, -1).indices(5), slice(None, None, 10**30).indices(5))
show("hash", hash, s)
show("args", slice)
show("args", slice, 1, 2, 3, 4)
show("indices", s.indices, -1)
show("indices", s.indices, "x")
show("zero", slice(None, None, 0).indices, 3)
show("float", lambda: [1, 2][1.0:])
show("string", lambda: (1, 2)["a":])
show("set", lambda: (1, 2).__setitem__(0, 1))


class Index:
    def __index__(self):
        return 2


print([1, 2, 3, 4][Index() :], "abcd"[: Index()], (1, 2, 3)[Index()])


class Taker:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        print("set", key, value)

    def __delitem__(self, key):
        print("del", key)


t = Taker()
print(t[1], t[1:2], t[:], t[::3], t[1:2, 3], t[...], t[1:2, ..., None], t[()], t["a":"b"])
t[1:2] = 5
t[0, 1] = "x"
del t[3:]
items = list(range(10))
items[2:5] = items[5:8]
print(items)
items[1::2], items[::2] = items[::2], items[1::2]
print(items)
del items[-3:], items[0]
print(items)
x = [1, 2, 3]
x[1:2] += [9, 9]
print(x)
x[0] += 5
x[-1] *= 2
print(x)
text = "hello world"
print(text[:5] + text[5:] == text, text[6:][::-1], text[-1:-6:-1], text[2], text[-3])
print((1, 2, 3)[:] is not None, [*"abc"][1:], {"k": [1, 2, 3]}["k"][-2:])


# Without slice objects: what is asked in which order, and what is no built-in sequence.
class Asked:
    def __init__(self, name, value):
        self.name = name
        self.value = value

    def __index__(self):
        print("index of", self.name)
        return self.value


class Room:
    def __getitem__(self, index):
        return "get", index

    def __setitem__(self, index, value):
        print("set", index, value)

    def __delitem__(self, index):
        print("del", index)


class Items(list):
    def __getitem__(self, index):
        return index

    def __setitem__(self, index, value):
        print("items", index, value)


def told(value):
    print("told", value)
    return value


for kind in ([1, 2, 3, 4, 5], (1, 2, 3, 4, 5), "abcde", b"abcde", bytearray(b"abcde"), range(5)):
    print(kind[Asked("a", 1) : Asked("b", 4) : Asked("c", 2)])
    print(kind[told(0) : told(9) : told(3)], kind[10**30 :], kind[: -(10**30)], kind[:: 10**30])
    print(kind[True:], kind[:False], kind[None:None:None], kind[-2:], kind[:-2], kind[::-2], kind[3:1])
    for bad in ("x", 1.5):
        try:
            kind[bad:]
        except TypeError as error:
            print(error)
    try:
        kind[::0]
    except ValueError as error:
        print(error)
print(Room()[told(1) : told(2)], Room()[::], Room()["a":"b":"c"], Items()[1:2])
room = Room()
room[told(1) : told(2)] = told("value")
room[:] += 1,
del room[1:2:3]
some = Items()
some[1:] = [1]
lines = [1, 2, 3, 4, 5, 6]
lines[1:3] = [20, 30]
lines[Asked("a", 1) : Asked("b", 2)] = [21]
lines[::2] = [7, 8, 9]
lines[4:] = lines
lines[:2] = (0, 0)
lines[:1] = []
lines[-3:-1] += [77]
print(lines)
for wrong in (1, None):
    try:
        lines[1:2] = wrong
    except TypeError as error:
        print(error)
try:
    lines[::2] = [1]
except ValueError as error:
    print(error)
for fixed in ((1, 2), "ab", b"ab", range(3)):
    try:
        fixed[0:1] = [1]
    except TypeError as error:
        print(error)
whole = (1, 2, 3)
print(whole[:] is whole, whole[0:3] is whole, whole[::-1])
