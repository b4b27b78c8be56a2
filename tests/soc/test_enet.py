"""The Ethernet controller's driver on its model."""

import struct

import pytest
from devices import Time, mapped

from tamapy.emulator.models import ModelError, checksums
from tamapy.emulator.models import enet as model_of
from tamapy.emulator.models.bank import RegisterBank
from tamapy.emulator.models.bus import SimulatedBus
from tamapy.emulator.models.enet import EBERR, ECR, ETHEREN, MMFR, MSCR, RCR, RSFL, TCR, Enet
from tamapy.emulator.models.phy import Phy
from tamapy.soc.nxp import enet
from tamapy.soc.nxp.enet import registers
from tamapy.soc.nxp.enet.hashing import hash_bit

BASE = 0x02188000
HERTZ = 66000000
OWN = bytes.fromhex("0202deadbeef")
OTHER = bytes.fromhex("020000000001")
GROUP = bytes.fromhex("01005e0000fb")
EVERYBODY = b"\xff" * 6


@pytest.fixture
def model(region):
    gates = RegisterBank()
    mapped(0x020C4000, gates, 0x4000)
    made = mapped(BASE, Enet(SimulatedBus(), {2: Phy()}), 0x4000)
    made.gates = gates
    return made


@pytest.fixture
def driver(model):
    Time()
    gates = ((0x020C4068, 6), (0x020C4074, 2))
    made = enet.ENET(1, BASE, gates, lambda: HERTZ, 150)
    yield made
    if model.is_on:
        made.stop()


@pytest.fixture
def started(driver):
    driver.init(OWN)
    driver.start()
    return driver


def frame(to=OWN, payload=b"payload", kind=0x88B5, size=60):
    made = to + OTHER + kind.to_bytes(2, "big") + payload
    return made + bytes(max(size - len(made), 0))


def packet(protocol, segment, to=OWN, header_sum=0):
    header = struct.pack(
        ">BBHHHBBH4s4s", 0x45, 0, 20 + len(segment), 1, 0, 64, protocol, header_sum,
        bytes((10, 0, 0, 1)), bytes((10, 0, 0, 2)),
    )
    return frame(to, header + segment, 0x0800)


UDP = packet(17, struct.pack(">HHHH", 1000, 2000, 13, 0) + b"hello")
TCP = packet(6, struct.pack(">HHIIHHHH", 1, 2, 3, 4, 0x5000, 5, 0, 0) + b"data")
ICMP = packet(1, struct.pack(">BBHHH", 8, 0, 0, 1, 2) + b"echo")


def test_init(driver, model):
    driver.init(OWN)
    assert model.gates.values == {0x68: 0b11 << 12, 0x74: 0b11 << 4}
    assert model.address == OWN and not model.is_on
    # 66 MHz by 28 are 2.36 MHz, and a cycle is longer than 10 ns.
    assert model.values[MSCR] == 13 << 1
    assert driver.mode() is None


@pytest.mark.parametrize("hertz, speed, hold", [
    (66000000, 13, 0), (132000000, 26, 1), (25000000, 4, 0), (50000000, 9, 0), (50000001, 10, 0),
])
def test_the_management_clock(driver, model, hertz, speed, hold):
    driver.mdio.init(hertz)
    assert model.values[MSCR] == speed << 1 | hold << 8
    assert hertz / (2 * (speed + 1)) <= 2500000


@pytest.mark.parametrize("speed, full, receive, transmit", [
    (100, True, 0x05F20124, 4), (100, False, 0x05F20126, 0), (10, True, 0x05F20324, 4),
    (10, False, 0x05F20326, 0),
])
def test_speed_and_duplex(driver, model, speed, full, receive, transmit):
    driver.init(OWN)
    driver.start(speed, full)
    assert (model.values[RCR], model.values[TCR]) == (receive, transmit)
    assert driver.mode() == (speed, full)
    driver.stop()
    assert driver.mode() is None and not model.is_on


def test_frames_are_sent(started, model):
    for size in (14, 60, 61, 1514, 1518):
        sent = frame(OTHER, bytes(range(256)) * 6, size=0)[:size]
        started.send(sent)
        assert model.cable.sent.pop() == sent + bytes(max(60 - size, 0))
    for i in range(20):  # more than there are descriptors
        started.send(frame(OTHER, bytes([i])))
    assert model.cable.sent == [frame(OTHER, bytes([i])) for i in range(20)]
    started.flush()


def test_short_frames_are_padded_with_zeros(started, model):
    for _ in range(enet.SENDING):
        started.send(b"\xff" * 100)
    started.send(frame(size=0))
    assert model.cable.sent[-1] == frame()


def test_frames_are_received(started, model):
    assert started.poll() is None
    for size in (60, 61, 1514, 1518):
        came = frame(payload=bytes(range(256)) * 6, size=0)[:size]
        model.cable.arrive(came)
        assert started.poll() == came
    for i in range(50):  # more than there are descriptors: the rest waits
        model.cable.arrive(frame(payload=bytes([i])))
    for i in range(50):
        assert started.poll() == frame(payload=bytes([i]))
    assert started.poll() is None
    assert vars(started.errors) == dict.fromkeys(vars(started.errors), 0)


def test_waiting_for_a_frame(started, model, monkeypatch):
    waited = []

    def wait(number, timeout):
        waited.append((number, timeout))
        assert not model.interrupt
        if len(waited) == 2:
            model.cable.arrive(frame())
            assert model.interrupt
        return 1

    monkeypatch.setattr(enet.irq, "wait", wait)
    assert started.receive() == frame()
    assert waited == [(150, None)] * 2 and not model.interrupt
    assert started.receive(timeout=0) is None and len(waited) == 2


def test_waiting_ends(started, model, monkeypatch):
    clock = Time()
    waits = []

    def wait(number, timeout):
        waits.append(timeout)
        clock.now += int(timeout * 10**9)
        return 0

    monkeypatch.setattr(enet.irq, "wait", wait)
    before = clock.now
    assert started.receive(0.5) is None
    assert len(waits) == 1 and 0.4999 < waits[0] <= 0.5
    assert 500000000 <= clock.now - before < 500100000


@pytest.mark.parametrize("faults, name", [
    (model_of.BAD_CRC, "crc"), (model_of.NOT_WHOLE, "alignment"), (model_of.OVERRUN, "overruns"),
    (model_of.OVERRUN | model_of.BAD_CRC, "overruns"),
])
def test_broken_frames_are_counted(started, model, faults, name):
    model.cable.arrive(frame(), faults)
    model.cable.arrive(frame(payload=b"good"))
    assert started.poll() == frame(payload=b"good")
    assert {key: n for key, n in vars(started.errors).items() if n} == {name: 1}
    assert f"{name}=1" in repr(started.errors)


def test_frames_that_are_too_long(started, model):
    model.cable.arrive(frame(size=1519))
    model.cable.arrive(frame(size=1533))
    model.cable.arrive(frame(size=9000))
    assert started.poll() is None
    assert started.errors.too_long == 1 and started.errors.truncated == 2


@pytest.mark.parametrize("fault, name", [
    (model_of.LCE, "late_collisions"), (model_of.EE, "retry_limits"), (model_of.UE, "underruns"),
    (model_of.FE, "other_transmit_errors"), (model_of.OE, "other_transmit_errors"),
])
def test_frames_that_are_not_sent_are_counted(started, model, fault, name):
    model.transmit_faults = [0, fault]
    for i in range(3):
        started.send(frame(payload=bytes([i])))
    started.flush()
    assert {key: n for key, n in vars(started.errors).items() if n} == {name: 1}
    assert model.cable.sent == [frame(payload=b"\0"), frame(payload=b"\2")]


def test_no_room_to_send(started, model):
    model.stalled = True
    for _ in range(enet.SENDING):
        started.send(frame())
    message = "ENET1: transmit descriptor 0: bit 15 did not become 0"
    with pytest.raises(TimeoutError, match=message):
        started.send(frame(), timeout=0.01)
    with pytest.raises(TimeoutError, match=message):
        started.flush(timeout=0.01)
    assert not model.cable.sent
    model.stalled = False
    started.stop()
    started.start()
    started.send(frame())
    assert model.cable.sent == [frame()]


def test_a_controller_that_turned_away_is_told_again(started, model):
    model.stalled = True
    started.send(frame())
    model.values[registers.TDAR] = 0
    model.stalled = False
    started.flush()
    assert model.cable.sent == [frame()]


@pytest.mark.parametrize("sent, protocol_at", [(UDP, 40), (TCP, 50), (ICMP, 36)])
def test_checksums_are_put_in(started, model, sent, protocol_at):
    started.send(sent, ip_checksum=True, protocol_checksum=True)
    got = model.cable.sent.pop()
    assert checksums.check(got) == (True, True)
    assert got[24:26] != b"\0\0" != got[protocol_at:protocol_at + 2]
    started.send(sent, ip_checksum=True)
    got = model.cable.sent.pop()
    assert got[24:26] != b"\0\0" == got[protocol_at:protocol_at + 2]
    started.send(sent)
    assert model.cable.sent.pop() == sent


def test_known_checksums(started, model):
    # the header's example of RFC 1071 on a packet that is on many pages
    header = bytes.fromhex("4500003c1c46400040060000ac100a63ac100a0c")
    started.send(frame(payload=header + bytes(40), kind=0x0800), ip_checksum=True)
    assert model.cable.sent.pop()[24:26].hex() == "b1e6"


@pytest.mark.parametrize("right", [UDP, TCP, ICMP])
def test_checksums_are_checked(started, model, right):
    good = checksums.insert(right, True, True)
    header, payload = bytearray(good), bytearray(good)
    header[22] ^= 1
    payload[45] ^= 4
    for each in (header, payload, good):
        model.cable.arrive(bytes(each))
    assert started.poll() == good and started.poll() is None
    started.start(check=False)
    for each in (header, payload, good):
        model.cable.arrive(bytes(each))
    assert [started.poll() for _ in range(4)] == [header, payload, good, None]


def test_who_frames_are_for(started, model):
    def passes(to):
        model.cable.arrive(frame(to))
        return started.poll() is not None

    assert passes(OWN) and passes(EVERYBODY) and not passes(OTHER) and not passes(GROUP)
    started.join(GROUP)
    assert passes(GROUP) and not passes(bytes.fromhex("01005e000001"))
    started.join(bytes.fromhex("333300000001"))
    assert passes(bytes.fromhex("333300000001")) and passes(GROUP)
    started.leave(GROUP)
    assert not passes(GROUP) and passes(bytes.fromhex("333300000001"))
    started.accept(OTHER)
    assert passes(OTHER) and not passes(bytes.fromhex("020000000002"))
    started.refuse(OTHER)
    assert not passes(OTHER)
    started.accept_all()
    assert passes(OTHER) and passes(GROUP)
    started.accept_all(False)
    assert not passes(OTHER) and passes(OWN)
    with pytest.raises(KeyError):
        started.leave(GROUP)
    started.init(OWN)
    assert not model.values[model_of.GAUR] | model.values[model_of.GALR]


def test_hashes():
    # of the controller's ancestor: p17-14, Table 17-7, MCF5282 User's Manual
    firsts = (0x65, 0x55, 0x15, 0x35, 0xB5, 0x95, 0xD5, 0xF5, 0xDB)
    assert [hash_bit(bytes([first]) + b"\xff" * 5) for first in firsts] == list(range(9))
    assert {hash_bit(bytes([2, 0, 0, 0, 0, n])) for n in range(256)} == set(range(64))


def test_management(driver, model):
    driver.init(OWN)
    assert driver.mdio.read(2, 2) == 0x0022 and driver.mdio.read(3, 2) == 0xFFFF
    assert model.values[MMFR] >> 16 == 0x618A
    driver.mdio.write(2, 4, 0x0061)
    assert model.phys[2].values[4] == 0x0061 and driver.mdio.read(2, 4) == 0x0061
    model.mute = True
    with pytest.raises(TimeoutError, match=r"ENET1_EIR \(register 0x02188004\): bit 23"):
        driver.mdio.read(2, 2)


def test_a_bus_error(started, model):
    model.values[model_of.TDSR] = 0xF0000000
    model.sending = 0xF0000000
    started.send(frame())
    assert model.values[model_of.EIR] & EBERR and not model.values[ECR] & ETHEREN
    with pytest.raises(RuntimeError, match="ENET1: bus error"):
        started.poll()
    with pytest.raises(RuntimeError, match="ENET1: bus error"):
        started.flush()
    started.start()
    model.cable.arrive(frame())
    assert started.poll() == frame()


def test_a_reset_that_does_not_end(driver, model, monkeypatch):
    monkeypatch.setattr(model, "_control", lambda value: model.values.update({ECR: value}))
    with pytest.raises(TimeoutError, match=r"ENET1_ECR \(register 0x02188024\): bit 0"):
        driver.init(OWN)


def test_too_little_memory(driver, model, region):
    driver.init(OWN)
    free = region.available
    with region.reserve(free - 30000), pytest.raises(MemoryError):
        driver.start()
    with region.reserve(free - 20000), pytest.raises(MemoryError):
        driver.start()
    assert region.available == free and not model.is_on
    driver.start()
    driver.start()
    driver.stop()
    driver.stop()
    assert region.available == free


@pytest.mark.parametrize("call, message", [
    (lambda e: e.init(OWN[:5]), "six bytes"), (lambda e: e.init(GROUP), "lowest bit clear"),
    (lambda e: e.start(1000), "10 or 100"), (lambda e: e.send(bytes(13)), "14 to 1518"),
    (lambda e: e.send(bytes(1519)), "14 to 1518"), (lambda e: e.join(OWN), "lowest bit set"),
    (lambda e: e.join(b""), "six bytes"), (lambda e: e.accept(GROUP), "lowest bit clear"),
    (lambda e: e.mdio.read(32, 0), "0 to 31"), (lambda e: e.mdio.read(0, -1), "0 to 31"),
    (lambda e: e.mdio.write(0, 0, 65536), "register has"),
])
def test_what_cannot_be_asked(started, model, call, message, monkeypatch):
    before = dict(model.values)
    with pytest.raises(ValueError, match=message):
        call(started)
    assert model.values == before


@pytest.mark.parametrize("call", [
    lambda e: e.send(frame()), lambda e: e.poll(), lambda e: e.flush(), lambda e: e.receive(),
])
def test_what_is_not_started(driver, model, call):
    with pytest.raises(RuntimeError, match="ENET1 is not started"):
        call(driver)


def on(model, **changes):
    """Switch the model on with registers that are right but for some."""
    right = {"RCR": 0x05EE0004, "MRBR": 1536, "ECR": 0xF0000112}
    for name, value in {**right, **changes}.items():
        if name != "ECR":
            model.write(getattr(model_of, name), 4, value)
    model.write(ECR, 4, {**right, **changes}["ECR"])


@pytest.mark.parametrize("changes, message", [
    ({"ECR": 0xF0000012}, "big-endian"), ({"ECR": 0xF0000102}, "enhanced"),
    ({"RCR": 0x05EE0000}, "MII_MODE"), ({"MRBR": 192}, "256 bytes"),
    ({"RACC": 6, "RSFL": 16}, "whole in the FIFO"),
])
def test_the_models_rules_of_the_start(changes, message):
    with pytest.raises(ModelError, match=message):
        on(Enet(SimulatedBus()), **changes)


def test_the_models_rules():
    model = Enet(SimulatedBus(), {2: Phy()})
    for call, message in (
        (lambda: model.read(0, 4), "no register"), (lambda: model.read(4, 2), "no register"),
        (lambda: model.write(MMFR, 4, 0x610A0000), "no clock"),
        (lambda: model.write(MMFR, 4, 0x21020000), "clause 22"),
    ):
        with pytest.raises(ModelError, match=message):
            call()
    model.write(MSCR, 4, 26)
    with pytest.raises(ModelError, match="reads or writes"):
        model.write(MMFR, 4, 0x710A0000)
    model.write(MMFR, 4, 0x610A0000)
    with pytest.raises(ModelError, match="end of another"):
        model.write(MMFR, 4, 0x610A0000)
    on(model)
    for call, message in (
        (lambda: model.write(RSFL, 4, 3), "while it is on"),
        (lambda: model.write(TCR, 4, 4), "duplex is changed while"),
    ):
        with pytest.raises(ModelError, match=message):
            call()


def test_the_models_rules_of_frames(started, model):
    with pytest.raises(ModelError, match="byte 24, which is not 0"):
        started.send(packet(17, bytes(8), header_sum=1), ip_checksum=True)
    started.init(OWN)
    started.start()
    model.values[model_of.TFWR] = 0
    with pytest.raises(ModelError, match="only with TFWR"):
        started.send(UDP, ip_checksum=True)
    started._sent.table.set_word(0, 0x8800003C)
    model.sending = started._sent.start
    with pytest.raises(ModelError, match="without its CRC"):
        model.write(model_of.TDAR, 4, 0)
