"""The command line as a user runs it."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.worlds import ROOT


class Outcome:
    """What a command printed and its status."""

    def __init__(self, result: subprocess.CompletedProcess[str]) -> None:
        self.status = result.returncode
        self.output = result.stdout
        self.errors = result.stderr


@pytest.fixture
def tamapy(tmp_path: Path):
    """Runs the command on files written into a directory of their own."""

    def run(main: str, *options: str, command: str = "run", path: str | None = None,
            app: str = "app.py", **modules: str) -> Outcome:
        for name, text in {"app": main, **modules}.items():
            (tmp_path / f"{name}.py").write_text(textwrap.dedent(text))
        environment = {**os.environ, "PYTHONPATH": os.fspath(ROOT)}
        if path is not None:
            environment["PATH"] = path
        words = [sys.executable, "-m", "tamapy", command, "-O0"]
        words += [app, *options] if "--" in options else [*options, app]
        return Outcome(subprocess.run(
            words, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=600,
        ))

    return run
