"""A program that does what it must not: the report tells the line of Python, on every board."""

import re

import pytest
from images import build, trial_module

from tamapy.board import mx6ullevk, pi1, pi2, pizero, usbarmory_mk2

#: The other two have the processors and memory of these.
BOARDS = (
    usbarmory_mk2, pizero, pi2, pytest.param(mx6ullevk, marks=pytest.mark.slow),
    pytest.param(pi1, marks=pytest.mark.slow),
)
PROGRAM = """\
import sys
from tamapy import dma
from tamapy.arm.trial import execute, recurse
from tamapy.runtime import board

def write_to_text():
    code = dma.Buffer(None, int(board.ram_start()) + 0x10000, 64)
    code[4] = 1

def run_data():
    data = memory.copy(bytes.fromhex("1eff2fe1"))  # bx lr
    execute(dma.address(data))

def read_null():
    nothing = dma.Buffer(None, 0, 64)
    print(nothing.word(16))

def write_null():
    nothing = dma.Buffer(None, 0, 64)
    nothing.fill(0)

def use_up_the_stack():
    print(recurse(1))

start, size = AREA
memory = dma.init(start, size)
for line in sys.stdin:
    globals()[line.strip()]()
print("not reached")
"""
#: What a function does, where it is caught, and with which words.
CASES = {
    "write_to_text": ("code[4] = 1", "cannot write to TEXT: no permission"),
    "run_data": ("execute(dma.address(data))", "cannot execute at 0x[0-9a-f]{8}: no permission"),
    "read_null": (
        "print(nothing.word(16))",
        r"cannot read from 0x00000010: nothing is mapped there \(through a null reference\)"),
    "write_null": (
        "nothing.fill(0)",
        r"cannot write to 0x000000[0-3][0-9a-f]: nothing is mapped there "
        r"\(through a null reference\)"),
    "use_up_the_stack": (
        "print(recurse(1))",
        r"cannot write to 0x[0-9a-f]{8}: nothing is mapped there \(the stack has overflowed\)"),
}
#: Memory for devices: on-chip RAM, or what the VideoCore shares.
AREAS = {
    "usbarmory-mk2": "0x00900000, 0x1000", "mx6ullevk": "0x00900000, 0x1000",
}
SHARED = "int(board.ram_size()) + 0x1000, 0x1000"


@pytest.fixture(scope="module", params=BOARDS, ids=lambda board: board.NAME)
def misused(request, tmp_path_factory):
    """The program for a board, with its text and the address of the code that it was given."""
    trial_module()
    board = request.param
    program = PROGRAM.replace("AREA", AREAS.get(board.NAME, SHARED))
    path = tmp_path_factory.mktemp(board.NAME) / "misuse.py"
    path.write_text(program)
    return build(path, board=board), program, board


@pytest.mark.parametrize("case", CASES)
def test_it_is_caught_and_told(misused, run, case):
    image, program, board = misused
    output, status = run(image, f"{case}\n".encode())
    text = output.decode()
    line, words = CASES[case]
    words = words.replace("TEXT", f"0x{board.TEXT_START + 4:08x}")
    assert status == 139 and re.search(f"\nFatal: {words}\n", text), text
    assert "not reached" not in text
    found = re.findall(rf"__main__:{case} \+ 0x[0-9a-f]+ \(misuse.py:(\d+)\)", text)
    assert found, text
    assert program.splitlines()[int(found[0]) - 1].strip() == line
    # And what called it.
    assert re.search(r"__main__:<module> \+ 0x[0-9a-f]+ \(misuse.py:\d+\)", text)
