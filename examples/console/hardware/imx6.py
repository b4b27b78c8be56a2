"""What boards with an i.MX 6UL or 6ULL have in common."""

from hardware.base import Board
from tamapy import dma, reg
from tamapy.arm import identity
from tamapy.board import imx6
from tamapy.soc import imx6ul
from tamapy.soc.nxp import bee

BUSES = {1: imx6ul.I2C1, 2: imx6ul.I2C2}


def is_6ul():
    """Whether the chip is the 6UL, which has CAAM and BEE and lacks DCP and RNGB."""
    return imx6ul.family() == imx6ul.FAMILY_UL


class Imx6(Board):
    """A board: its name, its cards by kind, and what has its input kept."""

    idle = "the processor sleeps (WFI)"

    def __init__(self, name, cards, buffer_input):
        self.name = name
        self.cards = cards
        self.buffer_input = buffer_input

    def start(self):
        self.buffer_input()

    def info(self):
        start, size = imx6.ram_start(), imx6.ram_size()
        imx6ul.SNVS.init()
        lines = [
            ("SoC", imx6ul.model() + ("" if imx6ul.is_native() else " (emulated)")),
            ("processor", identity.processor()),
            ("RAM", f"0x{start:08x}, {size >> 20} MiB"),
            ("frequency", f"{self.freq() / 1e6:.1f} MHz"),
            ("unique ID", imx6ul.unique_id().hex()),
            ("secure boot", "yes" if imx6ul.SNVS.available() else "no"),
        ]
        if not is_6ul():
            lines.append(("temperature", f"{imx6ul.TEMPMON.read():.1f} °C"))
        return lines

    def tests(self):
        if not is_6ul():
            return [("DCP", self.test_sha), ("RNGB", self.test_rngb)]
        return [("CAAM", self.test_sha)] if imx6ul.CAAM.is_present() else []

    def test_sha(self):
        """FIPS 180-4's example of one block."""
        return self.sha256()(b"abc").hexdigest().startswith("ba7816bf")

    def test_rngb(self):
        """It passes its tests at the start, and gives what was not there before."""
        imx6ul.RNGB.init()
        return imx6ul.RNGB.get_random_data(16) != imx6ul.RNGB.get_random_data(16)

    def time(self):
        imx6ul.SNVS.init()
        if imx6ul.SNVS.is_running():
            return imx6ul.SNVS.time()
        return Board.time(self)

    def set_time(self, seconds):
        imx6ul.SNVS.init()
        imx6ul.SNVS.set_time(seconds)

    def dma(self):
        region = dma.default()
        with region.place(b"for a device") as buffer:
            dma.barrier()
            same = bytes(buffer) == b"for a device"
            used = region.size - region.available
        return [
            f"0x{region.start:08x}, {region.size >> 10} KiB, {region.available} bytes free",
            f"placed 12 bytes, which took {used}; read back the same: {same}",
        ]

    def freq(self):
        return imx6ul.arm_clock()

    def set_freq(self, mhz):
        imx6ul.CCM.set_arm_freq(mhz)

    def otp(self, bank, word):
        imx6ul.OCOTP.init()
        return imx6ul.OCOTP.read(bank, word)

    def i2c(self, number):
        bus = BUSES.get(number)
        if bus is None:
            raise self.missing(f"I2C bus {number}")
        bus.init()
        return bus

    def card(self, kind):
        if kind not in self.cards:
            return Board.card(self, kind)
        return self.cards[kind]

    def aes(self):
        return self.caam() if is_6ul() else self.dcp()

    def sha256(self):
        if is_6ul() and not imx6ul.CAAM.is_present():
            return None
        return self.aes().sha256

    def dcp(self):
        if is_6ul():
            raise self.missing("DCP: its i.MX6UL has a CAAM")
        imx6ul.DCP.init()
        return imx6ul.DCP

    def derive_key(self, diversifier, iv):
        if is_6ul():
            return self.caam().derive_key(diversifier)
        return self.dcp().derive_key(diversifier, iv)

    def caam(self):
        if not is_6ul():
            raise self.missing("CAAM: its i.MX6ULL has a DCP")
        if not imx6ul.CAAM.is_present():
            raise self.missing("CAAM: QEMU leaves it out")
        imx6ul.CAAM.init()
        return imx6ul.CAAM

    def bee(self):
        if not is_6ul():
            raise self.missing("BEE: the i.MX6UL alone has one")
        if not imx6ul.CAAM.is_present():
            raise self.missing("BEE: QEMU leaves it out")
        on = reg.is_set(imx6ul.BEE_BASE + bee.CTRL, bee.CTRL_BEE_ENABLE)
        return "memory is encrypted" if on else "memory is not encrypted"

    def watchdog(self, seconds):
        imx6ul.WDOG1.init()
        imx6ul.WDOG1.start(seconds)

    def reset(self):
        imx6ul.WDOG1.init()
        imx6ul.reset()
