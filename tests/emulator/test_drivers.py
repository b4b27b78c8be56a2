"""Drivers in compiled programs, on the machines that have their devices."""

import hashlib
import hmac
import io
from pathlib import Path

import pytest
from images import build

from tamapy.board import usbarmory_mk2
from tamapy.compiler.build import Build
from tamapy.compiler.errors import CompileError
from tamapy.emulator.imx6ul import DEVICE_KEY, MASTER_KEY
from tamapy.emulator.machine import Machine, MachineError
from tamapy.emulator.models.bee import Bee
from tamapy.emulator.models.snvs import TRUSTED
from tests.soc import aes

PROGRAMS = Path(__file__).parent / "programs"
DMA_AT_THE_END = 1 << 20

DMA_MEMORY = """\
{start} {size} True
100 0 True
b'abcdefgh\\x00' 0x68676665 [101, 102, 103, 104] True
98badcfe 0
not copied True
copied b'bytes' True
True
True
ValueError: DMA memory is used after its release
ValueError: DMA memory is released twice
MemoryError: no {more} bytes of DMA memory are free
ValueError: an alignment is a power of two, at least 4
ValueError: DMA regions cannot overlap
ValueError: a DMA region cannot lie in the program's memory
RuntimeError: DMA memory at {late} was written to after its release
TimeoutError: WORD (register 0x…): bits 1 to 3 did not become 1
"""


@pytest.mark.parametrize("optimise", [0, 2])
@pytest.mark.parametrize("ram, dma, start, size", [
    (0, 0, 0x900000, 0x20000), (64 << 20, DMA_AT_THE_END, 0x83F00000, DMA_AT_THE_END),
], ids=["on-chip", "end of RAM"])
def test_dma_memory(run, ram, dma, start, size, optimise):
    image = build(PROGRAMS / "dma_memory.py", ram, dma, optimise)
    output, status = run(image, ram=ram)
    assert output.decode().replace("\r\n", "\n") == DMA_MEMORY.format(
        start=hex(start), size=hex(size), more=size + 4, late=f"0x{start:08x}"
    )
    assert status == 0


@pytest.mark.parametrize("dma", [100, 4097])
def test_dma_memory_consists_of_pages(dma):
    with pytest.raises(CompileError, match="cannot set"):
        Build(None, usbarmory_mk2, dma=dma)


@pytest.fixture(scope="module", params=[(0, 0), (2, 0), (0, DMA_AT_THE_END)])
def security(request):
    """The program's image: optimised or not, with DMA memory on the chip or at the end of RAM."""
    optimise, dma = request.param
    return build(PROGRAMS / "security.py", dma=dma, optimise=optimise)


KEY, IV = bytes(range(16)), bytes(range(16, 32))
DATA = bytes(i * 7 & 255 for i in range(40000))
UNAVAILABLE = "RuntimeError: SNVS unavailable, not in trusted or secure state"


def hashes(name):
    """What the program prints of a kind of hash."""
    pieces = b"".join(DATA[i:i + 37] for i in range(0, 1000, 37))
    return f"{name} True {hashlib.new(name, b'one ' + pieces).hexdigest()} True"


def security_lines(trusted):
    """What the program prints."""
    cbc = aes.encrypt(DATA, KEY, IV)
    sectors = b"".join(
        aes.encrypt(DATA[i * 512:(i + 1) * 512], KEY, bytes([i]) * 16) for i in range(8)
    )
    derived = aes.encrypt(b"diversifier" + b"\5" * 5, DEVICE_KEY, IV)
    first = aes.encrypt(DATA[:16], KEY).hex()
    return [
        f"{cbc[-16:].hex()} {hashlib.sha256(cbc).hexdigest()} True",
        aes.encrypt(DATA[:64], KEY).hex(),
        hashlib.sha256(sectors).hexdigest(),
        "True",
        hashes("sha1"),
        hashes("sha256"),
        *([
            "13 True", "none", derived.hex(), aes.encrypt(DATA[:16], derived).hex(),
            f"3 {UNAVAILABLE}",
        ] if trusted else ["11 False", UNAVAILABLE]),
        "RuntimeError: DCP channel 0 error, status:0x10 error_code:0x0 sema:0x1 "
        "(bus error at the source)",
        f"{first} 208",
        "ValueError: invalid input size "
        "ValueError: a key's slot is a whole number from 0 to 3, not 9",
        f"False False {3 if trusted else 11}",
        "False True",
        "True True False",
        "True",
    ]


@pytest.mark.parametrize("trusted", [False, True])
def test_dcp_and_snvs(security, trusted):
    out = io.BytesIO()
    machine = Machine(security, stdout=out, timeout=60)
    if trusted:
        machine.devices[0x020CC000].state = TRUSTED
        machine.devices[0x020CC000].has_key = True
    assert machine.run() == 0
    assert out.getvalue().decode().replace("\r\n", "\n").splitlines() == security_lines(trusted)
    sizes = [done.size for done in machine.devices[0x02280000].done]
    assert sizes[:3] == [16384, 16384, 7232]


def caam_lines(trusted):
    """What the program about the CAAM prints."""
    key = bytes(range(32))
    lines = ["i.MX6UL RuntimeError: the CAAM is not initialised"]
    for size in (16, 24, 32):
        cbc, ecb = aes.encrypt(DATA, key[:size], IV), aes.encrypt(DATA[:16], key[:size])
        first = int.from_bytes(IV, "big")
        counters = b"".join((first + i).to_bytes(16, "big") for i in range(63))
        ctr = aes.xor(DATA[:1001], aes.encrypt(counters, key[:size])[:1001])
        lines.append(f"{cbc[-16:].hex()} {hashlib.sha256(cbc).hexdigest()} True")
        lines.append(f"{ecb.hex()} True {hashlib.sha256(ctr).hexdigest()} True")
        lines.append(f"{aes.cmac(b'', key[:size]).hex()} {aes.cmac(DATA[:100], key[:size]).hex()}")
    lines += [hashes("sha1"), hashes("sha224"), hashes("sha256")]
    lines.append(hmac.digest(b"key", DATA[:100], "sha256").hex())
    lines.append("20000 True 256")
    if trusted:
        lines += ["True none", "56 b'a secret' JobError: CAAM job error, status:0x2000091a at "
                  "word 9 (CCB: AES: ICV check failed)"]
        master = hashlib.sha256(b"verification" + MASTER_KEY).digest()
        lines.append("".join(aes.cmac(first + b"what for", master).hex() for first in (b"A", b"B")))
    else:
        lines += [f"False {UNAVAILABLE}", UNAVAILABLE]
    return [
        *lines,
        "JobError: CAAM job error, status:0x40000104 at word 1 (DECO: invalid command)",
        "JobError: CAAM job error, status:0x40000316 at word 3 (DECO: DMA error)",
        "JobError: CAAM job error, status:0x4000011c at word 1 (DECO: watchdog timeout)",
        f"{aes.encrypt(DATA[:16], key).hex()} 12",
        "ValueError: invalid input size ValueError: invalid key size",
    ]


@pytest.fixture(scope="module")
def caam():
    return build(PROGRAMS / "caam.py")


@pytest.mark.parametrize("trusted", [False, True])
def test_caam(caam, trusted):
    out = io.BytesIO()
    machine = Machine(caam, board="usbarmory-mk2/6ul", stdout=out, timeout=60)
    if trusted:
        machine.devices[0x020CC000].state = TRUSTED
        machine.devices[0x020CC000].has_key = True
    assert machine.run() == 0
    assert out.getvalue().decode().replace("\r\n", "\n").splitlines() == caam_lines(trusted)


FUSES = """\
i.MX6ULL 6154616d50590100 0x6d615461
RuntimeError: fuses are only blown after arm() was told the same
0x80000005 0x80000005
ValueError: fuse word 4, 6 is 0x80000005: blown fuses cannot be mended
7
RuntimeError: fuse word 4, 6 is locked for writing
RuntimeError: fuse word 7, 0 is locked for reading \
ValueError: a bank of fuses is a whole number from 0 to 7, not 8
"""


def test_fuses():
    out = io.BytesIO()
    machine = Machine(build(PROGRAMS / "fuses.py"), stdout=out, timeout=60)
    assert machine.run() == 0
    assert out.getvalue().decode().replace("\r\n", "\n") == FUSES
    assert machine.devices[0x021BC000].fuses[0x26] == 0x80000005


GUARDS = """\
39.8
(34, True) (51, False) (False, False) (True, False)
RuntimeError: the rights over slave 34, 0 are locked \
ValueError: a slave is a whole number from 0 to 39, not 40
16 RuntimeError: TZASC inactive (bypass detected)
RuntimeError: region 1 is locked
ValueError: a range begins at a multiple of 64 KiB below 4 GiB
"""


def test_guards():
    out = io.BytesIO()
    machine = Machine(build(PROGRAMS / "guards.py"), stdout=out, timeout=60)
    engine = machine.devices[0x02044000] = Bee(machine)  # which the 6ULL does not have
    assert machine.run() == 0
    assert out.getvalue().decode().replace("\r\n", "\n") == GUARDS
    guard = machine.devices[0x021D0000]
    assert [guard.permissions(a) for a in (0x80000000, 0x90000000)] == [0b1111, 0b1100]
    assert len(set(engine.key)) > 1 and engine.key != engine.nonce
    assert engine.values[0] & 0xFFFF == 0xE311


ENCRYPTED = """\
RuntimeError: the BEE is not enabled
ValueError: a range of the BEE is a whole number from 0 to 1, not 2 \
ValueError: the size of encrypted memory is a whole number from 4096 to 536870912, not 100
True False False
True
b'what XYbod' [5, 6]
True False False
True
b'what XYbod' [5, 6]
True
"""


@pytest.mark.parametrize("trusted", [False, True])
def test_encrypted_memory(trusted):
    """What goes through the BEE's aliases, and what lies in RAM, on the armory with a 6UL."""
    out = io.BytesIO()
    image = build(PROGRAMS / "encrypted.py", ram=64 << 20, dma=1 << 20)
    machine = Machine(image, board="usbarmory-mk2/6ul", stdout=out, timeout=60)
    if trusted:
        machine.devices[0x020CC000].state = TRUSTED
        machine.devices[0x020CC000].has_key = True
    assert machine.run() == 0
    assert out.getvalue().decode().replace("\r\n", "\n") == ENCRYPTED
    engine = machine.devices[0x02044000]
    assert any(engine.key) != trusted and any(engine.nonce)


def test_encrypted_memory_of_an_engine_that_is_off(tmp_path):
    """An access through an alias ends the run, with its place."""
    program = tmp_path / "alias.py"
    program.write_text("from tamapy import dma\nfrom tamapy.arm import protection\n"
                       "protection.protect(0x10000000, 4096, 'rw')\n"
                       "dma.Region(0x10000000, 4096).reserve(8)[:] = bytes(8)\n")
    machine = Machine(build(program), board="usbarmory-mk2/6ul", stdout=io.BytesIO(), timeout=60)
    with pytest.raises(MachineError, match=r"at 0x10000000: the BEE is not enabled"):
        machine.run()
