"""The emulated machine with gdb beside it."""

from __future__ import annotations

import socket
import threading
from typing import Any

import unicorn as u
from unicorn import arm_const as arm

from tamapy.emulator.gate import Gate
from tamapy.emulator.gdb.packets import Closed, Line
from tamapy.emulator.gdb.registers import Register, registers_of
from tamapy.emulator.gdb.server import SIGINT, SIGTRAP, NoMemory, Resume, Server
from tamapy.emulator.machine import BROKEN, PAGE, Machine
from tamapy.emulator.models.bus import BusError

FREELY = 1 << 62  # blocks that pass the gate until gdb asks for a stop


class DebuggedMachine(Machine):
    """A machine that waits for what gdb says at the other end of a socket.

    The conversation is held by the processor's thread while it is stopped; meanwhile nothing
    else touches the processor. While it runs, the thread that waits for its end looks whether gdb
    asks for a stop.
    """

    def __init__(self, image: bytes, sock: socket.socket, **options: Any) -> None:
        super().__init__(image, **options)
        self.registers = registers_of(self.chip.cpu)
        self.server: Server | None = Server(Line(sock), self)
        self._gate = Gate(self.uc)
        self._hooks: dict[int, int] = {}  # breakpoints
        self._hit: int | None = None
        self._passing: int | None = None  # the breakpoint the processor stands at
        self._resume: Resume | None = None  # None: it is stopped
        self._asked = False
        self._stepping = False
        self._talking = threading.Lock()

    # -- running -----------------------------------------------------------------

    def _run_from(self, at: int) -> int:
        """Talk to gdb if the processor is stopped, then run; where to go on."""
        if self._resume is None:
            self.uc.reg_write(arm.UC_ARM_REG_PC, at)
            resume = self._talk()
            if resume.kind == "kill":
                self._halted = True
                return at
            at = self.uc.reg_read(arm.UC_ARM_REG_PC)
            self._passing = at
        at = super()._run_from(at)
        signal = self._why(at)
        if signal:
            with self._talking:
                self._resume = None
                self._asked = False
            if self.server is not None:
                self.server.stopped(signal)
        return at

    def _talk(self) -> Resume:
        assert self.server is not None
        resume = self.server.serve()
        if resume.kind == "detach":
            for address in [*self._hooks]:
                self.clear_breakpoint(address)
        with self._talking:
            if resume.kind == "detach":
                self.server = None
            self._gate.open(FREELY)
            self._hit = None
            self._resume = resume
        return resume

    def _why(self, at: int) -> int:
        """The signal that says why the processor stops here, 0 if it does not."""
        if self.status is not None or self._failure is not None or self._restarting:
            return 0
        assert self._resume is not None
        stepping = self._resume.kind == "step"
        hit, self._hit = self._hit, None
        # An interrupt may have come first; the processor is going to be there again.
        if hit == at:
            return SIGTRAP
        if stepping and (at in self._hooks or not self._resume.start <= at < self._resume.end):
            return SIGTRAP
        return SIGINT if self._asked else 0

    def _execute(self, at: int) -> None:
        stepping = self._resume is not None and self._resume.kind == "step"
        if stepping and not self._stepping:
            self._translate_anew()  # Unicorn counts instructions by hooks too
        self._stepping = stepping
        self.uc.emu_start(at, 0xFFFFFFFF, count=1 if stepping else 0)

    def _settle(self) -> None:
        """Interrupts wait while gdb steps, as on QEMU, so that it stays in the function."""
        if self._resume is not None and self._resume.kind != "step" and self._hit is None:
            super()._settle()

    def _is_wanted(self) -> bool:
        return self._asked or super()._is_wanted()

    def _look(self) -> None:
        super()._look()
        with self._talking:
            if self.server is None or self._resume is None:
                return
            try:
                self._asked |= self.server.line.is_interrupting()
            except Closed:
                self._halted = self._asked = True
            if self._asked:
                self._gate.shut()

    def _work(self) -> None:
        super()._work()
        if self.server is None or self._halted:
            return
        if self._failure is not None:
            self.server.say(f"emulator: {self._failure}\n")
        self.server.exited(BROKEN if self.status is None else self.status)

    # -- what gdb asks of it -----------------------------------------------------

    def read_register(self, register: Register) -> int:
        """A register's value."""
        return int(self.uc.reg_read(register.key))

    def write_register(self, register: Register, value: int) -> None:
        """Set a register."""
        self.uc.reg_write(register.key, value)

    def read_memory(self, address: int, size: int) -> bytes:
        """Bytes by the program's addresses. Of devices nothing is read: that may change them."""
        try:
            return b"".join(
                self.read(start, length) for start, length in self._pieces(address, size)
            )
        except BusError:
            raise NoMemory from None

    def write_memory(self, address: int, data: bytes) -> None:
        """Store bytes by the program's addresses; they may be code."""
        try:
            for start, length in self._pieces(address, len(data)):
                self.write(start, data[:length])
                data = data[length:]
        except BusError:
            raise NoMemory from None
        self._translate_anew()

    def _pieces(self, address: int, size: int) -> list[tuple[int, int]]:
        """Parts of a range of addresses, each in one page, as physical ones."""
        found = []
        while size > 0:
            length = min(size, PAGE - address % PAGE)
            found.append((self.physical(address & 0xFFFFFFFF), length))
            address, size = address + length, size - length
        return found

    def set_breakpoint(self, address: int) -> None:
        """Stop before the instruction there."""
        if address not in self._hooks:
            self._hooks[address] = self.uc.hook_add(
                u.UC_HOOK_CODE, self._arrive, begin=address, end=address
            )
            self._translate_anew()

    def clear_breakpoint(self, address: int) -> None:
        """Do not stop there any more."""
        if address in self._hooks:
            self.uc.hook_del(self._hooks.pop(address))
            self._translate_anew()

    def _translate_anew(self) -> None:
        """Forget translated code, which has no hooks but those that were there before."""
        uc: Any = self.uc
        uc.ctl_flush_tb()

    def _arrive(self, uc: Any, address: int, size: int, data: Any) -> None:
        if address == self._passing:
            self._passing = None
            return
        self._hit = address
        uc.emu_stop()
