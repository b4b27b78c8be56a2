"""A board's chip around Unicorn's processor."""

from __future__ import annotations

import os
import struct
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import unicorn as u
from unicorn import arm_const as arm

from tamapy.emulator import aborts, semihosting
from tamapy.emulator.boards import chip_of
from tamapy.emulator.bootrom import BootError
from tamapy.emulator.child import TIMED_OUT
from tamapy.emulator.chip import Chip, Lines
from tamapy.emulator.console import Console
from tamapy.emulator.controllers import controller_of
from tamapy.emulator.coprocessor import MVBAR, Coprocessor
from tamapy.emulator.interrupts import Interrupts
from tamapy.emulator.models import ModelError, ResetError
from tamapy.emulator.models.bus import BusError
from tamapy.emulator.models.emmc import Emmc
from tamapy.emulator.models.ethernet import Udp
from tamapy.emulator.models.images import File
from tamapy.emulator.models.sd_card import SdCard
from tamapy.emulator.programs import program_of
from tamapy.emulator.symbols import Place

T = TypeVar("T")
RESET_PSR = 0x1D3  # SVC mode, interrupts masked
MODE_ABORT, MODE_UNDEFINED = 0x17, 0x1B
BROKEN = 70  # exit status when the machine itself cannot go on
PAGE = 4096
LOOK = 0.02  # seconds between looks at the watchdogs
#: Cards by slot.
KINDS: dict[str, Callable[[File], Any]] = {"sd": SdCard, "sd2": SdCard, "mmc": Emmc}
PROCESSOR = "processor"  # the name of the thread it runs in

# Unicorn's numbers of exceptions, and the mode, vector and return offset of each
# (ARM DDI 0406C, B1.8.1 and table B1-7).
UNDEFINED, SUPERVISOR, PREFETCH_ABORT, DATA_ABORT, MONITOR = 1, 2, 3, 4, 13
ENTRY = {
    UNDEFINED: (MODE_UNDEFINED, 0x04, 4),
    PREFETCH_ABORT: (MODE_ABORT, 0x0C, 4),
    DATA_ABORT: (MODE_ABORT, 0x10, 8),
}

# Registers of coprocessor 15 as (coprocessor, 64 bits, secure, CRn, CRm, op1, op2).
SCTLR = (15, 0, 0, 1, 0, 0, 0)
TTBR0 = (15, 0, 0, 2, 0, 0, 0)
DFSR = (15, 0, 0, 5, 0, 0, 0)
IFSR = (15, 0, 0, 5, 0, 0, 1)
DFAR = (15, 0, 0, 6, 0, 0, 0)
IFAR = (15, 0, 0, 6, 0, 0, 2)
VBAR = (15, 0, 0, 12, 0, 0, 0)
FSR_WRITE = 1 << 11
SCTLR_ON = 1 << 0 | 1 << 2 | 1 << 12  # MMU, data cache, instruction cache


class MachineError(Exception):
    """The machine cannot go on: an access to nothing, one a device's model refuses, or a reset."""

    def __init__(self, message: str, places: list[Place]) -> None:
        super().__init__(message)
        self.message = message
        self.places = places

    def __str__(self) -> str:
        return "\n".join([self.message, *(f"  at {place}" for place in self.places)])


class Machine:
    """Runs one image, an ELF file or one for the boot ROM.

    ``board`` is a board's name ("": the one the image was built for). ``ram`` is bytes of RAM
    (0: what the image was linked for); a board with RAM of its own has that. ``stdin`` and
    ``stdout`` are the console's ends (see :class:`~tamapy.emulator.console.Console`), ``log`` a
    function that takes the lines the image sends to its debugger. ``timeout`` is in seconds.
    ``cards`` are files with what is on the cards, by the names of the chip's slots; ``cables`` are
    pairs of UDP ports for the Ethernet ports (:class:`~tamapy.emulator.models.ethernet.Udp`).
    With ``count`` the machine counts instructions, at a tenth of its speed.
    """

    def __init__(
        self, image: bytes, *, board: str = "", ram: int = 0, stdin: Any = None,
        stdout: Any = None, log: Any = None, timeout: float | None = None, count: bool = False,
        verbose: bool = False, cards: Mapping[str, str | os.PathLike[str]] | None = None,
        cables: Sequence[tuple[int, int]] = (),
    ) -> None:
        self.program = _booting(lambda: program_of(image))
        self.symbols = self.program.symbols
        self.chip = _chip_of(board or self.program.board)
        self.timeout = timeout
        self.log = log or (lambda line: None)
        self.console = Console(stdin, stdout)
        self.instructions = 0
        self.faults: list[list[Place]] = []
        self.status: int | None = None
        self._failure: BaseException | None = None
        self._halted = False
        self._done = threading.Event()
        self._exception: int | None = None
        self._restarting = False
        self._restart = threading.Lock()
        self.uc = u.Uc(u.UC_ARCH_ARM, u.UC_MODE_ARM)
        self.uc.ctl_set_cpu_model(self.chip.cpu)
        self.devices = self.chip.peripherals(self)
        self.guard = self.devices.get(self.chip.guard)
        self._refused: tuple[int, bool] | None = None  # address and whether to write
        self.ram = self.chip.ram or ram or _booting(lambda: self.program.ram(self.devices))
        #: What resets the machine by itself.
        self.watchdogs = [each for each in self.devices.values() if hasattr(each, "check")]
        self._insert(cards or {})
        self._plug(cables)
        self._connect()
        self._arming = False
        self._map()
        self._verbose = verbose
        self._load()
        self._hook(count)

    # -- setting up ------------------------------------------------------------

    def _connect(self) -> None:
        """Connect the processor's timers and the devices to the interrupt controller."""
        lines = self.chip.lines
        self.coprocessor = Coprocessor(self.uc, lines.base if isinstance(lines, Lines) else 0)
        self.controller = controller_of(lines, self.devices, self.coprocessor)
        self.interrupts = Interrupts(self.uc, self.controller)

    def _insert(self, cards: Mapping[str, str | os.PathLike[str]]) -> None:
        """Put cards into the slots."""
        for slot, path in cards.items():
            if slot not in self.chip.slots:
                raise MachineError(f"the board has no slot '{slot}' for {os.fspath(path)}", [])
            try:
                self.devices[self.chip.slots[slot]].insert(KINDS[slot](File(path)))
            except (OSError, ValueError) as error:
                raise MachineError(f"{os.fspath(path)}: {error}", []) from None

    def _plug(self, cables: Sequence[tuple[int, int]]) -> None:
        """Connect Ethernet ports, in their order, to the host."""
        if len(cables) > len(self.chip.ports):
            raise MachineError(f"the board has {len(self.chip.ports)} Ethernet ports", [])
        for base, (local, remote) in zip(self.chip.ports, cables, strict=False):
            try:
                self.devices[base].cable = Udp(local, remote)
            except OSError as error:
                raise MachineError(f"UDP port {local}: {error}", []) from None

    def _map(self) -> None:
        self.uc.mem_map(self.chip.ram_start, -(-self.ram // PAGE) * PAGE)
        for start, size in self.chip.memory:
            self.uc.mem_map(start, size)
        for start, size in self.chip.registers:
            self.uc.mmio_map(start, size, self._read, start, self._write, start)
        for start, size, base in self.chip.windows:
            self.uc.mmio_map(
                start, size, self._load_through, (start, base), self._store_through, (start, base)
            )

    def _load(self) -> None:
        end = self.chip.ram_start + self.ram
        for part in self.program.parts(self.devices):
            if part.address < self.chip.ram_start or part.address + part.size > end:
                raise MachineError(
                    f"the image needs memory up to 0x{part.address + part.size:08x}, but "
                    f"{self.ram >> 10} KiB of RAM end at 0x{end:08x}", [],
                )
            self.uc.mem_write(part.address, part.data)
            if part.executable and isinstance(self.chip.lines, Lines):
                self.coprocessor.hook(part.address, part.data)
        self.entry = self.program.entry
        flags = self.symbols.values.get("__boot_flags")
        if self._verbose and flags is not None:
            self.uc.mem_write(flags, struct.pack("<I", 1))

    def _hook(self, count: bool) -> None:
        self.uc.hook_add(u.UC_HOOK_INTR, self._interrupt)
        if count:
            self.uc.hook_add(u.UC_HOOK_BLOCK, self._block)

    # -- running ---------------------------------------------------------------

    def run(self) -> int:
        """Run to the end; the exit status, or 124 when the time is up.

        Raises :class:`MachineError` where the machine cannot go on.
        """
        # The processor runs in a thread of its own, so that this one sees the clock and the
        # keyboard. It is never stopped to go on later: an instruction that Unicorn leaves
        # in the middle of a device's access would access it again.
        worker = threading.Thread(target=self._work, name=PROCESSOR, daemon=True)
        worker.start()
        expired, reset = False, None
        try:
            expired = not self._wait()
        except ResetError as error:
            reset = error
        finally:
            self._stop()
            for base in self.chip.ports:
                self.devices[base].cable.close()
        if self._failure is not None:
            raise self._failure
        if reset is not None and self.status is None:
            raise MachineError(str(reset), self.backtrace())
        if expired or self.status is None:
            return TIMED_OUT
        return self.status

    def _wait(self) -> bool:
        """Wait for the processor's end; whether it came in time. Watchdogs reset the machine."""
        end = None if self.timeout is None else time.monotonic() + self.timeout
        while not self._done.wait(LOOK):
            self._look()
            if end is not None and time.monotonic() >= end:
                return False
        return True

    def _look(self) -> None:
        """Look after what goes on beside the processor."""
        for each in self.watchdogs:
            each.check()

    def _stop(self) -> None:
        """Wait for the processor's thread, and halt it if it runs.

        Nothing may cut this short, not even another Ctrl-C: the processor must not run on
        while the interpreter ends. The thread tells that it is done by an event, for one
        whose ``join`` was interrupted passes for dead (Thread._wait_for_tstate_lock).
        """
        while not self._done.is_set():
            try:
                self._halted = True
                self.uc.emu_stop()
                self._done.wait(0.05)
            except KeyboardInterrupt:
                pass  # it is being stopped

    def _work(self) -> None:
        """Run until the image exits, the machine fails or it is halted."""
        try:
            self.uc.reg_write(arm.UC_ARM_REG_CPSR, RESET_PSR)
            at = self.entry
            while self.status is None and self._failure is None and not self._halted:
                at = self._run_from(at)
                if self._restarting:
                    at = self._begin_again()
        except BaseException as error:
            self._failure = self._failure or error
        finally:
            self._done.set()

    def restart(self) -> None:
        """Reset the machine: its processor, its memory as the image has it, and its devices.

        The processor's thread does so when it has stopped; others wait until it has.
        """
        with self._restart:
            self._restarting = True
            self.uc.emu_stop()
        while threading.current_thread().name != PROCESSOR and not self._done.wait(0.01):
            with self._restart:
                if not self._restarting:
                    break
                self.uc.emu_stop()

    def _begin_again(self) -> int:
        with self._restart:  # whoever has asked for it stops nothing from here on
            self._restarting = False
        self.uc.reg_write(arm.UC_ARM_REG_CPSR, RESET_PSR)
        control = self.uc.reg_read(arm.UC_ARM_REG_CP_REG, SCTLR)
        self.uc.reg_write(arm.UC_ARM_REG_CP_REG, (*SCTLR, control & ~SCTLR_ON))
        for device in self.devices.values():
            if hasattr(device, "reset"):
                device.reset()
        self._load()
        return self.entry

    def _run_from(self, at: int) -> int:
        """Run until something stops the processor; where to go on."""
        self._exception = None
        self.interrupts.begin()
        try:
            self._execute(at)
        except u.UcError as error:
            if error.errno == u.UC_ERR_INSN_INVALID:
                self._exception = UNDEFINED
            elif self._failure is None and self._exception is None and self.status is None:
                raise MachineError(self._stopped(error), self.backtrace()) from None
        if self._exception == MONITOR:
            self._call_monitor()
        elif self._exception is not None:
            self._take(self._exception)
        elif self._arming:
            self._arming = False
            self._arm()
        elif self.status is None and self._failure is None:
            self._settle()
        return self.uc.reg_read(arm.UC_ARM_REG_PC)

    def _execute(self, at: int) -> None:
        self.uc.emu_start(at, 0xFFFFFFFF)

    def _settle(self) -> None:
        self.interrupts.settle(self._is_wanted)

    def _is_wanted(self) -> bool:
        """Whether the processor must not wait for an interrupt any longer."""
        return self._halted

    def _stopped(self, error: u.UcError) -> str:
        """Why Unicorn gave up: mostly an access that the MMU lets pass and nothing answers.

        A hook for such accesses would tell the address, but slows all others down.
        """
        what = {u.UC_ERR_READ_UNMAPPED: "read", u.UC_ERR_WRITE_UNMAPPED: "write"}.get(error.errno)
        pc = self.uc.reg_read(arm.UC_ARM_REG_PC)
        if error.errno == u.UC_ERR_FETCH_UNMAPPED:
            return f"cannot execute at 0x{pc:08x}: there is no memory"
        word = self.word(pc)
        access = aborts.decode(word, self.register) if what and word is not None else None
        if access is None:
            return f"the emulated processor stopped: {error}"
        return f"cannot {what} {access.size} bytes at 0x{access.address:08x}: there is no memory"

    def register(self, number: int) -> int:
        """A core register as an instruction would read it."""
        if number == 15:
            return self.uc.reg_read(arm.UC_ARM_REG_PC) + 8
        return self.uc.reg_read(_REGISTERS[number])

    # -- devices ---------------------------------------------------------------

    def _read(self, uc: Any, offset: int, size: int, start: int) -> int:
        address = start + offset
        if self._refuses(address, False):
            return 0
        try:
            found = self._device(address).read(address % self.chip.block, size)
            self.interrupts.accessed()
            return found
        except BaseException as error:
            self._fail(error, f"cannot read {size} bytes at 0x{address:08x}")
            return 0

    def _write(self, uc: Any, offset: int, size: int, value: int, start: int) -> None:
        address = start + offset
        if self.interrupts.gate is None and self.controller.turns_on(address, value):
            # The hook cannot be set while the processor runs. It is stopped, and as Unicorn
            # has not finished the instruction then, it makes this access once more.
            self._arming = True
            uc.emu_stop()
            return
        if self._refuses(address, True):
            return
        try:
            self._device(address).write(address % self.chip.block, size, value)
            self.interrupts.accessed()
        except BaseException as error:
            self._fail(error, f"cannot write {size} bytes at 0x{address:08x}")

    def _load_through(self, uc: Any, offset: int, size: int, window: tuple[int, int]) -> int:
        address = window[0] + offset
        try:
            return int.from_bytes(self.devices[window[1]].load(address, size), "little")
        except BaseException as error:
            self._fail(error, f"cannot read {size} bytes at 0x{address:08x}")
            return 0

    def _store_through(
        self, uc: Any, offset: int, size: int, value: int, window: tuple[int, int]
    ) -> None:
        address = window[0] + offset
        try:
            self.devices[window[1]].store(address, value.to_bytes(size, "little"))
        except BaseException as error:
            self._fail(error, f"cannot write {size} bytes at 0x{address:08x}")

    def _refuses(self, address: int, write: bool) -> bool:
        """Whether the chip's guard does; the access is aborted then.

        On the chip that is told of writes some instructions later.
        """
        block = address & ~(self.chip.block - 1)
        if self.guard is None or not self.guard.refuses(block, write):
            return False
        self._refused = address, write
        self._exception = DATA_ABORT
        self.uc.emu_stop()
        return True

    def _arm(self) -> None:
        """Interrupts are about to be turned on."""
        self.interrupts.arm()
        self.console.patient = False

    def _device(self, address: int) -> Any:
        found = self.devices.get(address & ~(self.chip.block - 1))
        if found is None:
            raise ModelError("the emulator has no device there")
        return found

    def _fail(self, error: BaseException, what: str) -> None:
        """Stop the processor; :meth:`run` raises."""
        if self._failure is None:
            if isinstance(error, ModelError):
                error = MachineError(f"{what}: {error}", self.backtrace())
            elif isinstance(error, ResetError):
                error = MachineError(str(error), self.backtrace())
            self._failure = error
        self.uc.emu_stop()

    # -- memory as devices see it ----------------------------------------------

    def read(self, address: int, size: int) -> bytes:
        """Bytes of memory by physical address."""
        self._check_memory(address, size)
        return bytes(self.uc.mem_read(address, size))

    def write(self, address: int, data: bytes) -> None:
        """Store bytes by physical address."""
        self._check_memory(address, len(data))
        self.uc.mem_write(address, data)

    def _check_memory(self, address: int, size: int) -> None:
        if not any(
            start <= address and address + size <= start + room
            for start, room in ((self.chip.ram_start, self.ram), *self.chip.memory)
        ):
            raise BusError(f"there is no memory at 0x{address:08x}")

    # -- exceptions ------------------------------------------------------------

    def _interrupt(self, uc: Any, number: int, data: Any) -> None:
        try:
            if number == SUPERVISOR:
                self._semihosting()
            elif number in ENTRY or number == MONITOR:
                self._exception = number
                uc.emu_stop()
            else:
                raise ModelError(f"unexpected exception {number} of the emulated processor")
        except BaseException as error:
            self._fail(error, "cannot go on")

    def _semihosting(self) -> None:
        operation, parameter = self.register(0), self.register(1)
        result = semihosting.call(self, operation, parameter)
        if self.status is not None:
            self.uc.emu_stop()
        self.uc.reg_write(arm.UC_ARM_REG_R0, result & 0xFFFFFFFF)

    def _take(self, number: int) -> None:
        """Enter an exception as the processor does, its registers telling why."""
        uc = self.uc
        pc, psr = uc.reg_read(arm.UC_ARM_REG_PC), uc.reg_read(arm.UC_ARM_REG_CPSR)
        self.faults.append(self.backtrace())
        if number == DATA_ABORT:
            self._explain(pc)
        elif number == PREFETCH_ABORT:
            status = self._walker().status(pc, False, execute=True) or aborts.ALIGNMENT
            uc.reg_write(arm.UC_ARM_REG_CP_REG, (*IFAR, pc))
            uc.reg_write(arm.UC_ARM_REG_CP_REG, (*IFSR, status & 15 | (status & 16) << 6))
        mode, vector, offset = ENTRY[number]
        uc.reg_write(arm.UC_ARM_REG_CPSR, psr & ~0x1F | mode | 0x80)
        uc.reg_write(arm.UC_ARM_REG_SPSR, psr)
        uc.reg_write(arm.UC_ARM_REG_LR, pc + offset)
        uc.reg_write(arm.UC_ARM_REG_PC, uc.reg_read(arm.UC_ARM_REG_CP_REG, VBAR) + vector)

    def _call_monitor(self) -> None:
        """Enter SMC's vector, to come back behind the instruction.

        Unicorn does not enter monitor mode from the state it starts in; the undefined mode's
        banked registers stand in for those of monitor mode.
        """
        uc = self.uc
        pc, psr = uc.reg_read(arm.UC_ARM_REG_PC), uc.reg_read(arm.UC_ARM_REG_CPSR)
        uc.reg_write(arm.UC_ARM_REG_CPSR, psr & ~0x1F | MODE_UNDEFINED | 0x1C0)
        uc.reg_write(arm.UC_ARM_REG_SPSR, psr)
        uc.reg_write(arm.UC_ARM_REG_LR, pc)
        uc.reg_write(arm.UC_ARM_REG_PC, self.coprocessor.values[MVBAR] + 8)

    def _explain(self, pc: int) -> None:
        if self._refused is not None:
            address, write = self._refused
            self._refused = None
            self._tell(address, aborts.EXTERNAL, write)
            return
        word = self.word(pc)
        access = aborts.decode(word, self.register) if word is not None else None
        if access is None:
            return
        address, status = self._walker().first_fault(access)
        self._tell(address, status, access.write)

    def _tell(self, address: int, status: int, write: bool) -> None:
        """Put into the processor's registers why an access was aborted."""
        value = status & 15 | (status & 16) << 6 | (FSR_WRITE if write else 0)
        self.uc.reg_write(arm.UC_ARM_REG_CP_REG, (*DFAR, address))
        self.uc.reg_write(arm.UC_ARM_REG_CP_REG, (*DFSR, value))

    def _walker(self) -> aborts.Walker:
        table = self.uc.reg_read(arm.UC_ARM_REG_CP_REG, TTBR0) & ~0x3FFF
        return aborts.Walker(table, self.word, self._exists)

    def _exists(self, address: int) -> bool:
        return any(
            start <= address < start + size
            for start, size in (
                (self.chip.ram_start, self.ram), *self.chip.memory, *self.chip.registers,
            )
        )

    # -- looking inside --------------------------------------------------------

    def word(self, address: int) -> int | None:
        """A word of memory (physical), or ``None`` where there is none."""
        try:
            return int.from_bytes(self.uc.mem_read(address, 4), "little")
        except u.UcError:
            return None

    def physical(self, address: int) -> int:
        """Where an address of the image's leads; itself while the MMU is off, or to nowhere."""
        if not self.uc.reg_read(arm.UC_ARM_REG_CP_REG, SCTLR) & 1:
            return address
        found = self._walker().translate(address)
        return address if found is None else found

    def virtual_word(self, address: int) -> int | None:
        """A word by an address of the image's, or ``None`` where there is none."""
        return self.word(self.physical(address))

    def text(self, address: int) -> str:
        """The zero-terminated text at an address of the image's."""
        found = bytearray()
        while True:
            byte = self.uc.mem_read(self.physical(address + len(found)), 1)
            if byte[0] == 0:
                return found.decode("utf-8", "replace")
            found += byte

    def backtrace(self) -> list[Place]:
        """The calls that led here, innermost first, along the frame pointers."""
        addresses = [self.uc.reg_read(arm.UC_ARM_REG_PC), *self.return_addresses(63)]
        return [self.symbols.place(address) for address in addresses]

    def return_addresses(self, most: int) -> list[int]:
        """The places of the calls that led here, innermost first (AAPCS32, 6.2.1.4)."""
        found: list[int] = []
        frame = self.uc.reg_read(arm.UC_ARM_REG_R11)
        while len(found) < most and frame and not frame & 3:
            caller, link = self.virtual_word(frame), self.virtual_word(frame + 4)
            if not link or caller is None:
                break
            found.append(link - 4)
            if caller <= frame:
                break
            frame = caller
        return found

    def _block(self, uc: Any, address: int, size: int, data: Any) -> None:
        self.instructions += size >> 2


def _booting(work: Callable[[], T]) -> T:
    """The result of work in which the boot ROM may refuse an image."""
    try:
        return work()
    except BootError as error:
        raise MachineError(f"the boot ROM: {error}", []) from None


def _chip_of(board: str) -> Chip:
    try:
        return chip_of(board)
    except LookupError:
        raise MachineError(f"the emulator has no board '{board}'", []) from None


_REGISTERS = [getattr(arm, f"UC_ARM_REG_R{i}") for i in range(13)] + [
    arm.UC_ARM_REG_SP, arm.UC_ARM_REG_LR, arm.UC_ARM_REG_PC,
]
