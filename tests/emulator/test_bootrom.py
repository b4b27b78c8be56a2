"""Images for the boot ROM: written, looked at by mkimage, and started by the ROM's model."""

import io
import shutil
import struct
import subprocess
from pathlib import Path

import pytest

from tamapy.board import usbarmory_mk2, usbarmory_mk2_boot
from tamapy.compiler.build import Build
from tamapy.compiler.errors import CompileError
from tamapy.compiler.link.imx import dcd_of, write_imx
from tamapy.compiler.load import load
from tamapy.compiler.load.world import Personality
from tamapy.compiler.worldview import WorldView
from tamapy.emulator.bootrom import BootError, BootImage
from tamapy.emulator.imx6ul import peripherals
from tamapy.emulator.machine import Machine, MachineError
from tamapy.emulator.models import ModelError
from tamapy.emulator.models.mmdc import BASE as MMDC_BASE
from tamapy.emulator.models.mmdc import CON_ACK, CON_REQ, MDCTL, MDSCR, Mmdc
from tamapy.emulator.run import run_elf
from tests.worlds import KEPT

BOOT_DATA, DCD = 0x20, 0x2C  # in the file
PROGRAM = "import sys\nprint('booted', len(sys.stdin.read()))\nsys.exit(3)\n"


@pytest.fixture(scope="module")
def linked(tmp_path_factory):
    """A small program, linked for boards of either size of RAM."""
    path = tmp_path_factory.mktemp("boot") / "small.py"
    path.write_text(PROGRAM)
    world = load(str(path), Personality(bits=32), display_path=path.name)
    return Build(WorldView(world), usbarmory_mk2, 0, ram=8 << 20, kept=KEPT).run()


@pytest.fixture(scope="module")
def image(linked):
    """It, as a file for the card."""
    return write_imx(linked)


class Host:
    """What models of devices need of a machine that does not run."""

    console = None

    def restart(self):
        raise AssertionError


def devices():
    return peripherals(Host())


def words(image, at, *values):
    """The image with other words at a place."""
    data = bytearray(image)
    struct.pack_into(f"<{len(values)}I", data, at, *values)
    return bytes(data)


def with_dcd(image, *commands):
    """The image with other commands in its DCD."""
    body = b"".join(commands)
    data = struct.pack(">BHB", 0xD2, 4 + len(body), 0x40) + body
    return image[:DCD] + data + image[DCD + len(data):]


def command(tag, parameter, *pairs, count=None):
    body = b"".join(struct.pack(">II", *pair) for pair in pairs)
    body += b"" if count is None else struct.pack(">I", count)
    return struct.pack(">BHB", tag, 4 + len(body), parameter) + body


def test_the_tables(image, linked):
    tag, length, version = struct.unpack_from(">BHB", image)
    assert (tag, length, version) == (0xD1, 32, 0x40)
    entry, zero, dcd, boot_data, itself, csf, _ = struct.unpack_from("<7I", image, 4)
    assert (entry, zero, csf) == (0x80010000, 0, 0)
    assert (itself, boot_data, dcd) == (0x8000F400, 0x8000F420, 0x8000F42C)
    start, length, plugin = struct.unpack_from("<III", image, BOOT_DATA)
    assert (start, plugin) == (0x8000F000, 0) and length % 4096 == 0
    assert length == len(image) + 0x400
    raw = linked.raw()
    assert image[0xC00:0xC00 + len(raw)] == raw and not any(image[0xC00 + len(raw):])


@pytest.mark.skipif(shutil.which("mkimage") is None, reason="u-boot-tools is not installed")
def test_mkimage_reads_it(image, tmp_path):
    path = tmp_path / "small.imx"
    path.write_bytes(image)
    told = subprocess.run(["mkimage", "-l", path], capture_output=True, text=True, check=True)
    assert "Image Ver:    2 (i.MX53/6/7 compatible)" in told.stdout
    assert f"Data Size:    {len(image) + 0x400} Bytes" in told.stdout
    assert "Mode:         DCD" in told.stdout and "Entry Point:  80010000" in told.stdout


def test_the_rom_starts_it(image):
    out = io.BytesIO()
    machine = Machine(image, stdin=b"abc", stdout=out, timeout=60)
    assert machine.run() == 3
    assert out.getvalue() == b"booted 3\n" and machine.ram == 512 << 20


@pytest.mark.parametrize("size", [512 << 20, 1 << 30])
def test_the_ram_of_either_board(size):
    models = devices()
    for address, value in usbarmory_mk2_boot.dcd(size):
        models[address & ~0x3FFF].write(address % 0x4000, 4, value)
    assert models[MMDC_BASE].ram() == (size, "")


def test_every_word_of_the_dcd_arrives(image):
    models = devices()
    BootImage(image).configure(models)
    last = dict(usbarmory_mk2_boot.dcd(8 << 20))
    for address, value in last.items():
        assert models[address & ~0x3FFF].read(address % 0x4000, 4) == value, hex(address)


def test_a_dcd_that_is_too_long():
    with pytest.raises(CompileError, match="takes 1776 bytes, and the boot ROM allows 1768"):
        dcd_of(((0x020E0000, 0),) * 221)


MALFORMED = [
    (lambda i: b"\xd2" + i[1:], "image vector table at 0x0 has the tag 0xd2, not 0xd1"),
    (lambda i: words(i, 0, 0x402100D1), "table at 0x0 has the length 33, not 32"),
    (lambda i: words(i, 0, 0x502000D1), "table at 0x0 has the version 0x50"),
    (lambda i: i[:16], "table at 0x4 goes beyond the file's end at 0x10"),
    (lambda i: words(i, 4, 0x90000000), "the entry 0x90000000 is not in what is copied"),
    (lambda i: words(i, 0x10, 0x80000000), "the boot data at 0x80000000 is not within the first 4"),
    (lambda i: words(i, BOOT_DATA, 0x80000000), "at 0x20: the copy starts at 0x80000000, but"),
    (lambda i: words(i, BOOT_DATA + 4, 1 << 30), "at 0x24: 1073741824 bytes are to be copied, and"),
    (lambda i: words(i, BOOT_DATA + 8, 1), "at 0x28: plugin images are not supported"),
    (lambda i: words(i, 0x0C, 0x8000FFFE), "the DCD at 0x8000fffe is not within the first 4 KB"),
    (lambda i: words(i, DCD, 0x40FF07D2), "the DCD at 0x2c has the length 2047, not 4 to 1768"),
    (lambda i: with_dcd(i, command(0xAA, 4)), "command at 0x30 has an unknown tag 0xaa"),
    (lambda i: with_dcd(i, b"\xcc\x00\xff\x04"), "command at 0x30 has a wrong length, 255"),
    (lambda i: with_dcd(i, command(0xCC, 3, (0x020E0000, 0))), "length or parameter: 12, 0x3"),
    (lambda i: with_dcd(i, command(0xCC, 4, (0x020E0000, 0), (0x021E8040, 65))),
     "command at 0x3c: 0x021e8040 is out of the registers of IOMUXC"),
    (lambda i: with_dcd(i, command(0xCC, 4, (0x020E0002, 0))), "0x020e0002 is misaligned"),
]


@pytest.mark.parametrize(("spoil", "message"), MALFORMED)
def test_a_malformed_image_is_refused(image, spoil, message):
    with pytest.raises(BootError) as caught:
        BootImage(spoil(image))
    assert message in str(caught.value)


SET, CLEAR = command(0xCC, 0x1C, (0x020E0094, 0x30)), command(0xCC, 0x0C, (0x020E0094, 0x10))


@pytest.mark.parametrize(("parameter", "mask", "holds"), [
    (0x14, 0x20, True), (0x14, 0x30, False),  # all set
    (0x04, 0x11, True), (0x04, 0x21, False),  # all clear
    (0x1C, 0x30, True), (0x1C, 0x10, False),  # any set
    (0x0C, 0x30, True), (0x0C, 0x20, False),  # any clear
])
def test_bits_are_set_cleared_and_checked(image, parameter, mask, holds):
    check = command(0xCF, parameter, (0x020E0094, mask), count=5)
    boot = BootImage(with_dcd(image, SET, command(0xC0, 0), CLEAR, check))
    models = devices()
    if holds:
        boot.configure(models)
        assert models[0x020E0000].read(0x94, 4) == 0x20
    else:
        with pytest.raises(BootError, match=f"0x020e0094: never gets .* {mask:#x}"):
            boot.configure(models)


def test_an_image_without_ram(image):
    with pytest.raises(MachineError, match=r"the boot ROM: there is no RAM.*MDCTL does not enable"):
        Machine(with_dcd(image))


def test_commands_to_ram_that_is_off():
    model = Mmdc()
    with pytest.raises(ModelError, match="only with CON_REQ"):
        model.write(MDSCR, 4, 0x30)
    with pytest.raises(ModelError, match="before MDCTL enables it"):
        model.write(MDSCR, 4, CON_REQ | 0x30)
    assert model.read(MDSCR, 4) & CON_ACK
    model.write(MDCTL, 4, 0x84180000)
    assert model.ram() == (0, "MDSCR still asks to be configured (CON_REQ)")
    model.write(MDSCR, 4, 0)
    assert model.ram() == (0, "its mode registers were not all loaded: 0, 1, 2, 3 missing")


def test_a_machine_tells_of_a_malformed_image(image, capsys):
    assert run_elf(image[:16], 0, False, None) == 70
    assert capsys.readouterr() == ("", "emulator: the boot ROM: the image vector table at 0x4 goes "
                                       "beyond the file's end at 0x10\n")


def test_the_command_line(tmp_path, image, capfd, monkeypatch):
    from tamapy.cli.main import cli

    path = Path(tmp_path) / "small.imx"
    path.write_bytes(image)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"ab")))
    with pytest.raises(SystemExit, match="3"):
        cli(["run", str(path)], standalone_mode=False)
    assert capfd.readouterr() == ("booted 2\n", "")
    for words_, message in ((["--machine", "qemu"], "has no boot ROM"), (["-O0"], "built already")):
        with pytest.raises(CompileError, match=message):
            cli(["run", str(path), *words_], standalone_mode=False)
    path.write_bytes(b"\x7fELF")
    with pytest.raises(CompileError, match="does not begin with the tag 0xd1"):
        cli(["run", str(path)], standalone_mode=False)
    with pytest.raises(CompileError, match="pi2 does not boot from images of the format imx"):
        cli(["build", "--board", "pi2", "--format", "imx", __file__], standalone_mode=False)
