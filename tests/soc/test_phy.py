"""PHYs of Ethernet, and ports made of controller and PHY, on their models."""

import pytest
from devices import Time, mapped

from tamapy.board import evk_ethernet
from tamapy.emulator.models import ModelError
from tamapy.emulator.models.bank import RegisterBank
from tamapy.emulator.models.bus import SimulatedBus
from tamapy.emulator.models.ccm import Analog, Ccm
from tamapy.emulator.models.enet import Enet
from tamapy.emulator.models.evk import equip
from tamapy.emulator.models.phy import Phy as Model
from tamapy.soc import imx6ul
from tamapy.soc.phy import Phy
from tamapy.soc.phy.ksz8081 import KSZ8081

OWN = bytes.fromhex("0202deadbeef")


class Bus:
    """A management bus without a controller."""

    def __init__(self, phys):
        self.phys = phys

    def read(self, phy, register):
        return self.phys[phy].read(register) if phy in self.phys else 0xFFFF

    def write(self, phy, register, value):
        if phy in self.phys:
            self.phys[phy].write(register, value)


@pytest.fixture
def model():
    Time(step=1000000)
    return Model()


@pytest.fixture
def phy(model):
    return KSZ8081(Bus({2: model}), 2)


def test_the_start(phy, model):
    assert phy.identity() == 0x00221560
    model.values[4] = 0
    phy.start()
    assert model.values == {0: 0x3100 & ~(1 << 13) & ~(1 << 8), 4: 0x1E1, 0x16: 0x202, 0x1B: 0,
                            0x1F: 0x8190}
    assert phy.link() is None
    assert phy.wait_for_link(1.0) == (100, True) == phy.link()


def test_a_plain_phy(model):
    phy = Phy(Bus({0: model}), 0)
    phy.start()
    assert phy.wait_for_link(1.0) == (100, True)
    assert model.values[0x1F] == 0


@pytest.mark.parametrize("partner, expected", [
    (0x1E1, (100, True)), (0x0E1, (100, False)), (0x061, (10, True)), (0x021, (10, False)),
    (0x141, (100, True)), (0x001, None), (0x0A1, (100, False)),
])
def test_what_is_negotiated(phy, model, partner, expected):
    model.partner = partner
    phy.start()
    assert phy.wait_for_link(0.1) == expected


def test_a_link_that_comes_and_goes(phy, model):
    model.plugged = False
    phy.start()
    assert phy.wait_for_link(0.05) is None
    model.plugged = True
    assert phy.wait_for_link(0.05) == (100, True)
    model.plugged = False
    assert phy.link() is None
    model.plugged = True
    assert phy.wait_for_link(0.05) == (100, True)
    model.lost = True  # for a moment, between two looks
    assert phy.link() == (100, True)


def test_nobody_there(model):
    with pytest.raises(RuntimeError, match="no PHY answers at address 5"):
        Phy(Bus({2: model}), 5).start()
    model.identity = 0
    with pytest.raises(RuntimeError, match="no PHY answers at address 2"):
        Phy(Bus({2: model}), 2).start()


def test_a_reset_that_does_not_end(phy, model):
    model.stuck = True
    with pytest.raises(TimeoutError, match="PHY 2, register 0: bit 15 did not become 0"):
        phy.start()


def test_the_models_rules(model):
    for call, message in (
        (lambda: model.read(12), "no register 12"), (lambda: model.write(1, 0), "no writable"),
    ):
        with pytest.raises(ModelError, match=message):
            call()
    model.write(0, 0x8000)
    with pytest.raises(ModelError, match="before its reset has ended"):
        model.write(4, 0)


@pytest.fixture
def board(region, monkeypatch):
    time = Time(step=1000000)
    tree = Ccm()
    made = {
        "ccm": mapped(0x020C4000, tree, 0x4000), "analog": mapped(0x020C8000, Analog(tree), 0x1000),
        "pads": mapped(0x020E0000, RegisterBank(), 0x4000),
        "routing": mapped(0x020E4000, RegisterBank({4: 1 << 13 | 1 << 14}), 0x4000),
        1: mapped(0x02188000, Enet(SimulatedBus(), {2: Model()}), 0x4000),
        2: mapped(0x020B4000, Enet(SimulatedBus(), {1: Model()}), 0x4000),
    }
    chip = {0x02188000: made[1], 0x020B4000: made[2]}
    equip(chip)
    made["resets"] = mapped(0x020AC000, chip[0x020AC000], 0x4000)
    made["time"] = time
    made["snvs pads"] = mapped(0x02290000, chip[0x02290000], 0x4000)
    yield made
    evk_ethernet.RESETS.value = None
    for port in (evk_ethernet.ETHERNET1, evk_ethernet.ETHERNET2):
        port.stop()
        port.phy.bus.found = None


@pytest.mark.parametrize("port, index, gpr, pll", [
    (evk_ethernet.ETHERNET1, 1, 1 << 14 | 1 << 17, 0x80002001),
    (evk_ethernet.ETHERNET2, 2, 1 << 13 | 1 << 18, 0x80100005),
])
def test_a_port(board, port, index, gpr, pll):
    model = board[index]
    assert port.start(OWN) == (100, True) == port.link()
    assert board["routing"].values[4] == gpr and board["analog"].values[0xE0] == pll
    pads = board["pads"].values
    first = 0xC4 if index == 1 else 0xE4
    assert [pads[first + 4 * i] for i in range(8)] == [0, 0, 0, 0, 0, 0, 0x14, 0]
    first += 0x28C
    assert [pads[first + 4 * i] for i in range(8)] == [0x1B0B0] * 6 + [0x1B030, 0x1B0B0]
    assert pads[0x574 if index == 1 else 0x57C] == 2
    assert (pads[0x74], pads[0x78]) == (index - 1, index - 1)
    assert pads[0x578 if index == 1 else 0x580] == index - 1
    port.send(OWN * 2 + b"\x88\xb5" + bytes(46))
    model.cable.arrive(model.cable.sent.pop())
    assert port.receive(0) == OWN * 2 + b"\x88\xb5" + bytes(46) and port.poll() is None
    assert port.errors is port.mac.errors


def test_the_phys_are_taken_out_of_reset(board):
    """One after the other, and neither is reset by the other's start."""
    first, second = board[1].phys[2], board[2].phys[1]
    assert first.held and second.held and first.read(2) == 0xFFFF
    first.write(0, 0x8000)  # nobody hears it
    evk_ethernet.ETHERNET1.start(OWN)
    assert not first.held and second.held and board["resets"].latched == 0b01010011
    assert [board["snvs pads"].values[at] for at in (0x00, 0x04, 0x10, 0x24, 0x28)] == [5] * 5
    assert [board["snvs pads"].values[at] for at in (0x44, 0x48, 0x54, 0x68, 0x6C)] == [0xB0] * 5
    first.values[0x1B] = 7
    evk_ethernet.ETHERNET2.start(OWN)
    assert not second.held and first.values[0x1B] == 7 and board["resets"].latched == 0b01010111


def test_the_pads_of_the_other_chip(board):
    board["analog"].values[0x260] = imx6ul.FAMILY_UL << 16
    evk_ethernet.ETHERNET1.start(OWN)
    pads = board["pads"].values
    assert [pads[at] for at in (0x14, 0x18, 0x24, 0x38, 0x3C)] == [5] * 5
    assert [pads[at + 0x28C] for at in (0x14, 0x18, 0x24, 0x38, 0x3C)] == [0xB0] * 5
    assert not board["snvs pads"].values


def test_resets_last_long_enough(board, monkeypatch):
    """With power from its begin to its end, and the PHY is left alone after it."""
    time, phy, seen = board["time"], board[1].phys[2], []
    time.step = 10_000
    write, read = evk_ethernet.RESETS.write, phy.read

    def writes(value):
        write(value)
        seen.append(("resets", value, time.now))

    def reads(register):
        seen.append(("phy", register, time.now))
        return read(register)

    monkeypatch.setattr(evk_ethernet.RESETS, "write", writes)
    monkeypatch.setattr(phy, "read", reads)
    evk_ethernet.ETHERNET1.start(OWN)
    (_, low, begin), (_, high, end), (name, _, first) = seen[:3]
    assert not low & 0b110 and high & 0b110 == 0b010 and name == "phy"
    assert end - begin >= 10_000_000 and first - end >= 100_000


@pytest.mark.parametrize("value", [0, 0xFF, 0x01, 0x80, 0b10110100])
def test_the_shift_register(board, value):
    model, register = board["resets"], evk_ethernet.RESETS
    evk_ethernet.SUPPLY.output(False)
    register.write(value)
    assert model.latched == value == register.value
    assert [board[i].phys[phy].held for i, phy in ((1, 2), (2, 1))] == [
        not value & 0b010, not value & 0b100]


def test_a_port_without_a_link(board):
    port, phy = evk_ethernet.ETHERNET1, board[1].phys[2]
    phy.plugged = False
    assert port.start(OWN, timeout=0.1) is None and port.link() is None
    assert port.mac.mode() == (100, True)
    phy.partner = 0x21
    phy.plugged = True
    assert port.phy.wait_for_link(0.1) == (10, False)
    assert port.link() == (10, False) == port.mac.mode()
    board[1].cable.arrive(OWN * 2 + bytes(48))
    ring = port.mac._received
    assert port.link() == (10, False) and port.mac._received is ring  # nothing starts anew
    assert port.poll() == OWN * 2 + bytes(48)


def test_a_phy_that_the_other_controller_reaches(board):
    board[2].phys[2] = board[1].phys.pop(2)
    assert evk_ethernet.ETHERNET2.start(OWN) == evk_ethernet.ETHERNET1.start(OWN) == (100, True)
    assert evk_ethernet.ETHERNET1.phy.bus.found is evk_ethernet.ETHERNET2.mac
    assert (board["pads"].values[0x74], board["pads"].values[0x580]) == (1, 1)
    board[1].cable.arrive(OWN * 2 + bytes(48))
    assert evk_ethernet.ETHERNET1.poll() == OWN * 2 + bytes(48)


def test_a_board_without_phys(board):
    board[1].phys.clear()
    with pytest.raises(RuntimeError, match="no PHY answers at address 2"):
        evk_ethernet.ETHERNET1.start(OWN)
    board[1].phys[2] = Model()
    assert evk_ethernet.ETHERNET1.start(OWN) == (100, True)


def test_both_ports(board):
    for port in (evk_ethernet.ETHERNET1, evk_ethernet.ETHERNET2):
        assert port.start(OWN) == (100, True)
    assert board["analog"].values[0xE0] == 0x80102005
    assert board["routing"].values[4] == 1 << 17 | 1 << 18
    assert evk_ethernet.ETHERNET1.link() == evk_ethernet.ETHERNET2.link() == (100, True)
