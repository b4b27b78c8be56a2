"""Bad input: a clear message with file and line where there is one, a status that is not zero."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.worlds import ROOT


class Outcome:
    """What a command printed and its status."""

    def __init__(self, result: subprocess.CompletedProcess[str]) -> None:
        self.status = result.returncode
        self.output = result.stdout
        self.errors = result.stderr


@pytest.fixture
def tamapy(tmp_path: Path):
    """Runs the command on files written into a directory of their own."""

    def run(main: str, *options: str, command: str = "run", path: str | None = None,
            **modules: str) -> Outcome:
        for name, text in {"app": main, **modules}.items():
            (tmp_path / f"{name}.py").write_text(textwrap.dedent(text))
        environment = {**os.environ, "PYTHONPATH": os.fspath(ROOT)}
        if path is not None:
            environment["PATH"] = path
        words = [sys.executable, "-m", "tamapy", command, "-O0", *options, "app.py"]
        return Outcome(subprocess.run(
            words, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=600,
        ))

    return run


NATIVE = ("--board", "linux-amd64")


def test_syntax_error(tamapy) -> None:
    """As CPython shows it."""
    got = tamapy("x = 1\ndef f(:\n    pass\n")
    assert got.status == 2
    assert 'File "app.py", line 2' in got.errors and "SyntaxError: invalid syntax" in got.errors


def test_missing_module(tamapy) -> None:
    """With the line that imports it."""
    got = tamapy("print(1)\nimport nowhere\n")
    assert got.status == 2
    assert 'File "app.py", line 2' in got.errors
    assert "ModuleNotFoundError: No module named 'nowhere'" in got.errors


def test_c_extension(tamapy) -> None:
    """Its name and who imports it."""
    got = tamapy("import _lsprof\n")
    assert got.status == 2
    assert 'File "app.py", line 1' in got.errors
    assert "C extension imported: '_lsprof' has no Python source" in got.errors


def test_object_of_unknown_c_type(tamapy) -> None:
    """With the path to it and the line that keeps it."""
    got = tamapy("import conf\nprint(conf.table)\n", conf="""
        class Log:
            pass


        log = Log()
        log.parts = [{"walk": iter({1: 2}.items())}]
        table = {"log": log}
    """)
    assert got.status == 2
    assert "conf.py:6: error: an object of the C type builtins.dict_itemiterator" in got.errors
    assert "conf.log.parts[0]['walk'] (dict_itemiterator)" in got.errors


def test_open_file_is_not_frozen(tamapy) -> None:
    """A module that opens a file runs at boot, where the file is missing."""
    got = tamapy("import conf\n", *NATIVE, conf="""
        log = {"log": open("/etc/hostname")}
    """)
    assert got.status == 1
    assert 'conf.py", line 2' in got.errors + got.output
    assert "FileNotFoundError: [Errno 2] No such file or directory: '/etc/hostname'" in (
        got.errors + got.output
    )


def test_generator_seeded_by_the_build_machine_is_not_frozen(tamapy) -> None:
    """A module that makes one runs at boot, and the report says so."""
    got = tamapy("import conf\n", *NATIVE, "--report", "-o", "out.elf", command="build", conf="""
        import random
        generator = random.Random()
    """)
    assert got.status == 0
    assert "conf: run at boot because entropy effect at" in got.errors and "conf.py:3" in got.errors


def test_eval_of_an_unknown_text(tamapy) -> None:
    """At run time with file and line; at build time under --strict."""
    program = "x = 3\nprint(eval('x * ' + str(x)))\n"
    got = tamapy(program, *NATIVE)
    assert got.status == 1
    assert 'File "app.py", line 2' in got.output + got.errors
    assert "eval() of a text that the build never saw: 'x * 3'" in got.output + got.errors
    got = tamapy(program, *NATIVE, "--strict", "-o", "out.elf", command="build")
    assert got.status == 2 and "app.py:2: eval() of a text" in got.errors


def test_ram_too_small_for_the_image(tamapy) -> None:
    """With what it needs and what there is."""
    got = tamapy("print('never')\n", "--ram", "900K")
    assert got.status == 2 and got.output == ""
    assert "RAM is too small: the image takes" in got.errors and "900 KiB" in got.errors


def test_exhausted_memory(tamapy) -> None:
    """Catchable; uncaught it ends the program."""
    got = tamapy("""
        kept = []
        try:
            while True:
                kept.append(bytes(100000))
        except MemoryError as error:
            kept = None
            print("caught", type(error).__name__)
        bytes(1 << 29)
    """, "--ram", "16M")
    assert got.status == 1
    assert got.output.startswith("caught MemoryError\nTraceback")
    assert 'File "app.py", line 9' in got.output
    assert got.output.rstrip().endswith("MemoryError")


def test_memory_exhausted_by_small_objects(tamapy) -> None:
    """Handlers have memory to print with, time and again; each error has its own traceback."""
    got = tamapy("""
        import traceback

        def fill(size):
            kept = None
            try:
                while True:
                    kept = (kept, bytearray(size))
            except MemoryError:
                print("kept", kept is not None)

        for size in (10, 1 << 20, 1000, 10):
            fill(size)
        try:
            bytearray(1 << 29)
        except MemoryError:
            traceback.print_exc(file=sys.stdout)
    """.replace("import traceback", "import sys, traceback"), "--ram", "16M")
    assert got.status == 0
    assert got.output.startswith("kept True\n" * 4 + "Traceback")
    assert got.output.count("File ") == 1


def test_endless_recursion(tamapy) -> None:
    """Catchable; uncaught it ends the program."""
    got = tamapy("""
        def f(n):
            return f(n + 1)
        try:
            f(0)
        except RecursionError as error:
            print("caught", error)
        f(0)
    """, "--ram", "16M")
    assert got.status == 1
    assert got.output.startswith("caught maximum recursion depth exceeded\nTraceback")
    assert got.output.rstrip().endswith("RecursionError: maximum recursion depth exceeded")


def test_qemu_not_installed(tamapy, tmp_path: Path) -> None:
    """Says what to install."""
    got = tamapy("print(1)\n", "--machine", "qemu", path=os.fspath(tmp_path))
    assert got.status == 2
    assert "qemu-system-arm is not installed" in got.errors and "apt-get install" in got.errors


def test_unknown_board(tamapy) -> None:
    """The nearest name."""
    got = tamapy("print(1)\n", "--board", "usbarmry-mk2")
    assert got.status == 2
    assert "there is no board 'usbarmry-mk2'" in got.errors
    assert "did you mean 'usbarmory-mk2'?" in got.errors


def test_unavailable_modules_are_errors_under_strict(tamapy) -> None:
    """Even those that the program can do without."""
    program = "try:\n    import _lsprof\nexcept ImportError:\n    _lsprof = None\nprint(_lsprof)\n"
    got = tamapy(program, *NATIVE)
    assert (got.status, got.output) == (0, "None\n")
    got = tamapy(program, *NATIVE, "--strict")
    assert got.status == 2 and "_lsprof: not available" in got.errors


def test_the_program_has_the_exit_status_and_the_time_limit(tamapy) -> None:
    """sys.exit's argument; 124 when the time was up."""
    assert tamapy("import sys\nsys.exit(7)\n", *NATIVE).status == 7
    assert tamapy("while True:\n    pass\n", *NATIVE, "--timeout", "1").status == 124
