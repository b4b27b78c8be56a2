"""Source distributions from PyPI, kept unpacked in the checkout's cache."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from tests.packages.suites import Suite
from tests.worlds import ROOT

_KEPT = ROOT / ".cache" / "packages"


def source_of(suite: Suite) -> Path:
    """The directory of a package's source distribution; fetches it if it is not there."""
    place = _KEPT / "sources" / f"{suite.name}-{suite.version}"
    if not place.is_dir():
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place.parent) as directory:
            archive = _download(suite, Path(directory))
            inside = Path(directory, "inside")
            with tarfile.open(archive) as tar:
                tar.extractall(inside, filter="data")
            (top,) = inside.iterdir()
            top.rename(place)
    return place


def _download(suite: Suite, directory: Path) -> Path:
    subprocess.run(
        [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:",
         "--dest", directory, f"{suite.name}=={suite.version}"],
        check=True,
    )
    (archive,) = directory.glob("*.tar.gz")
    return archive


def work_of(suite: Suite) -> Path:
    """The directory of a package's application, image and output."""
    place = _KEPT / "runs" / suite.name
    place.mkdir(parents=True, exist_ok=True)
    return place
