"""gdb beside a machine that runs a linked image."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from tamapy import debugger
from tamapy.cli.boards import EMULATOR, QEMU, MachineInfo
from tamapy.cli.running import check_installed
from tamapy.compiler.errors import CompileError
from tamapy.compiler.link.linker import Image
from tamapy.compiler.load.world import PACKAGES_PREFIX, STDLIB_PREFIX
from tamapy.compiler.shown import TAMAPY_PREFIX, real_file
from tamapy.emulator import qemu
from tamapy.emulator.child import child

DEBUGGER = "gdb-multiarch"
SCRIPT = os.path.join(os.path.dirname(debugger.__file__), "gdb_script.py")
PATIENCE = 30  # seconds until a machine must be ready for gdb, and until it must answer it
PAUSE = 0.02


def check_debugger(machine: MachineInfo) -> None:
    """Whether a machine and gdb can be used here; :class:`CompileError` if not."""
    if machine not in (EMULATOR, QEMU):
        raise CompileError(
            f"there is no debugging on the machine '{machine.name}'",
            hint="take a board that the emulator or QEMU runs",
        )
    check_installed(machine)
    if shutil.which(DEBUGGER) is None:
        raise CompileError(
            f"{DEBUGGER} is not installed", hint=f"on Debian: apt-get install {DEBUGGER}"
        )


def debug_image(
    image: Image, machine: MachineInfo, ram: int, cards: Mapping[str, str], script: Path,
    console: Path | None, arguments: Sequence[str],
) -> int:
    """Start a machine with an image, and gdb with ``arguments``; gdb's exit status.

    ``console`` is a file with what the program's console brings.
    """
    sys.stdout.flush()
    with tempfile.TemporaryDirectory() as directory, open(console or os.devnull, "rb") as stdin:
        elf, socket = (os.path.join(directory, name) for name in ("image.elf", "gdb"))
        Path(elf).write_bytes(image.elf())
        start = _on_qemu if machine is QEMU else _on_emulator
        with start(elf, socket, ram, image, cards, stdin) as process:
            _await(socket, process)
            return _converse(command(elf, socket, script, arguments))


def command(elf: str, socket: str, script: Path, arguments: Sequence[str]) -> list[str]:
    """gdb's command line. The sources are where this machine has them."""
    words = [
        DEBUGGER, "-q", elf, "-ex", "set confirm off", "-ex", f"set remotetimeout {PATIENCE}",
        "-ex", f"directory {script.resolve().parent}",
    ]
    places = (  # of two that begin alike, the longer first
        (PACKAGES_PREFIX, sysconfig.get_path("purelib")),
        (STDLIB_PREFIX, sysconfig.get_path("stdlib")),
        (TAMAPY_PREFIX, real_file(TAMAPY_PREFIX + "/")),
    )
    for shown, real in places:
        words += ["-ex", f"set substitute-path {shown} {real.rstrip(os.sep)}"]
    return [*words, "-x", SCRIPT, "-ex", f"target remote {socket}", *arguments]


@contextmanager
def _on_emulator(
    elf: str, socket: str, ram: int, image: Image, cards: Mapping[str, str], stdin: Any,
) -> Iterator[subprocess.Popen[bytes]]:
    words = [sys.executable, "-m", "tamapy.emulator", elf, "--ram", str(ram), "--gdb", socket]
    for slot, path in cards.items():
        words += [f"--{slot}", path]
    with child(words, stdin=stdin, start_new_session=True) as process:
        yield process


def _on_qemu(
    elf: str, socket: str, ram: int, image: Image, cards: Mapping[str, str], stdin: Any,
) -> AbstractContextManager[subprocess.Popen[bytes]]:
    return qemu.debugged(elf, socket, ram, image.layout.board, cards, stdin)


def _await(socket: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until a machine serves gdb at a socket."""
    end = time.monotonic() + PATIENCE
    while not os.path.exists(socket):
        if process.poll() is not None:
            raise CompileError(f"the machine ended with status {process.returncode}")
        if time.monotonic() > end:
            raise CompileError(f"the machine was not ready after {PATIENCE} s")
        time.sleep(PAUSE)


def _converse(words: list[str]) -> int:
    """Run gdb in the foreground: it alone heeds Ctrl-C."""
    before = signal.signal(signal.SIGINT, lambda number, frame: None)
    try:
        return subprocess.run(words).returncode
    finally:
        signal.signal(signal.SIGINT, before)
