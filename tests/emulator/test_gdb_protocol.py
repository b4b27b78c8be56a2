"""gdb's protocol: packets on a line, and what a server answers of a machine that is none."""

from __future__ import annotations

import socket
import threading
import xml.etree.ElementTree as ElementTree

import pytest
from unicorn import arm_const as arm

from tamapy.emulator.gdb.packets import Closed, Line, framed, unescaped
from tamapy.emulator.gdb.registers import CPSR, description, registers_of
from tamapy.emulator.gdb.server import NoMemory, Resume, Server

BASE = 0x80000000


class Paper:
    """A machine on paper: registers and 64 bytes of memory."""

    def __init__(self):
        self.registers = registers_of(arm.UC_CPU_ARM_CORTEX_A7)
        self.values = {r.number: r.number * 0x01010101 for r in self.registers}
        self.memory = bytearray(range(64))
        self.breakpoints = set()

    def read_register(self, register):
        return self.values[register.number]

    def write_register(self, register, value):
        self.values[register.number] = value

    def read_memory(self, address, size):
        if not BASE <= address <= address + size <= BASE + 64:
            raise NoMemory
        return bytes(self.memory[address - BASE : address - BASE + size])

    def write_memory(self, address, data):
        self.read_memory(address, len(data))
        self.memory[address - BASE : address - BASE + len(data)] = data

    def set_breakpoint(self, address):
        self.breakpoints.add(address)

    def clear_breakpoint(self, address):
        self.breakpoints.discard(address)


@pytest.fixture
def ends():
    """Both ends of a line."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.settimeout(10)
        yield ours, theirs


class Talk:
    """A server of a machine on paper in a thread, and gdb's end of the line."""

    def __init__(self, ours, theirs):
        self.paper = Paper()
        self.server = Server(Line(theirs), self.paper)
        self.line = Line(ours)
        self.resumed = []
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self):
        self.resumed.append(self.server.serve())

    def ask(self, data):
        self.line.send(data)
        return self.line.receive()

    def resume(self, data):
        self.line.send(data)
        self.thread.join(10)
        return self.resumed[0]


@pytest.fixture
def talk(ends):
    """A conversation."""
    found = Talk(*ends)
    yield found
    ends[0].close()
    found.thread.join(10)


@pytest.mark.parametrize("data", [b"", b"OK", b"a#b$c}d*e", bytes(range(256))])
def test_a_packet_there_and_back(ends, data):
    ours, theirs = (Line(end) for end in ends)
    ours.send(data)
    assert theirs.receive() == data
    body = framed(data)[1:-3]
    assert unescaped(body) == data and not set(body) & set(b"#$*")


def test_the_sum_of_a_packet():
    assert framed(b"m0,4") == b"$m0,4#fd"


def test_a_damaged_packet_is_asked_for_again(ends):
    ours, theirs = ends
    ours.sendall(b"$g#00$g#67")
    assert Line(theirs).receive() == b"g"
    assert ours.recv(10) == b"-+"


def test_a_packet_that_did_not_arrive_is_sent_again(ends):
    ours, theirs = ends
    line = Line(theirs)
    line.send(b"OK")
    ours.sendall(b"-$?#3f")
    assert line.receive() == b"?"
    assert ours.recv(100) == b"$OK#9a$OK#9a+"


def test_interrupts_are_told_from_packets(ends):
    ours, theirs = ends
    line = Line(theirs)
    assert not line.is_interrupting()
    ours.sendall(b"+")
    assert not line.is_interrupting()
    ours.sendall(b"\x03$?#3f")
    assert line.is_interrupting() and not line.is_interrupting()
    assert line.receive() == b"?"
    ours.close()
    with pytest.raises(Closed):
        line.is_interrupting()


def test_the_description_of_registers(talk):
    tree = ElementTree.fromstring(description(talk.paper.registers).decode())
    found = {r.get("name"): int(r.get("regnum")) for r in tree.iter("reg")}
    assert found["r0"] == 0 and found["pc"] == 15 and found["cpsr"] == CPSR
    assert found["d0"] == 26 and found["d31"] == 57 and found["fpscr"] == 58
    assert tree.find("architecture").text == "arm"
    small = registers_of(arm.UC_CPU_ARM_1176)
    assert [r.name for r in small][-2:] == ["d15", "fpscr"]


def test_the_description_comes_in_pieces(talk):
    whole, offset = b"", 0
    while True:
        part = talk.ask(b"qXfer:features:read:target.xml:%x,100" % offset)
        whole, offset = whole + part[1:], offset + 0x100
        if part[:1] == b"l":
            break
    assert whole == description(talk.paper.registers)


def test_registers(talk):
    every = talk.ask(b"g")
    sizes = sum(r.size for r in talk.paper.registers)
    assert len(every) == 2 * sizes == 2 * (17 * 4 + 32 * 8 + 4)
    assert every[8:16] == b"01010101"
    assert talk.ask(b"p19") == b"19191919" and talk.ask(b"p63") == b"E01"
    assert talk.ask(b"P0=78563412") == b"OK" and talk.paper.values[0] == 0x12345678
    assert talk.ask(b"G" + bytes(sizes).hex().encode()) == b"OK"
    assert set(talk.paper.values.values()) == {0}


def test_memory(talk):
    assert talk.ask(b"m80000004,3") == b"040506"
    assert talk.ask(b"m8000003f,2") == b"E01" and talk.ask(b"mxyz,2") == b"E01"
    assert talk.ask(b"M80000000,2:beef") == b"OK" and talk.paper.memory[:2] == b"\xbe\xef"
    assert talk.ask(b"M80000000,3:beef") == b"E01"
    assert talk.ask(b"X80000000,4:#$}:") == b"OK" and talk.paper.memory[:4] == b"#$}:"
    assert talk.ask(b"X80000000,0:") == b"OK"
    assert talk.ask(b"M0,1:00") == b"E01"


def test_breakpoints(talk):
    assert talk.ask(b"Z0,80000010,4") == b"OK" and talk.ask(b"Z1,80000014,4") == b"OK"
    assert talk.paper.breakpoints == {0x80000010, 0x80000014}
    assert talk.ask(b"z0,80000010,4") == b"OK" and talk.paper.breakpoints == {0x80000014}
    assert talk.ask(b"Z2,80000010,4") == b""  # gdb watches by stepping


def test_what_gdb_asks_at_the_start(talk):
    assert b"qXfer:features:read+" in talk.ask(b"qSupported:multiprocess+;xmlRegisters=i386")
    assert talk.ask(b"vMustReplyEmpty") == b""
    assert talk.ask(b"QStartNoAckMode") == b"OK"
    talk.line.acknowledging = False
    assert talk.ask(b"Hg0") == b"OK" and talk.ask(b"qC") == b"QC1"
    assert talk.ask(b"qfThreadInfo") == b"m1" and talk.ask(b"qsThreadInfo") == b"l"
    assert talk.ask(b"?") == b"T05thread:1;" and talk.ask(b"qAttached") == b"1"
    assert talk.ask(b"vCont?") == b"vCont;c;C;s;S;r"


@pytest.mark.parametrize("data, resume", [
    (b"c", Resume("continue")), (b"vCont;c", Resume("continue")),
    (b"s", Resume("step")), (b"vCont;s:1;c", Resume("step")),
    (b"vCont;r80000000,80000010:1", Resume("step", 0x80000000, 0x80000010)),
    (b"k", Resume("kill")), (b"vKill;1", Resume("kill")), (b"D", Resume("detach")),
])
def test_how_the_machine_goes_on(talk, data, resume):
    assert talk.resume(data) == resume


def test_gdb_goes_without_a_word(talk, ends):
    ends[0].close()
    talk.thread.join(10)
    assert talk.resumed == [Resume("kill")]


def test_what_the_server_tells(talk):
    talk.server.exited(139)
    assert talk.line.receive() == b"W8b"
    talk.server.stopped(2)
    assert talk.line.receive() == b"T02thread:1;"
    talk.server.say("a\n")
    assert talk.line.receive() == b"O610a"
