"""Runs the runtime's tests on simulated memory, with words of 32 and of 64 bits."""

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

if importlib.util.find_spec("tamapy.runtime.heap") is None:
    sys.path.insert(0, str(Path(__file__).parent))
    import heap_stand_in

    sys.modules["tamapy.runtime.heap"] = heap_stand_in

from tamapy.runtime.simulation import hosted


@pytest.fixture(params=[32, 64])
def world(request: Any) -> Iterator[int]:
    """A hosted simulation; its value is the width of a word."""
    with hosted(request.param):
        yield request.param
