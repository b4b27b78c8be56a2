"""QEMU for processes, and CPython for ARM, from Debian's packages: unpacked, never installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from benchmarks.measuring import Failure
from tools.sources import ROOT

_PLACE = ROOT / ".cache" / "armhf"
_ROOT = _PLACE / "root"
_SOURCE = "[arch=armhf,amd64] http://deb.debian.org/debian bookworm main"
_KEYS = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
#: What the tasks need of CPython, and the emulator.
_PACKAGES = (
    "python3.11-minimal:armhf", "libpython3.11-minimal:armhf", "libpython3.11-stdlib:armhf",
    "libc6:armhf", "libexpat1:armhf", "libgcc-s1:armhf", "libssl3:armhf", "zlib1g:armhf",
    "qemu-user:amd64",
)
_LONGEST = 600.0


def emulator() -> list[str]:
    """The words before a program for ARM: a Cortex-A7, as in the boards of other measurements."""
    root = _unpacked()
    return [os.fspath(root / "usr/bin/qemu-arm"), "-cpu", "cortex-a7", "-L", os.fspath(root)]


def interpreter() -> list[str]:
    """CPython for ARM, under the emulator."""
    return [*emulator(), os.fspath(_unpacked() / "usr/bin/python3.11"), "-S", "-E"]


def is_unpacked() -> bool:
    """Whether nothing has to be fetched."""
    return _ROOT.is_dir()


def _unpacked() -> Path:
    """The directory that has the packages' files; fetches them if they are not there."""
    if not is_unpacked():
        new = _PLACE / "new"
        shutil.rmtree(new, ignore_errors=True)
        for name in ("lists/partial", "cache/archives/partial", "state", "new/packages"):
            (_PLACE / name).mkdir(parents=True, exist_ok=True)
        (_PLACE / "status").touch()
        (_PLACE / "sources.list").write_text(f"deb {_SOURCE}\n")
        (_PLACE / "apt.conf").write_text(_settings())
        _finished(["apt-get", "-q", "update"], _PLACE)
        _finished(["apt-get", "-q", "download", *_PACKAGES], new / "packages")
        for package in sorted((new / "packages").glob("*.deb")):
            _finished(["dpkg-deb", "-x", os.fspath(package), os.fspath(new)], new)
        shutil.rmtree(new / "packages")
        new.rename(_ROOT)
    return _ROOT


def _settings() -> str:
    """A configuration of apt's apart from the machine's, which need know nothing of ARM."""
    settings = {
        "Dir::State": _PLACE / "state", "Dir::State::status": _PLACE / "status",
        "Dir::State::lists": _PLACE / "lists", "Dir::Cache": _PLACE / "cache",
        "Dir::Etc::sourcelist": _PLACE / "sources.list", "Dir::Etc::sourceparts": "/dev/null",
        "Dir::Etc::trusted": _KEYS, "APT::Architecture": "amd64",
    }
    lines = [f'{name} "{value}";\n' for name, value in settings.items()]
    return "".join(lines) + 'APT::Architectures { "amd64"; "armhf"; };\n'


def _finished(words: list[str], place: Path) -> None:
    environment = {**os.environ, "APT_CONFIG": os.fspath(_PLACE / "apt.conf")}
    try:
        done = subprocess.run(
            words, cwd=place, env=environment, capture_output=True, text=True, timeout=_LONGEST
        )
    except FileNotFoundError:
        raise Failure(f"needs {words[0]}, to have Debian's packages") from None
    except subprocess.TimeoutExpired:
        raise Failure(f"{words[0]} takes more than {_LONGEST:.0f} seconds") from None
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.startswith("E:")]
        raise Failure((lines or [f"{words[0]} ends with status {done.returncode}"])[0])
