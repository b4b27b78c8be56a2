"""bytearray: changing in place, slices, error messages."""


def show(label, function, *args, **kwargs):
    try:
        print(label, repr(function(*args, **kwargs)))
    except Exception as error:
        print(label, type(error).__name__, error)


a = bytearray(b"hello")
print(
    a,
    len(a),
    a[0],
    a[-1],
    a[1:3],
    type(a[1:3]).__name__,
    a[::-1],
    a == b"hello",
    b"hello" == a,
    a != bytearray(b"x"),
    bool(bytearray()),
    bytearray(3),
)
for source in (
    (),
    (3,),
    (b"ab",),
    ([1, 2],),
    ("a", "ascii"),
    ("a",),
    (-1,),
    ([256],),
    (["a"],),
    (1.5,),
    (5, "ascii"),
    (bytearray(b"c"),),
    (iter([5, 6]),),
):
    show(len(source), bytearray, *source)
a[0] = 72
a[-1] = ord("O")
print(a)
show("set", a.__setitem__, 0, 256)
show("set", a.__setitem__, 0, "a")
show("set", a.__setitem__, 10, 1)
show("set", a.__setitem__, "x", 1)
show("get", a.__getitem__, 10)
show("get", a.__getitem__, "x")
a.append(33)
a.extend(b" abc")
a.extend([1, 2])
a.extend(x for x in (3, 4))
a += b"+"
a += bytearray(b"-")
print(a, len(a))
show("append", a.append, 256)
show("append", a.append, "a")
show("extend", a.extend, "abc")
show("extend", a.extend, [256])
show("extend", a.extend, 5)
show("iadd", lambda: a.__iadd__("x"))
a.insert(0, 65)
a.insert(-1, 66)
a.insert(100, 67)
print(a, a.pop(), a.pop(0), a.pop(-2), a)
show("pop", a.pop, 100)
show("pop", bytearray().pop)
a.remove(ord("l"))
show("remove", a.remove, 250)
a.reverse()
print(a, a.copy(), a.copy() is a)
a.clear()
print(a, len(a))

a = bytearray(range(10))
a[2:4] = b"XYZ"
print(a)
a[1:1] = [200, 201]
print(a)
a[:3] = b""
print(a)
a[::2] = bytes(len(a[::2]))
print(a)
show("slice", a.__setitem__, slice(0, None, 2), b"ab")
show("slice", a.__setitem__, slice(0, 2), "ab")
show("slice", a.__setitem__, slice(0, 2), 5)
show("slice", a.__setitem__, slice(0, 2), [300])
a[5:] = a
print(a)
del a[0]
del a[2:4]
del a[::3]
print(a)
del a[-1:0:-2]
print(a)
show("del", a.__delitem__, 100)
show("del", a.__delitem__, "x")
a[:] = b"spam"
a[4:2] = b"!"
a *= 2
print(a, a * 2, 2 * a, a + b"x", type(a + b"x").__name__, type(b"x" + a).__name__)
a *= 0
print(a)

a = bytearray(b"a,b,c")
print(
    a.split(b","),
    a.upper(),
    a.replace(b",", b";"),
    a.find(b"b"),
    a.startswith(b"a"),
    a.partition(b","),
    a.strip(b"ac"),
    a.hex(),
    a.decode(),
    a.center(9),
    a.title(),
    a.join([b"1", b"2"]),
    a.count(b","),
    b"b" in a,
    44 in a,
    a.translate(None, b","),
    a.isalpha(),
    a.splitlines(),
    bytearray.fromhex("01 02"),
    a.zfill(7),
    a.removeprefix(b"a"),
)
print(
    type(a.upper()).__name__,
    type(a.split(b",")[0]).__name__,
    type(a.partition(b",")[1]).__name__,
    type(a.join([])).__name__,
    bytearray(b"%d-%s") % (5, b"x"),
    type(bytearray(b"") % ()).__name__,
)
show("hash", hash, a)
show("order", lambda: a < "x")
print(
    a < b"b",
    a > bytearray(b""),
    list(a),
    sum(a),
    bytes(a),
    bytearray(a) == a,
    sorted(a),
    a.__contains__(98),
    repr(bytearray(b"'\"\x00")),
    str(a),
)
with memoryview(a) as view:
    view[0] = 90
    show("locked", a.append, 1)
    show("locked", a.__delitem__, 0)
    show("locked", a.clear)
    a[1] = 58
    a[0:2] = b"??"
a.append(33)
print(a)


class Buffer(bytearray):
    def __init__(self, *args):
        super().__init__(*args)
        self.name = "buf"


x = Buffer(b"abc")
x.append(1)
print(x, x.name, x == b"abc\x01", len(x), isinstance(x, bytearray))
big = bytearray()
for i in range(5000):
    big.append(i & 255)
    if i % 7 == 0:
        del big[:3]
print(len(big), sum(big), big[:10], big.count(b"\x05"))
