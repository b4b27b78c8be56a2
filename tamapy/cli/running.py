"""Running a linked image: on the host's kernel, on the emulator, or on QEMU."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tamapy.cli.boards import MachineInfo
from tamapy.compiler.link.linker import Image

TIMED_OUT = 124


def run_image(
    image: Image, machine: MachineInfo, ram: int, icount: bool, timeout: float | None
) -> int:
    """Run an image; the program's exit status, or 124 when its time was up."""
    return _RUNNERS[machine.name](image, ram, icount, timeout)


def run_command(command: list[str], timeout: float | None) -> int:
    """Run a program on this process's streams; its status as a shell would tell it."""
    sys.stdout.flush()
    with subprocess.Popen(command) as process:
        try:
            status = process.wait(timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            return TIMED_OUT
        except KeyboardInterrupt:
            process.kill()
            return 130
    return status if status >= 0 else 128 - status


def _on_host(image: Image, ram: int, icount: bool, timeout: float | None) -> int:
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "image"
        path.write_bytes(image.elf(strip=True))
        path.chmod(0o755)
        return run_command([os.fspath(path)], timeout)


def _on_emulator(image: Image, ram: int, icount: bool, timeout: float | None) -> int:
    from tamapy.emulator.run import run_emulator

    return run_emulator(image, ram, icount, timeout)


def _on_qemu(image: Image, ram: int, icount: bool, timeout: float | None) -> int:
    from tamapy.emulator.qemu import run_qemu

    return run_qemu(image, ram, icount, timeout)


_RUNNERS: dict[str, Callable[[Image, int, bool, float | None], int]] = {
    "host": _on_host, "emulator": _on_emulator, "qemu": _on_qemu,
}
