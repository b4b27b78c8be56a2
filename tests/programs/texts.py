"""Texts that stand in the source are compiled with it, whoever hands them to ``eval``."""

import doctest
import fractions
import heapq
import sys
import textwrap
import warnings

TEXTS = ["1+1", "0_1_2", "0x_g", "x +", "[i for i in range(3)]", "True", "y z", " TEXTS",
         "undefined_name", "'a' 'b'", "(lambda: 5)()", "continue", "b'x'.decode()"]


def double(n):
    """Twice as much.

    >>> double(4)
    8
    >>> for i in range(2):
    ...     double(i)
    0
    2
    >>> double("a", 1)
    Traceback (most recent call last):
        ...
    TypeError: double() takes 1 positional argument but 2 were given
    >>> x = 5; x
    5
    >>> None
    >>> double(1)
    3
    """
    return n * 2


def evaluated():
    for text in TEXTS:
        try:
            print(repr(text), eval(text))
        except (SyntaxError, NameError) as error:
            print(repr(text), type(error).__name__, error, getattr(error, "lineno", None))


def with_locals():
    y = 3
    return eval("y * 2"), eval("[y for _ in 'ab']", {"y": 1})


def executed():
    space = {}
    exec("def g(a):\n    return a + b\nb = 4\n", space)
    return space["g"](3)


def check(text, number):
    try:
        exec(compile(textwrap.dedent(text), "<check>", "exec"), {"print": print})
    except SyntaxError as error:
        print(number, error.msg, error.filename, error.lineno, error.offset, error.end_offset)


def wrong_arguments():
    for call in (lambda: eval(3), lambda: exec("1", 3), lambda: compile("1", "f", "what"),
                 lambda: exec("a\0b"), lambda: eval("1", {}, 3)):
        try:
            call()
        except (TypeError, ValueError, SyntaxError) as error:
            print(type(error).__name__, error)


evaluated()
print(with_locals(), executed())
check("""
    class A:
        x = 1
       y = 2
""", 1)
check("def f(a, a): pass", 2)
check("""
    for i in range(2):
        print(i)
""", 3)
wrong_arguments()
exec(compile("1 + 1\nNone\nprint('in between')\nif True: 'shown'\n", "<prompt>", "exec"))
exec(compile("if True:\n    6 * 7\n    None\n", "<prompt>", "single"))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(eval("1 is 1"))
    print([(w.category.__name__, str(w.message), w.filename, w.lineno) for w in caught])
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        eval("1 is 2")
    except SyntaxError as error:
        print(error.msg, error.filename, error.lineno)
runner = doctest.DocTestRunner(verbose=False)
for test in doctest.DocTestFinder(recurse=False).find(double, "double", globs={"double": double}):
    print(runner.run(test, out=lambda text: sys.stdout.write(text.replace("*", ""))))
print(doctest.testmod(fractions), doctest.testmod(m=heapq))
marked = "aé€".encode("utf-8-sig")
print(marked, marked.decode("utf-8-sig"), b"plain".decode("UTF_8_SIG"), (b"\xef\xbb\xbf" + marked).decode("utf-8-sig"))
try:
    b"\xef\xbb\xbfab\xff".decode("utf-8-sig")
except UnicodeDecodeError as error:
    print(error)
