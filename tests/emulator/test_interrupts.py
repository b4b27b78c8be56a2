"""Interrupts on both machines: nothing of the interrupted is lost, threads are woken by them."""

import io

import pytest
from images import build, build_trial, on_qemu, trial_module
from unicorn import UC_HOOK_CODE
from unicorn import arm_const as arm

import tamapy.metal as metal
from tamapy.arm import irq_glue
from tamapy.board import usbarmory_mk2
from tamapy.emulator.machine import Machine

WAITING = """
import time
from tamapy.arm import alarm, irq

def took(begin, least, most):
    passed = time.monotonic() - begin
    return "in time" if least <= passed < most else f"{passed} s"

begin = time.monotonic()
for _ in range(5):
    alarm.set(0.02)
    print(irq.wait(alarm.INTERRUPT, 5.0), end=" ")
print(took(begin, 0.1, 1.0))
alarm.cancel()
begin = time.monotonic()
print(irq.wait(alarm.INTERRUPT, 0.05), took(begin, 0.05, 1.0))
times = 0
alarm.set(0)
for count in irq.each(alarm.INTERRUPT):
    times += count
    if times == 3:
        break
    alarm.set(0.001)
alarm.cancel()
print(times)
for call in (lambda: irq.wait(160), lambda: irq.register(-1, print), lambda: alarm.set(-1)):
    try:
        call()
    except ValueError as error:
        print(error)
"""

SERVING = """
import sys, threading, time
from tamapy.arm import alarm, irq

seen = []
def serve(number):
    seen.append(number)
    if len(seen) == 3:
        raise RuntimeError("the third")
    alarm.set(0.0005) if len(seen) < 100 else alarm.cancel()

def complain(args):
    print("reported:", args.exc_value)
    alarm.set(0)

sys.unraisablehook = complain
irq.register(alarm.INTERRUPT, serve)
alarm.set(0)
turns = 0
while len(seen) < 100:  # never waits
    turns += 1
print(len(seen), set(seen), turns > 100)
"""

SLEEPING = """
import threading, time
begin = time.monotonic()
ticks = []
def tick():
    for _ in range(10):
        time.sleep(0.02)
        ticks.append(time.monotonic())
other = threading.Thread(target=tick)
other.start()
time.sleep(0.1)
print(2 <= len(ticks) <= 5 or ticks)
other.join()
print(0.2 <= time.monotonic() - begin < 1.0, len(ticks))
"""


@pytest.fixture(scope="module")
def disturbed(tmp_path_factory):
    """An image that computes, interrupted or not (disturbed.py)."""
    trial_module()
    return build_trial(usbarmory_mk2, tmp_path_factory.mktemp("disturbed"), "disturbed")


@pytest.fixture
def simulated():
    """The trial's metal functions under CPython."""
    metal.configure(32)
    yield trial_module()
    metal.configure(64)


def test_registers_are_kept(disturbed, run, simulated):
    """Core registers, those of VFP and NEON, and the flags of comparisons."""
    expected = f"{int(simulated.arithmetic()):08x}".encode()
    assert run(disturbed, b"n") == (expected, 0)


@pytest.mark.parametrize("command, stopped", [(b"a", False), (b"n", True)])
def test_the_processor_is_stopped_only_if_there_may_be_interrupts(disturbed, command, stopped):
    machine = Machine(disturbed, stdin=command, stdout=io.BytesIO(), timeout=60)
    assert machine.run() == 0
    assert (machine.interrupts.gate is not None) == stopped == (machine.interrupts.taken > 0)


def registers(kind, numbers):
    return [getattr(arm, f"UC_ARM_REG_{kind}{i}") for i in numbers]


CALLERS = [*registers("D", range(8)), *registers("D", range(16, 32)), arm.UC_ARM_REG_FPSCR]
KEPT = [*registers("D", range(8, 16)), *registers("R", range(4, 12))]


def test_whatever_the_handler_may_change_is_restored(disturbed):
    """Spoil it all when the handler returns; look at it just before the interrupted goes on."""
    out = io.BytesIO()
    machine = Machine(disturbed, stdin=b"n", stdout=out, timeout=60)
    vectors, uc = machine.symbols.values["tamapy.arm.irq.vectors"], machine.uc
    rows = [text.split()[0] for _, text, _ in irq_glue.ROWS["tamapy.arm.irq.vectors"]]
    returned, last = rows.index("bl") + 1, len(rows) - 1
    saved, differing, times = [], [], []

    def values():
        return [uc.reg_read(name) for name in (*CALLERS, *KEPT)]

    def take(original=machine.interrupts._take):
        saved[:] = values()
        original()

    def spoil(uc, address, size, data):
        for i, name in enumerate((*CALLERS, *registers("R", (0, 1, 2, 3, 12)))):
            uc.reg_write(name, 0xF0000000 if name == arm.UC_ARM_REG_FPSCR else 0x1234567 * (i + 1))

    def compare(uc, address, size, data):
        times.append(1)
        if values() != saved:
            differing.append(values())

    machine.interrupts._take = take
    for place, function in ((returned, spoil), (last, compare)):
        at = vectors + 4 * place
        uc.hook_add(UC_HOOK_CODE, function, None, at, at)
    assert machine.run() == 0
    assert len(times) >= 1000 and not differing
    assert out.getvalue() not in (b"", b"00000000")  # r0-r3 and ip are the interrupted's again


@pytest.fixture(scope="module", params=["waiting", "serving", "sleeping"])
def program(request, tmp_path_factory):
    """An image, and what it prints."""
    source, expected = {
        "waiting": (WAITING, "1 1 1 1 1 in time\n0 in time\n3\nthere is no interrupt 160\n"
                    "there is no interrupt -1\nthe alarm cannot be set -1 seconds ahead\n"),
        "serving": (SERVING, "reported: the third\n100 {27} True\n"),
        "sleeping": (SLEEPING, "True\nTrue 10\n"),
    }[request.param]
    path = tmp_path_factory.mktemp("interrupts") / f"{request.param}.py"
    path.write_text(source)
    return build(path), expected


def test_threads_are_woken(program, run):
    image, expected = program
    assert run(image) == (expected.encode(), 0)


def test_instructions_as_clock(program):
    """The same where an instruction takes a nanosecond and sleep none."""
    image, expected = program
    assert on_qemu(image, icount=True) == (expected.encode(), 0)


def test_sleep_takes_the_emulator_no_instructions(tmp_path):
    path = tmp_path / "sleep.py"
    path.write_text("import time\nfor _ in range(20):\n    time.sleep(0.03)\n")
    counts = []
    for _ in range(2):
        machine = Machine(build(path), stdin=b"", stdout=io.BytesIO(), timeout=60, count=True)
        assert machine.run() == 0
        counts.append(machine.instructions)
        path.write_text("import time\nfor _ in range(1):\n    time.sleep(0.03)\n")
    assert counts[0] - counts[1] < 1_000_000
