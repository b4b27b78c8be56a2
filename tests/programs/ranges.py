"""range with ints of any size."""


def show(label, function, *args):
    try:
        print(label, function(*args))
    except Exception as error:
        print(label, type(error).__name__, error)


for r in (range(5), range(2, 5), range(0, 10, 3), range(10, 0, -3), range(5, 0), range(0), range(-3, 3, 2)):
    print(r, len(r), list(r), list(reversed(r)), bool(r), r.start, r.stop, r.step)
r = range(0, 100, 7)
print(r[0], r[-1], r[3], r[2:5], r[::-1], r[::2], r[5:2], list(r[-3:]), r[10:3:-2])
print(14 in r, 15 in r, 14.0 in r, "x" in r, True in range(2), r.index(14), r.count(14), r.count(15))
print(range(3) == range(0, 3, 1), range(0) == range(5, 5), range(0, 3, 2) == range(0, 4, 2), range(1) == [0])
print(hash(range(3)) == hash(range(0, 3)), {range(3): 1}[range(0, 3)])
show("index", r.index, 15)
show("get", r.__getitem__, 100)
show("get", r.__getitem__, "x")
show("zero", range, 0, 5, 0)
show("float", range, 1.5)
show("none", range)
show("many", range, 1, 2, 3, 4)
show("lt", lambda: range(3) < range(4))
big = range(10**20, 10**20 + 5)
print(big, list(big), len(big), big[-1], 10**20 + 3 in big, big[1:3], list(reversed(big)), big.index(10**20 + 1))
huge = range(-(10**30), 10**30, 10**29)
print(huge[3], 5 * 10**29 in huge, 7 in huge, len(huge), sum(1 for _ in huge), huge[-1])
show("len", len, range(10**30))
print(range(2**62 - 2, 2**62 + 2)[-1], list(range(2**62 - 2, 2**62 + 2)), list(range(-(2**62) - 1, -(2**62) + 2)))
print(list(range(2**63 - 2, 2**63 + 2, 2)), list(range(2**31 - 1, 2**31 + 2)), list(range(2**30 - 1, 2**30 + 1)))
it = iter(range(4))
print(it.__length_hint__(), next(it), list(it), next(it, "end"), type(it).__name__)
print(type(iter(range(2**70))).__name__, type(iter(reversed(range(2)))).__name__)
total = 0
for i in range(10):
    for j in range(i, 0, -2):
        total += i * j
print(total, max(range(7)), sum(range(101)), tuple(range(3)), [*range(2)], sorted(range(3, 0, -1)))


class I:
    def __index__(self):
        return 4


print(list(range(I())), range(True, 5), range(5)[I()])
a, b, *c = range(5)
print(a, b, c)
for i in range(3):
    i = 10
print(i)
for i in range(0):
    pass
else:
    print("else", i)
