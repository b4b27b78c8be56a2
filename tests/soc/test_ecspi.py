"""The SPI controller's driver on its model, with a flash at the other end."""

import pytest
from devices import Time, mapped

from tamapy.emulator.imx6ul import ecspi_root
from tamapy.emulator.models import ModelError
from tamapy.emulator.models.bank import RegisterBank
from tamapy.emulator.models.ccm import Ccm
from tamapy.emulator.models.ecspi import (
    CONFIGREG,
    CONREG,
    DMAREG,
    INTREG,
    RDR,
    RF,
    RO,
    RR,
    RXDATA,
    STATREG,
    TC,
    TDR,
    TE,
    TESTREG,
    TF,
    TXDATA,
    XCH,
    Ecspi,
)
from tamapy.emulator.models.images import Memory
from tamapy.emulator.models.nor_flash import NorFlash
from tamapy.soc.imx6ul import clocks
from tamapy.soc.nxp import ecspi

BASE = 0x02008000
ROOT = 60000000
MASTER = 0xF1  # enabled, all channels


class Echo:
    """A device that sends what it was sent, a word of ``bits`` later."""

    modes = (0, 1, 2, 3)
    fastest = ROOT

    def __init__(self, bits=8):
        self.bits = bits
        self.log = []  # bursts as texts of bits
        self.on = False

    def select(self):
        assert not self.on
        self.on = True
        self.log.append("")

    def deselect(self):
        self.on = False

    def bit(self, out):
        if not self.on:
            return 0
        burst = self.log[-1]
        self.log[-1] += str(out)
        return int(burst[-self.bits]) if len(burst) >= self.bits else 0


@pytest.fixture
def model():
    gates = RegisterBank()
    mapped(0x020C4000, gates, 0x4000)
    made = mapped(BASE, Ecspi({0: Echo(), 2: NorFlash()}), 0x4000)
    made.gates = gates
    return made


@pytest.fixture
def driver(model):
    Time()
    made = ecspi.ECSPI(1, BASE, (0x020C406C, 0), lambda: ROOT)
    made.init()
    return made


def test_init(driver, model):
    assert model.gates.values == {0x6C: 0b11}
    driver.device(0, 1000000).transfer(b"x")
    driver.init()
    assert not model.values[CONREG] | model.values[CONFIGREG]


@pytest.mark.parametrize("root, hertz, made", [
    (ROOT, 60000000, 60000000), (ROOT, 59999999, 30000000), (ROOT, 20000000, 20000000),
    (ROOT, 25000000, 20000000), (ROOT, 1000000, 1000000), (ROOT, 400000, 375000),
    (ROOT, 115, 114), (24000000, 10000000, 8000000), (ROOT, 10**9, ROOT),
])
def test_dividers(root, hertz, made):
    pre, post = ecspi.dividers(root, hertz)
    assert 0 <= pre < 16 and 0 <= post < 16
    assert root // (pre + 1) >> post == made <= hertz
    every = [root / (p + 1) / (1 << s) for p in range(16) for s in range(16)]
    best = max(each for each in every if each <= hertz)
    assert root / (pre + 1) / (1 << post) == best


@pytest.mark.parametrize("hertz", [0, -5, 114, 1])
def test_clocks_the_bus_cannot_have(driver, hertz):
    with pytest.raises(ValueError, match=r"clock is 115 Hz at least|clock in Hz"):
        driver.device(0, hertz)


def test_the_chips_clock():
    tree = Ccm()
    mapped(0x020C4000, tree, 0x4000)
    for word, hertz in ((0, 60000000), (1 << 18, 24000000), (4 << 19, 12000000)):
        tree.values[0x38] = word
        assert clocks.ecspi_clock() == ecspi_root(tree) == hertz


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 7, 8, 63, 255, 256, 257, 511, 512])
def test_bytes_to_and_fro(driver, model, size):
    data = bytes(i * 7 + 1 & 255 for i in range(size))
    device = driver.device(0, 10000000)
    assert device.transfer(data) == b"\0" + data[:-1]
    echo = model.targets[0]
    assert echo.log == ["".join(f"{byte:08b}" for byte in data)] and not echo.on
    assert device.hertz == model.hertz == 10000000


def test_nothing_to_send(driver, model):
    assert driver.device(0, 1000000).transfer(b"") == b""
    assert driver.device(0, 1000000).exchange([], 8) == []
    assert not model.targets[0].log


@pytest.mark.parametrize("bits", [*range(1, 33)])
def test_words_of_all_lengths(driver, model, bits):
    words = [0x9D3A5C71 * n + n & (1 << bits) - 1 for n in range(1, 6)]
    model.targets[0] = echo = Echo(1)
    got = driver.device(0, 1000000).exchange(words, bits)
    assert echo.log == [f"{word:0{bits}b}" for word in words]
    assert got == [word >> 1 for word in words]


def test_more_words_than_the_fifo_has(driver, model):
    words = list(range(200))
    model.targets[0] = Echo(1)
    assert driver.device(0, 1000000).exchange(words, 16) == [word >> 1 for word in words]
    assert len(model.targets[0].log) == 200


@pytest.mark.parametrize("mode", range(4))
@pytest.mark.parametrize("channel", range(4))
@pytest.mark.parametrize("high", [False, True])
def test_modes_and_chip_selects(driver, model, mode, channel, high):
    model.targets = {channel: Echo()}
    driver.device(channel, 1000000, mode, high).transfer(b"ab")
    assert (model.channel, model.mode) == (channel, mode) and model.targets[channel].log
    config = model.values[CONFIGREG]
    assert config == (
        (mode & 1) << channel | (mode >> 1) << 4 + channel | 1 << 8 + channel
        | high << 12 + channel | (mode >> 1) << 20 + channel
    )


def test_devices_in_turn(driver, model):
    one, flash = driver.device(0, 5000000, 3), driver.device(2, 20000000)
    for _ in range(3):
        assert one.transfer(b"abc") == b"\0ab" and model.mode == 3
        assert flash.transfer(b"\x9f\0\0\0") == b"\0\xef\x40\x14" and model.mode == 0


def test_a_chip_select_of_ones_own(driver, model):
    echo = Echo()
    model.targets, model.others = {}, (echo,)
    device = driver.device(1, 1000000, select=lambda on: echo.select() if on else echo.deselect())
    data = bytes(i & 255 for i in range(1500))
    assert device.transfer(data) == b"\0" + data[:-1]
    assert len(echo.log) == 1 and not echo.on
    assert device.exchange([0x123, 0x456], 12) == [0x001, 0x234]
    assert echo.log[1:] == ["000100100011010001010110"] and not echo.on
    model.stalled = True
    for call in (lambda: device.transfer(b"x"), lambda: device.exchange([1], 8)):
        with pytest.raises(TimeoutError):
            call()
        assert not echo.on


def test_a_word_that_does_not_come(driver, model):
    device = driver.device(0, 1000000)
    model.stalled = True
    with pytest.raises(TimeoutError, match=r"ECSPI1_STATREG \(register 0x02008018\): bit 3"):
        device.transfer(b"abcdefgh")
    assert not model.values[CONREG] & 1
    model.stalled = False
    assert device.transfer(b"ab") == b"\0a"


def test_words_by_interrupts(driver, model):
    """Whoever waits lets others run until the interrupt that is allowed meanwhile has come."""
    model.slow = True
    waits = []

    def wait(late):
        waits.append((late, model.values[INTREG]))
        return model.interrupt

    driver.waiter = wait
    device = driver.device(0, 1000000)
    assert device.transfer(b"tama" * 100) == b"\0" + (b"tama" * 100)[:-1]
    assert waits == [(10064000, RR)] * 100 and not model.values[INTREG]
    model.stalled = True
    with pytest.raises(TimeoutError, match="ECSPI1_STATREG"):
        device.transfer(b"abc")
    model.stalled = False
    driver.waiter = None
    model.slow = False
    assert device.transfer(b"ab") == b"\0a"


@pytest.mark.parametrize("call, message", [
    (lambda bus: bus.device(4, 10000), "select is"),
    (lambda bus: bus.device(-1, 10000), "select is"),
    (lambda bus: bus.device(0, 10000, 4), "mode of SPI"),
    (lambda bus: bus.device(0, 10000).transfer(bytes(513)), "512 bytes at most"),
    (lambda bus: bus.device(0, 10000).exchange([1], 0), "from 1 to 32"),
    (lambda bus: bus.device(0, 10000).exchange([1], 33), "from 1 to 32"),
    (lambda bus: bus.device(0, 10000).exchange([1, 8], 3), "a word of 3 bits"),
    (lambda bus: bus.device(0, 10000).exchange([-1], 3), "a word of 3 bits"),
])
def test_what_cannot_be_asked(driver, model, call, message):
    model.write = lambda *access: pytest.fail("a register is set")
    with pytest.raises(ValueError, match=message):
        call(driver)


# -- the flash ------------------------------------------------------------------------


@pytest.fixture
def flash(driver, model):
    return driver.device(2, 25000000)


def ready(flash, looks=10):
    for _ in range(looks):
        if not flash.transfer(b"\5\0")[1] & 1:
            return True
    return False


def test_a_flash(flash, model):
    chip = model.targets[2]
    assert flash.transfer(b"\x9f" + bytes(4)) == b"\0\xef\x40\x14\0"
    flash.transfer(b"\2\0\0\0lost")
    assert flash.transfer(b"\3\0\0\0" + bytes(4))[4:] == b"\xff" * 4
    flash.transfer(b"\6")
    assert flash.transfer(b"\5\0\0") == b"\0\2\2"
    flash.transfer(b"\2\1\0\xfeabcd")  # beyond the page's end
    assert flash.transfer(b"\5\0")[1] == 3 and ready(flash) and flash.transfer(b"\5\0")[1] == 0
    assert chip.image.read(0x100FC, 6) == b"\xff\xffab\xff\xff"
    assert chip.image.read(0x10000, 3) == b"cd\xff"
    assert flash.transfer(b"\x0b\1\0\xfe\0" + bytes(3))[5:] == b"ab\xff"
    flash.transfer(b"\6")
    flash.transfer(b"\4")
    flash.transfer(b"\x20\1\0\0")
    assert chip.image.read(0x10000, 2) == b"cd"
    flash.transfer(b"\6")
    flash.transfer(b"\x20\1\0\x10")
    assert ready(flash) and chip.image.read(0x10000, 256) == b"\xff" * 256


@pytest.mark.parametrize("command, size", [(b"\xd8\1\x23\x45", 65536), (b"\xc7", 1 << 20)])
def test_what_is_erased(flash, model, command, size):
    chip = model.targets[2]
    chip.image = Memory(bytes(1 << 20))
    flash.transfer(b"\6")
    flash.transfer(command)
    start = 0x10000 if size == 65536 else 0
    assert chip.image.read(start, size) == b"\xff" * size
    assert sum(chip.image.data) == 255 * size


def test_a_flash_that_is_busy(flash, model):
    model.targets[2].stuck = True
    flash.transfer(b"\6")
    flash.transfer(b"\2\0\0\0x")
    assert not ready(flash)
    with pytest.raises(ModelError, match="0x03 is sent to a flash that is busy"):
        flash.transfer(b"\3\0\0\0\0")


@pytest.mark.parametrize("hertz, mode, data, message", [
    (60000000, 0, b"\5", "50000000 Hz is clocked by 60000000"), (1000000, 1, b"\5", "in mode 1"),
    (1000000, 0, b"\xab", "no command 0xab"),
])
def test_the_flashs_rules(driver, hertz, mode, data, message):
    with pytest.raises(ModelError, match=message):
        driver.device(2, hertz, mode).transfer(data)


# -- the model ------------------------------------------------------------------------


def test_status_and_interrupts():
    model = Ecspi({0: Echo()})
    assert model.read(STATREG, 4) == TE | TDR
    model.write(CONREG, 4, 7 << 20 | MASTER)
    for i in range(64):
        assert not model.read(STATREG, 4) & TF
        model.write(TXDATA, 4, i)
    model.write(DMAREG, 4, 3 << 16)
    assert model.read(STATREG, 4) == TF and model.read(TESTREG, 4) == 64
    assert not model.interrupt
    model.write(INTREG, 4, TC | RDR)
    model.write(CONREG, 4, 7 << 20 | MASTER | XCH)
    assert model.interrupt and model.read(CONREG, 4) == 7 << 20 | MASTER
    assert model.read(STATREG, 4) == TC | RR and model.read(TESTREG, 4) == 1 << 8 | 63
    model.write(STATREG, 4, TC)
    assert not model.interrupt
    model.write(CONFIGREG, 4, 1 << 8)  # bursts one after the other
    model.write(CONREG, 4, 7 << 20 | MASTER | XCH)
    for _ in range(64):
        word = model.read(STATREG, 4)
    assert word == TE | TDR | RR | RDR | RF | TC and model.read(TESTREG, 4) == 64 << 8
    model.write(TXDATA, 4, 1)
    model.write(CONREG, 4, 7 << 20 | MASTER | XCH)
    assert model.read(STATREG, 4) & RO
    model.write(STATREG, 4, RO)
    assert not model.read(STATREG, 4) & RO
    assert [model.read(RXDATA, 4) for _ in range(64)] == [0] * 64
    model.write(CONREG, 4, 0)
    assert model.read(STATREG, 4) == TE | TDR and not model.values[INTREG]


def test_the_loop():
    model = Ecspi()
    model.write(CONREG, 4, 39 << 20 | MASTER)
    model.write(TESTREG, 4, 1 << 31)
    for word in (0x1FF, 0x12345678):
        model.write(TXDATA, 4, word)
    model.write(CONREG, 4, 39 << 20 | MASTER | XCH)
    for expected in (0xFF, 0x12345678):
        assert model.read(STATREG, 4) & RR and model.read(RXDATA, 4) == expected


def test_the_models_rules():
    model = Ecspi()
    for call, message in (
        (lambda: model.read(RXDATA, 2), "no register"),
        (lambda: model.read(0x40, 4), "no register"),
        (lambda: model.read(RXDATA, 4), "while it is empty"),
        (lambda: model.read(TXDATA, 4), "cannot be read"),
        (lambda: model.write(TXDATA, 4, 0), "before it is enabled"),
        (lambda: model.write(CONREG, 4, 1), "is a master"),
    ):
        with pytest.raises(ModelError, match=message):
            call()
    model.write(CONREG, 4, 63 << 20 | MASTER)
    with pytest.raises(ModelError, match="cannot be written"):
        model.write(RXDATA, 4, 0)
    model.write(TXDATA, 4, 0)
    model.write(CONREG, 4, 63 << 20 | MASTER | XCH)  # the half of it
    with pytest.raises(ModelError, match="during a burst"):
        model.write(CONFIGREG, 4, 1)
    with pytest.raises(ModelError, match="during a burst"):
        model.write(CONREG, 4, 31 << 20 | MASTER)
    model.stalled = True
    for _ in range(64):
        model.write(TXDATA, 4, 0)
    with pytest.raises(ModelError, match="while it is full"):
        model.write(TXDATA, 4, 0)
