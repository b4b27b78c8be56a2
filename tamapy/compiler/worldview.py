"""The loaded world as the build wants it: modules, bodies to run, texts, source lines."""

from __future__ import annotations

from collections.abc import Iterable
from types import CodeType
from typing import Any

from tamapy.compiler.load import rules
from tamapy.compiler.load.matching import FUNCTIONS
from tamapy.compiler.load.world import SourceUnit, World
from tamapy.compiler.target import is_static_room
from tamapy.runtime import builtin, image, scopes


def _key(mode: str, text: str) -> tuple[str, str]:
    """What the image finds a text by."""
    return mode, text.strip() if mode == "eval" else text


def _described(error: Exception) -> tuple[type, tuple[Any, ...], tuple[Any, ...]]:
    """An exception to be made anew: its type, its arguments, the place of a syntax error."""
    place = tuple(getattr(error, name, None) for name in image.PLACE_OF_SYNTAX_ERROR)
    return type(error), error.args, place


def _with_packages(names: Iterable[str]) -> Iterable[str]:
    """Modules and the packages around them, all of one level."""
    return (part for name in names for part in (name.partition(".")[0], name))


def _names_rooms(unit: SourceUnit) -> bool:
    return any(i.name.partition(".")[0] == "tamapy" for i in unit.facts.imports)


class WorldView:
    """A view of a :class:`World`."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.unavailable = world.unavailable
        self._lines: dict[str, list[str]] = {}
        for unit in world.units.values():
            self._lines[unit.filename] = unit.text.splitlines()
        self._lines[world.main.filename] = world.main.text.splitlines()

    def find_code(self, code: CodeType) -> Any:
        """The origin of a code object, or ``None``."""
        return self.world.find_code(code)

    def image_modules(self) -> dict[str, Any]:
        """What will be ``sys.modules``."""
        return {n: m for n, m in self.world.modules.items() if not is_static_room(n)}

    def bodies(self) -> Iterable[tuple[str, CodeType, dict[str, Any]]]:
        """Module bodies to run at boot, in order; ``__main__`` last."""
        for unit in self.world.boot:
            if unit.name in self.world.modules:
                yield unit.name, unit.code, vars(self.world.modules[unit.name])
        yield "__main__", self.world.main.code, vars(self.world.main_module)

    def again(self) -> Iterable[tuple[str, CodeType, dict[str, Any]]]:
        """Module bodies that may be executed once more, and namespaces that tell their names."""
        for unit in self.world.again:
            space = vars(self.world.modules[unit.name])
            names = ("__name__", "__package__", "__path__")
            yield unit.name, unit.code, {n: space[n] for n in names if n in space}

    def texts(self) -> dict[tuple[str, str], tuple[CodeType, dict[str, Any]]]:
        """Texts for ``exec`` and ``eval``: (mode, text) to code and a namespace."""
        found = {}
        for item in self.world.exec_texts:
            found[_key(item.mode, item.text)] = (item.code, vars(self.world.main_module))
        return found

    def functions_in(self, code: CodeType) -> Iterable[CodeType]:
        """The code of functions in a text, also in its classes and in one another."""
        for part in code.co_consts:
            if isinstance(part, CodeType):
                found = self.world.find_code(part)
                if found is not None and isinstance(found.node, FUNCTIONS):
                    yield part
                yield from self.functions_in(part)

    def warned_texts(self) -> dict[tuple[str, str], Any]:
        """Texts that the compiler warns of: (mode, text) to its warnings and its refusal."""
        return {
            _key(item.mode, item.text): (
                item.warnings, None if item.refusal is None else _described(item.refusal)
            )
            for item in self.world.exec_texts if item.warnings
        }

    def refused_texts(self) -> dict[tuple[str, str], Any]:
        """Texts that do not compile: (mode, text) to the exception's type, arguments, place."""
        return {
            _key(mode, text): _described(error)
            for (mode, text), error in self.world.refused_texts.items()
        }

    def text_namespace(self, code: CodeType) -> dict[str, Any] | None:
        """A namespace for what ``compile`` made of a text; ``None`` for any other code."""
        found = self.world.find_code(code)
        return vars(self.world.main_module) if found is not None and found.exec_mode else None

    def twins(self) -> Iterable[tuple[Any, Any]]:
        """Objects of the build machine and the runtime's in their place."""
        yield self.world.builtins, scopes.builtin_names
        yield self.world.modules, image.modules
        for name, guard in self.world.builtins.items():
            if id(guard) in self.world.builtin_twins and hasattr(builtin, name):
                yield guard, getattr(builtin, name)

    def libraries(self) -> dict[str, dict[str, Any]]:
        """Namespaces of library modules that were executed on the build machine."""
        boot = {unit.name for unit in self.world.boot}
        return {
            name: vars(self.world.modules[name]) for name, unit in self.world.units.items()
            if unit.origin in ("lib", "tamapy.lib") and name not in boot
            and name in self.world.modules
        }

    def kept_modules(self) -> frozenset[str]:
        """Modules that are in ``sys.modules`` whether mentioned or not."""
        kept = {"__main__", "builtins", "sys"}
        for name in self.world.modules:
            unit = self.world.units.get(name)
            if unit is not None and unit.origin in ("application", "package"):
                kept.add(name)
                kept.update(_with_packages(unit.facts.codecs))
            kept.update(rules.MADE_UP_IMPORTS.get(name, ()))
        return frozenset(kept | {unit.name for unit in self.world.boot})

    def is_users(self, module: str) -> bool:
        """Whether a module is the application's or a package's."""
        unit = self.world.main if module == "__main__" else self.world.units.get(module)
        return unit is not None and unit.origin in ("application", "package")

    def site_builtins(self) -> dict[str, Any]:
        """Built-in names that are objects of the target's own: ``exit`` and ``quit``."""
        return {name: self.world.builtins[name] for name in rules.SITE_BUILTINS}

    def tree_naming_rooms(self, module: str) -> Any:
        """The syntax tree of a module's source if it may import ours, or ``None``."""
        unit = self.world.main if module == "__main__" else self.world.units.get(module)
        return unit.tree if unit is not None and _names_rooms(unit) else None

    def module_code(self, module: str) -> CodeType | None:
        """The code of a module's body."""
        unit = self.world.main if module == "__main__" else self.world.units.get(module)
        return unit.code if unit is not None else None

    def source_lines(self, filename: str) -> list[str]:
        """The lines of a source file."""
        return self._lines.get(filename, [])
