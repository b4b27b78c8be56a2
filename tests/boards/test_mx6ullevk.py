"""The board mx6ullevk: its console, its slots, and how the boot ROM starts it."""

import io
import os
import subprocess
from types import SimpleNamespace

import pytest

from tamapy.board import mx6ullevk, mx6ullevk_boot
from tamapy.cli.builds import start_build
from tamapy.cli.settings import Settings
from tamapy.compiler.link.imx import write_imx
from tamapy.emulator.imx6ul import peripherals
from tamapy.emulator.machine import Machine, MachineError
from tamapy.emulator.models.mmdc import BASE as MMDC_BASE
from tests.worlds import CAN_RUN, KEPT, command

PROGRAM = """\
import sys
import threading
from tamapy.board import mx6ullevk as board

names = []
thread = threading.Thread(target=lambda: names.append(board.NAME))
thread.start()
thread.join()
print(*names, sys.stdin.readline().strip())
for card in (board.SD1, board.SD2):
    try:
        print(card.open().kind, card.read(3)[:4], card.info.mode, card.is_protected())
    except RuntimeError as error:
        print(type(error).__name__)
if sys.stdin.readline():
    board.reset()
"""


@pytest.fixture(scope="module")
def linked(tmp_path_factory):
    """The program, linked."""
    path = tmp_path_factory.mktemp("evk") / "program.py"
    path.write_text(PROGRAM)
    settings = Settings(board="mx6ullevk", optimise=0, ram=64 << 20)
    return start_build(os.fspath(path), mx6ullevk, settings, lambda stage: None, KEPT).run()


@pytest.mark.parametrize("world", ["mx6ullevk-emulator", "mx6ullevk-qemu"])
def test_console_and_slots(linked, world, tmp_path):
    if not CAN_RUN[world]:
        pytest.skip("qemu-system-arm is not installed; tools/setup installs it")
    cards = {}
    for factor, slot in ((1, "sd"), (2, "sd2")):
        cards[slot] = str(tmp_path / slot)
        blocks = [bytes([number * factor & 255]) * 512 for number in range(2048)]
        (tmp_path / slot).write_bytes(b"".join(blocks))
    path = tmp_path / "image.elf"
    path.write_bytes(linked.elf())
    words = command(world, path, 64 << 20, cards)
    result = subprocess.run(words, input=b"line\n\x04", stdout=subprocess.PIPE, timeout=60)
    assert result.stdout.decode().replace("\r\n", "\n").splitlines() == [
        "mx6ullevk line", r"SD b'\x03\x03\x03\x03' high speed False",
        r"SD b'\x06\x06\x06\x06' high speed False",
    ]
    assert result.returncode == 0


def test_the_boot_rom_sets_up_all_of_its_ram():
    models = peripherals(SimpleNamespace(console=None), console=1)
    for address, value in mx6ullevk_boot.dcd(512 << 20):
        models[address & ~0x3FFF].write(address % 0x4000, 4, value)
    assert models[MMDC_BASE].ram() == (512 << 20, "")


def test_the_boot_rom_starts_it_and_the_watchdog_switches_its_power(linked):
    out = io.BytesIO()
    machine = Machine(
        write_imx(linked), board="mx6ullevk", stdin=b"rom\nreset\n", stdout=out, timeout=60
    )
    with pytest.raises(MachineError, match="WDOG1 resets the machine: software asked for it"):
        machine.run()
    assert out.getvalue().decode().splitlines() == ["mx6ullevk rom", "NoCardError", "NoCardError"]
    pads = machine.devices[0x020E0000].values
    assert (pads[0x114], pads[0x3A0]) == (4, 0x1F030)
    assert pads[0x70] == 4  # the voltage of the first slot's lines
