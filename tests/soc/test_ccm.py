"""The clock controller's driver, and the clock tree, on their models."""

import pytest
from devices import mapped

from tamapy.emulator.models import ModelError
from tamapy.emulator.models.ccm import Analog, Ccm
from tamapy.soc.imx6ul import clocks
from tamapy.soc.nxp import ccm, gates

BASE, ANALOG = 0x020C4000, 0x020C8000
POINTS = {198: 950, 396: 1025, 528: 1175, 792: 1225, 900: 1275}


@pytest.fixture
def models():
    tree = Ccm()
    analog = Analog(tree)
    mapped(BASE, tree, 0x4000)
    mapped(ANALOG, analog)
    return tree, analog


@pytest.fixture
def analog(models):
    return models[1]


@pytest.fixture
def driver(models):
    return ccm.CCM(BASE, ANALOG, clocks.arm_clock)


def test_clocks_after_the_boot(models):
    assert clocks.arm_clock() == 396000000
    assert clocks.ahb_clock() == 132000000
    assert clocks.ipg_clock() == clocks.per_clock() == 66000000
    assert clocks.uart_clock() == 80000000


@pytest.mark.parametrize("cbcdr, cbcmr, hertz", [
    (0, 0, 528000000), (0, 1 << 18, 396000000), (0, 2 << 18, 352000000), (0, 3 << 18, 198000000),
    (1 << 25, 0, 480000000), (1 << 25 | 3 << 27, 0, 120000000), (1 << 25, 1 << 12, 24000000),
])
def test_sources_of_ahb(models, cbcdr, cbcmr, hertz):
    models[0].values[0x14], models[0].values[0x18] = cbcdr | 1 << 10 | 2 << 8, cbcmr
    assert clocks.periph_clock() == hertz
    assert clocks.ahb_clock() == hertz // 2 and clocks.ipg_clock() == hertz // 2 // 3
    models[0].values[0x1C] = 1
    assert clocks.per_clock() == clocks.ipg_clock() // 2
    models[0].values[0x1C] = 1 << 6 | 3
    assert clocks.per_clock() == 6000000
    models[0].values[0x24] = 1 << 6 | 5
    assert clocks.uart_clock() == 4000000


@pytest.mark.parametrize("ccsr, hertz", [
    (0, 396000000), (1 << 2, 12000000), (1 << 2 | 1 << 8, 198000000),
    (1 << 2 | 1 << 8 | 1 << 3, 264000000),
])
def test_sources_of_the_processors_clock(models, ccsr, hertz):
    models[0].values[0x0C] = ccsr
    assert clocks.arm_clock() == hertz
    if not ccsr:
        models[1].values[0] |= 1 << 16
        assert clocks.arm_clock() == 12000000


@pytest.mark.parametrize("start", POINTS)
@pytest.mark.parametrize("mhz", POINTS)
def test_the_processors_clock(driver, analog, start, mhz):
    for wanted in (start, mhz):
        driver.set_arm_freq(wanted)
        assert clocks.arm_clock() == wanted * 1000000 and analog.mhz() == wanted
    # Right after the boot it has 396 MHz, with more voltage than that needs.
    assert driver.voltage() == (1150 if start == mhz == 396 else POINTS[mhz])
    soc = 700 + 25 * (analog.values[0x140] >> 18 & 31)
    assert soc == max(1150, driver.voltage())


def test_from_the_step_clock(driver, models):
    tree, _ = models
    tree.values[0x0C] = 1 << 2 | 1 << 8
    driver.set_arm_freq(900)
    assert clocks.arm_clock() == 900000000 and tree.values[0x0C] == 1 << 8


@pytest.mark.parametrize("mhz", [0, 24, 400, 996])
def test_frequencies_that_there_are_not(driver, analog, mhz):
    before = dict(analog.values)
    with pytest.raises(ValueError, match="198, 396, 528, 792 or 900 MHz"):
        driver.set_arm_freq(mhz)
    assert analog.values == before


def test_a_pll_that_does_not_lock(driver, analog):
    analog.stalled = True
    with pytest.raises(TimeoutError, match=r"CCM_ANALOG_PLL_ARM \(register 0x020c8000\): bit 31"):
        driver.set_arm_freq(900)
    assert analog.mhz() == 24  # it goes on from the oscillator


def test_a_divider_that_stays_busy(driver, models):
    models[0].stalled = True
    with pytest.raises(TimeoutError, match=r"CCM_CDHIPR .*: bit 16"):
        driver.set_arm_freq(900)


@pytest.mark.parametrize("index", [1, 2])
def test_usb_plls(driver, analog, index):
    analog.values[index * 16] = 0x00012000
    driver.enable_usb_pll(index)
    assert analog.values[index * 16] == 0x80003040
    analog.values[index * 16] = 0x00010000
    analog.stalled = True
    with pytest.raises(TimeoutError, match=f"CCM_ANALOG_PLL_USB{index}"):
        driver.enable_usb_pll(index)
    with pytest.raises(ValueError, match="PLLs 1 and 2"):
        driver.enable_usb_pll(3)


def test_fractions(driver, analog):
    assert [driver.pfd(2, n) for n in range(4)] == [352000000, 594000000, 396000000, 594000000]
    driver.set_pfd(3, 2, 35)
    assert driver.pfd(3, 2) == 480000000 * 18 // 35
    analog.values[0xF0] |= 1 << 23
    assert driver.pfd(3, 2) == 0
    for arguments, message in (((3, 2, 11), "12 to 35"), ((3, 2, 36), "12 to 35"),
                               ((1, 0, 20), "a PLL"), ((2, 4, 20), "fraction is")):
        with pytest.raises(ValueError, match=message):
            driver.set_pfd(*arguments)


def test_gates(models):
    gate = (BASE + 0x70, 4)
    gates.close_gate(gate)
    assert models[0].values[0x70] == 0xFC3FFFFF & ~(0b11 << 8) and not gates.is_open(gate)
    gates.open_gate(gate)
    assert models[0].values[0x70] == 0xFC3FFFFF and gates.is_open(gate)


def test_the_models_rules(models, analog):
    with pytest.raises(ModelError, match="cannot run at 792 MHz at 1150 mV"):
        models[0].write(0x10, 4, 0)
    models[0].values[0x10] = 1
    with pytest.raises(ModelError, match="while it is in use"):
        analog.write(0, 4, 0x80002058)
    analog.values[0] = 0x80012042
    with pytest.raises(ModelError, match="54 to 108"):
        analog.write(0, 4, 0x80012002)
    analog.write(0, 4, 0x80012058)
    with pytest.raises(ModelError, match="before it is locked"):
        analog.write(8, 4, 1 << 16)
