"""``str``, ``repr`` and sums of texts, of what is exactly such and what is nearly."""


class Text(str):
    def __add__(self, other):
        return "sum of " + str(other)

    def __radd__(self, other):
        return "other sum of " + str(other)

    def __str__(self):
        return "own text"


class Number(int):
    def __repr__(self):
        return "own number"


class Odd:
    def __str__(self):
        return Text("subclass")

    def __repr__(self):
        return 3


VALUES = ["", "a", "ä", "€", 0, -1, 1 << 30, 1 << 31, -(1 << 31), 1 << 62, 10**40, True, None, 1.5,
          Text("t"), Number(7), b"b", [1, "x"]]
for value in VALUES:
    print(str(value), repr(value), f"{value}", f"{value!r:>4}", type(str(value)).__name__)
for value in VALUES:
    row = []
    for other in ("", "b", "ä", "€", Text("u")):
        for left, right in ((value, other), (other, value)):
            try:
                row.append(left + right)
            except TypeError as error:
                row.append(str(error))
            try:
                total = left
                total += right
                row.append(total)
            except TypeError as error:
                row.append(str(error))
    print(row)
print(type(str(Odd())).__name__, str(Odd()) + "!")
try:
    repr(Odd())
except TypeError as error:
    print(error)


def shadowed(value):
    str = list  # noqa: A001
    return str(value)


print(shadowed("ab"), str(), str(b"a", "ascii"), str(object="x"))
total = ""
for i in range(300):
    total += str(i) + "," + "é" * (i % 3)
print(len(total), total[-9:])
