"""QEMU as a second machine for the same images."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tamapy.compiler.errors import CompileError
from tamapy.emulator.child import child, status_of
from tamapy.emulator.console import END_OF_INPUT

PROGRAM = "qemu-system-arm"
DEFAULT_RAM = 512 << 20
DEFAULT_BOARD = "usbarmory-mk2"

#: What stands for each board. QEMU's Raspberry Pis have the RAM they have, whatever the image uses.
MACHINES: dict[str, tuple[str, ...]] = {
    "usbarmory-mk2": ("-M", "mcimx6ul-evk", "-cpu", "cortex-a7", "-serial", "null"),
    "mx6ullevk": ("-M", "mcimx6ul-evk", "-cpu", "cortex-a7"),
    "pi1": ("-M", "raspi1ap"),
    "pi2": ("-M", "raspi2b"),
    "pizero": ("-M", "raspi0"),
}
#: QEMU's numbers of slots; it has no eMMC.
_SLOTS = {board: {"sd": 0} for board in MACHINES} | {"mx6ullevk": {"sd": 0, "sd2": 1}}
_PORTS = {DEFAULT_BOARD: 2, "mx6ullevk": 2}
_CHOOSE_RAM = frozenset({"usbarmory-mk2", "mx6ullevk"})


def command(
    elf: str, ram: int, icount: bool, board: str = DEFAULT_BOARD,
    cards: Mapping[str, str] | None = None, cables: Sequence[tuple[int, int]] = (),
) -> list[str]:
    """The command line that boots an ELF file with the console on standard streams.

    With ``icount`` an instruction takes one nanosecond of the machine's time, whatever the
    host does, so that runs repeat exactly. ``cards`` are files by the slots whose cards they are,
    ``cables`` pairs of UDP ports: of frames to an Ethernet port, and from it.
    """
    for slot, path in (cards or {}).items():
        if slot not in _SLOTS.get(board, {}):
            raise CompileError(f"QEMU's machine for {board} has no slot '{slot}' for {path}")
    if len(cables) > _PORTS.get(board, 0):
        raise CompileError(f"QEMU's machine for {board} has {_PORTS.get(board, 0)} Ethernet ports")
    words = [PROGRAM, *MACHINES[board]]
    if board in _CHOOSE_RAM:
        words += ["-m", f"{_megabytes(ram)}M"]
    words += ["-nographic", "-monitor", "none", "-serial", "stdio"]
    for local, remote in cables:
        words += ["-nic", f"socket,udp=127.0.0.1:{remote},localaddr=127.0.0.1:{local}"]
    if not cables:
        words += ["-net", "none"]
    words += ["-semihosting", "-kernel", elf]
    for slot, path in (cards or {}).items():
        index = _SLOTS[board][slot]
        name = path.replace(",", ",,")
        words += ["-drive", f"if=sd,index={index},format=raw,file={name}"]
    return words + (["-icount", "shift=0,sleep=off"] if icount else [])


def _megabytes(ram: int) -> int:
    return max(1, -(-(ram or DEFAULT_RAM) // (1 << 20)))


def find() -> str:
    """Where QEMU is; :class:`CompileError` with the way to get it if it is not installed."""
    found = shutil.which(PROGRAM)
    if found is None:
        raise CompileError(
            f"{PROGRAM} is not installed", hint="on Debian: apt-get install qemu-system-arm"
        )
    return found


def run_qemu(
    image: Any, ram: int, icount: bool, timeout: float | None,
    cards: Mapping[str, str] | None = None, cables: Sequence[tuple[int, int]] = (),
) -> int:
    """Run a linked image on this process's streams; its exit status, or 124 when time is up.

    With ``icount`` the number of instructions from reset to exit is told on standard error,
    to the 16 that pass between two ticks of the machine's counter.
    """
    find()
    if icount:
        image.set_word("__boot_flags", COUNTING)
    sys.stdout.flush()
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "image.elf"
        path.write_bytes(image.elf(strip=True))
        stdin = sys.stdin.fileno() if sys.stdin is not None else None
        return run_file(
            os.fspath(path), ram, icount, timeout, stdin, board=image.layout.board, cards=cards,
            cables=cables,
        )


def run_file(
    elf: str, ram: int, icount: bool, timeout: float | None, stdin: int | bytes | None,
    stdout: Any = None, board: str = DEFAULT_BOARD,
    cards: Mapping[str, str] | None = None, cables: Sequence[tuple[int, int]] = (),
) -> int:
    """Run an ELF file. ``stdin`` is a descriptor, bytes or ``None``; ``stdout`` as Popen's."""
    with child(
        command(elf, ram, icount, board, cards, cables),
        stdin=subprocess.PIPE, stdout=stdout, stderr=subprocess.PIPE,
    ) as process:
        threading.Thread(target=_feed, args=(stdin, process.stdin), daemon=True).start()
        errors = threading.Thread(target=_complain, args=(process.stderr,))
        errors.start()
        status = status_of(process, timeout)
        process.kill()
        errors.join()
    return status


def _feed(source: int | bytes | None, sink: Any) -> None:
    """Copy input to the machine, and say when it has ended: a serial line has no end."""
    try:
        if isinstance(source, int):
            while data := os.read(source, 4096):
                sink.write(data)
                sink.flush()
        elif source:
            sink.write(source)
        sink.write(bytes((END_OF_INPUT,)))
        sink.flush()
    except (BrokenPipeError, OSError, ValueError):
        pass  # the machine has stopped, or there is no input


#: The flag that asks an image for it (``tamapy.arm.settings``), and what the image then logs of
#: its run, in nanoseconds (``tamapy.arm.semihosting``).
COUNTING = 2
ELAPSED = "elapsed "
_ELAPSED = re.compile(ELAPSED.encode() + rb"([0-9a-f]{16})")
_NOISE = re.compile(rb"warning: nic \S+ has no peer|terminating on signal")


def _complain(stream: Any) -> None:
    """Pass QEMU's messages on, without those every start of this board makes."""
    for line in stream:
        if not _NOISE.search(line):
            elapsed = _ELAPSED.match(line)
            if elapsed:
                line = b"qemu: %d instructions\n" % int(elapsed[1], 16)
            sys.stderr.buffer.write(line)
            sys.stderr.flush()


@contextmanager
def debugged(
    elf: str, socket: str, ram: int, board: str, cards: Mapping[str, str] | None, stdin: Any,
) -> Iterator[subprocess.Popen[bytes]]:
    """QEMU with an ELF file, stopped before its first instruction; gdb is served at a socket's
    path. ``stdin`` is a file.
    """
    words = command(elf, ram, False, board, cards)
    words += ["-S", "-gdb", f"unix:{socket.replace(',', ',,')},server=on,wait=off"]
    with child(
        words, stdin=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    ) as process:
        feed = (stdin.fileno(), process.stdin)
        threading.Thread(target=_feed, args=feed, daemon=True).start()
        errors = threading.Thread(target=_complain, args=(process.stderr,))
        errors.start()
        try:
            yield process
        finally:
            process.kill()
            errors.join()


def count_instructions(image: Any, ram: int, timeout: float | None = None) -> int:
    """Instructions an image takes from reset to its exit, as QEMU's plugin-less log tells.

    Every translated block is executed singly and logged, so this is slow; the console's
    output is dropped.
    """
    find()
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "image.elf"
        path.write_bytes(image.elf(strip=True))
        words = command(os.fspath(path), ram, True, image.layout.board)
        with subprocess.Popen(
            [*words, "-singlestep", "-d", "exec,nochain", "-D", "/dev/stdout"],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        ) as process:
            assert process.stdout is not None
            timer = threading.Timer(timeout, process.kill) if timeout else None
            if timer is not None:
                timer.start()
            count = sum(1 for line in process.stdout if line.startswith(b"Trace "))
            if timer is not None:
                timer.cancel()
    return count
