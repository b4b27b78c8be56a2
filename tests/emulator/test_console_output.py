"""Console output by interrupts: the program goes on, and nothing is lost or out of order."""

import io
from pathlib import Path

import pytest
from images import build, on_emulator, on_qemu

from tamapy.board import pi2, usbarmory_mk2
from tamapy.emulator.machine import Machine
from tests.interrupts.wire import Wire

PROGRAM = Path(__file__).parent / "programs" / "output.py"
LINE = "".join(chr(33 + i % 90) for i in range(79)) + "\n"
BOARDS = {"usbarmory_mk2": (usbarmory_mk2, 0x021E8000), "pi2": (pi2, 0x3F201000)}
TOTAL = sum(i * i % 7 for i in range(1000))


@pytest.fixture(scope="module", params=BOARDS)
def built(request, tmp_path_factory):
    """The image for a board, and where the board's console is."""
    module, console = BOARDS[request.param]
    path = tmp_path_factory.mktemp("output") / "output.py"
    path.write_text(PROGRAM.read_text().replace("BOARD as", f"{request.param} as"))
    return build(path, board=module), console


class Slow(Wire):
    """A line that takes a byte every sixtieth time it is asked."""

    asked = 0

    def takes(self):
        self.asked += 1
        return self.asked % 60 == 0


def on_slow_line(built, command):
    """Output and exit status on the emulator, with a line slower than the program."""
    image, console = built
    machine = Machine(image, stdin=b"", stdout=io.BytesIO(), timeout=60)
    line = Slow(command)
    machine.devices[console].line = line
    status = machine.run()
    return bytes(line.sent).decode().replace("\r\n", "\n"), status


def expected(waits):
    """What ``work`` prints."""
    return (
        LINE * 50 + f"waits {waits} {TOTAL}\nan error\nno more 0\n"
        + "".join(f"{i:03d} {LINE}" for i in range(80))
    )


def test_the_program_goes_on(built):
    output, status = on_slow_line(built, b"work\n")
    assert (output, status) == (expected(True), 0)


@pytest.mark.parametrize("run", [on_emulator, on_qemu], ids=["emulator", "qemu"])
def test_a_line_that_is_never_full(built, run):
    """Emulators' consoles take everything at once: nothing ever waits."""
    output, status = run(built[0], b"work\n")
    assert (output.decode().replace("\r\n", "\n"), status) == (expected(False), 0)


def test_lines_of_threads_stay_whole(built):
    output, status = on_slow_line(built, b"threads\n")
    lines = output.splitlines()
    assert status == 0 and sorted(lines) == ["one " * 20] * 40 + ["two " * 20] * 40


def test_an_uncaught_error_comes_last(built):
    output, status = on_slow_line(built, b"uncaught\n")
    assert status == 1 and output.startswith(LINE * 20 + "Traceback (most recent call last):\n")
    assert output.endswith("ValueError: after all lines\n")


def test_a_fault_comes_last(built):
    """It is reported with interrupts masked: nobody but the report itself empties the ring."""
    output, status = on_slow_line(built, b"fault\n")
    assert status == 139 and output.startswith(LINE * 20 + "\nFatal: cannot read from 0x")
    assert "output.py" in output.partition("Fatal")[2]
