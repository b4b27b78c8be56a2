"""What to build and how: the command line over ``[tool.tamapy]`` over the defaults."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from tamapy.compiler.errors import CompileError

_UNITS = {"": 1, "B": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}


@dataclass
class Settings:
    """Everything a build can be told. ``None`` leaves the choice to the board."""

    board: str | None = None
    machine: str | None = None
    ram: int | None = None  # bytes
    optimise: int = 2
    strict: bool = False


#: Keys of ``[tool.tamapy]`` to fields of :class:`Settings`.
_KEYS = {"board": str, "machine": str, "ram": str, "optimise": int, "strict": bool}


def parse_size(text: str) -> int:
    """A size in bytes from text such as ``8M`` or ``0x800000``; ``ValueError`` if it is none."""
    found = re.fullmatch(r"(0x[0-9a-fA-F]+|\d+)\s*([BKMG]?)(?:i?B)?", text.strip(), re.I)
    if found is None:
        raise ValueError(f"'{text}' is not a size; write 8M, 512K or a number of bytes")
    return int(found[1], 0) * _UNITS[found[2].upper()]


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
        if value is not None:
            setattr(settings, field.name, value)
    return settings


def _apply_project(settings: Settings, path: Path) -> None:
    try:
        project = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise CompileError(f"{path}: {error}") from None
    table = project.get("tool", {}).get("tamapy", {})
    for key, value in table.items():
        kind = _KEYS.get(key)
        if kind is None:
            raise CompileError(
                f"{path}: [tool.tamapy] has no setting '{key}'",
                hint="known settings: " + ", ".join(_KEYS),
            )
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise CompileError(f"{path}: [tool.tamapy] {key} must be a {kind.__name__}")
        if key == "ram":
            try:
                value = parse_size(str(value))
            except ValueError as error:
                raise CompileError(f"{path}: [tool.tamapy] ram: {error}") from None
        setattr(settings, key, value)
