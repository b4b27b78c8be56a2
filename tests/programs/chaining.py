"""How exceptions are handled, chained, re-raised and cleaned up after."""


def chain(error):
    parts = []
    while error is not None:
        parts.append(repr(error))
        if error.__cause__ is not None:
            parts.append("<-cause-")
            error = error.__cause__
        elif error.__context__ is not None and not error.__suppress_context__:
            parts.append("<-context-")
            error = error.__context__
        else:
            error = None
    return " ".join(parts)


def implicit():
    try:
        {}["key"]
    except KeyError:
        [][0]


def explicit():
    try:
        {}["key"]
    except KeyError as error:
        raise ValueError("explicit") from error


def hidden():
    try:
        {}["key"]
    except KeyError:
        raise ValueError("hidden") from None


def deep():
    try:
        implicit()
    except IndexError:
        try:
            explicit()
        except ValueError:
            raise RuntimeError("deep")


for function in (implicit, explicit, hidden, deep):
    try:
        function()
    except Exception as error:
        print(function.__name__, chain(error), error.__suppress_context__)


def reraise():
    try:
        try:
            1 / 0
        except ZeroDivisionError:
            raise
    finally:
        print("finally")


try:
    reraise()
except ZeroDivisionError as error:
    print("reraised", error, error.__context__)


def returns():
    try:
        return "try"
    finally:
        print("cleanup")


def overrides():
    try:
        raise ValueError
    finally:
        return "swallowed"


def loops():
    found = []
    for i in range(6):
        try:
            if i == 1:
                continue
            if i == 4:
                break
            found.append(i)
        finally:
            found.append(f"f{i}")
    else:
        found.append("else")
    return found


def order():
    steps = []
    try:
        steps.append("try")
    except ValueError:
        steps.append("except")
    else:
        steps.append("else")
    finally:
        steps.append("finally")
    return steps


print(returns(), overrides(), loops(), order())


class Manager:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        print("enter", self.name)
        return self

    def __exit__(self, kind, value, traceback):
        print("exit", self.name, kind and kind.__name__, value, traceback is not None)
        return self.swallow


with Manager("a") as a, Manager("b", True) as b:
    print(a.name, b.name)
    raise KeyError("in with")
try:
    with Manager("outer"):
        with Manager("inner"):
            raise ValueError("through")
except ValueError as error:
    print(chain(error))


class FailingExit:
    def __enter__(self):
        return self

    def __exit__(self, *details):
        raise RuntimeError("in exit")


try:
    with FailingExit():
        raise ValueError("body")
except RuntimeError as error:
    print(chain(error))
try:
    with 5:
        pass
except (TypeError, AttributeError) as error:
    print(type(error).__name__, error)

try:
    try:
        raise ValueError("first")
    finally:
        raise KeyError("second")
except KeyError as error:
    print(chain(error))
try:
    raise ValueError("x") from TypeError
except ValueError as error:
    print(repr(error.__cause__))
try:
    raise ValueError("x") from 5
except TypeError as error:
    print(error)
try:
    raise
except RuntimeError as error:
    print(error)

first = ValueError("first")
try:
    try:
        raise first
    except ValueError:
        try:
            raise KeyError("second")
        except KeyError:
            raise first
except ValueError as error:
    print(chain(error))


def generator():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print("closed")
        raise
    except ValueError as error:
        print("got", error)
        yield "handled"
    finally:
        print("generator cleanup")


g = generator()
print(next(g), g.throw(ValueError("into")), list(g))
g = generator()
next(g)
g.close()
g = generator()
next(g)
try:
    g.throw(KeyError("out"))
except KeyError as error:
    print(chain(error))


def stops():
    yield 1
    raise StopIteration("inner")


try:
    list(stops())
except RuntimeError as error:
    print(chain(error))


def inside_handler():
    try:
        raise ValueError("outer")
    except ValueError:
        yield "a"
        try:
            raise KeyError("inner")
        except KeyError as error:
            yield chain(error)
        yield "b"


print(list(inside_handler()))


def recurse(n):
    return recurse(n + 1)


try:
    recurse(0)
except RecursionError as error:
    print(type(error).__name__, str(error)[:32])
for value in (ValueError, KeyError("k"), (1,)):
    try:
        try:
            raise value
        except (TypeError, ValueError) as error:
            print("inner", repr(error))
    except KeyError as error:
        print("outer", repr(error))
try:
    raise ValueError("deleted")
except ValueError as error:
    pass
print("error" in globals())


def boom():
    raise ValueError("one")


# Unbinding the name at the end of a handler leaves no trace, at any level.
try:
    try:
        boom()
    except ValueError as error:
        raise KeyError("two")
except KeyError:
    traceback.print_exc()


class Body:
    try:
        try:
            boom()
        except ValueError as error:
            raise KeyError("three") from error
    except KeyError:
        traceback.print_exc()


try:
    try:
        boom()
    except ValueError as error:
        raise
except ValueError:
    traceback.print_exc()
