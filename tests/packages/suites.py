"""The packages, where their tests are, and what the tests need beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Suite:
    """A package as published, and its tests.

    ``sources``: what of it can be imported, as directories of the source distribution.
    ``tests``: patterns of the modules of tests below these, without those ``left_out``.
    ``needs``: other packages (their sources are there as well).
    ``files``: patterns of files that the tests read.
    A package without tests that can run here has a program of ours, ``programs/NAME.py``.
    """

    name: str
    version: str
    sources: Sequence[str]
    tests: Sequence[str] = ()
    conftests: Sequence[str] = ()
    needs: Sequence[str] = ()
    left_out: Sequence[str] = ()
    files: Sequence[str] = ()


SUITES = {suite.name: suite for suite in (
    Suite("ecdsa", "0.19.2", ["src/ecdsa"], ["ecdsa/test_*.py"], needs=["six"]),
    Suite("rsa", "4.9.1", ["rsa"], needs=["pyasn1"]),
    Suite("pyaes", "1.6.1", ["pyaes"]),
    Suite("sortedcontainers", "2.4.0", ["sortedcontainers"]),
    Suite("more-itertools", "11.2.1", ["more_itertools", "tests"], ["tests/test_*.py"]),
    Suite("toolz", "1.2.0", ["toolz", "tlz"], ["toolz/tests/test_*.py"]),
    Suite("attrs", "26.1.0", ["src/attr", "src/attrs", "tests"], ["tests/test_*.py"],
          ["tests.conftest"]),
    Suite("pyparsing", "3.3.3", ["pyparsing", "tests", "examples"], ["tests/test_*.py"],
          files=["tests/*.py"]),
    # Its torture takes hours under CPython.
    Suite("mpmath", "1.4.1", ["mpmath", "conftest.py"], ["mpmath/tests/test_*.py"],
          ["conftest"], left_out=["mpmath.tests.test_torture"]),
    Suite("pyasn1", "0.6.5", ["pyasn1", "tests"], ["tests/**/test_*.py"]),
    Suite("python-dateutil", "4.0.0", ["src/dateutil", "tests"], ["tests/test_*.py"],
          ["tests.conftest"]),
    Suite("Markdown", "3.11.3", ["markdown", "tests"], ["tests/**/test_*.py"],
          files=["tests/**/*.txt", "tests/**/*.html"]),
)}

#: Packages that others need.
LIBRARIES = {suite.name: suite for suite in (
    Suite("six", "1.17.0", ["six.py"]),
)}
