"""The loaded world: live objects of the target, and where each piece of code came from."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterable
from dataclasses import dataclass, field
from types import CodeType, ModuleType
from typing import Any

from tamapy.compiler import codemap as positions
from tamapy.compiler.load import rules, scan
from tamapy.compiler.load.matching import CodeIndex
from tamapy.compiler.shown import TAMAPY_PREFIX

#: Where the parts of the image pretend to have been installed, in tracebacks.
STDLIB_PREFIX = "/usr/lib/python3.11"
PACKAGES_PREFIX = "/usr/lib/python3.11/site-packages"
LIB_PREFIX = TAMAPY_PREFIX + "/lib"


@dataclass(frozen=True)
class Personality:
    """What the target claims to be. ``maxsize`` follows from ``bits`` unless it is given."""

    bits: int = 32
    platform: str = "tamapy"
    maxsize: int = 0
    byteorder: str = "little"
    board: str = ""

    def __post_init__(self) -> None:
        if self.bits not in (32, 64):
            raise ValueError(f"a target has words of 32 or 64 bits, not {self.bits}")
        if not self.maxsize:
            object.__setattr__(self, "maxsize", (1 << (self.bits - 1)) - 1)


@dataclass(eq=False)
class SourceUnit:
    """One source text. ``filename`` is what tracebacks show, ``path`` where it was read.

    ``origin`` is 'application', 'package' (site-packages), 'lib' (CPython's), 'tamapy.lib'
    (our stand-ins) or 'exec' (a text handed to exec, eval or compile).
    """

    name: str
    filename: str
    path: str
    text: str
    code: CodeType
    origin: str
    is_main: bool = False
    _tree: ast.AST | None = field(default=None, repr=False)
    _facts: scan.Facts | None = field(default=None, repr=False)

    @property
    def tree(self) -> ast.AST:
        """The syntax tree; that of a file is made when it is asked for."""
        if self._tree is None:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self._tree = ast.parse(self.text, self.filename)
        return self._tree

    @property
    def facts(self) -> scan.Facts:
        """What the tree says at a glance: imports, assigned globals."""
        if self._facts is None:
            self._facts = scan.facts(self.tree)
        return self._facts

    def line(self, number: int) -> str:
        """Line ``number`` of the text, counted from 1, without its end; '' beyond the text."""
        lines = self.text.splitlines()
        return lines[number - 1] if 0 < number <= len(lines) else ""


@dataclass(frozen=True, eq=False)
class CodeInfo:
    """The origin of a code object: its syntax tree, its source, the class around it."""

    node: ast.AST
    unit: SourceUnit
    qualname: str
    class_name: str = ""


@dataclass(frozen=True, eq=False)
class ExecText:
    """A text that exec (mode 'exec') or eval ('eval') may be handed at run time.

    Mode 'single' is that of the interactive prompt and of doctest. ``warnings`` are what the
    compiler says of it: category, message, line; ``refusal`` is what it raises where they
    are errors.
    """

    text: str
    mode: str
    unit: SourceUnit
    code: CodeType
    warnings: tuple[tuple[type[Warning], str, int], ...] = ()
    refusal: SyntaxError | None = None


@dataclass(frozen=True)
class Refresh:
    """What is frozen with a neutral value and must be made anew when the image boots.

    ``unit``'s body is to run in the namespace of ``module`` before anything at boot.
    """

    module: str
    kind: str
    unit: SourceUnit


@dataclass(eq=False)
class World:
    """What stage one hands on.

    ``modules`` is the target's ``sys.modules`` itself, in import order. ``boot`` are the
    modules whose bodies run on the target, dependencies first; their module objects are
    in ``modules`` with only their import attributes. ``main_module`` is likewise bare.
    ``unavailable`` maps modules that imports inside functions name but the image cannot
    have to the reason. ``refused_texts`` are constants (mode, text) that do not compile.
    ``again`` are bodies that code at boot may execute once more, each with code of its own.
    ``builtin_twins`` maps the ``id`` of a stand-in builtin function
    to the builtin's name. ``importers`` says which modules import a module, and file and
    line of the first statement of each that does. ``report`` says for each module how it came
    to be.
    """

    personality: Personality
    modules: dict[str, ModuleType]
    main: SourceUnit
    main_module: ModuleType
    builtins: dict[str, Any]
    builtin_twins: dict[int, str]
    units: dict[str, SourceUnit]
    boot: list[SourceUnit] = field(default_factory=list)
    exec_texts: list[ExecText] = field(default_factory=list)
    refused_texts: dict[tuple[str, str], Exception] = field(default_factory=dict)
    refresh: list[Refresh] = field(default_factory=list)
    unavailable: dict[str, str] = field(default_factory=dict)
    report: dict[str, str] = field(default_factory=dict)
    importers: dict[str, dict[str, tuple[str, int]]] = field(default_factory=dict)
    again: list[SourceUnit] = field(default_factory=list)
    index: CodeIndex = field(default_factory=CodeIndex)

    def code_info(self, code: CodeType) -> CodeInfo:
        """The origin of ``code``; LookupError if no source of this world compiles to it."""
        found = self.index.find(code)
        if found is None:
            raise LookupError(
                f"no source for {code.co_qualname} at {code.co_filename}:{code.co_firstlineno}"
            )
        node, unit, class_name = found
        return CodeInfo(node, unit, code.co_qualname, class_name)

    def find_code(self, code: CodeType) -> positions.Info | None:
        """The origin of ``code`` in the form the IR builder keeps, or ``None``."""
        found = self.index.find(code)
        if found is None:
            return None
        node, unit, class_name = found
        return positions.Info(
            node, unit.filename, unit.name, code.co_qualname, class_name,
            unit.facts.assigned_globals,
            exec_mode=unit.origin == "exec" and node is unit.tree,
            silent=unit.origin == "tamapy.lib"
            or (unit.origin == "lib" and rules.runs_in_c(unit.name, code.co_qualname)),
        )

    def boot_names(self) -> list[str]:
        """The names of the modules that run at boot."""
        return [unit.name for unit in self.boot]

    def report_lines(self) -> Iterable[str]:
        """The report as text, a line a module."""
        for name, entry in self.report.items():
            yield f"{name}: {entry}"
