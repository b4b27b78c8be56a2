"""Debian's U-Boot for the Raspberry Pi 1 loads an image from memory by ``bootelf``, under QEMU."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from emulator.images import build

from tamapy.board import pi1

PLACE = Path("usr/lib/u-boot/rpi/uboot.elf")
ADDRESS = 0x08000000  # where the file is put in RAM, away from what it is linked for and U-Boot
PROMPT = b"U-Boot> "
PROGRAM = """\
import sys
print("hello from", sys.argv, file=sys.stderr)
print(sum(range(1000)), [1.5 * n for n in range(3)])
sys.exit(3)
"""


@pytest.fixture(scope="module")
def uboot():
    """U-Boot from Debian's package for armel, unpacked beside the cache unless it is installed."""
    if Path("/", PLACE).exists():
        return Path("/", PLACE)
    cache = os.environ.get("TAMAPY_CACHE") or Path.home() / ".cache/tamapy"
    where = Path(cache).resolve().parent / "uboot"
    if not (where / PLACE).exists():
        fetch(where)
    return where / PLACE


def fetch(where):
    """Download and unpack the package with lists of apt's own, which leaves the system as it is."""
    if shutil.which("apt-get") is None or shutil.which("dpkg") is None:
        pytest.skip("U-Boot comes from a package of Debian's")
    apt = where / "apt"
    for name in ("lists/partial", "cache/archives/partial"):
        (apt / name).mkdir(parents=True, exist_ok=True)
    (apt / "status").touch()
    (apt / "sources.list").write_text(
        "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] "
        "http://deb.debian.org/debian bookworm main\n"
    )
    settings = {
        "APT::Architecture": "armel", "APT::Architectures::": "armel", "Dir::State": apt,
        "Dir::State::lists": apt / "lists", "Dir::State::status": apt / "status",
        "Dir::Cache": apt / "cache", "Dir::Etc::sourcelist": apt / "sources.list",
        "Dir::Etc::sourceparts": "/dev/null", "APT::Sandbox::User": "root",
    }
    options = [word for name, value in settings.items() for word in ("-o", f"{name}={value}")]
    for words in (["update"], ["download", "u-boot-rpi"]):
        done = subprocess.run(
            ["apt-get", "-q", *options, *words], cwd=where, capture_output=True, text=True,
            check=False,
        )
        if done.returncode:
            pytest.skip(f"apt-get {words[0]}: {done.stderr.strip().splitlines()[-1:]}")
    (package,) = where.glob("u-boot-rpi_*.deb")
    subprocess.run(["dpkg", "-x", package, where], check=True)


class Line:
    """The serial line of a machine."""

    def __init__(self, words):
        self.process = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        self.got = b""

    def wait_for(self, text, seconds):
        """Read until a text has come."""
        end = time.monotonic() + seconds
        while text not in self.got and time.monotonic() < end:
            if select.select([self.process.stdout], [], [], 0.2)[0]:
                self.got += os.read(self.process.stdout.fileno(), 4096)
        assert text in self.got, self.got.decode(errors="replace")

    def type(self, text):
        """Write a line."""
        self.process.stdin.write(text.encode() + b"\n")
        self.process.stdin.flush()


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("qemu-system-arm") is None, reason="QEMU is not installed")
def test_bootelf(uboot, tmp_path):
    script, image = tmp_path / "app.py", tmp_path / "app.elf"
    script.write_text(PROGRAM)
    image.write_bytes(build(script, board=pi1))
    line = Line([
        "qemu-system-arm", "-M", "raspi1ap", "-nographic", "-monitor", "none", "-serial", "stdio",
        "-net", "none", "-semihosting", "-kernel", uboot,
        "-device", f"loader,file={image},addr={ADDRESS},force-raw=on",
    ])
    try:
        line.wait_for(b"Hit any key", 60)
        line.type("")
        line.wait_for(PROMPT, 30)
        # Without autostart the image is loaded only. With the PL011 among its outputs, this
        # U-Boot waits for ever for the transmitter before it starts the image.
        line.type(f"setenv autostart yes; setenv stdout vidconsole; bootelf -p {ADDRESS:#x}")
        line.wait_for(b"499500 [0.0, 1.5, 3.0]\n", 60)
        assert line.process.wait(30) == 3
    finally:
        line.process.kill()
