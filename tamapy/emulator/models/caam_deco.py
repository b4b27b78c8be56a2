"""Model of the CAAM's descriptor controller DECO: it executes job descriptors.

IMX6ULSRM: i.MX 6UL Security Reference Manual, rev. 0, 2016/04, 6.6 Descriptors and descriptor
commands; the commands' bits and the codes of errors as Linux has them (torvalds/linux:
drivers/crypto/caam/desc.h, regs.h and error.c).

The manual's commands MOVE, MATH, SIGNATURE, the SEQ forms of others, public keys and encrypted
keys are not modelled, and reported where a descriptor has them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from tamapy.emulator.models import ModelError, aes
from tamapy.emulator.models import caam_cha as cha
from tamapy.emulator.models.bus import Bus, BusError

KEY, LOAD, FIFO_LOAD, STORE, FIFO_STORE = 0x00, 0x02, 0x04, 0x0A, 0x0C
OPERATION, JUMP, HEADER, SEQ_IN_PTR, SEQ_OUT_PTR = 0x10, 0x14, 0x16, 0x1E, 0x1F
NOT_MODELLED = {
    0x01: "SEQ KEY", 0x03: "SEQ LOAD", 0x05: "SEQ FIFO LOAD", 0x0B: "SEQ STORE",
    0x0D: "SEQ FIFO STORE", 0x0E: "MOVE LEN", 0x0F: "MOVE", 0x12: "SIGNATURE", 0x15: "MATH",
    0x17: "SHARED HEADER",
}
CCB, HALT_USER, DECO, HALT_CC = 0x2, 0x3, 0x4, 0x7  # sources of a status
# Codes of the DECO's errors.
COMMAND, KEY_COMMAND, LOAD_COMMAND, STORE_COMMAND = 0x04, 0x06, 0x07, 0x08
OPERATION_COMMAND, FIFO_LOAD_COMMAND, FIFO_STORE_COMMAND = 0x09, 0x0A, 0x0B
JUMP_COMMAND, SEQUENCE, HEADER_ERROR, CONTEXT_LENGTH, DMA = 0x0D, 0x10, 0x13, 0x15, 0x16
WATCHDOG, PROTOCOL, BLOB_MODE, BLOB_SIZE = 0x1C, 0x81, 0xC1, 0xC4

LONGEST = 64  # words
CTX, CLRW = 0x20, 0x08  # what LOAD and STORE move
MESSAGE, LAST2, LAST1 = 0x10, 1 << 2, 1 << 1  # FIFO LOAD's type
MESSAGE_OUT, RANDOM_OUT = 0x30, 0x34  # FIFO STORE's
BLOB = 0x0D
PLAIN_BLOB, VERIFICATION = 0, 2
BLOB_KEY, BLOB_MAC, MODIFIER = 32, 16, 16


class Failure(Exception):
    """A descriptor ends with an error: its source and code, at the command under way."""

    def __init__(self, source: int, code: int) -> None:
        super().__init__(f"source {source}, code 0x{code:02x}")
        self.source = source
        self.code = code


class Hang(Exception):
    """A descriptor waits for what will never come."""


class Deco:
    """Executes descriptors from a bus.

    ``unique_key()`` is the device's master key. How the keys of blobs are made of it is the
    model's own: only that it depends on master key and modifier can be seen from outside.
    """

    def __init__(
        self, bus: Bus, generator: cha.Generator, unique_key: Callable[[], bytes]
    ) -> None:
        self.bus = bus
        self.generator = generator
        self.unique_key = unique_key
        self.commands = {
            KEY: self._key, LOAD: self._load, FIFO_LOAD: self._fifo_load, STORE: self._store,
            FIFO_STORE: self._fifo_store, OPERATION: self._operation, JUMP: self._jump,
            SEQ_IN_PTR: self._sequence, SEQ_OUT_PTR: self._sequence,
        }

    def run(self, address: int) -> int:
        """Execute the descriptor at an address; the job's status.

        :class:`Hang` if it never ends.
        """
        self.classes = {number: cha.Registers(number) for number in (1, 2)}
        self.output = b""
        self.generating = False
        self.sequences: dict[int, tuple[int, int]] = {}
        self.at = 0
        self.words: list[int] = []
        try:
            self._fetch(address)
            while self.at < len(self.words):
                self.start = self.at
                command = self._take()
                kind = command >> 27
                if kind in NOT_MODELLED:
                    raise ModelError(f"the model of the CAAM has no command {NOT_MODELLED[kind]}")
                if kind not in self.commands:
                    raise Failure(DECO, COMMAND)
                self.commands[kind](command)
        except Failure as failure:
            index = self.start if self.words else 0
            return failure.source << 28 | index << 8 | failure.code
        except cha.ChaError as error:
            return CCB << 28 | self.start << 8 | error.code
        return 0

    # -- words ---------------------------------------------------------------------

    def _fetch(self, address: int) -> None:
        header = int.from_bytes(self._read(address, 4), "little")
        length, first = header & 0x7F, header >> 16 & 0x3F
        if header >> 27 != HEADER or not header >> 23 & 1 or header >> 15 & 1:
            raise Failure(DECO, HEADER_ERROR)
        if not 1 <= length <= LONGEST or first > length:
            raise Failure(DECO, HEADER_ERROR)
        if header & 0x0100_7F00:
            raise ModelError("the model of the CAAM has plain job descriptors only")
        data = self._read(address, length * 4)
        self.words = [int.from_bytes(data[i:i + 4], "little") for i in range(0, len(data), 4)]
        self.start = 0
        self.at = first or 1

    def _take(self) -> int:
        """The next word; the descriptor must not end in the middle of a command."""
        if self.at >= len(self.words):
            raise Failure(DECO, HEADER_ERROR)
        self.at += 1
        return self.words[self.at - 1]

    def _inline(self, size: int) -> bytes:
        words = [self._take() for _ in range(-(-size // 4))]
        return b"".join(word.to_bytes(4, "little") for word in words)[:size]

    def _read(self, address: int, size: int) -> bytes:
        try:
            return self.bus.read(address, size) if size else b""
        except BusError:
            raise Failure(DECO, DMA) from None

    def _write(self, address: int, data: bytes) -> None:
        try:
            if data:
                self.bus.write(address, data)
        except BusError:
            raise Failure(DECO, DMA) from None

    def _class(self, command: int, code: int) -> cha.Registers:
        number = command >> 25 & 3
        if number not in self.classes:
            raise Failure(DECO, code)
        return self.classes[number]

    def _extended(self, command: int) -> tuple[int, int]:
        """Address and size of a command that may have its size in a word of its own."""
        address = self._take()
        return address, self._take() if command >> 22 & 1 else command & 0xFFFF

    # -- commands ------------------------------------------------------------------

    def _key(self, command: int) -> None:
        registers = self._class(command, KEY_COMMAND)
        size = command & 0x3FF
        if command & 0x0170_8000 or command >> 16 & 3:
            raise ModelError("the model of the CAAM has plain keys only, for key registers")
        if size > cha.LARGEST_KEYS[registers.number]:
            raise Failure(DECO, KEY_COMMAND)
        if command >> 23 & 1:
            registers.key = self._inline(size)
        else:
            registers.key = self._read(self._take(), size)

    def _load(self, command: int) -> None:
        target, offset, size = command >> 16 & 0x7F, command >> 8 & 0xFF, command & 0xFF
        immediate = command >> 23 & 1
        if command >> 25 & 3 == 0 and target == CLRW:
            if not immediate or size != 4:
                raise Failure(DECO, LOAD_COMMAND)
            self._take()  # what was written is cleared: between these commands nothing is left
            return
        registers = self._class(command, LOAD_COMMAND)
        if target != CTX:
            raise ModelError(f"the model of the CAAM cannot load 0x{target:02x}")
        if offset + size > len(registers.context):
            raise Failure(DECO, CONTEXT_LENGTH)
        data = self._inline(size) if immediate else self._read(self._take(), size)
        registers.context[offset:offset + size] = data

    def _store(self, command: int) -> None:
        source, offset, size = command >> 16 & 0x7F, command >> 8 & 0xFF, command & 0xFF
        registers = self._class(command, STORE_COMMAND)
        if source != CTX or command >> 23 & 1:
            raise ModelError(f"the model of the CAAM cannot store 0x{source:02x}")
        if offset + size > len(registers.context):
            raise Failure(DECO, CONTEXT_LENGTH)
        if registers.work is not None:
            raise Hang  # the accelerator waits for more data
        self._write(self._take(), bytes(registers.context[offset:offset + size]))

    def _fifo_load(self, command: int) -> None:
        registers = self._class(command, FIFO_LOAD_COMMAND)
        kind = command >> 16 & 0x3F
        if command >> 23 & 3 or kind & 0x39 != MESSAGE:
            raise ModelError(f"the model of the CAAM has no input of type 0x{kind:02x}")
        address, size = self._extended(command)
        if not size:
            raise ModelError("a FIFO LOAD of nothing: the manual does not say what that does")
        registers.data += self._read(address, size)
        if not kind & (LAST1 if registers.number == 1 else LAST2):
            return
        if registers.work is None:
            raise Hang  # there is nobody to take it
        self.output += registers.work()
        registers.work, registers.data = None, b""

    def _fifo_store(self, command: int) -> None:
        kind = command >> 16 & 0x3F
        if kind not in (MESSAGE_OUT, RANDOM_OUT) or command >> 23 & 0xF:
            raise ModelError(f"the model of the CAAM has no output of type 0x{kind:02x}")
        address, size = self._extended(command)
        if kind == RANDOM_OUT:
            if not self.generating:
                raise Hang
            self._write(address, self.generator.make(size))
            return
        if len(self.output) < size:
            raise Hang
        self._write(address, self.output[:size])
        self.output = self.output[size:]

    def _operation(self, command: int) -> None:
        kind, algorithm = command >> 24 & 7, command >> 16 & 0xFF
        if kind in (2, 4):
            mode, state = command >> 4 & 0x1FF, command >> 2 & 3
            if kind == 2 and algorithm == cha.RNG:
                self.generating = self.generator.run(mode, state, bool(command & 2))
            else:
                cha.begin(self.classes[kind // 2], algorithm, mode, state, bool(command & 1))
        elif kind in (6, 7):
            if algorithm != BLOB:
                raise ModelError(f"the model of the CAAM has no protocol 0x{algorithm:02x}")
            self._blob(command & 0xFFFF, kind == 7)
        elif kind in (0, 1):
            raise ModelError("the model of the CAAM has no public keys and key derivations")
        else:
            raise Failure(DECO, OPERATION_COMMAND)

    def _jump(self, command: int) -> None:
        """Only without conditions; what it waits for is done already."""
        kind = command >> 22 & 3
        if command & 0x01FF_FF00 & ~0x00C0_0000:
            raise ModelError("the model of the CAAM has no jumps with conditions")
        if kind == 1:
            raise ModelError("the model of the CAAM has no jumps to other descriptors")
        if kind == 3:
            raise Failure(HALT_USER, command & 0xFF)
        if kind == 2:
            if command & 0xFF:
                raise Failure(HALT_CC, command & 0xFF)
            self.at = len(self.words)
            return
        offset = command & 0xFF
        target = self.start + (offset - 0x100 if offset & 0x80 else offset)
        if not 0 < target <= len(self.words):
            raise Failure(DECO, JUMP_COMMAND)
        if target <= self.start:
            raise Hang  # nothing would ever end the loop
        self.at = target

    # -- sequences, blobs ----------------------------------------------------------

    def _sequence(self, command: int) -> None:
        if command & 0x07B0_0000:
            raise ModelError("the model of the CAAM has sequences that are one piece of memory")
        self.sequences[command >> 27] = self._extended(command)

    def _next(self, kind: int, size: int) -> int:
        """The address of the next bytes of a sequence."""
        address, left = self.sequences.get(kind, (0, 0))
        if left < size:
            raise Failure(DECO, SEQUENCE)
        self.sequences[kind] = address + size, left - size
        return address

    def _blob(self, form: int, encapsulate: bool) -> None:
        """6.6.17.1 of the manual: a random key, encrypted with the blob key encryption key, then
        what that key encrypts and authenticates."""
        if form not in (PLAIN_BLOB, VERIFICATION) or (form == VERIFICATION and not encapsulate):
            raise Failure(DECO, BLOB_MODE)
        master = self.unique_key()
        if form == VERIFICATION:
            kek = hashlib.sha256(b"verification" + master).digest()
            self._write(self._next(SEQ_OUT_PTR, BLOB_KEY), kek)
            return
        if len(self.classes[2].key) != MODIFIER:
            raise Failure(DECO, BLOB_SIZE)
        kek = hashlib.sha256(b"blob" + master + self.classes[2].key).digest()
        size = self.sequences.get(SEQ_IN_PTR, (0, 0))[1]
        if encapsulate:
            plain = self._read(self._next(SEQ_IN_PTR, size), size)
            key = self.generator.make(BLOB_KEY)
            text, mac = aes.ccm(key, bytes(12), plain, True)
            made = aes.ecb(kek, key, True) + text + mac
        else:
            if size < BLOB_KEY + BLOB_MAC:
                raise Failure(DECO, SEQUENCE)
            blob = self._read(self._next(SEQ_IN_PTR, size), size)
            key = aes.ecb(kek, blob[:BLOB_KEY], False)
            made, mac = aes.ccm(key, bytes(12), blob[BLOB_KEY:-BLOB_MAC], False)
            if mac != blob[-BLOB_MAC:]:
                raise cha.ChaError(cha.AES, cha.ICV_CHECK)
        self._write(self._next(SEQ_OUT_PTR, len(made)), made)
