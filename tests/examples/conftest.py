"""The console's modules, as its main script sees them."""

import importlib
import sys

import pytest

from tests.worlds import ROOT

CONSOLE = ROOT / "examples" / "console"
NAMES = ("line", "table", "commands", "hardware")


@pytest.fixture
def console_module(monkeypatch):
    """Imports a module of the console; none is left behind."""
    monkeypatch.syspath_prepend(str(CONSOLE))
    yield importlib.import_module
    for name in list(sys.modules):
        if name.partition(".")[0] in NAMES:
            del sys.modules[name]
