"""The layering of the house: who may import whom."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

#: A layer to the layers it may import beside itself. What is not here may be imported by nobody.
LAYERS: dict[str, set[str]] = {
    "tamapy.metal": set(),
    "tamapy.runtime": {"tamapy.metal"},
    "tamapy.bits": {"tamapy.metal"},
    "tamapy.reg": {"tamapy.metal", "tamapy.runtime"},
    "tamapy.dma": {"tamapy.metal", "tamapy.runtime"},
    "tamapy.lib": {"tamapy.metal", "tamapy.runtime"},
    "tamapy.arm": {"tamapy.metal", "tamapy.runtime", "tamapy.reg", "tamapy.bits"},
    "tamapy.armv6": {"tamapy.metal", "tamapy.runtime", "tamapy.arm"},
    "tamapy.amd64": {"tamapy.metal", "tamapy.runtime"},
    "tamapy.storage": {"tamapy.metal", "tamapy.runtime"},
    "tamapy.ciphers": {"tamapy.runtime"},
    "tamapy.soc": {
        "tamapy.metal", "tamapy.runtime", "tamapy.reg", "tamapy.bits", "tamapy.dma", "tamapy.arm",
        "tamapy.storage",
    },
    "tamapy.board": {
        "tamapy.metal", "tamapy.runtime", "tamapy.reg", "tamapy.bits", "tamapy.dma", "tamapy.arm",
        "tamapy.amd64", "tamapy.storage", "tamapy.soc",
    },
    # From here on: on the build machine only.
    "tamapy.compiler": {"tamapy.metal", "tamapy.runtime"},
    "tamapy.emulator": {"tamapy.metal", "tamapy.compiler"},
    "tamapy.debugger": set(),  # it runs in gdb
    "tamapy.cli": {
        "tamapy.metal", "tamapy.runtime", "tamapy.board", "tamapy.compiler", "tamapy.emulator",
        "tamapy.debugger",
    },
    "tamapy.__main__": {"tamapy.cli"},
    "tamapy": set(),
}
ON_THE_TARGET = [
    "tamapy.metal", "tamapy.runtime", "tamapy.lib", "tamapy.bits", "tamapy.reg", "tamapy.dma",
    "tamapy.arm", "tamapy.armv6", "tamapy.amd64", "tamapy.storage", "tamapy.soc", "tamapy.board",
    "tamapy.ciphers",
]
BUILD_MACHINE = {"tamapy.compiler", "tamapy.emulator", "tamapy.debugger", "tamapy.cli"}
SOURCES = sorted(ROOT.joinpath("tamapy").rglob("*.py"))


def module_of(path: Path) -> str:
    """The dotted name of a source file."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def layer_of(module: str) -> str:
    """The layer a module lies in: the longest one that contains it."""
    parts = module.split(".")[:2]
    return ".".join(parts)


def imports(tree: ast.AST, module: str) -> Iterator[tuple[int, str]]:
    """Line and name of every import of the project's own, in functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] == "tamapy":
                    yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module}:{node.lineno}: a relative import"
            if node.module == "tamapy":
                for alias in node.names:
                    yield node.lineno, f"tamapy.{alias.name}"
            elif (node.module or "").startswith("tamapy."):
                yield node.lineno, str(node.module)


def violations(paths: list[Path]) -> list[str]:
    """Imports that go against the layering."""
    found = []
    for path in paths:
        module = module_of(path)
        own = layer_of(module)
        for line, name in imports(ast.parse(path.read_text(encoding="utf-8")), module):
            other = layer_of(name)
            if other != own and other not in LAYERS[own]:
                found.append(f"{path.relative_to(ROOT)}:{line}: {own} imports {name}")
    return found


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_imports_only_what_lies_below_it(layer: str) -> None:
    """The table above holds."""
    paths = [path for path in SOURCES if layer_of(module_of(path)) == layer]
    assert not violations(paths)


def test_every_module_belongs_to_a_layer() -> None:
    """A new package has to be entered in the table."""
    assert {layer_of(module_of(path)) for path in SOURCES} <= set(LAYERS)


@pytest.mark.parametrize("layer", ON_THE_TARGET)
def test_nothing_on_the_target_knows_the_build_machine(layer: str) -> None:
    """Nor through what it imports."""
    reached, todo = set(), [layer]
    while todo:
        current = todo.pop()
        if current not in reached:
            reached.add(current)
            todo.extend(LAYERS[current])
    assert not reached & BUILD_MACHINE


def test_a_violation_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test tests."""
    bad = tmp_path / "tamapy" / "runtime" / "bad.py"
    bad.parent.mkdir(parents=True)
    bad.write_text("def f():\n    from tamapy.lib import time\n")
    monkeypatch.setattr(f"{__name__}.ROOT", tmp_path)
    assert violations([bad]) == ["tamapy/runtime/bad.py:2: tamapy.runtime imports tamapy.lib"]
