"""The guards of the i.MX 6ULL in a compiled program: a card's controller of the normal world, and a
processor that asks for what nobody may."""

import re
from pathlib import Path

import pytest
from images import build, on_emulator

PROGRAM = Path(__file__).parent / "programs" / "worlds.py"
ANSWERS = """\
b'block000' None
TableError: USDHC1: CMD17: ADMA error, status 0x1
(True, False, False, 10) None
b'block000' None
TableError: USDHC1: CMD17: ADMA error, status 0x9 True
b'block000'
"""


@pytest.fixture(scope="module")
def image():
    return build(PROGRAM, ram=64 << 20, dma=1 << 20)


@pytest.fixture
def card(tmp_path):
    path = tmp_path / "card.img"
    path.write_bytes((b"block000" + bytes(504)) * 2048)
    return path


def test_a_master_of_the_normal_world(image, card):
    output, status = on_emulator(image, cards={"sd": card})
    assert (output.decode().replace("\r\n", "\n"), status) == (ANSWERS, 0)


@pytest.mark.parametrize(("command", "words", "line"), [
    ("see_gpio4", "cannot read from 0x020a8000", "return imx6ul.GPIO4.pin(0).value()"),
    ("set_iomuxc", "cannot write to 0x020e4024", "reg.write(register, 0)"),
])
def test_what_the_processor_may_not(image, card, command, words, line):
    output, status = on_emulator(image, f"{command}\n".encode(), cards={"sd": card})
    text = output.decode()
    assert status == 139 and f"\nFatal: {words}: the bus answers with an error\n" in text, text
    found = re.search(rf"__main__:{command} \+ 0x[0-9a-f]+ \(worlds.py:(\d+)\)", text)
    assert PROGRAM.read_text().splitlines()[int(found[1]) - 1].strip() == line
