"""Images for the machines to run, each built once a session."""

from __future__ import annotations

import pytest
from images import build_trial, on_emulator, on_qemu, trial_module

import tamapy.metal as metal
from tamapy.board import usbarmory_mk2


@pytest.fixture(scope="session")
def trial(tmp_path_factory):
    """An image that does what the bytes on its console say (trial.py)."""
    return build_trial(usbarmory_mk2, tmp_path_factory.mktemp("trial"))


@pytest.fixture(params=[on_emulator, on_qemu], ids=["emulator", "qemu"])
def run(request):
    """Runs an image on each machine."""
    return request.param


@pytest.fixture
def simulated():
    """The metal functions of trial.py under CPython."""
    metal.configure(32)
    yield trial_module()
    metal.configure(64)
