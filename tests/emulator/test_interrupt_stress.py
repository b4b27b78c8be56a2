"""Interrupts of the timer and of the console while memory is allocated and collected.

Every alarm is set by whoever served the one before, so that one lost would end them all; every
character has to arrive; and what was allocated must be as it was left.
"""

import pytest
from images import Wire, build, on_qemu, on_wire

SOURCE = """
import gc, sys, threading
from tamapy.arm import alarm, irq
from tamapy.board import usbarmory_mk2 as board

board.buffer_input()
ALARMS, CHARACTERS, LINE = int(sys.stdin.readline()), int(sys.stdin.readline()), 50
served = 0

def serve(number):
    global served
    served += 1
    made = [served] * 20  # allocate here too
    if served < ALARMS and made[19] == served:
        alarm.set(0.00002)
    else:
        alarm.cancel()

def read():
    global received
    for line in range(CHARACTERS // LINE):
        text = sys.stdin.readline()
        if text != chr(97 + line % 26) * (LINE - 1) + "\\n":
            print("line", line, repr(text))
            break
        received += LINE

received = 0
reader = threading.Thread(target=read)
reader.start()
irq.register(alarm.INTERRUPT, serve)
alarm.set(0)
kept = {}
turns = 0
while served < ALARMS or received < CHARACTERS and reader.is_alive():
    turns += 1
    kept[turns % 97] = (turns, [turns * 0.5, str(turns)] * (turns % 40), bytearray(turns % 3000))
    for number, floats, data in (kept[turns * 7 % 97], kept[turns % 97]) if turns > 97 else ():
        assert len(floats) == number % 40 * 2 and len(data) == number % 3000
        assert not floats or floats[-2:] == [number / 2, str(number)], (number, floats)
    if turns % 500 == 0:
        gc.collect()
state = board.input_state()
print(served, received, state.overruns, state.breaks, state.broken)
"""
LINE = 50


@pytest.fixture(scope="module")
def image(tmp_path_factory):
    path = tmp_path_factory.mktemp("stress") / "stress.py"
    path.write_text(SOURCE)
    return build(path)


def text(alarms, characters):
    lines = [bytes((97 + i % 26,)) * (LINE - 1) + b"\n" for i in range(characters // LINE)]
    return b"%d\n%d\n" % (alarms, characters) + b"".join(lines)


def on_a_wire(image, stdin, **options):
    """On the emulator, with the characters at the times they come at 115200 baud.

    If there are more than fit in the ring, the line waits for whoever reads.
    """
    output, status = on_wire(image, Wire(stdin), hasty=len(stdin) < 8192, **options)
    return output.encode(), status


def check(run, image, alarms, characters, **options):
    output, status = run(image, text(alarms, characters), **options)
    assert (output.decode(), status) == (f"{alarms} {characters} 0 0 0\n", 0)


WORLDS = pytest.mark.parametrize("run", [on_a_wire, on_qemu], ids=["emulator", "qemu"])


@WORLDS
def test_some_thousand(image, run):
    check(run, image, 3000, 3000)


def test_some_thousand_where_an_instruction_takes_a_nanosecond(image):
    check(on_qemu, image, 2000, 2000, icount=True)


@pytest.mark.slow
@WORLDS
def test_a_million(image, run):
    check(run, image, 500_000, 500_000, timeout=7200)
