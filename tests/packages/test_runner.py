"""The runner for tests in pytest's style does with them what pytest does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_STAND_INS = Path(__file__).parent / "standins"
_TESTS = '''
import unittest
import pytest
from hypothesis import given, strategies as st

@pytest.fixture(params=[1, 2])
def number(request):
    yield request.param
    events.append(f"end {request.param}")

@pytest.fixture(autouse=True)
def around(monkeypatch):
    monkeypatch.setattr(unittest, "changed", 1, raising=False)

events = []

@pytest.mark.parametrize("a, b", [(1, 2), pytest.param(3, 4, marks=pytest.mark.xfail)])
@pytest.mark.parametrize("c", "xy")
def test_rows(a, b, c):
    assert (a, b) == (1, 2) and c in "xy"

def test_numbers(number):
    assert number in (1, 2) and unittest.changed == 1

class TestMore:
    def setup_method(self):
        self.ready = True

    @pytest.fixture
    def ready(self):
        return self.ready

    def test_ready(self, ready, capsys):
        print("said")
        assert ready and capsys.readouterr().out == "said\\n"

    @pytest.mark.skipif(True, reason="not here")
    def test_skipped(self):
        assert False

class Old(unittest.TestCase):
    @pytest.mark.skip(reason="nor here")
    def test_skipped(self):
        assert False

    def test_raises(self):
        with pytest.raises(ValueError, match="inv.lid") as caught:
            int("invalid")
        assert caught.type is ValueError
        with pytest.raises(AssertionError):
            with pytest.raises(ValueError):
                pass
        assert [0.1 + 0.2, 1] == pytest.approx([0.3, 1])
        assert 0.31 != pytest.approx(0.3)

def test_wrong():
    assert events == []

def test_unknown(tmp_path):
    pass

@given(st.lists(st.integers()) | st.text())
def test_examples(values):
    assert False
'''
_MAIN = '''
import gathering, sys, unittest
import sample

class Result(unittest.TestResult):
    def addSuccess(self, test): print("passed", test.id())
    def addFailure(self, test, error): print("failed", test.id(), error[0].__name__)
    addError = addFailure
    def addSkip(self, test, reason): print("skipped", test.id(), reason)

gathering.load(["sample"], [], {"missing": ImportError()}).run(Result())
print(sample.events, hasattr(unittest, "changed"))
'''
_WANT = '''\
passed sample.test_rows[0-0]
passed sample.test_rows[0-1]
passed sample.test_rows[1-0]
passed sample.test_rows[1-1]
passed sample.test_numbers[0]
passed sample.test_numbers[1]
passed sample.TestMore.test_ready
skipped sample.TestMore.test_skipped not here
passed sample.Old.test_raises
skipped sample.Old.test_skipped nor here
failed sample.test_wrong AssertionError
skipped sample.test_unknown needs pytest's fixture tmp_path
skipped sample.test_examples needs hypothesis
failed missing ImportError
['end 1', 'end 2'] False
'''


def test_runner(tmp_path: Path) -> None:
    """Parameters, marks, fixtures, old and new kinds of tests."""
    (tmp_path / "sample.py").write_text(_TESTS)
    (tmp_path / "main.py").write_text(_MAIN)
    done = subprocess.run(
        [sys.executable, tmp_path / "main.py"], env={"PYTHONPATH": str(_STAND_INS)}, text=True,
        capture_output=True,
    )
    assert done.stdout == _WANT, done.stderr


def test_suites() -> None:
    """The command knows packages by name."""
    from tests.packages.__main__ import main

    with pytest.raises(SystemExit) as ended:
        main(["nothing-of-the-kind"])
    assert ended.value.code == 2
