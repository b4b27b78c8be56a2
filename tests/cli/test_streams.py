"""Output and errors of a program, as a user who redirects them finds them."""

from __future__ import annotations

import pytest

NATIVE = ("--board", "linux-amd64")

PROGRAM = """
    import os
    import sys
    import threading

    print("output")
    print("error", file=sys.stderr)
    os.write(2, b"bytes\\n")
    sys.stderr.buffer.write(b"buffer\\n")
    threading.excepthook = lambda args: sys.stderr.write("hook\\n")
    thread = threading.Thread(target=lambda: 1 // 0)
    thread.start()
    thread.join()
    print("half a line", end="")
    raise SystemExit("last words")
"""


def test_errors_go_to_standard_error(tamapy) -> None:
    """The program's two streams are the process's."""
    got = tamapy(PROGRAM, *NATIVE)
    assert got.output == "output\nhalf a line"
    assert got.errors.endswith("error\nbytes\nbuffer\nhook\nlast words\n")
    assert got.status == 1


def test_a_board_with_one_console(tamapy) -> None:
    """It carries both, in their order."""
    got = tamapy(PROGRAM)
    assert got.output == "output\nerror\nbytes\nbuffer\nhook\nhalf a linelast words\n"


@pytest.mark.parametrize("import_sys", ["", "import sys\n"])
def test_traceback_of_an_uncaught_exception(tamapy, import_sys: str) -> None:
    """On standard error, with ``sys`` in the image or without."""
    got = tamapy(import_sys + "print('output')\n1 // 0\n", *NATIVE)
    assert (got.status, got.output) == (1, "output\n")
    assert got.errors.endswith("ZeroDivisionError: integer division or modulo by zero\n")


@pytest.mark.parametrize(("raised", "status"), [
    ("raise KeyboardInterrupt", 130),
    ("class Mine(KeyboardInterrupt): pass\nraise Mine", 1),
    ("import sys\nsys.excepthook = lambda *a: None\nraise KeyboardInterrupt", 130),
    ("import sys\nsys.excepthook = lambda *a: sys.exit(3)\nraise KeyboardInterrupt", 3),
    ("import sys\nsys.excepthook = lambda *a: 1 // 0\nraise KeyboardInterrupt", 130),
])
def test_status_after_an_interrupt(tamapy, raised: str, status: int) -> None:
    """What a shell tells of CPython's."""
    assert tamapy(raised, *NATIVE).status == status
