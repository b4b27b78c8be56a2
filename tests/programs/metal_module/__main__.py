"""Functions of the metal dialect in a module of an application."""

import numbers32

print(int(numbers32.rotate(0xF0000000, 3)), [int(n) for n in numbers32.both(9)])
print([int(numbers32.rotate(x, 1)) for x in range(3)])
print(list(map(int, map(numbers32.zeros, [1, 2, 0xFFFFFFFF]))))
print(hasattr(numbers32, "rotate"), callable(numbers32.zeros))
for bad in ("a", None, 1 << 32):
    try:
        numbers32.rotate(bad, 1)
    except Exception:
        print("refused", bad)
