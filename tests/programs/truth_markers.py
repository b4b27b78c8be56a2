"""Where tracebacks mark tests that fail, and truth values that cannot be had."""

import traceback


class B:
    def __bool__(self):
        raise ValueError("no")


b = B()


def a1(x):
    assert x == 2, "text"


def a2(x):
    assert x


def a3(x):
    assert not x == 1


def a4(x):
    assert x == 1 and x == 2, (
        "long")


def a5(x):
    assert x.bit_length() and x


def a6():
    if b:
        pass


def a7():
    while b:
        pass


def a8():
    return 2 if b else 0


def a9():
    return [i for i in (1,) if b]


def a10():
    assert b


def a11():
    return not b


def a12():
    return b and 1


def a13(x):
    assert (x is None)


def a14(x):
    assert isinstance(x, str), "no"


def a15(x):
    assert 3 < x < 2


def a16(x):
    if b and x:
        pass


def a17(x):
    if not b:
        return 1


def a18():
    return any(1 for i in (1,) if b)


for f in (a1,a2,a3,a4,a5,a6,a7,a8,a9,a10,a11,a12,a13,a14,a15,a16,a17,a18):
    try:
        f(*([0] if f is a2 or f is a5 else [1])[:f.__code__.co_argcount])
    except Exception:
        print(f.__name__, *traceback.format_exc().splitlines()[3:], sep="\n")
