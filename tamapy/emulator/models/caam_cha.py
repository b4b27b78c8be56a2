"""Model of the CAAM's accelerators: AES, message digests, the random number generator.

IMX6ULSRM: i.MX 6UL Security Reference Manual, rev. 0, 2016/04, chapter 6; the codes of errors as
Linux has them (torvalds/linux: drivers/crypto/caam/error.c).
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass, field

from tamapy.emulator.models import ModelError, aes
from tamapy.emulator.models.sha import Running

AES, MDHA, RNG = 0x10, 0x40, 0x50  # the accelerator's number in an error, and in OPERATION's ALG
MODE, DATA_SIZE, KEY_SIZE = 0x1, 0x2, 0x3
ICV_CHECK, HARDWARE = 0xA, 0xB
# The RNG's own:
INSTANTIATE, NOT_INSTANTIATED, RESISTANCE, UNINSTANTIATE, SECURE_KEYS = 0x3, 0x4, 0x6, 0x8, 0x9
CONTINUOUS = 0xC

CTR_MOD128, CBC, ECB, CMAC = 0x00, 0x10, 0x20, 0x60
UPDATE, INITIALIZE, FINALIZE, WHOLE = range(4)  # OPERATION's AS
SIZES = {0x41: 20, 0x42: 28, 0x43: 32}  # of digests, by ALG
BLOCK = 64
RANDOM_BLOCK = 16
CONTEXTS = {1: 64, 2: 72}  # bytes of the classes' context registers
LARGEST_KEYS = {1: 32, 2: 128}


class ChaError(Exception):
    """An accelerator's error: its number and a code, as in the job's status."""

    def __init__(self, accelerator: int, code: int) -> None:
        super().__init__(f"accelerator error 0x{accelerator | code:02x}")
        self.code = accelerator | code


@dataclass
class Registers:
    """A class's registers in the CCB, and what waits for its accelerator."""

    number: int
    key: bytes = b""
    context: bytearray = field(default_factory=bytearray)
    data: bytes = b""
    work: Callable[[], bytes] | None = None  # begun by OPERATION, done with the last data

    def __post_init__(self) -> None:
        self.context = bytearray(CONTEXTS[self.number])


def begin(registers: Registers, algorithm: int, mode: int, state: int, encrypt: bool) -> None:
    """Set an accelerator up for data; it runs when the last of them is there."""
    if registers.number == 1 and algorithm == AES:
        if mode & 0x100:
            raise ModelError("the model of the CAAM has no keys for decryption (DK)")
        _check_aes(registers, mode, state)
        registers.work = lambda: _aes(registers, mode, encrypt)
    elif registers.number == 2 and algorithm in SIZES:
        if mode:
            raise ModelError(f"the model of the CAAM has no digest with mode 0x{mode:x}")
        registers.work = lambda: _digest(registers, SIZES[algorithm], state)
    else:
        raise ModelError(
            f"the model of the CAAM has no algorithm 0x{algorithm:02x} of class {registers.number}"
        )


def _check_aes(registers: Registers, mode: int, state: int) -> None:
    if mode not in (CTR_MOD128, CBC, ECB, CMAC):
        raise ModelError(f"the model of the CAAM has no AES with mode 0x{mode:x}")
    if mode == CMAC and state != WHOLE:
        raise ModelError("the model of the CAAM has no authentication in pieces")
    if len(registers.key) not in aes.KEYS:
        raise ChaError(AES, KEY_SIZE)


def _aes(registers: Registers, mode: int, encrypt: bool) -> bytes:
    key, data, context = registers.key, registers.data, registers.context
    if mode == CMAC:
        context[:16] = aes.cmac(key, data)
        return b""
    if mode == CTR_MOD128:
        counter = bytes(context[16:32])  # the upper half of the first 32 bytes
        number = int.from_bytes(counter, "big") + -(-len(data) // 16)
        context[16:32] = (number & (1 << 128) - 1).to_bytes(16, "big")
        return aes.ctr(key, counter, data)
    if len(data) % 16:
        raise ChaError(AES, DATA_SIZE)
    if mode == ECB:
        return aes.ecb(key, data, encrypt)
    made = aes.cbc(key, bytes(context[:16]), data, encrypt)
    context[:16] = (made if encrypt else data)[-16:]
    return made


def _digest(registers: Registers, size: int, state: int) -> bytes:
    """The context is the running state, and after it how many bytes it stands for."""
    context, data = registers.context, registers.data
    words = 5 if size == 20 else 8
    if state & INITIALIZE:
        running = Running.begin(size)
    else:
        loaded = struct.unpack_from(f">{words}I", context)
        running = Running(size, loaded, int.from_bytes(context[words * 4:words * 4 + 8], "big"))
    if state & FINALIZE:
        whole = len(data) // BLOCK * BLOCK
        running.add(data[:whole])
        context[:size] = running.end(data[whole:])
        return b""
    if len(data) % BLOCK:
        raise ChaError(MDHA, DATA_SIZE)
    running.add(data)
    struct.pack_into(f">{words}IQ", context, 0, *running.state, running.length)
    return b""


class Generator:
    """The random number generator with its two state handles.

    ``entropy()`` tells whether the noise that reaches it passes the tests of the TRNG.
    """

    SK, AI, PS, TST = 0x100, 0x80, 0x40, 0x20

    def __init__(self, entropy: Callable[[], bool], random: Callable[[int], bytes]) -> None:
        self.entropy = entropy
        self.random = random
        self.last = b""  # block that was made
        self.handles = 0  # those that are instantiated, by bits
        self.resistant = 0  # those of them with prediction resistance
        self.secure_keys = False

    def run(self, mode: int, state: int, resistance: bool) -> bool:
        """An OPERATION: begin a handle, end it, feed it anew, make keys; or generate bytes.

        Whether it is the last, which then wait to be stored.
        """
        if mode & (self.AI | self.PS | self.TST) or mode & 0xF > 1:
            raise ModelError(f"the model of the CAAM has no random numbers with mode 0x{mode:x}")
        bit = 1 << (mode & 0xF)
        if mode & self.SK:
            if not self.handles & bit or self.secure_keys:
                raise ChaError(RNG, SECURE_KEYS)
            self.secure_keys = True
            return False
        if state == INITIALIZE:
            if self.handles & bit:
                raise ChaError(RNG, INSTANTIATE)
            if not self.entropy():
                raise ChaError(RNG, HARDWARE)
            self.handles |= bit
            self.resistant |= bit if resistance else 0
        elif state == WHOLE:
            if not self.handles & bit:
                raise ChaError(RNG, UNINSTANTIATE)
            self.handles &= ~bit
            self.resistant &= ~bit
        elif not self.handles & bit:
            raise ChaError(RNG, NOT_INSTANTIATED)
        elif resistance and not self.resistant & bit:
            raise ChaError(RNG, RESISTANCE)
        elif resistance and not self.entropy():
            raise ChaError(RNG, HARDWARE)
        return state == UPDATE

    def make(self, size: int) -> bytes:
        """Bytes, no block of which is the same as the one before (FIPS 140-2, 4.9.2)."""
        made = self.random(size)
        for at in range(0, size - RANDOM_BLOCK + 1, RANDOM_BLOCK):
            block = made[at:at + RANDOM_BLOCK]
            if block == self.last:
                raise ChaError(RNG, CONTINUOUS)
            self.last = block
        return made
