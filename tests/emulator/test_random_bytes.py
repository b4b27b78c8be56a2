"""Where compiled programs have random bytes from: the RNGB, the CAAM, and on QEMU neither."""

import io
import random
import uuid
from pathlib import Path

import pytest
from images import build, on_qemu

from tamapy.emulator.machine import Machine

PROGRAMS = Path(__file__).parent / "programs"
CAAM, RNGB = 0x02140000, 0x02284000
SIZES = (24, 300, 8, 16, 4)  # that the program asks for


@pytest.fixture(scope="module")
def image():
    return build(PROGRAMS / "random_bytes.py")


def lines_of(image, chip, change, **options):
    """What the program prints, and the machine, whose models are changed at its start."""
    out = io.BytesIO()
    machine = Machine(image, board=chip, stdin=b"", stdout=out, timeout=60, **options)
    change(machine.devices)
    assert machine.run() == 0
    return out.getvalue().decode().splitlines(), machine


def expected(pieces):
    """The lines for what the source gives, by the sizes asked for."""
    urandom, token, bits, identity, few = pieces
    return [
        "started", urandom.hex(), token.hex(), f"{int.from_bytes(bits, 'big'):016x}",
        str(uuid.UUID(bytes=identity, version=4)), f"{int.from_bytes(few, 'big'):08x}",
    ]


def test_from_the_caam_of_a_6ul(image):
    def change(devices):
        devices[CAAM].random = random.Random(11).randbytes

    log = []
    lines, machine = lines_of(
        image, "usbarmory-mk2/6ul", change, log=log.append, verbose=True
    )
    source = random.Random(11)
    assert all(done.status == 0 for done in machine.devices[CAAM].done)
    pieces = []
    for size in SIZES:
        sizes = [min(256, size - at) for at in range(0, size, 256)]
        pieces.append(b"".join(map(source.randbytes, sizes)))
    assert lines == expected(pieces)
    assert log == ["entropy: CAAM\n"]


def test_from_the_rngb_of_a_6ull(image):
    made = []

    def change(devices):
        source = random.Random(12)
        devices[RNGB].entropy = lambda n: made.append(source.randbytes(n)) or made[-1]

    lines, _ = lines_of(image, "usbarmory-mk2", change)
    words = b"".join(made)
    pieces, at = [], 0
    for size in SIZES:
        pieces.append(words[at:at + size])
        at += -(-size // 4) * 4
    assert lines == expected(pieces)


HEALTH = "RuntimeError: the CAAM's random number generator failed its health test: "


@pytest.mark.parametrize("failing, name", [(1 << 15, "monobit"), (1 << 13, "long run")])
def test_noise_that_fails_its_health_test(image, failing, name):
    """Each request tries anew, and the program can deal with the error."""
    lines, machine = lines_of(
        image, "usbarmory-mk2/6ul", lambda devices: setattr(devices[CAAM], "failing", failing)
    )
    assert lines == ["started", *[HEALTH + name] * 5]
    assert len(machine.devices[CAAM].done) == 5 * 25  # from 3200 clocks a sample to 12800


def test_a_caam_that_repeats_itself(image):
    lines, _ = lines_of(
        image, "usbarmory-mk2/6ul", lambda devices: setattr(devices[CAAM], "random", bytes)
    )
    assert lines[2] == (  # 300 bytes
        "RuntimeError: the CAAM's random number generator failed its continuous test: "
        "it repeats itself"
    )


def test_an_rngb_that_fails_its_self_test(image):
    """It once ended the program with a fault, before there was a heap for the error."""
    lines, _ = lines_of(
        image, "usbarmory-mk2", lambda devices: setattr(devices[RNGB], "self_test_passes", False)
    )
    assert lines == [
        "started", *["RuntimeError: the random number generator failed its self test"] * 5
    ]


def test_jitter_where_qemu_has_no_caam(image):
    """Its i.MX 6UL has none: what there is instead is weak, but works."""
    output, status = on_qemu(image)
    lines = output.decode().replace("\r\n", "\n").splitlines()
    assert status == 0 and lines[0] == "started"
    assert [len(line) for line in lines[1:]] == [48, 600, 16, 36, 8] and len(set(lines)) == 6
    assert uuid.UUID(lines[4]).version == 4
