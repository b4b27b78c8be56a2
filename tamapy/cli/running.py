"""Running a linked image: on the host's kernel, on the emulator, or on QEMU."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tamapy.cli.boards import MachineInfo
from tamapy.cli.builds import script_of
from tamapy.compiler.errors import CompileError
from tamapy.compiler.link.linker import Image
from tamapy.emulator.bootrom import is_boot_image
from tamapy.emulator.child import child, status_of

BOOT_SUFFIX = ".imx"
Cables = Sequence[tuple[int, int]]


def run_image(
    image: Image, machine: MachineInfo, ram: int, icount: bool, timeout: float | None,
    cards: Mapping[str, str], cables: Cables,
) -> int:
    """Run an image; the program's exit status, 124 when its time was up, 130 at Ctrl-C.

    ``cards`` are files with what is on the machine's cards, by the slots' names; ``cables`` the
    UDP ports of its Ethernet ports.
    """
    return _RUNNERS[machine.name](image, ram, icount, timeout, cards, cables)


def cable_ports(given: Sequence[str]) -> list[tuple[int, int]]:
    """The UDP ports of ``--net``, each as numbers: that of frames to the machine, and from it."""
    cables = []
    for text in given:
        found = re.fullmatch(r"(\d+):(\d+)", text)
        if found is None or not all(0 < int(port) < 65536 for port in found.groups()):
            raise CompileError(f"--net {text}: that is not two UDP ports, such as 5001:5002")
        cables.append((int(found[1]), int(found[2])))
    return cables


def check_installed(machine: MachineInfo) -> None:
    """Whether a machine can be used here; :class:`CompileError` if not."""
    if not machine.installed:
        raise CompileError(f"{machine.program} is not installed", hint=f"it needs {machine.needs}")


def card_files(**given: str | None) -> dict[str, str]:
    """The files for slots that were given."""
    cards = {slot: path for slot, path in given.items() if path}
    for path in cards.values():
        if not os.path.isfile(path):
            raise CompileError(f"there is no file {path}")
    return cards


def run_boot_file(
    given: dict[str, Any], machine: str | None, icount: bool, timeout: float | None,
    cards: Mapping[str, str], cables: Cables,
) -> int:
    """Run the image of a card through the model of the boot ROM, which only the emulator has."""
    from tamapy.emulator.run import run_elf

    path = script_of(given["app"])
    built = [name for name, value in given.items() if name != "app" and value not in (None, ())]
    if built:
        raise CompileError(f"{path.name} is built already: '{built[0]}' is of no use")
    if machine not in (None, "emulator"):
        raise CompileError(f"the machine '{machine}' has no boot ROM", hint="--machine emulator")
    data = path.read_bytes()
    if not is_boot_image(data):
        raise CompileError(
            f"'{path}' is not an image for the boot ROM: it does not begin with the tag 0xd1"
        )
    return run_elf(data, 0, icount, timeout, cards, cables)


def run_command(command: list[str], timeout: float | None) -> int:
    """Run a program on this process's streams; its status as a shell would tell it."""
    sys.stdout.flush()
    with child(command) as process:
        return status_of(process, timeout)


def _on_host(
    image: Image, ram: int, icount: bool, timeout: float | None, cards: Mapping[str, str],
    cables: Cables,
) -> int:
    if cards or cables:
        raise CompileError("a program on the host has no slots for cards, nor Ethernet ports")
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "image"
        path.write_bytes(image.elf(strip=True))
        path.chmod(0o755)
        return run_command([os.fspath(path)], timeout)


def _on_emulator(
    image: Image, ram: int, icount: bool, timeout: float | None, cards: Mapping[str, str],
    cables: Cables,
) -> int:
    from tamapy.emulator.run import run_emulator

    return run_emulator(image, ram, icount, timeout, cards, cables)


def _on_emulator_6ul(
    image: Image, ram: int, icount: bool, timeout: float | None, cards: Mapping[str, str],
    cables: Cables,
) -> int:
    from tamapy.emulator.run import run_emulator

    return run_emulator(image, ram, icount, timeout, cards, cables, f"{image.layout.board}/6ul")


def _on_qemu(
    image: Image, ram: int, icount: bool, timeout: float | None, cards: Mapping[str, str],
    cables: Cables,
) -> int:
    from tamapy.emulator.qemu import run_qemu

    return run_qemu(image, ram, icount, timeout, cards, cables)


_RUNNERS: dict[
    str, Callable[[Image, int, bool, float | None, Mapping[str, str], Cables], int]
] = {
    "host": _on_host, "emulator": _on_emulator, "emulator-6ul": _on_emulator_6ul,
    "qemu": _on_qemu,
}
