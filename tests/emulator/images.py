"""Images for the machines to run, and ways to run them."""

from __future__ import annotations

import importlib.util
import io
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

from tamapy.board import usbarmory_mk2
from tamapy.compiler.build import Build
from tamapy.compiler.load import load
from tamapy.compiler.load.world import Personality
from tamapy.compiler.worldview import WorldView
from tamapy.emulator import qemu
from tamapy.emulator.machine import Machine

HERE = Path(__file__).parent


def trial_module():
    """The metal functions in trial.py, as a module of the architecture's room."""
    name = "tamapy.arm.trial"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, HERE / "trial.py")
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


def build(script, ram=0, dma=0, optimise=0):
    """The ELF image of an application, with the quickest code generation unless told otherwise."""
    world = load(str(script), Personality(bits=32), display_path=Path(script).name)
    return Build(WorldView(world), usbarmory_mk2, optimise, ram=ram, dma=dma).run().elf()


def on_emulator(image, stdin=b"", **options):
    """Output and exit status."""
    out = io.BytesIO()
    machine = Machine(image, stdin=stdin, stdout=out, timeout=60, **options)
    status = machine.run()
    return out.getvalue(), status


def on_qemu(image, stdin=b"", ram=0, icount=False):
    """Output and exit status."""
    if shutil.which(qemu.PROGRAM) is None:
        pytest.skip("QEMU is not installed")
    with tempfile.TemporaryDirectory() as directory:
        elf, out = Path(directory) / "image.elf", Path(directory) / "out"
        elf.write_bytes(image)
        with out.open("wb") as file:
            status = qemu.run_file(str(elf), ram, icount, 60, stdin, file)
        return out.read_bytes(), status
