"""The demo says the same everywhere, apart from times, random bytes, figures and the target."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.worlds import CAN_RUN, ROOT, run

DEMO = ROOT / "examples" / "demo" / "main.py"
RAM = 512 << 20
WORLDS = [
    "native",
    pytest.param("emulator", marks=pytest.mark.slow),
    pytest.param("qemu", marks=pytest.mark.slow),
]


def without_figures(text: str) -> list[str]:
    """The lines of the demo with what differs from run to run left out."""
    text = re.sub(r"Hello from .*", "Hello", text)
    text = re.sub(r"\d+\.\d ms", "TIME", text)
    text = re.sub(r"random bytes: [0-9a-f]{64}$", "random bytes", text, flags=re.M)
    return re.sub(r"\d+ collections", "collections", text).splitlines()


@pytest.mark.parametrize("world", WORLDS)
def test_demo(world: str, tmp_path: Path) -> None:
    """CPython's lines, and exit status 0; optimised, as users run it."""
    if not CAN_RUN[world]:
        pytest.skip("qemu-system-arm is not installed; tools/setup installs it")
    want = subprocess.run(
        [sys.executable, str(DEMO)], capture_output=True, text=True, check=True, timeout=120
    )
    got = run(DEMO, world, tmp_path, optimise=2, ram=RAM, timeout=400)
    assert got.status == 0
    assert without_figures(got.output) == without_figures(want.stdout)
