"""What uncaught exceptions propose for misspelt names, where syntax errors are; exit and quit."""

import sys

failures = []


def attempt(function, *arguments):
    try:
        function(*arguments)
    except Exception as error:
        sys.excepthook(type(error), error, error.__traceback__)


value_of_module = 1


def local(argument, other):
    first_local = 1
    print(argumen)


def with_local(argument):
    first_local = 1
    return frist_local


def cells():
    captured = 1
    def inner():
        print(captured)
        return captred
    inner()


def own_cell():
    captured = 1
    def inner():
        return captured
    return captred


class A:
    class_value = 1
    def __init__(self):
        self.instance_value = 1
    def method(self):
        return self.instance_valu
    def other(self):
        return self.metod()


class Slots:
    __slots__ = ("value",)

    def set(self):
        self.valu = 1

    def get(self):
        return self.valeu


class Dir:
    def __dir__(self):
        return ["fooo", "foa"]


class Failing:
    def __dir__(self):
        return 1 // 0


class Odd:
    def __dir__(self):
        return ["foo", 5]


def raising(error):
    raise error


attempt(local, 1, 2)
attempt(with_local, 1)
attempt(cells)
attempt(own_cell)
attempt(lambda: value_of_modul)
attempt(lambda: ZeroDivisionErorr)
attempt(lambda: pritn)
attempt(lambda: Tru)
attempt(lambda: non)
attempt(lambda: zzzzzzzzzz)
attempt(A().method)
attempt(A().other)
attempt(lambda: A.metho)
attempt(Slots().set)
attempt(Slots().get)
attempt(lambda: Dir().foo)
attempt(lambda: Failing().foo)
attempt(lambda: Odd().foo)
attempt(lambda: [1].appendd(2))
failures.append(1)
attempt(lambda: "abc".uper())
"abc".upper()
attempt(raising, AttributeError("m"))
attempt(raising, AttributeError())
attempt(raising, AttributeError(name="foo", obj=Dir()))
attempt(raising, AttributeError("m", name="fooo", obj=Dir()))
attempt(raising, NameError("m", name="pritn"))
attempt(raising, AttributeError("m", name=5, obj=3))
attempt(raising, type("Mine", (NameError,), {})("m", name="pritn"))
attempt(raising, NameError("m", name="\udc80rint"))
attempt(lambda: sys.pathh)
sys.path
noted = NameError("m", name="pritn")
noted.add_note("a note")
attempt(raising, noted)
attempt(raising, ExceptionGroup("g", [NameError("m", name="pritn"), AttributeError("m", name="foo", obj=Dir()), SyntaxError("s", ("f.py", 3, 2, "abc def", 3, 4))]))
for details in (
    ("f.py", 3, 2, "abc def\n", 3, 5), (None, 3, 30, "  abc def\n", 3, 50),
    ("f.py", 3, None, "abc"), ("f.py", None, None, "abc"), ("f.py", 3, 6, "abc\ndef"),
    ("f.py", 3, 2, "éé é\n", 4, 5), ("f.py", 3, 1, "    abc"), ("f.py", 3, 0, ""),
):
    attempt(raising, SyntaxError("m", details))
attempt(eval, "1 +")
attempt(exec, "x = (1\ny = 2")
print(exit, repr(quit))
for quitter in (exit, quit):
    try:
        quitter(3)
    except SystemExit as error:
        print(error.code)
del value_of_module
value_of_modle
