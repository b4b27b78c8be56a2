"""What drivers must not be asked for: tables of bad arguments, by public function and parameter.

Each function has arguments that are good, and for each of its parameters the values that are bad.
``ANY`` marks those of which every value is good, such as those that count as true or false.
"""

ANY = ()
#: Of other types than whole numbers.
NO_NUMBERS = (1.5, None, "1", b"1")
NO_TIMES = (-1, -0.001, float("nan"), float("inf"), "1")
NO_BYTES = (5, "text", [1, 256], [-1], None)


def whole(least, most):
    """What is no whole number from ``least`` to ``most``."""
    return (least - 1, most + 1, -(1 << 40), 1 << 70, *NO_NUMBERS)


class Call:
    """A function, its good arguments, and bad values by parameter.

    ``make()`` gives the function, ``good`` the arguments by name; ``positional`` is the name of
    what is given as ``*arguments``.
    """

    def __init__(self, make, good, positional=None, **bad):
        self.make = make
        self.good = good
        self.positional = positional
        self.bad = bad

    def __call__(self, **changed):
        arguments = {**self.good, **changed}
        rest = arguments.pop(self.positional) if self.positional else ()
        if rest:
            return self.make()(*arguments.values(), *rest)
        return self.make()(**arguments)
