"""Ethernet in compiled programs, driven from the host by UDP, on the emulator and QEMU."""

import io
import select
import socket
import threading
import time
from pathlib import Path

import pytest
from images import build, on_emulator, on_qemu

from tamapy.board import mx6ullevk
from tamapy.cli.running import cable_ports
from tamapy.compiler.errors import CompileError
from tamapy.emulator import qemu
from tamapy.emulator.machine import Machine, MachineError
from tamapy.emulator.models import checksums
from tamapy.emulator.models import enet as model
from tamapy.emulator.models.ethernet import Loose, Udp

PROGRAMS = Path(__file__).parent / "programs"
HOST = bytes.fromhex("02a0a0a0a0a0")
HOST_IP = bytes((10, 0, 0, 100))
EVERYBODY = b"\xff" * 6

OUTPUT = """\
link (100, True) (100, True)
nothing None
counted True (100, True)
{errors}
{errors}
ENET1 is not started
"""
NO_ERRORS = (
    "Errors(crc=0, alignment=0, too_long=0, truncated=0, overruns=0, late_collisions=0, "
    "retry_limits=0, underruns=0, other_transmit_errors=0)"
)


class Far:
    """The other end of a machine's cable."""

    def __init__(self, number):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
            other.bind(("127.0.0.1", 0))  # a port that is free now
            self.machine = other.getsockname()[1]
        self.ip = bytes((10, 0, 0, number))
        self.address = bytes((2, 0x54, 0x41, 0x4D, 0x41, number))

    @property
    def ports(self):
        return self.machine, self.socket.getsockname()[1]

    def ask(self, frame, tries=1):
        """The answer to a frame, which is sent again while the machine is not up."""
        for _ in range(tries):
            self.socket.sendto(frame, ("127.0.0.1", self.machine))
            found = self.receive(frame[12:14], 0.3 if tries > 1 else 20)
            if found is not None:
                return found
        raise AssertionError("no answer")

    def receive(self, kind, patience=20):
        """The next frame of a kind: others answer what was asked more than once."""
        while select.select([self.socket], [], [], patience)[0]:
            found = self.socket.recv(65536)
            if found[12:14] == kind:
                return found
        return None

    def arp(self):
        """A request for the machine's address."""
        request = bytes.fromhex("0001080006040001") + HOST + HOST_IP + bytes(6) + self.ip
        return EVERYBODY + HOST + b"\x08\x06" + request + bytes(18)

    def packet(self, protocol, body, place):
        """An IPv4 packet with its checksums, that of the body at a place in it."""
        header = bytes.fromhex("4500") + (20 + len(body)).to_bytes(2, "big") + bytes.fromhex(
            f"0000000040{protocol:02x}0000") + HOST_IP + self.ip
        frame = self.address + HOST + b"\x08\x00" + header + body
        frame = checksums.insert(frame, True, place is not None)
        return frame + bytes(max(60 - len(frame), 0))

    def datagram(self, text):
        """A UDP datagram."""
        return self.packet(17, b"\x10\x00\x20\x00" + (8 + len(text)).to_bytes(2, "big") + bytes(2)
                           + text, 6)


def check_packet(far, got, protocol, body):
    """An answer is a right packet, in all but a checksum of the body."""
    assert got[:14] == HOST + far.address + b"\x08\x00"
    assert checksums.check(got) == (True, True)
    assert got[23] == protocol and got[26:34] == far.ip + HOST_IP
    end = 14 + int.from_bytes(got[16:18], "big")
    assert got[34:36] + got[38:end] == body[:2] + body[4:] if protocol == 1 else got[42:end] == body
    assert len(got) == max(end, 60) and not any(got[end:])


def talk(far, patience=1):
    """All kinds of frames to and fro."""
    assert far.ask(far.arp(), patience) == (
        HOST + far.address + bytes.fromhex("08060001080006040002") + far.address + far.ip + HOST
        + HOST_IP + bytes(18)
    )
    for size in (0, 1, 40, 333, 1472):
        data = bytes(i * 7 & 255 for i in range(size))
        echo = b"\x08\0\0\0\x12\x34\0" + bytes([size & 255]) + data
        check_packet(far, far.ask(far.packet(1, echo, 2)), 1, b"\0" + echo[1:])
        text = data[:1400]
        got = far.ask(far.datagram(text))
        check_packet(far, got, 17, b"[" + text + b"]")
        assert got[40:42] != b"\0\0" and got[34:38] == b"\x20\x00\x10\x00"
    for i in range(40):  # more than the rings have descriptors
        far.socket.sendto(far.datagram(b"%d" % i), ("127.0.0.1", far.machine))
    for i in range(40):
        check_packet(far, far.receive(b"\x08\x00"), 17, b"[%d]" % i)


@pytest.fixture(scope="module")
def network():
    return build(PROGRAMS / "network.py", board=mx6ullevk)


@pytest.mark.parametrize("run", [on_emulator, on_qemu], ids=["emulator", "qemu"])
def test_a_station_on_two_ports(network, run):
    ends = [Far(1), Far(2)]
    found = []
    worker = threading.Thread(
        target=lambda: found.append(run(network, cables=[far.ports for far in ends]))
    )
    worker.start()
    try:
        for far, patience in zip(ends, (100, 1), strict=True):
            talk(far, patience)
            check_packet(far, far.ask(far.datagram(b"end")), 17, b"[end]")
    finally:
        worker.join(90)
    output, status = found[0]
    assert output.decode().replace("\r\n", "\n") == OUTPUT.format(errors=NO_ERRORS)
    assert status == 0


class Later(Loose):
    """A cable that brings its frames once something is so."""

    def __init__(self, is_time):
        super().__init__()
        self.is_time = is_time

    def receive(self):
        return super().receive() if self.is_time() else None


def test_frames_that_get_lost(network):
    out = io.BytesIO()
    machine = Machine(network, stdout=out, timeout=60)
    first, second = (machine.devices[base] for base in machine.chip.ports)
    second.cable = Later(lambda: first.cable.sent)
    one, two = Far(1), Far(2)
    wrong = bytearray(one.datagram(b"wrong"))
    wrong[45] ^= 1
    first.cable.arrive(one.datagram(b"crc"), model.BAD_CRC)
    first.cable.arrive(bytes(wrong))  # is dropped for its checksum
    first.cable.arrive(two.datagram(b"for another"))
    for text in (b"right", b"end"):
        first.cable.arrive(one.datagram(text))
    first.transmit_faults = [0, model.LCE]
    second.cable.arrive(two.datagram(b"overrun"), model.OVERRUN)
    second.cable.arrive(two.datagram(b"long") + bytes(1500))
    second.cable.arrive(two.datagram(b"end"))
    second.transmit_faults = [model.EE]
    assert machine.run() == 0
    assert [got[42:49] for got in first.cable.sent] == [b"[right]"] and not second.cable.sent
    found = out.getvalue().decode().splitlines()[3:5]
    assert found == [
        NO_ERRORS.replace("crc=0", "crc=1").replace("late_collisions=0", "late_collisions=1"),
        NO_ERRORS.replace("overruns=0", "overruns=1").replace("truncated=0", "truncated=1")
        .replace("retry_limits=0", "retry_limits=1"),
    ]


@pytest.mark.parametrize("text", ["5001", "5001:", "0:1", "1:65536", "a:b", "1:2:3"])
def test_what_are_no_ports(text):
    with pytest.raises(CompileError, match="not two UDP ports, such as 5001:5002"):
        cable_ports(["5001:5002", text])


def test_what_are_ports():
    assert cable_ports([]) == [] and cable_ports(["5001:5002", "1:65535"]) == [
        (5001, 5002), (1, 65535)
    ]


def test_more_cables_than_ports(network):
    with pytest.raises(MachineError, match="the board has 2 Ethernet ports"):
        Machine(network, cables=[(0, 1)] * 3)
    with pytest.raises(CompileError, match="has 2 Ethernet ports"):
        qemu.command("x", 0, False, cables=[(1, 2)] * 3)
    with pytest.raises(CompileError, match="pi2 has 0 Ethernet ports"):
        qemu.command("x", 0, False, "pi2", cables=[(1, 2)])


def test_a_port_that_is_taken(network):
    far = Far(1)
    taken = far.ports[1]
    with pytest.raises(MachineError, match=f"UDP port {taken}: "):
        Machine(network, cables=[(taken, 1)])


def test_nobody_at_the_other_end():
    """Frames get lost, and others still come."""
    far, nobody = Far(1), Far(2).ports[0]
    cable = Udp(far.machine, nobody)
    for _ in range(5):
        cable.send(b"lost")
        assert cable.receive() is None
    far.socket.sendto(b"comes", ("127.0.0.1", far.machine))
    while (found := cable.receive()) is None:
        time.sleep(0.01)
    assert found == (b"comes", 0)
    cable.close()
