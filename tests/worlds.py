"""One program in several worlds: CPython is the oracle, the compiled image has to print the same.

``native`` is a static executable for ``linux-amd64``; ``emulator`` and ``qemu`` boot one
image for ``usbarmory-mk2``; a board's name before them, as in ``pi2-qemu``, stands for that
board. ``CAN_RUN[world]`` says whether this machine has the world.
"""

from __future__ import annotations

import functools
import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tamapy.cli.boards import find_board
from tamapy.cli.builds import shown_path, start_build
from tamapy.cli.settings import Settings
from tamapy.compiler.garbage import collector_paused
from tamapy.compiler.kept import Kept
from tamapy.compiler.load.world import PACKAGES_PREFIX, STDLIB_PREFIX
from tamapy.emulator.qemu import command as qemu_command

ROOT = Path(__file__).resolve().parent.parent
WORLDS = ("native", "emulator", "qemu")
BOARDS = {"native": "linux-amd64", "emulator": "usbarmory-mk2", "qemu": "usbarmory-mk2"}
#: Worlds of other boards, for a selection of programs (``tests/boards``).
MORE_WORLDS = (
    "mx6ullevk-emulator", "mx6ullevk-qemu", "pi1-emulator", "pi1-qemu", "pi2-emulator",
    "pi2-qemu", "pizero-emulator", "pizero-qemu",
)
BOARDS.update((world, world.rpartition("-")[0]) for world in MORE_WORLDS)
CAN_RUN = {
    "native": sys.platform == "linux", "emulator": True,
    "qemu": shutil.which("qemu-system-arm") is not None,
}
#: The USB armory's images on the emulator with the other chip that there is of it.
BOARDS["6ul-emulator"] = "usbarmory-mk2"
MACHINE_BOARDS = {"6ul-emulator": "usbarmory-mk2/6ul"}
CAN_RUN["6ul-emulator"] = True
CAN_RUN.update((world, CAN_RUN[world.rpartition("-")[2]]) for world in MORE_WORLDS)
DEFAULT_RAM = 64 << 20


@dataclass(frozen=True)
class Outcome:
    """What a program printed, both streams in order, and its exit status."""

    output: str
    status: int


@functools.cache
def expected(program: Path, stdin: str = "") -> Outcome:
    """CPython's run of a program."""
    environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    environment["PYTHONPATH"] = os.fspath(ROOT)
    result = subprocess.run(
        [sys.executable, "-u", os.fspath(program.resolve())], input=stdin, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment, timeout=300,
        encoding="utf-8", errors="surrogateescape", preexec_fn=_heed_interrupts,
    )
    # A shell tells of a signal by 128 more than its number; so does an image.
    status = result.returncode if result.returncode >= 0 else 128 - result.returncode
    return Outcome(normalised(result.stdout, program), status)


def _heed_interrupts() -> None:
    """A run in the background of a shell ignores them, and CPython would leave it at that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def normalised(text: str, program: Path) -> str:
    """Output with the build machine's paths as an image shows them."""
    directory = os.fspath(program.resolve().parent)
    shown = os.path.dirname(shown_path(program))
    text = text.replace(sysconfig.get_path("purelib"), PACKAGES_PREFIX)
    text = text.replace(sysconfig.get_path("stdlib"), STDLIB_PREFIX)
    text = text.replace(directory + os.sep, shown + "/" if shown else "")
    return re.sub(r"0x[0-9a-f]{8,16}\b", "0xADDRESS", text)


#: The runtime in intermediate code, for all images that this process builds.
KEPT = Kept()


@functools.cache
def image(
    program: Path, board: str, optimise: int = 0, ram: int = DEFAULT_RAM, stress: bool = False
) -> bytes:
    """The image of a program as an ELF file."""
    settings = Settings(board=board, optimise=optimise, ram=ram)
    with collector_paused():
        build = start_build(
            os.fspath(program), find_board(board), settings, lambda stage: None, KEPT
        )
        build.set_gc_stress(stress)
        return build.run().elf()


def run(
    program: Path, world: str, tmp_path: Path, *, stdin: str = "", optimise: int = 0,
    ram: int = DEFAULT_RAM, stress: bool = False, timeout: float = 120,
) -> Outcome:
    """Build a program and run it in a world."""
    path = tmp_path / f"{program.stem}.elf"
    path.write_bytes(image(program, BOARDS[world], optimise, ram, stress))
    path.chmod(0o755)
    result = subprocess.run(
        command(world, path, ram), input=stdin.encode(), stdout=subprocess.PIPE,
        # A board's console carries both streams; the machine's own words stay apart.
        stderr=subprocess.STDOUT if world == "native" else subprocess.PIPE, timeout=timeout,
    )
    text = result.stdout.decode("utf-8", "surrogateescape").replace("\r\n", "\n")
    if result.returncode < 0 and result.stderr:
        text += result.stderr.decode(errors="replace")
    return Outcome(normalised(text, program), result.returncode)


def command(
    world: str, path: Path, ram: int, cards: Mapping[str, str] | None = None
) -> list[str]:
    """What runs an image in a world; ``cards`` are files by slot."""
    if world == "native":
        return [os.fspath(path)]
    if world.endswith("qemu"):
        return qemu_command(os.fspath(path), ram, False, BOARDS[world], cards)
    slots = [word for slot, file in (cards or {}).items() for word in (f"--{slot}", file)]
    words = [sys.executable, "-m", "tamapy.emulator", os.fspath(path), "--ram", str(ram), *slots]
    return words + (["--board", MACHINE_BOARDS[world]] if world in MACHINE_BOARDS else [])


def check(program: Path, world: str, tmp_path: Path, **options: object) -> None:
    """Assert that a program does in a world what it does under CPython."""
    want = expected(program, str(options.get("stdin", "")))
    got = run(program, world, tmp_path, **options)  # type: ignore[arg-type]
    assert got.output == want.output
    assert got.status == want.status
