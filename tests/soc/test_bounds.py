"""Every wait of a driver has a bound: ``TimeoutError`` tells the register and the bit.

Each runs on a block that is stuck. Each place in the drivers where a wait ends in an error has to
be met by one of them, and loops that wait have to look at the clock.
"""

import ast
import re
from pathlib import Path

import pytest
from devices import allow_barriers

from tamapy import dma
from tamapy.metal.functions import provide
from tamapy.metal.memory import Device, memory
from tamapy.runtime import board
from tamapy.soc.arm import pl011
from tamapy.soc.broadcom import mailbox, miniuart, rng, watchdog
from tamapy.soc.broadcom.dma import Channel
from tamapy.soc.broadcom.emmc import EMMC
from tamapy.soc.nxp import rngb, uart
from tamapy.soc.nxp.ccm import CCM
from tamapy.soc.nxp.ecspi import ECSPI
from tamapy.soc.nxp.epit import EPIT
from tamapy.soc.nxp.gpt import GPT
from tamapy.soc.nxp.i2c import I2C
from tamapy.soc.nxp.ocotp import OCOTP
from tamapy.soc.nxp.rngb import RNGB
from tamapy.soc.nxp.snvs import SNVS
from tamapy.soc.nxp.tempmon import TEMPMON
from tamapy.soc.nxp.usdhc import USDHC
from tamapy.soc.nxp.wdog import WDOG
from tamapy.soc.phy import Phy
from tamapy.storage import commands, mmc, sd
from tests.soc.arguments.nxp import caam, dcp, enet

ROOT = Path(__file__).resolve().parents[2] / "tamapy"
DRIVERS = ("soc", "board", "storage")
BASE = 0x02000000
GATE = (0x020C4068, 3)
ONES = 0xFFFFFFFF


class Stuck:
    """A block whose registers never change: some have values, the others ``rest``.

    Several values are read one after the other before the last one stays.
    """

    def __init__(self, rest=0, registers=None):
        self.rest = rest
        self.registers = {
            offset: list(value) if isinstance(value, tuple) else [value]
            for offset, value in (registers or {}).items()
        }
        memory.devices[:] = [Device(0x00900000, (1 << 32) - 0x00900000, self.read, self.write)]

    def read(self, offset, size):
        values = self.registers.get(offset + 0x00900000 - BASE, [self.rest])
        return (values.pop(0) if len(values) > 1 else values[0]) & (1 << 8 * size) - 1

    def write(self, offset, size, value):
        """Nothing comes of it."""


def clock():
    return 66000000


class Bus:
    """A management bus whose PHY is stuck."""

    def read(self, phy, register):
        return 0x8022

    def write(self, phy, register, value):
        """Nothing comes of it."""


class Busy:
    """A host whose card never powers up."""

    def command(self, command, argument):
        return 0x1AA if command is commands.SEND_IF_COND else 0


def usdhc():
    return USDHC(1, BASE, GATE, lambda index, divider: 198000000)


def emmc():
    return EMMC(BASE, clock)


def channel():
    at = memory.allocate(4096, 4096)
    return Channel(BASE, 0, 0, lambda: (at, 4096))


def started():
    made = enet()
    made.start()
    return made


def full():
    made = started()
    for _ in range(9):
        made.send(bytes(60), timeout=0.01)


def i2c():
    return I2C(1, BASE, GATE, clock, 68)


def ocotp():
    return OCOTP(BASE, GATE, clock, lambda: 8)


def ring():
    """A job ring that has been reset, and then does no job."""
    caam()._ring.run(bytes(8))


#: Name of the wait: the call, what the registers are stuck at, and the error's text.
WAITS = {
    "pl011.init": (lambda: pl011.UART(BASE, clock).init(), {"rest": ONES}, "UARTFR.BUSY"),
    "pl011.tx": (lambda: pl011.UART(BASE, clock).tx(1), {"rest": ONES}, "UARTFR.TXFF"),
    "pl011.flush": (lambda: pl011.UART(BASE, clock).flush(), {}, "UARTFR.TXFE"),
    "miniuart.tx": (lambda: miniuart.MiniUART(BASE).tx(1), {}, "AUX_MU_LSR_REG.TX_EMPTY"),
    "miniuart.flush": (lambda: miniuart.MiniUART(BASE).flush(), {}, "AUX_MU_LSR_REG.TX_IDLE"),
    "dma": (lambda: channel().copy(b"1"), {"rest": 1}, "CS.ACTIVE"),
    "rng": (lambda: rng.RNG(BASE).get_random_data(1), {}, "STATUS.COUNT"),
    "mailbox full": (lambda: mailbox.exchange(BASE, 8), {"rest": ONES}, "MAIL1_STATUS.FULL"),
    "mailbox empty": (
        lambda: mailbox.exchange(BASE, 8), {"registers": {mailbox.STATUS: ONES}},
        "MAIL0_STATUS.EMPTY"),
    "mailbox of others": (lambda: mailbox.exchange(BASE, 8), {}, "MAIL0_READ.DATA"),
    "bcm watchdog": (lambda: watchdog.Watchdog(BASE).reset(), {}, "PM_WDOG.*: bits 0 to 19"),
    "emmc reset": (lambda: emmc().start(), {"rest": ONES}, "EMMC_CONTROL1 .*: bit 24"),
    "emmc clock": (lambda: emmc().set_clock(400000), {}, "EMMC_CONTROL1 .*: bit 1 "),
    "emmc inhibit": (
        lambda: emmc().command(commands.SEND_STATUS, 0), {"rest": ONES}, "EMMC_STATUS .*: bit 0"),
    "emmc data inhibit": (
        lambda: emmc().read(commands.SEND_SCR, 0, 1, 8),
        {"registers": {0x24: 0b10 | 1 << 20}}, "EMMC_STATUS .*: bit 1 "),
    "emmc busy": (
        lambda: emmc().command(commands.SELECT_CARD, 0), {}, "EMMC_STATUS .*: bit 20"),
    "emmc flag": (
        lambda: emmc().command(commands.SEND_STATUS, 0), {}, "EMMC_INTERRUPT .*: bit 0"),
    "emmc data": (
        lambda: emmc().read(commands.SEND_SCR, 0, 1, 8),
        {"registers": {0x24: 1 << 20, 0x30: 1}}, "EMMC_INTERRUPT .*: bit 5"),
    "emmc data timeout": (
        lambda: emmc().command(commands.SEND_STATUS, 0), {"registers": {0x30: 1 << 20}},
        "EMMC_INTERRUPT .*: bit 1 "),
    "emmc line reset": (
        lambda: emmc().command(commands.SEND_STATUS, 0), {"registers": {0x2C: 1 << 25}},
        "EMMC_CONTROL1 .*: bit 25"),
    "usdhc reset": (lambda: usdhc().start(), {"rest": ONES}, "USDHC1_SYS_CTRL .*: bit 24"),
    "usdhc clock": (lambda: usdhc().set_clock(400000), {}, "USDHC1_PRES_STATE .*: bit 3"),
    "usdhc new clock": (
        lambda: usdhc().set_clock(400000), {"registers": {0x24: (1 << 3, 0)}},
        "USDHC1_PRES_STATE .*: bit 3"),
    "usdhc initialisation": (
        lambda: usdhc().start(), {"registers": {0x24: 1 << 3, 0x2C: 1 << 27}},
        "USDHC1_SYS_CTRL .*: bit 27"),
    "ccm divider": (
        lambda: CCM(BASE, BASE + 0x4000, lambda: 396000000).set_arm_freq(792), {"rest": ONES},
        "CCM_CDHIPR .*: bit 16"),
    "ccm pll": (
        lambda: CCM(BASE, BASE + 0x4000, lambda: 396000000).set_arm_freq(792), {},
        "CCM_ANALOG_PLL_ARM .*: bit 31"),
    "ccm usb": (
        lambda: CCM(BASE, BASE, clock).enable_usb_pll(2), {}, "CCM_ANALOG_PLL_USB2 .*: bit 31"),
    "ccm enet": (
        lambda: CCM(BASE, BASE, clock).enable_enet_clock(1), {}, "CCM_ANALOG_PLL_ENET .*: bit 31"),
    "caam halt": (lambda: caam()._ring.init(), {}, "JRINTR .*: bits 2 to 3"),
    "caam reset": (
        lambda: caam()._ring.init(), {"registers": {0x104C: 0b1000, 0x106C: 1}}, "JRCR .*: bit 0"),
    "caam job": (ring, {"registers": {0x104C: 0b1000}}, "ORSFR .*: bits 0 to 9"),
    "dcp reset": (lambda: dcp().init(), {"rest": ONES}, "DCP_CTRL .*: bit 30"),
    "dcp job": (lambda: dcp().encrypt(bytes(16), 0), {}, "DCP_STAT .*: bit 0"),
    "dcp key": (lambda: dcp().derive_key(b"1", bytes(16)), {}, "DCP_STAT .*: bit 28"),
    "ecspi": (
        lambda: ECSPI(3, BASE, GATE, clock).device(0, 1000000).transfer(b"1"), {},
        "ECSPI3_STATREG .*: bit 3"),
    "enet reset": (lambda: enet().init(b"\x02\0\0\0\0\1"), {"rest": ONES}, "ENET1_ECR .*: bit 0"),
    "enet mdio": (lambda: enet().mdio.read(0, 0), {}, "ENET1_EIR .*: bit 23"),
    "enet send": (full, {}, "ENET1: transmit descriptor 0: bit 15"),
    "epit": (
        lambda: EPIT(2, BASE, GATE, clock, 89).start(2), {"rest": ONES}, "EPIT2_CR .*: bit 16"),
    "gpt": (lambda: GPT(1, BASE, (GATE,), clock, 87).start(), {"rest": ONES}, "GPT1_CR .*: bit 15"),
    "i2c free": (lambda: i2c().write(1, b"1"), {"rest": ONES}, "I2C1_I2SR .*: bit 5 .* 0"),
    "i2c start": (lambda: i2c().read(1, 1), {}, "I2C1_I2SR .*: bit 5 .* 1"),
    "i2c byte": (lambda: i2c()._send(1), {}, "I2C1_I2SR .*: bit 1 "),
    "ocotp busy": (lambda: ocotp().read(0, 0), {"rest": ONES}, "OCOTP_CTRL .*: bit 8"),
    "ocotp reload": (
        lambda: ocotp().reload(), {"registers": {0: 1 << 10}}, "OCOTP_CTRL .*: bit 10"),
    "ocotp end": (lambda: ocotp()._finish(""), {"rest": 1 << 8}, "OCOTP_CTRL .*: bit 8"),
    "rngb test": (lambda: RNGB(BASE).init(), {}, "RNG_SR .*: bit 4 "),
    "rngb seed": (
        lambda: RNGB(BASE).init(), {"registers": {rngb.SR: 1 << 4}}, "RNG_SR .*: bit 5 "),
    "rngb words": (
        lambda: RNGB(BASE).init(), {"registers": {rngb.SR: 0b11 << 4}}, "RNG_SR .*: bits 8 to 11"),
    "snvs clock": (lambda: SNVS(BASE, GATE).set_time(1), {"rest": ONES}, "SNVS_LPCR .*: bit 0"),
    "tempmon": (
        lambda: TEMPMON(BASE, lambda: 0x5794FD69, BASE, 81).read(), {},
        "TEMPMON_TEMPSENSE0 .*: bit 2"),
    "uart.tx": (
        lambda: uart.UART(2, BASE, clock).tx(1), {"rest": ONES}, "UART2_UTS .*: bit 4 "),
    "uart.flush": (lambda: uart.UART(2, BASE, clock).flush(), {}, "UART2_USR2 .*: bit 3 "),
    "wdog": (lambda: WDOG(1, BASE, GATE, 112).reset(), {}, "WDOG1_WCR: bit 4"),
    "phy": (lambda: Phy(Bus(), 1).start(), {}, "PHY 1, register 0: bit 15"),
    "eMMC's power": (lambda: mmc.identify(Busy(), 1, None), {}, "OCR: bit 31"),
    "card's power": (lambda: sd.identify(Busy(), 1, None), {}, "OCR: bit 31"),
}


@pytest.fixture(autouse=True)
def world(monkeypatch):
    """DMA memory, and a clock that goes fast; one look at a register takes long."""
    allow_barriers(monkeypatch)
    size = 1 << 16
    start = memory.allocate(size, 4096)
    provide(board.dma_start, lambda: start)
    provide(board.dma_size, lambda: size)
    moments = iter(range(0, 1 << 62, 5 * 10**6))
    provide(board.nanotime, lambda: next(moments))
    for module in (uart, rngb):
        monkeypatch.setattr(module, "TRIES", 10)
    dma.default()


def places_of(error):
    """Where in the drivers an error went through, and those that it came of."""
    while error is not None:
        trace = error.__traceback__
        while trace is not None:
            yield trace.tb_frame.f_code.co_filename, trace.tb_lineno
            trace = trace.tb_next
        error = error.__context__


def meet(name):
    call, state, text = WAITS[name]
    Stuck(**state)
    with pytest.raises(TimeoutError) as caught:
        call()
    return caught.value, text


@pytest.mark.parametrize("name", WAITS)
def test_a_wait_has_an_end(name):
    error, text = meet(name)
    assert re.search(text, str(error)), error


def test_a_clock_that_is_never_read_twice_the_same(monkeypatch):
    """The SNVS's counter: what is read is at fault, not a bit."""
    values = iter(range(0, 1 << 40, 1 << 20))
    Stuck().read = lambda offset, size: next(values) & ONES
    memory.devices[:] = [Device(BASE, 0x1000, lambda offset, size: next(values) & ONES, None)]
    with pytest.raises(TimeoutError, match="SNVS_LPSRTCLR"):
        SNVS(BASE, GATE).ticks()


# -- completeness ----------------------------------------------------------------------

#: Waits that end without an error, by function: why.
QUIET = {
    "soc/phy/__init__.py wait_for_link": "None is an answer",
    "board/armory/ports.py wait_for_debug": "False is an answer",
    "soc/nxp/enet/__init__.py receive": "None is an answer",
    "soc/nxp/snvs/__init__.py ticks": "a test of its own above",
}
#: Loops whose end is not the hardware's to tell, by function: why.
COUNTED = {
    "soc/broadcom/rng/__init__.py get_random_data": "a word each time, which has its bound",
    "soc/nxp/rngb/__init__.py get_random_data": "a word each time, which has its bound",
    "soc/nxp/rngb/__init__.py is_filled": "so many tries",
    "soc/nxp/uart/__init__.py transmit": "so many tries",
    "soc/nxp/usdhc/__init__.py dividers": "up to a prescaler of 256",
    "soc/nxp/usdhc/adma.py fill": "the buffer's bytes",
    "soc/nxp/ecspi/__init__.py shift": "the words, each with its bound",
    "soc/nxp/enet/rings.py collect": "the ring's descriptors",
    "soc/serial.py read": "the bytes that are asked for",
    "storage/card.py read": "the blocks that are asked for",
    "storage/card.py write": "the blocks that are given",
    "board/serial_console.py pump": "the ring's bytes",
    "board/serial_console.py receive": "the ring's free places",
    "board/imx6.py exit": "the end of the program",
    "board/raspberry.py exit": "the end of the program",
    "board/linux_amd64.py exit": "the end of the program",
    "board/linux_amd64.py flush": "the bytes that are buffered",
    "board/linux_amd64.py get_random_data": "the bytes that are asked for",
}
ENDS = re.compile(r"raise (TimeoutError|reg\.late|self\._late)\b")
WAITING = re.compile(r"\b(reg\.wait|reg\.wait16|self\._wait)\(")


def sources():
    for directory in DRIVERS:
        yield from sorted((ROOT / directory).rglob("*.py"))


def in_functions(path):
    """Nodes of a file with the names of the functions they are in."""
    for function in ast.walk(ast.parse(path.read_text())):
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                yield f"{path.relative_to(ROOT)} {function.name}", node


def test_every_wait_is_met():
    """Each place where a driver waits, or raises what a wait comes to."""
    met = set()
    for name in WAITS:
        met |= set(places_of(meet(name)[0]))
    missing = []
    for path in sources():
        for name, node in in_functions(path):
            if name in QUIET or not isinstance(node, (ast.Raise, ast.Expr)):
                continue
            text = ast.unparse(node)
            if ENDS.match(text) or WAITING.match(text):
                lines = range(node.lineno, node.end_lineno + 1)
                if not any((str(path), line) in met for line in lines):
                    missing.append(f"{name}:{node.lineno}: {text}")
    assert not missing, "\n".join(missing)


def test_bounds_are_heeded():
    """What tells whether a wait came to its end in time is asked for that."""
    ignored = []
    for path in sources():
        for name, node in in_functions(path):
            if isinstance(node, ast.Expr) and re.match(
                r"reg\.(wait_\w+|poll)\(", ast.unparse(node)
            ):
                ignored.append(f"{name}:{node.lineno}")
    # The console's own port is used as it is: there is nowhere to tell of it.
    assert [each.split(":")[0] for each in ignored] == ["soc/nxp/uart/__init__.py init"]


def test_loops_look_at_the_clock():
    """A loop without a number of rounds ends at a moment, or is listed."""
    endless = [
        f"{name}:{node.lineno}" for path in sources() for name, node in in_functions(path)
        if isinstance(node, ast.While) and name not in COUNTED
        and not re.search(r"nano(time|seconds)\(\)|\bleft\b", ast.unparse(node))
    ]
    assert not endless, endless


def test_lists_are_of_what_there_is():
    found = {name for path in sources() for name, _ in in_functions(path)}
    assert set(QUIET) | set(COUNTED) <= found
