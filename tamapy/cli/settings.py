"""What to build and how: the command line over ``[tool.tamapy]`` over the defaults."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from tamapy.compiler.errors import CompileError
from tamapy.compiler.sizes import parse_size


@dataclass
class Settings:
    """Everything a build can be told. ``None`` leaves the choice to the board."""

    board: str | None = None
    machine: str | None = None
    ram: int | None = None  # bytes
    dma: int | None = None  # bytes at the end of RAM for devices
    optimise: int = 2
    strict: bool = False
    debug: bool = False  # with what a debugger has to know of variables
    files: Sequence[str] = ()  # patterns of files below the application's directory


#: Keys of ``[tool.tamapy]`` to fields of :class:`Settings`.
_KEYS = {
    "board": str, "machine": str, "ram": str, "dma": str, "optimise": int, "strict": bool,
    "files": list,
}
#: What a value of a type is called.
_KINDS: dict[type, str] = {
    str: "a text in quotes", int: "a whole number", bool: "true or false",
    list: "a list of texts in quotes",
}


def project_root(script: Path) -> Path | None:
    """The nearest directory above an application that has a pyproject.toml."""
    for directory in script.resolve().parents:
        if (directory / "pyproject.toml").is_file():
            return directory
    return None


def read_settings(script: Path, given: dict[str, Any]) -> Settings:
    """The settings of an application; ``given`` are those of the command line, if not ``None``."""
    settings = Settings()
    root = project_root(script)
    if root is not None:
        _apply_project(settings, root / "pyproject.toml")
    for field in fields(settings):
        value = given.get(field.name)
        if value not in (None, ()):
            setattr(settings, field.name, value)
    return settings


def _apply_project(settings: Settings, path: Path) -> None:
    try:
        project = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise CompileError(f"{path}: {error}") from None
    tool = project.get("tool", {})
    table = tool.get("tamapy", {}) if isinstance(tool, dict) else {}
    if not isinstance(table, dict):
        raise CompileError(f"{path}: [tool.tamapy] must be a table of settings")
    for key, value in table.items():
        kind = _KEYS.get(key)
        if kind is None:
            raise CompileError(
                f"{path}: [tool.tamapy] has no setting '{key}'",
                hint="known settings: " + ", ".join(_KEYS),
            )
        fits = isinstance(value, kind) and not (kind is int and isinstance(value, bool))
        if not fits or (kind is list and not all(isinstance(item, str) for item in value)):
            raise CompileError(f"{path}: [tool.tamapy] {key} must be {_KINDS[kind]}")
        if key in ("ram", "dma"):
            try:
                value = parse_size(str(value))
            except ValueError as error:
                raise CompileError(f"{path}: [tool.tamapy] {key}: {error}") from None
        setattr(settings, key, value)
