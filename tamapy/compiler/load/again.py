"""What ``importlib.util`` asks the loader while modules are imported: specs, bodies once more."""

from __future__ import annotations

import marshal
from dataclasses import replace
from types import ModuleType
from typing import TYPE_CHECKING, Any

from tamapy.compiler.load import rules
from tamapy.compiler.load.world import SourceUnit

if TYPE_CHECKING:
    from tamapy.compiler.load.finder import Found
    from tamapy.compiler.load.importer import Importer


def copy_of(unit: SourceUnit) -> SourceUnit:
    """The same source with code objects of its own: its functions get other globals."""
    return replace(unit, code=marshal.loads(marshal.dumps(unit.code)))


class Specs:
    """Answers for one world. ``copies`` are the bodies that were executed once more."""

    def __init__(self, importer: Importer) -> None:
        self.importer = importer
        self.copies: list[SourceUnit] = []

    def find_spec(self, name: str) -> Any:
        """The spec of a module that is there but not imported yet, or ``None``."""
        found = self._find(name)
        return None if found is None else self.importer.spec_of(found)

    def _find(self, name: str) -> Found | None:
        importer = self.importer
        parent = name.rpartition(".")[0]
        if parent:
            importer.ensure(parent)
        if name in importer.unavailable or name in rules.BLOCKED:
            return None
        found = importer.finder.find(name, importer.searches(parent))
        return None if found is None or found.kind == "extension" else found

    def execute_in(self, name: str, module: ModuleType) -> None:
        """Execute the body of the module called ``name`` in ``module``, which may be that."""
        importer = self.importer
        found = self._find(name)
        if found is None:
            raise ImportError(f"No module named {name!r}", name=name)
        importer.needs_boot(name)
        if found.kind == "namespace":
            return
        vars(module)["__builtins__"] = vars(importer.builtins)
        unit = importer.unit_of(found)
        if importer.modules.get(name) is module and name not in importer.units:
            importer.units[name] = unit
            importer.run_body(unit, module)
            return
        again = copy_of(unit)
        self.copies.append(again)
        exec(again.code, vars(module))
