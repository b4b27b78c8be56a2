"""One attempt at importing an application's modules into a fresh target world.

The importer executes module bodies on the build machine. When one has an effect, or
needs a module that runs at boot, the attempt is over: :class:`SetAside` names the
modules that must run at boot, and the loader starts anew.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping
from types import FrameType, ModuleType
from typing import Any

from tamapy.compiler.load import rules
from tamapy.compiler.load.again import Specs
from tamapy.compiler.load.errors import LoadError
from tamapy.compiler.load.files import ASKING, HostFiles, ImageFiles
from tamapy.compiler.load.finder import Finder, Found, Root
from tamapy.compiler.load.guards import Texts, make_builtins
from tamapy.compiler.load.sources import Sources
from tamapy.compiler.load.world import Personality, SourceUnit

#: Attributes of a build machine's module that say how it was imported there.
_IMPORT_ATTRIBUTES = (
    "__builtins__", "__cached__", "__loader__", "__spec__", "__file__", "__path__",
)


class SetAside(BaseException):
    """The attempt is over: these modules run at boot, for the reasons given."""

    def __init__(self, reasons: Mapping[str, str]) -> None:
        super().__init__(dict(reasons))
        self.reasons = dict(reasons)


class Importer:
    """The target's module table and the import function that fills it."""

    def __init__(
        self,
        personality: Personality,
        finder: Finder,
        sources: Sources,
        texts: Texts,
        boot: dict[str, str],
        unavailable: Mapping[str, str],
        files: HostFiles | None = None,
    ) -> None:
        self.personality = personality
        self.finder = finder
        self.sources = sources
        self.boot = boot
        self.unavailable = unavailable
        self.modules: dict[str, ModuleType] = {}
        self.units: dict[str, SourceUnit] = {}
        self.boot_units: list[SourceUnit] = []
        self.stack: list[SourceUnit] = []
        self.renewals: list[rules.Renewal] = []
        #: Kinds of effects that are nothing: of what is executed only to learn from it.
        self.passed_over: frozenset[str] = frozenset()
        #: Which modules import a module, and file and line of the first statement of each.
        self.importers: dict[str, dict[str, tuple[str, int]]] = {}
        #: Import errors that we raised ourselves, with what to tell the user.
        self.failures: list[tuple[BaseException, LoadError]] = []
        #: The module whose body raised an exception first.
        self.culprits: list[tuple[BaseException, SourceUnit]] = []
        self.aside: SetAside | None = None
        self.specs = Specs(self)
        self.files = ImageFiles(self, files or HostFiles())
        self._searches: dict[str, tuple[Root, ...]] = {}
        self._spec: Any = None
        self._loader: Any = None
        self.builtins, self.twins, self.recorder = make_builtins(
            texts, self.import_name, personality.bits
        )
        self._start()

    def _start(self) -> None:
        """The modules that every world begins with."""
        self.modules["builtins"] = self.builtins
        bootstrap = self.ensure("_frozen_importlib")
        self._spec, self._loader = bootstrap.ModuleSpec, bootstrap.LOADER
        vars(bootstrap)["MODULES"] = self.modules
        bootstrap.__spec__ = self._spec("_frozen_importlib", self._loader, origin="frozen")
        bootstrap.__loader__ = self._loader
        self.builtins.__spec__ = self._spec("builtins", self._loader, origin="built-in")
        self.builtins.__loader__ = self._loader
        target = self.ensure("_target")
        vars(target).update(
            BITS=self.personality.bits, PLATFORM=self.personality.platform,
            MAXSIZE=self.personality.maxsize, BYTEORDER=self.personality.byteorder,
            BOARD=self.personality.board, VERSION_INFO=tuple(sys.version_info),
            MODULES=self.modules, BUILTINS=vars(self.builtins),
        )
        self.ensure("sys")
        quitter = self.ensure("_sitebuiltins").Quitter
        for name in rules.SITE_BUILTINS:
            vars(self.builtins)[name] = quitter(name, "Ctrl-D (i.e. EOF)")

    # -- the import function ------------------------------------------------------------

    def import_name(
        self, frame: FrameType, name: str, space: Any, fromlist: Any, level: int
    ) -> ModuleType:
        """What an import statement in the target calls."""
        if not isinstance(name, str):
            raise TypeError("module name must be a string")
        if level < 0:
            raise ValueError("level must be >= 0")
        full = resolve(name, package_of(space or {}) if level else "", level)
        if not full:
            raise ValueError("Empty module name")
        full = rules.PARTS.get((str((space or {}).get("__name__")), full), full)
        self._note_frame(full, frame)
        module = self.ensure(full, frame)
        if not fromlist:
            if not level:
                return self.modules[full.partition(".")[0]]
            return self.modules[full[:len(full) - len(name)] + name.partition(".")[0]]
        self._from_list(module, fromlist, frame)
        return module

    def _from_list(self, module: ModuleType, names: Any, frame: FrameType | None) -> None:
        """Import the submodules among ``names``, and let nothing of the build machine in."""
        base = getattr(module, "__name__", "")
        for name in names:
            if not isinstance(name, str):
                raise TypeError(f"Item in ``from list'' must be str, not {type(name).__name__}")
            if name == "*":
                if hasattr(module, "__path__") and hasattr(module, "__all__"):
                    self._from_list(module, [n for n in module.__all__ if n != "*"], frame)
                continue
            full = f"{base}.{name}"
            if hasattr(module, name):
                if getattr(module, name) is self.modules.get(full):
                    self.needs_boot(full)
                continue
            if full in self.modules:  # being imported: its parent does not have it yet
                setattr(module, name, self.modules[full])
            elif hasattr(module, "__path__"):
                if frame is not None:
                    self._note_frame(full, frame)
                try:
                    self.ensure(full, frame)
                except ModuleNotFoundError as error:
                    if error.name != full:
                        raise
            if not hasattr(module, name) and full in sys.modules and "*" not in names:
                raise ImportError(
                    f"cannot import name {name!r} from {base!r} "
                    f"({getattr(module, '__file__', 'unknown location')})",
                    name=base, path=getattr(module, "__file__", None),
                )

    def note_import(self, name: str, importer: str, filename: str, line: int) -> None:
        """Remember that a statement imports a module, and with it the packages around it."""
        parts = name.split(".")
        for i in range(len(parts)):
            known = self.importers.setdefault(".".join(parts[:i + 1]), {})
            known.setdefault(importer, (filename, line))

    def _note_frame(self, name: str, frame: FrameType) -> None:
        importer = frame.f_globals.get("__name__", "")
        self.note_import(name, importer, frame.f_code.co_filename, frame.f_lineno)

    def ensure(self, name: str, frame: FrameType | None = None) -> ModuleType:
        """The module called ``name``, imported if need be."""
        if name in self.modules:
            module = self.modules[name]
            if module is None:
                raise ModuleNotFoundError(
                    f"import of {name} halted; None in sys.modules", name=name
                )
            self.needs_boot(name)
            return module
        parent, _, tail = name.rpartition(".")
        owner = None
        if parent:
            owner = self.ensure(parent, frame)
            if name in self.modules:
                return self.modules[name]
            if not hasattr(owner, "__path__"):
                raise self._missing(name, frame, f"; '{parent}' is not a package")
        if name in self.unavailable:
            raise self._missing(name, frame, why=self.unavailable[name])
        if name == "tamapy" or name.startswith("tamapy."):
            module = self._shared(name, frame)
        else:
            module = self._import(name, parent, frame)
        if owner is not None:
            setattr(owner, tail, module)
        return module

    def needs_boot(self, name: str) -> None:
        """A body that is being executed cannot use a module that runs at boot."""
        if name in self.boot and self.stack:
            raise self.set_aside(f"it imports {name}, which runs at boot")

    def _import(self, name: str, parent: str, frame: FrameType | None) -> ModuleType:
        found = None
        if name not in rules.BLOCKED:
            found = self.finder.find(name, self.searches(parent))
        if found is None and name not in rules.BLOCKED:
            module = self._by_meta_path(name, parent)
            if module is not None:
                return module
        if found is None or found.kind == "extension":
            raise self._missing(name, frame, found=found)
        self.needs_boot(name)
        module = self._create(found)
        self.modules[name] = module
        if found.kind == "namespace":
            return module
        try:
            unit = self.unit_of(found)
            self.units[name] = unit
            self.files.update()
            if name not in self.boot:
                self._foresee(unit)
            if name in self.boot:
                self.boot_later(unit)
            else:
                self.run_body(unit, module)
        except BaseException as error:
            self.modules.pop(name, None)
            self.units.pop(name, None)
            if isinstance(error, LoadError) and isinstance(error.__context__, SyntaxError):
                self.failures.append((error.__context__, error))
                raise error.__context__ from None
            raise
        return self.modules.get(name, module)

    def searches(self, package: str) -> tuple[Root, ...] | None:
        """Where the modules of a package are looked for; ``None`` for those of no package."""
        return self._searches.get(package, ()) if package else None

    def unit_of(self, found: Found) -> SourceUnit:
        """The source of a module."""
        origin = rules.origin_of(found.name, found.origin)
        return self.sources.unit(found.name, found.path, found.filename, origin)

    def _foresee(self, unit: SourceUnit) -> None:
        """Set a unit aside at once if its body is bound to import a module that runs at boot.

        Executing it would come to the same, and cost an attempt.
        """
        needed = self._first_boot_import(unit)
        if needed is None:
            return
        reason = f"it imports {needed}, which runs at boot"
        if not self.stack:
            self.boot[unit.name] = reason
            return
        self.stack.append(unit)
        try:
            raise self.set_aside(reason)
        finally:
            self.stack.pop()

    def _first_boot_import(self, unit: SourceUnit) -> str | None:
        """The module run at boot that a body imports before it can do anything else."""
        space = vars(self.modules[unit.name])
        for statement in unit.facts.leading_imports:
            try:
                package = package_of(space) if statement.level else ""
                name = resolve(statement.name, package, statement.level)
            except ImportError:
                return None
            parts = name.split(".")
            for stop in range(1, len(parts) + 1):
                whole = ".".join(parts[:stop])
                if whole in self.boot:
                    return whole
                if self.modules.get(whole) is None:
                    return None  # importing it may do anything
            module = self.modules[name]
            for item in statement.names:
                full = f"{name}.{item}"
                if not hasattr(module, item):
                    return full if full in self.boot else None
                if full in self.boot and getattr(module, item) is self.modules.get(full):
                    return full
        return None

    def _by_meta_path(self, name: str, parent: str) -> ModuleType | None:
        """A module that a finder of the target's ``sys.meta_path`` makes (``six.moves``)."""
        path = getattr(self.modules.get(parent), "__path__", None)
        for finder in getattr(self.modules["sys"], "meta_path", ()):
            if finder is self.modules["_frozen_importlib"].PathFinder:
                continue  # it asks this importer
            spec = finder.find_spec(name, path, None)
            if spec is None:
                continue
            module = spec.loader.create_module(spec)
            if module is None:
                module = ModuleType(name)
            module.__spec__ = spec
            self.modules[name] = module
            spec.loader.exec_module(module)
            return self.modules.get(name, module)
        return None

    def boot_later(self, unit: SourceUnit) -> None:
        """Load what a set-aside module imports; its own body waits for the target."""
        self.load_imports(unit)
        self.boot_units.append(unit)

    def load_imports(self, unit: SourceUnit) -> None:
        """Load what the top level of a body that is not executed here imports."""
        raise NotImplementedError

    def spec_of(self, found: Found) -> Any:
        """The spec of a module; ``None`` while the world has no class of specs."""
        if self._spec is None:
            return None
        is_package = found.kind in ("package", "namespace")
        origin = found.filename or None
        spec = self._spec(found.name, self._loader, origin=origin, is_package=is_package)
        if is_package:
            spec.submodule_search_locations = [root.shown for root in found.search]
        return spec

    def _create(self, found: Found) -> ModuleType:
        """A module object with nothing but its import attributes."""
        module = ModuleType(found.name)
        is_package = found.kind in ("package", "namespace")
        spec = self.spec_of(found)
        if spec is not None:
            module.__spec__, module.__loader__ = spec, self._loader
        module.__package__ = found.name if is_package else found.name.rpartition(".")[0]
        if is_package:
            self._searches[found.name] = found.search
            module.__path__ = [root.shown for root in found.search]
            if spec is not None:
                spec.submodule_search_locations = module.__path__
        if found.filename:
            module.__file__ = found.filename
        vars(module)["__builtins__"] = vars(self.builtins)
        return module

    def run_body(self, unit: SourceUnit, module: ModuleType) -> None:
        """Execute the body of a module."""
        self.stack.append(unit)
        spec = module.__spec__
        try:
            if spec is not None:
                spec._initializing = True  # type: ignore[attr-defined]  # CPython looks
            exec(unit.code, vars(module))
        except (SetAside, KeyboardInterrupt):
            raise
        except BaseException as error:
            if all(known is not error for known, _ in self.culprits):
                self.culprits.append((error, unit))
            if self.aside is None:
                raise
        finally:
            self.stack.pop()
            if spec is not None:
                del spec._initializing  # type: ignore[attr-defined]
        if self.aside is not None:
            raise self.aside
        for renewal in self.renewals:
            if renewal.module == unit.name:
                exec(renewal.neutral, vars(module))
        for name, function, stand_in in rules.REPLACEMENTS:
            if name == unit.name:
                setattr(module, function, getattr(self.ensure(stand_in), function))
        if unit.name in ASKING:
            self.files.update()

    # -- modules shared with the build machine -----------------------------------------------

    def _shared(self, name: str, frame: FrameType | None) -> ModuleType:
        if name == "tamapy":
            module = self._create(Found(name, "namespace"))
            self.modules[name] = module
            return module
        if not rules.is_shared(name):
            raise self._missing(name, frame, why="it belongs to the build machine")
        try:
            twin = importlib.import_module(name)
        except ModuleNotFoundError as error:
            if error.name != name:
                raise
            raise self._missing(name, frame) from None
        if not hasattr(twin, "__path__"):
            self.modules[name] = twin
            return twin
        module = self._create(Found(name, "namespace"))
        for key, value in vars(twin).items():
            inside = isinstance(value, ModuleType) and value.__name__.startswith(name + ".")
            if key not in _IMPORT_ATTRIBUTES and not inside:
                setattr(module, key, value)
        self.modules[name] = module
        for key, value in vars(twin).items():
            if isinstance(value, ModuleType) and value.__name__ == f"{name}.{key}" and (
                key in getattr(twin, "__all__", ())
            ):
                setattr(module, key, self.ensure(value.__name__, frame))
        return module

    # -- failing --------------------------------------------------------------------------------

    def set_aside(self, reason: str) -> SetAside:
        """The end of this attempt: the module being executed and its importers run at boot."""
        if self.aside is None:
            culprit = self.stack[-1]
            reasons = {culprit.name: reason}
            for unit in reversed(self.stack[:-1]):
                reasons.setdefault(unit.name, f"it imports {culprit.name}, which runs at boot")
                culprit = unit
            self.aside = SetAside(reasons)
        return self.aside

    def on_effect(self, kind: str) -> None:
        """The handler of effects while modules are imported."""
        if kind in self.passed_over:
            return
        if not self.stack:
            raise LoadError(f"{kind} effect outside of any module's body")
        unit = self.stack[-1]
        for renewal in rules.RENEWALS:
            if renewal.module == unit.name and renewal.kind == kind:
                if renewal not in self.renewals:
                    self.renewals.append(renewal)
                return
        line = line_in(unit, sys._getframe(1))
        raise self.set_aside(f"{kind} effect at {unit.filename}:{line}")

    def _missing(
        self, name: str, frame: FrameType | None, detail: str = "", *,
        found: Found | None = None, why: str = "",
    ) -> ModuleNotFoundError:
        """The error of a module that the target cannot have, remembered for the user."""
        error = ModuleNotFoundError(f"No module named {name!r}{detail}", name=name)
        if found is not None or name in rules.BLOCKED:
            message = f"C extension imported: '{name}' has no Python source for the target"
            hint = "use a pure-Python package, or a module that TamaPy provides"
        else:
            message = f"ModuleNotFoundError: {error}"
            hint = why or "install it for this interpreter, or put it beside the application"
        report = LoadError(message, hint=hint)
        if frame is not None:
            self.locate(report, frame.f_code.co_filename, frame.f_lineno, name)
        self.failures.append((error, report))
        return error

    def locate(self, report: LoadError, filename: str, line: int, word: str = "") -> None:
        """Add the place to an error, with a caret under ``word``."""
        report.filename, report.line = filename, line
        for unit in (*self.units.values(), *self.stack):
            if unit.filename == filename:
                report.source_line = unit.line(line)
                for part in (word, word.rpartition(".")[2]):
                    if part and part in report.source_line:
                        report.column = report.source_line.index(part)
                        report.width = len(part)
                        break
                return


def line_in(unit: SourceUnit, frame: FrameType | None) -> int:
    """The line of ``unit``'s body that is being executed below ``frame``."""
    while frame is not None:
        if frame.f_code is unit.code:
            return frame.f_lineno
        frame = frame.f_back
    return 0


def package_of(space: Mapping[str, Any]) -> str:
    """The package that relative imports in a namespace start from, as CPython finds it."""
    package = space.get("__package__")
    if package is not None:
        return package
    spec = space.get("__spec__")
    if spec is not None:
        return spec.parent
    name = space.get("__name__", "")
    return name if "__path__" in space else name.rpartition(".")[0]


def resolve(name: str, package: str, level: int) -> str:
    """The absolute name of a module named relative to ``package``; ImportError as CPython's."""
    if not level:
        return name
    if not package:
        raise ImportError("attempted relative import with no known parent package")
    parts = package.rsplit(".", level - 1)
    if len(parts) < level:
        raise ImportError("attempted relative import beyond top-level package")
    return f"{parts[0]}.{name}" if name else parts[0]
