"""What came of a module's tests, and why those that did not run did not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

#: Mechanisms a test may need, and how the reason of a skipped or refused test names them.
#: The first that matches counts.
CATEGORIES: dict[str, str] = {
    "exec": r"(exec|eval|compile)\(\)|of a text that the build never saw|syntax trees|\bast\.",
    "subprocess": (
        r"subprocess|script_helper|\bfork|posix_spawn|_posixsubprocess|\bpopen|os\.(wait|exec)"
        r"|\bprocesses\b|signals are not"
    ),
    "C API": r"_testcapi|_testinternalcapi|_testbuffer|_testmultiphase|ctypes|\bC API|_xxsub",
    "files": (
        r"FileNotFoundError|\bos\.\w+\(\)|symlink|\bfiles?\b|filesystem|mmap|\btty\b|pseudo-terminal|tempfile|\bpipe"
    ),
    "network": r"socket|\bssl\b|network|urlfetch",
    "CPython": (
        r"implementation detail|refcount|getrefcount|getsizeof|\bgc\.|bytecode|settrace|setprofile"
        r"|trace function|docstrings|tracemalloc|C implementation|C accelerat|(cpython|CPython)"
        r"|of compiled code|\bC version|C extension|has no Python source|audit"
    ),
    "other": "",
}

#: Errors by which the runtime says that the target cannot do something at all.
_REFUSALS = re.compile(
    r"(NotImplementedError|OSError|socket\.gaierror): .*(is|are) not available on this target"
    r"|NotImplementedError: \w+\(\) of a text that the build never saw"
    r"|NotImplementedError: \w+ of compiled code cannot be changed"
    r"|(ModuleNotFound|Import)Error: .*has no Python source for the target"
    r"|ModuleNotFoundError: No module named .*: the build never saw the file"
    r"|FileNotFoundError: .*'/usr/lib/python3\.11/"  # files beside the tests
)


@dataclass(frozen=True)
class Result:
    """One test: 'passed', 'failed', 'crashed', 'timeout' or 'skipped', the cause, its place."""

    name: str
    outcome: str
    text: str = ""
    place: str = ""

    @property
    def category(self) -> str:
        """Which mechanism a test needs that is not there; '' if the test counts."""
        if self.outcome == "failed" and is_refusal(self.text):
            return category_of(self.text)
        return category_of(self.text) if self.outcome == "skipped" else ""


@dataclass
class Report:
    """What came of one module; ``error`` says why it could not be built or run at all."""

    module: str
    results: dict[str, Result] = field(default_factory=dict)
    error: str = ""
    build_seconds: float = 0
    run_seconds: float = 0

    def counted(self) -> list[Result]:
        """The tests that were not skipped."""
        return [r for r in self.results.values() if not r.category]

    def passed(self) -> int:
        """How many tests passed."""
        return sum(r.outcome == "passed" for r in self.results.values())

    def failures(self) -> list[Result]:
        """The tests that count and did not pass."""
        return [r for r in self.counted() if r.outcome != "passed"]

    def skipped(self) -> dict[str, int]:
        """How many tests were skipped, by category."""
        found = dict.fromkeys(CATEGORIES, 0)
        for result in self.results.values():
            if result.category:
                found[result.category] += 1
        return found


def is_refusal(text: str) -> bool:
    """Whether an error says that the target cannot do something."""
    return _REFUSALS.match(text) is not None


def category_of(reason: str) -> str:
    """The mechanism that a reason names."""
    return next(name for name, pattern in CATEGORIES.items() if re.search(pattern, reason))
