"""The board for ARM under Linux, where the emulator for processes is at hand."""

from __future__ import annotations

import subprocess

import pytest

from benchmarks import debian
from benchmarks.measuring import build

_PROGRAM = """\
import random, sys, threading, time

begin = time.perf_counter()
thread = threading.Thread(target=print, args=("from", "a", "thread"))
thread.start()
thread.join()
time.sleep(0.05)
print(0.05 <= time.perf_counter() - begin < 60, time.time() > 1.7e9)
print(random.random() != random.random(), 10**40 // 7, 2.0**0.5)
print(input(), [len(bytearray(64 << 20)) for _ in range(20)][-1])
sys.exit(3)
"""


@pytest.mark.skipif(not debian.is_unpacked(), reason="python -m benchmarks armhf gets the emulator")
def test_a_process(tmp_path) -> None:
    """Streams, clocks, threads, entropy, memory and an exit status."""
    (tmp_path / "app.py").write_text(_PROGRAM)
    image = build(
        tmp_path / "app.py", "linux-arm", tmp_path / "app.elf", 0, "512M", "benchmarks.building"
    )
    done = subprocess.run(
        [*debian.emulator(), image], input="word\n", capture_output=True, text=True, timeout=60
    )
    assert done.stdout.splitlines() == [
        "from a thread", "True True", f"True {10**40 // 7} {2.0**0.5}", f"word {64 << 20}",
    ]
    assert done.returncode == 3
