"""The table of drivers in docs/drivers.md: ``python -m tools.drivers`` writes it.

All of it is read from the texts of drivers, models and tests but for the entries of ``BLOCKS``.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "drivers.md"
MANUAL = re.compile(r"\b(IMX6ULL?RM|IMX6ULSRM|MCIMX28RM|BCM2835-ARM-Peripherals|"
                    r"SD-PL-7\.10|JESD84-B51|ARM (?:DDI|IHI) \d{4}\w?|"
                    r"raspberrypi/\w+|torvalds/linux|apache/nuttx)\b")
ALIAS = re.compile(r"_(SET|CLR|TOG)$")
YES, NO = "yes", "QEMU has no such block"
PARTLY = "in part"

HEAD = """\
# Drivers and their models
Made by `python -m tools.drivers`; do not edit. Lines are those of code, without comments,
docstrings and empty lines. A driver's registers are the hexadecimal constants at its top; the
model has one if it has its name or its offset, and so have the unit tests; one that sets, clears or
toggles bits of another (`_SET`, `_CLR`, `_TOG`) it also has if it has the other, and such aliases.
The MMU's model is Unicorn's, which is QEMU's, and on-chip RAM is plain memory. Tests are test
functions, most of which have several cases; the compiled ones are those that name the program.
In the last column stands how far QEMU's block behaves as the model on the same accesses: in all of
the compiled program that both run, in part (docs/peripherals.md, docs/ethernet.md,
docs/machines.md and docs/storage.md say where not), or not at all, for QEMU lacks the block. The
console (`tests/examples`) uses most of them on all machines besides.

| block | driver | manual | model | registers | in the model | in unit tests | unit | emulator | \
QEMU | agreement |
| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |
"""


@dataclass(frozen=True)
class Block:
    """A block: its driver below tamapy, models, unit tests; the compiled tests' file and a word
    in the names or bodies of its functions."""

    name: str
    driver: str
    models: tuple[str, ...]
    units: tuple[str, ...]
    compiled: tuple[str, str]
    qemu: str


def _nxp(
    name: str, program: tuple[str, str], qemu: str, models: tuple[str, ...] = (), unit: str = ""
) -> Block:
    return Block(name.upper(), f"soc/nxp/{name}", models or (name,), (unit or name,), program, qemu)


def _broadcom(
    name: str, driver: str, models: tuple[str, ...], unit: str, word: str, qemu: str = YES
) -> Block:
    program = ("boards/test_raspberry_drivers.py", word)
    return Block(name, f"soc/{driver}", models, (unit,), program, qemu)


DRIVERS, PERIPHERALS = "emulator/test_drivers.py", "emulator/test_peripherals.py"
BLOCKS = (
    _nxp("bee", (DRIVERS, "guards"), NO),
    _nxp("caam", (DRIVERS, "caam"), NO, ("caam", "caam_cha", "caam_deco")),
    _nxp("ccm", (PERIPHERALS, "clocks"), YES),
    _nxp("csu", ("emulator/test_worlds.py", "."), NO, ("csu", "guarded_bus")),
    _nxp("dcp", (DRIVERS, "security"), NO, ("dcp", "dcp_packets")),
    _nxp("ecspi", (PERIPHERALS, "spi"), PARTLY, ("ecspi", "nor_flash")),
    _nxp("enet", ("emulator/test_network.py", "station"), PARTLY,
         ("enet", "ethernet", "checksums")),
    _nxp("epit", (PERIPHERALS, "timers"), PARTLY, unit="timers"),
    _nxp("gpio", (PERIPHERALS, "pins"), PARTLY),
    _nxp("gpt", (PERIPHERALS, "timers"), PARTLY, unit="timers"),
    _nxp("i2c", (PERIPHERALS, "bus"), PARTLY),
    _nxp("iomuxc", (PERIPHERALS, "pads"), NO, ("bank",), "gpio"),
    _nxp("ocotp", (DRIVERS, "fuses"), NO),
    _nxp("rngb", ("emulator/test_random_bytes.py", "RNGB"), NO),
    _nxp("snvs", (DRIVERS, "security"), "QEMU's only switches off"),
    _nxp("tempmon", (PERIPHERALS, "temperature"), NO),
    _nxp("uart", ("emulator/test_console_input.py", "run"), YES),
    _nxp("usdhc", ("emulator/test_storage.py", "."), PARTLY),
    _nxp("wdog", (PERIPHERALS, "watchdog"), PARTLY),
    Block("USB armory", "board/armory", ("armory",), ("armory",), (PERIPHERALS, "armory"), NO),
    Block("SD cards and eMMC", "storage", ("cards", "sd_card", "emmc", "rpmb"), ("cards",),
          ("emulator/test_storage.py", "."), PARTLY),
    Block("Ethernet PHYs", "soc/phy", ("phy", "evk"), ("phy",),
          ("emulator/test_network.py", "station"), PARTLY),
    Block("TZC-380", "arm/tzc380.py", ("tzc380", "guarded_bus"), ("arm/test_tzc380",),
          ("emulator/test_worlds.py", "."), NO),
    Block("generic timer", "arm/timer.py", ("../coprocessor",), ("arm/test_timer",),
          ("emulator/test_interrupts.py", "run"), YES),
    Block("MMU", "arm/mmu.py", (), ("arm/test_mmu", "arm/test_protection"),
          ("emulator/test_rights.py", "run"), YES),
    Block("OCRAM and DMA memory", "dma", (), ("dma",), (DRIVERS, "dma_memory"), YES),
    Block("GIC", "arm/gic.py", ("gic",), ("arm/test_gic",),
          ("emulator/test_interrupts.py", "run"), YES),
    _broadcom("PL011", "arm/pl011", ("pl011",), "pl011", "blocks_do"),
    _broadcom("mini UART", "broadcom/miniuart", ("bcm_aux",), "miniuart", "other_port"),
    _broadcom("BCM pins", "broadcom/gpio", ("bcm_gpio",), "bcm_gpio", "blocks_do", PARTLY),
    _broadcom("BCM timer", "broadcom/systimer", ("bcm_systimer",), "systimer", "blocks_do"),
    _broadcom("BCM interrupts", "broadcom/interrupts", ("bcm_interrupts",), "bcm_interrupts",
              "blocks_do"),
    _broadcom("BCM generator", "broadcom/rng", ("bcm_rng",), "bcm_rng", "blocks_do"),
    _broadcom("BCM EMMC", "broadcom/emmc", ("bcm_emmc",), "bcm_emmc", "card"),
    _broadcom("BCM DMA", "broadcom/dma", ("bcm_dma",), "bcm_dma", "blocks_do"),
    _broadcom("BCM watchdog", "broadcom/watchdog", ("bcm_power",), "watchdog", "watchdog|reset",
              PARTLY),
    _broadcom("VideoCore", "broadcom/videocore", ("bcm_property",), "videocore", "blocks_do"),
    _broadcom("mailbox", "broadcom/mailbox", ("bcm_mailbox", "bcm_property"), "videocore",
              "blocks_do"),
    _broadcom("framebuffer", "broadcom/framebuffer", ("bcm_property",), "videocore", "blocks_do"),
)


def sources(place: str) -> list[Path]:
    """The files of a driver."""
    path = ROOT / "tamapy" / place
    return [path] if path.suffix else sorted(path.rglob("*.py"))


def count_code(paths: list[Path]) -> int:
    """Lines with code on them."""
    lines: set[tuple[Path, int]] = set()
    for path in paths:
        text = path.read_text(encoding="utf-8").splitlines()
        tree = ast.parse("\n".join(text))
        documentation: set[int] = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
                if isinstance(node.value.value, str):
                    documentation |= set(range(node.lineno, (node.end_lineno or 0) + 1))
        for number, line in enumerate(text, 1):
            if line.strip() and not line.strip().startswith("#") and number not in documentation:
                lines.add((path, number))
    return len(lines)


def registers(paths: list[Path]) -> dict[str, int]:
    """Names of a driver's registers and their offsets: hexadecimal constants at its top that are
    multiples of their width and small enough."""
    found: dict[str, int] = {}
    for path in paths:
        text = path.read_text(encoding="utf-8")
        for node in ast.parse(text).body:
            if not (isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)):
                continue
            value, target = node.value.value, node.targets[0]
            written = ast.get_source_segment(text, node.value) or ""
            if type(value) is int and written.startswith("0x") and isinstance(target, ast.Name):
                if value < 0x1000 and value % 2 == 0 and len(written) <= 5:
                    found[target.id] = value
    return found


def known(paths: list[Path], wanted: dict[str, int]) -> int:
    """How many registers texts have, by name or offset, or as an alias of one that they have."""
    names: set[str] = set()
    numbers: set[int] = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Name):
                names.add(node.id)
            elif isinstance(node, ast.Attribute):
                names.add(node.attr)
            elif isinstance(node, ast.Constant) and type(node.value) is int:
                numbers.add(node.value)
            elif isinstance(node, ast.keyword):
                names.add(node.arg or "")

    aliased = not names.isdisjoint(("action", "aliases"))
    return sum(
        name in names or offset in numbers
        or (aliased and ALIAS.search(name) is not None and offset & ~15 in numbers)
        for name, offset in wanted.items()
    )


def functions(path: Path) -> list[ast.FunctionDef]:
    """The functions of a file of tests."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in tree.body if isinstance(node, ast.FunctionDef)]


def count_tests(path: Path) -> int:
    """How many of them are tests."""
    return sum(node.name.startswith("test_") for node in functions(path))


def worlds(block: Block) -> tuple[int, int]:
    """How many compiled tests run on the emulator, and how many on QEMU."""
    emulator = qemu = 0
    for node in functions(ROOT / "tests" / block.compiled[0]):
        words = {argument.arg for argument in node.args.args}
        text = ast.unparse(node)
        if not node.name.startswith("test_") or not re.search(block.compiled[1], text):
            continue
        both = "run" in words
        only_qemu = "qemu" in node.name or ("on_qemu" in text and not both)
        emulator += not only_qemu
        qemu += both or only_qemu
    return emulator, qemu


def row(block: Block) -> str:
    """A block's line of the table."""
    driver = sources(block.driver)
    text = "".join(path.read_text(encoding="utf-8") for path in driver)
    manuals = sorted(set(MANUAL.findall(text)))
    models = [ROOT / "tamapy" / "emulator" / "models" / f"{name}.py" for name in block.models]
    units = []
    for name in block.units:
        units.append(ROOT / "tests" / f"{name if '/' in name else f'soc/test_{name}'}.py")
    wanted = registers(driver)
    cells = [
        block.name, count_code(driver), ", ".join(manuals), count_code(models), len(wanted),
        known(models, wanted), known(units, wanted), sum(count_tests(path) for path in units),
        *worlds(block), block.qemu,
    ]
    return "| " + " | ".join(str(cell) for cell in cells) + " |\n"


def page() -> str:
    """The text of docs/drivers.md."""
    return HEAD + "".join(row(block) for block in BLOCKS)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
