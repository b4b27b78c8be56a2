"""The uSDHC's driver on its model: clocks, lines and the model's rules; cards are in test_cards."""

import pytest
from cards import Slot, pattern
from devices import mapped

from tamapy.emulator.imx6ul import usdhc_root
from tamapy.emulator.models import ModelError
from tamapy.emulator.models.cards import TUNING_4
from tamapy.emulator.models.ccm import Analog, Ccm
from tamapy.emulator.models.emmc import TUNING_8
from tamapy.emulator.models.images import Memory
from tamapy.emulator.models.sd_card import SdCard, register_crc
from tamapy.emulator.models.usdhc import Usdhc
from tamapy.soc.imx6ul import clocks
from tamapy.soc.nxp.usdhc import adma, dividers
from tamapy.storage import commands, errors

ROOT = 198000000
PRES_STATE, PROT_CTRL, SYS_CTRL, INT_STATUS, INT_STATUS_EN = 0x24, 0x28, 0x2C, 0x30, 0x34
MIX_CTRL, ADMA_SYS_ADDR, VEND_SPEC = 0x48, 0x58, 0xC0


@pytest.fixture
def slot(region):
    return Slot(SdCard(Memory(pattern(1 << 20))))


@pytest.mark.parametrize("root, hertz, expected", [
    (ROOT, 400000, 198000000 // 512), (ROOT, 25000000, 24750000), (ROOT, 26000000, 24750000),
    (ROOT, 50000000, 49500000), (ROOT, 52000000, 49500000), (ROOT, 100000000, 99000000),
    (132000000, 208000000, 132000000), (132000000, 200000000, 132000000),
])
def test_dividers(root, hertz, expected):
    prescaler, divisor = dividers(root, hertz)
    assert root // (prescaler * divisor) == expected <= hertz
    assert prescaler & prescaler - 1 == 0 and 1 <= prescaler <= 256 and 1 <= divisor <= 16
    made = [root // (2 ** i * divisor) for i in range(9) for divisor in range(1, 17)]
    assert max(each for each in made if each <= hertz) == expected


@pytest.mark.parametrize("hertz", [400000, 25000000, 50000000, 100000000, 208000000])
def test_the_cards_clock(slot, hertz):
    slot.host.start()
    made = slot.host.set_clock(hertz)
    assert made == slot.model.hertz <= hertz and slot.divider == (3 if hertz > 10**8 else 2)
    assert slot.model.values[VEND_SPEC] >> 8 & 1
    slot.host.stop_clock()
    assert not slot.model.values[VEND_SPEC] >> 8 & 1


def test_the_chips_clock():
    tree = Ccm()
    mapped(0x020C4000, tree, 0x4000)
    mapped(0x020C8000, Analog(tree))
    for index, position in (1, 11), (2, 16):
        assert usdhc_root(tree, index) == ROOT
        assert clocks.set_usdhc_divider(index, 3) == 132000000 == usdhc_root(tree, index)
        assert tree.values[0x24] >> position & 7 == 2
        tree.values[0x1C] |= 1 << 15 + index  # another source
        assert usdhc_root(tree, index) == 352000000 // 3
        assert clocks.set_usdhc_divider(index, 2) == ROOT == usdhc_root(tree, index)
    assert tree.values[0x24] == Ccm().values[0x24]


def test_the_start(slot):
    slot.model.values[MIX_CTRL] |= 0x03C0003F
    slot.model.values[VEND_SPEC] |= 2
    slot.host.start()
    assert slot.model.values[MIX_CTRL] == 0x80000000 and not slot.model.values[VEND_SPEC] & 2
    assert slot.model.width == 1 and slot.model.hertz <= 400000
    assert slot.model.values[PROT_CTRL] >> 4 & 3 == 2 and slot.model.values[SYS_CTRL] & 15 == 15
    for lines in (1, 4, 8):
        slot.host.set_width(lines)
        assert slot.model.width == lines


def test_the_levels(slot):
    assert slot.host.is_present() and not slot.host.is_protected() and not slot.host.are_lines_low()
    slot.model.card.locked = True
    assert slot.host.is_protected()
    slot.model.insert(None)
    assert not slot.host.is_present() and not slot.host.is_protected()


def test_a_response_that_does_not_come_in_time(slot):
    slot.host.start()
    slot.model.values[INT_STATUS_EN] = 0  # nothing is told
    with pytest.raises(TimeoutError, match=r"USDHC1_INT_STATUS \(register 0x02190030\): bit 0"):
        slot.host.command(commands.SEND_IF_COND, 0x1AA)


@pytest.mark.parametrize("bit, error, message", [
    (16, errors.NoResponseError, "CMD13: no response"), (17, errors.CrcError, "the response"),
    (18, errors.CrcError, "the response"), (19, errors.CrcError, "the response"),
    (20, TimeoutError, "bit 1 did not"), (21, errors.CrcError, "the data"),
    (22, errors.CrcError, "the data"), (24, errors.CardError, "INT_STATUS 0x01000000"),
    (25, errors.TableError, "ADMA"), (26, errors.TuningError, "sampled"),
    (28, errors.TableError, "ADMA"),
])
def test_errors_by_their_flags(slot, bit, error, message, monkeypatch):
    slot.host.start()
    model = slot.model
    monkeypatch.setattr(model, "_command", lambda word: model._flag(1 << bit))
    with pytest.raises(error, match=message) as caught:
        slot.host.command(commands.SEND_STATUS, 0)
    assert type(caught.value) is error


def test_tables(region):
    with region.reserve(100000) as buffer, region.reserve(adma.size(100000)) as table:
        adma.fill(table, buffer)
        start = buffer._start
        assert [table.word(i) for i in range(0, 32, 4)] == [
            0x80000021, start, 0x80000021, start + 32768, 0x80000021, start + 65536,
            1696 << 16 | 0x23, start + 98304,
        ]


@pytest.mark.parametrize("size", [512 * 129, 0, 100])
def test_transfers_that_are_none(slot, size):
    with pytest.raises(ValueError, match=r"whole blocks"):
        slot.host.write(commands.WRITE_MULTIPLE_BLOCK, 0, bytes(size), 512)


def test_the_models_rules():
    model = Usdhc(None)
    for call, message in (
        (lambda: model.read(0, 2), "32 bits"), (lambda: model.write(2, 4, 0), "32 bits"),
        (lambda: model.read(0x100, 4), "no register"),
        (lambda: model.write(PRES_STATE, 4, 0), "no writable register"),
        (lambda: model.write(ADMA_SYS_ADDR, 4, 2), "multiple of 4"),
    ):
        with pytest.raises(ModelError, match=message):
            call()
    model.write(VEND_SPEC, 4, 1 << 8)
    with pytest.raises(ModelError, match="while it is forced on"):
        model.write(SYS_CTRL, 4, 0x0080801F)
    model.write(VEND_SPEC, 4, 0)
    model.write(SYS_CTRL, 4, 0x0080801F)
    with pytest.raises(ModelError, match="before it is stable"):
        model.write(SYS_CTRL, 4, 0x0080802F)
    with pytest.raises(ModelError, match="clock is stable"):
        model.write(0x0C, 4, 0)


def test_a_clock_that_is_too_fast_for_the_card(slot):
    slot.host.start()
    slot.host.set_clock(25000000)
    with pytest.raises(ModelError, match=r"CMD0 at 24750000 Hz: the card's mode has 400000 Hz"):
        slot.host.command(commands.GO_IDLE_STATE, 0)


def test_a_response_of_another_length(slot):
    slot.host.start()
    with pytest.raises(ModelError, match="48 bits, and is told another"):
        slot.host.command(commands.Command(8, commands.LONG), 0x1AA)


def test_lines_in_another_number_than_the_cards(slot):
    from tamapy.storage.card import Card

    card = Card(slot.host)
    card.open()
    slot.host.set_width(1)
    with pytest.raises(errors.CrcError):
        card.read(0)


def test_what_the_models_are_made_of():
    assert len(TUNING_4) == 64 and len(TUNING_8) == 128
    assert TUNING_8[:8].hex() == "ffff00ffffff0000"
    # the checksum of CMD17 with argument 0, an example of 4.5 CRC, in the last of the bytes
    assert register_crc(0x5100000000 << 8) & 0xFF == 0x55
