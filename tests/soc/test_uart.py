"""The UART's driver on its model."""

import pytest
from devices import SlowWire, Wire, mapped

from tamapy.emulator.models import ModelError
from tamapy.emulator.models.uart import Uart
from tamapy.metal.memory import Device, memory
from tamapy.soc.nxp import uart

BASE = 0x021E8000
CLOCK = 80_000_000


@pytest.fixture
def wire():
    return Wire()


@pytest.fixture
def settings():
    return []


@pytest.fixture
def port(wire, settings):
    model = Uart(wire, lambda *values: settings.append(values))
    mapped(BASE, model, 0x4000)
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
    port.tx(0x41)
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


def test_errors_on_the_line(port, wire):
    """Breaks and broken characters are counted; the word that tells of an overrun is good."""
    words = [1 << uart.URXD_PRERR | 0x41, 1 << uart.URXD_BRK | 1 << uart.URXD_FRMERR,
             1 << uart.URXD_FRMERR | 0x42, 1 << uart.URXD_OVRRUN | 1 << uart.URXD_ERR | 0x43]
    memory.devices[:] = [mapped_words(words)]
    assert port.rx() == 0x43
    assert port.rx() is None
    assert repr(port.errors) == "Errors(overruns=0, breaks=1, broken=2)"


def mapped_words(words):
    """A device that has words in its receiver."""
    def read(offset, size):
        if offset == uart.URXD:
            return 1 << uart.URXD_CHARRDY | words.pop(0)
        return (1 << uart.USR2_RDR if words else 0) if offset == uart.USR2 else 0

    return Device(BASE, 0x4000, read, lambda *write: None)


def test_polled_words(port):
    """What the console does without interrupts: it drops what is broken, and nothing else."""
    words = [1 << uart.URXD_PRERR | 0x41, 1 << uart.URXD_BRK, 1 << uart.URXD_FRMERR,
             1 << uart.URXD_OVRRUN | 1 << uart.URXD_ERR | 0x43]
    memory.devices[:] = [mapped_words(words)]
    assert [int(uart.receive(BASE)) for _ in range(5)] == [-1, -1, -1, 0x43, -1]


def test_lost_bytes_are_told_of(model, wire):
    port = uart.UART(4, BASE, lambda: CLOCK)
    wire.waiting += bytes(range(40))
    assert port.is_ready()
    assert port.read(100) == bytes(range(32))
    assert port.errors.overruns == 1
    wire.waiting += b"x"
    assert port.read(2) == b"x" and port.errors.overruns == 1


@pytest.fixture
def model(wire):
    made = Uart(wire, hasty=True)
    mapped(BASE, made, 0x4000)
    uart.init(BASE, CLOCK, 115200, False)
    return made


def test_interrupt_while_there_is_something_to_take(model, wire):
    wire.waiting += b"ab"
    assert not model.interrupt
    uart.interrupt_on_receive(BASE, True)
    assert model.interrupt
    words = [uart.take(BASE) for _ in range(3)]
    assert [int(w) & 0xFF for w in words if uart.is_valid(w)] == [*b"ab"]
    assert not model.interrupt
    wire.waiting += b"c"
    uart.interrupt_on_receive(BASE, False)
    assert not model.interrupt and uart.is_valid(uart.take(BASE))


def test_a_port_interrupts_while_there_is_something(model, wire):
    port = uart.UART(2, BASE, lambda: CLOCK)
    port.interrupt_on_receive(True)
    wire.waiting += bytes(40)  # more than fit: an overrun alone does not interrupt
    assert model.interrupt and port.is_ready()
    assert port.read(100) == bytes(32) and not model.interrupt and not port.is_ready()
    wire.waiting += b"x"
    port.interrupt_on_receive(False)
    assert port.is_ready() and not model.interrupt


def test_overruns_are_told_once(model, wire):
    uart.interrupt_on_receive(BASE, True)
    wire.waiting += bytes(range(40))
    assert model.interrupt and uart.take_overrun(BASE)
    assert not uart.take_overrun(BASE)
    received = [int(uart.take(BASE)) & 0xFF for _ in range(32)]
    assert received == list(range(32)) and not uart.is_valid(uart.take(BASE))


def test_breaks_and_broken_characters(model, wire, monkeypatch):
    words = [0x41, 1 << uart.URXD_BRK | 1 << uart.URXD_FRMERR, 1 << uart.URXD_PRERR | 0x42,
             1 << uart.URXD_OVRRUN | 0x43]
    monkeypatch.setattr(wire, "ready", lambda: bool(words))
    monkeypatch.setattr(wire, "receive", lambda: words.pop(0))
    taken = [uart.take(BASE) for _ in range(4)]
    assert [uart.is_break(w) for w in taken] == [False, True, False, False]
    assert [uart.is_broken(w) for w in taken] == [False, True, True, False]


def test_a_disabled_port_does_not_send(port):
    port.disable()
    with pytest.raises(ModelError, match="not enabled"):
        port.tx(1)
    port.enable()
    port.tx(1)


def test_a_transmitter_that_is_full():
    """Interrupts come while there are two characters or less; nothing is written without room."""
    wire = SlowWire()
    model = mapped(BASE, Uart(wire), 0x4000)
    port = uart.UART(2, BASE, lambda: CLOCK)
    port.init()
    assert port.write(bytes(range(32))) == 32 and not port.has_room()
    assert not uart.send(BASE, 99) and not model.interrupt
    port.interrupt_on_transmit(True)
    assert not model.interrupt
    with pytest.raises(ModelError, match="written while it is full"):
        model.write(uart.UTXD, 4, 0)
    wire.room = 29
    assert not model.interrupt and port.has_room()
    wire.room = 1
    assert model.interrupt and uart.send(BASE, 99)
    assert not model.interrupt and not model.read(uart.USR2, 4) >> uart.USR2_TXDC & 1
    wire.room = 10
    assert model.interrupt and model.read(uart.USR2, 4) >> uart.USR2_TXDC & 1
    port.interrupt_on_receive(True)
    port.interrupt_on_transmit(False)
    assert not model.interrupt and bytes(wire.sent) == bytes(range(32)) + b"\x63"
    wire.waiting.append(1)
    assert model.interrupt  # that of the receiver is still allowed
