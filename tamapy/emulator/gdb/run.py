"""The emulated machine at one end of a socket, gdb at the other."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Mapping
from typing import Any

from tamapy.emulator.gdb.machine import DebuggedMachine
from tamapy.emulator.machine import BROKEN, MachineError

PATIENCE = 1.0  # seconds that gdb may take to go when the program has ended


def listen(where: str) -> socket.socket:
    """The first connection to a socket: ``[HOST]:PORT``, or a path."""
    host, colon, port = where.rpartition(":")
    if colon:
        listener = socket.create_server((host or "127.0.0.1", int(port)))
    else:
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(where)
        listener.listen(1)
    with listener:
        sock, _ = listener.accept()
    if colon:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return sock


def debug_elf(
    elf: bytes, where: str, ram: int, timeout: float | None, cards: Mapping[str, str] | None,
    stdin: Any,
) -> int:
    """Run an ELF file as gdb says; the exit status as ``run_elf`` gives it."""
    sock = listen(where)
    try:
        machine = DebuggedMachine(
            elf, sock, ram=ram, stdin=stdin, stdout=sys.stdout.buffer, log=_log, timeout=timeout,
            cards=cards,
        )
        status = machine.run()
        _await_end(sock)
        return status
    except MachineError as error:
        print(f"emulator: {error}", file=sys.stderr)
        return BROKEN
    finally:
        sock.close()
        if os.path.exists(where):
            os.unlink(where)


def _await_end(sock: socket.socket) -> None:
    """Let gdb close the line: it may not have answered the last packet yet."""
    sock.settimeout(PATIENCE)
    try:
        while sock.recv(4096):
            pass
    except OSError:
        pass  # it is gone already, or does not mind


def _log(line: str) -> None:
    print(line.rstrip("\n"), file=sys.stderr)
