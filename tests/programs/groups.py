"""Exception groups and except*."""


def show(label, function, *args):
    try:
        print(label, function(*args))
    except BaseException as error:
        print(label, type(error).__name__, error)


group = ExceptionGroup("top", [ValueError(1), TypeError("t"), ExceptionGroup("inner", [ValueError(2), KeyError("k")])])
print(group, repr(group), group.message, len(group.exceptions), isinstance(group, Exception))
print(repr(BaseExceptionGroup("b", [ValueError(1)])), repr(BaseExceptionGroup("b", [KeyboardInterrupt()])))
print(ExceptionGroup("one", [ValueError(1)]))
show("empty", ExceptionGroup, "m", [])
show("item", ExceptionGroup, "m", [1])
show("sequence", ExceptionGroup, "m", 5)
show("message", ExceptionGroup, 5, [ValueError()])
show("args", ExceptionGroup, "m")
show("base", ExceptionGroup, "m", [KeyboardInterrupt()])
print(repr(group.subgroup(ValueError)), repr(group.subgroup((KeyError, TypeError))), group.subgroup(OSError))
print(*map(repr, group.split(ValueError)))
print(*map(repr, group.split(lambda e: isinstance(e, KeyError))))
print(*map(repr, group.split(ExceptionGroup)), group.split(OSError)[0])
show("condition", group.split, 5)
print(repr(group.derive([ValueError(3)])))


class Mine(ExceptionGroup):
    def derive(self, excs):
        return Mine(self.message, excs)


mine = Mine("mine", [ValueError(1), KeyError(2)])
mine.add_note("noted")
part, rest = mine.split(KeyError)
print(repr(part), repr(rest), part.__notes__, type(rest).__name__)

try:
    raise group
except* ValueError as error:
    print("values", repr(error))
except* TypeError as error:
    print("types", repr(error))
except* KeyError as error:
    print("keys", repr(error))
try:
    raise ValueError("naked")
except* ValueError as error:
    print("naked", repr(error))
try:
    try:
        raise group
    except* ValueError:
        print("some")
except ExceptionGroup as error:
    print("rest", repr(error))
try:
    try:
        raise group
    except* ValueError:
        raise OSError("new")
except ExceptionGroup as error:
    print("raised", repr(error))
try:
    try:
        raise ExceptionGroup("x", [ValueError(1)])
    except* ValueError as error:
        raise
except ExceptionGroup as error:
    print("reraised", repr(error))
try:
    try:
        raise KeyError("not taken")
    except* ValueError:
        print("never")
except KeyError as error:
    print("through", repr(error))
try:
    print("body")
except* ValueError:
    print("never")
else:
    print("else")
finally:
    print("finally")
try:
    try:
        raise ValueError
    except* ExceptionGroup:
        pass
except TypeError as error:
    print(error)
