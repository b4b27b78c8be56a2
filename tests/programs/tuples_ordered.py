"""Tuples in order: of other tuples, of subclasses, with items that compare oddly."""
import itertools

class Sub(tuple):
    pass

class Loud:
    def __init__(self, n):
        self.n = n
    def __eq__(self, other):
        print("eq", self.n, getattr(other, "n", other))
        return isinstance(other, Loud) and self.n == other.n
    def __lt__(self, other):
        print("lt", self.n, other.n)
        return self.n < other.n
    __hash__ = None

VALUES = [(), (1,), (1, 2), (1, 2.0), (1, "a"), (True, 2), Sub((1,)), Sub((1, 3)), (float("nan"),), ((1,), 2), ([1], 2)]
for a, b in itertools.product(VALUES, repeat=2):
    row = []
    for name in ("__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"):
        try:
            row.append(getattr(a, name)(b))
        except TypeError as error:
            row.append(str(error))
    try:
        row += [a < b, a <= b, a > b, a >= b]
    except TypeError as error:
        row.append(str(error))
    row += [a == b, a != b]
    print(a, b, row)
x, y = Loud(1), Loud(2)
print((x, y) < (x, x), (x, y) == (x, Loud(2)), (x,) != (y,), (x, 1) > (x, 0))
deep = shallow = ()
for _ in range(200000):
    deep, shallow = (deep,), (shallow,)
for compare in (lambda: deep == shallow, lambda: deep < shallow):
    try:
        print(compare())
    except RecursionError as error:
        print("RecursionError")
print(sorted([(2, "b"), (1, "z"), (1, "a"), (2, "a")]), max([(1, 2), (1, 3)]), min((3,), (2, 9)))
print((1, 2) == [1, 2], (1, 2).__lt__([3]), (1,).__eq__(1))
try:
    (1, 2) < [1, 2]
except TypeError as error:
    print(error)
