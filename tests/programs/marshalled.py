"""Plain values as bytes: marshal."""

import io
import marshal


def attempt(make):
    try:
        print(repr(make()))
    except Exception as error:
        print(type(error).__name__, error)


values = [
    None, True, False, StopIteration, ..., 0, -1, 2**31 - 1, -2**31, 2**31, 10**40, -(2**90), 1.5, -0.0, 2 - 3j,
    "", "plain", "é\udc80\U0001f600", "x" * 300, b"", b"\x00\xff", (), (1, "two"), tuple(range(300)),
    [1, [2, [3]]], {"a": 1, 2: ["b"]}, {1, 2}, frozenset("a"),
]
for value in values:
    data = marshal.dumps(value)
    again = marshal.loads(data)
    print(type(again).__name__, again == value, repr(again)[:40])
print(marshal.dumps([1.5, 2**40], 2), marshal.loads(bytearray(marshal.dumps(bytearray(b"ab")))))
print(marshal.version)
# Written by CPython: references, and a list that holds itself.
print(marshal.loads(b"[\x02\x00\x00\x00\xda\x01ar\x00\x00\x00\x00"))
loop = marshal.loads(b"\xdb\x01\x00\x00\x00r\x00\x00\x00\x00")
print(loop, loop[0] is loop)
file = io.BytesIO()
print(marshal.dump((1, 2), file), marshal.dump("end", file))
file.seek(0)
print(marshal.load(file), marshal.load(file))
attempt(lambda: marshal.load(file))
attempt(lambda: marshal.loads(b""))
attempt(lambda: marshal.loads(b"i\x00"))
attempt(lambda: marshal.loads(b"?"))
attempt(lambda: marshal.loads(b"0"))
attempt(lambda: marshal.loads(b"r\x07\x00\x00\x00"))
attempt(lambda: marshal.dumps(object()))
attempt(lambda: marshal.dumps([print]))
