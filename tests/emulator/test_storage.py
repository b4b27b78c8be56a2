"""Cards in compiled programs, on the emulator's models and on QEMU's controller and SD card."""

import io
import shutil
import subprocess
import zlib
from pathlib import Path

import pytest
from images import build, on_emulator, on_qemu

from tamapy.emulator.machine import Machine, MachineError
from tamapy.emulator.models.emmc import Emmc
from tamapy.emulator.models.images import Memory
from tamapy.emulator.models.sd_card import SdCard

PROGRAMS = Path(__file__).parent / "programs"
USDHC1, USDHC2 = 0x02190000, 0x02194000
MIB = 1 << 20
MARK = b"the block that is written: "


@pytest.fixture(scope="module")
def image():
    return build(PROGRAMS / "cards.py")


@pytest.fixture(scope="module")
def ext4(tmp_path_factory):
    """A file with an ext4 file system, with files in it."""
    make = shutil.which("mkfs.ext4", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if make is None:
        pytest.skip("e2fsprogs is not installed")
    directory = tmp_path_factory.mktemp("ext4")
    files = directory / "files"
    files.mkdir()
    (files / "marked").write_bytes(MARK + bytes(range(256)) * 8)
    for i in range(20):
        (files / f"file{i}").write_bytes(f"file {i}\n".encode() * i * 200)
    path = directory / "ext4.img"
    subprocess.run(
        [make, "-q", "-F", "-b", "1024", "-d", files, path, "8M"], check=True,
    )
    return path


def tool(name, *arguments):
    """What one of e2fsprogs' tools prints; it has to be content."""
    path = shutil.which(name, path="/usr/sbin:/sbin:/usr/bin:/bin")
    result = subprocess.run([path, *arguments], capture_output=True)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def lines(output):
    return output.decode().replace("\r\n", "\n").splitlines()


def ask(run, image, commands, **options):
    """The answers to commands."""
    output, status = run(image, stdin="\n".join(commands).encode() + b"\n", **options)
    assert status == 0, output
    return lines(output)


def crc(data):
    return f"{zlib.crc32(data):08x}"


def test_an_ext4_image_is_read_and_written(run, image, ext4, tmp_path):
    path = tmp_path / "card.img"
    path.write_bytes(ext4.read_bytes())
    data = path.read_bytes()
    blocks = len(data) // 512
    place = data.index(MARK) // 512
    product = "EMUSD" if run is on_emulator else "QEMU!"
    answers = ask(run, image, [
        "info", f"crc 0 {blocks} 128", "crc 0 300 1", f"crc {blocks - 301} 301 7",
        f"find {MARK.decode().split()[0]}", f"fill {place} 1 first", f"fill {place + 1} 3 second",
        f"crc {place} 4 4", "protected", f"crc {blocks} 1 1",
    ], cards={"sd": str(path)})
    new = (b"first" * 103)[:512] + (b"second" * 257)[:1536]
    assert answers == [
        f"SD {product} {blocks} False high speed 4", crc(data), crc(data[:300 * 512]),
        crc(data[-301 * 512:]), str(place), "written", "written", crc(new), "False",
        f"ValueError: the card has the blocks 0 to {blocks - 1}",
    ]
    expected = data[:place * 512] + new + data[(place + 4) * 512:]
    assert path.read_bytes() == expected
    tool("fsck.ext4", "-fn", path)
    assert tool("debugfs", "-R", "cat marked", path)[:2048] == new
    assert tool("debugfs", "-R", "cat file7", path) == b"file 7\n" * 1400


def test_a_card_of_high_capacity(run, image, tmp_path):
    path = tmp_path / "card.img"
    with path.open("wb") as file:
        file.truncate(4 << 30)
        file.seek((4 << 30) - 1024)
        file.write(b"end " * 256)
    answers = ask(run, image, [
        "info", "crc 8388606 2 2", "fill 8388000 130 text", "crc 8388000 130 130",
    ], cards={"sd": str(path)})
    assert answers[0].split()[2:] == ["8388608", "True", "high", "speed", "4"]
    assert answers[1:] == [crc(b"end " * 256), "written", crc(b"text" * 16640)]
    with path.open("rb") as file:
        file.seek(8388000 * 512)
        assert file.read(130 * 512) == b"text" * 16640


def test_no_card(run, image):
    assert ask(run, image, ["info", "crc 0 1 1"]) == ["NoCardError: no card answers"] * 2


def test_a_table_that_is_too_short(run, image, tmp_path):
    path = tmp_path / "card.img"
    path.write_bytes(bytes(range(256)) * 4 * 1024)
    answers = ask(run, image, [
        "crc 0 9 9", "choose cut", "crc 0 9 9", "fill 100 9 text", "choose whole", "crc 0 9 9",
    ], cards={"sd": str(path)})
    good = crc(bytes(range(256)) * 18)
    assert [answers[i] for i in (0, 1, 4, 5)] == [good, "cut", "whole", good]
    assert answers[2].startswith("TableError: USDHC1: CMD18: ADMA error")
    assert answers[3].startswith("TableError: USDHC1: CMD25: ADMA error")


class Faulty(SdCard):
    """A card on which blocks go wrong that are read on their own: 10, 20 and 40; 30 is busy."""

    def send_block(self, size):
        place = self.position // 512
        alone = self.left == 1 and not self.waiting
        if alone and place == 10:
            self.corrupt_after = 0
        if alone and place == 40:
            self.removed = True
        self.mute = alone and place == 20
        return super().send_block(size)

    def take_block(self, data):
        taken = super().take_block(data)
        self.stuck = self.position == 31 * 512
        return taken


def on_models(image, commands, sd=None, mmc=None):
    """The answers on the emulator with models of cards."""
    out = io.BytesIO()
    stdin = "\n".join(commands).encode() + b"\n"
    machine = Machine(image, stdin=stdin, stdout=out, timeout=60)
    machine.devices[USDHC1].insert(sd)
    machine.devices[USDHC2].insert(mmc)
    assert machine.run() == 0
    return lines(out.getvalue()), machine


def test_errors_break_nothing_else(image):
    data = b"".join(i.to_bytes(4, "little") for i in range(MIB // 4))
    answers, _ = on_models(image, [
        "crc 10 1 1", "crc 10 2 2", "crc 20 1 1", "crc 0 30 30", "fill 30 1 busy", "crc 0 1 1",
    ], Faulty(Memory(data)))
    assert answers == [
        "CrcError: USDHC1: CMD17: the data is not as it was sent", crc(data[5120:6144]),
        "TimeoutError: USDHC1_INT_STATUS (register 0x02190030): bit 1 did not become 1",
        crc(data[:30 * 512]),
        *["TimeoutError: USDHC1_PRES_STATE (register 0x02190024): bit 24 did not become 1"] * 2,
    ]
    answers, _ = on_models(image, ["crc 40 1 1", "crc 0 1 1"], Faulty(Memory(data)))
    assert answers == ["CardRemovedError: the card was removed", "NoCardError: no card answers"]


def test_a_protected_card(image):
    card = SdCard(Memory(bytes(MIB)))
    card.locked = True
    answers, _ = on_models(image, ["protected", "fill 0 1 text", "crc 0 1 1"], card)
    assert answers == [
        "True", "WriteProtectedError: the card is protected from writing", crc(bytes(512)),
    ]


def test_the_emmc_and_fast_modes(image):
    data = b"".join(i.to_bytes(4, "big") for i in range(MIB // 4))
    emmc, card = Emmc(Memory(data)), SdCard(Memory(data), uhs=True)
    answers, machine = on_models(image, [
        "choose mmc", "info", "crc 0 2048 128", "fill 77 200 text", "rpmb secret", "crc 77 200 100",
        "choose fast-mmc", "info", "crc 0 77 77", "choose fast", "info", "crc 0 2048 100",
    ], card, emmc)
    assert answers == [
        "mmc", "MMC EMUMMC 2048 False high speed 8", crc(data), "written",
        "AuthenticationError: the answer's checksum is not made with the key", "1 secret",
        crc(b"text" * 25600), "fast-mmc", "MMC EMUMMC 2048 False HS200 8", crc(data[:77 * 512]),
        "fast", "SD EMUSD 2048 False SDR104 4", crc(data),
    ]
    assert emmc.rpmb.data[3 * 256:4 * 256] == b"secret".ljust(256)
    pads = machine.devices[0x020E0000].values
    assert [pads[at] for at in (0x1D8, 0x464, 0x69C)] == [1, 0x3000, 2]


def test_the_emulators_emmc_is_a_file(image, tmp_path):
    path = tmp_path / "emmc.img"
    path.write_bytes(bytes(MIB))
    assert ask(on_emulator, image, ["choose mmc", "fill 1 1 x"], cards={"mmc": str(path)})[-1] == (
        "written"
    )
    assert path.read_bytes() == bytes(512) + b"x" * 512 + bytes(MIB - 1024)


def test_files_that_are_no_cards(image, tmp_path):
    path = tmp_path / "card.img"
    path.write_bytes(b"short")
    with pytest.raises(MachineError, match="a multiple of 256 KiB"):
        Machine(image, cards={"sd": path})
    with pytest.raises(MachineError, match="no slot 'floppy'"):
        Machine(image, cards={"floppy": path})


@pytest.mark.slow
def test_speed(tmp_path, capfd):
    """Instructions for 64 KiB: of reading, of writing, and of nothing but the registers."""
    path = tmp_path / "card.img"
    path.write_bytes(bytes(4 * MIB))
    output, status = on_qemu(
        build(PROGRAMS / "card_speed.py", optimise=2), cards={"sd": str(path)}, icount=True,
    )
    assert status == 0
    taken = {name: int(count) for name, _, count in (
        line.rpartition(" ") for line in lines(output)
    )}
    with capfd.disabled():
        print(taken)
    assert 1000 < taken["registers"] < 3000
    assert taken["read"] < 150000 and taken["write"] < 150000
    assert taken["read one block"] < 80000 and taken["write from DMA memory"] < taken["write"]
