"""The driver of the BCM2835's DMA controller on its model."""

import pytest
from devices import Time, Wire, allow_barriers, mapped

from tamapy import reg
from tamapy.emulator.bcm2835 import GpuBus
from tamapy.emulator.models import ModelError
from tamapy.emulator.models.bcm_dma import BcmDma
from tamapy.emulator.models.bus import SimulatedBus
from tamapy.emulator.models.pl011 import Pl011
from tamapy.metal.memory import memory
from tamapy.soc.broadcom import dma

START = 0x20000000
BASE = START + 0x7000
BUS = 0x40000000
ROOM = 0x1000


@pytest.fixture
def wire():
    return Wire()


@pytest.fixture
def model(monkeypatch, wire):
    allow_barriers(monkeypatch)
    Time(10_000_000)
    bus = GpuBus(SimulatedBus(), START)
    uart = Pl011(wire)
    uart.values[0x30] = 0x301  # enabled
    bus.models = {START + 0x201000: uart}
    return mapped(BASE, BcmDma(bus))


@pytest.fixture
def channel(model):
    at = memory.allocate(ROOM, 32)
    return dma.Channel(BASE, 4, BUS, lambda: (at, ROOM))


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 64, 1001, 2000])
def test_copying(channel, size):
    data = bytes(i * 7 & 255 for i in range(size))
    assert channel.copy(data) == data
    assert channel.copy(data[::-1]) == data[::-1]


def test_to_a_register(channel, wire):
    channel.to_register(0x201000, b"words", dma.DREQ_UART_TX)
    assert bytes(wire.sent) == b"words"


def test_from_a_register(channel, wire, model):
    wire.waiting += b"bytes"
    assert channel.from_register(0x201000, 5, dma.DREQ_UART_RX) == list(b"bytes")
    assert model.channels[4].ti >> dma.TI_PERMAP & 31 == dma.DREQ_UART_RX
    assert model.channels[4].ti >> dma.TI_SRC_DREQ & 1


def test_errors(channel, model):
    model.failing.add(4)
    with pytest.raises(OSError, match=r"CS\.ERROR"):
        channel.copy(b"1234")
    model.failing.clear()
    assert channel.copy(b"1234") == b"1234"


def test_no_end(channel, model):
    model.stuck.add(4)
    with pytest.raises(TimeoutError, match=r"CS\.ACTIVE"):
        channel.copy(b"1234")
    model.stuck.clear()
    assert channel.copy(b"1234") == b"1234"


def test_a_channel_that_was_switched_off(channel, model):
    model.enable = 0
    assert channel.copy(b"1234") == b"1234"
    assert model.enable == 1 << 4


def test_arguments_that_cannot_be(channel, model):
    for size in (0, ROOM):
        with pytest.raises(ValueError, match="at once"):
            channel.copy(bytes(size))
    with pytest.raises(ValueError, match="number of words"):
        channel.from_register(0x201000, 0)
    for offset in (-4, 2, 0x1000000):
        with pytest.raises(ValueError, match="register"):
            channel.to_register(offset, [1])
    with pytest.raises(ValueError, match="a DMA channel is"):
        dma.Channel(BASE, 15, BUS, None)
    assert model.channels[4].block == 0


def test_what_the_manual_rules_out(channel, model):
    with pytest.raises(ModelError, match="multiple of 32"):
        reg.write(channel.base + dma.CONBLK_AD, 16)
    with pytest.raises(ModelError, match="no writable register"):
        reg.write(channel.base + 0x08, 0)
    model.enable = 0
    with pytest.raises(ModelError, match="not enabled"):
        reg.write(channel.base + dma.CS, 1)
