"""Arithmetic on numbers that may be floats without an object, as LLVM text.

A value of type ``number`` is a pair ``{object, double}``: the object, or ``UNBOXED`` in its
place and then the double is the float's value. Each operation has a way for two small ints, one
for floats (and for a float and a small int), and the runtime's function for all else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tamapy.compiler.ir import ops
from tamapy.compiler.ir.types import F64, NUMBER

if TYPE_CHECKING:
    from tamapy.compiler.codegen.emitter import Emitter

#: In place of the object: no address, and no small int.
UNBOXED_WORD = 2
UNBOXED = f"inttoptr ({{W}} {UNBOXED_WORD} to ptr)"


@dataclass(frozen=True)
class Operator:
    """How an operator works on machine numbers."""

    ints: str = ""  # LLVM's intrinsic that tells of overflow
    floats: str = ""
    test: tuple[str, str] = ("", "")  # predicates of comparisons


OPERATORS: dict[str, Operator] = {
    "add": Operator("sadd", "fadd"),
    "sub": Operator("ssub", "fsub"),
    "mul": Operator("smul", "fmul"),
    "truediv": Operator("", "fdiv"),
    "lt": Operator(test=("slt", "olt")),
    "le": Operator(test=("sle", "ole")),
    "gt": Operator(test=("sgt", "ogt")),
    "ge": Operator(test=("sge", "oge")),
    "eq": Operator(test=("eq", "oeq")),
    "ne": Operator(test=("ne", "une")),
}


class Writer:
    """Writes one operation."""

    def __init__(self, e: Emitter, op: ops.Primitive) -> None:
        self.e = e
        self.op = op
        self.t = e.fresh()
        self.word = e.names.word
        self.unboxed = UNBOXED.format(W=self.word)
        #: Whether a small int has to be one that a double has exactly.
        self.exact = op.name not in ("number.add", "number.sub", "number.mul")

    # -- pieces ------------------------------------------------------------------------

    def line(self, text: str) -> None:
        """An instruction; ``~`` stands for this operation's own prefix, ``W`` for the word."""
        self.e.line(text.replace("~", self.t).replace("{W}", self.word))

    def label(self, name: str) -> None:
        """Begin a block."""
        self.e.start(f"{self.t[1:]}{name}")

    def native(self, target: object) -> str:
        """The symbol of a function of the runtime."""
        symbol = self.e.names.native(target)
        return self.e.symbol(symbol)

    def symbol_of(self, value: object) -> str:
        """A frozen object's address."""
        return self.e.symbol(self.e.names.symbol_of(value))

    def parts(self, value: ops.Value, name: str) -> tuple[str, str]:
        """An operand's object and double; the object is empty if it is surely a float."""
        text = self.e.value(value)
        if value.type is F64:
            return "", text
        if value.type is NUMBER:
            self.line(f"~{name}p = extractvalue {{ptr, double}} {text}, 0")
            self.line(f"~{name}d = extractvalue {{ptr, double}} {text}, 1")
            return f"{self.t}{name}p", f"{self.t}{name}d"
        return text, ""

    def as_float(self, parts: tuple[str, str], name: str) -> str:
        """An operand as a double; goes to ``slow`` if it is neither float nor small int."""
        pointer, double = parts
        if not pointer:
            return double
        ways = []
        if double:
            self.line(f"~{name}u = icmp eq ptr {pointer}, {self.unboxed}")
            self.line(f"br i1 ~{name}u, label ~{name}f, label ~{name}o")
            ways.append((double, self.e.label))
            self.label(f"{name}o")
        self.line(f"~{name}w = ptrtoint ptr {pointer} to {{W}}")
        self.line(f"~{name}t = trunc {{W}} ~{name}w to i1")
        self.line(f"br i1 ~{name}t, label ~{name}i, label ~{name}h")
        self.label(f"{name}i")
        self.line(f"~{name}n = ashr {{W}} ~{name}w, 1")
        if self.exact and self.e.names.word_bits > 53:
            self.line(f"~{name}g = add {{W}} ~{name}n, {1 << 53}")
            self.line(f"~{name}e = icmp ule {{W}} ~{name}g, {1 << 54}")
            self.line(f"br i1 ~{name}e, label ~{name}j, label ~slow, !prof !1")
            self.label(f"{name}j")
        self.line(f"~{name}c = sitofp {{W}} ~{name}n to double")
        ways.append((f"{self.t}{name}c", self.e.label))
        self.line(f"br label ~{name}f")
        self.label(f"{name}h")
        self.line(f"~{name}y = load ptr, ptr {pointer}")
        self.line(f"~{name}k = icmp eq ptr ~{name}y, {self.symbol_of(float)}")
        self.line(f"br i1 ~{name}k, label ~{name}l, label ~slow, !prof !1")
        self.label(f"{name}l")
        self.line(f"~{name}a = getelementptr i8, ptr {pointer}, i32 8")
        self.line(f"~{name}v = load double, ptr ~{name}a")
        self.line(f"br label ~{name}f")
        ways.append((f"{self.t}{name}v", f"{self.t[1:]}{name}l"))
        self.label(f"{name}f")
        phi = ", ".join(f"[ {value}, %{label} ]" for value, label in ways)
        self.line(f"~{name} = phi double {phi}")
        return f"{self.t}{name}"

    def boxed(self, parts: tuple[str, str], name: str) -> str:
        """An operand as an object, made now if it is an unboxed float."""
        pointer, double = parts
        box = self.native(self.op.targets[-1])
        if not pointer:
            self.line(f"~{name}b = call ptr {box}(double {double})")
            self._check_null(f"{self.t}{name}b", f"{name}made")
            return f"{self.t}{name}b"
        if not double:
            return pointer
        self.line(f"~{name}q = icmp eq ptr {pointer}, {self.unboxed}")
        before = self.e.label
        self.line(f"br i1 ~{name}q, label ~{name}x, label ~{name}z")
        self.label(f"{name}x")
        self.line(f"~{name}b = call ptr {box}(double {double})")
        self._check_null(f"{self.t}{name}b", f"{name}made")
        made = self.e.label
        self.line(f"br label ~{name}z")
        self.label(f"{name}z")
        self.line(f"~{name}r = phi ptr [ {pointer}, %{before} ], [ ~{name}b, %{made} ]")
        return f"{self.t}{name}r"

    def _check_null(self, value: str, good: str) -> None:
        self.line(f"~{good}n = icmp eq ptr {value}, null")
        edge = self.e.edge(self.op)
        self.line(f"br i1 ~{good}n, label {edge}, label ~{good}, !prof !0")
        self.label(good)

    def small_ints(self, a: tuple[str, str], b: tuple[str, str], ints: str = "ints") -> bool:
        """Have control go on in block ``ints`` if both operands are small ints, else ``floats``."""
        if not a[0] or not b[0]:
            return False
        if a[1]:
            self.line(f"~bare = icmp eq ptr {a[0]}, {self.unboxed}")
            self.line("br i1 ~bare, label ~floats, label ~maybe")
            self.label("maybe")
        self.line(f"~ia = ptrtoint ptr {a[0]} to {{W}}")
        self.line(f"~ib = ptrtoint ptr {b[0]} to {{W}}")
        self.line("~iand = and {W} ~ia, ~ib")
        self.line("~itag = trunc {W} ~iand to i1")
        self.line(f"br i1 ~itag, label ~{ints}, label ~floats")
        return True

    # -- operations ----------------------------------------------------------------------

    def arithmetic(self, name: str) -> None:
        """``a op b``, a number."""
        operator = OPERATORS[name]
        a, b = self.parts(self.op.args[0], "a"), self.parts(self.op.args[1], "b")
        ways = []
        if operator.ints and self.small_ints(a, b):
            self.label("ints")
            ways.append(self._ints(operator))
            self.label("floats")
        x, y = self.as_float(a, "x"), self.as_float(b, "y")
        if name == "truediv":
            self.line(f"~zero = fcmp oeq double {y}, 0.0")
            self.line("br i1 ~zero, label ~slow, label ~divide, !prof !0")
            self.label("divide")
        self.line(f"~f = {operator.floats} double {x}, {y}")
        ways.append((self.unboxed, f"{self.t}f", self.e.label))
        self.line("br label ~join")
        self.label("slow")
        self._slow(a, b, "found")
        self._or_called(ways)

    def _or_called(self, ways: list[tuple[str, str, str]]) -> None:
        """The end of an operation: the result by one of the ways, or ``called``, now."""
        ways.append((f"{self.t}called", "0.0", self.e.label))
        self.line("br label ~join")
        self.label("join")
        self._joined(ways)

    def _joined(self, ways: list[tuple[str, str, str]]) -> None:
        """The result by the way that led here: its object, its double, the way's last block."""
        pointers = ", ".join(f"[ {p}, %{label} ]" for p, _, label in ways)
        doubles = ", ".join(f"[ {d}, %{label} ]" for _, d, label in ways)
        self.line(f"~p = phi ptr {pointers}")
        self.line(f"~d = phi double {doubles}")
        self._pair(f"{self.t}p", f"{self.t}d")

    def _pair(self, pointer: str, double: str) -> None:
        self.line(f"~h = insertvalue {{ptr, double}} undef, ptr {pointer}, 0")
        self.line(f"~r = insertvalue {{ptr, double}} ~h, double {double}, 1")
        self.e.values[id(self.op)] = f"{self.t}r"

    def _ints(self, operator: Operator) -> tuple[str, str, str]:
        """The way for small ints; what does not fit goes to ``slow``."""
        left, right = f"{self.t}ia", f"{self.t}ic"
        if operator.ints == "smul":
            self.line("~ic = xor {W} ~ia, 1")
            self.line("~id = ashr {W} ~ib, 1")
            left, right = f"{self.t}ic", f"{self.t}id"
        else:
            self.line("~ic = xor {W} ~ib, 1")
        self.line(
            f"~io = call {{{self.word}, i1}} @llvm.{operator.ints}.with.overflow.{self.word}"
            f"({self.word} {left}, {self.word} {right})"
        )
        self.line("~ov = extractvalue {{W}, i1} ~io, 1")
        self.line("~is = extractvalue {{W}, i1} ~io, 0")
        self.line("br i1 ~ov, label ~slow, label ~fits, !prof !0")
        self.label("fits")
        self.line("~iw = or {W} ~is, 1")
        self.line("~ip = inttoptr {W} ~iw to ptr")
        self.line("br label ~join")
        return f"{self.t}ip", "0.0", f"{self.t[1:]}fits"

    def _slow(self, a: tuple[str, str], b: tuple[str, str], good: str) -> None:
        """Call the runtime's function with objects; go on in ``good`` if it has not raised."""
        first, second = self.boxed(a, "ra"), self.boxed(b, "rb")
        self.line(
            f"~called = call ptr {self.native(self.op.targets[0])}(ptr {first}, ptr {second})"
        )
        self._check_null(f"{self.t}called", good)

    def test(self, name: str) -> None:
        """``a op b`` as a truth value."""
        ints, floats = OPERATORS[name].test
        a, b = self.parts(self.op.args[0], "a"), self.parts(self.op.args[1], "b")
        ways = []
        if self.small_ints(a, b):
            self.label("ints")
            self.line(f"~ir = icmp {ints} {{W}} ~ia, ~ib")
            ways.append((f"{self.t}ir", self.e.label))
            self.line("br label ~join")
            self.label("floats")
        x, y = self.as_float(a, "x"), self.as_float(b, "y")
        self.line(f"~fr = fcmp {floats} double {x}, {y}")
        ways.append((f"{self.t}fr", self.e.label))
        self.line("br label ~join")
        self.label("slow")
        self._slow(a, b, "compared")
        self.line(f"~truth = call i1 {self.native(self.op.targets[1])}(ptr ~called)")
        self._check_pending()
        ways.append((f"{self.t}truth", self.e.label))
        self.line("br label ~join")
        self.label("join")
        phi = ", ".join(f"[ {value}, %{label} ]" for value, label in ways)
        self.line(f"~r = phi i1 {phi}")
        self.e.values[id(self.op)] = f"{self.t}r"

    def _check_pending(self) -> None:
        self.line(f"~pending = load ptr, ptr {self.e.symbol(self.e.names.state)}")
        self.line("~raised = icmp ne ptr ~pending, null")
        edge = self.e.edge(self.op)
        self.line(f"br i1 ~raised, label {edge}, label ~tested, !prof !0")
        self.label("tested")

    def power(self) -> None:
        """``a ** b``, a number: at once if ``a`` is positive, one is a float, and so the result."""
        a, b = self.parts(self.op.args[0], "a"), self.parts(self.op.args[1], "b")
        if self.small_ints(a, b, "slow"):
            self.label("floats")
        x, y = self.as_float(a, "x"), self.as_float(b, "y")
        self.line(f"~positive = fcmp ogt double {x}, 0.0")
        self.line("br i1 ~positive, label ~raise, label ~slow, !prof !1")
        self.label("raise")
        self.line(f"~f = call double {self.native(self.op.targets[1])}(double {x}, double {y})")
        self.line("~rest = fsub double ~f, ~f")
        self.line("~finite = fcmp oeq double ~rest, 0.0")
        self.line("br i1 ~finite, label ~good, label ~slow, !prof !1")
        self.label("good")
        ways = [(self.unboxed, f"{self.t}f", self.e.label)]
        self.line("br label ~join")
        self.label("slow")
        self._slow(a, b, "found")
        self._or_called(ways)

    def negative(self) -> None:
        """``-a``, a number."""
        a = self.parts(self.op.args[0], "a")
        pointer, double = a
        ways = []
        if double:
            self.line(f"~u = icmp eq ptr {pointer}, {self.unboxed}")
            self.line("br i1 ~u, label ~quick, label ~slow")
            self.label("quick")
            self.line(f"~f = fneg double {double}")
            ways.append((self.unboxed, f"{self.t}f", self.e.label))
            self.line("br label ~join")
            self.label("slow")
        self.line(f"~called = call ptr {self.native(self.op.targets[0])}(ptr {pointer})")
        self._check_null(f"{self.t}called", "found")
        self._or_called(ways)

    def box(self) -> None:
        """A number as an object."""
        parts = self.parts(self.op.args[0], "a")
        self.e.values[id(self.op)] = self.boxed(parts, "r")

    def unbox(self) -> None:
        """The same number without the object, if that is a float."""
        pointer, double = self.parts(self.op.args[0], "a")
        if not pointer:
            self._pair(self.unboxed, double)
            return
        ways = []
        if double:
            self.line(f"~u = icmp eq ptr {pointer}, {self.unboxed}")
            ways.append((self.unboxed, double, self.e.label))
            self.line("br i1 ~u, label ~join, label ~object")
            self.label("object")
        self.line(f"~w = ptrtoint ptr {pointer} to {{W}}")
        self.line("~t = trunc {W} ~w to i1")
        ways.append((pointer, "0.0", self.e.label))
        self.line("br i1 ~t, label ~join, label ~heap")
        self.label("heap")
        self.line(f"~y = load ptr, ptr {pointer}")
        self.line(f"~k = icmp eq ptr ~y, {self.symbol_of(float)}")
        ways.append((pointer, "0.0", self.e.label))
        self.line("br i1 ~k, label ~float, label ~join")
        self.label("float")
        self.line(f"~a = getelementptr i8, ptr {pointer}, i32 8")
        self.line("~v = load double, ptr ~a")
        ways.append((self.unboxed, f"{self.t}v", self.e.label))
        self.line("br label ~join")
        self.label("join")
        self._joined(ways)

    def wrap(self) -> None:
        """An object or a double as a number."""
        (value,) = self.op.args
        text = self.e.value(value)
        pointer, double = (self.unboxed, text) if value.type is F64 else (text, "0.0")
        self._pair(pointer, double)


def write(e: Emitter, op: ops.Primitive) -> None:
    """Write an operation named ``number.…``."""
    _, kind, *rest = op.name.split(".")
    writer = Writer(e, op)
    if rest:
        writer.test(rest[0])
    elif kind in OPERATORS:
        writer.arithmetic(kind)
    else:
        {
            "box": writer.box, "wrap": writer.wrap, "negative": writer.negative,
            "pow": writer.power, "unbox": writer.unbox,
        }[kind]()
