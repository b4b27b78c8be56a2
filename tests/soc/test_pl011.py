"""The PL011's driver on its model."""

import pytest
from devices import SlowWire, Time, Wire, mapped

from tamapy import reg
from tamapy.emulator.models import ModelError
from tamapy.emulator.models.pl011 import INT_RT, INT_RX, MIS, Pl011
from tamapy.soc.arm import pl011

BASE = 0x20201000
CLOCK = 48_000_000


@pytest.fixture
def wire():
    Time(1_000_000)
    return Wire()


@pytest.fixture
def model(wire):
    made = Pl011(wire, lambda *divisor: made.divisors.append(divisor))
    made.divisors = []
    return mapped(BASE, made)


@pytest.fixture
def port(model):
    made = pl011.UART(BASE, lambda: CLOCK)
    made.init()
    return made


@pytest.mark.parametrize("clock", [3_000_000, 48_000_000])
@pytest.mark.parametrize("baudrate", [9600, 115200])
def test_rate(model, clock, baudrate):
    pl011.UART(BASE, lambda: clock).init(baudrate)
    whole, part = model.divisors[-1]
    assert abs(clock / (16 * (whole + part / 64)) - baudrate) / baudrate < 0.01


@pytest.mark.parametrize("baudrate", [0, -1, 3_000_001, 45])
def test_rates_that_cannot_be(model, baudrate):
    with pytest.raises(ValueError, match="a rate"):
        pl011.UART(BASE, lambda: CLOCK).init(baudrate)
    assert not model.divisors


def test_sending(port, wire):
    assert port.write(b"tama\xff") == 5
    port.tx(0x41)
    port.flush()
    assert bytes(wire.sent) == b"tama\xffA"


def test_receiving(port, wire):
    assert port.rx() is None
    wire.waiting += b"\x00abc"
    assert port.rx() == 0
    assert port.read(2) == b"ab"
    assert port.read(8) == b"c"


def test_errors_on_the_line(port, model):
    """Breaks and broken characters are counted; the word that tells of an overrun is good."""
    model.received.extend([
        1 << pl011.DR_FRAMING | 0x41, 1 << pl011.DR_PARITY | 0x42,
        1 << pl011.DR_BREAK | 1 << pl011.DR_FRAMING, 1 << pl011.DR_OVERRUN | 0x43,
    ])
    assert port.read(4) == b"C"
    assert repr(port.errors) == "Errors(overruns=1, breaks=1, broken=2)"


@pytest.mark.parametrize("bit", [pl011.DR_FRAMING, pl011.DR_PARITY, pl011.DR_BREAK])
def test_polled_words(port, model, bit):
    """What the console does without interrupts: it drops what is broken, and nothing else."""
    model.received.extend([1 << bit | 0x41, 1 << pl011.DR_OVERRUN | 0x42])
    assert [int(pl011.receive(BASE)) for _ in range(3)] == [-1, 0x42, -1]
    assert model.errors == 1 << pl011.DR_OVERRUN - 8


def test_a_byte_that_was_there_before(model, wire):
    """Switching the FIFOs on would lose it."""
    reg.write(BASE + pl011.CR, 1 << pl011.CR_UARTEN | 1 << pl011.CR_RXE)
    wire.waiting += b"x"
    assert pl011.is_ready(BASE)
    made = pl011.UART(BASE, lambda: CLOCK)
    made.init()
    assert made.read(2) == b"x"


def test_fifos_and_flow_control(port, model):
    assert model.values[pl011.LCRH] == 0x70
    port.init(flow=True)
    assert model.values[pl011.CR] == 0xC301


def test_a_port_that_stays_busy(port, model):
    model.busy = True
    with pytest.raises(TimeoutError, match=r"UARTFR\.BUSY"):
        port.init()
    with pytest.raises(TimeoutError, match=r"UARTFR\.BUSY"):
        port.flush()
    with pytest.raises(TimeoutError, match=r"UARTFR\.TXFF"):
        port.tx(1)


def test_what_the_manual_rules_out(port):
    with pytest.raises(ModelError, match="while the PL011 is enabled"):
        reg.write(BASE + pl011.IBRD, 1)
    with pytest.raises(ModelError, match="FIFO is empty"):
        reg.read(BASE + pl011.DR)
    with pytest.raises(ModelError, match="no writable register"):
        reg.write(BASE + pl011.FR, 0)
    with pytest.raises(ModelError, match="reserved bits"):
        reg.write(BASE + pl011.CR, 1 << 3)
    reg.write(BASE + pl011.CR, 0)
    with pytest.raises(ModelError, match="transmitter is not enabled"):
        port.tx(1)


def test_loop_back(port, wire):
    reg.set(BASE + pl011.CR, pl011.CR_LBE)
    port.write(b"round")
    assert port.read(9) == b"round" and not wire.sent


def test_interrupts(port, model, wire):
    """One character, or half a FIFO: the manual's level and its time-out."""
    for count in (1, 8):
        wire.waiting += bytes(count)
        assert port.is_ready() and not model.line_is_up
        port.interrupt_on_receive(True)
        assert reg.read(BASE + MIS) == INT_RT | (INT_RX if count == 8 else 0)
        assert model.line_is_up
        assert port.read(count) == bytes(count)
        assert not model.line_is_up
        port.interrupt_on_receive(False)
    with pytest.raises(ModelError, match="reserved value"):
        reg.write(BASE + pl011.IFLS, 0b101 << pl011.IFLS_RXIFLSEL)


def test_setting_up_again_keeps_the_interrupts(port, model, wire):
    port.interrupt_on_receive(True)
    wire.waiting += b"x"
    port.init(57600)
    assert model.line_is_up and port.rx() == ord("x") and not model.line_is_up
    wire.waiting += b"y"
    assert model.line_is_up


def test_words_with_errors(port, model):
    for bit in range(8, 12):
        model.received.append(1 << bit | 0x41)
        word = pl011.take(BASE)
        found = [pl011.is_overrun(word), pl011.is_break(word), pl011.is_broken(word)]
        assert found == [bit == 11, bit == 10, bit in (8, 9)]


def test_a_wire_that_does_not_wait(port, model, wire):
    model.hasty = True
    wire.waiting += bytes(range(20))
    words = [pl011.take(BASE) for _ in range(16)]
    assert not port.is_ready()
    assert [word & 0xFF for word in words] == list(range(16))
    assert [pl011.is_overrun(word) for word in words] == [False] * 15 + [True]


def test_a_transmitter_that_is_full():
    """The interrupt comes once it has become half empty."""
    Time(1_000_000)
    wire = SlowWire()
    model = mapped(BASE, Pl011(wire))
    port = pl011.UART(BASE, lambda: CLOCK)
    port.init()
    port.interrupt_on_receive(True)
    assert port.write(bytes(range(16))) == 16 and not port.has_room()
    assert not pl011.send(BASE, 99) and reg.is_set(BASE + pl011.FR, pl011.FR_BUSY)
    with pytest.raises(ModelError, match="transmit FIFO is full"):
        model.write(pl011.DR, 4, 0)
    port.interrupt_on_transmit(True)
    assert not model.line_is_up
    wire.room = 7
    assert not model.line_is_up and port.has_room()
    wire.room = 1
    assert model.line_is_up and model.read(MIS, 4) == 1 << pl011.IMSC_TXIM
    assert pl011.send(BASE, 99) and not model.line_is_up  # it is more than half full again
    wire.room = 1
    assert model.line_is_up
    port.interrupt_on_transmit(False)
    assert not model.line_is_up
    wire.waiting.append(1)
    assert model.line_is_up  # that of the receiver is still allowed
    wire.room = 100
    port.flush()
    assert bytes(wire.sent) == bytes(range(16)) + b"\x63"
