"""Images for the machines to run, each built once a session."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from images import on_emulator, on_qemu, trial_module

from tamapy.arm import start
from tamapy.board import usbarmory_mk2
from tamapy.compiler.build import Build
from tamapy.compiler.load import load
from tamapy.compiler.load.world import Personality
from tamapy.compiler.worldview import WorldView
from tamapy.runtime import start as runtime_start


@pytest.fixture(scope="session")
def trial(tmp_path_factory):
    """An image that does what the bytes on its console say (trial.py)."""
    empty = tmp_path_factory.mktemp("trial") / "empty.py"
    empty.write_text("")
    module = trial_module()
    saved = start.main
    start.main = module.main
    try:
        world = load(str(empty), Personality(bits=32))
        work = Build(WorldView(world), usbarmory_mk2, 0)
        roots = SimpleNamespace(**vars(work.architecture))
        roots.ROOTS = (*roots.ROOTS, runtime_start.main)
        work.architecture = roots
        return work.run().elf()
    finally:
        start.main = saved


@pytest.fixture(params=[on_emulator, on_qemu], ids=["emulator", "qemu"])
def run(request):
    """Runs an image on each machine."""
    return request.param
