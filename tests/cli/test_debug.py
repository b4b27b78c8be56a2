"""``tamapy debug``: gdb beside both machines, and what its printers read in memory."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tamapy.cli.boards import EMULATOR, HOST, QEMU, find_board
from tamapy.cli.builds import start_build
from tamapy.cli.debugging import DEBUGGER, check_debugger, debug_image
from tamapy.cli.settings import Settings
from tamapy.compiler.errors import CompileError
from tamapy.debugger.layouts import Layouts, read_section
from tamapy.debugger.values import NoMemory, Values
from tamapy.emulator.machine import Machine
from tests.worlds import DEFAULT_RAM, KEPT

PROGRAM = Path(__file__).with_name("debugged.py")
LINES = PROGRAM.read_text().splitlines()

needs_gdb = pytest.mark.skipif(shutil.which(DEBUGGER) is None, reason=f"no {DEBUGGER}")


def line_of(text):
    """The number of the line that contains a text."""
    (number,) = [i + 1 for i, line in enumerate(LINES) if text in line]
    return number


@pytest.fixture(scope="module")
def image():
    """The program, built for debugging."""
    settings = Settings(board="usbarmory-mk2", optimise=0, ram=DEFAULT_RAM, debug=True)
    board = find_board("usbarmory-mk2")
    return start_build(str(PROGRAM), board, settings, lambda stage: None, KEPT).run()


@pytest.fixture(scope="module")
def program(image):
    """The values in memory after the program's end, and its globals."""
    elf = image.elf()
    machine = Machine(elf, ram=DEFAULT_RAM, timeout=60)
    assert machine.run() == 0
    layouts = Layouts(read_section(elf))

    def read(address, size):
        try:
            return bytes(machine.uc.mem_read(machine.physical(address), size))
        except Exception:
            raise NoMemory from None

    main = next(f for f in layouts.functions if f.mine and f.space)
    return Values(layouts, read), main.space


def shown(program, name):
    values, space = program
    return values.show(values.lookup(space, name))


@pytest.mark.parametrize("name, text", [
    ("point", "<Point x=1 y='two'>"),
    ("slotted", "<Slotted left='é€😀'>"),
    ("table", "<Table {'a': 1} extra=[1, 2]>"),
    ("loop", "{'self': <dict ...>}"),
    ("deep", "[[[[<list ...>]]]]"),
    ("trouble", "Trouble('no', 3)"),
    ("atoms", repr((1, -2, 1 << 70, -(1 << 90), 2.5, 1e300, 3j, None, True, False, ...))),
    ("texts", repr(("x", "ä", "€", "😀", b"\x00y", bytearray(b"ab"), "a'b\n"))),
    ("groups", repr(
        ([1, "a"], (2,), {"k": [1], 3: None}, {4}, frozenset({5}), set(), [], (), {})
    )),
    ("others", "(<function fib>, <class 'Point'>, <function len>, <module 'threading'>, <method "
               "of <Point ...>: <function Point.__init__>>, <code fib>, range(0, 3, 1), "
               "<generator doubled>)"),
])
def test_values(program, name, text):
    assert shown(program, name) == text


def test_long_lists_are_cut(program):
    text = shown(program, "many")
    assert text.startswith("[0, 1, 2") and text.endswith("39, ...]")


def test_attributes_and_items(program):
    values, space = program
    point, many, table = (values.lookup(space, name) for name in ("point", "many", "table"))
    assert values.show(values.attribute(point, "y")) == "'two'"
    assert values.attribute(point, "z") == 0 and values.attribute(5, "x") == 0
    assert values.show(values.attribute(point, "__init__")) == "<function Point.__init__>"
    assert values.show(values.item(many, 99)) == "99" == values.show(values.item(many, -1))
    assert values.item(many, 100) == 0 and values.item(many, "a") == 0
    assert values.show(values.item(table, "a")) == "1" and values.item(table, "b") == 0
    assert values.lookup(space, "nothing") == 0


def test_what_is_no_object(program):
    values, _ = program
    assert values.show(0) == "<unbound>" and values.show(2**32 - 1) == "-1"
    assert values.show(0x10) == "<no object: 0x10>"
    assert values.show(values.layouts.functions[0].address).startswith("<no object")


def gdb(image, machine, capfd, *commands):
    """What gdb and the program print."""
    words = [word for command in commands for word in ("-ex", command)]
    status = debug_image(
        image, machine, DEFAULT_RAM, {}, PROGRAM, None, ["-nx", "-batch", *words]
    )
    out, err = capfd.readouterr()
    # QEMU 7.2 ends with the program, before gdb has thanked it for the last packet.
    assert status == 0 or "Target disconnected.: Broken pipe" in err, err
    return out


def in_order(text, *parts):
    """Assert that parts follow one another in a text."""
    at = 0
    for part in parts:
        found = text.find(part, at)
        assert found >= 0, f"no {part!r} behind {text[:at]!r} in {text!r}"
        at = found + len(part)


@needs_gdb
@pytest.mark.parametrize("machine", [EMULATOR, QEMU], ids=lambda m: m.name)
def test_a_session(image, machine, capfd):
    """Breakpoints, stepping, backtraces, arguments and variables."""
    if not machine.installed:
        pytest.skip(f"no {machine.name}")
    branch = line_of("if n < 2:")
    out = gdb(
        image, machine, capfd,
        "tbreak scaled", "continue", "info args", "next 3", "info locals",
        "tbreak fib", "continue", "bt", "next", "step", "info locals", "next", "next", "next",
        f"tbreak debugged.py:{line_of('return total, evens')}", "continue",
        "info locals", "p evens", "py-print atoms[3]", "py-print point.y", "py-print nothing",
        "py-locals", "py-threads", "continue",
    )
    in_order(
        out, "in _start ()",
        f"scaled (values=[1.0, 2.0]) at debugged.py:{line_of('total = 0.5')}",
        "values = [1.0, 2.0]\n",
        f"scaled (values=[1.0, 2.0]) at debugged.py:{line_of('total = total +')}",
        f"debugged.py:{line_of('for value in')}\n", "value = 1.0\n", "total = 2.0\n",
        f"fib (n=3, label='g') at debugged.py:{branch}",
        "in last (gate=<Event ", f") at debugged.py:{line_of('number = fib(3')}\n",
        f"in <module> () at debugged.py:{line_of('print(last')}\n",
    )
    in_order(
        out, f"fib (n=3, label='g') at debugged.py:{branch + 2}",
        f"fib (n=2, label='f') at debugged.py:{branch}\n", "before = <unbound>\n",
        f"fib (n=2, label='f') at debugged.py:{branch + 2}",
        f"fib (n=2, label='f') at debugged.py:{branch + 3}",
        f"in fib (n=3, label='g') at debugged.py:{branch + 2}",
    )
    in_order(
        out, "last (gate=<Event ", f"debugged.py:{line_of('return total, evens')}",
        "number = 2\n", "done = 7\n", "evens = [0, 2, 4]\n", "total = 5.0\n", "= [0, 2, 4]\n",
        str(-(1 << 90)), "'two'\n", "gate = <Event ", "Thread 1 (it runs):\n",
        " last\n", " <module>\n", "Thread 3:\n", " work\n", "Thread 2:\n", " work\n",
        "(5.0, [0, 2, 4], 7, 2)",
    )


@needs_gdb
def test_variables_of_other_kinds(image, capfd):
    """Generators', and those that functions share; a fault is met where it is reported."""
    out = gdb(
        image, EMULATOR, capfd, f"tbreak debugged.py:{line_of('yield i * 2')}", "continue",
        "py-locals", "next", "next", "next", "info locals", "bt",
        f"tbreak debugged.py:{line_of('start += step')}", "continue", "info locals",
        "next", "p start", "step", "step",
    )
    in_order(
        out, f"doubled (count=3) at debugged.py:{line_of('yield i * 2')}", "count = 3\ni = 0\n",
        f"in last.<locals>.<listcomp> () at debugged.py:{line_of('evens = [')}", "in last (",
        "evens = [0, 2, 4]\n", "in <module> ()", "counter.<locals>.add (step=2)",
        "start = 5\n", "= 7\n",
        "in last (", f"debugged.py:{line_of('done = add(2)')}",
        f"debugged.py:{line_of('number = fib(3')}",
    )


def test_what_there_is_no_debugging_on(monkeypatch, tmp_path):
    with pytest.raises(CompileError, match="no debugging on the machine 'host'"):
        check_debugger(HOST)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CompileError, match="gdb-multiarch is not installed") as caught:
        check_debugger(EMULATOR)
    assert "apt-get install gdb-multiarch" in caught.value.hint


@needs_gdb
def test_the_command(tamapy):
    """The command line, with arguments for gdb; its exit status is gdb's."""
    found = tamapy(
        "x = 6\nprint(x * 7)\n", "--", "-nx", "-batch", "-ex", "break app.py:2", "-ex", "continue",
        "-ex", "py-print x", "-ex", "continue", command="debug",
    )
    assert found.status == 0, found.errors
    in_order(found.output, "Breakpoint 1, <module> () at app.py:2", "print(x * 7)", "\n6\n", "42\n")
