"""What is done with objects that nobody refers to any more."""

import gc
import sys
import weakref


class Noisy:
    def __init__(self, name, inner=None):
        self.name = name
        self.inner = inner

    def __del__(self):
        print("del", self.name, self.inner and self.inner.name)


class Child(Noisy):
    def __del__(self):
        print("child", self.name)
        super().__del__()


def deep(make, depth=40):
    """Call a function far down the stack, where what it leaves behind is soon overwritten."""
    values = [depth] * 8
    if depth:
        deep(make, depth - 1)
    else:
        make()
    return len(values)


def collected(make):
    deep(make)
    for _ in range(3):
        deep(gc.collect, 20)


collected(lambda: Noisy("plain") and None)
collected(lambda: Child("derived") and None)
collected(lambda: Noisy("outer", Noisy("inner")) and None)


def cycle():
    a = Noisy("cycle")
    a.me = a
    a.name += "!"


collected(cycle)


def gen(name):
    try:
        yield 1
        yield 2
    except ValueError:
        print("never")
    finally:
        print("left", name)


def half():
    for value in gen("half"):
        print(value)
        break


collected(half)
collected(lambda: gen("not started") and None)
collected(lambda: list(gen("finished")) and None)


def delegating():
    yield 0
    yield from gen("inner")


def delegate():
    g = delegating()
    print(next(g), next(g))


collected(delegate)


class Manager:
    def __enter__(self):
        print("enter")

    def __exit__(self, kind, value, trace):
        print("exit", kind.__name__)


def managed():
    with Manager():
        yield


collected(lambda: next(managed()))


class Failing:
    def __del__(self):
        raise ValueError("from a finalizer")


def hook(report):
    print(report.exc_type.__name__, report.exc_value, report.object.__qualname__, report.err_msg)


sys.unraisablehook = hook
collected(lambda: Failing() and None)


def stubborn():
    try:
        yield
    except GeneratorExit:
        yield "more"


def leave_stubborn():
    next(stubborn())


collected(leave_stubborn)
saved = []


class Phoenix:
    def __del__(self):
        print("rises")
        saved.append(self)


collected(lambda: Phoenix() and None)
print(len(saved), type(saved[0]).__name__)
collected(saved.clear)
print("once only")


class Target:
    pass


def referred():
    t = Target()
    saved.append(weakref.ref(t, lambda r: print("gone", r() is None)))
    weakref.finalize(t, print, "finalized", 1)


collected(referred)
print(saved[0]() is None)


class Error(Exception):
    def __del__(self):
        print("error freed", self.args)


def fails():
    try:
        raise Error(1)
    except Error:
        pass


collected(fails)


def several():
    for i in range(3):
        Noisy(i)


collected(several)


class Late:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("at the end", self.name)


sys.unraisablehook = sys.__unraisablehook__
late = Late("global")
waiting = gen("at the end")
next(waiting)
print("last line")
