"""Weak references and proxies: which are shared, and what goes through them."""

import gc
import weakref


class Item:
    """Something to refer to."""

    def __floordiv__(self, other):
        return 42

    def __ifloordiv__(self, other):
        return 21

    def __bytes__(self):
        return b"bytes"

    def __len__(self):
        return 3

    def __reversed__(self):
        return iter("cba")

    def __divmod__(self, other):
        return "both", other


class Reference(weakref.ref):
    """Never shared."""


item = Item()
proxy = weakref.proxy(item)
print(proxy // 5, bytes(proxy), "".join(reversed(proxy)), "__bytes__" in dir(proxy), proxy.__class__, divmod(proxy, 2))
proxy //= 5
print(proxy)
first = weakref.ref(item)
proxies = [weakref.proxy(item), weakref.proxy(item, None)]
print(weakref.ref(item) is first, weakref.ref(item, None) is first, proxies[0] is proxies[1])
print(weakref.getweakrefcount(item), set(map(type, weakref.getweakrefs(item))) == {weakref.ref, weakref.ProxyType})
own = Reference(item)
called = weakref.ref(item, print)
print(weakref.ref(item) is first, own is first, called is first, Reference(item) is own, called == first)


class Row(list):
    """Of variable size."""


class Text(str):
    """With its words for attributes and references behind its characters."""


kept = []
for i in range(1500):
    row = [Row([i]), Text("x" * (i % 70))][i % 2]
    kept.append((row, weakref.ref(row)))
    other = weakref.ref(Row())
    passing = weakref.proxy(row)
    if i % 500 == 0:
        gc.collect()
del passing, other
gc.collect()
print(all(weakref.ref(row) is reference and reference() is row for row, reference in kept))


class Phoenix:
    """Comes back when it is about to go."""

    saved = []

    def __del__(self):
        self.saved.append(self)


def lose():
    """References to what is lost at once."""
    lost = [Phoenix() for _ in range(20)]
    return [weakref.ref(x) for x in lost], [weakref.proxy(x) for x in lost]


references, others = lose()
gc.collect()
print(all(weakref.ref(x) is weakref.ref(x) and weakref.ref(x)() is x for x in Phoenix.saved))


class Table(dict):
    """Has any attribute that it is asked for, or fails."""

    def __getattr__(self, name):
        return self[name]


table = Table(a=1)
print("to 'Table'" in repr(weakref.ref(table)), repr(weakref.ref(Table)).endswith(" (Table)>"))
try:
    next(weakref.proxy(table))
except TypeError as error:
    print(error)


def refer(to):
    """Make references, and drop them."""
    dropped = [weakref.ref(to), weakref.proxy(to), weakref.ref(to, print), weakref.proxy(to, print)]
    return weakref.getweakrefcount(to), len(dropped)


def deep(levels):
    """Use the stack, so that nothing stale is left in it."""
    return deep(levels - 1) + 1 if levels else 0


target = Row()
print(refer(target), deep(50), gc.collect() >= 0, weakref.getweakrefs(target))
late = Reference(target), weakref.ref(target, print), weakref.ref(target)
print([[x is y for y in late].index(True) for x in weakref.getweakrefs(target)])


class Meta(type):
    """A metaclass."""


class Plain(metaclass=Meta):
    """With operators, which the class keeps behind its fields."""

    def __add__(self, other):
        return "sum"

    def __sub__(self, other):
        return "difference"

    def __mul__(self, other):
        return "product"


def derived():
    """A class made when it runs."""

    class Derived(Plain):
        def __sub__(self, other):
            return "other difference"

    return Derived


for class_ in Plain, derived():
    one, two = weakref.ref(class_), weakref.ref(class_)
    value = class_()
    print(one == two, one() is class_, value + 1, value - 1, value * 1)
    del one, two
    gc.collect()


def forget(count):
    """Many callbacks at once: what is called next is found without going through all again."""
    called = []
    things = [Item() for _ in range(count)]
    references = [weakref.ref(thing, called.append) for thing in things]
    thing = things[0]
    del things[:]
    gc.collect()
    gone = sum(reference() is None for reference in references)
    print(len(called) == gone == len(set(map(id, called))), gone > count - 20, references[0]() is thing)


forget(5000)
