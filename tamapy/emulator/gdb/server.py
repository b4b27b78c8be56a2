"""What gdb asks of a stopped machine ("Debugging with GDB", appendices E.2 to E.4).

The commands that run the machine are given back as a :class:`Resume`; the others are answered here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from tamapy.emulator.gdb.packets import Closed, Line
from tamapy.emulator.gdb.registers import Register, description

PACKET_SIZE = 0x4000
SIGINT, SIGTRAP = 2, 5
FAILED = b"E01"
FEATURES = (
    f"PacketSize={PACKET_SIZE:x};qXfer:features:read+;QStartNoAckMode+;vContSupported+"
)


class NoMemory(Exception):
    """There is no memory at an address."""


@dataclass(frozen=True)
class Resume:
    """How the machine is to go on."""

    kind: str  # "continue", "step", "detach" or "kill"
    start: int = 0  # of a step: it is repeated while it stays between these two
    end: int = 0


class Target(Protocol):
    """A stopped machine."""

    registers: list[Register]

    def read_register(self, register: Register) -> int:
        """Its value."""

    def write_register(self, register: Register, value: int) -> None:
        """Set it."""

    def read_memory(self, address: int, size: int) -> bytes:
        """Bytes by the program's addresses; :class:`NoMemory`."""

    def write_memory(self, address: int, data: bytes) -> None:
        """Store bytes by the program's addresses; :class:`NoMemory`."""

    def set_breakpoint(self, address: int) -> None:
        """Stop before the instruction there."""

    def clear_breakpoint(self, address: int) -> None:
        """Do not stop there any more."""


class Server:
    """One conversation with gdb."""

    def __init__(self, line: Line, target: Target) -> None:
        self.line = line
        self.target = target
        self.signal = SIGTRAP
        self._description = description(target.registers)
        self._by_number = {r.number: r for r in target.registers}
        #: Commands by how they begin, the longest that fits being meant.
        self._commands: dict[str, Callable[[str, bytes], bytes]] = {
            "?": lambda rest, data: self._stop_reply(),
            "g": self._read_registers, "G": self._write_registers,
            "p": self._read_register, "P": self._write_register,
            "m": self._read_memory, "M": self._write_hex, "X": self._write_binary,
            "Z0": self._set_breakpoint, "Z1": self._set_breakpoint,
            "z0": self._clear_breakpoint, "z1": self._clear_breakpoint,
            "H": _fine, "T": _fine, "qSupported": lambda rest, data: FEATURES.encode(),
            "qXfer:features:read:target.xml:": self._read_description,
            "QStartNoAckMode": self._trust, "qAttached": lambda rest, data: b"1",
            "qC": lambda rest, data: b"QC1", "qfThreadInfo": lambda rest, data: b"m1",
            "qsThreadInfo": lambda rest, data: b"l",
            "vCont?": lambda rest, data: b"vCont;c;C;s;S;r",
        }
        self._order = sorted(self._commands, key=len, reverse=True)

    # -- the conversation --------------------------------------------------------

    def serve(self) -> Resume:
        """Answer until the machine is to go on. When gdb has gone, that ends it."""
        while True:
            try:
                data = self.line.receive()
                resume = self._resume(data.decode("latin-1"))
                if resume is None:
                    self.line.send(self._answer(data))
                elif resume.kind == "detach" or data.startswith(b"vKill"):
                    self.line.send(b"OK")
            except Closed:
                return Resume("kill")
            if resume is not None:
                return resume

    def stopped(self, signal: int = SIGTRAP) -> None:
        """Tell that the machine has stopped."""
        self.signal = signal
        self._tell(self._stop_reply())

    def exited(self, status: int) -> None:
        """Tell that the program has ended."""
        self._tell(b"W%02x" % (status & 0xFF))

    def say(self, text: str) -> None:
        """Have gdb print a text."""
        self._tell(b"O" + text.encode().hex().encode())

    def _tell(self, data: bytes) -> None:
        try:
            self.line.send(data)
        except Closed:
            pass  # the next look at the line finds that too

    def _stop_reply(self) -> bytes:
        return b"T%02xthread:1;" % self.signal

    @staticmethod
    def _resume(text: str) -> Resume | None:
        """How a command has the machine go on; ``None`` for one that does not."""
        if text.startswith("vCont;"):
            action = text[6:].split(";")[0].split(":")[0]
            if action.startswith("r"):
                start, end = action[1:].split(",")
                return Resume("step", int(start, 16), int(end, 16))
            text = action
        if text[:1] in ("c", "C"):
            return Resume("continue")
        if text[:1] in ("s", "S"):
            return Resume("step")
        if text[:1] == "k" or text.startswith("vKill"):
            return Resume("kill")
        return Resume("detach") if text[:1] == "D" else None

    def _answer(self, data: bytes) -> bytes:
        text = data.decode("latin-1")
        for begin in self._order:
            if text.startswith(begin):
                try:
                    return self._commands[begin](text[len(begin):], data)
                except (NoMemory, ValueError, KeyError):
                    return FAILED
        return b""  # "not known"

    # -- commands ----------------------------------------------------------------

    def _value(self, register: Register) -> bytes:
        value = self.target.read_register(register)
        return value.to_bytes(register.size, "little").hex().encode()

    def _read_registers(self, rest: str, data: bytes) -> bytes:
        return b"".join(self._value(register) for register in self.target.registers)

    def _write_registers(self, rest: str, data: bytes) -> bytes:
        values = bytes.fromhex(rest)
        for register in self.target.registers:
            part, values = values[:register.size], values[register.size:]
            if len(part) == register.size:
                self.target.write_register(register, int.from_bytes(part, "little"))
        return b"OK"

    def _read_register(self, rest: str, data: bytes) -> bytes:
        return self._value(self._by_number[int(rest, 16)])

    def _write_register(self, rest: str, data: bytes) -> bytes:
        number, value = rest.split("=")
        found = int.from_bytes(bytes.fromhex(value), "little")
        self.target.write_register(self._by_number[int(number, 16)], found)
        return b"OK"

    def _read_memory(self, rest: str, data: bytes) -> bytes:
        address, size = (int(part, 16) for part in rest.split(","))
        return self.target.read_memory(address, min(size, PACKET_SIZE // 2)).hex().encode()

    def _write_hex(self, rest: str, data: bytes) -> bytes:
        place, _, digits = rest.partition(":")
        return self._write(place, bytes.fromhex(digits))

    def _write_binary(self, rest: str, data: bytes) -> bytes:
        return self._write(rest.partition(":")[0], data.partition(b":")[2])

    def _write(self, place: str, data: bytes) -> bytes:
        address, size = (int(part, 16) for part in place.split(","))
        if len(data) != size:
            return FAILED
        if data:
            self.target.write_memory(address, data)
        return b"OK"

    def _set_breakpoint(self, rest: str, data: bytes) -> bytes:
        self.target.set_breakpoint(int(rest.split(",")[1], 16))
        return b"OK"

    def _clear_breakpoint(self, rest: str, data: bytes) -> bytes:
        self.target.clear_breakpoint(int(rest.split(",")[1], 16))
        return b"OK"

    def _read_description(self, rest: str, data: bytes) -> bytes:
        offset, size = (int(part, 16) for part in rest.split(","))
        part = self._description[offset : offset + size]
        more = offset + size < len(self._description)
        return (b"m" if more else b"l") + part

    def _trust(self, rest: str, data: bytes) -> bytes:
        self.line.acknowledging = False
        return b"OK"


def _fine(rest: str, data: bytes) -> bytes:
    return b"OK"
