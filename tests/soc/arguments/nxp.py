"""Bad arguments of NXP's blocks."""

from tamapy import dma
from tamapy.soc import imx6ul
from tamapy.soc.imx6ul import clocks
from tamapy.soc.nxp import iomuxc
from tamapy.soc.nxp.bee import BEE
from tamapy.soc.nxp.caam import CAAM, commands
from tamapy.soc.nxp.ccm import CCM
from tamapy.soc.nxp.csu import CSU
from tamapy.soc.nxp.dcp import DCP
from tamapy.soc.nxp.ecspi import ECSPI
from tamapy.soc.nxp.enet import ENET
from tamapy.soc.nxp.epit import EPIT
from tamapy.soc.nxp.gpio import GPIO
from tamapy.soc.nxp.gpt import GPT
from tamapy.soc.nxp.i2c import I2C
from tamapy.soc.nxp.ocotp import OCOTP
from tamapy.soc.nxp.rngb import RNGB
from tamapy.soc.nxp.snvs import SNVS
from tamapy.soc.nxp.tempmon import TEMPMON
from tamapy.soc.nxp.uart import UART
from tamapy.soc.nxp.usdhc import USDHC
from tamapy.soc.nxp.wdog import WDOG
from tamapy.soc.phy import Phy
from tamapy.soc.phy.port import Port
from tamapy.storage import commands as cards
from tests.soc.arguments import ANY, NO_BYTES, NO_NUMBERS, NO_TIMES, Call, whole

BASE = 0x02000000
GATE = (0x020C4068, 3)
ON_CHIP = (0, 1 << 32)  # where the tests' DMA memory is
WORDS = whole(0, 0xFFFFFFFF)
KEYS = (b"", bytes(15), bytes(17), bytes(33), None)
ADDRESS = b"\x02\0\0\0\0\1"
GROUP = b"\x01\0\x5e\0\0\1"
ADDRESSES = (b"", ADDRESS[:5], ADDRESS + b"\0", "6 char", [2, 0, 0, 0, 0, 256], None, 6)
FRAMES = (b"", bytes(13), bytes(1519), "a frame of text", [256] * 20, None)


class Secure:
    """An SNVS that has the device's key."""

    def available(self):
        return True


def clock():
    return 66000000


def spi():
    return ECSPI(1, BASE, GATE, clock)


def slave():
    return spi().device(0, 1000000)


def enet():
    return ENET(1, BASE, (GATE,), clock, 150)


def gpt():
    return GPT(1, BASE, (GATE,), clock, 87)


def i2c():
    return I2C(1, BASE, GATE, clock, 68)


def ocotp():
    return OCOTP(BASE, GATE, clock, lambda: 8)


def snvs():
    return SNVS(BASE, GATE)


def caam():
    made = CAAM(BASE, (GATE,), Secure(), ON_CHIP)
    made._ring._input = made._ring._output = dma.default().reserve(8)
    return made


def dcp():
    made = DCP(BASE, GATE, Secure(), ON_CHIP)
    made._context = dma.default().reserve(208)
    return made


def memory(size):
    return dma.default().reserve(size)


def usdhc():
    return USDHC(1, BASE, GATE, lambda index, divider: 396000000 // divider)


def port():
    return Port(enet(), Phy(enet().mdio, 1), lambda: imx6ul.start_enet_reference(1))


def pad():
    return iomuxc.Pad(BASE, BASE + 4, BASE + 8)


CIPHER = {"data": (bytes(15), bytes(17), 16, None), "key": KEYS, "iv": (b"", bytes(15), 16)}
FUSE = {"bank": whole(0, 7), "word": whole(0, 7)}
BLOCKS = {"argument": WORDS, "size": (0, -4, 2, 6, 8192, *NO_NUMBERS), "stop": ANY}
CALLS = {
    "soc.imx6ul.start_enet_reference": Call(
        lambda: imx6ul.start_enet_reference, {"index": 1}, index=whole(1, 2)),
    "soc.imx6ul.clocks.set_usdhc_divider": Call(
        lambda: clocks.set_usdhc_divider, {"index": 1, "divider": 2},
        index=whole(1, 2), divider=whole(1, 8)),
    "soc.nxp.bee.BEE.enable": Call(
        lambda: BEE(BASE, Secure()).enable, {"first": 0x80000000, "second": 0x90000000},
        first=(0x80000001, *WORDS), second=(0x80008000, *WORDS)),
    "soc.nxp.bee.BEE.region": Call(
        lambda: BEE(BASE, Secure()).region, {"number": 1, "size": 4096},
        number=whole(0, 1), size=(4097, *whole(4096, 1 << 29))),
    "soc.nxp.caam.CAAM.run": Call(
        lambda: caam().run, {"steps": (commands.wait(),)}, "steps",
        steps=((), ([0] * 64,), ([1 << 32],), ([-1],))),
    "soc.nxp.caam.CAAM.get_random_data": Call(
        lambda: caam().get_random_data, {"size": 4}, size=(-1, 1 << 40, *NO_NUMBERS)),
    **{f"soc.nxp.caam.CAAM.{name}": Call(
        lambda name=name: getattr(caam(), name),
        {"data": bytes(16), "key": bytes(16), "iv": bytes(16)}, **CIPHER,
    ) for name in ("encrypt", "decrypt")},
    "soc.nxp.caam.CAAM.ctr": Call(
        lambda: caam().ctr, {"data": bytes(5), "key": bytes(16), "counter": bytes(16)},
        data=(5, "text", None), key=KEYS, counter=(b"", bytes(15), 16, None)),
    "soc.nxp.caam.CAAM.cmac": Call(
        lambda: caam().cmac, {"data": b"1", "key": bytes(32)}, data=(5, "text"), key=KEYS),
    **{f"soc.nxp.caam.CAAM.{name}": Call(
        lambda name=name: getattr(caam(), name), {"data": bytes(65)}, data=NO_BYTES,
    ) for name in ("sha1", "sha224", "sha256")},
    "soc.nxp.caam.CAAM.encapsulate": Call(
        lambda: caam().encapsulate, {"data": b"1", "modifier": bytes(16)},
        data=(b"", "text", 5, None), modifier=(b"", bytes(15), bytes(17), 16, None)),
    "soc.nxp.caam.CAAM.decapsulate": Call(
        lambda: caam().decapsulate, {"blob": bytes(49), "modifier": bytes(16)},
        blob=(b"", bytes(48), 5, None), modifier=(b"", bytes(15), bytes(17), 16, None)),
    "soc.nxp.caam.CAAM.derive_key": Call(
        lambda: caam().derive_key, {"diversifier": b"1"}, diversifier=(b"", bytes(32), 5, None)),
    "soc.nxp.ccm.CCM.set_arm_freq": Call(
        lambda: CCM(BASE, BASE, clock).set_arm_freq, {"mhz": 396}, mhz=(0, -1, 397, "396", None)),
    "soc.nxp.ccm.CCM.enable_usb_pll": Call(
        lambda: CCM(BASE, BASE, clock).enable_usb_pll, {"index": 1}, index=whole(1, 2)),
    "soc.nxp.ccm.CCM.enable_enet_clock": Call(
        lambda: CCM(BASE, BASE, clock).enable_enet_clock, {"index": 2}, index=whole(1, 2)),
    "soc.nxp.ccm.CCM.pfd": Call(
        lambda: CCM(BASE, BASE, clock).pfd, {"pll": 2, "number": 3},
        pll=whole(2, 3), number=whole(0, 3)),
    "soc.nxp.ccm.CCM.set_pfd": Call(
        lambda: CCM(BASE, BASE, clock).set_pfd, {"pll": 3, "number": 0, "fraction": 35},
        pll=whole(2, 3), number=whole(0, 3), fraction=whole(12, 35)),
    "soc.nxp.csu.CSU.rights": Call(
        lambda: CSU(BASE, GATE).rights, {"slave": 39, "half": 1},
        slave=whole(0, 39), half=whole(0, 1)),
    "soc.nxp.csu.CSU.set_rights": Call(
        lambda: CSU(BASE, GATE).set_rights, {"slave": 0, "half": 0, "rights": 255},
        slave=whole(0, 39), half=whole(0, 1), rights=whole(0, 255), lock=ANY),
    "soc.nxp.csu.CSU.is_secure": Call(
        lambda: CSU(BASE, GATE).is_secure, {"master": 15}, master=whole(0, 15)),
    "soc.nxp.csu.CSU.set_secure": Call(
        lambda: CSU(BASE, GATE).set_secure, {"master": 0, "secure": True},
        master=whole(0, 15), secure=ANY, lock=ANY),
    "soc.nxp.tempmon.TEMPMON.watch": Call(
        lambda: TEMPMON(BASE, lambda: 0x5794FD69, BASE, 81).watch,
        {"period": 1.0, "low": 10, "high": 50, "panic": 90},
        period=(0, -1, 2, "1", None), low=(-41, 50, "1"), high=(10, 126, 90, "1"),
        panic=(50, 126, "1")),
    "soc.nxp.dcp.DCP.run": Call(
        lambda: lambda chain: dcp().run(chain() if callable(chain) else chain),
        {"chain": lambda: memory(32)},
        chain=(b"", bytes(32), 32, None, lambda: memory(31), lambda: memory(32 * 256))),
    "soc.nxp.dcp.DCP.set_key": Call(
        lambda: dcp().set_key, {"slot": 3, "key": bytes(16)},
        slot=whole(0, 3), key=(*KEYS, "sixteen letters!")),
    "soc.nxp.dcp.DCP.derive_key": Call(
        lambda: dcp().derive_key, {"diversifier": b"1", "iv": bytes(16)},
        diversifier=(b"", 5, "text", None), iv=(b"", bytes(15), 16, None),
        slot=(-1, 4, 1.5, "1")),
    **{f"soc.nxp.dcp.DCP.{name}": Call(
        lambda name=name: getattr(dcp(), name),
        {"data": bytes(16), "key": bytes(16), "iv": bytes(16)},
        data=CIPHER["data"], key=(-1, 4, 1.5, *KEYS), iv=CIPHER["iv"],
    ) for name in ("encrypt", "decrypt")},
    **{f"soc.nxp.dcp.DCP.{name}": Call(
        lambda name=name: lambda buffer, key, ivs: getattr(dcp(), name)(
            memory(buffer) if isinstance(buffer, int) else buffer, key, ivs),
        {"buffer": 32, "key": bytes(16), "ivs": (None, None)},
        buffer=(bytes(32), 16, 33, 40, None), key=(-1, 4, 1.5, *KEYS),
        ivs=((), (None,) * 256, (bytes(16), None), (bytes(15), bytes(15)), None),
    ) for name in ("encrypt_in_place", "decrypt_in_place")},
    **{f"soc.nxp.dcp.DCP.{name}": Call(
        lambda name=name: getattr(dcp(), name), {"data": bytes(65)}, data=NO_BYTES,
    ) for name in ("sha1", "sha256")},
    "soc.nxp.ecspi.ECSPI.device": Call(
        lambda: spi().device, {"channel": 3, "hertz": 1000000, "mode": 3},
        channel=whole(0, 3), hertz=(0, -1, 100, 1 << 40, *NO_NUMBERS), mode=whole(0, 3),
        active_high=ANY, select=ANY),
    "soc.nxp.ecspi.Device.transfer": Call(
        lambda: slave().transfer, {"data": b"1"}, data=(bytes(513), *NO_BYTES)),
    "soc.nxp.ecspi.Device.exchange": Call(
        lambda: slave().exchange, {"words": [7], "bits": 3},
        words=([8], [-1], [1, 1.5], ["1"], 5, None), bits=whole(3, 32)),
    "soc.nxp.enet.ENET.init": Call(
        lambda: enet().init, {"address": ADDRESS}, address=(GROUP, *ADDRESSES)),
    "soc.nxp.enet.ENET.start": Call(
        lambda: enet().start, {"speed": 10}, speed=(0, -1, 1000, "10", None), full_duplex=ANY,
        check=ANY),
    "soc.nxp.enet.ENET.check_address": Call(
        lambda: enet().check_address, {"address": ADDRESS}, address=(GROUP, *ADDRESSES)),
    "soc.nxp.enet.ENET.accept_all": Call(lambda: enet().accept_all, {}, on=ANY),
    "soc.nxp.enet.ENET.join": Call(
        lambda: enet().join, {"group": GROUP}, group=(ADDRESS, *ADDRESSES)),
    "soc.nxp.enet.ENET.leave": Call(lambda: joined().leave, {"group": GROUP}, group=ADDRESSES),
    "soc.nxp.enet.ENET.accept": Call(
        lambda: enet().accept, {"address": ADDRESS}, address=(GROUP, *ADDRESSES)),
    "soc.nxp.enet.ENET.refuse": Call(
        lambda: joined().refuse, {"address": ADDRESS}, address=ADDRESSES),
    "soc.nxp.enet.ENET.send": Call(
        lambda: started().send, {"frame": bytes(14), "timeout": 0}, frame=FRAMES,
        timeout=(None, *NO_TIMES), ip_checksum=ANY, protocol_checksum=ANY),
    "soc.nxp.enet.ENET.flush": Call(
        lambda: started().flush, {"timeout": 1}, timeout=(None, *NO_TIMES)),
    "soc.nxp.enet.ENET.receive": Call(lambda: started().receive, {"timeout": 0}, timeout=NO_TIMES),
    "soc.nxp.enet.mdio.Mdio.init": Call(
        lambda: enet().mdio.init, {"hertz": 66000000}, hertz=(0, -1, 1 << 40, *NO_NUMBERS)),
    "soc.nxp.enet.mdio.Mdio.read": Call(
        lambda: enet().mdio.read, {"phy": 31, "register": 31},
        phy=whole(0, 31), register=whole(0, 31)),
    "soc.nxp.enet.mdio.Mdio.write": Call(
        lambda: enet().mdio.write, {"phy": 0, "register": 0, "value": 0xFFFF},
        phy=whole(0, 31), register=whole(0, 31), value=whole(0, 0xFFFF)),
    "soc.nxp.epit.EPIT.start": Call(
        lambda: EPIT(1, BASE, GATE, clock, 88).start, {"period": 2, "prescaler": 4096},
        period=whole(2, 1 << 32), prescaler=whole(1, 4096)),
    "soc.nxp.gpio.GPIO.pin": Call(
        lambda: GPIO(1, BASE, GATE, (98, 99)).pin, {"number": 31}, number=whole(0, 31)),
    "soc.nxp.gpio.Pin.output": Call(lambda: gpio_pin().output, {"high": True}, high=ANY),
    "soc.nxp.gpio.Pin.set": Call(lambda: gpio_pin().set, {"high": True}, high=ANY),
    "soc.nxp.gpio.Pin.set_interrupt": Call(
        lambda: gpio_pin().set_interrupt, {"trigger": 4}, trigger=whole(0, 4)),
    "soc.nxp.gpt.GPT.start": Call(
        lambda: gpt().start, {"prescaler": 1, "period": 2}, prescaler=whole(1, 4096),
        period=(1, 0, -1, (1 << 32) + 1, 2.5, "2")),
    "soc.nxp.gpt.GPT.due_in": Call(
        lambda: gpt().due_in, {"channel": 3, "ticks": 5}, channel=whole(1, 3),
        ticks=(0, -1, 1 << 31, *NO_NUMBERS)),
    "soc.nxp.gpt.GPT.set_compare": Call(
        lambda: gpt().set_compare, {"channel": 3, "count": 0}, channel=whole(1, 3), count=WORDS),
    **{f"soc.nxp.gpt.GPT.{name}": Call(
        lambda name=name: getattr(gpt(), name), {"channel": 1}, channel=whole(1, 3),
    ) for name in ("disable_compare", "is_due", "clear")},
    "soc.nxp.i2c.I2C.init": Call(
        lambda: i2c().init, {"hertz": 100000}, hertz=(0, -1, 100, 400001, *NO_NUMBERS)),
    "soc.nxp.i2c.I2C.write": Call(
        lambda: i2c().write, {"target": 127, "data": b"1", "register": 255, "width": 1},
        target=whole(0, 127), data=NO_BYTES, register=(-1, 256, 1.5, "1"), width=whole(1, 4)),
    "soc.nxp.i2c.I2C.read": Call(
        lambda: i2c().read, {"target": 0, "size": 1, "register": 0, "width": 1},
        target=whole(0, 127), size=whole(1, 1 << 16), register=(-1, 256, 1.5, "1"),
        width=whole(1, 4)),
    "soc.nxp.iomuxc.properties": Call(
        lambda: iomuxc.properties, {"hold": None, "drive": 7, "speed": 50},
        hold=(-2, 4, 0.5, "up"), drive=whole(0, 7), speed=(0, -1, 51, None, "50"),
        hysteresis=ANY, open_drain=ANY, fast=ANY),
    "soc.nxp.iomuxc.Pad.set_mode": Call(
        lambda: pad().set_mode, {"mode": 9}, mode=whole(0, 9), loop_back=ANY),
    "soc.nxp.iomuxc.Pad.set_properties": Call(
        lambda: pad().set_properties, {"word": 0x1FFFF}, word=whole(0, 0x1FFFF)),
    "soc.nxp.iomuxc.Pad.select": Call(lambda: pad().select, {"choice": 7}, choice=whole(0, 7)),
    "soc.nxp.ocotp.OCOTP.read": Call(lambda: ocotp().read, {"bank": 0, "word": 7}, **FUSE),
    "soc.nxp.ocotp.OCOTP.read_fuse": Call(
        lambda: ocotp().read_fuse, {"bank": 7, "word": 0}, **FUSE),
    "soc.nxp.ocotp.OCOTP.override": Call(
        lambda: ocotp().override, {"bank": 0, "word": 0, "value": 1}, value=WORDS, **FUSE),
    "soc.nxp.ocotp.OCOTP.arm": Call(
        lambda: ocotp().arm, {"bank": 0, "word": 0, "value": 1}, value=WORDS, **FUSE),
    # What was not armed is refused, whatever it is; see tests/soc/test_ocotp.py.
    "soc.nxp.ocotp.OCOTP.blow": Call(
        lambda: armed().blow, {"bank": 0, "word": 0, "value": 1}, bank=ANY, word=ANY, value=ANY),
    "soc.nxp.rngb.RNGB.get_random_data": Call(
        lambda: tested().get_random_data, {"size": 4}, size=(-1, 1 << 40, *NO_NUMBERS)),
    "soc.nxp.snvs.SNVS.violate": Call(lambda: snvs().violate, {}, fatal=ANY),
    "soc.nxp.snvs.SNVS.set_policy": Call(
        lambda: snvs().set_policy, {"hard_fail": 0}, hard_fail=(-1, 1 << 32, 1.5, "1"),
        clock=ANY, temperature=ANY, voltage=ANY, violation=ANY),
    "soc.nxp.snvs.SNVS.set_time": Call(
        lambda: snvs().set_time, {"seconds": 0}, seconds=whole(0, (1 << 32) - 1)),
    "soc.nxp.snvs.SNVS.set_master_key": Call(
        lambda: snvs().set_master_key, {"key": bytes(32)},
        key=(b"", bytes(31), bytes(33), "x" * 32, [256] * 32, None)),
    "soc.nxp.snvs.SNVS.select_master_key": Call(
        lambda: snvs().select_master_key, {"which": 3}, which=(1, *whole(0, 3))),
    "soc.nxp.uart.UART.init": Call(
        lambda: UART(1, BASE, lambda: 80000000).init, {"baudrate": 115200},
        baudrate=whole(611, 2500000), flow=ANY),
    "soc.nxp.uart.UART.interrupt_on_receive": Call(
        lambda: UART(1, BASE, clock).interrupt_on_receive, {"enabled": True}, enabled=ANY),
    "soc.nxp.uart.UART.interrupt_on_transmit": Call(
        lambda: UART(1, BASE, clock).interrupt_on_transmit, {"enabled": True}, enabled=ANY),
    "soc.nxp.uart.UART.tx": Call(
        lambda: UART(1, BASE, clock).tx, {"byte": 255}, byte=whole(0, 255)),
    "soc.nxp.usdhc.USDHC.set_width": Call(
        lambda: usdhc().set_width, {"lines": 8}, lines=(0, 2, -1, 9, "4", None)),
    "soc.nxp.usdhc.USDHC.set_clock": Call(
        lambda: usdhc().set_clock, {"hertz": 400000}, hertz=whole(400000, 208000000)),
    "soc.nxp.usdhc.USDHC.read": Call(
        lambda: usdhc().read,
        {"command": cards.READ_SINGLE_BLOCK, "argument": 0, "blocks": 1, "size": 512},
        command=ANY, blocks=whole(1, 128), **BLOCKS),
    "soc.nxp.usdhc.USDHC.write": Call(
        lambda: usdhc().write,
        {"command": cards.WRITE_BLOCK, "argument": 0, "data": bytes(512), "size": 512},
        command=ANY, data=(b"", bytes(511), bytes(512 * 129), "x" * 512, 512, None), **BLOCKS),
    "soc.nxp.usdhc.USDHC.tune": Call(
        lambda: usdhc().tune, {"command": cards.SD_TUNING_BLOCK, "size": 64},
        command=ANY, size=(0, -1, 63, 65, 512, None)),
    "soc.nxp.wdog.WDOG.start": Call(
        lambda: WDOG(1, BASE, GATE, 112).start, {"seconds": 0.5},
        seconds=(0, -1, 0.4, 128.5, float("nan"), float("inf"), "1", None)),
    "soc.nxp.wdog.WDOG.set_interrupt": Call(
        lambda: WDOG(1, BASE, GATE, 112).set_interrupt, {"seconds": 0},
        seconds=(-0.5, 0.4, 128, float("nan"), float("inf"), "1", None)),
    "soc.phy.Phy.read": Call(
        lambda: Phy(enet().mdio, 1).read, {"register": 0}, register=whole(0, 31)),
    "soc.phy.Phy.write": Call(
        lambda: Phy(enet().mdio, 1).write, {"register": 0, "value": 0},
        register=whole(0, 31), value=whole(0, 0xFFFF)),
    "soc.phy.Phy.wait_for_link": Call(
        lambda: Phy(enet().mdio, 1).wait_for_link, {"timeout": 0}, timeout=(None, *NO_TIMES)),
    "soc.phy.port.Port.start": Call(
        lambda: port().start, {"address": ADDRESS, "timeout": 0}, address=(GROUP, *ADDRESSES),
        timeout=(None, *NO_TIMES), check=ANY),
    "soc.phy.port.Port.send": Call(
        lambda: Port(started(), None, None).send, {"frame": bytes(14), "timeout": 0}, frame=FRAMES,
        timeout=(None, *NO_TIMES), ip_checksum=ANY, protocol_checksum=ANY),
    "soc.phy.port.Port.receive": Call(
        lambda: Port(started(), None, None).receive, {"timeout": 0}, timeout=NO_TIMES),
}


def gpio_pin():
    return GPIO(1, BASE, GATE, (98, 99)).pin(3)


def joined():
    made = enet()
    made._groups.add(GROUP)
    made._others.add(ADDRESS)
    return made


class FullRing:
    """A ring without room, and without frames."""

    oldest, waiting, count = 0, 1, 1

    def collect(self):
        """Nothing was sent."""

    def is_full(self):
        return True


def started():
    made = enet()
    made._sent = FullRing()
    made._received = FullRing()
    return made


def armed():
    made = ocotp()
    made.arm(0, 0, 1)
    return made


def tested():
    made = RNGB(BASE)
    made.health = object()
    return made
