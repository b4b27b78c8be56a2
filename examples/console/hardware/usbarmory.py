"""The USB armory Mk II, and QEMU's mcimx6ul-evk, which has an i.MX6UL."""

from hardware.base import Board
from tamapy import dma, reg
from tamapy.arm import identity
from tamapy.board import usbarmory_mk2
from tamapy.soc import imx6ul
from tamapy.soc.nxp import bee

BUSES = {1: imx6ul.I2C1, 2: imx6ul.I2C2}
CARDS = {"sd": usbarmory_mk2.MICROSD, "mmc": usbarmory_mk2.EMMC}


def is_6ul():
    """Whether the chip is the 6UL, which has CAAM and BEE and lacks DCP and RNGB."""
    return imx6ul.family() == imx6ul.FAMILY_UL


class UsbArmory(Board):
    """The board."""

    name = usbarmory_mk2.NAME
    idle = "the processor sleeps (WFI)"

    def info(self):
        start, size = usbarmory_mk2.ram_start(), usbarmory_mk2.ram_size()
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
        if is_6ul():
            return []
        return [("DCP", self.test_dcp), ("RNGB", self.test_rngb)]

    def test_dcp(self):
        """FIPS 180-4's example of one block."""
        return self.dcp().sha256(b"abc").hexdigest().startswith("ba7816bf")

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

    def led(self, name, on):
        usbarmory_mk2.led(name, on)

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
        return CARDS[kind]

    def aes(self):
        return self.dcp()

    def sha256(self):
        return None if is_6ul() else self.dcp().sha256

    def dcp(self):
        if is_6ul():
            raise self.missing("DCP: its i.MX6UL has a CAAM")
        imx6ul.DCP.init()
        return imx6ul.DCP

    def derive_key(self, diversifier, iv):
        return self.dcp().derive_key(diversifier, iv)

    def caam(self):
        if is_6ul():
            raise self.no_driver("CAAM")
        raise self.missing("CAAM: its i.MX6ULL has a DCP")

    def bee(self):
        if not is_6ul():
            raise self.missing("BEE: the i.MX6UL alone has one")
        if not imx6ul.is_native():
            raise self.missing("BEE: QEMU leaves it out")
        on = reg.is_set(imx6ul.BEE_BASE + bee.CTRL, bee.CTRL_BEE_ENABLE)
        return "memory is encrypted" if on else "memory is not encrypted"

    def watchdog(self, seconds):
        imx6ul.WDOG1.init()
        imx6ul.WDOG1.start(seconds)

    def reset(self):
        imx6ul.WDOG1.init()
        imx6ul.reset()


BOARD = UsbArmory()
