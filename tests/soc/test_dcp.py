"""The DCP's driver on its model: compared with a cipher of the tests' own, and hashlib."""

import hashlib
import random
import struct

import pytest
from devices import Security, mapped

from tamapy import dma
from tamapy.emulator.models import ModelError
from tamapy.emulator.models.bus import SimulatedBus
from tamapy.emulator.models.dcp import Dcp
from tamapy.metal.memory import Device, memory
from tamapy.soc.nxp import dcp
from tamapy.soc.nxp.dcp import packets
from tests.soc import aes

BASE = 0x02280000
GATE = (0x020C4068, 5)
KEY = bytes.fromhex("2b7e151628aed2a6abf7158809cf4f3c")
IV = bytes(range(16))
DEVICE_KEY = bytes(range(100, 116))
# NIST SP 800-38A, F.1.1 and F.2.1
PLAIN = bytes.fromhex(
    "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
    "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710"
)
ECB = bytes.fromhex(
    "3ad77bb40d7a3660a89ecaf32466ef97f5d3d58503b9699de785895a96fdbaaf"
    "43b1cd7f598ece23881b00e3ed0306887b0c785e27e8ad3f8223207104725dd4"
)
CBC = bytes.fromhex(
    "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2"
    "73bed6b8e3c1743b7116e69e222295163ff1caa1681fac09120eca307586e1a7"
)


@pytest.fixture
def model(region, clocks):
    made = Dcp(SimulatedBus(), lambda: DEVICE_KEY)
    mapped(BASE, made, 0x4000)
    return made


@pytest.fixture
def driver(model, region):
    made = dcp.DCP(BASE, GATE, Security(), (region.start, region.size))
    made.init()
    return made


@pytest.fixture(autouse=True)
def nothing_is_left_in_dma_memory(driver, region):
    yield
    assert len(region._used) == 1  # the context buffer


def test_the_clock_is_switched_on(driver, clocks):
    assert clocks.values[0x68] == 0b11 << 10


@pytest.mark.parametrize("slot", range(4))
def test_published_vectors(driver, slot):
    driver.set_key(slot, KEY)
    for key in (slot, KEY):
        assert driver.encrypt(PLAIN, key) == ECB
        assert driver.decrypt(ECB, key) == PLAIN
        assert driver.encrypt(PLAIN, key, IV) == CBC
        assert driver.decrypt(CBC, key, IV) == PLAIN


def test_slots_have_keys_of_their_own(driver):
    for slot in range(4):
        driver.set_key(slot, bytes([slot] * 16))
    made = [driver.encrypt(PLAIN, slot) for slot in range(4)]
    assert made == [aes.encrypt(PLAIN, bytes([slot] * 16)) for slot in range(4)]


def test_all_lengths_of_blocks(driver, model):
    chance = random.Random(1)
    for length in range(0, 4097, 16):
        key, iv, data = chance.randbytes(16), chance.randbytes(16), chance.randbytes(length)
        model.done.clear()
        slot = chance.randrange(4)
        driver.set_key(slot, key)
        ecb, cbc = driver.encrypt(data, key), driver.encrypt(data, slot, iv)
        assert ecb == aes.encrypt(data, key) and cbc == aes.encrypt(data, key, iv)
        assert driver.decrypt(ecb, slot) == driver.decrypt(cbc, key, iv) == data
        assert [done.size for done in model.done] == [length] * 4 if length else not model.done


SOME_LENGTHS = [*range(0, 300), *range(300, 4097, 97), 4095, 4096]


@pytest.mark.parametrize("name", ["sha1", "sha256"])
@pytest.mark.parametrize("lengths", [
    SOME_LENGTHS, pytest.param(range(4097), marks=pytest.mark.slow),
], ids=["some", "all"])
def test_lengths_of_messages(driver, name, lengths):
    chance = random.Random(2)
    for length in lengths:
        data = chance.randbytes(length)
        made = getattr(driver, name)(data)
        assert made.hexdigest() == hashlib.new(name, data).hexdigest(), length


@pytest.mark.parametrize("name", ["sha1", "sha256"])
def test_hashes_in_pieces_take_turns(driver, name):
    chance = random.Random(3)
    pairs = [(getattr(driver, name)(), hashlib.new(name)) for _ in range(4)]
    for _ in range(300):
        ours, theirs = chance.choice(pairs)
        data = chance.randbytes(chance.choice([0, 1, 31, 63, 64, 65, 128, chance.randrange(300)]))
        ours.update(data)
        theirs.update(data)
        driver.encrypt(PLAIN, KEY, IV)  # goes on in between
        if chance.random() < 0.2:
            assert ours.digest() == theirs.digest()
            pairs.append((ours.copy(), theirs.copy()))
    assert len(pairs) > 20
    for ours, theirs in pairs:
        assert ours.digest() == theirs.digest() and ours.digest() == theirs.digest()
        assert (ours.name, ours.digest_size, ours.block_size) == (
            theirs.name, theirs.digest_size, theirs.block_size
        )


def test_large_data_is_processed_in_pieces(driver, model):
    data = random.Random(4).randbytes(3 * dcp.PIECE + 160)
    expected = [dcp.PIECE] * 3 + [160]
    made = driver.encrypt(data, KEY, IV)
    assert [done.size for done in model.done] == expected
    assert made == aes.encrypt(data, KEY, IV)
    model.done.clear()
    assert driver.decrypt(made, KEY, IV) == data
    assert [done.size for done in model.done] == expected
    model.done.clear()
    assert driver.sha256(data).digest() == hashlib.sha256(data).digest()
    assert [done.size for done in model.done] == [dcp.PIECE] * 3 + [128, 32]


def test_dma_memory_is_encrypted_where_it_is(driver, model, region):
    buffer = region.copy(PLAIN, 16)
    written = []
    write = model.bus.write
    model.bus.write = lambda address, data: (
        written.append((address, len(data))) or write(address, data)
    )
    driver.encrypt_in_place(buffer, KEY, [IV])
    assert buffer == CBC and (dma.address(buffer), 64) in written
    driver.decrypt_in_place(buffer, KEY, [IV])
    assert buffer == PLAIN
    driver.encrypt_in_place(buffer[16:32], KEY)
    assert bytes(buffer) == PLAIN[:16] + ECB[16:32] + PLAIN[32:]
    region.release(buffer)


def test_data_in_dma_memory_is_not_copied(driver, model, region):
    buffer = region.copy(PLAIN, 16)
    sources = []
    read = model.bus.read
    model.bus.read = lambda address, size: sources.append(address) or read(address, size)
    assert driver.encrypt(buffer, KEY, IV) == CBC and buffer == PLAIN
    assert driver.sha256(buffer[:]).digest() == hashlib.sha256(PLAIN).digest()
    assert dma.address(buffer) in sources
    region.release(buffer)


@pytest.mark.parametrize("count", [1, 2, 7, 255])
def test_chains(driver, model, region, count):
    chance = random.Random(count)
    data = chance.randbytes(32 * count)
    ivs = [chance.randbytes(16) for _ in range(count)]
    buffer = region.copy(data, 16)
    driver.set_key(2, KEY)
    driver.encrypt_in_place(buffer, 2, ivs)
    parts = [data[at:at + 32] for at in range(0, len(data), 32)]
    expected = [aes.encrypt(part, KEY, iv) for part, iv in zip(parts, ivs, strict=True)]
    assert bytes(buffer) == b"".join(expected)
    assert [done.size for done in model.done] == [32] * count
    assert [bool(done.control & 1) for done in model.done] == [False] * (count - 1) + [True]
    driver.decrypt_in_place(buffer, KEY, ivs)
    assert bytes(buffer) == data
    region.release(buffer)


def test_a_device_unique_key(driver, region):
    expected = aes.encrypt(b"diversifier" + b"\5" * 5, DEVICE_KEY, IV)
    assert driver.derive_key(b"diversifier", IV) == expected
    assert driver.derive_key(PLAIN, IV) == aes.encrypt(PLAIN, DEVICE_KEY, IV)
    assert driver.derive_key(b"diversifier", IV, slot=3) is None
    assert driver.encrypt(PLAIN, 3) == aes.encrypt(PLAIN, expected)


def test_a_derived_key_does_not_leave_the_chip(driver, model, region):
    start = memory.allocate(1 << 16)
    driver.on_chip = (start, 1 << 16)
    touched = []
    read, write = model.bus.read, model.bus.write
    model.bus.read = lambda address, size: touched.append(address) or read(address, size)
    model.bus.write = lambda address, data: touched.append(address) or write(address, data)
    driver.derive_key(b"diversifier", IV, slot=0)
    assert touched and all(start <= address < start + (1 << 16) for address in touched)
    assert driver.encrypt(PLAIN, 0) == aes.encrypt(
        PLAIN, aes.encrypt(b"diversifier" + b"\5" * 5, DEVICE_KEY, IV)
    )
    assert dma.default() is region


def test_a_derived_key_is_not_left_in_memory(driver, region):
    key = driver.derive_key(b"diversifier", IV)
    driver.derive_key(b"diversifier", IV, slot=0)
    assert key not in memory.load_bytes(region.start, region.size)


def test_hashes_go_on_after_a_derivation(driver):
    ours = driver.sha256(bytes(200))
    driver.derive_key(b"diversifier", IV)
    ours.update(bytes(200))
    assert ours.digest() == hashlib.sha256(bytes(400)).digest()


def test_a_device_key_that_does_not_come(driver, model):
    model.key_ready = False
    with pytest.raises(TimeoutError, match="bit 28 did not become 1"):
        driver.derive_key(b"diversifier", IV)


def test_no_key_is_derived_without_secure_boot(driver, model):
    driver.snvs.trusted = False
    for slot in (None, 1):
        with pytest.raises(RuntimeError) as caught:
            driver.derive_key(b"diversifier", IV, slot)
        assert str(caught.value) == "SNVS unavailable, not in trusted or secure state"
    assert not model.done


@pytest.mark.parametrize("call, text", [
    (lambda d, b: d.encrypt(b"15 bytes or so.", KEY), "input size"),
    (lambda d, b: d.decrypt(bytes(17), 0), "input size"),
    (lambda d, b: d.encrypt(PLAIN, KEY, IV[1:]), "IV size"),
    (lambda d, b: d.encrypt(PLAIN, KEY[1:]), "key size"),
    (lambda d, b: d.encrypt(PLAIN, 4), "slot is"),
    (lambda d, b: d.set_key(-1, KEY), "slot is"),
    (lambda d, b: d.set_key(4, KEY), "slot is"),
    (lambda d, b: d.set_key(0, KEY + b"0"), "key size"),
    (lambda d, b: d.derive_key(b"", IV), "diversifier"),
    (lambda d, b: d.derive_key(b"x", b""), "IV size"),
    (lambda d, b: d.derive_key(b"x", IV, 4), "slot is"),
    (lambda d, b: d.encrypt_in_place(PLAIN, KEY), "DMA memory"),
    (lambda d, b: d.encrypt_in_place(b, KEY, []), "255 parts"),
    (lambda d, b: d.encrypt_in_place(b, KEY, [IV] * 3), "input size"),
    (lambda d, b: d.encrypt_in_place(b, KEY, [IV] * 8), "input size"),
    (lambda d, b: d.encrypt_in_place(b, KEY, [IV] * 256), "255 parts"),
    (lambda d, b: d.encrypt_in_place(b, KEY, [IV, None]), "IV size"),
    (lambda d, b: d.encrypt_in_place(b[0:0], KEY, [IV]), "input size"),
])
def test_bad_arguments_reach_no_register(driver, model, region, call, text):
    buffer = region.reserve(64)
    model.read = model.write = None
    with pytest.raises(ValueError, match=text):
        call(driver, buffer)
    region.release(buffer)


def packet(region, **changes):
    """A packet that copies nothing right, and a buffer for it."""
    words = {
        "next": 0, "control0": packets.CTRL0_DECR_SEMAPHORE | packets.CTRL0_ENABLE_CIPHER,
        "control1": 0, "source": region.start, "destination": region.start, "size": 16,
        "payload": region.start, "status": 0,
    }
    words.update(changes)
    return region.copy(struct.pack("<8I", *words.values()))


SIMPLE = packets.CTRL0_DECR_SEMAPHORE | packets.CTRL0_ENABLE_CIPHER
HASH = packets.CTRL0_DECR_SEMAPHORE | packets.CTRL0_ENABLE_HASH | packets.CTRL0_HASH_INIT
NOWHERE = 0xF0000000


@pytest.mark.parametrize("changes, bit, code, words", [
    ({"source": NOWHERE}, 4, 0, "bus error at the source"),
    ({"destination": NOWHERE}, 5, 0, "bus error at the destination"),
    ({"control0": SIMPLE | packets.CTRL0_PAYLOAD_KEY, "payload": NOWHERE}, 3, 4, "payload"),
    ({"control0": HASH | packets.CTRL0_HASH_TERM, "payload": NOWHERE}, 3, 4, "payload"),
    ({"size": 17}, 2, 0, "invalid setup"),
    ({"control0": HASH, "size": 65}, 2, 0, "invalid setup"),
    ({"control0": packets.CTRL0_DECR_SEMAPHORE}, 2, 5, "invalid mode"),
    ({"control1": 2 << 4}, 2, 5, "invalid mode"),
    ({"control0": packets.CTRL0_ENABLE_CIPHER}, 2, 2, "nothing is chained"),
    ({"control0": packets.CTRL0_ENABLE_CIPHER | packets.CTRL0_CHAIN}, 2, 1, "address is 0"),
    ({"control0": packets.CTRL0_ENABLE_CIPHER | packets.CTRL0_CHAIN, "next": NOWHERE}, 3, 0,
     "bus error at the packet"),
    ({"control0": HASH | packets.CTRL0_HASH_TERM | 1 << 14}, 1, 0, "hash mismatch"),
])
def test_bad_packets_are_reported(driver, region, changes, bit, code, words):
    chain = packet(region, **changes)
    with pytest.raises(RuntimeError, match=words) as caught:
        driver.run(chain)
    status = code << 16 | 1 << bit
    assert f"DCP channel 0 error, status:{status:#x} error_code:{code:#x} sema:0x1" in str(
        caught.value
    )
    region.release(chain)
    # It works again, with keys set anew.
    assert driver.encrypt(PLAIN, KEY) == ECB


def test_a_context_buffer_that_is_not_there(driver, model, region):
    model.context = NOWHERE
    with pytest.raises(RuntimeError, match="context buffer"):
        driver.encrypt(PLAIN, KEY)


def test_a_dcp_that_does_not_answer(driver, model, region):
    model.stalled = True
    with pytest.raises(TimeoutError, match=r"DCP_STAT \(register 0x02280010\): bit 0"):
        driver.encrypt(PLAIN, KEY)
    model.stalled = False
    assert driver.encrypt(PLAIN, KEY) == ECB


def test_a_dcp_that_stays_in_reset(driver, region):
    memory.devices[:] = [Device(0, 1 << 32, lambda offset, size: 1 << 30, lambda *write: None)]
    with pytest.raises(TimeoutError, match=r"DCP_CTRL \(register 0x02280000\): bit 30"):
        driver.init()


def test_a_dcp_that_was_not_initialised(model, region, driver):
    fresh = dcp.DCP(BASE, GATE, Security(), (0, 0))
    for call in (lambda: fresh.encrypt(PLAIN, KEY), lambda: fresh.set_key(0, KEY),
                 lambda: fresh.sha256(PLAIN).digest()):
        with pytest.raises(RuntimeError, match="not initialised"):
            call()


def test_packets_tell_their_status(driver, region):
    chain = packet(region, control0=SIMPLE | packets.CTRL0_INTERRUPT | 0xAB << 24)
    driver.run(chain)
    assert chain.word(28) == 0xAB000001
    region.release(chain)


@pytest.mark.parametrize("misuse, text", [
    (lambda m: m.read(0x600, 4), "no readable register"),
    (lambda m: m.read(0, 1), "32 bits"),
    (lambda m: m.read(4, 4), "no readable register"),
    (lambda m: m.write(0x430, 4, 0), "no writable register"),
    (lambda m: m.write(0x54, 4, 0), "no writable register"),
    (lambda m: m.write(0x100, 4, 2), "lie at words"),
    (lambda m: m.write(0x150, 4, 1), "not enabled"),
    (lambda m: (m.write(0x4, 4, 1 << 30), m.write(0x60, 4, 0)), "clock is gated"),
])
def test_the_model_reports_what_the_manual_rules_out(driver, model, misuse, text):
    with pytest.raises(ModelError, match=text):
        misuse(model)


def test_the_key_ram_cannot_be_read(driver, model):
    driver.set_key(1, KEY)
    model.write(0x60, 4, 1 << 4)
    assert [model.read(0x70, 4) for _ in range(4)] == [0] * 4


def test_channels_lose_their_state_unless_contexts_are_switched(model, driver, region):
    """Two messages on two channels, in turns: with the contexts in memory both come out right."""
    results = {}
    for switching in (True, False):
        driver.init()
        if not switching:
            model.write(dcp.CTRL_CLR, 4, 1 << dcp.CTRL_CONTEXT_SWITCHING)
        model.write(dcp.CHANNELCTRL, 4, 0b11)
        blocks = [bytes([i]) * 64 for i in range(4)]
        for index, block in enumerate(blocks):
            channel, last = index % 2, index >= 2
            with region.place(block) as source, region.place(bytes(32)) as target:
                control = packets.CTRL0_ENABLE_HASH | packets.CTRL0_DECR_SEMAPHORE
                control |= packets.CTRL0_HASH_TERM if last else packets.CTRL0_HASH_INIT
                chain = packet(
                    region, control0=control, control1=2 << 16, source=dma.address(source),
                    size=64, payload=dma.address(target),
                )
                model.write(0x100 + 0x40 * channel, 4, dma.address(chain))
                model.write(0x110 + 0x40 * channel, 4, 1)
                assert model.read(0x120 + 0x40 * channel, 4) == 1
                results[switching, channel] = bytes(target)[::-1]
                region.release(chain)
    expected = [hashlib.sha256(blocks[i] + blocks[i + 2]).digest() for i in range(2)]
    assert [results[True, i] for i in range(2)] == expected
    assert results[False, 0] != expected[0]


@pytest.mark.parametrize("failing", [1, 2, 3])
def test_a_piece_that_fails_is_not_hashed(driver, monkeypatch, failing):
    """Not in part either: the program may try again."""
    first, second = random.Random(3).randbytes(100), random.Random(4).randbytes(40000)
    made = driver.sha256(first)
    hash_, left = driver.hash, [failing]

    def fails(*arguments):
        left[0] -= 1
        if left[0] == 0:
            raise RuntimeError("bus error")
        return hash_(*arguments)

    monkeypatch.setattr(driver, "hash", fails)
    with pytest.raises(RuntimeError, match="bus error"):
        made.update(second)
    monkeypatch.setattr(driver, "hash", hash_)
    assert made.digest() == hashlib.sha256(first).digest()
    made.update(second)
    assert made.digest() == hashlib.sha256(first + second).digest()
