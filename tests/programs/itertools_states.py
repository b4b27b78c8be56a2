"""The state of itertools' iterators: copies, pickles, what is put back; calls from within."""

import copy
import itertools as it
import operator
import pickle


def second(a, b):
    return b


MADE = (
    lambda: it.cycle("abc"),
    lambda: it.accumulate([1, 2, 3, 4]),
    lambda: it.accumulate([2, None, 3], second),
    lambda: it.accumulate([1, 2, 3], operator.mul, initial=5),
    lambda: it.chain("ab", "", "cd"),
    lambda: it.compress("ABCDEF", [1, 0, 1, 1, 0, 1]),
    lambda: it.dropwhile(operator.not_, [0, 0, 5, 0]),
    lambda: it.takewhile(operator.pos, [3, 2, 0, 1]),
    lambda: it.filterfalse(None, [0, 1, 2, ""]),
    lambda: it.starmap(pow, [(2, 3), (3, 2), (1, 1)]),
    lambda: it.islice("abcdefgh", 1, 7, 2),
    lambda: it.zip_longest("abc", [1], fillvalue="-"),
    lambda: it.product("ab", [1, 2]),
    lambda: it.permutations("abc", 2),
    lambda: it.combinations("abcd", 2),
    lambda: it.combinations_with_replacement("abc", 2),
    lambda: it.tee("abcd")[1],
    lambda: it.repeat("x", 3),
)


def rest(iterator):
    return list(it.islice(iterator, 12))


for make in MADE:
    for taken in (0, 1, 2):
        one = make()
        start = rest(it.islice(one, taken))
        made = [copy.deepcopy(one)]
        made += [pickle.loads(pickle.dumps(one, protocol)) for protocol in (0, 2, 4)]
        ends = [rest(other) for other in made]
        print(type(one).__name__, start, ends[0], all(end == ends[0] for end in ends), rest(one) == ends[0])

pairs = [(1, "a"), (1, "b"), (2, "c"), (3, "d")]
again = pickle.loads(pickle.dumps(it.groupby(pairs, operator.itemgetter(0))))
print([(key, list(group)) for key, group in again])
groups = it.groupby(pairs, operator.itemgetter(0))
key, group = next(groups)
next(group)
print(key, list(copy.deepcopy(group)), [(k, list(g)) for k, g in copy.deepcopy(groups)])

chained = it.chain()
chained.__setstate__((iter(["ab", "cd"]), iter("x")))
print(list(chained))
pools = it.product((1, 2), (3,))
pools.__setstate__((0, 99))
print(list(pools))
for bad in (
    lambda: it.cycle("ab").__setstate__([[], 0]),
    lambda: it.cycle("ab").__setstate__(("ab", 0)),
    lambda: it.chain().__setstate__(0),
    lambda: it.chain().__setstate__(([],)),
    lambda: it.product("ab").__setstate__((1, 2)),
):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__)


class Back:
    """An iterator that calls the one that takes from it."""

    def __init__(self, at):
        self.count, self.at = 0, at

    def __iter__(self):
        return self

    def __next__(self):
        self.count += 1
        return next(user) if self.count in self.at else self.count


for at in ({1}, {2}, {3}, {1, 3}, {2, 3}):
    user = it.pairwise(Back(at))
    print(at, next(user), next(user))
left, user = it.tee(Back({3}))
print(next(left), next(left))
try:
    next(left)
except RuntimeError as error:
    print("RuntimeError", "tee" in str(error))
print(rest(type(left)("xyz")), it.tee(left, 1)[0] is left, len(rest(it.tee(range(100))[0])))


class Whole:
    def __index__(self):
        return 3


print(list(it.islice("abcdefghij", Whole(), None, Whole())))
for step in (0, -1, "x"):
    try:
        it.islice("ab", 0, 1, step)
    except ValueError as error:
        print(error)
