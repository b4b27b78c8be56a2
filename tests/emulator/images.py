"""Images for the machines to run, and ways to run them."""

from __future__ import annotations

import importlib.util
import io
import shutil
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from elftools.elf.elffile import ELFFile

from tamapy.arm import start
from tamapy.board import usbarmory_mk2
from tamapy.compiler.build import Build
from tamapy.compiler.load import load
from tamapy.compiler.load.world import Personality
from tamapy.compiler.worldview import WorldView
from tamapy.emulator import qemu
from tamapy.emulator.boards import board_of
from tamapy.emulator.machine import Machine
from tamapy.emulator.models.uart import Uart
from tamapy.runtime import start as runtime_start
from tests.worlds import KEPT

CONSOLE = 0x021E8000
HERE = Path(__file__).parent


def trial_module(name="trial"):
    """The metal functions in a file here, as a module of the architecture's room."""
    full = f"tamapy.arm.{name}"
    if full not in sys.modules:
        spec = importlib.util.spec_from_file_location(full, HERE / f"{name}.py")
        sys.modules[full] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[full])
    return sys.modules[full]


def build(script, ram=0, dma=0, optimise=0, board=usbarmory_mk2):
    """The ELF image of an application, with the quickest code generation unless told otherwise."""
    world = load(str(script), Personality(bits=32), display_path=Path(script).name)
    return Build(WorldView(world), board, optimise, ram=ram, dma=dma, kept=KEPT).run().elf()


def build_trial(board, directory, name="trial"):
    """An image that does what the bytes on its console say (trial.py, or another file)."""
    empty = directory / "empty.py"
    empty.write_text("")
    module = trial_module(name)
    saved = start.main
    start.main = module.main
    try:
        world = load(str(empty), Personality(bits=32))
        work = Build(WorldView(world), board, 0)
        roots = SimpleNamespace(**vars(work.architecture))
        roots.ROOTS = (*roots.ROOTS, runtime_start.main)
        work.architecture = roots
        return work.run().elf()
    finally:
        start.main = saved


def on_emulator(image, stdin=b"", timeout=60, **options):
    """Output and exit status."""
    out = io.BytesIO()
    machine = Machine(image, stdin=stdin, stdout=out, timeout=timeout, **options)
    status = machine.run()
    return out.getvalue(), status


def on_qemu(image, stdin=b"", ram=0, icount=False, timeout=60, cards=None, cables=()):
    """Output and exit status."""
    if shutil.which(qemu.PROGRAM) is None:
        pytest.skip("QEMU is not installed")
    with tempfile.TemporaryDirectory() as directory:
        elf, out = Path(directory) / "image.elf", Path(directory) / "out"
        elf.write_bytes(image)
        with out.open("wb") as file:
            board = board_of(ELFFile(io.BytesIO(image)))
            status = qemu.run_file(
                str(elf), ram, icount, timeout, stdin, file, board, cards, cables
            )
        return out.read_bytes(), status


def on_wire(image, line, timeout=60, hasty=True):
    """Output and exit status on the emulator, its console being a line (that does not wait)."""
    machine = Machine(image, stdin=b"", stdout=io.BytesIO(), timeout=timeout)
    machine.devices[CONSOLE] = Uart(line, hasty=hasty)
    status = machine.run()
    return line.sent.decode(), status
