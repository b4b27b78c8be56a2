"""Drivers of the chip's everyday blocks in compiled programs, on the machines that have them."""

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from images import build, on_qemu

from tamapy.emulator import qemu
from tamapy.emulator.child import TIMED_OUT
from tamapy.emulator.machine import Machine, MachineError
from tamapy.emulator.models.i2c import Registers
from tamapy.emulator.models.images import Memory
from tamapy.emulator.models.nor_flash import NorFlash

PROGRAMS = Path(__file__).parent / "programs"


def text(output):
    """Console output with the host's line ends."""
    return output.decode().replace("\r\n", "\n")


@pytest.fixture(scope="module")
def watchdog():
    return build(PROGRAMS / "watchdog.py")


def test_a_watchdog_that_is_serviced(run, watchdog):
    output, status = run(watchdog, stdin=b"end\n")
    assert text(output) == "False\nTrue\nthe end\n" and status == 0


@pytest.mark.parametrize("command, cause, seen", [
    ("sleep", "WDOG1 resets the machine: not serviced for 2.0 s", "power-on\n"),
    ("reset", "WDOG1 resets the machine: software asked for it", ""),
])
def test_a_watchdog_ends_the_emulator(watchdog, command, cause, seen):
    out = io.BytesIO()
    machine = Machine(watchdog, stdin=command.encode() + b"\n", stdout=out, timeout=60)
    with pytest.raises(MachineError) as caught:
        machine.run()
    assert caught.value.message == cause
    assert any("watchdog.py" in str(place) or "wdog" in str(place) for place in caught.value.places)
    assert text(out.getvalue()) == "False\nTrue\n" + seen


RESET = """\
from tamapy.soc import imx6ul

print("start", flush=True)
imx6ul.reset()
print("the end")
"""


def test_a_reset_starts_qemus_machine_anew(tmp_path):
    """Whatever it was doing before: a watchdog that runs already makes it easier."""
    path = tmp_path / "reset.py"
    path.write_text(RESET)
    output, status = on_qemu(build(path), timeout=10)
    assert status == TIMED_OUT and text(output).startswith("start\nstart\n")
    assert set(text(output).split("\n")[:-1]) == {"start"}


PINS = """\
white [False, True, False] [False, False, False]
blue [False, True, True] [False, False, True]
Blue [False, True, True] [False, False, False]
white [False, True, True] [False, True, False]
there is no LED green
False
False
['0x0', '0x20', '0x40000', '0x0'] False
['0x0', '0x30', '0x40000', '0x0'] False
['0x0', '0x30', '0x40000', '0x40000'] False
True 0x0
False
"""


@pytest.fixture(scope="module")
def pins():
    return build(PROGRAMS / "pins.py")


def test_pins(run, pins):
    output, status = run(pins)
    assert text(output) == PINS and status == 0


def test_the_leds_pads_are_switched(pins):
    out = io.BytesIO()
    machine = Machine(pins, stdout=out, timeout=60)
    machine.devices[0x0209C000].drive(18, True)
    assert machine.run() == 0
    assert text(out.getvalue()).splitlines()[5:7] == ["True", "True"]  # somebody drives the pin
    pads = machine.devices[0x020E0000].values
    assert [pads[at] for at in (0x1E4, 0x1E8, 0x470, 0x474)] == [5, 5, 0x10B0, 0x10B0]
    assert machine.devices[0x020A8000].outputs == 1 << 21


EPIT = ["True", "True True", "True"]
TIMERS = ["True", "True", "False False", "True", "True", "True", *EPIT, *EPIT]


def test_timers(run):
    output, status = run(build(PROGRAMS / "timers.py"))
    assert text(output).splitlines() == TIMERS and status == 0


@pytest.fixture(scope="module")
def bus():
    return build(PROGRAMS / "bus.py")


STORE = """\
b'hello, store' b'h' b'ello'
b'lo, st'
True
no answer at 33 no answer at 33
b'o,' True
"""
EEPROM = "at24c-eeprom,bus=i2c-bus.0,address=0x50,rom-size=4096"


def test_a_store_on_the_bus_of_the_emulator(bus):
    out = io.BytesIO()
    machine = Machine(bus, stdout=out, timeout=60)
    store = Registers({}, width=2)
    machine.devices[0x021A0000].targets[0x50] = store
    assert machine.run() == 0
    assert text(out.getvalue()) == STORE + "b'|'\n"  # the PF1510's identification, 0x7c
    assert bytes(store.values[n] for n in range(0x120, 0x12C)) == b"hello, store"


def test_a_store_on_the_bus_of_qemu(bus, monkeypatch):
    command = qemu.command
    monkeypatch.setattr(qemu, "command", lambda *rest: [*command(*rest), "-device", EEPROM])
    output, status = on_qemu(bus)
    assert text(output) == STORE + "no answer at 8\n" and status == 0


CLOCKS = """\
198000000 950
900000000 1275
528000000 1175
396000000 1025
792000000 1225
the processor runs at 198, 396, 528, 792 or 900 MHz
396000000 80000000
"""


def test_clocks(run):
    output, status = run(build(PROGRAMS / "clocks.py"))
    assert text(output) == CLOCKS and status == 0


ARMORY = """\
0x7c [3300, 3300, 3300]
1800
True {} 3
TUSB320 True True
False False
True True
False False
True
b'\\r\\n+STARTUP\\r\\n' True b'\\r\\nOK\\r\\n' False
"""


def test_what_is_around_the_chip():
    """On the emulator: QEMU's board has none of it."""
    out = io.BytesIO()
    machine = Machine(build(PROGRAMS / "armory.py"), stdout=out, timeout=60)
    targets = machine.devices[0x021A0000].targets
    targets[0x61].attach(targets[0x61].SINK, flipped=True, offered=3)
    targets[0x31].plugged = 1 << 5  # a debug accessory
    assert machine.run() == 0
    assert text(out.getvalue()) == ARMORY


WAITING = """\
[True, True, True, True, True] True True
False True True
True True True False
True True True False
False
True
True True True
True True True
"""  # the last two are the watchdog's


@pytest.fixture(scope="module")
def waiting():
    return build(PROGRAMS / "waiting.py")


def test_threads_wait_for_devices_on_the_emulator(waiting):
    out = io.BytesIO()
    machine = Machine(waiting, stdout=out, timeout=60)
    machine.devices[0x021A0000].targets[0x50] = Registers({}, width=2)
    assert machine.run() == 0
    assert text(out.getvalue()) == WAITING


def test_threads_wait_for_devices_on_qemu(waiting, monkeypatch):
    command = qemu.command
    monkeypatch.setattr(qemu, "command", lambda *rest: [*command(*rest), "-device", EEPROM])
    output, status = on_qemu(waiting)
    assert text(output).splitlines() == WAITING.splitlines()[:-1] and status == 0


HEAT = {"hot": 90.0, "cold": -20.0, "panic": 101.0}


class Oven:
    """Makes the chip of a machine as warm as its program asks for."""

    def __init__(self):
        self.text = ""

    def write(self, data):
        self.text += data.decode()
        line = self.text.splitlines()[-1] if self.text.endswith("\n") else ""
        if line in HEAT:
            self.monitor.celsius = HEAT[line]

    def flush(self):
        pass


def test_the_temperature_is_watched():
    oven = Oven()
    machine = Machine(build(PROGRAMS / "heat.py"), stdout=oven, timeout=60)
    oven.monitor = machine.devices[0x020C8000].parts[0x180][0]
    with pytest.raises(MachineError, match="the temperature monitor resets the machine: 101 degr"):
        machine.run()
    assert text(oven.text.encode()) == (
        "40 set() True\nhot\n{'high'} 90\ncold\n{'low'} -20\npanic\n"
    )


class Hand:
    """Drives pins of a machine as its program asks for it."""

    def __init__(self):
        self.line = bytearray()
        self.lines = []

    def write(self, data):
        self.line += data
        if self.line.endswith(b"\n"):
            words = self.line.split()
            if words[0] == b"drive":
                self.machine.devices[0x0209C000].drive(int(words[1]), words[2] == b"1")
            else:
                self.lines.append(self.line.decode().strip())
            self.line.clear()

    def flush(self):
        pass


EDGES = ["False", "True False", "False", "True", "True True True True True", "False", "True"]


def test_threads_wait_for_pins():
    """On the emulator: in QEMU nobody drives pins."""
    hand = Hand()
    hand.machine = Machine(build(PROGRAMS / "edges.py"), stdout=hand, timeout=60)
    assert hand.machine.run() == 0
    assert hand.lines == [*EDGES, *EDGES, "[6, 6, 6, 7, 7, 7, 21, 21, 21]"]
SPI_REGISTERS = """\
0x3 0x0
10000000 True
0x63f450f9 0x200222
0x83
0x3 [0, 0, 0] 0x83
0x4
0x3 0xf1
0x3 0x0
"""


@pytest.fixture(scope="module")
def spi():
    return build(PROGRAMS / "spi.py")


def test_spi_without_devices(run, spi):
    output, status = run(spi, stdin=b"registers\n")
    assert text(output) == SPI_REGISTERS and status == 0


SPI_INTERRUPTS = "True True True\n0x0 0\nTrue\n0\n"


def test_spi_by_interrupts(run, spi):
    output, status = run(spi, stdin=b"interrupts\n")
    assert text(output) == SPI_INTERRUPTS and status == 0


def test_spi_by_interrupts_on_a_slow_bus(spi):
    """Where each word takes its time, which an interrupt ends."""
    out = io.BytesIO()
    machine = Machine(spi, stdin=b"interrupts\n", stdout=out, timeout=60)
    bus = machine.devices[0x0200C000]
    bus.slow = True
    assert machine.run() == 0 and text(out.getvalue()) == SPI_INTERRUPTS


def test_a_flash(spi):
    out, chip = io.BytesIO(), NorFlash(Memory(bytes(1 << 20)))
    machine = Machine(spi, stdin=b"session\n", stdout=out, timeout=60)
    machine.devices[0x02008000].targets[0] = chip
    assert machine.run() == 0
    data = bytes(i * 7 & 255 for i in range(256))
    assert text(out.getvalue()) == (
        f"ef4014 0000\n3\n3 True\n{data[128:132].hex()}\na burst has 512 bytes at most\n"
    )
    assert chip.image.read(0xFFF, 258) == b"\0" + data + b"\xff"
    assert chip.image.read(0x1FFF, 2) == b"\xff\0"


def test_a_flashs_identity(spi):
    out, chip = io.BytesIO(), NorFlash(Memory(bytes(1 << 20)))
    machine = Machine(spi, stdin=b"identity\n", stdout=out, timeout=60)
    machine.devices[0x02014000].targets[0] = chip
    assert machine.run() == 0
    assert text(out.getvalue()) == "00ef4014000000\n00 00000000\n"
    assert chip.image.read(0x1000, 4096) == b"\xff" * 4096


@pytest.mark.skipif(shutil.which(qemu.PROGRAM) is None, reason="QEMU is not installed")
def test_a_flashs_identity_on_qemu(spi, tmp_path):
    """Its chip select is connected to nothing and stays on, so that few commands can follow."""
    image, flash = tmp_path / "spi.elf", tmp_path / "flash"
    image.write_bytes(spi)
    flash.write_bytes(bytes(1 << 20))
    words = qemu.command(str(image), 0, False)
    drive = ["-drive", f"if=none,id=flash,format=raw,file={flash}"]
    result = subprocess.run(
        [*words, *drive, "-device", "w25q80bl,drive=flash"],
        input=b"identity\n\x04", stdout=subprocess.PIPE, timeout=60,
    )
    assert text(result.stdout) == "00ef4014000000\n00 00000000\n" and result.returncode == 0
    assert flash.read_bytes() == bytes(4096) + b"\xff" * 4096 + bytes((1 << 20) - 8192)
