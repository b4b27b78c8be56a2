"""The CAAM's driver on its model: compared with a cipher of the tests' own, and hashlib."""

import hashlib
import hmac
import random

import pytest
from devices import Security, mapped

from tamapy import dma
from tamapy.emulator.models import ModelError
from tamapy.emulator.models.bus import SimulatedBus
from tamapy.emulator.models.caam import Caam
from tamapy.metal.memory import Device, memory
from tamapy.soc.nxp import caam
from tamapy.soc.nxp.caam import commands, noise, rings
from tamapy.soc.nxp.caam.errors import JobError, describe
from tests.soc import aes

BASE = 0x02140000
RING = BASE + rings.SIZE
GATES = tuple((0x020C4068, number) for number in (4, 5, 6))
MASTER = bytes(range(100, 132))
# NIST SP 800-38A, F.1, F.2, F.5: plain text, and by key its ECB, CBC and CTR
PLAIN = bytes.fromhex(
    "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
    "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710"
)
IV = bytes(range(16))
COUNTER = bytes(range(0xF0, 0x100))
KEYS = [bytes.fromhex(key) for key in (
    "2b7e151628aed2a6abf7158809cf4f3c", "8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b",
    "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
)]
ECB = ["3ad77bb40d7a3660a89ecaf32466ef97", "bd334f1d6e45f25ff712a214571fa5cc",
       "f3eed1bdb5d2a03c064b5a7e3db181f8"]
CBC = ["7649abac8119b246cee98e9b12e9197d", "4f021db243bc633d7178183a9fa071e8",
       "f58c4c04d6e5f1ba779eabfb5f7bfbd6"]
CTR = ["874d6191b620e3261bef6864990db6ce", "1abc932417521ca24f2b0459fe7e6e0b",
       "601ec313775789a5b7a7f504bbf3d228"]
# NIST SP 800-38B, D.1 to D.3: the codes of 0, 16, 40 and 64 bytes
CMAC = [
    ("bb1d6929e95937287fa37d129b756746", "070a16b46b4d4144f79bdd9dd04a287c",
     "dfa66747de9ae63030ca32611497c827", "51f0bebf7e3b9d92fc49741779363cfe"),
    ("d17ddf46adaacde531cac483de7a9367", "9e99a7bf31e710900662f65e617c5184",
     "8a1de5be2eb31aad089a82e6ee908b0e", "a1d5df0eed790f794d77589659f39a11"),
    ("028962f61b7bf89efc6b551f4667d983", "28a7023f452e8f82bd4bf28d8c37c35c",
     "aaf3d8f1de5640c232f5b169b9c911e6", "e1992190549f6ed5696a2c056c315410"),
]


@pytest.fixture
def model(region, clocks):
    made = Caam(SimulatedBus(), lambda: MASTER)
    made.random = random.Random(0).randbytes
    mapped(BASE, made, 0x4000)
    return made


@pytest.fixture
def driver(model, region):
    made = caam.CAAM(BASE, GATES, Security(), (region.start, region.size))
    made.init()
    model.done.clear()
    return made


@pytest.fixture(autouse=True)
def nothing_is_left_in_dma_memory(driver, region):
    yield
    assert len(region._used) == 2  # the rings


def test_the_clocks_are_switched_on(driver, clocks):
    assert clocks.values[0x68] == 0b111111 << 8


def test_which_there_is(driver, model):
    assert driver.is_present() and model.read(0xFFC, 4) == 0
    memory.devices[:] = [Device(0, 1 << 32, lambda offset, size: 0, lambda *write: None)]
    assert not driver.is_present()


# -- AES -----------------------------------------------------------------------


@pytest.mark.parametrize("number", range(3))
def test_published_vectors(driver, number):
    key = KEYS[number]
    ecb, cbc = driver.encrypt(PLAIN, key), driver.encrypt(PLAIN, key, IV)
    assert (ecb[:16].hex(), cbc[:16].hex()) == (ECB[number], CBC[number])
    assert driver.decrypt(ecb, key) == driver.decrypt(cbc, key, IV) == PLAIN
    assert driver.ctr(PLAIN[:16], key, COUNTER).hex() == CTR[number]
    made = [driver.cmac(PLAIN[:size], key).hex() for size in (0, 16, 40, 64)]
    assert made == list(CMAC[number])


SOME_LENGTHS = [*range(0, 100), *range(100, 4097, 311), 4095, 4096]
SOME_AND_ALL = pytest.mark.parametrize("lengths", [
    SOME_LENGTHS, pytest.param(range(4097), marks=pytest.mark.slow),
], ids=["some", "all"])


@SOME_AND_ALL
def test_lengths_of_texts(driver, lengths):
    chance = random.Random(1)
    for length in lengths:
        key, iv = chance.randbytes(chance.choice([16, 24, 32])), chance.randbytes(16)
        data = chance.randbytes(length)
        stream = aes.encrypt(counters(iv, length), key)
        assert driver.ctr(data, key, iv) == aes.xor(data, stream[:length]), length
        whole = data[:length // 16 * 16]
        ecb, cbc = driver.encrypt(whole, key), driver.encrypt(whole, key, iv)
        assert ecb == aes.encrypt(whole, key) and cbc == aes.encrypt(whole, key, iv), length
        assert driver.decrypt(ecb, key) == driver.decrypt(cbc, key, iv) == whole
        assert driver.cmac(data, key) == aes.cmac(data, key), length


def counters(first, length):
    """The blocks of counters for some bytes."""
    number = int.from_bytes(first, "big")
    blocks = [number + i & (1 << 128) - 1 for i in range(-(-length // 16))]
    return b"".join(block.to_bytes(16, "big") for block in blocks)


def test_large_texts_are_processed_in_pieces(driver, model):
    data = random.Random(4).randbytes(2 * caam.PIECE + 160)
    key = KEYS[1]
    made = driver.encrypt(data, key, IV)
    assert len(model.done) == 3 and made == aes.encrypt(data, key, IV)
    assert driver.decrypt(made, key, IV) == data
    counter = bytes([0xFF] * 16)  # the next one is 0
    expected = aes.encrypt(counters(counter, len(data)), key)
    assert driver.ctr(data, key, counter) == aes.xor(data, expected)


def test_data_in_dma_memory_is_not_copied(driver, model, region):
    buffer, key = region.copy(PLAIN, 16), region.copy(KEYS[2])
    sources = []
    read = model.bus.read
    model.bus.read = lambda address, size: sources.append(address) or read(address, size)
    assert driver.encrypt(buffer, key) == aes.encrypt(PLAIN, KEYS[2]) and buffer == PLAIN
    assert driver.sha256(buffer[:]).digest() == hashlib.sha256(PLAIN).digest()
    assert {dma.address(buffer), dma.address(key)} <= {*sources}
    region.release(buffer)
    region.release(key)


# -- hashes --------------------------------------------------------------------

NAMES = ("sha1", "sha224", "sha256")


@pytest.mark.parametrize("name", NAMES)
@SOME_AND_ALL
def test_lengths_of_messages(driver, name, lengths):
    chance = random.Random(2)
    for length in lengths:
        data = chance.randbytes(length)
        made = getattr(driver, name)(data)
        assert made.hexdigest() == hashlib.new(name, data).hexdigest(), length


@pytest.mark.parametrize("name", NAMES)
def test_hashes_in_pieces_take_turns(driver, name):
    chance = random.Random(3)
    pairs = [(getattr(driver, name)(), hashlib.new(name)) for _ in range(4)]
    for _ in range(200):
        ours, theirs = chance.choice(pairs)
        data = chance.randbytes(chance.choice([0, 1, 31, 63, 64, 65, 128, chance.randrange(300)]))
        ours.update(data)
        theirs.update(data)
        if chance.random() < 0.2:
            assert ours.digest() == theirs.digest()
            pairs.append((ours.copy(), theirs.copy()))
    for ours, theirs in pairs:
        assert ours.digest() == theirs.digest() and ours.digest() == theirs.digest()
        assert (ours.name, ours.digest_size, ours.block_size) == (
            theirs.name, theirs.digest_size, theirs.block_size
        )


@pytest.mark.parametrize("name", NAMES)
def test_hmac_takes_them(driver, name):
    for key in (b"", b"key", bytes(64), bytes(200)):
        made = hmac.new(key, PLAIN, getattr(driver, name))
        assert made.digest() == hmac.digest(key, PLAIN, name)


# -- random numbers ------------------------------------------------------------


def test_random_bytes(driver, model):
    assert model.read(0x6C0, 4) == 1 << 30 | 0x11  # a state handle, and the secure keys
    model.random = lambda size: bytes(i & 255 for i in range(size))
    assert driver.get_random_data(5) == bytes(range(5)) and driver.get_random_data(0) == b""
    assert len(driver.get_random_data(2 * caam.PIECE + 1)) == 2 * caam.PIECE + 1
    assert len(model.done) == 4


def test_the_generator_is_seeded_once(driver, model):
    driver.init()
    assert not model.done and driver.get_random_data(8) != driver.get_random_data(8)


@pytest.mark.parametrize("keys", [False, True])
def test_a_generator_that_was_begun_otherwise(driver, model, keys):
    """Without new noise for each request it is begun again; the secure keys are made once."""
    model.reset()
    driver._ring.init()
    noise.set_up(BASE, 3200)
    driver.run(commands.operation(1, commands.ALG_RNG, 0, commands.AS_INITIALIZE))
    if keys:
        driver.run(commands.operation(1, commands.ALG_RNG, 0x100, commands.AS_UPDATE))
        with pytest.raises(JobError, match="secure key generation"):
            driver.run(commands.operation(1, commands.ALG_RNG, 0x100, commands.AS_UPDATE))
    assert model.read(0x6C0, 4) == keys << 30 | 1
    driver.init()
    assert model.read(0x6C0, 4) == 1 << 30 | 0x11 and len(driver.get_random_data(8)) == 8


def test_noise_that_needs_more_time(driver, model):
    model.reset()
    model.least_delay = 4000
    driver.init()
    assert [hex(done.status) for done in model.done] == ["0x2000015b"] * 2 + ["0x0"]
    assert model.read(0x610, 4) == 4000 << 16 | 2500 and model.read(0x600, 4) == 1


def test_noise_that_is_never_good(driver, model):
    model.reset()
    model.least_delay = 20000
    with pytest.raises(RuntimeError, match="could not be seeded") as caught:
        driver.init()
    assert str(caught.value.__cause__) == (
        "CAAM job error, status:0x2000015b at word 1 (CCB: RNG: hardware error)"
    )
    with pytest.raises(JobError, match="RNG: not instantiated"):
        driver.get_random_data(1)


# -- keys of the device ----------------------------------------------------------


def test_blobs(driver, model):
    for size in (1, 16, 100):
        data, modifier = PLAIN.ljust(100)[:size], bytes([size] * 16)
        blob = driver.encapsulate(data, modifier)
        assert len(blob) == size + 48 and data not in blob
        assert blob != driver.encapsulate(data, modifier)
        assert driver.decapsulate(blob, modifier) == data
        for wrong in (blob[:-1] + bytes([blob[-1] ^ 1]), bytes([blob[0] ^ 1]) + blob[1:]):
            with pytest.raises(JobError, match="AES: ICV check failed"):
                driver.decapsulate(wrong, modifier)
        with pytest.raises(JobError, match="ICV") as caught:
            driver.decapsulate(blob, bytes(16))
        assert caught.value.status & 0xF00000FF == 0x2000001A
    model.unique_key = lambda: bytes(32)
    with pytest.raises(JobError, match="ICV"):
        driver.decapsulate(blob, modifier)


def test_a_device_unique_key(driver, model, region):
    master = hashlib.sha256(b"verification" + MASTER).digest()  # as the model makes it
    expected = b"".join(aes.cmac(bytes([first]) + b"what for", master) for first in (0x41, 0x42))
    assert driver.derive_key(b"what for") == expected
    assert driver.derive_key(b"x") != driver.derive_key(b"y") != driver.derive_key(b"y" * 31)
    assert master not in memory.load_bytes(region.start, region.size)


def test_the_master_key_does_not_leave_the_chip(driver, model, region):
    start = memory.allocate(1 << 16)
    driver.on_chip = (start, 1 << 16)
    written = []
    write = model.bus.write
    model.bus.write = lambda address, data: written.append((address, data)) or write(address, data)
    key = driver.derive_key(b"what for")
    assert dma.default() is region
    inside = [data for address, data in written if start <= address < start + (1 << 16)]
    assert [len(data) for data in inside] == [32, 16, 16] and b"".join(inside[1:]) == key
    assert all(len(data) == 8 for address, data in written if address < start)  # the ring
    assert memory.load_bytes(start, 1 << 16) == bytes(1 << 16)


def test_no_keys_without_secure_boot(driver, model):
    driver.snvs.trusted = False
    for call in (lambda: driver.derive_key(b"x"), lambda: driver.encapsulate(b"x", IV),
                 lambda: driver.decapsulate(bytes(49), IV)):
        with pytest.raises(RuntimeError, match="SNVS unavailable, not in trusted or secure state"):
            call()
    assert not model.done


# -- arguments and errors ----------------------------------------------------------


@pytest.mark.parametrize("call, text", [
    (lambda d: d.encrypt(b"15 bytes or so.", IV), "input size"),
    (lambda d: d.decrypt(bytes(17), IV), "input size"),
    (lambda d: d.encrypt(PLAIN, IV, IV[1:]), "IV size"),
    (lambda d: d.encrypt(PLAIN, IV[1:]), "key size"),
    (lambda d: d.ctr(PLAIN, IV, IV[1:]), "IV size"),
    (lambda d: d.ctr(PLAIN, IV * 3, IV), "key size"),
    (lambda d: d.cmac(PLAIN, b""), "key size"),
    (lambda d: d.derive_key(b""), "diversifier"),
    (lambda d: d.derive_key(bytes(32)), "diversifier"),
    (lambda d: d.encapsulate(b"", IV), "input size"),
    (lambda d: d.encapsulate(b"x", IV[1:]), "modifier"),
    (lambda d: d.decapsulate(bytes(48), IV), "blob size"),
])
def test_bad_arguments_reach_no_register(driver, model, call, text):
    model.read = model.write = None
    with pytest.raises(ValueError, match=text):
        call(driver)


AES_STEP = commands.operation(1, commands.ALG_AES, commands.AAI_AES_ECB, commands.AS_WHOLE, 1)
SHA_STEP = commands.operation(2, commands.ALG_SHA256, 0, commands.AS_INITIALIZE)
RNG_STEP = commands.operation(1, commands.ALG_RNG, 0, commands.AS_UPDATE)
NOWHERE = 0xF0000000
#: Commands, given a buffer of 64 bytes and one where no memory is; the status they end in.
MALFORMED = {
    "no such command": (lambda b, nowhere: [[0x13 << 27]], 0x40000104, "DECO: invalid command"),
    "a key of no class": (lambda b, nowhere: [[16, 0]], 0x40000106, "invalid KEY"),
    "a long key": (lambda b, nowhere: [commands.key(1, b)], 0x40000106, "invalid KEY"),
    "load to nowhere": (
        lambda b, nowhere: [commands.load_context(0, b)], 0x40000107, "invalid LOAD"),
    "store from nowhere": (
        lambda b, nowhere: [commands.store_context(3, b)], 0x40000108, "invalid STORE"),
    "too much context": (
        lambda b, nowhere: [commands.load_context(1, b, 1)], 0x40000115, "past the end of"),
    "no such operation": (
        lambda b, nowhere: [[0x10 << 27 | 3 << 24]], 0x40000109, "invalid OPERATION"),
    "data of no class": (
        lambda b, nowhere: [[commands.load_message(1, b)[0] & ~(3 << 25), 0, 1]],
        0x4000010A, "invalid FIFO LOAD"),
    "a key size": (
        lambda b, nowhere: [commands.key(1, b[:15]), AES_STEP], 0x20000313, "AES: key size"),
    "a data size": (
        lambda b, nowhere: [commands.key(1, b[:16]), AES_STEP, commands.load_message(1, b[:17])],
        0x20000412, "AES: data size"),
    "half a block": (
        lambda b, nowhere: [SHA_STEP, commands.load_message(2, b[:63])], 0x20000242,
        "message digest: data size"),
    "data from nowhere": (
        lambda b, nowhere: [SHA_STEP, commands.load_message(2, nowhere)], 0x40000216, "DMA error"),
    "data to nowhere": (
        lambda b, nowhere: [RNG_STEP, commands.store(commands.OUTPUT_RANDOM, nowhere)],
        0x40000216, "DMA error"),
    "a second instance": (
        lambda b, nowhere: [commands.operation(1, commands.ALG_RNG, 0, commands.AS_INITIALIZE)],
        0x20000153, "RNG: instantiate"),
    "another instance": (
        lambda b, nowhere: [commands.operation(1, commands.ALG_RNG, 1, commands.AS_UPDATE)],
        0x20000154, "RNG: not instantiated"),
    "keys of another instance": (
        lambda b, nowhere: [commands.operation(1, commands.ALG_RNG, 0x101, commands.AS_UPDATE)],
        0x20000159, "RNG: secure key generation"),
    "the end of another instance": (
        lambda b, nowhere: [commands.operation(1, commands.ALG_RNG, 1, commands.AS_WHOLE)],
        0x20000158, "RNG: uninstantiate"),
    "a jump too far": (lambda b, nowhere: [[0x14 << 27 | 3]], 0x4000010D, "invalid JUMP"),
    "an end of its own": (
        lambda b, nowhere: [[0x14 << 27 | 3 << 22 | 0x5A]], 0x3000015A, "halt by the user"),
    "a halt": (
        lambda b, nowhere: [[0x14 << 27 | 2 << 22 | 0x77]], 0x70000177, "halt by condition"),
    "half a command": (lambda b, nowhere: [[commands.key(1, b[:16])[0]]], 0x40000113, "bad header"),
    "a blob form": (
        lambda b, nowhere: [commands.blob(commands.OPTYPE_ENCAPSULATE, 3)], 0x400001C1,
        "undefined blob mode"),
    "a blob without modifier": (
        lambda b, nowhere: [commands.input_sequence(b), commands.blob(commands.OPTYPE_ENCAPSULATE)],
        0x400004C4, "blob key"),
    "a blob without room": (
        lambda b, nowhere: [commands.key(2, b[:16]), commands.input_sequence(b),
                       commands.output_sequence(b), commands.blob(commands.OPTYPE_ENCAPSULATE)],
        0x40000910, "invalid sequence"),
    "a short blob": (
        lambda b, nowhere: [commands.key(2, b[:16]), commands.input_sequence(b[:47]),
                       commands.output_sequence(b), commands.blob(commands.OPTYPE_DECAPSULATE)],
        0x40000910, "invalid sequence"),
    "an accelerator that waits": (
        lambda b, nowhere: [SHA_STEP, commands.store_context(2, b)], 0x4000021C, "watchdog"),
    "output that nobody makes": (
        lambda b, nowhere: [commands.store(commands.OUTPUT_MESSAGE, b)], 0x4000011C, "watchdog"),
    "random bytes without operation": (
        lambda b, nowhere: [commands.store(commands.OUTPUT_RANDOM, b)], 0x4000011C, "watchdog"),
    "data for nobody": (
        lambda b, nowhere: [commands.load_message(1, b)], 0x4000011C, "watchdog"),
    "a loop": (lambda b, nowhere: [[0x14 << 27 | 0]], 0x4000011C, "watchdog"),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_malformed_descriptors_are_reported(driver, region, name):
    steps, status, words = MALFORMED[name]
    buffer, nowhere = region.reserve(64), dma.Buffer(region, NOWHERE, 64)
    with pytest.raises(JobError, match=words) as caught:
        driver.run(*steps(buffer, nowhere))
    assert hex(caught.value.status) == hex(status)
    region.release(buffer)
    assert driver.encrypt(PLAIN, KEYS[0])[:16].hex() == ECB[0]  # it goes on


@pytest.mark.parametrize("header", [
    0, 0x16 << 27 | 1, 0x16 << 27 | 1 << 23, 0x16 << 27 | 1 << 23 | 65, 0x17 << 27 | 1 << 23 | 1,
    0x16 << 27 | 1 << 23 | 1 << 15 | 1, 0x16 << 27 | 1 << 23 | 2 << 16 | 1,
])
def test_bad_headers(driver, header):
    with pytest.raises(JobError, match="DECO: bad header") as caught:
        driver._ring.run(header.to_bytes(4, "little"))
    assert caught.value.status == 0x40000013


def test_resistance_has_to_be_asked_for_at_first(driver, model, region):
    model.reset()
    driver._ring.init()
    noise.set_up(BASE, 3200)
    driver.run(commands.operation(1, commands.ALG_RNG, 0, commands.AS_INITIALIZE))
    with pytest.raises(JobError, match="RNG: prediction resistance"):
        driver.get_random_data(1)


def test_jumps_and_immediate_data(driver, region):
    with region.copy(PLAIN[:16]) as source, region.reserve(16) as target:
        words = [int.from_bytes(KEYS[0][i:i + 4], "little") for i in range(0, 16, 4)]
        driver.run(
            [0x14 << 27 | 2], [0x13 << 27],  # over a command that there is not
            [1 << 25 | commands.IMM | 16, *words], AES_STEP,
            commands.load_message(1, source), commands.wait(),
            commands.store(commands.OUTPUT_MESSAGE, target),
            [0x14 << 27 | 2 << 22], [0x13 << 27],  # it ends before this one
        )
        assert bytes(target).hex() == ECB[0]


def test_texts_of_other_errors():
    assert describe(0x60000001) == "CAAM job error, status:0x60000001 at word 0 (job ring)"
    assert describe(0x40000533).endswith("at word 5 (DECO: error 0x33)")
    assert describe(0x200007F7).endswith("at word 7 (CCB: accelerator 15: error 0x7)")
    assert describe(0x90000000).endswith("(unknown source)")


def test_a_caam_that_does_not_answer(driver, model):
    model.stalled = True
    with pytest.raises(TimeoutError, match=r"ORSFR \(register 0x0214103c\): bits 0 to 9"):
        driver.encrypt(PLAIN, KEYS[0])
    model.stalled = False
    assert driver.encrypt(PLAIN, KEYS[0])[:16].hex() == ECB[0]


def test_without_its_watchdog_a_job_waits_for_ever(driver, model, region):
    model.config = 0
    with pytest.raises(TimeoutError, match="ORSFR"), region.reserve(16) as target:
        driver.run(commands.store(commands.OUTPUT_MESSAGE, target))


@pytest.mark.parametrize("answers, text", [
    ({}, r"JRINTR \(register 0x0214104c\): bits 2 to 3 did not become 2"),
    ({0x104C: 8, 0x106C: 1}, r"JRCR \(register 0x0214106c\): bit 0 did not become 0"),
])
def test_a_ring_that_stays_as_it_is(driver, answers, text):
    memory.devices[:] = [Device(
        0, 1 << 32, lambda offset, size: answers.get(offset - BASE, 0), lambda *write: None
    )]
    with pytest.raises(TimeoutError, match=text):
        driver.init()


def test_another_job_in_the_output_ring(driver, model, region):
    write = model.bus.write
    model.bus.write = lambda address, data: write(address, bytes(4) + data[4:])
    with pytest.raises(RuntimeError, match="a job at 0x00000000 that is not ours"):
        driver.encrypt(PLAIN, KEYS[0])


def test_a_caam_that_was_not_initialised(model, driver):
    fresh = caam.CAAM(BASE, GATES, Security(), (0, 0))
    for call in (lambda: fresh.encrypt(PLAIN, IV), lambda: fresh.get_random_data(1),
                 lambda: fresh.sha256(PLAIN).digest()):
        with pytest.raises(RuntimeError, match="not initialised"):
            call()


# -- the model -----------------------------------------------------------------


def test_rings_of_several_places(driver, model, region):
    """Jobs are done in turn; the rings' ends meet their beginnings."""
    model.write(0x5C, 4, 3)
    into, out = region.reserve(12), region.reserve(24)
    for place, value in ((4, dma.address(into)), (12, 3), (0x24, dma.address(out)), (0x2C, 3)):
        model.write(0x2000 + place, 4, value)
    jobs = [region.copy(commands.descriptor([0x14 << 27 | 3 << 22 | i])) for i in range(5)]
    for number in range(2):
        into.set_word(4 * number, dma.address(jobs[number]))
    model.write(0x201C, 4, 2)
    assert model.read(0x2014, 4) == 1  # room
    assert [model.read(0x203C, 4) for _ in range(3)] == [1, 2, 2]
    model.write(0x2034, 4, 1)
    for number in (2, 3):
        into.set_word(number % 3 * 4, dma.address(jobs[number]))
    model.write(0x201C, 4, 2)
    assert [model.read(0x203C, 4) for _ in range(3)] == [2, 3, 3]
    assert [hex(out.word(at)) for at in (4, 12, 20)] == ["0x30000103", "0x30000101", "0x30000102"]
    model.write(0x201C, 4, 4)
    model.write(0x2034, 4, 4)
    assert model.read(0x204C, 4) & 0xF02 == 0x902  # too many
    model.write(0x204C, 4, 0xF02)
    assert model.read(0x204C, 4) == 0
    for buffer in (into, out, *jobs):
        region.release(buffer)


@pytest.mark.parametrize("misuse, text", [
    (lambda m: m.read(0x4, 2), "32 bits"),
    (lambda m: m.write(0x5, 4, 0), "32 bits"),
    (lambda m: m.read(0x8, 4), "no readable register"),
    (lambda m: m.write(0x6C0, 4, 0), "no writable register"),
    (lambda m: m.write(0x4, 4, 1 << 16), "pointers of 32 bits"),
    (lambda m: m.write(0x610, 4, 0), "while it runs"),
    (lambda m: m.write(0x600, 4, 1 << 6), "while it runs"),
    (lambda m: m.read(0x203C, 4), "job ring 1 of the CAAM is not started"),
    (lambda m: m.write(0x1000, 4, 0), "nothing to set at"),
    (lambda m: m.read(0x1034, 4), "nothing to read at"),
    (lambda m: m.write(0x100C, 4, 1024), "1023 places"),
    (lambda m: m.write(0x1004, 4, 2), "lie at words"),
    (lambda m: (m.write(0x101C, 4, 1), m.write(0x1004, 4, 0)), "while there are jobs in it"),
    (lambda m: (m.write(0x1004, 4, NOWHERE), m.write(0x101C, 4, 1), m.read(0x103C, 4)),
     "where no memory is"),
])
def test_the_model_reports_what_the_manual_rules_out(driver, model, misuse, text):
    with pytest.raises(ModelError, match=text):
        misuse(model)


@pytest.mark.parametrize("steps, text", [
    ([[0x0F << 27]], "no command MOVE"),
    ([[0x10 << 27 | 1 << 24]], "public keys"),
    ([[0x10 << 27 | 7 << 24 | 1 << 16]], "no protocol"),
    ([commands.operation(1, 0x20, 0, 3)], "no algorithm 0x20 of class 1"),
    ([commands.operation(1, 0x10, 0x80, 3)], "no AES with mode"),
    ([commands.operation(1, 0x10, 0x110, 3)], "DK"),
    ([commands.operation(1, 0x10, 0x60, 1)], "in pieces"),
    ([commands.operation(2, 0x43, 1, 3)], "no digest with mode"),
    ([commands.operation(1, 0x50, 0x20, 0)], "no random numbers with mode"),
    ([[2 << 25 | 1 << 22 | 16, 0]], "plain keys only"),
    ([[0x02 << 27 | 1 << 25 | 0x40 << 16]], "cannot load 0x40"),
    ([[0x0A << 27 | 1 << 25 | 0x40 << 16]], "cannot store 0x40"),
    ([[0x04 << 27 | 1 << 25 | 0x20 << 16, 0]], "no input of type 0x20"),
    ([[0x04 << 27 | 1 << 25 | 0x12 << 16, 0]], "a FIFO LOAD of nothing"),
    ([[0x0C << 27 | 0x20 << 16, 0]], "no output of type 0x20"),
    ([[0x14 << 27 | 1 << 22]], "other descriptors"),
    ([[0x14 << 27 | 1 << 8 | 1]], "conditions"),
    ([[0x1E << 27 | 1 << 24, 0]], "one piece of memory"),
])
def test_what_the_model_lacks_is_told(driver, steps, text):
    with pytest.raises(ModelError, match=text):
        driver.run(*steps)
    driver.init()
