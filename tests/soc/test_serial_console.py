"""Consoles by interrupts, both ways, on the ports' models: a UART of the i.MX, and a PL011."""

import pytest
from devices import SlowWire, mapped

from tamapy.arm import irq
from tamapy.arm.hooks import call_with_registers
from tamapy.board import (
    console_output,
    imx_console,
    input_ring,
    output_ring,
    pl011_console,
    serial_console,
)
from tamapy.emulator.models import pl011 as pl011_model
from tamapy.emulator.models import uart as uart_model
from tamapy.metal import provide
from tamapy.runtime.console import ERRORS, OUTPUT
from tamapy.soc.arm import pl011
from tamapy.soc.nxp import uart

BASE = 0x021E8000
NUMBER = 59
TEXT = bytes(33 + i % 90 for i in range(3 * output_ring.SIZE))


class Console:
    """The port with its handler, and interrupts that come when they may."""

    def __init__(self, line, kind):
        self.line, self.kind = line, kind
        if kind == "imx":
            self.model = mapped(BASE, uart_model.Uart(line), 0x4000)
            uart.init(BASE, 80000000, 115200, False)
            self.block, self.port = imx_console, uart
        else:
            self.model = mapped(BASE, pl011_model.Pl011(line))
            pl011.init(BASE, 48000000, 115200, False)
            self.block, self.port = pl011_console, pl011
        self.block.state.base = BASE
        self.held = False
        self.handled = 0
        self.function = None
        provide(irq.hold, self.hold)
        provide(irq.release, self.release)
        provide(irq.attach, self.attach)
        provide(call_with_registers, self.call)
        for name in ("port_receive", "port_send", "port_interrupts"):
            provide(getattr(serial_console, name), getattr(self.block, name))

    def hold(self):
        before, self.held = self.held, True
        return int(before)

    def release(self, before):
        assert self.held
        self.held = bool(before)
        self.interrupt()

    def attach(self, number, function):
        assert number == NUMBER
        irq.handlers[number] = function
        self.function = function

    def call(self, function, argument):
        assert function == console_output.state.ring
        serial_console.transfer(argument, 0)

    @property
    def is_up(self):
        """Whether the port's line is."""
        return self.model.interrupt if self.kind == "imx" else self.model.line_is_up

    def interrupt(self, room=0):
        """Interrupts come as long as the port asks for them; the line takes so many bytes."""
        self.line.room += room
        for _ in range(100):
            if self.held or not self.is_up:
                return
            self.held = True
            serial_console.serve(NUMBER, 0)
            self.held = False
            self.handled += 1
        raise AssertionError("the handler does not make the port quiet")

    def print(self, data, stream=OUTPUT):
        """As a board prints."""
        console_output.direct(stream)
        for byte in data:
            if console_output.is_buffered():
                console_output.put(byte)
            else:
                self.line.room += 1  # whoever waits sees it leave
                assert self.port.transmit(BASE, byte)


@pytest.fixture(params=["imx", "pl011"])
def console(request):
    made = Console(SlowWire(), request.param)
    serial_console.start(NUMBER)
    serial_console.buffer_output()
    yield made
    assert not made.held


def depth(console):
    return 32 if console.kind == "imx" else 16


def test_what_fits_is_sent_at_once(console):
    console.line.room = 1000
    console.print(b"tama\xff")
    assert bytes(console.line.sent) == b"tama\xff" and not console.handled
    assert not serial_console.state.sending and not output_ring.waiting()


def test_the_rest_is_sent_by_interrupts(console):
    """The program goes on, and no byte is waited for."""
    console.print(TEXT[:1000])
    assert not console.line.sent and output_ring.waiting() == 1000 - depth(console)
    assert serial_console.state.sending and not console.handled
    for _ in range(2000):
        console.interrupt(1)
    assert bytes(console.line.sent) == TEXT[:1000]
    # Each interrupt fills the transmitter anew, and the last one allows no more of them.
    assert 1000 // depth(console) <= console.handled <= 1000 // (depth(console) // 2)
    assert not serial_console.state.sending and not console.is_up


def test_a_full_ring_is_waited_for(console, monkeypatch):
    """The program has to wait now, but for one byte at a time."""
    leave = console.line.takes
    monkeypatch.setattr(console.line, "takes", lambda: True)
    console.print(b"")
    monkeypatch.setattr(console.line, "takes", leave)
    console.print(TEXT[:output_ring.SIZE + depth(console)])
    assert output_ring.is_full() and not console.line.sent
    console.line.room = 100
    console.print(TEXT[output_ring.SIZE + depth(console):][:100])
    assert output_ring.is_full() and len(console.line.sent) >= 100 - depth(console)
    console.line.room = 10 ** 6
    console_output.drain()
    assert bytes(console.line.sent) == TEXT[:output_ring.SIZE + depth(console) + 100]


def test_a_line_that_takes_nothing(console):
    """After a second without room what is in the ring is given up, and the program goes on."""
    console.print(TEXT[:output_ring.SIZE + depth(console)])
    console.print(b"x")
    assert output_ring.waiting() == 1 and not console.line.sent
    console_output.drain()
    assert not output_ring.waiting()
    console.interrupt(10 ** 6)
    assert bytes(console.line.sent) == TEXT[:depth(console)]
    console.print(b"again")
    console.interrupt(10)
    assert console.line.sent.endswith(b"again")


def test_errors_go_past_the_ring(console):
    """In the right order, and with interrupts masked as in a fault."""
    console.print(TEXT[:500])
    console.line.room = 490
    console.held = True
    try:
        console.line.room = 10 ** 6
        console.print(b"Fatal: ", ERRORS)
        assert not console_output.is_buffered() and not output_ring.waiting()
        console.print(b"it is over", ERRORS)
        assert console.held and not console.handled
    finally:
        console.held = False
    assert bytes(console.line.sent) == TEXT[:500] + b"Fatal: it is over"
    console.line.room = 0
    console.print(b"on it goes" * 10)
    assert console_output.is_buffered() and output_ring.waiting()
    console.interrupt(1000)
    assert console.line.sent.endswith(b"it is over" + b"on it goes" * 10)


def test_both_ways_at_once(console):
    console.print(TEXT[:300])
    for i in range(300):
        console.line.waiting.append(TEXT[i])
        console.interrupt(1)
    console.interrupt(1000)
    found = bytes(serial_console.take() for _ in range(300))
    assert found == bytes(console.line.sent) == TEXT[:300] and serial_console.take() == -1


def test_a_full_ring_of_input_leaves_output_alone(console):
    console.line.waiting += bytes(input_ring.SIZE)
    console.interrupt()
    assert input_ring.is_full() and not serial_console.state.receiving
    console.print(TEXT[:100])
    assert serial_console.state.sending
    assert serial_console.take() == 0 and serial_console.state.receiving
    assert serial_console.state.sending  # allowing one does not forbid the other
    console.interrupt(1000)
    assert bytes(console.line.sent) == TEXT[:100]


def test_what_comes_in_broken_is_counted(console):
    if console.kind == "imx":
        words = [65, 1 << 14 | 1 << 12 | 66, 1 << 14 | 1 << 11, 67]
    else:
        words = [65, 1 << 8 | 66, 1 << 10, 67]
    console.line.waiting = words
    console.interrupt()
    assert [serial_console.take() for _ in range(3)] == [65, 67, -1]
    state = input_ring.input_state()
    assert (state.breaks, state.broken, state.overruns) == (1, 1, 0)


def test_a_console_without_the_ring(console):
    console_output.state.ring = 0
    console.print(b"at once")
    console.print(b" and errors", ERRORS)
    console_output.drain()
    assert bytes(console.line.sent) == b"at once and errors"
