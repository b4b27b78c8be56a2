"""An attempt at loading a whole application: main's imports, then those inside functions."""

from __future__ import annotations

import os
import resource
import sys
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType, TracebackType
from typing import Any

from tamapy.compiler.load import rules, scan, twins
from tamapy.compiler.load.errors import LoadError
from tamapy.compiler.load.importer import Importer, SetAside, package_of, resolve
from tamapy.compiler.load.world import LIB_PREFIX, PACKAGES_PREFIX, STDLIB_PREFIX, SourceUnit
from tamapy.metal.functions import plain_numbers
from tamapy.runtime import frames, specs
from tamapy.runtime.effect import install

#: How deep modules may recurse while they are imported, and the bytes of stack for that.
RECURSION = 20000
STACK = 96 << 20


class Attempt(Importer):
    """An importer that knows what to import and what a failure means."""

    main_module: ModuleType

    def run(self, main: SourceUnit) -> dict[str, str]:
        """Load everything ``main`` needs; returns what turned out to be unavailable."""
        self.lacking: dict[str, str] = {}
        with self.hosted():
            self._load(main)
        return self.lacking

    @contextmanager
    def hosted(self) -> Iterator[None]:
        """While code of the target runs on the build machine."""
        install(self.on_effect)
        _ignore_dropped()
        twins.install()
        frames.install(_host_frame)
        specs.install(self.specs)
        plain_numbers[0] = True
        try:
            yield
        finally:
            plain_numbers[0] = False
            install(None)
            frames.install(None)
            specs.install(None)

    def _load(self, main: SourceUnit) -> None:
        module = ModuleType("__main__")
        module.__file__ = main.filename
        module.__loader__ = self._loader
        vars(module)["__builtins__"] = self.builtins
        vars(module)["__annotations__"] = {}
        self.main_module = self.modules["__main__"] = module
        self.units["__main__"] = main
        system = vars(self.ensure("sys"))
        system["argv"][:] = [main.filename]
        system["path"][:] = [os.path.dirname(main.filename), STDLIB_PREFIX, PACKAGES_PREFIX]
        self.load_imports(main)
        self._follow_functions()

    def load_imports(self, unit: SourceUnit) -> None:
        """Load what the top level of a body that is not executed here imports."""
        for statement in unit.facts.imports:
            if not statement.function:
                self._load_import(unit, statement)

    def _follow_functions(self) -> None:
        """Load what functions import, and what that imports, until nothing is new."""
        done: set[str] = set()
        while True:
            for copy in self.specs.copies:
                self.ensure(copy.name)  # what its functions import is followed there
            fresh = [unit for name, unit in self.units.items() if name not in done]
            if not fresh and not self._load_plugins():
                return
            for unit in fresh:
                done.add(unit.name)
                for name in rules.MADE_UP_IMPORTS.get(unit.name, ()):
                    self.ensure(name)
                if unit.origin in ("application", "package"):
                    self._load_codecs(unit)
                    self._load_made_up(unit)
                for statement in unit.facts.imports:
                    if statement.function and rules.is_followed(
                        unit.origin, unit.name, statement.function, statement.name
                    ):
                        self._load_import(unit, statement)

    def _load_codecs(self, unit: SourceUnit) -> None:
        """Load the modules of encodings that a unit may look up."""
        for name in unit.facts.codecs:
            self._load_import(unit, scan.Import(name, 0, (), 0, True, ""))

    def _load_made_up(self, unit: SourceUnit) -> None:
        """Load the modules of packages of which a unit imports some by names that it makes up."""
        for package in unit.facts.made_up:
            if package.startswith(".") or not package:
                package = package_of(vars(self.modules[unit.name])) + package
            if package:
                self._load_import(unit, scan.Import(package, 0, (), 0, True, ""))
            for root in self.searches(package) or ():
                for name in self.finder.modules_in(root):
                    self._load_import(unit, scan.Import(f"{package}.{name}", 0, (), 0, True, ""))

    def _load_plugins(self) -> bool:
        """Load modules of entry points of the groups that units ask for; whether any is new."""
        self.files.update()
        before = len(self.units)
        for unit in list(self.units.values()):
            for group in unit.facts.groups:
                for name in self.files.plugins(group):
                    self._load_import(unit, scan.Import(name, 0, (), 0, True, ""))
        return len(self.units) > before

    def _load_import(self, unit: SourceUnit, statement: scan.Import) -> None:
        """Load one import statement's modules, for a body that runs on the target."""
        try:
            space = vars(self.modules[unit.name])
            package = package_of(space) if statement.level else ""
            name = resolve(statement.name, package, statement.level)
        except ImportError as error:
            if not statement.optional:
                raise self._at(unit, statement, LoadError(f"ImportError: {error}")) from None
            return
        self.note_import(name, unit.name, unit.filename, statement.line)
        try:
            module = self.ensure(name)
        except (SetAside, KeyboardInterrupt):
            raise
        except BaseException as error:
            self._failed(error, unit, statement, name)
        else:
            self._load_names(unit, name, module, statement)

    def _load_names(
        self, unit: SourceUnit, name: str, module: ModuleType, statement: scan.Import
    ) -> None:
        """Load the submodules among the names of a ``from`` import."""
        if not hasattr(module, "__path__"):
            return
        names = statement.names
        if "*" in names:
            names = tuple(getattr(module, "__all__", ()))
        for item in names:
            if not hasattr(module, item):
                full = f"{name}.{item}"
                self.note_import(full, unit.name, unit.filename, statement.line)
                try:
                    self.ensure(full)
                except (SetAside, KeyboardInterrupt):
                    raise
                except BaseException as error:
                    if not isinstance(error, ModuleNotFoundError) or error.name != full:
                        self._failed(error, unit, statement, full)

    # -- failures ---------------------------------------------------------------------------

    def _failed(
        self, error: BaseException, unit: SourceUnit, statement: scan.Import, name: str
    ) -> None:
        """Decide what an exception that escaped from an import means."""
        if self.aside is not None:
            raise self.aside
        report = next((r for e, r in self.failures if e is error), None)
        if report is None and isinstance(error, LoadError):
            report = error
        culprit = next((u for e, u in self.culprits if e is error), None)
        if report is None and culprit is not None and culprit.origin in ("application", "package"):
            filename, line = self._place(error.__traceback__) or (culprit.filename, 0)
            reason = f"raises {type(error).__name__} at {filename}:{line}"
            raise SetAside({culprit.name: reason})
        if report is None:
            report = self._internal(error)
        if statement.optional:
            if name not in self.unavailable:
                self.lacking.setdefault(name, reason_of(report))
            return
        if report.filename is None:
            self._at(unit, statement, report, name)
        raise report from None

    def _internal(self, error: BaseException) -> LoadError:
        """CPython's own library, or a stand-in, failed: not the application's fault."""
        report = LoadError(f"{type(error).__name__}: {error}", hint="the target lacks this")
        place = self._place(error.__traceback__)
        if place is not None:
            self.locate(report, *place)
        return report

    def _place(self, traceback: TracebackType | None) -> tuple[str, int] | None:
        """File and line of the innermost frame that runs the target's code."""
        known = {unit.filename for unit in self.units.values()}
        place = None
        while traceback is not None:
            filename = traceback.tb_frame.f_code.co_filename
            if filename in known or filename.startswith("/usr/lib/"):
                place = (filename, traceback.tb_lineno)
            traceback = traceback.tb_next
        return place

    def _at(
        self, unit: SourceUnit, statement: scan.Import, report: LoadError, word: str = ""
    ) -> LoadError:
        self.locate(report, unit.filename, statement.line, word)
        return report


def _ignore_dropped() -> None:
    """Let what code of the target made and dropped on the build machine go without a word.

    Rehearsals drop coroutines, tasks and event loops that nobody would drop in the image.
    """
    warnings.filterwarnings("ignore", "coroutine .* was never awaited", RuntimeWarning)
    if sys.unraisablehook is not _unraisable:
        sys.unraisablehook = _unraisable


def _unraisable(report: Any) -> None:
    code = getattr(report.object, "__code__", None)
    if code is None or not code.co_filename.startswith((STDLIB_PREFIX, LIB_PREFIX)):
        sys.__unraisablehook__(report)


def _host_frame(depth: int) -> Any:
    """A frame above the one that called ``sys._getframe``, past it and ``frames.get``."""
    return sys._getframe(depth + 3)


def reason_of(report: LoadError) -> str:
    """A report in one line, for the list of what is unavailable."""
    place = f" at {report.filename}:{report.line}" if report.filename else ""
    return f"{report.message}{place}"


def settle(make: Any, main: SourceUnit, limit: int = 400) -> tuple[Attempt, dict[str, str],
                                                                    dict[str, str]]:
    """Attempt until nothing new has to be set aside; the last attempt, boot, unavailable."""
    boot: dict[str, str] = {}
    unavailable: dict[str, str] = {}
    for _ in range(limit):
        attempt = start(make, boot, unavailable)
        try:
            lacking = attempt.run(main)
        except SetAside as aside:
            for name, reason in (*attempt.boot.items(), *aside.reasons.items()):
                boot.setdefault(name, reason)
            continue
        boot.update(attempt.boot)
        if not lacking:
            return attempt, boot, unavailable
        unavailable.update(lacking)
    raise LoadError(f"the import of {main.filename} does not settle after {limit} attempts")


def start(make: Any, boot: Mapping[str, str], unavailable: Mapping[str, str]) -> Attempt:
    """A fresh attempt with copies of what is known so far."""
    if sys.getrecursionlimit() < RECURSION:
        # What modules do in C as deep as that needs more than the usual stack.
        soft, hard = resource.getrlimit(resource.RLIMIT_STACK)
        needed = STACK if hard == resource.RLIM_INFINITY else min(STACK, hard)
        if soft != resource.RLIM_INFINITY and soft < needed:
            resource.setrlimit(resource.RLIMIT_STACK, (needed, hard))
        sys.setrecursionlimit(RECURSION)
    return make(dict(boot), dict(unavailable))
