"""``array``."""

import array
a = array.array("i", [1, -2, 3])
a.append(7); a.extend([8, 9])
print(a, len(a), a[1:3], a[::2], a.tobytes(), bytes(memoryview(a)), memoryview(a).format)
try: a.append(1 << 40)
except OverflowError as e: print("overflow")
b = array.array("d", [1.5, 2]); print(b, b + b, b * 2, b == array.array("d", [1.5, 2.0]))
print(array.array("u", "abc"), array.array("B", b"xyz"), bytes(array.array("h", [1, 2])))
memoryview(a)[0] = 55
print(a[0], 3 in a, a.index(3), a.pop(), a.pop(0), list(reversed(a)))
print(b"".join([array.array("B", b"q"), b"r"]), bytearray(array.array("H", [513])))


import pickle


class Marked(array.array):
    """Has attributes of its own."""


marked = Marked("h", [1, -2, 300])
marked.mark = "own"
for protocol in range(6):
    again = pickle.loads(pickle.dumps(marked, protocol))
    print(again, again == marked, again.mark, type(again).__name__)
print(a.__reduce_ex__(2), b.__reduce_ex__(4))
items = iter(a)
next(items)
print(list(pickle.loads(pickle.dumps(items))), items.__reduce__(), type(items).__name__)
print(list(items), a.append(5), list(items), items.__reduce__())
rebuild = array._array_reconstructor
print(rebuild(array.array, "u", 21, "h\u1234".encode("utf-32-be")), rebuild(array.array, "i", 5, b"\xff\xfe\0\1"))
print(rebuild(array.array, "l", 10, bytes(8)), rebuild(array.array, "d", 15, b"\x3f\x80\0\0"))
for wrong in [("", "b", 0, b""), (str, "b", 0, b""), (array.array, "?", 0, b""), (array.array, "b", 22, b""),
              (array.array, "b", 0, ""), (array.array, "b", 1.5, b""), (array.array, "d", 16, b"a")]:
    try:
        rebuild(*wrong)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


for code in "bBhHiIlLqQfd":
    size = 8 * array.array(code).itemsize
    high = 100 if code in "fd" else (1 << size - code.islower()) - 1
    row = array.array(code, [0, 1, 2, high])
    row[1] = low = -high - 1 if code in "bhilqfd" else 0
    row[-2] = high // 3
    row[True] = row[1]
    assert row.tolist() == [0, low, high // 3, high], row
    print(code, row[3] == high, row[-4], row[1] == low, row[-1] == high, list(row) == row.tolist())
    for key, value in [(4, 0), (-5, 0), (0, high + 1), (0, low - 1), (0, 1 << 70), (0, "x"), (0, 1.5), ("0", 0)]:
        try:
            row[key] = value
        except Exception as error:
            print(type(error).__name__, end="; ")
        try:
            row[key]
        except Exception as error:
            print(type(error).__name__, end="; ")
    print(row[0] == 1.5)
d = array.array("d", [0.1, 1e308 * 10, -0.0, 5e-324])
d[0] = d[1]; d[1] = 0.3; d[2] = 7
print(d, d[0], d[3], array.array("f", [0.1])[0], array.array("Q", [(1 << 64) - 1])[0])
