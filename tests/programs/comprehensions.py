"""Comprehensions and generator expressions: scopes, conditions, nesting."""

print([x * x for x in range(5)], {x: x * x for x in range(3)}, sorted({x % 3 for x in range(9)}))
print([x for x in range(20) if x % 2 if x % 3], [x if x % 2 else -x for x in range(5)])
print([(x, y) for x in range(3) for y in range(x)], [[y for y in range(x)] for x in range(4)])
print(sum(x for x in range(10)), max((len(w), w) for w in "a bbb cc".split()), list(x for x in "ab"))
x = "outer"
print([x for x in range(3)], x)
n = 10
print([n + i for i in range(3)], [(lambda: i + n)() for i in range(3)])
functions = [lambda: i for i in range(3)]
print([f() for f in functions])
functions = [lambda i=i: i for i in range(3)]
print([f() for f in functions])
print([y := 1, y**2], [last := v for v in range(4)], last)
print(any((found := v) > 2 for v in range(9)), found)
matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in matrix] for i in range(3)], [v for row in matrix for v in row if v % 2])
print({k: v for k, v in zip("abc", range(3))}, {v: k for k, v in {"a": 1, "b": 2}.items()})
print([a + b for a, b in [(1, 2), (3, 4)]], [first for first, *_ in ["abc", "de"]], [*(c for c in "xy"), *"z"])


def outer(values):
    total = 0

    def add(v):
        nonlocal total
        total += v
        return total

    return [add(v) for v in values], total


print(outer([1, 2, 3]))


class Holder:
    items = [1, 2, 3]
    doubled = [i * 2 for i in items]
    pairs = {i: str(i) for i in items}
    generated = list(i for i in items)


print(Holder.doubled, Holder.pairs, Holder.generated, hasattr(Holder, "i"))
g = (v for v in range(3))
print(type(g).__name__, next(g), list(g), list(g))


def lazily():
    for v in range(3):
        print("make", v)
        yield v


g = (v * 10 for v in lazily() if v)
print("before")
print(next(g))
print(list(g))
try:
    [1 // v for v in (1, 0)]
except ZeroDivisionError as error:
    print(error)
try:
    iter_error = (v for v in 5)
except TypeError as error:
    print(error)
print([[(i, j) for j in range(2) if j != i] for i in range(3)], list(map(lambda p: p[0] + p[1], [(i, i) for i in range(3)])))
primes = [p for p in range(2, 40) if all(p % d for d in range(2, int(p**0.5) + 1))]
print(primes, len([None for _ in range(100)]))
print([i for i in range(5) if (lambda v: v > 2)(i)], ["".join(c for c in w if c not in "aeiou") for w in ["hello", "queue"]])
print({*()}, {**{}}, [*[]], {*"a"}, [i for i in []], {i for i in ()}, {i: i for i in ""})
