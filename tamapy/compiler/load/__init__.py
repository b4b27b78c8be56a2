"""Stage one: import an application on the build machine as the target would see it."""

from tamapy.compiler.load.errors import LoadError
from tamapy.compiler.load.loader import load
from tamapy.compiler.load.world import (
    CodeInfo,
    ExecText,
    Personality,
    Refresh,
    SourceUnit,
    World,
)

__all__ = [
    "CodeInfo", "ExecText", "LoadError", "Personality", "Refresh", "SourceUnit", "World", "load",
]
