"""Every tool of itertools, its errors included."""

import itertools as it
import operator


def show(label, make):
    try:
        print(label, make())
    except Exception as error:
        print(label, type(error).__name__, error)


def some(iterable, n=6):
    return list(it.islice(iterable, n))


show("count", lambda: some(it.count()))
show("count", lambda: some(it.count(10, -3)))
show("count", lambda: some(it.count(1.5, 0.25)))
show("count", lambda: some(it.count(step=2)))
show("count", lambda: repr(it.count(3)) + repr(it.count(3, 2)))
show("count", lambda: it.count("a"))
show("count", lambda: some(it.count(2**62, 2**62)))
show("cycle", lambda: some(it.cycle("abc"), 8))
show("cycle", lambda: some(it.cycle(""), 8))
show("repeat", lambda: some(it.repeat(7), 3))
show("repeat", lambda: (list(it.repeat("x", 3)), repr(it.repeat("x", 3)), repr(it.repeat(1))))
show("repeat", lambda: list(it.repeat(object=4, times=2)))
show("repeat", lambda: list(it.repeat(1, -5)))
show("accumulate", lambda: list(it.accumulate([1, 2, 3, 4])))
show("accumulate", lambda: list(it.accumulate([1, 2, 3, 4], operator.mul)))
show("accumulate", lambda: list(it.accumulate([1, 2], initial=100)))
show("accumulate", lambda: list(it.accumulate([], initial=5)))
show("accumulate", lambda: list(it.accumulate([3, 1, 4, 1, 5], max)))
show("chain", lambda: list(it.chain("ab", [1, 2], (3,))))
show("chain", lambda: list(it.chain.from_iterable(["ab", "cd"])))
show("chain", lambda: list(it.chain([1], 5)))
show("compress", lambda: list(it.compress("ABCDEF", [1, 0, 1, 0, 1, 1])))
show("compress", lambda: list(it.compress(data="AB", selectors=[True])))
show("dropwhile", lambda: list(it.dropwhile(lambda x: x < 5, [1, 4, 6, 4, 1])))
show("takewhile", lambda: list(it.takewhile(lambda x: x < 5, [1, 4, 6, 4, 1])))
show("filterfalse", lambda: list(it.filterfalse(lambda x: x % 2, range(10))))
show("filterfalse", lambda: list(it.filterfalse(None, [0, 1, "", "a"])))
show("groupby", lambda: [(k, list(g)) for k, g in it.groupby("AAAABBBCCDAABBB")])
show("groupby", lambda: [k for k, g in it.groupby([1, 3, 2, 4, 5], key=lambda x: x % 2)])
show("groupby", lambda: [(k, len(list(g))) for k, g in it.groupby(range(7), lambda n: n // 3)])
groups = it.groupby([1, 1, 2, 2])
first = next(groups)
second = next(groups)
print(list(first[1]), list(second[1]))
show("islice", lambda: list(it.islice("ABCDEFG", 2)))
show("islice", lambda: list(it.islice("ABCDEFG", 2, 4)))
show("islice", lambda: list(it.islice("ABCDEFG", 2, None)))
show("islice", lambda: list(it.islice("ABCDEFG", 0, None, 2)))
show("islice", lambda: list(it.islice("ABCDEFG", -1)))
show("islice", lambda: list(it.islice("ABCDEFG", 0, 3, 0)))
show("islice", lambda: list(it.islice("ABCDEFG", "a")))
show("pairwise", lambda: list(it.pairwise("ABCD")))
show("pairwise", lambda: list(it.pairwise("A")))
show("starmap", lambda: list(it.starmap(pow, [(2, 5), (3, 2), (10, 3)])))
show("tee", lambda: [list(t) for t in it.tee([1, 2, 3], 3)])
show("tee", lambda: it.tee([1], -1))
show("tee", lambda: it.tee([1], 0))
a, b = it.tee(iter(range(5)))
print(next(a), next(a), next(b), list(a), list(b))
show("zip_longest", lambda: list(it.zip_longest("ABCD", "xy", fillvalue="-")))
show("zip_longest", lambda: list(it.zip_longest([1], [], [2, 3])))
show("zip_longest", lambda: list(it.zip_longest([1], bad=3)))
show("product", lambda: list(it.product("AB", [1, 2])))
show("product", lambda: list(it.product(range(2), repeat=3)))
show("product", lambda: list(it.product()))
show("product", lambda: list(it.product("AB", [])))
show("product", lambda: list(it.product("A", repeat=-1)))
show("permutations", lambda: list(it.permutations("ABC", 2)))
show("permutations", lambda: list(it.permutations(range(3))))
show("permutations", lambda: list(it.permutations("AB", 3)))
show("permutations", lambda: list(it.permutations("AB", -1)))
show("combinations", lambda: list(it.combinations("ABCD", 2)))
show("combinations", lambda: list(it.combinations("AB", 3)))
show("combinations", lambda: list(it.combinations("AB", -1)))
show("replacement", lambda: list(it.combinations_with_replacement("ABC", 2)))
show("replacement", lambda: list(it.combinations_with_replacement("", 0)))


def failing():
    yield 1
    raise ValueError("middle")


for tool in (it.accumulate, it.cycle, it.pairwise, it.chain, it.tee, it.product):
    show(tool.__name__, lambda: list(tool(failing())) if tool is not it.tee else 0)
print(iter(it.count()) is not None, it.chain().__iter__() is not None, type(it.count()).__name__)
