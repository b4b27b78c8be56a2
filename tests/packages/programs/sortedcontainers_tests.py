"""Sorted lists, sets and dicts against sorting anew, with chance operations."""

import pickle
import random
import unittest
from bisect import bisect_left, bisect_right

from sortedcontainers import SortedDict, SortedKeyList, SortedList, SortedSet


class Lists(unittest.TestCase):
    def test_additions_and_removals(self):
        chance = random.Random(1)
        for load in 4, 17, 1000:
            kept, plain = SortedList(), []
            kept._reset(load)
            for _ in range(2000):
                if plain and chance.random() < 0.4:
                    value = chance.choice(plain)
                    kept.remove(value)
                    plain.remove(value)
                else:
                    value = chance.randrange(500)
                    kept.add(value)
                    plain.append(value)
                    plain.sort()
                at = chance.randrange(500)
                self.assertEqual(kept.bisect_left(at), bisect_left(plain, at))
                self.assertEqual(kept.bisect_right(at), bisect_right(plain, at))
            kept._check()
            self.assertEqual(list(kept), plain)
            self.assertEqual(kept.count(plain[0]), plain.count(plain[0]))
            self.assertEqual(kept[10:200:3], plain[10:200:3])
            self.assertEqual(list(kept.irange(100, 200)), [v for v in plain if 100 <= v <= 200])
            self.assertEqual(list(reversed(kept)), plain[::-1])

    def test_deletions_by_place(self):
        kept = SortedList(range(100))
        del kept[10:90:2]
        self.assertEqual(kept.pop(0), 0)
        self.assertEqual(kept.pop(), 99)
        kept.discard(55)
        kept.update([3, 3, 3])
        self.assertEqual(list(kept)[:6], [1, 2, 3, 3, 3, 3])
        with self.assertRaises(ValueError):
            kept.remove(1000)
        with self.assertRaises(IndexError):
            kept[1000]

    def test_keys(self):
        words = "a sorted list may sort its words by what a function says of each".split()
        kept = SortedKeyList(words, key=lambda word: (-len(word), word))
        self.assertEqual(list(kept), sorted(words, key=lambda word: (-len(word), word)))
        found = list(kept.irange_key((-6, ""), (-4, "m")))
        self.assertEqual(found, ["sorted", "words", "each", "list"])
        kept._check()

    def test_copies(self):
        kept = SortedList([3, 1, 2])
        self.assertEqual(pickle.loads(pickle.dumps(kept)), kept)
        self.assertEqual(repr(kept), "SortedList([1, 2, 3])")
        self.assertEqual(kept.__add__([0]), SortedList([0, 1, 2, 3]))
        self.assertEqual(kept * 2, SortedList([1, 1, 2, 2, 3, 3]))
        self.assertLess(kept, SortedList([1, 2, 4]))


class Sets(unittest.TestCase):
    def test_algebra(self):
        chance = random.Random(2)
        for _ in range(50):
            a, b = (set(chance.sample(range(60), 20)) for _ in "ab")
            first, second = SortedSet(a), SortedSet(b)
            for result, plain in (
                (first | second, a | b), (first & second, a & b), (first - second, a - b),
                (first ^ second, a ^ b),
            ):
                self.assertEqual(list(result), sorted(plain))
            self.assertEqual(first <= second, a <= b)
            first -= second
            first._check()
            self.assertEqual(first.index(first[3]), 3)

    def test_places(self):
        kept = SortedSet("tamapy")
        self.assertEqual("".join(kept), "ampty")
        self.assertEqual(kept.pop(), "y")
        del kept[0]
        self.assertEqual(list(kept), ["m", "p", "t"])


class Dicts(unittest.TestCase):
    def test_order(self):
        chance = random.Random(3)
        kept, plain = SortedDict(), {}
        for _ in range(1000):
            key = chance.randrange(200)
            if chance.random() < 0.3:
                self.assertEqual(kept.pop(key, None), plain.pop(key, None))
            else:
                kept[key] = plain[key] = chance.random()
        kept._check()
        self.assertEqual(list(kept.items()), sorted(plain.items()))
        self.assertEqual(kept.peekitem(0), min(plain.items()))
        self.assertEqual(kept.popitem(), max(plain.items()))
        self.assertEqual(list(kept.irange(50, 60)), [k for k in sorted(plain) if 50 <= k <= 60])

    def test_views(self):
        kept = SortedDict({"b": 2, "a": 1, "c": 3})
        self.assertEqual(kept.keys()[0], "a")
        self.assertEqual(kept.values()[-1], 3)
        self.assertEqual(kept.items().index(("b", 2)), 1)
        self.assertEqual(kept.keys() & {"a", "z"}, SortedSet("a"))
        self.assertEqual(kept.setdefault("d", 4), 4)
        self.assertEqual(repr(kept), "SortedDict({'a': 1, 'b': 2, 'c': 3, 'd': 4})")
        self.assertEqual(SortedDict.fromkeys("ba", 0), {"a": 0, "b": 0})
        self.assertEqual(pickle.loads(pickle.dumps(kept)), kept)
