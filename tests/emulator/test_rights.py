"""What the MMU must catch on both machines, and where in the source it was."""

import re

import pytest
from images import build, trial_module

from tamapy.emulator.symbols import Symbols

OVERFLOW = """
import threading
from tamapy.arm.trial import recurse  # without end, and no RecursionError

threading.Thread(target=lambda: recurse(1)).start()
threading.Event().wait(0.1)
print("not reached")
"""

RIGHTS = """
from tamapy import reg
from tamapy.arm.protection import protect

PAGE = 0x00901000  # of the on-chip RAM
for rights, kind in (("rwx", "normal"), ("rw", "odd"), ("rx", "device")):
    try:
        protect(PAGE, 0x1000, rights, kind)
    except ValueError as error:
        print(error)
reg.write(PAGE, 0x12345678)
protect(PAGE, 0x1000, "r", "uncached")
print(hex(reg.read(PAGE)), flush=True)
reg.write(PAGE - 4, 1)
reg.write(PAGE + 0x1000, 2)
protect(PAGE, 0x1000, "rw", "normal")
reg.write(PAGE, 0x9ABCDEF0)
protect(PAGE, 0x1000, RIGHTS, "uncached")
print(hex(reg.read(PAGE)), flush=True)
reg.write(PAGE, 3)
print("not reached")
"""

MANY = """
import gc, threading

def work(n):
    barrier.wait()
    found.append(sum(range(n)))

found = []
for count in (100, 20, 20):
    barrier = threading.Barrier(count)
    threads = [threading.Thread(target=work, args=(i,)) for i in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    del threads, thread
    gc.collect()
    blocks = [bytearray(1 << 20) for _ in range(60)]  # where the stacks were
    del blocks
print(len(found), sum(found))
"""


def place(image, output, function):
    """File and line of the first address in a report that lies in a function."""
    for address in re.findall(r"at 0x([0-9a-f]{8}) in", output):
        found = Symbols(image).place(int(address, 16))
        if found.function.endswith(function):
            return f"{found.filename.rpartition('/')[2]}:{found.line}"
    return None


def test_a_thread_overflows_its_stack(tmp_path, run):
    trial_module()
    path = tmp_path / "overflow.py"
    path.write_text(OVERFLOW)
    image = build(path)
    output, status = run(image)
    text = output.decode()
    assert status == 139 and "nothing is mapped there (the stack has overflowed)" in text
    assert (place(image, text, "trial.recurse") or "").startswith("trial.py:")


@pytest.mark.parametrize("rights, message", [
    ("r", "cannot write to 0x00901000: no permission"),
    ("", "cannot read from 0x00901000: nothing is mapped there"),
])
def test_rights_of_a_page(tmp_path, run, rights, message):
    path = tmp_path / "rights.py"
    path.write_text(RIGHTS.replace("RIGHTS", repr(rights)))
    image = build(path)
    output, status = run(image)
    text = output.decode()
    assert text.startswith(
        "memory that can be written must not be executed\n"
        "there is no odd memory with the rights 'rw'\n"
        "there is no device memory with the rights 'rx'\n0x12345678\n"
    )
    assert ("0x9abcdef0" in text) == (rights == "r")
    assert status == 139 and message in text and "not reached" not in text
    line = "rights.py:20" if rights == "r" else "rights.py:19"
    assert place(image, text, "<module>") == line


def test_pages_below_stacks_are_given_back(tmp_path, run):
    path = tmp_path / "many.py"
    path.write_text(MANY)
    expected = sum(sum(sum(range(i)) for i in range(n)) for n in (100, 20, 20))
    assert run(build(path)) == (f"140 {expected}\n".encode(), 0)
