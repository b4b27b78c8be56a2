"""What ``site`` adds to the built-in names for programs: ``exit`` and ``quit``."""

import sys


class Quitter:
    """Ends the program when called, and says so when shown."""

    def __init__(self, name, eof):
        self.name = name
        self.eof = eof

    def __repr__(self):
        return f"Use {self.name}() or {self.eof} to exit"

    def __call__(self, code=None):
        try:
            sys.stdin.close()
        except BaseException:
            pass
        raise SystemExit(code)
