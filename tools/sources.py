"""Source distributions from PyPI, kept unpacked in the checkout's cache."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_KEPT = ROOT / ".cache" / "packages" / "sources"


def source_of(name: str, version: str) -> Path:
    """The directory of a package's source distribution; fetches it if it is not there."""
    place = _KEPT / f"{name}-{version}"
    if not place.is_dir():
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place.parent) as directory:
            archive = _download(f"{name}=={version}", Path(directory))
            inside = Path(directory, "inside")
            with tarfile.open(archive) as tar:
                tar.extractall(inside, filter="data")
            (top,) = inside.iterdir()
            top.rename(place)
    return place


def _download(requirement: str, directory: Path) -> Path:
    subprocess.run(
        [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:",
         "--dest", directory, requirement],
        check=True,
    )
    (archive,) = directory.glob("*.tar.gz")
    return archive
