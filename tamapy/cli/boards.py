"""The boards TamaPy knows, and the machines that can run an image of each."""

from __future__ import annotations

import ast
import difflib
import importlib
import pkgutil
import shutil
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import tamapy.board
from tamapy.compiler.errors import CompileError

DEFAULT_BOARD = "usbarmory-mk2"


@dataclass(frozen=True)
class MachineInfo:
    """Something that runs images: its name, and what must be installed for it."""

    name: str
    needs: str
    program: str = ""  # the executable to look for on the path, if any

    @property
    def installed(self) -> bool:
        """Whether it can be used here."""
        return not self.program or shutil.which(self.program) is not None


HOST = MachineInfo("host", "an x86-64 Linux kernel")
EMULATOR = MachineInfo("emulator", "nothing (Unicorn comes with TamaPy)")
QEMU = MachineInfo(
    "qemu", "qemu-system-arm (Debian: apt-get install qemu-system-arm)", "qemu-system-arm"
)

#: Machines by the architecture of the board, the default first.
MACHINES: dict[str, tuple[MachineInfo, ...]] = {
    "amd64": (HOST,),
    "arm": (EMULATOR, QEMU),
    "armv6": (EMULATOR, QEMU),
}


#: Further machines of a board: with the other chip that there is of it.
EMULATOR_6UL = MachineInfo("emulator-6ul", "nothing (the board with an i.MX 6UL)")
VARIANTS: dict[str, tuple[MachineInfo, ...]] = {DEFAULT_BOARD: (EMULATOR_6UL,)}


def machines_of(board: ModuleType) -> tuple[MachineInfo, ...]:
    """The machines that run a board's images, the default first."""
    return MACHINES[board.ARCHITECTURE] + VARIANTS.get(board.NAME, ())


def board_names() -> dict[str, str]:
    """Names of boards to their modules' names."""
    found = {}
    for info in pkgutil.iter_modules(tamapy.board.__path__):
        for place in tamapy.board.__path__:
            path = Path(place) / f"{info.name}.py"
            name = declared_name(path) if path.exists() else ""
            if name:
                found[name] = f"tamapy.board.{info.name}"
    return dict(sorted(found.items()))


def declared_name(path: Path) -> str:
    """The ``NAME`` a board's module declares at its top, without importing it."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            for target in node.targets:
                if isinstance(target, ast.Name) and target.id == "NAME":
                    return str(node.value.value)
    return ""


def find_board(name: str) -> ModuleType:
    """The module of a board, by its name; an error with the nearest names otherwise."""
    known = board_names()
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
        hint = f"did you mean '{near[0]}'?" if near else "known boards: " + ", ".join(known)
        raise CompileError(f"there is no board '{name}'", hint=hint)
    return importlib.import_module(known[name])


def imported_board(script: Path) -> str | None:
    """The board an application chooses by importing its module, or ``None``."""
    try:
        tree = ast.parse(script.read_bytes())
    except (OSError, SyntaxError, ValueError):
        return None  # the loader will say what is wrong
    modules = {module: name for name, module in board_names().items()}
    for node in tree.body:
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == "tamapy.board":
            names = [f"tamapy.board.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module is not None and not node.level:
            names = [node.module]
        for name in names:
            if name in modules:
                return modules[name]
    return None


def find_machine(board: ModuleType, asked: str | None, usual: str | None) -> MachineInfo:
    """The machine to run a board's image on: the one asked for, or the usual one if it can."""
    machines = machines_of(board)
    everywhere = (*MACHINES.values(), *VARIANTS.values())
    known = {machine.name for all_ in everywhere for machine in all_}
    for name in (asked, usual):
        for machine in machines:
            if machine.name == name:
                return machine
        if name is not None and (name is asked or name not in known):
            raise CompileError(
                f"{board.NAME} has no machine '{name}'"
                if name in known else f"there is no machine '{name}'",
                hint="machines for this board: " + ", ".join(m.name for m in machines),
            )
    return machines[0]
