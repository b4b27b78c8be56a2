"""What an image prints before it dies: registers, lines of Python, threads; on both machines."""

from __future__ import annotations

import re

import pytest
from images import build

PROGRAM = """
import sys, threading
from tamapy import reg

def waits(gate, number):
    gate.wait()
    return number

def peek(address):
    reg.read(address)

def crash():
    peek(16)

def fails():
    return 1 // zero

def recurse(n):
    return recurse(n + 1) + 1

zero = 0
how = sys.stdin.readline().strip()
gate = threading.Event()
for i in range(2):
    threading.Thread(target=waits, args=(gate, i), daemon=True).start()
if how == "thread":
    other = threading.Thread(target=crash)
    other.start()
    other.join()
elif how == "exception":
    other = threading.Thread(target=fails, name="other")
    other.start()
    other.join()
    print("goes on")
elif how == "main":
    crash()
elif how == "deep":
    try:
        recurse(0)
    except RecursionError as error:
        print(error)
"""
LONELY = """
from tamapy import reg

def peek(address):
    return reg.read(address)

print("before", flush=True)
peek(
    8
)
"""


@pytest.fixture(scope="module")
def crashing(tmp_path_factory):
    """A program with threads, which dies as its input says."""
    path = tmp_path_factory.mktemp("crash") / "crash.py"
    path.write_text(PROGRAM)
    return build(path)


def lines_of(text, function, program=PROGRAM, name="crash.py"):
    """The lines of the program that a report has for a function."""
    found = re.findall(rf"__main__:{re.escape(function)} \+ 0x[0-9a-f]+ \({name}:(\d+)\)", text)
    return [program.splitlines()[int(line) - 1].strip() for line in found]


def parts(text):
    """A report's lines by the threads they are about; registers and the like under 0."""
    number, found = 0, {0: []}
    for line in text.splitlines():
        head = re.match(r"Thread (\d+) \(most recent call first\):", line)
        if head:
            number = int(head[1])
            assert number not in found
            found[number] = []
        else:
            found[number].append(line)
    return {number: "\n".join(lines) for number, lines in found.items()}


@pytest.mark.parametrize("how, thread", [("thread", 4), ("main", 1)])
def test_a_fault(crashing, run, how, thread):
    output, status = run(crashing, how.encode() + b"\n")
    assert status == 139
    found = parts(output.decode())
    assert "Fatal: cannot read from 0x00000010: nothing is mapped there (through a null" in found[0]
    assert re.search(r"  r0  [0-9a-f]{8}  r1  [0-9a-f]{8}", found[0]) and "  pc  80" in found[0]
    # The thread that failed comes first, with all that lies between Python's functions.
    assert list(found)[1] == thread and " in tamapy.reg.read + 0x" in found[thread]
    assert lines_of(found[thread], "peek") == ["reg.read(address)"]
    assert lines_of(found[thread], "crash") == ["peek(16)"]
    waiting = {1, 2, 3, thread} - {thread}
    assert found.keys() == waiting | {0, thread}
    for number in waiting - {1}:
        assert lines_of(found[number], "waits") == ["gate.wait()"]
        assert " in calls." not in found[number]
    line = "other.start()" if how == "thread" else "crash()"  # which waits for its first step
    assert lines_of(found[1], "<module>") == [line]


def test_an_exception_in_a_thread(crashing, run):
    """It ends the thread with CPython's text, and nothing else."""
    output, status = run(crashing, b"exception\n")
    text = output.decode().replace("\r\n", "\n")
    assert status == 0 and text.endswith("goes on\n") and "Fatal" not in text
    assert text.startswith("Exception in thread other:\nTraceback (most recent call last):\n")
    assert f'"crash.py", line {PROGRAM.splitlines().index("    return 1 // zero") + 1}, in ' in text
    assert "ZeroDivisionError: integer division or modulo by zero\n" in text


def test_python_that_goes_too_deep_is_no_fault(crashing, run):
    assert run(crashing, b"deep\n") == (b"maximum recursion depth exceeded\n", 0)


@pytest.fixture(scope="module")
def lonely(tmp_path_factory):
    """A program without threads, which has lines of its own functions only."""
    path = tmp_path_factory.mktemp("lonely") / "lonely.py"
    path.write_text(LONELY)
    return build(path)


def test_a_program_without_threads(lonely, run):
    output, status = run(lonely)
    text = output.decode().replace("\r\n", "\n")
    assert status == 139 and text.startswith("before\n\nFatal: cannot read from 0x00000008")
    assert lines_of(text, "peek", LONELY, "lonely.py") == ["return reg.read(address)"]
    assert lines_of(text, "<module>", LONELY, "lonely.py") == ["peek("]
    assert "Thread" not in text
