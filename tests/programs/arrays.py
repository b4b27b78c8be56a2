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
