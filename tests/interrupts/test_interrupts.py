"""Some thousand interrupts on each machine; ``python -m tests.interrupts`` makes a million."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.interrupts import running
from tests.interrupts.__main__ import main, page
from tests.interrupts.running import MACHINES, PROGRAMS, run


def skip_without(machine: str) -> None:
    """QEMU may not be installed."""
    if machine == "qemu" and shutil.which("qemu-system-arm") is None:
        pytest.skip("QEMU is not installed")


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize("board", PROGRAMS)
def test_some_thousand(board: str, machine: str) -> None:
    skip_without(machine)
    result = run(board, machine, 5000, 3000)
    assert result.is_right, result.output
    assert result.told["console"] > (2000 if machine == "emulator" else 0)
    assert result.told["collections"] > 2 and result.told["rounds"] > 100
    row = page([result], Path("FILE")).splitlines()[-1]
    assert row.startswith(f"| {board} |") and row.count("|") == 14


def test_where_an_instruction_takes_a_nanosecond() -> None:
    skip_without("qemu")
    result = run("usbarmory-mk2", "qemu", 4000, 2000, icount=True)
    assert result.is_right, result.output


def test_what_is_lost_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The receiver is looked at once in the time of 46 characters, and holds 32."""
    monkeypatch.setattr(running, "LOOK", 400_000)
    result = run("usbarmory-mk2", "emulator", 100, 3000)
    assert result.status == 0 and not result.is_right
    assert result.told["overruns"] > 0 and result.told["lost characters"] > 0
    assert result.told["lost alarms"] == result.corrupt == 0 < result.lost


def test_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--characters", "9"]) == 2
    assert "a line of 50 characters" in capsys.readouterr().err
