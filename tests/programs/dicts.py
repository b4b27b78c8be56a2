"""Dicts, their views, set operations on views, iterators and mappingproxy."""

from types import MappingProxyType


def show(label, function, *args):
    try:
        print(label, function(*args))
    except Exception as error:
        print(label, type(error).__name__, error)


d = {"a": 1, "b": 2, 3: "c", None: [], (1, 2): {}}
print(d, len(d), d["a"], d[3], d[None], d[(1, 2)], "a" in d, "z" in d, bool(d), bool({}))
print({}, dict(), dict(a=1), dict([("x", 1), ("y", 2)]), dict({"q": 1}, r=2), dict(zip("ab", "cd")))
d["new"] = 5
del d["a"]
d["a"] = "again"
print(d, list(d), list(d.keys()), list(d.values()), list(d.items()))
print(d.get("a"), d.get("zz"), d.get("zz", 0), d.setdefault("b", 9), d.setdefault("s", 9), d)
print(d.pop("s"), d.pop("nope", "dflt"), d.popitem(), d)
show("pop", d.pop, "nope")
show("get", d.__getitem__, "nope")
show("get", d.__getitem__, ("t", 1))
show("del", d.__delitem__, "nope")
show("popitem", {}.popitem)
show("unhashable", lambda: {[]: 1})
show("unhashable", lambda: {}[{}])
show("update", {}.update, 5)
show("update", {}.update, [1])
show("update", {}.update, [(1, 2, 3)])
show("update", {}.update, ["ab", "cde"])
show("update", {}.update, 1, 2)
show("dict", dict, 1, 2)
show("hash", hash, {})
show("or", lambda: {} | [])
show("lt", lambda: {} < {})
e = {"b": 20, "z": 26}
e.update(y=25)
e.update([("x", 24)])
e.update({"w": 23}, v=22)
print(e, {"a": 1} | e, e | {"b": 0})
e |= {"u": 21}
e |= [("t", 20)]
print(e)
print({"a": 1, "b": 2} == {"b": 2, "a": 1}, {"a": 1} != {"a": 2}, {1: 2} == [(1, 2)])
print(dict.fromkeys("abc"), dict.fromkeys([1, 2], 0), {1: "int", 1.0: "float", True: "bool"})
print(list(reversed({"a": 1, "b": 2})), list(reversed({"a": 1, "b": 2}.items())))
print(list(reversed({"a": 1, "b": 2}.values())), {**{"a": 1}, "b": 2, **{"a": 3}})
f = {"x": 1}
f["self"] = f
print(f)
g = f.copy()
g.clear()
print(g, len(f))

k = {"a": 1, "b": 2, "c": 3}.keys()
i = {"a": 1, "b": 2}.items()
v = {"a": 1, "b": 2}.values()
print(k, i, v, len(k), len(i), len(v))
print("a" in k, ("a", 1) in i, ("a", 2) in i, 2 in v, "a" in i)
print(sorted(k & {"a", "z"}), sorted(k | ["z"]), sorted(k - {"a"}), sorted(k ^ {"a", "q"}))
print(sorted({"a", "z"} - k), sorted(i & {("a", 1)}), k == {"a", "b", "c"}, k < {"a", "b", "c", "d"})
print(k >= {"a"}, k.isdisjoint("xyz"), k.isdisjoint("a"), i == {"b": 2, "a": 1}.items(), v == v)
print(k.mapping["a"], [x for x in i], list(zip(k, v)))
show("hash", hash, k)

for action in ("add", "delete", "replace"):
    h = {n: n for n in range(4)}
    try:
        for key in h:
            if action == "add":
                h[key + 10] = 0
            elif action == "delete":
                del h[key]
            else:
                h[key] = "changed"
        print(action, h)
    except RuntimeError as error:
        print(action, error)
it = iter({"a": 1})
print(it.__length_hint__(), next(it), it.__length_hint__(), next(it, "end"), next(it, "end"))


class Default(dict):
    def __missing__(self, key):
        self[key] = value = f"made {key}"
        return value


m = Default(a=1)
print(m["a"], m["b"], m, m.get("c"), "c" in m, isinstance(m, dict), type(m.copy()).__name__)
print(Default.fromkeys("ab", 0), type(Default.fromkeys("ab")).__name__, m == {"a": 1, "b": "made b"})


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n % 2

    def __eq__(self, other):
        return isinstance(other, Key) and self.n == other.n

    def __repr__(self):
        return f"Key({self.n})"


collide = {Key(n): n for n in range(20)}
print(len(collide), collide[Key(7)], Key(21) in collide, collide.pop(Key(4)), len(collide))
collide[Key(4)] = "again"
print(list(collide)[-1], collide[Key(4)])

big = {n: str(n) for n in range(5000)}
for n in range(0, 5000, 2):
    del big[n]
print(len(big), big[4999], 4998 in big, next(iter(big)), sum(big))
for n in range(0, 5000, 2):
    big[n] = -n
print(len(big), list(big)[:3], list(big)[-1])
while len(big) > 4990:
    big.popitem()
print(len(big), list(big)[-1])
lifo = {}
for n in range(1000):
    lifo[n] = n
    lifo[n + 1] = n
    lifo.popitem()
print(len(lifo))
for n in range(999):
    lifo.popitem()
print(lifo)

p = MappingProxyType({"a": 1, "b": 2})
print(p, p["a"], len(p), list(p), "a" in p, p.get("z", 0), list(p.items()), p == {"a": 1, "b": 2})
print(p | {"c": 3}, p.copy(), list(reversed(p)))
show("proxy", lambda: p.__setitem__("a", 2))
try:
    p["a"] = 5
except TypeError as error:
    print(error)
show("proxy", MappingProxyType, 5)
print(type(dict.__dict__).__name__, {"%d" % n: n for n in range(3)})
a, *b = {"x": 1, "y": 2, "z": 3}
print(a, b)
