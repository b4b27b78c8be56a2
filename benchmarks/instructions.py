"""Instructions that small programs take on ARM, beside TamaGo's: one is a nanosecond on QEMU."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from benchmarks.measuring import Failure, build, finished
from tamapy.emulator import qemu
from tools.sources import ROOT

#: What the command calls it.
NAME = "instructions"
_KEPT = ROOT / ".cache" / "benchmarks" / NAME
PROGRAM = Path(__file__).parent / "guest" / "instructions.py"
_METAL_PROGRAM = PROGRAM.with_name("in_metal.py")
_CIPHERS_PROGRAM = PROGRAM.with_name("ciphers.py")
_BOARD = "usbarmory-mk2"
_RAM = 512 << 20
_LONGEST = 600.0


@dataclass(frozen=True)
class Task:
    """What a function of the program does, and the milliseconds of TamaGo 1.26's."""

    text: str
    tamago: float | None = None  # unknown


TASKS = {
    "fib": Task("fib(30)", 40.4),
    "sieve": Task("sieve of 10⁶", 33.1),
    "matmul": Task("matmul of 100×100 floats", 26.0),
    "mandelbrot": Task("mandelbrot 160×120, 100 iterations", 10.1),
    "dict_of_ints": Task("dict of ints, 100,000 inserted and got", 83.4),
    "dict_of_strings": Task("dict of strings, 100,000 inserted and got", 156.9),
    "binary_trees": Task("binary trees of depth 14", 11.7),
    "digest": Task("SHA-256 of 1 MiB (14.7 MB/s), by `hashlib`", 71.3),
    "aes_encrypt": Task("AES-128-CBC of 1 MiB, encrypted (11.0 MB/s)", 95.3),
    "aes_decrypt": Task("the same, decrypted (11.0 MB/s)", 95.3),
    "blocks": Task("9 × 160 MiB in blocks of 8 MiB, dropped", 938.0),
    "pause_1": Task("a collection with 1 MB alive, in 20,000 lists"),
    "pause_10": Task("with 10 MB"),
    "pause_100": Task("with 100 MB"),
}
#: Those that there are in metal Python, too.
IN_METAL = (
    "fib", "sieve", "matmul", "mandelbrot", "dict_of_ints", "dict_of_strings", "binary_trees",
)
#: Those of a program of their own, for CPython has no such library.
CIPHERS = ("aes_encrypt", "aes_decrypt")


@dataclass(frozen=True)
class Counted:
    """The milliseconds, alias millions of instructions, that a task took, and its value."""

    milliseconds: float
    value: str
    metal: float | None = None  # the milliseconds in metal Python


def count() -> dict[str, Counted]:
    """What each task takes; raises :class:`Failure`, also where CPython gives something else."""
    _KEPT.mkdir(parents=True, exist_ok=True)
    found = _counted(PROGRAM, f"{_BOARD}.elf", "tamapy")
    metal = _counted(_METAL_PROGRAM, f"{_BOARD}-metal.elf", "benchmarks.building")
    found.update(_counted(_CIPHERS_PROGRAM, f"{_BOARD}-ciphers.elf", "tamapy"))
    if found.keys() != TASKS.keys() or metal.keys() != set(IN_METAL):
        raise Failure("does not come to its end")
    wanted = {**parse(finished([sys.executable, os.fspath(PROGRAM)])), **_ciphers()}
    for name, counted in (*found.items(), *metal.items()):
        if counted.value != wanted[name].value:
            raise Failure(f"{name} gives {counted.value} instead of {wanted[name].value}")
    for name, counted in metal.items():
        found[name] = replace(found[name], metal=counted.milliseconds)
    kept = {name: asdict(counted) for name, counted in found.items()}
    (_KEPT / "counted.json").write_text(json.dumps(kept))
    return found


def _ciphers() -> dict[str, Counted]:
    """What the guest has to give, by the package ``cryptography``."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    cipher = Cipher(algorithms.AES(bytes(range(16))), modes.CBC(bytes(range(16, 32))))
    data = bytes(range(256)) * 4096
    return {
        name: Counted(0, hashlib.sha256(work().update(data)).hexdigest())
        for name, work in zip(CIPHERS, (cipher.encryptor, cipher.decryptor), strict=True)
    }


def _counted(program: Path, image: str, tool: str) -> dict[str, Counted]:
    """What a program's tasks take."""
    return parse(_on_qemu(build(program, _BOARD, _KEPT / image, 2, f"{_RAM >> 20}M", tool)))


def recall() -> dict[str, Counted]:
    """What was last counted."""
    path = _KEPT / "counted.json"
    kept = json.loads(path.read_text()) if path.exists() else {}
    return {name: Counted(**counted) for name, counted in kept.items()}


def _on_qemu(image: Path) -> str:
    """What the program prints; the machine does not wait for the host, nor the host for it."""
    qemu.find()
    words = qemu.command(os.fspath(image), _RAM, True)
    done = subprocess.run(
        words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        timeout=_LONGEST, text=True,
    )
    return done.stdout


def parse(text: str) -> dict[str, Counted]:
    """The lines of the program: name, seconds, value."""
    rows = [line.split() for line in text.splitlines()]
    return {
        row[0]: Counted(1000 * float(row[1]), row[2]) for row in rows if row and row[0] in TASKS
    }
