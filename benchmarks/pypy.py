"""PyPy from Debian's packages, installed when it is absent and can be installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

_PROGRAM = "pypy3"


def find() -> str | None:
    """Where PyPy is; ``None``, with a word on standard error, if it cannot be had."""
    found = shutil.which(_PROGRAM) or _install()
    if found is None:
        print(
            f"no {_PROGRAM}, and it could not be installed: its columns stay empty "
            f"(as root: apt-get install {_PROGRAM})", file=sys.stderr,
        )
    return found


def _install() -> str | None:
    if shutil.which("apt-get") is None:
        return None
    rights = [] if os.getuid() == 0 else ["sudo", "-n"]
    for words in (["update"], ["install", "-y", "--no-install-recommends", _PROGRAM]):
        try:
            done = subprocess.run([*rights, "apt-get", "-q", *words], stdout=sys.stderr)
        except FileNotFoundError:  # no sudo
            return None
        if done.returncode and "install" in words:
            return None
    return shutil.which(_PROGRAM)
