"""finally in every position, with statements, and what wins when several ways out meet."""

from contextlib import ExitStack, contextmanager, suppress


def attempt(function, *args):
    try:
        print(function.__name__, args, "->", function(*args))
    except BaseException as error:
        context = error.__context__
        print(function.__name__, args, "raised", repr(error), "in", repr(context))


def returns(way):
    try:
        if way == "return":
            return "from try"
        if way == "raise":
            raise ValueError("from try")
        way = "fell through"
    except ValueError:
        return "from except"
    else:
        return "from else"
    finally:
        print("  finally")


def overridden(way):
    try:
        if way:
            raise KeyError("lost")
        return "lost too"
    finally:
        return "finally wins"


def replaced():
    try:
        raise KeyError("first")
    finally:
        raise OSError("second")


def nested():
    log = []
    try:
        try:
            log.append(1)
            return log
        finally:
            log.append(2)
    finally:
        log.append(3)


def loops():
    out = []
    for i in range(6):
        try:
            if i == 1:
                continue
            if i == 4:
                break
            out.append(i)
        finally:
            out.append(-i)
    else:
        out.append("else")
    while True:
        try:
            try:
                break
            finally:
                out.append("inner")
        finally:
            out.append("outer")
    for i in range(3):
        try:
            raise ValueError
        except ValueError:
            continue
        finally:
            out.append(f"f{i}")
    return out


def breaks_away():
    for _ in range(2):
        try:
            raise KeyError("swallowed by break")
        finally:
            break
    return "went on"


def in_handler():
    try:
        raise KeyError("a")
    except KeyError as error:
        try:
            raise OSError("b") from error
        except OSError as other:
            return repr(other.__cause__), repr(other.__context__)
        finally:
            print("  inner finally")
    finally:
        print("  outer finally")


def unbound():
    try:
        raise ValueError
    except ValueError as error:
        pass
    return error


def value_kept():
    x = 1
    try:
        return x
    finally:
        x = 2


def generator():
    try:
        yield 1
        yield 2
    finally:
        yield "from finally"


for way in ("return", "raise", "fall"):
    attempt(returns, way)
attempt(overridden, True)
attempt(overridden, False)
for each in (replaced, nested, loops, breaks_away, in_handler, unbound, value_kept):
    attempt(each)
print(list(generator()))


class Manager:
    def __init__(self, name, swallow=False, fail=None):
        self.name, self.swallow, self.fail = name, swallow, fail

    def __enter__(self):
        print("  enter", self.name)
        if self.fail == "enter":
            raise RuntimeError("enter " + self.name)
        return self.name.upper()

    def __exit__(self, kind, value, traceback):
        print("  exit", self.name, kind and kind.__name__, value, traceback is not None)
        if self.fail == "exit":
            raise RuntimeError("exit " + self.name)
        return self.swallow


def simple(way):
    with Manager("m") as name:
        if way == "raise":
            raise ValueError(name)
        if way == "return":
            return name
    return "after"


def swallowed():
    with Manager("m", swallow=True):
        raise ValueError("gone")
    return "went on"


def several():
    with Manager("a") as a, Manager("b", swallow=True) as b, Manager("c", fail="exit"):
        return a + b
    return "not lost"


def fails_to_enter():
    with (
        Manager("a", swallow=True),
        Manager("b", fail="enter") as b,
    ):
        print("not reached", b)
    return "after"


def in_loop():
    for i in range(4):
        with Manager(str(i)):
            if i == 0:
                continue
            if i == 2:
                break
    return i


def unpacked():
    class Gives:
        def __enter__(self):
            return 1, [2, 3]

        def __exit__(self, *_):
            return None

    with Gives() as (a, [b, c]):
        return a + b + c


def not_a_manager(value):
    with value:
        pass


def misses_exit():
    class Half:
        def __enter__(self):
            return self

    with Half():
        pass


for way in ("fall", "raise", "return"):
    attempt(simple, way)
for each in (swallowed, several, fails_to_enter, in_loop, unpacked, misses_exit):
    attempt(each)
attempt(not_a_manager, 5)


@contextmanager
def managed(name):
    print("  begin", name)
    try:
        yield name
    except LookupError as error:
        print("  handled", repr(error))
    finally:
        print("  end", name)


def through(error):
    with managed("x") as x, suppress(OSError):
        raise error
    return x


for error in (KeyError("k"), OSError("o"), ValueError("v")):
    attempt(through, error)


def stacked():
    with ExitStack() as stack:
        names = [stack.enter_context(managed(n)) for n in "ab"]
        stack.callback(print, "  called back", names)
        stack.push(lambda *details: print("  pushed", details[0]) or True)
        raise ValueError("swallowed by the stack")
    return "after"


attempt(stacked)


def last():
    try:
        raise ValueError("cause")
    except ValueError as error:
        with Manager("final"):
            raise SystemExit("the program's last words") from error


try:
    last()
finally:
    print("finally before the end")
