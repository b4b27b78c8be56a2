"""The mini UART's driver on its model."""

import pytest
from devices import SlowWire, Time, Wire, mapped

from tamapy import reg
from tamapy.emulator.models import ModelError
from tamapy.emulator.models.bcm_aux import BAUD, BcmAux
from tamapy.soc.broadcom import miniuart

BASE = 0x20215000
CLOCK = 250_000_000


@pytest.fixture
def wire():
    Time(1_000_000)
    return Wire()


@pytest.fixture
def model(wire):
    return mapped(BASE, BcmAux(wire))


@pytest.fixture
def port(model):
    made = miniuart.MiniUART(BASE)
    made.init(CLOCK)
    return made


@pytest.mark.parametrize("baudrate", [9600, 115200, 921600])
def test_rate(port, model, baudrate):
    port.init(CLOCK, baudrate)
    assert abs(CLOCK / (8 * (model.values[BAUD] + 1)) - baudrate) / baudrate < 0.01


@pytest.mark.parametrize("baudrate", [0, -1, 100, 100_000_000])
def test_rates_that_cannot_be(model, baudrate):
    with pytest.raises(ValueError, match=r"baud|a rate"):
        miniuart.MiniUART(BASE).init(CLOCK, baudrate)
    assert not model.enables


def test_both_ways(port, wire):
    wire.waiting += b"\x00abc"
    assert port.write(b"tama\xff") == 5
    port.flush()
    assert bytes(wire.sent) == b"tama\xff"
    assert port.rx() == 0
    assert port.read(2) == b"ab"
    port.clear()
    assert port.read(2) == b"" and port.rx() is None


def test_a_transmitter_that_is_stuck(port, model):
    model.stuck = True
    with pytest.raises(TimeoutError, match="TX_IDLE"):
        port.flush()
    with pytest.raises(TimeoutError, match="TX_EMPTY"):
        port.tx(1)


def test_what_the_manual_rules_out(model):
    with pytest.raises(ModelError, match="not enabled"):
        reg.read(BASE + miniuart.LSR)
    with pytest.raises(ModelError, match="SPI"):
        reg.write(BASE + miniuart.ENABLES, 3)
    port = miniuart.MiniUART(BASE)
    port.init(CLOCK)
    with pytest.raises(ModelError, match="nothing has come in"):
        reg.read(BASE + miniuart.IO)
    with pytest.raises(ModelError, match="reserved"):
        reg.write(BASE + miniuart.LCR, 0x100)
    reg.write(BASE + miniuart.CNTL, 0)
    with pytest.raises(ModelError, match="transmitter"):
        port.tx(1)


def test_interrupts(port, model, wire):
    wire.waiting += b"x"
    assert port.is_ready() and not model.line_is_up
    port.interrupt_on_receive(True)
    assert model.line_is_up and reg.read(BASE) == 1
    assert port.rx() == ord("x")
    assert not port.is_ready() and not model.line_is_up
    wire.waiting += b"y"
    assert model.line_is_up
    port.interrupt_on_receive(False)
    assert not model.line_is_up
    reg.write(BASE + miniuart.IER, 0b1)
    assert not model.line_is_up  # the errata: it takes the next two bits as well


def test_a_transmitter_that_is_full():
    """The interrupt comes once it is empty."""
    Time(1_000_000)
    wire = SlowWire()
    model = mapped(BASE, BcmAux(wire))
    port = miniuart.MiniUART(BASE)
    port.init(CLOCK)
    assert port.write(bytes(8)) == 8 and not port.has_room()
    with pytest.raises(ModelError, match="transmitter is full"):
        model.write(miniuart.IO, 4, 0)
    port.interrupt_on_transmit(True)
    wire.room = 7
    assert not model.line_is_up and port.has_room()
    port.interrupt_on_receive(True)
    assert reg.read(BASE + miniuart.IER) == 0b1111
    wire.room = 1
    assert model.line_is_up
    port.interrupt_on_transmit(False)
    assert not model.line_is_up and reg.read(BASE + miniuart.IER) == 0b1101
    wire.waiting.append(1)
    assert model.line_is_up
    port.interrupt_on_receive(False)
    assert reg.read(BASE + miniuart.IER) == 0 and bytes(wire.sent) == bytes(8)
    assert port.write(bytes(3)) == 3
    port.clear()
    wire.room = 10
    assert bytes(wire.sent) == bytes(8)


def test_lost_bytes_are_told_of(model, port, wire):
    model.hasty = True
    wire.waiting += bytes(range(20))
    assert port.has_room()  # whoever looks at the status is told, and only once
    assert port.read(100) == bytes(range(8))
    assert repr(port.errors) == "Errors(overruns=1, breaks=0, broken=0)"
    wire.waiting += b"xy"
    assert port.read(3) == b"xy" and port.errors.overruns == 1
