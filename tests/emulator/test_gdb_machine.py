"""The emulated machine at the end of gdb's line, with gdb played by the tests."""

from __future__ import annotations

import io
import socket
import struct
import threading

import pytest

from tamapy.emulator.gdb.machine import DebuggedMachine
from tamapy.emulator.gdb.packets import Line
from tamapy.emulator.machine import MachineError
from tamapy.emulator.symbols import Symbols

PC, CPSR = 15, 25


class Session:
    """A machine in a thread, and the line to it."""

    def __init__(self, image, stdin=b""):
        ours, theirs = socket.socketpair()
        ours.settimeout(30)
        self.sock = ours
        self.line = Line(ours)
        self.output = io.BytesIO()
        self.machine = DebuggedMachine(
            image, theirs, stdin=stdin, stdout=self.output, timeout=60
        )
        self.status = None
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self):
        try:
            self.status = self.machine.run()
        except MachineError as error:
            self.status = str(error)

    def ask(self, text):
        self.line.send(text.encode())
        return self.line.receive().decode()

    def register(self, number):
        return struct.unpack("<I", bytes.fromhex(self.ask(f"p{number:x}")))[0]

    def word(self, address):
        return struct.unpack("<I", bytes.fromhex(self.ask(f"m{address:x},4")))[0]

    def end(self):
        self.sock.close()
        self.thread.join(30)
        assert not self.thread.is_alive()
        return self.status


@pytest.fixture
def session(trial):
    """Starts machines with the image of trial.py."""
    started = []

    def start(stdin=b""):
        started.append(Session(trial, stdin))
        return started[-1]

    yield start
    for each in started:
        each.end()


@pytest.fixture(scope="session")
def symbols(trial):
    """Addresses by the names of functions."""
    return Symbols(trial).values


def test_it_waits_at_the_first_instruction(session, symbols):
    s = session()
    assert s.ask("?") == "T05thread:1;"
    assert s.register(PC) == symbols["_start"] == 0x80010000
    assert s.register(CPSR) & 0x1F == 0x13
    assert s.output.getvalue() == b""


def test_single_steps(session):
    s = session()
    start = s.register(PC)
    for count in (1, 2):
        assert s.ask("vCont;s:1") == "T05thread:1;"
        assert s.register(PC) == start + 4 * count


def test_breakpoints_and_the_end(session, symbols):
    s = session(b"aAx")
    arithmetic = symbols["tamapy.arm.trial.arithmetic"]
    assert s.ask(f"Z0,{arithmetic:x},4") == "OK"
    assert s.ask("c") == "T05thread:1;"
    assert s.register(PC) == arithmetic and s.output.getvalue() == b""
    # It goes on from a breakpoint, which stays; and returns with the result.
    back = s.register(14)
    assert s.ask(f"Z0,{back:x},4") == "OK" and s.ask("c") == "T05thread:1;"
    assert s.register(PC) == back
    result = s.register(0)
    assert s.ask(f"z0,{back:x},4") == "OK" and s.ask("vCont;c") == f"W{42:02x}"
    assert s.output.getvalue() == f"{result:08x}A".encode()
    assert s.end() == 42


def test_a_range_is_stepped_through_to_a_breakpoint(session, symbols):
    s = session(b"a")
    main = symbols["tamapy.arm.trial.main"]
    s.ask(f"Z0,{main:x},4")
    s.ask("c")
    s.ask(f"z0,{main:x},4")
    assert s.ask(f"vCont;r{main:x},{main + 8:x}:1") == "T05thread:1;"
    assert s.register(PC) == main + 8
    s.ask(f"Z0,{main + 12:x},4")
    assert s.ask(f"vCont;r{main + 8:x},{main + 20:x}:1") == "T05thread:1;"
    assert s.register(PC) == main + 12


def test_registers_and_memory_are_written(session, symbols):
    s = session(b"a")
    arithmetic = symbols["tamapy.arm.trial.arithmetic"]
    s.ask(f"Z0,{arithmetic:x},4")
    s.ask("c")
    back = s.register(14)
    # Instead of the function: mov r0, #42; bx lr (ARM DDI 0406C, A8.8.102 and A8.8.27).
    s.ask(f"Z0,{back:x},4")
    code = struct.pack("<II", 0xE3A0002A, 0xE12FFF1E).hex()
    assert s.ask(f"M{arithmetic:x},8:{code}") == "OK"
    assert s.word(arithmetic) == 0xE3A0002A
    assert s.ask("c") == "T05thread:1;" and s.register(0) == 42
    assert s.ask("P0=efbeadde") == "OK" and s.register(0) == 0xDEADBEEF
    assert s.ask(f"z0,{back:x},4") == "OK" and s.ask("c") == "W00"
    assert s.output.getvalue() == b"deadbeef"


def test_memory_that_is_not_there(session):
    s = session()
    assert s.ask("m0,4") == "E01"
    assert s.ask("m21e8000,4") == "E01"  # a device
    assert s.ask("M0,1:00") == "E01"


def test_an_interrupt(trial):
    class Silent:
        def read(self, size):
            return None

    s = Session(trial, Silent())  # it asks for input without end
    s.line.send(b"c")
    s.sock.sendall(b"\x03")
    assert s.line.receive() == b"T02thread:1;"
    place = Symbols(trial).place(s.register(PC))
    assert place.function.startswith("tamapy.")
    assert s.ask("s") == "T05thread:1;"
    s.line.send(b"k")
    s.thread.join(30)
    assert not s.thread.is_alive()


def test_a_fault_is_met_on_the_way(session, symbols):
    s = session(b"r")
    s.ask(f"Z0,{symbols['tamapy.arm.faults.report']:x},4")
    assert s.ask("c") == "T05thread:1;"
    assert s.register(0) == 4 and s.register(CPSR) & 0x1F == 0x17  # a data abort, in its mode
    s.line.send(b"D")
    assert s.line.receive() == b"OK"
    s.thread.join(30)
    assert s.status == 139 and b"through a null reference" in s.output.getvalue()


def test_what_the_emulator_refuses_is_told(session):
    s = session(b"u")
    s.line.send(b"c")
    told = s.line.receive()
    assert told[:1] == b"O" and "no device there" in bytes.fromhex(told[1:].decode()).decode()
    assert s.line.receive() == b"W46"
    assert "no device there" in s.end()
