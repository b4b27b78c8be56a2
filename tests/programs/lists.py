"""Lists: every method, slices, comparisons, error messages."""


def show(label, function, *args):
    try:
        print(label, function(*args))
    except Exception as error:
        print(label, type(error).__name__, error)


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


a = [1, 2, 3]
print(a, len(a), a[0], a[-1], a[Index(1)], [], [[]], [None, True, 1.5, "x"])
a.append(4)
a.extend((5, 6))
a.extend(range(7, 9))
a.extend(x for x in "ab")
a += [10]
a += "cd"
print(a)
a.insert(0, 0)
a.insert(-1, "before last")
a.insert(100, "end")
a.insert(-100, "start")
print(a)
print(a.pop(), a.pop(0), a.pop(-2), a)
a.remove("a")
del a[0]
print(a, a.index(5), a.count(5), a.count(99))
show("index", a.index, 99)
show("index", a.index, 5, 10)
show("index", a.index, 5, -100, 100)
show("remove", a.remove, 99)
show("pop", a.pop, 100)
show("pop", [].pop)
show("get", a.__getitem__, 100)
show("get", a.__getitem__, "x")
show("get", a.__getitem__, 10**30)
show("set", a.__setitem__, 100, 1)
show("del", a.__delitem__, -100)
show("iter", list, 5)
show("extend", a.extend, 5)
show("args", list, 1, 2)
show("add", lambda: [1] + (2,))
show("mul", lambda: [1] * 1.5)
show("mul", lambda: 1.5 * [1])
show("lt", lambda: [1] < (2,))
show("lt", lambda: [1] < ["x"])
show("hash", hash, [])
show("setslice", lambda: a.__setitem__(slice(0, 2), 5))
show("setslice", lambda: a.__setitem__(slice(0, 4, 2), [1]))
show("setslice", lambda: a.__setitem__(slice(0, 4, 2), 7))
show("stepzero", lambda: a[::0])
show("slicetype", lambda: a["x":])

s = list(range(10))
print(s[2:5], s[:3], s[7:], s[:], s[::2], s[1::3], s[::-1], s[8:2:-2], s[-3:], s[5:2], s[100:])
s[2:4] = ["a", "b", "c"]
print(s)
s[0:3] = []
print(s)
s[len(s):] = [100]
s[0:0] = [-1, -2]
print(s)
s[::2] = [0] * len(s[::2])
print(s)
s[::-3] = "xyzw"[: len(s[::-3])]
print(s)
del s[1:3]
print(s)
del s[::2]
print(s)
del s[::-1]
print(s)
s[:] = s
t = [1, 2, 3]
t[1:1] = t
print(t)
t[:] = iter("abc")
print(t)

print([1, 2] * 3, 2 * [0], [1] * 0, [1] * -5, [] * 4)
m = [1, 2]
m *= 2
n = m
n += n
print(m, n is m)
print([1, 2] == [1, 2], [1, 2] != [1, 2], [1] == (1,), [1, 2] < [1, 3], [1] < [1, 0], [2] > [1, 9])
print([1, 2] <= [1, 2], [1, 2] >= [1, 2, 3], [] < [1], float("nan") in [float("nan")])
nan = float("nan")
print(nan in [nan], [nan] == [nan], [nan].index(nan), [nan].count(nan))
r = [1, [2]]
r.append(r)
print(r, repr(r))
c = r[:2]
d = c.copy()
d[1].append(3)
print(c, d, c == d, c is d)
c.clear()
print(c, bool(c), bool(d))
x = [3, 1, 2]
x.reverse()
print(x, list(reversed(x)), sorted(x), x)
x.sort()
print(x)
x.sort(key=lambda v: -v)
print(x)
x.sort(reverse=True)
print(x)
print([*x, *"ab"], [y for y in x if y > 1], [(p, q) for p in x for q in "ab"])
print(max(x), min(x), sum(x), any(x), all(x), list(enumerate(x, 1)), list(zip(x, "abc")))


class Stack(list):
    """A subclass with an attribute."""

    def __init__(self, *args):
        super().__init__(*args)
        self.name = "stack"

    def push(self, value):
        self.append(value)

    def __len__(self):
        return super().__len__() + 100


stack = Stack([1, 2])
stack.push(3)
print(stack, len(stack), stack.name, stack[1], stack[1:], type(stack[1:]).__name__, stack == [1, 2, 3])
print(isinstance(stack, list), stack + [4], type(stack + [4]).__name__, type(stack.copy()).__name__)
big = [i * i for i in range(1000)]
print(len(big), big[-1], sum(big), big.index(998001), big[500:503])
while big:
    big.pop()
print(big)
grid = [[0] * 3 for _ in range(3)]
grid[1][1] = 5
print(grid)
mutating = [1, 2, 3]
for item in mutating:
    if len(mutating) < 6:
        mutating.append(item * 10)
print(mutating)
print(list("héé€😀"), list(b"ab"), list({"k": 1}), list(range(3)))
