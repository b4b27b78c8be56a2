"""Bad arguments of the other blocks, of the processor's, of cards, boards and DMA memory."""

from tamapy import dma
from tamapy.arm import alarm, gic, protection, security
from tamapy.arm.tzc380 import TZC380
from tamapy.board import evk_ethernet, pi1, pi2, pizero, usbarmory_mk2
from tamapy.board.armory import Part
from tamapy.board.armory.bluetooth import ANNA
from tamapy.board.armory.ports import FUSB303, TUSB320
from tamapy.board.armory.power import PF1510
from tamapy.soc import imx6ul
from tamapy.soc.arm.pl011 import UART
from tamapy.soc.broadcom import gpio
from tamapy.soc.broadcom.dma import Channel
from tamapy.soc.broadcom.emmc import EMMC
from tamapy.soc.broadcom.framebuffer import Framebuffer
from tamapy.soc.broadcom.interrupts import Interrupts
from tamapy.soc.broadcom.miniuart import MiniUART
from tamapy.soc.broadcom.rng import RNG
from tamapy.soc.broadcom.systimer import SystemTimer
from tamapy.soc.broadcom.videocore import VideoCore
from tamapy.soc.broadcom.watchdog import Watchdog
from tamapy.soc.sdhci import Host
from tamapy.soc.serial import Port
from tamapy.storage import commands as cards
from tamapy.storage.card import Card
from tamapy.storage.info import Info
from tamapy.storage.rpmb import Rpmb
from tests.soc.arguments import ANY, NO_BYTES, NO_NUMBERS, NO_TIMES, Call, whole
from tests.soc.arguments.nxp import enet, i2c

BASE = 0x20200000
SHARED = (0x30000000, 0x10000)
WORDS = whole(0, 0xFFFFFFFF)
BIG = (-1, 1 << 40, *NO_NUMBERS)
DEAD = (0, -1, 0.00001, 16.01, float("nan"), float("inf"), "1", None)


def pin():
    return gpio.Pin(BASE, 53)


def channel():
    return Channel(BASE, 14, 0x40000000, lambda: SHARED)


def emmc():
    return EMMC(BASE, lambda: 250000000)


def video():
    return VideoCore(BASE, 0, lambda: SHARED[0])


def screen():
    made = Framebuffer(video())
    made.address, made.width, made.height, made.pitch, made.size = SHARED[0], 64, 32, 256, 4
    return made


def controller():
    gic.state.lines = 160
    gic.state.distributor = gic.state.interface = BASE
    return gic.GIC(BASE)


def zones():
    return TZC380(BASE, (BASE + 0x2000, 0), (BASE + 0x2004, 0))


def card():
    made = Card(EMMC(BASE, None))
    made._info = found("SD")
    return made


def found(kind):
    info = Info(kind, 1, True)
    info.capacity = 1000
    info.ext_csd = bytes([1]) * 512
    return info


def rpmb(key=bytes(32)):
    made = card()
    made._info = found("MMC")
    return Rpmb(made, key, lambda key, data: bytes(32), bytes)


class Wire(Port):
    """A port whose registers nothing may touch."""

    def tx(self, byte):
        pin().is_high()

    def rx(self):
        pin().is_high()


def bus():
    return evk_ethernet.Bus(enet())


def memory():
    return dma.default().reserve(8)


def released():
    made = memory()
    dma.default().release(made)
    return made


def anna():
    made = ANNA(None, imx6ul.GPIO1, lambda: True)
    made.ready = made.swapped = True
    return made


BLOCKS = {"argument": WORDS, "size": (0, -4, 2, 6, 1024, *NO_NUMBERS), "stop": ANY}
PLACES = {"x": whole(0, 63), "y": whole(0, 31)}
PINS = whole(0, 53)
SPI_NUMBER = (-1, 31, 160, *NO_NUMBERS)
CALLS = {
    "soc.arm.pl011.UART.init": Call(
        lambda: UART(BASE, lambda: 48000000).init, {"baudrate": 115200},
        baudrate=whole(46, 3000000), flow=ANY),
    "soc.arm.pl011.UART.interrupt_on_receive": Call(
        lambda: UART(BASE, None).interrupt_on_receive, {"enabled": True}, enabled=ANY),
    "soc.arm.pl011.UART.interrupt_on_transmit": Call(
        lambda: UART(BASE, None).interrupt_on_transmit, {"enabled": True}, enabled=ANY),
    "soc.arm.pl011.UART.tx": Call(lambda: UART(BASE, None).tx, {"byte": 0}, byte=whole(0, 255)),
    "soc.broadcom.dma.Channel.__init__": Call(
        lambda: lambda number: Channel(BASE, number, 0, None), {"number": 14},
        number=whole(0, 14), base=ANY, bus=ANY, shared=ANY),
    "soc.broadcom.dma.Channel.copy": Call(
        lambda: channel().copy, {"data": b"1"}, data=(b"", bytes(0x8000), *NO_BYTES)),
    "soc.broadcom.dma.Channel.to_register": Call(
        lambda: channel().to_register, {"offset": 0xFFFFFC, "words": [1], "dreq": 31},
        offset=(2, *whole(0, 0xFFFFFF)), words=([], [-1], [1, 1 << 32], [1.5], [1] * 0x4000, None),
        dreq=whole(0, 31)),
    "soc.broadcom.dma.Channel.from_register": Call(
        lambda: channel().from_register, {"offset": 0, "count": 1, "dreq": 0},
        offset=(2, *whole(0, 0xFFFFFF)), count=(0x4000, *whole(1, 0x4000)), dreq=whole(0, 31)),
    "soc.broadcom.emmc.EMMC.set_clock": Call(
        lambda: emmc().set_clock, {"hertz": 400000}, hertz=whole(400000, 208000000)),
    "soc.broadcom.emmc.EMMC.set_width": Call(
        lambda: emmc().set_width, {"lines": 4}, lines=(0, 2, -1, 9, "4", None)),
    # There is nothing to tune, whatever is asked.
    "soc.broadcom.emmc.EMMC.tune": Call(None, {}, command=ANY, size=ANY),
    "soc.broadcom.emmc.EMMC.read": Call(
        lambda: emmc().read,
        {"command": cards.READ_SINGLE_BLOCK, "argument": 0, "blocks": 1, "size": 512},
        command=ANY, blocks=whole(1, 128), **BLOCKS),
    "soc.broadcom.emmc.EMMC.write": Call(
        lambda: emmc().write,
        {"command": cards.WRITE_BLOCK, "argument": 0, "data": bytes(512), "size": 512},
        command=ANY, data=(b"", bytes(511), bytes(512 * 129), "x" * 512, 512, None), **BLOCKS),
    "soc.broadcom.framebuffer.Framebuffer.open": Call(
        lambda: Framebuffer(video()).open, {"width": 4096, "height": 1, "depth": 16},
        width=whole(1, 4096), height=whole(1, 4096), depth=(24, *whole(16, 32))),
    "soc.broadcom.framebuffer.Framebuffer.colour": Call(
        lambda: screen().colour, {"red": 0, "green": 255, "blue": 1},
        red=whole(0, 255), green=whole(0, 255), blue=whole(0, 255)),
    "soc.broadcom.framebuffer.Framebuffer.pixel": Call(
        lambda: screen().pixel, {"x": 63, "y": 31, "colour": 0}, colour=WORDS, **PLACES),
    "soc.broadcom.framebuffer.Framebuffer.at": Call(
        lambda: screen().at, {"x": 0, "y": 0}, **PLACES),
    "soc.broadcom.framebuffer.Framebuffer.fill": Call(
        lambda: screen().fill, {"x": 0, "y": 0, "width": 64, "height": 32, "colour": 1},
        width=whole(0, 64), height=whole(0, 32), colour=WORDS, **PLACES),
    "soc.broadcom.framebuffer.Framebuffer.text": Call(
        lambda: screen().text, {"x": 0, "y": 0, "text": "1234", "colour": 1},
        text=("123456789", b"1", 5, None), colour=WORDS, background=WORDS, **PLACES),
    "soc.broadcom.gpio.Pin.__init__": Call(
        lambda: lambda number: gpio.Pin(BASE, number), {"number": 53}, number=PINS, base=ANY),
    "soc.broadcom.gpio.GPIO.pin": Call(lambda: gpio.GPIO(BASE).pin, {"number": 0}, number=PINS),
    "soc.broadcom.gpio.Pin.select": Call(
        lambda: pin().select, {"function": 7}, function=whole(0, 7)),
    "soc.broadcom.gpio.Pin.pull": Call(
        lambda: pin().pull, {"direction": "up"}, direction=("left", 1, b"up")),
    "soc.broadcom.gpio.Pin.input": Call(lambda: pin().input, {"pull": None}, pull=("left", 1)),
    "soc.broadcom.gpio.Pin.output": Call(lambda: pin().output, {"high": 1}, high=ANY),
    "soc.broadcom.gpio.Pin.set": Call(lambda: pin().set, {"high": 1}, high=ANY),
    "soc.broadcom.gpio.Pin.watch": Call(
        lambda: pin().watch, {"events": ("high", "low")}, "events",
        events=(("up",), ("high", 1), (None,))),
    **{f"soc.broadcom.interrupts.Interrupts.{name}": Call(
        lambda name=name: getattr(Interrupts(BASE), name), {"number": 71}, number=whole(0, 71),
    ) for name in ("enable", "disable", "is_pending")},
    "soc.broadcom.miniuart.MiniUART.init": Call(
        lambda: MiniUART(BASE).init, {"clock": 250000000, "baudrate": 115200},
        clock=(0, -1, 1 << 40, *NO_NUMBERS), baudrate=(0, -1, 400, 1 << 30, *NO_NUMBERS)),
    "soc.broadcom.miniuart.MiniUART.interrupt_on_receive": Call(
        lambda: MiniUART(BASE).interrupt_on_receive, {"enabled": True}, enabled=ANY),
    "soc.broadcom.miniuart.MiniUART.interrupt_on_transmit": Call(
        lambda: MiniUART(BASE).interrupt_on_transmit, {"enabled": True}, enabled=ANY),
    "soc.broadcom.miniuart.MiniUART.tx": Call(
        lambda: MiniUART(BASE).tx, {"byte": 0}, byte=whole(0, 255)),
    "soc.broadcom.rng.RNG.get_random_data": Call(
        lambda: RNG(BASE).get_random_data, {"size": 1}, size=BIG),
    "soc.broadcom.systimer.SystemTimer.start": Call(
        lambda: SystemTimer(BASE).start, {"channel": 1, "after": 1},
        channel=(3, *whole(1, 1)), after=whole(1, 3600000000)),
    **{f"soc.broadcom.systimer.SystemTimer.{name}": Call(
        lambda name=name: getattr(SystemTimer(BASE), name), {"channel": 1},
        channel=(3, *whole(1, 1)),
    ) for name in ("is_due", "clear")},
    "soc.broadcom.videocore.VideoCore.ask": Call(
        lambda: video().ask, {"tags": [(1, (0,))]},
        tags=([(1, [0] * 300)], [(-1, ())], [(1, (1 << 32,))], [(1, (1.5,))], [5], [(1,)], None)),
    "soc.broadcom.videocore.VideoCore.property": Call(
        lambda: video().property, {"tag": 1, "values": (0, 0)}, "values",
        tag=WORDS, values=((-1,), (1 << 32,), (1.5,), (0,) * 300)),
    "soc.broadcom.videocore.VideoCore.clock_rate": Call(
        lambda: video().clock_rate, {"name": "arm"}, name=("none", 3, None), most=ANY),
    "soc.broadcom.watchdog.Watchdog.start": Call(
        lambda: Watchdog(BASE).start, {"seconds": 15.9}, seconds=DEAD),
    "soc.sdhci.Host.wait_ready": Call(
        lambda: Host("HOST", BASE).wait_ready, {"timeout": 0}, timeout=(-1, 1 << 40, *NO_NUMBERS)),
    "soc.sdhci.Host.command": Call(
        lambda: Host("HOST", BASE).command, {"command": cards.SEND_STATUS, "argument": 0},
        command=ANY, argument=WORDS),
    "soc.sdhci.Host.check_argument": Call(
        lambda: Host("HOST", BASE).check_argument, {"argument": 0}, argument=WORDS),
    "soc.serial.Port.write": Call(lambda: Wire().write, {"data": b"1"}, data=NO_BYTES),
    "soc.serial.Port.read": Call(lambda: Wire().read, {"size": 1}, size=BIG),
    "storage.card.Card.read": Call(
        lambda: card().read, {"lba": 999, "count": 1}, lba=whole(0, 999), count=whole(0, 1)),
    "storage.card.Card.write": Call(
        lambda: card().write, {"lba": 999, "data": bytes(512)},
        lba=whole(0, 999), data=(bytes(511), bytes(1024), "x" * 512, 512, None)),
    "storage.rpmb.Rpmb.__init__": Call(
        lambda: rpmb, {"key": bytes(32)}, key=(b"", bytes(31), bytes(33), "x" * 32, 32, None),
        card=ANY, mac=ANY, random=ANY),
    "storage.rpmb.Rpmb.read": Call(
        lambda: rpmb().read, {"address": 511, "count": 1},
        address=whole(0, 511), count=whole(1, 1)),
    "storage.rpmb.Rpmb.write": Call(
        lambda: rpmb().write, {"address": 511, "data": bytes(256)},
        address=whole(0, 511), data=(b"", bytes(255), bytes(512), "x" * 256, 256, None)),
    "board.armory.Part.read": Call(
        lambda: Part(i2c(), 8).read, {"register": 255}, register=whole(0, 255)),
    "board.armory.Part.write": Call(
        lambda: Part(i2c(), 8).write, {"register": 0, "value": 0},
        register=whole(0, 255), value=whole(0, 255)),
    "board.armory.Part.change": Call(
        lambda: Part(i2c(), 8).change, {"register": 0, "mask": 3, "value": 1},
        register=whole(0, 255), mask=(2, *whole(0, 255)), value=(4, *whole(0, 255))),
    "board.armory.bluetooth.ANNA.let_send": Call(lambda: anna().let_send, {"allowed": 1},
                                                 allowed=ANY),
    "board.armory.ports.TUSB320.set_mode": Call(
        lambda: TUSB320(i2c(), 8).set_mode, {"mode": 3}, mode=whole(0, 3)),
    "board.armory.ports.TUSB320.advertise": Call(
        lambda: TUSB320(i2c(), 8).advertise, {"current": 2}, current=whole(0, 2)),
    "board.armory.ports.TUSB320.set_present": Call(
        lambda: TUSB320(i2c(), 8).set_present, {"present": 1}, present=ANY),
    "board.armory.ports.FUSB303.set_roles": Call(
        lambda: FUSB303(i2c(), 8).set_roles, {"roles": 4}, roles=whole(0, 0x7F)),
    "board.armory.ports.FUSB303.advertise": Call(
        lambda: FUSB303(i2c(), 8).advertise, {"current": 2}, current=whole(0, 2)),
    "board.armory.ports.FUSB303.wait_for_debug": Call(
        lambda: FUSB303(i2c(), 8).wait_for_debug, {"timeout": 0}, timeout=(None, *NO_TIMES)),
    "board.armory.power.PF1510.is_enabled": Call(
        lambda: PF1510(i2c(), 8).is_enabled, {"regulator": "SW1"}, regulator=("SW4", 1, None)),
    "board.armory.power.PF1510.set_enabled": Call(
        lambda: PF1510(i2c(), 8).set_enabled, {"regulator": "SW1", "enabled": True},
        regulator=("SW4", 1, None), enabled=ANY),
    "board.armory.power.PF1510.voltage": Call(
        lambda: PF1510(i2c(), 8).voltage, {"ldo": 1}, ldo=(0, 4, "1", None)),
    "board.armory.power.PF1510.set_voltage": Call(
        lambda: PF1510(i2c(), 8).set_voltage, {"ldo": 3, "millivolts": 1800},
        ldo=(0, 4, "1", None), millivolts=(0, -1, 1801, 3301, "1800", None)),
    "soc.shift_register.ShiftRegister.write": Call(
        lambda: evk_ethernet.RESETS.write, {"value": 0}, value=whole(0, 255)),
    "board.evk_ethernet.Bus.read": Call(
        lambda: bus().read, {"phy": 2, "register": 0}, phy=whole(0, 31), register=whole(0, 31)),
    "board.evk_ethernet.Bus.write": Call(
        lambda: bus().write, {"phy": 2, "register": 0, "value": 0},
        phy=whole(0, 31), register=whole(0, 31), value=whole(0, 0xFFFF)),
    **{f"board.{name}.dma_channel": Call(
        lambda board=board: board.dma_channel, {"number": 0}, number=whole(0, 14),
    ) for name, board in (("pi1", pi1), ("pi2", pi2), ("pizero", pizero))},
    "board.usbarmory_mk2.led": Call(
        lambda: usbarmory_mk2.led, {"name": "white", "on": True}, name=("red", 1, None), on=ANY),
    "board.usbarmory_mk2.detect_debug_accessory": Call(
        lambda: usbarmory_mk2.detect_debug_accessory, {"timeout": 0}, timeout=(None, *NO_TIMES)),
    "arm.alarm.set": Call(
        lambda: alarm.set, {"seconds": 1},
        seconds=(-1, -1e-9, 1000, float("nan"), float("inf"), "1", None)),
    **{f"arm.gic.GIC.{name}": Call(
        lambda name=name: getattr(controller(), name), {"number": 159}, number=whole(0, 159),
    ) for name in ("enable", "disable", "is_enabled", "is_pending")},
    "arm.gic.GIC.set_pending": Call(
        lambda: controller().set_pending, {"number": 16}, number=whole(16, 159), pending=ANY),
    "arm.gic.GIC.set_group": Call(
        lambda: controller().set_group, {"number": 0, "group": 1},
        number=whole(0, 159), group=(-1, 2, 0.5, "1", None)),
    "arm.gic.GIC.set_priority": Call(
        lambda: controller().set_priority, {"number": 0, "priority": 31},
        number=whole(0, 159), priority=whole(0, 31)),
    "arm.gic.GIC.set_targets": Call(
        lambda: controller().set_targets, {"number": 32, "processors": 255},
        number=SPI_NUMBER, processors=whole(1, 255)),
    "arm.gic.GIC.set_edge": Call(
        lambda: controller().set_edge, {"number": 32, "edge": True}, number=SPI_NUMBER, edge=ANY),
    "arm.gic.GIC.send": Call(lambda: controller().send, {"number": 15}, number=whole(0, 15)),
    "arm.protection.protect": Call(
        lambda: protection.protect, {"start": 0xA0000000, "size": 4096, "rights": "r"},
        start=(-4096, 1, 1 << 32, 0x80000000, 1.5, "1", None), size=(-4096, 1, 1 << 32, 1.5, None),
        rights=("w", "rwx", "wx", "x", 5, None), kind=("none", 5, None)),
    "arm.security.set_scr": Call(
        lambda: security.set_scr, {"bits": 2}, bits=(1, 1 << 10, -1, 1.5, "1", None)),
    "arm.security.set_non_secure_coprocessors": Call(
        lambda: security.set_non_secure_coprocessors, {"numbers": {10, 11}},
        numbers=({14}, {-1}, {10}, {11}, {1.5}, 5, None)),
    "arm.tzc380.TZC380.set_region": Call(
        lambda: zones().set_region,
        {"number": 1, "permissions": 15, "start": 0x80000000, "size": 1 << 15},
        number=whole(1, 15), permissions=whole(0, 15), start=(0x80000001, *WORDS),
        size=(0, 1, 1 << 14, (1 << 15) + 1, 1 << 33, *NO_NUMBERS)),
    "arm.tzc380.TZC380.disable_region": Call(
        lambda: zones().disable_region, {"number": 15}, number=whole(1, 15)),
    "arm.tzc380.TZC380.answer_errors": Call(
        lambda: zones().answer_errors, {"errors": True}, errors=ANY),
    "dma.Region.reserve": Call(
        lambda: dma.default().reserve, {"size": 1, "align": 4},
        size=(0, -1, *NO_NUMBERS), align=(0, -4, 2, 6, *NO_NUMBERS)),
    "dma.Region.release": Call(
        lambda: lambda buffer: dma.default().release(buffer()), {"buffer": memory},
        buffer=(lambda: memory()[:2], released)),
    "dma.Region.copy": Call(
        lambda: dma.default().copy, {"data": b"1", "align": 64},
        data=(b"", *NO_BYTES), align=(0, -4, 2, 6, *NO_NUMBERS)),
    "dma.init": Call(
        lambda: dma.init, {"start": 0xA0000000, "size": 4096},
        start=(2, 0x80000000, *WORDS), size=(0, -4, 2, 1 << 33, *NO_NUMBERS), checked=ANY),
    "dma.buffers.Buffer.fill": Call(
        lambda: memory().fill, {"value": 255}, value=(-1, 256, "1", None)),
    "dma.buffers.Buffer.word": Call(
        lambda: memory().word, {"offset": 4}, offset=(-4, 1, 8, 1.5, "1", None)),
    "dma.buffers.Buffer.set_word": Call(
        lambda: memory().set_word, {"offset": 0, "value": 1}, offset=(-4, 1, 8, 1.5, "1", None),
        value=ANY),
}

