"""Writes random programs: the same seed, the same text."""

from __future__ import annotations

import itertools
import random
import re
import warnings

from tests.fuzz import grammar

_HOLE = re.compile(r"<(v:)?(\w+)>")
#: How deep expressions and suites go.
EXPRESSION_DEPTH = 3
SUITE_DEPTH = 2
#: Variables of each kind in a function.
VARIABLES = 2
#: How often each function is called.
CALLS = 6

_HEAD = """\
import itertools
import math

from support import Around, Named, Point, Swallow, Turns, clamp, count_up, first, total

shared = 0
"""


class Writer:
    """Writes one program."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.lines: list[str] = _HEAD.split("\n")
        self.indent = 0
        self.in_loop = 0
        self.generator = False
        self.result = "i"
        #: Functions written so far: templates of calls by the kind of what they give.
        self.calls: dict[str, list[str]] = {}

    def pick(self, choices: tuple[str, ...] | list[str]) -> str:
        """One of several."""
        return self.random.choice(choices)

    def chance(self, percent: int) -> bool:
        """True so often."""
        return self.random.randrange(100) < percent

    def line(self, text: str) -> None:
        """Write a line."""
        self.lines.append("    " * self.indent + text)

    # -- expressions ------------------------------------------------------------------------

    def variable(self, kind: str) -> str:
        """A variable of a kind."""
        return f"{kind.lower() * (2 if kind.isupper() else 1)}{self.random.randrange(VARIABLES)}"

    def fill(self, template: str, depth: int) -> str:
        """A template with its holes filled."""
        def hole(match: re.Match[str]) -> str:
            if match[1]:
                return self.variable(match[2])
            return self.expression(match[2], depth - 1)
        return _HOLE.sub(hole, template)

    def expression(self, kind: str, depth: int = EXPRESSION_DEPTH) -> str:
        """An expression of a kind, in brackets where they matter."""
        if kind not in grammar.EXPRESSIONS:
            return f"({self.pick(grammar.LITERALS[kind])})"
        if self.chance(1):
            kind = self.pick(list(grammar.KINDS))  # what is wrong is told in the same way
        if depth <= 0 or self.chance(35):
            if self.chance(70):
                return self.variable(kind)
            return f"({self.pick(grammar.LITERALS[kind])})"
        calls = self.calls.get(kind, [])
        if calls and self.chance(12):
            return self.fill(self.pick(calls), depth)
        return f"({self.fill(self.pick(grammar.EXPRESSIONS[kind]), depth)})"

    # -- statements -------------------------------------------------------------------------

    def suite(self, depth: int) -> None:
        """An indented block."""
        self.indent += 1
        for _ in range(self.random.randint(1, 4)):
            self.statement(depth)
        self.indent -= 1

    def statement(self, depth: int) -> None:
        """Any statement."""
        if depth <= 0 or self.chance(55):
            self.simple()
            return
        self.random.choice((
            self.loop, self.loop, self.choice, self.choice, self.attempt, self.match, self.nested,
        ))(depth - 1)

    def simple(self) -> None:
        """A statement of one line."""
        if self.in_loop and self.chance(8):
            self.line(f"if {self.expression('b')}: {self.pick(['break', 'continue'])}")
        elif self.generator and self.chance(30):
            self.line(f"yield {self.expression('i')}")
        elif self.chance(3):
            self.line(f"raise {self.pick(['ValueError', 'KeyError'])}({self.expression('s')})")
        elif self.chance(6) and not self.generator:
            self.line(f"if {self.expression('b')}: return {self.expression(self.result)}")
        else:
            self.line(self.fill(self.pick(grammar.STATEMENTS), EXPRESSION_DEPTH))

    def loop(self, depth: int) -> None:
        """A loop, perhaps with ``else``."""
        self.line(self.fill(self.pick(grammar.LOOPS), 2))
        self.in_loop += 1
        self.suite(depth)
        self.in_loop -= 1
        if self.chance(15):
            self.line("else:")
            self.suite(0)

    def choice(self, depth: int) -> None:
        """A suite under a condition or in a context."""
        heading = self.fill(self.pick(grammar.SUITES), 2)
        self.line(heading)
        self.suite(depth)
        if heading.startswith("if"):
            if self.chance(30):
                self.line(f"elif {self.expression('b')}:")
                self.suite(depth)
            if self.chance(40):
                self.line("else:")
                self.suite(depth)

    def attempt(self, depth: int) -> None:
        """``try`` in one of its forms."""
        self.line("try:")
        self.suite(depth)
        handled = self.chance(80)
        if handled:
            for kind in self.random.sample(grammar.EXCEPTIONS, self.random.randint(1, 2)):
                self.line(f"except {kind} as error:")
                self.indent += 1
                self.line("print('caught', type(error).__name__, error)")
                self.indent -= 1
                self.suite(0)
            if self.chance(20):
                self.line("else:")
                self.suite(0)
        if not handled or self.chance(30):
            self.line("finally:")
            self.suite(0)

    def match(self, depth: int) -> None:
        """``match``."""
        kind = self.pick(list(grammar.PATTERNS))
        self.line(f"match {self.expression(kind)}:")
        self.indent += 1
        for pattern in self.random.sample(grammar.PATTERNS[kind], self.random.randint(1, 3)):
            self.line(f"case {self.fill(pattern, 2)}:")
            self.suite(depth)
        if self.chance(50):
            self.line("case _:")
            self.suite(0)
        self.indent -= 1

    def nested(self, depth: int) -> None:
        """A function in the function, which changes a variable around it, and its call."""
        name = f"inner{len(self.lines)}"
        kind = self.pick(["i", "s", "f"])
        outer, self.in_loop = self.in_loop, 0
        generator, self.generator = self.generator, False
        result, self.result = self.result, kind
        own = self.variable(kind)
        given = f"{kind}{1 - int(own[-1])}"
        self.line(f"def {name}({given}, more={self.expression(kind, 1)}):")
        self.indent += 1
        self.line(f"nonlocal {own}")
        self.indent -= 1
        self.indent += 1
        self.line(f"{own} = clamp({self.expression(kind, 1)})")
        self.line(f"return {given} if {self.expression('b', 1)} else more")
        self.indent -= 1
        self.in_loop, self.generator, self.result = outer, generator, result
        self.line(f"{self.variable(kind)} = clamp({name}({self.expression(kind, 1)}))")

    # -- functions --------------------------------------------------------------------------

    def function(self, number: int) -> None:
        """A function with parameters of some kinds."""
        self.generator = self.chance(20)
        kinds = self.random.sample(grammar.KINDS, self.random.randint(1, 4))
        self.result = self.pick(list("iifsIDTb"))
        parameters = [f"{self.variable_names(kind)[0]}" for kind in kinds]
        if self.chance(25):
            kind = self.pick(list("is"))
            if kind not in kinds:
                parameters.append(f"{kind}0={self.pick(grammar.LITERALS[kind])}")
                kinds.append(kind)
        name = f"function{number}"
        self.line("")
        self.line("")
        self.line(f"def {name}({', '.join(parameters)}):")
        self.indent += 1
        if self.chance(30):
            self.line("global shared")
            self.line("shared += 1")
        self.line("turns = Turns()")
        for kind in grammar.KINDS:
            for variable in self.variable_names(kind)[int(kind in kinds):]:
                self.line(f"{variable} = {self.pick(grammar.LITERALS[kind])}")
        self.indent -= 1
        for _ in range(2):
            self.guarded_suite()
        self.indent += 1
        shown = [name for kind in grammar.KINDS for name in self.variable_names(kind)]
        self.line(f"print({', '.join(shown)})")
        if not self.generator:
            self.line(f"return {self.expression(self.result)}")
        self.indent -= 1
        arguments = ", ".join(f"<{kind}>" for kind in kinds)
        call = f"{name}({arguments})"
        if self.generator:
            self.lines[-1:] = [self.lines[-1], "    yield i0"]
            self.calls.setdefault("I", []).append(f"list({call})[:20]")
            self.calls.setdefault("i", []).append(f"first({call})")
        else:
            self.calls.setdefault(self.result, []).append(call)
        self.generator = False

    def guarded_suite(self) -> None:
        """A suite of a function; mostly one whose failure does not end the function."""
        if self.chance(30):
            self.suite(SUITE_DEPTH)
            return
        self.indent += 1
        self.line("try:")
        self.suite(SUITE_DEPTH)
        self.line("except Exception as error:")
        self.line("    print('failed', type(error).__name__, error)")
        self.indent -= 1

    @staticmethod
    def variable_names(kind: str) -> list[str]:
        """All variables of a kind."""
        stem = kind.lower() * (2 if kind.isupper() else 1)
        return [f"{stem}{i}" for i in range(VARIABLES)]

    def program(self) -> str:
        """The text of a module with a ``main``."""
        for number in range(self.random.randint(1, 2)):
            self.function(number)
        self.lines += ["", "", "def main():"]
        self.indent = 1
        for calls in self.calls.values():
            for call in calls * CALLS:
                self.line("try:")
                filled = re.sub(r"<(\w)>", lambda m: self.pick(grammar.LITERALS[m[1]]), call)
                self.line(f"    print({filled}, shared, total)")
                self.line("except Exception as error:")
                self.line("    print(type(error).__name__, error)")
        return "\n".join(self.lines) + "\n"


def program(seed: int) -> str:
    """The program of a seed: the first of its texts that is valid Python."""
    for attempt in itertools.count():
        text = Writer(seed + (attempt << 32)).program()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                compile(text, "program", "exec")
            except SyntaxError:
                continue  # ``:=`` where it may not be
        return text
    raise AssertionError
