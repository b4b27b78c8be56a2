"""The drivers of the Raspberry Pis, compiled, on the emulator and on QEMU: the same output."""

import io
import shutil
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from tamapy.emulator import qemu
from tamapy.emulator.machine import Machine
from tests.worlds import image

PROGRAM = Path(__file__).parent / "drivers.py"
BOARDS = {
    "pi1": ("bcm2835", 0x20000000, "0x900021 0 448 True 64"),
    "pi2": ("bcm2836", 0x3F000000, "0xa21041 0 960 True 64"),
}
QUESTIONS = """\
{split}
3000000 25000 99000
[2, 3, 4, 5] LookupError: the VideoCore has no property 0x00007fff
"""
GLYPH = """\
..###...
.#...#..
.#...#..
.#...#..
.#.#.#..
..###...
....##..
........
"""
SCREEN = f"""\
ValueError: the framebuffer is not open
['0x0', '0xf800', '0xf800', '0x0'] 0x0
{GLYPH}['0x0', '0xff', '0xff', '0x0'] 0x0
{GLYPH}"""
MOVES = "True b'x' ValueError: the DMA cannot move 0 bytes at once\nby DMA\nTrue\n"
PINS = "0 1 True\nFalse True ValueError: a pin is a whole number from 0 to 53, not 54\n2\n"
TIME = (
    "False False\nTrue True\n"
    "False False\nValueError: channel 0 of the system timer is not the program's\n"
)
ENTROPY = "20 {7}\n"
PORT = "57600 baud\nValueError: a rate from 3000000 Hz is a whole number from 3 to 187500, not 0\n"


@pytest.fixture(scope="module", params=BOARDS)
def built(request, tmp_path_factory):
    """A board's name, the program's image for it, and the image's file."""
    name = request.param
    directory = tmp_path_factory.mktemp(name)
    script = directory / "drivers.py"
    text = PROGRAM.read_text().replace("pi2", name).replace("bcm2836", BOARDS[name][0])
    script.write_text(text)
    elf = image(script, name)
    path = directory / "drivers.elf"
    path.write_bytes(elf)
    return name, elf, path


def on_emulator(built, text, **options):
    """Output and exit status."""
    out = io.BytesIO()
    status = Machine(built[1], stdin=text, stdout=out, timeout=60, **options).run()
    return out.getvalue().decode(), status


def on_qemu(built, text, more=()):
    """Output and exit status."""
    if shutil.which(qemu.PROGRAM) is None:
        pytest.skip("QEMU is not installed")
    words = qemu.command(str(built[2]), 0, False, built[0])
    result = subprocess.run([*words, *more], input=text, capture_output=True, timeout=60)
    return result.stdout.decode(), result.returncode


@pytest.mark.parametrize("run", [on_emulator, on_qemu], ids=["emulator", "qemu"])
def test_what_the_blocks_do(built, run):
    expected = QUESTIONS.format(split=BOARDS[built[0]][2])
    expected += SCREEN + MOVES + PINS + TIME + ENTROPY + PORT
    assert run(built, b"qsmpteu\x04") == ("started\n" + expected, 0)


@pytest.mark.parametrize("run", [on_emulator, on_qemu], ids=["emulator", "qemu"])
def test_the_card_in_the_slot(built, run, tmp_path):
    path = tmp_path / "card.img"
    data = bytearray(b"".join(i.to_bytes(4, "little") for i in range(1 << 18)))
    path.write_bytes(data)
    drive = ("-drive", f"if=sd,format=raw,file={path}")
    before = zlib.crc32(data), zlib.crc32(data[2560:3072])
    options = {"cards": {"sd": path}} if run is on_emulator else {"more": drive}
    output, status = run(built, b"c\x04", **options)
    data[77 * 512:78 * 512] = b"one block" * 56 + bytes(8)
    data[100 * 512:300 * 512] = b"some " * 20480
    assert path.read_bytes() == data and status == 0
    assert output.replace("\r\n", "\n") == (
        f"started\nSD 2048 high speed 4\n{before[0]} {before[1]}\n"
        f"{zlib.crc32(data[70 * 512:370 * 512])} "
        "ValueError: the card has the blocks 0 to 2047\n"
    )


class Wire:
    """The other end of a line."""

    def __init__(self, waiting):
        self.sent = bytearray()
        self.asked = 0
        self.waiting = bytearray(waiting)

    def send(self, byte):
        self.sent.append(byte)

    def ready(self):
        return bool(self.waiting)

    def receive(self):
        return self.waiting.pop(0)

    def takes(self):
        """A byte every 500th time it is asked: as slow as a line."""
        self.asked += 1
        return self.asked % 500 == 0


def test_the_other_port_on_the_emulator(built):
    wire = Wire(b"a line\n")
    out = io.BytesIO()
    machine = Machine(built[1], stdin=b"o\x04", stdout=out, timeout=60)
    machine.devices[BOARDS[built[0]][1] + 0x215000].line = wire
    assert machine.run() == 0
    assert bytes(wire.sent) == b"other port\nheard a line\n"


def test_the_other_port_on_qemu(built, tmp_path):
    """The console's input comes from a file, the other port is connected."""
    if shutil.which(qemu.PROGRAM) is None:
        pytest.skip("QEMU is not installed")
    words = qemu.command(str(built[2]), 0, False, built[0])
    at = words.index("-serial")
    pipe = tmp_path / "console.sock"
    words[at:at] = ["-serial", f"unix:{pipe},server=on,wait=on"]
    feeder = (
        "import socket, sys, time\n"
        "line = socket.socket(socket.AF_UNIX)\n"
        "for _ in range(200):\n"
        "    try:\n"
        "        line.connect(sys.argv[1])\n"
        "        break\n"
        "    except OSError:\n"
        "        time.sleep(0.05)\n"
        "line.sendall(b'o\\x04')\n"
        "while line.recv(100):\n"
        "    pass\n"
    )
    with subprocess.Popen([sys.executable, "-c", feeder, str(pipe)]) as console:
        result = subprocess.run(words, input=b"a line\n", stdout=subprocess.PIPE, timeout=60)
        console.wait(10)
    assert result.stdout == b"other port\nheard a line\n" and result.returncode == 0


def test_reset_on_the_emulator(built):
    assert on_emulator(built, b"r\x04") == ("started\nreset\nstarted\n", 0)


def test_reset_on_qemu(built):
    assert on_qemu(built, b"r", ["-no-reboot"]) == ("started\nreset\n", 0)


def test_watchdog(built):
    """QEMU's resets at once, so the emulator alone shows the time."""
    watching = "None ValueError: the watchdog cannot wait for 20 seconds\nTrue\nNone\n"
    assert on_emulator(built, b"w\x04") == ("started\n" + watching + "started\n", 0)
