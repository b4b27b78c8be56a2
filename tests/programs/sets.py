"""set and frozenset."""


def show(label, function, *args):
    try:
        print(label, function(*args))
    except Exception as error:
        print(label, type(error).__name__, error)


def order(values):
    return sorted(values, key=repr)


s = {1, 2, 3}
print(order(s), len(s), 2 in s, 9 in s, set(), frozenset(), {5}, frozenset([5]), bool(s), bool(set()))
s.add(4)
s.add(1)
s.discard(9)
s.discard(2)
s.remove(3)
print(order(s))
show("remove", s.remove, 99)
show("pop", set().pop)
show("hash", hash, set())
show("unhashable", s.add, [])
show("unhashable", set, [[1]])
show("iter", set, 5)
show("args", set, 1, 2)
show("or", lambda: {1} | [2])
show("lt", lambda: {1} < [2])
show("frozen", lambda: frozenset().add(1))
a, b = {1, 2, 3, 4}, {3, 4, 5}
print(order(a | b), order(a & b), order(a - b), order(b - a), order(a ^ b))
print(order(a.union(b, [9], "x")), order(a.intersection(b, [3])), order(a.difference(b, [1])))
print(order(a.symmetric_difference([1, 10])), order(a.union()), order(a.intersection()))
print(a < b, a <= a, a < a, {1} < a, a > {1}, a >= b, a == {4, 3, 2, 1}, a != b, a == [1])
print(a.issubset(range(10)), a.issuperset([1]), a.isdisjoint(b), a.isdisjoint([7]), {1} <= frozenset([1]))
c = a.copy()
c |= {7}
c &= {1, 2, 7}
c -= {1}
c ^= {2, 8}
print(order(c), order(a))
c.update([1], (2,), {3: 4}, "z")
c.difference_update([1], "z")
c.intersection_update([2, 3, 7], [2, 3])
c.symmetric_difference_update([3, 9])
print(order(c))
c.clear()
print(c)
x = {1}
y = x
x |= x
x -= x
print(x, x is y)
f = frozenset("abc")
print(order(f), hash(f) == hash(frozenset("cba")), f == set("abc"), {f: 1}[frozenset("bca")])
print({frozenset([1]), frozenset([1])} == {frozenset([1])}, {1} in {frozenset([1])}, frozenset(f) is f, f.copy() is f)
print(type(f | {1}).__name__, type({1} | f).__name__, type(f.union("d")).__name__)
print(order({n % 3 for n in range(10)}), order(set("hello")), {1, 1.0, True})
print(len({(), (), ((),)}), {None, None}, sorted({"b", "a"}), max({3, 9, 4}), sum({1, 2}))
for action in ("add", "remove"):
    t = {1, 2, 3}
    try:
        for item in t:
            if action == "add":
                t.add(item + 10)
            else:
                t.discard(item)
    except RuntimeError as error:
        print(action, error)
big = set(range(3000))
for n in range(0, 3000, 3):
    big.remove(n)
print(len(big), 3 in big, 4 in big, sum(big))
total = 0
while big:
    total += big.pop()
print(total, big)


class Tags(set):
    pass


t = Tags("ab")
t.note = "x"
print(order(t), t.note, isinstance(t, set), type(t | {"c"}).__name__, type(t.copy()).__name__, t == set("ba"))
print(repr(Tags([1])), repr(Tags()), repr(frozenset([1])))
it = iter({5})
print(it.__length_hint__(), next(it), next(it, None))
print(order(map(str, {1, 2})), order(filter(None, {0, 1})))
print({1, 2} == {1, 2}, {1, 2}.__eq__([1]), set().__or__([]))


class Odd(set):
    def __iter__(self):
        return iter([100])

    def __contains__(self, item):
        return True


class Named:
    def __init__(self, name):
        self.name = name

    def __eq__(self, other):
        print(self.name, "asked for", other.name)
        return True

    def __hash__(self):
        return 1


# What a set's class defines is not asked where its items are taken.
odd, keys = Odd([2, 7]), {2: 1, 5: 1}.keys()
print(order(set(odd)), order(frozenset(odd)), order({*odd}), order({1} | odd), order({1}.union(odd)))
print(order(keys | odd), order(keys - odd), order(keys ^ odd), order(odd | keys), order(odd - keys), order(odd ^ keys))
print(list(odd), order(odd.union([1])), order(keys & odd))
print({1: 0}.keys() & {1.0}, {1: 0}.keys() & {1.0, 2}, {1: 0, 2: 0}.keys() & {1.0}, {1: 0}.keys() & frozenset([1.0, 2]))
print({1: 0}.keys() & {1.0: 0, 2: 0}.keys(), {1: 0, 2: 0}.keys() & {1.0: 0}.keys(), [1.0] & {1: 0}.keys(), {1.0} & {1: 0}.keys())
one, other = Named("one"), Named("other")
print({one}.isdisjoint({other}), {one}.isdisjoint({other, 5}), {one, 5}.isdisjoint({other}))
