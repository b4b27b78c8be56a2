"""Driver tests run in a simulated memory of 32-bit words, with RAM and a clock.

Plain code gets plain numbers.
"""

import itertools

import pytest
from devices import mapped

import tamapy.metal as metal
from tamapy import dma
from tamapy.emulator.models.bank import RegisterBank
from tamapy.metal import functions
from tamapy.metal.memory import memory
from tamapy.runtime import board


@pytest.fixture(autouse=True)
def words_of_32_bits(monkeypatch):
    metal.configure(32)
    monkeypatch.setattr(functions, "plain_numbers", [True])
    yield
    metal.configure(64)


@pytest.fixture(autouse=True)
def board_of_the_tests():
    """What a board supplies: each look at the clock takes a millisecond."""
    moments = itertools.count(0, 10**6)
    metal.provide(board.nanotime, lambda: next(moments))
    metal.provide(board.ram_start, lambda: 0x80000000)
    metal.provide(board.ram_size, lambda: 0x20000000)


@pytest.fixture
def region():
    """DMA memory that looks for misuse."""
    size = 1 << 17
    made = dma.init(memory.allocate(size, 4096), size, checked=True)
    yield made
    made.check()


@pytest.fixture
def clocks():
    """The i.MX's clock gates, which anything can be written to."""
    made = RegisterBank()
    mapped(0x020C4000, made, 0x4000)
    return made
