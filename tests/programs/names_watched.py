"""Globals and built-in names that change after code has found them."""

import builtins
import sys
from types import FunctionType, ModuleType

value = 1


def read():
    return value


def measure(x):
    return len(x)


def twice(x):
    return x * 2


def thrice(x):
    return x * 3


def call(x):
    return twice(x)


def own_names_change():
    global value
    found = [read()]
    value = 2
    found.append(read())
    globals()["value"] = 3
    found.append(read())
    globals().update(value=4, another=5)
    found.append(read())
    sys.modules[__name__].value = 6
    found.append(read())
    del value
    try:
        read()
    except NameError as error:
        found.append(str(error))
    value = 7
    found.append(read())
    globals().pop("value")
    globals().setdefault("value", 8)
    found.append(read())
    for i in range(300):  # the namespace grows
        globals()[f"more{i}"] = i
        if i % 50 == 0:
            found.append(read())
    for i in range(300):
        del globals()[f"more{i}"]
    found.append(read())
    return found


def built_in_names_change():
    found = [measure("abc")]
    globals()["len"] = lambda x: "mine"
    found.append(measure("abc"))
    del globals()["len"]
    found.append(measure("abc"))
    usual = builtins.len
    builtins.len = lambda x: "everybody's"
    found.append(measure("abc"))
    builtins.len = usual
    found.append(measure("abc"))
    builtins.__dict__.pop("len")
    try:
        measure("abc")
    except NameError as error:
        found.append(str(error))
    builtins.len = usual
    found.append(measure("abc"))
    builtins.shared = 1
    found.append(eval("shared"))
    del builtins.shared
    return found


def functions_change():
    global twice
    found = [call(5)]
    usual = twice
    twice = thrice
    found.append(call(5))
    twice = usual
    found.append(call(5))
    code = twice.__code__
    twice.__code__ = thrice.__code__
    found.append(call(5))
    twice.__code__ = code
    found.append(call(5))
    twice = "no function"
    try:
        call(5)
    except TypeError as error:
        found.append(str(error))
    twice = 3
    try:
        call(5)
    except TypeError as error:
        found.append(str(error))
    twice = usual
    found.append(call(5))
    return found


def changed_while_called():
    """The callee is found before its arguments are computed."""
    global twice
    usual = twice

    def change(x):
        global twice
        twice = thrice
        return x

    found = [twice(change(5)), twice(5)]
    twice = usual
    return found


def other_namespaces():
    found = []
    for number in range(3):
        space = {"value": number, "twice": lambda x, n=number: (x, n), "__name__": "elsewhere"}
        found.append(FunctionType(read.__code__, space)())
        found.append(FunctionType(call.__code__, space)(1))
        found.append((read(), call(1)))
        space["value"] = "changed"
        found.append(FunctionType(read.__code__, space)())
        space.clear()
        try:
            FunctionType(read.__code__, space)()
        except NameError as error:
            found.append(str(error))
        space.update({"value": "again"})
        found.append(FunctionType(read.__code__, space)())
    return found


def a_namespace_of_an_instance():
    global value
    before = value

    class Bunch:
        pass

    bunch = Bunch()
    bunch.__dict__ = globals()
    found = [read(), bunch.value]
    bunch.value = "through the bunch"
    found.append(read())
    del bunch.value
    try:
        read()
    except NameError as error:
        found.append(str(error))
    bunch.value = before
    found.append(read())
    module = ModuleType("made")
    exec("def read():\n    return value\nvalue = 1\n", vars(module))
    found.append(module.read())
    module.value = 2
    found.append(module.read())
    vars(module).clear()
    return found


class Meta(type):
    pass


def in_a_class_body():
    class Reader(metaclass=Meta):
        seen = value
        length = len

    return Reader.seen, Reader.length("ab")


print(own_names_change())
print(built_in_names_change())
print(functions_change())
print(changed_while_called())
print(other_namespaces())
print(a_namespace_of_an_instance())
print(in_a_class_body())
