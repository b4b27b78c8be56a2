"""Applications written into a temporary directory and loaded for a 32-bit target."""

import textwrap
from pathlib import Path

import pytest

from tamapy.compiler.load import Personality, World, load

#: Shape-only stand-ins for C modules that tamapy/lib does not have yet.
INTERIM = str(Path(__file__).parent / "interim")


class Application:
    """Files of an application; ``load`` imports it."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def write(self, **files: str) -> "Application":
        """Write modules; ``a__b`` is ``a/b.py``."""
        for name, text in files.items():
            path = self.directory.joinpath(*name.split("__", 1)).with_suffix(".py")
            if name.startswith("__"):
                path = self.directory / f"{name}.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(textwrap.dedent(text))
        return self

    def load(self, main: str, bits: int = 32, **options: object) -> World:
        """Load ``main`` as the application's script ``app.py``."""
        self.write(app=main)
        options.setdefault("display_path", "app.py")
        options.setdefault("path_map", [(str(self.directory), "/app")])
        options.setdefault("extra_lib", [INTERIM])
        script = str(self.directory / "app.py")
        return load(script, Personality(bits=bits), **options)  # type: ignore[arg-type]


@pytest.fixture
def app(tmp_path: Path) -> Application:
    """An empty application."""
    return Application(tmp_path)
