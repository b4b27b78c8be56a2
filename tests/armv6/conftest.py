"""Architecture tests run in a simulated memory of 32-bit words."""

import pytest

import tamapy.metal as metal


@pytest.fixture(autouse=True)
def words_of_32_bits():
    metal.configure(32)
    yield
    metal.configure(64)
