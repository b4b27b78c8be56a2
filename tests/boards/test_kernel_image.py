"""Raw images, as the firmware of the Raspberry Pi loads and starts them."""

import shutil
import subprocess

import pytest

from tamapy.cli.boards import find_board
from tamapy.cli.builds import start_build
from tamapy.cli.settings import Settings
from tamapy.emulator import qemu
from tests.worlds import KEPT

MACHINES = {"pi1": "raspi1ap", "pi2": "raspi2b"}


@pytest.mark.parametrize("name", MACHINES)
def test_it_boots_where_the_firmware_puts_it(name, tmp_path):
    if shutil.which(qemu.PROGRAM) is None:
        pytest.skip("QEMU is not installed")
    script = tmp_path / "kernel.py"
    script.write_text("import sys\nprint('raw', sys.stdin.read())\nsys.exit(5)\n")
    settings = Settings(board=name, optimise=0, ram=64 << 20)
    board = find_board(name)
    linked = start_build(str(script), board, settings, lambda stage: None, KEPT).run()
    raw = linked.raw()
    assert int.from_bytes(raw[:4], "little") == 0xEA000000 | (0x8000 - 8) >> 2
    assert not any(raw[4:0x8000])
    assert raw[0x8000:][: len(linked.segments[0].data)] == bytes(linked.segments[0].data)
    path = tmp_path / "kernel.img"
    path.write_bytes(raw)
    words = qemu.command(str(path), 0, False, name)
    words[words.index("-kernel")] = "-bios"
    result = subprocess.run(words, input=b"text\x04", stdout=subprocess.PIPE, timeout=60)
    assert (result.stdout, result.returncode) == (b"raw text\n", 5)


def test_other_boards_have_nothing_before_their_text(tmp_path):
    script = tmp_path / "kernel.py"
    script.write_text("print('raw')\n")
    settings = Settings(board="usbarmory-mk2", optimise=0, ram=64 << 20)
    board = find_board("usbarmory-mk2")
    linked = start_build(str(script), board, settings, lambda stage: None, KEPT).run()
    assert linked.raw()[:4] == bytes(linked.segments[0].data[:4])
