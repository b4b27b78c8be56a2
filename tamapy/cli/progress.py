"""The tool's own words, on standard error, once something takes longer than two seconds."""

from __future__ import annotations

import sys
import threading
import time

QUIET_SECONDS = 2.0


class Progress:
    """Tells what is being done. Use as a context manager; call it with each new stage."""

    def __init__(self) -> None:
        self.started = time.monotonic()
        self.stage = ""
        self._shown = ""
        self._lock = threading.Lock()
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Progress:
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._done.set()
        self._thread.join()

    def __call__(self, stage: str) -> None:
        with self._lock:
            self.stage = stage
            if self._late():
                self._show()

    def _late(self) -> bool:
        return time.monotonic() - self.started >= QUIET_SECONDS

    def _watch(self) -> None:
        if not self._done.wait(QUIET_SECONDS):
            with self._lock:
                self._show()

    def _show(self) -> None:
        if self.stage and self.stage != self._shown:
            self._shown = self.stage
            seconds = time.monotonic() - self.started
            print(f"tamapy: {seconds:5.1f} s  {self.stage}", file=sys.stderr, flush=True)
