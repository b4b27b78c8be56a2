"""SD cards and eMMC on the models of cards and controller."""

import hmac
import os

import pytest
from cards import Slot, pattern

from tamapy.emulator.models.cards import Card as CardModel
from tamapy.emulator.models.emmc import Emmc
from tamapy.emulator.models.images import File, Memory
from tamapy.emulator.models.sd_card import SdCard
from tamapy.storage import errors
from tamapy.storage.card import Card
from tamapy.storage.rpmb import Rpmb

MIB = 1 << 20
DATA = pattern(MIB)


def sd(**options):
    return SdCard(Memory(DATA), **options)


def emmc(**options):
    return Emmc(Memory(DATA), **options)


@pytest.fixture
def put(region):
    """Makes a card on a controller of its own."""

    def put(model, width=8, low=False):
        slot = Slot(model)
        card = Card(slot.host, width, slot.set_voltage if low else None)
        card.slot, card.model = slot, model
        return card

    return put


KINDS = {
    "standard": (sd, {}, False, ("SD", False, "high speed", 4, 49500000)),
    "high capacity": (sd, {"high_capacity": True}, False, ("SD", True, "high speed", 4, 49500000)),
    "before 2.00": (sd, {"version": 1}, False, ("SD", False, "high speed", 4, 49500000)),
    "fast": (sd, {"uhs": True}, True, ("SD", False, "SDR104", 4, 132000000)),
    "fast, board not": (sd, {"uhs": True}, False, ("SD", False, "high speed", 4, 49500000)),
    "eMMC": (emmc, {"hs200": False}, False, ("MMC", False, "high speed", 8, 49500000)),
    "large eMMC": (emmc, {"high_capacity": True}, False, ("MMC", True, "high speed", 8, 49500000)),
    "fast eMMC": (emmc, {}, True, ("MMC", False, "HS200", 8, 132000000)),
}


@pytest.fixture(params=KINDS)
def kind(request, put):
    make, options, low, expected = KINDS[request.param]
    return put(make(**options), low=low), expected


def test_identification(kind):
    card, expected = kind
    info = card.info
    assert (info.kind, info.high_capacity, info.mode, info.width, info.hertz) == expected
    assert card.capacity == MIB // 512 and info.size == MIB and info.block_size == 512
    assert card.slot.gates.values[0x80] == 0b11 << 2
    assert not info.fallback and not card.is_protected()
    cid = info.cid
    if info.kind == "SD":
        assert (cid.manufacturer, cid.application, cid.product) == (0x54, "TP", "EMUSD")
        assert (cid.revision, cid.serial, cid.date) == ("1.2", 0xC0FFEE01, "2026-11")
        assert info.scr.version == card.model.version and info.scr.four_lines
        assert repr(info).startswith("<SD EMUSD 1 MiB, ")
    else:
        assert (cid.manufacturer, cid.application, cid.product) == (0x15, "T", "EMUMMC")
        assert (cid.revision, cid.serial, cid.date) == ("5.1", 0xBADC0DE, "2022-07")
        assert info.csd.version == 4 and len(info.ext_csd) == 512


def test_blocks(kind):
    card, _ = kind
    for lba, count in (0, 1), (3, 2), (100, 130), (2047, 1), (0, 2048), (5, 0):
        assert card.read(lba, count) == DATA[lba * 512:(lba + count) * 512]
    new = pattern(512 * 300, 1 << 20)
    card.write(1000, new)
    card.write(1, new[:512])
    card.write(7, bytearray(new[512:1536]))
    card.write(9, b"")
    image = card.model.image.data
    assert image[512:1024] == new[:512] and image[7 * 512:9 * 512] == new[512:1536]
    assert card.read(999, 302) == DATA[999 * 512:1000 * 512] + new + DATA[1300 * 512:1301 * 512]
    assert image[:512] == DATA[:512] and image[1300 * 512:] == DATA[1300 * 512:]


def test_single_and_multiple_blocks_have_their_commands(put):
    card = put(sd())
    card.open()
    card.model.commands.clear()
    card.read(4, 1)
    card.read(4, 2)
    card.write(4, bytes(512))
    card.write(4, bytes(1024))
    sent = [each for each in card.model.commands if each[0] != 13]
    assert sent == [(17, 2048), (18, 2048), (12, 0), (24, 2048), (25, 2048), (12, 0)]


def test_dma_memory_is_written_where_it_is(put, region):
    card = put(sd())
    with region.copy(pattern(4096, 5)) as buffer:
        card.write(8, buffer)
    assert card.read(8, 8) == pattern(4096, 5)


@pytest.mark.parametrize("call, message", [
    (lambda card: card.read(-1), "the blocks 0 to 2047|from 0"),
    (lambda card: card.read(2048), "the blocks 0|from 0"),
    (lambda card: card.read(2047, 2), "the blocks 0|from 0"),
    (lambda card: card.read(0, -1), "the blocks 0|from 0"),
    (lambda card: card.write(0, b"x"), "in blocks of 512 bytes"),
    (lambda card: card.write(2047, bytes(1024)), "the blocks 0|from 0"),
    (lambda card: card.host.set_width(2), "1, 4 or 8"),
    (lambda card: card.host.set_clock(399999), "400000 to"),
])
def test_what_cannot_be_asked(put, call, message):
    card = put(sd())
    card.open()
    card.model.commands.clear()
    with pytest.raises(ValueError, match=message):
        call(card)
    assert not card.model.commands


@pytest.mark.parametrize("model", [None, CardModel(Memory(DATA))])
def test_nobody_there(put, model):
    card = put(model)
    with pytest.raises(errors.NoCardError, match="no card answers"):
        card.read(0)
    card.slot.model.insert(sd())
    assert card.read(1) == DATA[512:1024]


def test_the_card_is_identified_at_its_first_use(put):
    card = put(sd())
    assert not card.model.commands
    prepared = []
    card.prepare = lambda: prepared.append(len(card.model.commands))
    card.read(0)
    card.read(1)
    assert prepared == [0]
    card.close()
    card.read(0)
    assert len(prepared) == 2


# -- errors ----------------------------------------------------------------------------


@pytest.mark.parametrize("switch", [True, False])
@pytest.mark.parametrize("after", [0, 1, 5])
@pytest.mark.parametrize("writes", [False, True])
def test_a_card_is_pulled_in_the_middle(kind, switch, after, writes):
    card, _ = kind
    card.slot.model.switch = switch
    card.open()
    card.model.pulled_after = after
    with pytest.raises(errors.CardRemovedError, match="was removed"):
        card.write(16, bytes(4096)) if writes else card.read(16, 8)
    with pytest.raises(errors.NoCardError):
        card.read(0)
    other = SdCard(Memory(DATA[::-1]))
    card.slot.model.insert(other)
    assert card.read(0) == DATA[:-513:-1]


@pytest.mark.parametrize("switch", [True, False])
def test_a_card_is_pulled_meanwhile(put, switch):
    card = put(sd())
    card.slot.model.switch = switch
    card.read(0)
    card.model.removed = True
    with pytest.raises(errors.CardRemovedError):
        card.read(0)


@pytest.mark.parametrize("writes", [False, True])
@pytest.mark.parametrize("after", [0, 3])
def test_a_wrong_checksum(kind, after, writes):
    card, _ = kind
    card.open()
    card.model.corrupt_after = after
    with pytest.raises(errors.CrcError, match=r"CMD.*: the data is not as it was sent"):
        card.write(16, bytes(4096)) if writes else card.read(16, 8)
    assert card.read(17, 9) == bytes(card.model.image.data[17 * 512:26 * 512])
    card.write(0, bytes(1024))
    assert card.read(0, 3) == bytes(1024) + DATA[1024:1536]


def test_a_card_that_stays_busy(kind):
    card, _ = kind
    card.open()
    card.model.stuck = True
    late = r"USDHC1_PRES_STATE \(register 0x02190024\): bit 24 did not become 1"
    with pytest.raises(TimeoutError, match=late):
        card.write(4, bytes(1024))
    with pytest.raises(TimeoutError, match=late):
        card.read(0)
    card.model.stuck = False
    assert card.read(3, 4) == DATA[1536:2048] + bytes(1024) + DATA[3072:3584]


def test_no_data_comes(kind):
    card, _ = kind
    card.open()
    card.model.mute = True
    late = r"USDHC1_INT_STATUS \(register 0x02190030\): bit 1 did not become 1"
    with pytest.raises(TimeoutError, match=late):
        card.read(0, 4)
    card.model.mute = False
    assert card.read(0, 4) == DATA[:2048]


@pytest.mark.parametrize("writes", [False, True])
def test_a_table_that_is_too_short(kind, writes):
    card, _ = kind
    card.open()
    card.slot.model.short_table = True
    with pytest.raises(errors.TableError, match="ADMA error, status 0x7"):
        card.write(0, bytes(128 * 512)) if writes else card.read(0, 128)
    assert card.read(0, 64) == bytes(card.model.image.data[:64 * 512])  # one descriptor
    card.slot.model.short_table = False
    assert card.read(64, 128) == DATA[64 * 512:192 * 512]


def test_a_table_that_leads_to_no_memory(put, monkeypatch):
    card = put(sd())
    card.open()

    def wrong(table, buffer):
        table.set_word(0, 4096 << 16 | 0x23)
        table.set_word(4, 0xF0000000)

    monkeypatch.setattr(card.host, "_describe", wrong)
    with pytest.raises(errors.TableError, match="ADMA error, status 0x3"):
        card.read(0, 8)
    monkeypatch.setattr(card.host, "_describe", lambda table, buffer: None)
    with pytest.raises(errors.TableError, match="ADMA error, status 0x9"):
        card.read(0, 8)
    monkeypatch.undo()
    assert card.read(0, 8) == DATA[:4096]


def test_a_command_line_that_is_stuck(put):
    card = put(sd())
    card.open()
    card.slot.model.stalled = True
    with pytest.raises(TimeoutError, match=r"USDHC1_PRES_STATE .*: bit 0 did not become 0"):
        card.read(0)
    card.slot.model.stalled = False
    assert card.read(0) == DATA[:512]


def test_errors_that_the_card_tells(put):
    card = put(sd())
    card.info.capacity += 1
    with pytest.raises(errors.CardError, match="the address is out of range"):
        card.read(2048)
    with pytest.raises(errors.CardError):
        card.write(2048, bytes(512))
    assert card.read(2047) == DATA[-512:]


# -- write protection ------------------------------------------------------------------


@pytest.mark.parametrize("how", ["locked", "write_protected", "file"])
def test_a_protected_card(put, how, tmp_path, monkeypatch):
    model = sd()
    if how == "file":
        monkeypatch.setattr(Memory, "protected", True)
    else:
        setattr(model, how, True)
    card = put(model)
    with pytest.raises(errors.WriteProtectedError, match="the card is protected"):
        card.write(0, bytes(512))
    assert card.is_protected() and not [each for each in model.commands if each[0] in (24, 25)]
    assert card.read(0) == DATA[:512]


def test_a_card_that_refuses_to_be_written(put, monkeypatch):
    model = emmc()
    card = put(model)
    card.open()
    monkeypatch.setattr(Emmc, "protected", True)
    monkeypatch.setattr(card.host, "is_protected", lambda: False)
    with pytest.raises(errors.WriteProtectedError, match="the block is protected"):
        card.write(0, bytes(512))
    assert card.read(0) == DATA[:512] == bytes(model.image.data[:512])


# -- fast modes ------------------------------------------------------------------------


def test_the_voltage_is_switched_first(put):
    card = put(sd(uhs=True), low=True)
    assert card.info.mode == "SDR104" and card.slot.voltages == [False, True] and card.model.low
    assert card.slot.model.values[0xC0] >> 1 & 1
    assert card.read(0, 200) == DATA[:200 * 512]


@pytest.mark.parametrize("what", ["card", "board"])
def test_a_voltage_that_is_not_switched(put, what):
    card = put(sd(uhs=True), low=True)
    card.model.keeps_voltage = what == "card"
    card.slot.can_switch = what == "card"
    assert card.info.mode == "high speed" and "1.8 V" in card.info.fallback
    assert card.read(0, 2) == DATA[:1024]


@pytest.mark.parametrize("make", [sd, emmc])
def test_tuning_that_finds_nothing(put, make):
    card = put(make(uhs=True) if make is sd else make(), low=True)
    card.slot.model.tuning_blocks = 0
    assert card.info.mode == "high speed"
    assert card.info.fallback == "USDHC1: tuning found no delay"
    assert card.read(0, 2) == DATA[:1024]


def test_tuning_whose_blocks_do_not_come(put):
    card = put(sd(uhs=True), low=True)
    card.open()
    card.model.mute = True
    with pytest.raises(errors.TuningError, match="no tuning block came"):
        card.host.tune(card_command(19), 64)


def card_command(index):
    from tamapy.storage.commands import Command

    return Command(index)


# -- files -----------------------------------------------------------------------------


def test_a_file(put, tmp_path):
    path = tmp_path / "card.img"
    path.write_bytes(DATA)
    card = put(SdCard(File(path)))
    card.write(3, bytes(512))
    assert card.read(2, 3) == DATA[1024:1536] + bytes(512) + DATA[2048:2560]
    assert path.read_bytes() == DATA[:1536] + bytes(512) + DATA[2048:]
    card.model.image.close()


def test_sizes():
    with pytest.raises(ValueError, match="a multiple of 256 KiB"):
        SdCard(Memory(bytes(1000)))
    with pytest.raises(ValueError, match="a multiple of 512 KiB"):
        Emmc(Memory(b""))


@pytest.mark.parametrize("size, blocks, high", [
    (3 << 29, 3 << 20, False), (2 << 30, 1 << 22, False), (5 << 30, 10 << 20, True),
])
@pytest.mark.parametrize("make", [SdCard, Emmc])
def test_large_cards(put, tmp_path, make, size, blocks, high):
    if make is Emmc and size == 2 << 30:
        blocks = None  # more than 12 bits of its CSD can tell
    path = tmp_path / "card.img"
    with path.open("wb") as file:
        file.truncate(size)
        file.seek(size - 512)
        file.write(b"the end!" * 64)
    if blocks is None or (make is Emmc and not high):
        return
    card = put(make(File(path)))
    assert card.capacity == blocks and card.info.high_capacity is high
    assert card.read(blocks - 2, 2) == bytes(512) + b"the end!" * 64
    card.model.image.close()


# -- replay protected memory -----------------------------------------------------------

KEY = bytes(range(32))


def mac(key, data):
    return hmac.digest(key, data, "sha256")


@pytest.fixture
def memory(put):
    made = Rpmb(put(emmc()), KEY, mac, os.urandom)
    made.program_key()
    return made


def test_a_key_is_programmed_once(memory):
    assert memory.card.model.rpmb.key == KEY
    with pytest.raises(errors.CardError, match="general failure"):
        memory.program_key()
    with pytest.raises(errors.CardError, match="no key was programmed"):
        memory.card.model.rpmb.key = None
        memory.counter()


def test_it_is_written_and_read(memory):
    assert memory.counter() == 0 and memory.capacity == 512
    data = pattern(768)
    memory.write(509, data)
    assert memory.counter() == 3
    assert memory.read(508, 4) == bytes(256) + data and memory.read(510) == data[256:512]
    assert memory.card.read(0, 4) == DATA[:2048]  # which is apart


def test_another_key(memory):
    thief = Rpmb(memory.card, bytes(32), mac, os.urandom)
    with pytest.raises(errors.AuthenticationError, match="not made with the key"):
        thief.counter()
    with pytest.raises(errors.AuthenticationError):
        thief.read(0)
    thief.counter = lambda: 0
    with pytest.raises(errors.AuthenticationError, match="authentication failure"):
        thief.write(0, bytes(256))
    assert memory.counter() == 0


@pytest.mark.parametrize("what", ["data", "nonce"])
def test_answers_that_are_changed_or_old(memory, what, monkeypatch):
    memory.write(0, pattern(256))
    old = memory.card.model.rpmb.answer
    if what == "data":
        def answer(count):
            frame = bytearray(old(count))
            frame[240] ^= 1
            return bytes(frame)
        message = "not made with the key"
    else:
        memory.read(0)
        before = old(1)
        answer = lambda count: before  # noqa: E731
        message = "no answer to the request"
    monkeypatch.setattr(memory.card.model.rpmb, "answer", answer)
    with pytest.raises(errors.AuthenticationError, match=message):
        memory.read(0)
    monkeypatch.undo()
    assert memory.read(0) == pattern(256)


def test_a_write_is_not_repeated(memory):
    memory.write(0, pattern(256))
    memory.counter = lambda: 0
    with pytest.raises(errors.CardError, match="counter failure"):
        memory.write(0, bytes(256))
    del memory.counter
    assert memory.read(0) == pattern(256)


@pytest.mark.parametrize("call, message", [
    (lambda memory: memory.read(512), "blocks 0 to 511"),
    (lambda memory: memory.read(0, 0), "blocks 0|from 1"),
    (lambda memory: memory.write(0, bytes(255)), "in blocks of 256 bytes"),
    (lambda memory: Rpmb(memory.card, b"short", mac, os.urandom), "32 bytes"),
])
def test_what_the_memory_cannot_be_asked(memory, call, message):
    with pytest.raises(ValueError, match=message):
        call(memory)


def test_a_card_without_the_memory(put):
    with pytest.raises(ValueError, match="only an eMMC"):
        Rpmb(put(sd()), KEY, mac, os.urandom).counter()
