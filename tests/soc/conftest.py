"""Driver tests run in a simulated memory of 32-bit words; plain code gets plain numbers."""

import pytest

import tamapy.metal as metal
from tamapy.metal import functions


@pytest.fixture(autouse=True)
def words_of_32_bits(monkeypatch):
    metal.configure(32)
    monkeypatch.setattr(functions, "plain_numbers", [True])
    yield
    metal.configure(64)
