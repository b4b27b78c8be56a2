"""Ctrl-C: the tool stops at once with status 130, says nothing, and leaves no process behind.

Nor does a tool that is ended by another signal.
"""

from __future__ import annotations

import functools
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.worlds import CAN_RUN, ROOT

WORLDS = {
    "native": ("--board", "linux-amd64"), "emulator": (), "qemu": ("--machine", "qemu"),
    "counting": ("--icount",), "qemu-counting": ("--machine", "qemu", "--icount"),
}
PROGRAMS = {
    "busy": "print('started', flush=True)\nwhile True:\n    pass\n",
    "asleep": "import time\nprint('started', flush=True)\ntime.sleep(100)\n",
    "asking": "print('started', flush=True)\ninput()\n",
    "talking": "print('started', flush=True)\nwhile True:\n    print('started')\n",
}
#: Program, world, and whether the whole group is interrupted, as by the terminal, or the
#: tool alone, as by ``kill -INT``.
CASES = [(p, world, True) for world in ("native", "emulator", "qemu") for p in PROGRAMS]
CASES += [("busy", world, False) for world in WORLDS]


@functools.cache
def quiet_input() -> int:
    """An input on which nothing comes, and which never ends."""
    return os.pipe()[0]


def start(tmp_path: Path, text: str, *options: str) -> subprocess.Popen[bytes]:
    """The command in a process group of its own, as a shell starts it."""
    (tmp_path / "app.py").write_text(text)
    return subprocess.Popen(
        [sys.executable, "-m", "tamapy", "run", "-O0", *options, "app.py"], cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.fspath(ROOT)}, start_new_session=True,
        stdin=quiet_input(), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def alive(group: int) -> bool:
    """Whether a process of a group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize(("program", "world", "whole_group"), CASES)
def test_ctrl_c_while_a_program_runs(
    program: str, world: str, whole_group: bool, tmp_path: Path
) -> None:
    """Status 130, nothing more on either stream, no process left."""
    if not CAN_RUN.get(world.partition("-")[0], True):
        pytest.skip("qemu-system-arm is not installed")
    with start(tmp_path, PROGRAMS[program], *WORLDS[world]) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.readline().rstrip() == b"started"
        time.sleep(0.2)
        (os.killpg if whole_group else os.kill)(process.pid, signal.SIGINT)
        output, errors = process.communicate(timeout=20)
    assert process.returncode == 130, errors
    assert set(output) <= set(b"started\r\n")
    assert [line for line in errors.splitlines() if b" s  " not in line] == []
    assert not alive(process.pid)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("world", ["native", "qemu"])
def test_a_tool_that_is_killed(world: str, number: int, tmp_path: Path) -> None:
    if not CAN_RUN[world]:
        pytest.skip("qemu-system-arm is not installed")
    with start(tmp_path, PROGRAMS["busy"], *WORLDS[world]) as process:
        assert process.stdout is not None
        assert process.stdout.readline().rstrip() == b"started"
        process.send_signal(number)
        assert process.wait(20) == -number
        deadline = time.monotonic() + 20
        while alive(process.pid) and time.monotonic() < deadline:
            time.sleep(0.05)
        left = alive(process.pid)
        if left:
            os.killpg(process.pid, signal.SIGKILL)
        assert not left


def test_ctrl_c_twice(tmp_path: Path) -> None:
    """The second finds the emulator stopping."""
    with start(tmp_path, PROGRAMS["busy"]) as process:
        assert process.stdout is not None
        process.stdout.readline()
        for _ in range(3):
            os.killpg(process.pid, signal.SIGINT)
            time.sleep(0.01)
        process.communicate(timeout=20)
    assert process.returncode in (130, -signal.SIGINT)  # while Python ends, it kills


def test_ctrl_c_while_building(tmp_path: Path) -> None:
    """Nothing is printed then either."""
    with start(tmp_path, "import asyncio\nprint(asyncio.run)\n") as process:
        time.sleep(1)
        os.killpg(process.pid, signal.SIGINT)
        output, errors = process.communicate(timeout=20)
    assert (process.returncode, output) == (130, b"")
    assert b"Traceback" not in errors and b"Aborted" not in errors
    assert not alive(process.pid)
