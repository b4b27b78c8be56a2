"""A child process that never outlives its use, however that ends."""

from __future__ import annotations

import ctypes
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

TIMED_OUT = 124
INTERRUPTED = 130  # 128 + SIGINT
PR_SET_PDEATHSIG = 1  # prctl(2)

_libc = ctypes.CDLL(None)


@contextmanager
def child(command: list[str], **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    """Start a process; kill it at the end if it still runs. Options are Popen's.

    Popen's own context manager leaves the process running when Ctrl-C comes. Of a signal that ends
    this process at once, as ``kill`` sends it, the kernel tells the child.
    """
    process = subprocess.Popen(command, preexec_fn=_die_with_parent, **options)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                _close(stream)


def _die_with_parent() -> None:
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _close(stream: Any) -> None:
    try:
        stream.close()
    except OSError:
        pass  # what was meant for the process can no longer be delivered


def status_of(process: subprocess.Popen[bytes], timeout: float | None) -> int:
    """Wait for a process: its status as a shell tells it; 124 after a timeout, 130 at Ctrl-C."""
    try:
        status = process.wait(timeout)
    except subprocess.TimeoutExpired:
        return TIMED_OUT
    except KeyboardInterrupt:
        return INTERRUPTED
    return status if status >= 0 else 128 - status
