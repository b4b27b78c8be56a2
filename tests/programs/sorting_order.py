"""Which items sorting compares, and in what order: it shows where comparisons print or fail."""

import random


class Watched:
    """An item that writes down what it is compared with."""

    log: list = []

    def __init__(self, key, name):
        self.key = key
        self.name = name

    def __lt__(self, other):
        Watched.log.append((self.name, other.name))
        return self.key < other.key


class Failing(Watched):
    """One whose comparisons fail after some."""

    def __lt__(self, other):
        if len(Watched.log) == Failing.limit:
            raise ValueError(f"{self.name} < {other.name}")
        return super().__lt__(other)


def shown(keys):
    Watched.log = []
    items = [Watched(key, i) for i, key in enumerate(keys)]
    items.sort()
    order = [item.name for item in items]
    return len(Watched.log), hash_of(Watched.log), order[:6], hash_of([(n, 0) for n in order])


def hash_of(pairs):
    total = 0
    for a, b in pairs:
        total = (total * 1000003 + a * 131 + b + 7) % 2147483647
    return total


def shapes(rng, n):
    yield "random", [rng.randrange(1000000) for _ in range(n)]
    yield "few values", [rng.randrange(4) for _ in range(n)]
    yield "rising", list(range(n))
    yield "falling", list(range(n, 0, -1))
    yield "equal", [0] * n
    yield "saw", [i % 37 for i in range(n)]
    yield "two runs", list(range(0, n, 2)) + list(range(1, n, 2))
    yield "long and short", list(range(n)) + [rng.randrange(n) for _ in range(n // 20)]
    yield "short and long", [rng.randrange(n + 1) for _ in range(n // 20)] + list(range(n))
    yield "blocks", [j for _ in range(9) for j in range(rng.randrange(n + 1), n + 1)]
    exchanged = list(range(n))
    for _ in range(3):
        if n:
            i, j = rng.randrange(n), rng.randrange(n)
            exchanged[i], exchanged[j] = exchanged[j], exchanged[i]
    yield "exchanged", exchanged


rng = random.Random(12)
for n in (0, 1, 2, 3, 7, 31, 32, 63, 64, 65, 127, 200, 513, 1500):
    for name, keys in shapes(rng, n):
        print(n, name, *shown(keys))

# Keys decide, and what they belong to moves with them; reversed, equal ones keep their order.
words = [f"{rng.randrange(50):02}{chr(97 + i % 26)}" for i in range(400)]
print(sorted(words, key=lambda w: w[:2])[:40])
print(sorted(words, key=lambda w: w[:2], reverse=True)[:40])
print(sorted(range(300), key=lambda i: i * 7919 % 301, reverse=True)[:40])
print(sorted([rng.random() * 100 // 1 for _ in range(200)])[::9])
print(sorted([float("nan"), 2.0, 1.0, float("nan"), 0.5]), sorted([-0.0, 0.0, -1.5]))

# A comparison that makes no order: every item is still there.
tally = 0


class Unruly:
    def __init__(self, name):
        self.name = name

    def __lt__(self, other):
        global tally
        tally += 1
        return tally * 2654435761 % 7 < 3


for n in (10, 100, 1000):
    mixed = sorted(Unruly(i) for i in range(n))
    print(n, tally, hash_of([(item.name, 0) for item in mixed]), len({i.name for i in mixed}))

# What fails tells of the same pair, and nothing is lost.
for limit in (0, 1, 40, 300, 900):
    Failing.limit = limit
    Watched.log = []
    items = [Failing(rng.randrange(100), i) for i in range(200)]
    try:
        items.sort()
    except ValueError as error:
        print(limit, error, len(items), sorted(item.name for item in items) == list(range(200)))
for mixed in ([3, "a", 1], [1, 2, 3, None, 5], ["b", "a", 2.5, 3], [(1, "a"), (1, 2)], [2, 1, "x", []]):
    try:
        mixed.sort()
    except TypeError as error:
        print(error)
