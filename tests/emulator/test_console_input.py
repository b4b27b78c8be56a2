"""Console input by interrupts: nothing is lost while the program computes."""

import pytest
from images import build, on_wire

from tests.interrupts.wire import Wire

COUNT = 6000

COMPUTING = f"""
import sys
from tamapy.board import usbarmory_mk2 as board

board.buffer_input()
total = 0
while board.input_state().waiting < {COUNT}:
    total = (total * 31 + 7) % 1000003  # nobody reads
text = sys.stdin.readline()
print(len(text), text == "".join(chr(33 + i % 90) for i in range({COUNT} - 1)) + "\\n")
state = board.input_state()
print(state.overruns, state.breaks, state.broken)
"""

FULL = """
import sys, time
from tamapy.board import usbarmory_mk2 as board

board.buffer_input()
while board.input_state().waiting < 8192:
    time.sleep(0.01)
time.sleep(0.1)
print(board.input_state().waiting)
text = sys.stdin.read()
print(len(text), text == "".join(chr(33 + i % 90) for i in range(20000)))
"""

REPORTING = """
from tamapy.board import usbarmory_mk2 as board

board.buffer_input()
while board.input_state().waiting < 30:
    pass
print(board.input_state())
"""


def text(count):
    return bytes(33 + i % 90 for i in range(count))


@pytest.fixture(scope="module")
def computing(tmp_path_factory):
    path = tmp_path_factory.mktemp("input") / "computing.py"
    path.write_text(COMPUTING)
    return build(path)


def test_input_is_kept_while_nobody_reads(computing, run):
    output, status = run(computing, text(COUNT - 1) + b"\n")
    assert (output.decode().splitlines(), status) == ([f"{COUNT} True", "0 0 0"], 0)


def test_none_is_lost_on_a_wire_that_does_not_wait(computing):
    output, status = on_wire(computing, Wire(text(COUNT - 1) + b"\n"))
    assert (output.splitlines(), status) == ([f"{COUNT} True", "0 0 0"], 0)


def test_a_full_ring_leaves_the_rest_on_the_line(tmp_path, run):
    path = tmp_path / "full.py"
    path.write_text(FULL)
    output, status = run(build(path), text(20000))
    assert (output.decode().splitlines(), status) == (["8192", "20000 True"], 0)


class Burst(Wire):
    """All at once."""

    def ready(self):
        return bool(self.characters)


def test_overruns_and_breaks_are_reported(tmp_path):
    path = tmp_path / "reporting.py"
    path.write_text(REPORTING)
    # 32 fit: two good ones, a break, one of wrong parity, 28 more; 8 are lost.
    line = Burst([*b"ab", 1 << 11 | 1 << 12, 1 << 10 | 0x63, *text(36)])
    output, status = on_wire(build(path), line)
    assert output == "InputState(waiting=30, overruns=1, breaks=1, broken=1)\n" and status == 0
