"""Random bytes of the i.MX boards: RNGB on the 6ULL, CAAM on the 6UL, on their models."""

import itertools
import random

import pytest
from devices import mapped

from tamapy.arm import settings
from tamapy.board import imx_entropy
from tamapy.emulator.models.bank import RegisterBank
from tamapy.emulator.models.bus import SimulatedBus
from tamapy.emulator.models.caam import Caam
from tamapy.emulator.models.rngb import Rngb
from tamapy.metal import Ptr, intrinsics, metal, provide, u8, usize
from tamapy.metal.memory import Device, memory
from tamapy.soc import imx6ul
from tamapy.soc.nxp import caam, rngb
from tamapy.soc.nxp.caam import generator, noise, rings

CLEAN_AND_INVALIDATE, INVALIDATE = (7, 14, 1), (7, 6, 1)
LINES = generator.SIZE // 64
HEALTH = "the CAAM's random number generator failed its health test"


@pytest.fixture(autouse=True)
def processor(monkeypatch):
    """What is done to the caches, and at which address; lines have 64 bytes."""
    done = []
    monkeypatch.setitem(intrinsics._handlers, "mrc", lambda *place: 4 << 16)
    monkeypatch.setitem(
        intrinsics._handlers, "mcr", lambda c, o, value, *place: done.append((place, int(value)))
    )
    for name in ("dsb", "isb"):
        monkeypatch.setitem(intrinsics._handlers, name, lambda: None)
    provide(settings.is_verbose, lambda: False)
    return done


def chip(family, revision=0):
    """Tell which chip this is."""
    mapped(0x020C8000, RegisterBank({0x260: family << 16 | revision}), 0x4000)


@metal
def _fill(at: usize, size: usize) -> None:
    imx_entropy.fill(Ptr[u8](at), size)


def take(size):
    """Bytes from the board, nothing around which is touched."""
    at = memory.allocate(size + 16, 8)
    memory.store_bytes(at, b"\xA5" * (size + 16))
    _fill(at, size)
    found = memory.load_bytes(at, size + 16)
    assert found[size:] == b"\xA5" * 16
    return bytes(found[:size])


@pytest.fixture
def model(clocks):
    """A 6UL's CAAM; what it makes can be told from everything else."""
    chip(imx6ul.FAMILY_UL)
    made = Caam(SimulatedBus())
    made.random = random.Random(5).randbytes
    made.noise = []  # at which of the jobs so far it was asked for
    entropy = made.generator.entropy
    made.generator.entropy = lambda: made.noise.append(len(made.done)) or entropy()
    return mapped(imx6ul.CAAM_BASE, made, 0x4000)


def test_the_6ul_has_its_caam(model, clocks):
    imx_entropy.find()
    assert clocks.values[0x68] == 0b111111 << 8 and not model.done  # nobody has asked yet
    expected = random.Random(5)
    sizes = [1, 255, 256, 257, 1000, 0, 7]
    for size in sizes:
        pieces = [min(256, size - at) for at in range(0, size, 256)]
        assert take(size) == b"".join(expected.randbytes(piece) for piece in pieces)
    assert all(done.status == 0 for done in model.done)
    assert model.read(0x6C0, 4) == 1 << 30 | 0x11  # a state handle, and the secure keys


def test_new_noise_after_some_pieces(model):
    imx_entropy.find()
    for _ in range(2 * imx_entropy.PIECES + 1):
        take(3)
    # For the seed, the first piece, and one piece in 128.
    assert model.noise == [0, 1, 1 + imx_entropy.PIECES, 1 + 2 * imx_entropy.PIECES]


def test_a_ring_of_its_own(model, region):
    """The driver of the same CAAM, and the board's generator, do not see each other."""
    imx_entropy.find()
    gates = tuple((0x020C4068, number) for number in (4, 5, 6))
    other = caam.CAAM(imx6ul.CAAM_BASE, gates, None, (0, 0))
    first = take(8)
    other.init()
    assert len({first, take(8), other.get_random_data(8), take(8)}) == 4
    assert model.started == 0b11 and len(model.noise) == 3
    # It needs no memory for devices: the two places are the driver's.
    assert len(region._used) == 2


@pytest.mark.parametrize("resistant", [False, True])
def test_a_generator_that_a_boot_loader_began(model, resistant):
    """One without new noise for each request is begun again."""
    model.generator.handles, model.generator.resistant = 1, int(resistant)
    model.generator.secure_keys = True
    noise.set_up(imx6ul.CAAM_BASE, 6400)
    imx_entropy.find()
    take(1)
    assert model.read(0x6C0, 4) == 1 << 30 | 0x11
    assert len(model.done) == (1 if resistant else 3)
    assert model.read(0x610, 4) >> 16 == (6400 if resistant else 3200)


def test_noise_that_needs_more_time(model):
    model.least_delay = 4000
    imx_entropy.find()
    assert len(take(8)) == 8 and model.read(0x610, 4) == 4000 << 16 | 2500
    assert [done.status for done in model.done] == [0x2000015B] * 2 + [0, 0]


@pytest.mark.parametrize("failing, what", [
    (1 << 15, ": monobit"), (1 << 14, ": poker"), (1 << 13, ": long run"), (1 << 0, ": runs"),
    (1 << 11, ": runs"), (1 << 12, ": sparse bits"), (1 << 16, ""),
])
def test_noise_that_fails_its_health_test(model, failing, what):
    """At the start, and when there has to be new noise; it is used again once it is good."""
    imx_entropy.find()
    model.failing = failing
    for _ in range(2):
        with pytest.raises(RuntimeError) as caught:
            take(1)
        assert str(caught.value) == HEALTH + what
    assert not model.generator.handles
    model.failing = 0
    take(1)
    model.failing = failing
    for _ in range(imx_entropy.PIECES - 1):
        take(1)
    for _ in range(2):
        with pytest.raises(RuntimeError) as caught:
            take(1)
        assert str(caught.value) == HEALTH + what
    model.failing = 0
    assert len(take(300)) == 300


def test_a_generator_that_repeats_itself(model):
    imx_entropy.find()
    model.random = lambda size: bytes(size)
    with pytest.raises(RuntimeError, match="failed its continuous test: it repeats itself"):
        take(32)


def test_a_generator_that_does_not_answer(model):
    imx_entropy.find()
    take(1)
    model.stalled = True
    for _ in range(2):
        with pytest.raises(RuntimeError, match="does not answer: ORSFR"):
            take(1)
    model.stalled = False
    assert len(take(300)) == 300  # the ring was started anew


def test_another_error_of_a_job(model):
    imx_entropy.find()
    take(1)
    model.generator.handles = model.generator.resistant = 0
    with pytest.raises(RuntimeError, match="generator reports an error"):
        take(1)
    assert len(take(1)) == 1 and model.generator.handles


def test_a_ring_that_is_never_reset(model):
    imx_entropy.find()
    read = model.read
    memory.devices[:] = [Device(0, 1 << 32, lambda offset, size: 0, lambda *write: None)]
    with pytest.raises(RuntimeError, match="does not reset its job ring: JRINTR, JRCR"):
        generator.start(imx6ul.CAAM_BASE, 0x80000000)
    assert read(0xFF8, 4)


def test_memory_behind_caches(model, processor, monkeypatch):
    """What was written is in memory before a job, and what the CAAM wrote is not from the cache."""
    imx_entropy.find()
    take(1)
    processor.clear()
    write = model.write
    monkeypatch.setattr(memory, "devices", [
        Device(device.start, device.size, device.read, lambda offset, size, value: (
            processor.append((offset, value)), write(offset, size, value)
        )) if device.start == imx6ul.CAAM_BASE else device for device in memory.devices
    ])
    take(1)
    at = processor[0][1]
    assert at % 64 == 0
    ring = generator.RING
    assert processor == [
        *((CLEAN_AND_INVALIDATE, at + 64 * line) for line in range(LINES)),
        (ring + rings.IRJAR, 1),
        *((INVALIDATE, at + 64 * line) for line in range(LINES)),
        (ring + rings.ORJRR, 1),
    ]


def test_nothing_of_it_stays(model):
    imx_entropy.find()
    found = take(64)
    start = int(imx_entropy.memory.addr)
    assert found[:8] not in memory.load_bytes(start, generator.SIZE + generator.ALIGN)


def test_a_6ul_without_caam(clocks, monkeypatch):
    """QEMU's has the timer's jitter; silicon has an error."""
    mapped(imx6ul.CAAM_BASE, RegisterBank(), 0x4000)
    chip(imx6ul.FAMILY_UL)
    moments = itertools.count(1, 977)
    monkeypatch.setitem(intrinsics._handlers, "mrrc", lambda *place: next(moments))
    imx_entropy.find()
    assert imx_entropy.state.source == imx_entropy.JITTER and len(set(take(64))) > 16
    chip(imx6ul.FAMILY_UL, revision=2)
    memory.devices.insert(0, memory.devices.pop())
    imx_entropy.find()
    assert imx_entropy.state.source == imx_entropy.NOTHING
    with pytest.raises(RuntimeError, match=r"no random number generator: the i\.MX 6UL's CAAM"):
        take(1)


def test_the_6ull_has_its_rngb():
    chip(imx6ul.FAMILY_ULL)
    words = itertools.count(1)
    model = mapped(imx6ul.RNGB_BASE, Rngb(lambda n: next(words).to_bytes(n, "little")), 0x4000)
    imx_entropy.find()
    assert not model.status  # nobody has asked yet
    assert take(6) == b"\1\0\0\0\2\0" and take(1) == b"\3" and take(0) == b""
    model.self_test_passes = False
    imx_entropy.state.started = False
    for _ in range(2):
        with pytest.raises(RuntimeError, match="failed its self test"):
            take(1)
    assert rngb.has_failed(imx6ul.RNGB_BASE)


def test_the_words_of_the_descriptors():
    """IMX6ULSRM, 6.6 Descriptors and descriptor commands."""
    assert (generator.BEGIN, generator.SECURE_KEYS) == (0x82500006, 0x82501000)
    assert (generator.WAIT, generator.CLEAR_MODE, generator.CLEARED) == (0xA2000001, 0x10880004, 1)
    assert (generator.MAKE, generator.STORE) == (0x82500000, 0x60740000)
    assert noise.HARDWARE == 0x2000005B and noise.CONTINUOUS == 0x2000005C
