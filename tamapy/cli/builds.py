"""From an application's path to a linked image, as ``run`` and ``build`` need it."""

from __future__ import annotations

import os
from pathlib import Path
from types import ModuleType

from tamapy.cli.boards import DEFAULT_BOARD, find_board, imported_board
from tamapy.cli.lacks import check_strict
from tamapy.cli.progress import Progress
from tamapy.cli.settings import Settings, project_root
from tamapy.compiler.build import Build
from tamapy.compiler.errors import CompileError
from tamapy.compiler.garbage import collector_paused
from tamapy.compiler.kept import Kept
from tamapy.compiler.link.linker import Image
from tamapy.compiler.load import load
from tamapy.compiler.load.world import Personality
from tamapy.compiler.target import target_of
from tamapy.compiler.worldview import WorldView


def script_of(app: str) -> Path:
    """The script an application starts with."""
    path = Path(app)
    if os.path.isdir(path):
        main = path / "__main__.py"
        if not os.path.isfile(main):
            raise CompileError(
                f"can't find '__main__' module in '{app}'",
                hint="an application is a script, or a directory with a file __main__.py",
            )
        return main
    if not os.path.exists(path):
        raise CompileError(f"can't open file '{app}': there is no such file")
    if not os.path.isfile(path):
        raise CompileError(f"can't open file '{app}': it is not a file")
    return path


def choose_board(script: Path, settings: Settings) -> ModuleType:
    """The board: told, imported by the application, or the default."""
    if settings.board is not None:
        return find_board(settings.board)
    return find_board(imported_board(script) or DEFAULT_BOARD)


def application_name(script: Path) -> str:
    """What files made of an application are called: as its script, or its directory."""
    return script.parent.resolve().name if script.name == "__main__.py" else script.stem


def shown_path(script: Path) -> str:
    """What tracebacks call the script: its path below the project, so that builds agree."""
    root = project_root(script)
    resolved = script.resolve()
    return resolved.relative_to(root).as_posix() if root else resolved.name


def start_build(
    app: str, board: ModuleType, settings: Settings, progress: Progress,
    kept: Kept | None = None,
) -> Build:
    """Load an application for a board. Raises :class:`CompileError`.

    A process that builds several images shares what it has ``kept`` among them.
    """
    script = script_of(app)
    progress("importing the application")
    target = target_of(board)
    shown = shown_path(script)
    directory = str(Path(shown).parent)
    world = load(
        app, Personality(bits=target.bits, board=board.NAME), display_path=shown,
        path_map=[(str(script.resolve().parent), directory)], files=settings.files,
    )
    return Build(
        WorldView(world), board, settings.optimise, progress,
        ram=settings.ram or board.DEFAULT_RAM, dma=settings.dma or 0,
        debug=settings.debug, kept=kept,
    )


def build_image(app: str, board: ModuleType, settings: Settings) -> Image:
    """The image of an application, to be run. Raises :class:`CompileError`."""
    with collector_paused(keep=True), Progress() as progress:
        work = start_build(app, board, settings, progress)
        if settings.strict:
            check_strict(work)
        return work.run()
