"""QEMU's command line, and what is said when it is not there."""

import pytest

from tamapy.arm import semihosting, settings
from tamapy.compiler.errors import CompileError
from tamapy.emulator import qemu


def test_command():
    words = qemu.command("app.elf", 8 << 20, False)
    assert words[0] == "qemu-system-arm" and words[-2:] == ["-kernel", "app.elf"]
    assert words[words.index("-m") + 1] == "8M" and "-icount" not in words
    assert words[words.index("-M") + 1] == "mcimx6ul-evk" and "-semihosting" in words


def test_instructions_as_clock():
    words = qemu.command("app.elf", 0, True)
    assert words[-2:] == ["-icount", "shift=0,sleep=off"]
    assert words[words.index("-m") + 1] == "512M"


def test_not_installed(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CompileError) as caught:
        qemu.run_qemu(None, 0, False, None)
    assert "not installed" in caught.value.message and "apt-get" in caught.value.hint


def test_runner_and_image_agree_on_the_count():
    """The flag that asks for it, and the word that begins the answer."""
    assert (qemu.COUNTING, qemu.ELAPSED) == (settings.COUNTING, semihosting.ELAPSED)
