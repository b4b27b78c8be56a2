"""The UART's driver on its model."""

import pytest

from tamapy.emulator.models import ModelError
from tamapy.emulator.models.uart import Uart
from tamapy.metal.memory import Device, memory
from tamapy.soc.nxp import uart

BASE = 0x021E8000
CLOCK = 80_000_000


class Wire:
    """Both ends of a line."""

    def __init__(self):
        self.sent = bytearray()
        self.waiting = bytearray()

    def send(self, byte):
        self.sent.append(byte)

    def ready(self):
        return bool(self.waiting)

    def receive(self):
        return self.waiting.pop(0)


@pytest.fixture
def wire():
    return Wire()


@pytest.fixture
def settings():
    return []


@pytest.fixture
def port(wire, settings):
    model = Uart(wire, lambda *values: settings.append(values))
    memory.map_device(Device(BASE, 0x4000, model.read, model.write))
    made = uart.UART(2, BASE, lambda: CLOCK)
    made.init()
    return made


def test_rate(port, settings):
    ubir, ubmr, ufcr = settings[-1]
    divider = {0b101: 1, 0b100: 2, 0b011: 3, 0b010: 4, 0b001: 5, 0b000: 6, 0b110: 7}
    reference = CLOCK / divider[ufcr >> 7 & 7]
    rate = reference / (16 * (ubmr + 1) / (ubir + 1))
    assert abs(rate - 115200) / 115200 < 0.01


def test_sending(port, wire):
    assert port.write(b"tama\xff") == 5
    port.tx(0x141)
    assert bytes(wire.sent) == b"tama\xffA"


@pytest.mark.parametrize("call", [lambda port: uart.flush(BASE), lambda port: port.init()])
def test_waits_have_an_end(port, monkeypatch, call):
    monkeypatch.setattr(uart, "TRIES", 20)
    looks = []
    stuck = {uart.UCR2: 1 << uart.UCR2_RXEN}
    memory.devices[:] = [Device(
        BASE, 0x4000, lambda offset, size: looks.append(offset) or stuck.get(offset, 0),
        lambda *write: None,
    )]
    call(port)
    assert len(looks) >= 20


def test_receiving(port, wire):
    assert port.rx() is None
    wire.waiting += b"\x00abc"
    assert port.rx() == 0
    assert port.read(2) == b"ab"
    assert port.read(8) == b"c"


def test_broken_characters_are_dropped(port, wire, monkeypatch):
    wire.waiting += b"x"
    for flag in (uart.URXD_PRERR, uart.URXD_BRK, uart.URXD_FRMERR, uart.URXD_OVRRUN,
                 uart.URXD_ERR):
        monkeypatch.setattr(wire, "receive", lambda flag=flag: 1 << flag | 0x41)
        assert port.rx() is None


def test_a_disabled_port_does_not_send(port):
    port.disable()
    with pytest.raises(ModelError, match="not enabled"):
        port.tx(1)
    port.enable()
    port.tx(1)
