"""sorted, list.sort, min, max: stability, keys, reverse, errors."""

from functools import cmp_to_key


def show(label, function, *args, **kwargs):
    try:
        print(label, function(*args, **kwargs))
    except Exception as error:
        print(label, type(error).__name__, error)


def numbers(count, seed=1):
    found = []
    for _ in range(count):
        seed = (seed * 1103515245 + 12345) % 2**31
        found.append(seed >> 8)
    return found


a = numbers(20)
print(sorted(a) == sorted(a, reverse=True)[::-1], sorted([3, 1, 2]), sorted([]), sorted("hello"), sorted([1]))
for count in (2, 7, 8, 9, 16, 17, 100, 1000):
    b = numbers(count, count)
    c = sorted(b)
    print(count, all(c[i] <= c[i + 1] for i in range(count - 1)), sum(c) == sum(b), sorted(c) == c, sorted(c[::-1]) == c)
pairs = [(n % 5, i) for i, n in enumerate(numbers(60))]
by_first = sorted(pairs, key=lambda p: p[0])
print(by_first == sorted(pairs), all(x[1] < y[1] for x, y in zip(by_first, by_first[1:]) if x[0] == y[0]))
down = sorted(pairs, key=lambda p: p[0], reverse=True)
print(down[:4], all(x[1] < y[1] for x, y in zip(down, down[1:]) if x[0] == y[0]))
print(sorted(["b", "A", "a", "B"]), sorted(["b", "A", "a"], key=str.lower), sorted([2.5, 1, 3, -1.0]))
print(sorted([(1, "b"), (1, "a"), (0, "z")]), sorted([[2], [1, 5], [1]]), sorted({"b": 1, "a": 2}), sorted({3, 1, 2}))
print(sorted([True, False, 2, 0]), sorted([10**20, 5, -(10**20)]), sorted("aé€b"), sorted([b"b", b"a"]))
print(sorted([1, -2, 3], key=abs, reverse=True), sorted("abc", key=lambda c: -ord(c)))
print(sorted([5, 2, 8], key=cmp_to_key(lambda x, y: y - x)))
show("mixed", sorted, [1, "a"])
show("none", sorted, [None, 1])
show("key", sorted, [1, 2], key=5)
show("keyraise", sorted, [1, 0], key=lambda n: 1 // n)
show("positional", sorted, [1], abs)
data = [3, 1, 2]
show("partial", data.sort, key=lambda n: 1 // (n - 1))
print(data)


class Item:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n < other.n

    def __repr__(self):
        return f"I{self.n}"


items = [Item(n % 7) for n in numbers(12)]
print(sorted(items), min(items), max(items))
mutated = [3, 1, 2]


def mutating(n):
    mutated.append(n)
    return n


show("modified", mutated.sort, key=mutating)
print(sorted(mutated))
print(min(3, 1, 2), max("b", "c"), min([4, 2], key=lambda n: -n), max([], default="d"), min(["bb", "a"], key=len))
show("empty", max, [])
show("default", min, 1, 2, default=3)
show("one", max, 5)
print(min([1, 1.0]), max([1, True]), max((2, "x"), (2, "y")))
words = "the quick brown fox jumps over the lazy dog".split()
words.sort(key=len)
print(words)
words.sort(key=lambda w: (len(w), w), reverse=True)
print(words)
nested = sorted(((w, len(w)) for w in set(words)), key=lambda p: (-p[1], p[0]))
print(nested)
