"""The requests an image may make of its debugger ("Semihosting for AArch32", version 2.0)."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tamapy.emulator.machine import Machine

ADP_STOPPED_APPLICATION_EXIT = 0x20026
UNKNOWN = -1


def call(machine: Machine, operation: int, parameter: int) -> int:
    """Do what is asked; the result for r0."""
    handler = _HANDLERS.get(operation)
    return handler(machine, parameter) if handler is not None else UNKNOWN


def _write0(machine: Machine, parameter: int) -> int:
    machine.log(machine.text(parameter))
    return 0


def _time(machine: Machine, parameter: int) -> int:
    return int(time.time())


def _exit(machine: Machine, parameter: int) -> int:
    machine.status = 0 if parameter == ADP_STOPPED_APPLICATION_EXIT else 1
    return 0


def _exit_extended(machine: Machine, parameter: int) -> int:
    reason, status = machine.virtual_word(parameter), machine.virtual_word(parameter + 4)
    machine.status = (status or 0) & 255 if reason == ADP_STOPPED_APPLICATION_EXIT else 1
    return 0


_HANDLERS: dict[int, Callable[[Machine, int], int]] = {
    0x04: _write0, 0x11: _time, 0x18: _exit, 0x20: _exit_extended,
}
