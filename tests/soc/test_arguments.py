"""Drivers reject bad arguments before they touch a register: ``ValueError``, or ``TypeError`` where
a value is of a type that it cannot be.

Each public function with parameters has to be in a table of :mod:`tests.soc.arguments`, with bad
values for each parameter.
"""

import ast
from pathlib import Path

import pytest
from devices import allow_barriers

from tamapy import dma
from tamapy.metal.functions import provide
from tamapy.metal.memory import Device, memory
from tamapy.runtime import board
from tests.soc.arguments import nxp, others

ROOT = Path(__file__).resolve().parents[2] / "tamapy"
CALLS = {**nxp.CALLS, **others.CALLS}
#: Where registers are; memory of the tests lies below.
REGISTERS = 0x00900000

#: Modules and functions that are no driver's face: why.
WITHIN = {
    "soc.broadcom.framebuffer.font": "no registers",
    "soc.nxp.caam.commands": "words of a job, from what CAAM has checked",
    "soc.nxp.caam.errors": "no registers",
    "soc.nxp.caam.rings": "jobs that CAAM has checked",
    "soc.nxp.ccm.target": "from the table of operating points",
    "soc.nxp.dcp.errors": "no registers",
    "soc.nxp.dcp.packets": "packets from what DCP has checked",
    "soc.nxp.dcp.DCP.hash": "pieces that Hash makes",
    "soc.nxp.ecspi.dividers": "no registers",
    "soc.nxp.ecspi.ECSPI.prepare": "what Device has checked",
    "soc.nxp.ecspi.ECSPI.shift": "words that Device has checked",
    "soc.nxp.enet.hashing": "no registers",
    "soc.nxp.tempmon.scale": "no registers",
    "soc.nxp.enet.mdio.check": "no registers",
    "soc.nxp.enet.rings": "frames that ENET has checked",
    "soc.nxp.gates": "the chip's wiring",
    "soc.nxp.i2c.dividers": "no registers",
    "soc.nxp.pieces": "the hashes of CAAM and DCP",
    "soc.nxp.rngb.health": "no registers",
    "soc.nxp.usdhc.adma": "tables from what USDHC has checked",
    "soc.nxp.usdhc.dividers": "no registers",
    "soc.broadcom.waiting": "takes drivers' objects; what it calls checks times and numbers",
    "soc.nxp.waiting": "takes drivers' objects; what it calls checks times and numbers",
    "soc.waiting": "takes drivers' objects; what it calls checks times and numbers",
    "soc.nxp.wdog.half_seconds": "no registers",
    "storage.commands": "no registers",
    "storage.mmc": "what Card calls",
    "storage.registers": "no registers",
    "storage.rpmb.are_equal": "no registers",
    "storage.rpmb.number": "no registers",
    "storage.sd": "what Card calls",
    "storage.waiting": "what drivers call",
    "board.imx6.allow_writing": "the board's wiring",
    "board.raspberry.connect_card": "the board's wiring",
    "board.mx6ullevk_boot": "for the build",
    "board.usbarmory_mk2_boot": "for the build",
    "arm.glue": "for the build",
    "arm.identity": "no registers",
    "arm.irq": "compiled: tests/emulator/test_interrupts.py",
    "arm.irq_events": "what tamapy.soc.broadcom.waiting calls",
    "arm.irq_shared": "what tamapy.soc.nxp.waiting calls",
    "arm.security.call": "whatever words the monitor knows",
    "dma.Region.holds": "no registers",
    "dma.Region.place": "checks at the beginning of the with statement, as copy",
    "dma.buffers.address": "no registers",
}


class Touched(BaseException):
    """A register was accessed."""


@pytest.fixture(autouse=True)
def untouchable(monkeypatch):
    """DMA memory, and registers that must not be touched."""
    allow_barriers(monkeypatch)
    size = 1 << 16
    start = memory.allocate(size, 4096)
    provide(board.dma_start, lambda: start)
    provide(board.dma_size, lambda: size)
    monkeypatch.setattr("tamapy.arm.alarm.timer.frequency", lambda: 8000000)
    monkeypatch.setattr("tamapy.arm.alarm._hertz", lambda: 8000000)
    for name in (
        "arm.alarm.timer.set_virtual_alarm", "arm.security._set_scr", "arm.security._set_nsacr",
        "arm.protection.change",
    ):
        monkeypatch.setattr(f"tamapy.{name}", touch)
    monkeypatch.setattr("tamapy.soc.nxp.enet.irq.wait", touch)
    memory.map_device(Device(REGISTERS, (1 << 32) - REGISTERS, touch, touch))
    dma.default()


def touch(*access):
    raise Touched


def is_number(good, value):
    """Whether a value is bad, but not for its type: a number where one has to be."""
    numbers = (int, float)
    return isinstance(good, numbers) and isinstance(value, numbers)


@pytest.mark.parametrize("name", CALLS)
def test_bad_arguments_touch_no_register(name):
    call = CALLS[name]
    for parameter, values in call.bad.items():
        for value in values:
            number = is_number(call.good.get(parameter), value)
            with pytest.raises(ValueError if number else (ValueError, TypeError)):
                call(**{parameter: value})
                pytest.fail(f"{name} takes {value!r} for {parameter}")


@pytest.mark.parametrize("name", [name for name, call in CALLS.items() if call.make])
def test_good_arguments_are_taken(name):
    """So that bad ones are not rejected for another reason."""
    try:
        CALLS[name]()
    except (Touched, TimeoutError):
        pass


# -- completeness ----------------------------------------------------------------------


def functions():
    """Public functions and methods with parameters: name, parameters, whether one can refuse."""
    for directory in ("soc", "board", "storage", "arm", "dma"):
        for path in sorted((ROOT / directory).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            yield from inside(module, ast.parse(path.read_text()).body)


def inside(prefix, body):
    for node in body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from inside(f"{prefix}.{node.name}", node.body)
        if not isinstance(node, ast.FunctionDef):
            continue
        decorators = {ast.unparse(each) for each in node.decorator_list}
        if decorators & {"metal", "extern", "hook"}:
            continue  # typed, and called by the plain functions
        refuses = "raise " in ast.unparse(node) or "integer(" in ast.unparse(node)
        if node.name.startswith("_") and not (node.name == "__init__" and refuses):
            continue
        given = node.args.posonlyargs + node.args.args + node.args.kwonlyargs
        names = [each.arg for each in given if each.arg != "self"]
        if node.args.vararg:
            names.append(node.args.vararg.arg)
        if names:
            yield f"{prefix}.{node.name}", names


def is_within(name):
    return any(name == each or name.startswith(each + ".") for each in WITHIN)


#: Constructors of what other code makes, not users, and of errors.
MADE_BY_OTHERS = {
    "dma.Region.__init__", "dma.buffers.Buffer.__init__", "storage.rpmb.Chosen.__init__",
}


def test_every_public_function_is_in_a_table():
    found = dict(functions())
    missing = [
        name for name in found
        if name not in CALLS and not is_within(name) and name not in MADE_BY_OTHERS
    ]
    assert not missing, missing
    unknown = [
        (name, parameter) for name, parameters in found.items() if name in CALLS
        for parameter in parameters if parameter not in CALLS[name].bad
    ]
    assert not unknown, unknown


def test_tables_are_of_what_there_is():
    found = dict(functions())
    aliases = {"board.pizero.dma_channel"}
    assert not [name for name in CALLS if name not in found and name not in aliases]
    for name in WITHIN:
        assert any(each == name or each.startswith(name + ".") for each in found), name
