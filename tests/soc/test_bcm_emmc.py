"""The BCM2835's card controller on its model, with cards' models."""

import pytest
from cards import pattern
from devices import Time, mapped

from tamapy.emulator.models import ModelError
from tamapy.emulator.models.bcm_emmc import BcmEmmc
from tamapy.emulator.models.images import Memory
from tamapy.emulator.models.sd_card import SdCard
from tamapy.soc.broadcom import emmc
from tamapy.storage import commands, errors
from tamapy.storage.card import Card

BASE = 0x20300000
DATA = pattern(1 << 20)


@pytest.fixture
def model():
    Time(100000)
    made = mapped(BASE, BcmEmmc())
    made.insert(SdCard(Memory(DATA)))
    return made


@pytest.fixture
def card(model):
    return Card(emmc.EMMC(BASE, lambda: 50000000))


def test_identification(card, model):
    info = card.info
    assert (info.kind, info.mode, info.width, info.hertz) == ("SD", "high speed", 4, 50000000)
    assert info.capacity == 2048 and info.cid.product == "EMUSD" and model.hertz == 50000000
    assert not card.is_protected()


@pytest.mark.parametrize("root, hertz, made", [
    (50000000, 400000, 396825), (250000000, 400000, 399361), (250000000, 25000000, 25000000),
    (250000000, 50000000, 41666666), (50000000, 50000000, 50000000),
])
def test_clocks(card, model, root, hertz, made):
    card.host.clock = lambda: root
    card.host.start()
    assert card.host.set_clock(hertz) == made <= hertz
    assert model.hertz * root // 50000000 in (made, made - 1, made + 4)


@pytest.mark.parametrize("lba, count", [(0, 1), (7, 3), (0, 300), (2047, 1)])
def test_blocks(card, model, lba, count):
    assert card.read(lba, count) == DATA[lba * 512:(lba + count) * 512]
    new = pattern(count * 512, 99999)
    card.write(lba, new)
    image = bytes(model.card.image.data)
    assert image == DATA[:lba * 512] + new + DATA[(lba + count) * 512:]


def test_a_card_of_high_capacity(card, model):
    model.insert(SdCard(Memory(DATA), high_capacity=True))
    assert card.info.high_capacity and card.read(5, 2) == DATA[2560:3584]


def test_no_card(card, model):
    model.insert(None)
    with pytest.raises(errors.NoCardError):
        card.open()


@pytest.mark.parametrize("writes", [False, True])
@pytest.mark.parametrize("after", [0, 1, 3])
def test_errors(card, model, after, writes):
    def transfer():
        return card.write(16, bytes(4096)) if writes else card.read(16, 8)

    card.open()
    model.card.corrupt_after = after
    with pytest.raises(errors.CrcError, match=r"EMMC: CMD.*: the data"):
        transfer()
    assert card.read(0, 3) == DATA[:1536]
    model.card.stuck = True
    with pytest.raises(TimeoutError, match=r"EMMC_STATUS \(register 0x20300024\): bit 20 did not"):
        card.write(16, bytes(1024))
    model.card.stuck = False
    assert card.read(15, 3) == DATA[15 * 512:16 * 512] + bytes(1024)
    model.card.pulled_after = after
    with pytest.raises(errors.CardRemovedError):
        transfer()


def test_no_data_comes(card, model):
    card.open()
    model.card.mute = True
    with pytest.raises(TimeoutError, match=r"EMMC_INTERRUPT \(register 0x20300030\): bit 1"):
        card.read(0, 2)
    model.card.mute = False
    assert card.read(0, 2) == DATA[:1024]


def test_the_card_refuses(card):
    card.info.capacity += 1
    with pytest.raises(errors.CardError, match="out of range"):
        card.read(2048)
    assert card.read(2047) == DATA[-512:]


@pytest.mark.parametrize("call, message", [
    (lambda host: host.set_width(3), "1, 4 or 8"), (lambda host: host.set_clock(1), "400000 to"),
    (lambda host: host.write(commands.WRITE_BLOCK, 0, bytes(100), 512), "whole blocks|to 128"),
    (lambda host: host.read(commands.READ_MULTIPLE_BLOCK, 0, 129, 512), "whole blocks|to 128"),
])
def test_what_cannot_be_asked(card, model, call, message):
    before = dict(model.values)
    with pytest.raises(ValueError, match=message):
        call(card.host)
    assert model.values == before


def test_there_is_no_tuning(card):
    with pytest.raises(errors.TuningError, match=r"3\.3 V"):
        card.host.tune(commands.SD_TUNING_BLOCK, 64)


def test_the_models_rules():
    model = BcmEmmc()
    for call, message in (
        (lambda: model.read(0, 1), "32 bits"), (lambda: model.write(1, 4, 0), "32 bits"),
        (lambda: model.read(0x80, 4), "no register"), (lambda: model.write(0x24, 4, 0), "writable"),
        (lambda: model.read(0x20, 4), "has no data"), (lambda: model.write(0x20, 4, 0), "no data"),
        (lambda: model.write(0x0C, 4, 0), "without a clock"),
    ):
        with pytest.raises(ModelError, match=message):
            call()
    model.write(0x2C, 4, 0x105)
    with pytest.raises(ModelError, match="while it is on"):
        model.write(0x2C, 4, 0x205)
