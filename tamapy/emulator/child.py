"""A child process that never outlives its use, however that ends."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

TIMED_OUT = 124
INTERRUPTED = 130  # 128 + SIGINT


@contextmanager
def child(command: list[str], **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    """Start a process; kill it at the end if it still runs. Options are Popen's.

    Popen's own context manager leaves the process running when Ctrl-C comes.
    """
    process = subprocess.Popen(command, **options)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                _close(stream)


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
