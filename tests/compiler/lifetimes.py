"""What a function deleted is gone after a collection, whatever it did with it before."""

import gc
import weakref


class Thing:
    def __init__(self, number=0):
        self.number = number
        self.other = self

    def method(self):
        return self.number


def things(count):
    known = weakref.WeakKeyDictionary()
    made = list(map(Thing, range(count)))
    for thing in made:
        known[thing] = thing.number
    return known, made


def after_loops():
    known, made = things(10)
    for thing in made:
        assert known[thing] is thing.number
    pairs = known.items()
    copied = known.copy().items()
    assert set(pairs) == set(copied)
    del pairs, copied
    del made[0]
    gc.collect()
    print(len(known))
    del made, thing
    gc.collect()
    print(len(known))


def after_iterators():
    for view in dict.items, dict.values, dict.keys:
        thing = Thing()
        found = weakref.ref(thing)
        container = {thing: 1}
        thing.view = view(container)
        thing.iterator = iter(thing.view)
        del thing, container
        gc.collect()
        print(found() is None)


def after_methods():
    thing = Thing(3)
    found = weakref.WeakMethod(thing.method)
    print(thing.method(), found()())
    del thing
    gc.collect()
    print(found() is None)


def after_unpacking():
    first, *rest = Thing(1), Thing(2), Thing(3)
    found = [weakref.ref(thing) for thing in (first, *rest)]
    second, third = rest
    print(first.number + second.number + third.number)
    del first, rest, second, third
    gc.collect()
    print([thing() for thing in found])


def after_failures():
    thing = Thing(4)
    found = weakref.ref(thing)
    try:
        thing.method(5)
    except TypeError as error:
        print(error)
    try:
        {}[thing]
    except KeyError as error:
        print(error.args[0] is thing)
    del thing
    gc.collect()
    print(found() is None)


def after_binding_anew():
    thing = Thing(5)
    found = weakref.ref(thing)
    print([t.number for t in [thing, thing]], f"{thing.number}", thing is not None)
    thing = None
    gc.collect()
    print(found(), thing)


def finished():
    """A generator that has ended lets go of its variables."""
    def numbers(thing):
        yield thing.number

    thing = Thing(6)
    found = weakref.ref(thing)
    generator = numbers(thing)
    print(list(generator))
    del thing
    gc.collect()
    print(found() is None, next(generator, "end"))


after_loops()
after_iterators()
after_methods()
after_unpacking()
after_failures()
after_binding_anew()
finished()
