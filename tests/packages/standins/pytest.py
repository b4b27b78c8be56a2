"""What test suites written for pytest import of it; ``gathering`` runs their tests.

pytest itself compiles the assertions it rewrites when it runs, which an image cannot do.
"""

import contextlib
import io
import os
import re
import unittest
import warnings


class Mark:
    """``pytest.mark.NAME(...)``: a decorator that notes itself in what it decorates."""

    def __init__(self, name, args=(), kwargs=None):
        self.name = name
        self.args = args
        self.kwargs = kwargs or {}

    def __call__(self, *args, **kwargs):
        if len(args) == 1 and not kwargs and callable(args[0]):
            return self._decorate(args[0])
        return Mark(self.name, self.args + args, {**self.kwargs, **kwargs})

    def _decorate(self, target):
        target = getattr(target, "__func__", target)
        target.pytestmark = [*_own_marks(target), self]
        reason = skip_reason([self])
        if reason is not None:  # unittest's classes know it by this
            target.__unittest_skip__ = True
            target.__unittest_skip_why__ = reason
        return target


def _own_marks(target):
    marks = vars(target).get("pytestmark", [])
    return marks if isinstance(marks, list) else [marks]


def skip_reason(marks):
    """Why tests with such marks are left out, or ``None``."""
    for mark in marks:
        if mark.name == "skip":
            return mark.kwargs.get("reason") or "".join(mark.args[:1]) or "skipped"
        if mark.name == "skipif" and mark.args and mark.args[0]:
            return mark.kwargs.get("reason", "skipped")
    return None


class _Marks:
    def __getattr__(self, name):
        return Mark(name)


mark = _Marks()


class Param:
    """One row of ``parametrize``."""

    def __init__(self, values, marks):
        self.values = values
        self.marks = list(marks) if isinstance(marks, (list, tuple)) else [marks]


def param(*values, marks=(), id=None):
    """A row with marks; its name is not used."""
    return Param(values, marks)


class Fixture:
    """A function that makes a value for tests."""

    def __init__(self, function, params, autouse, name):
        self.function = function
        self.params = None if params is None else list(params)
        self.autouse = autouse
        self.name = name or function.__name__


def fixture(function=None, *, scope="function", params=None, autouse=False, ids=None, name=None):
    """``@fixture``."""
    if function is not None:
        return Fixture(function, params, autouse, name)
    return lambda function: Fixture(function, params, autouse, name)


class Raised:
    """What ``raises`` caught."""

    value = None

    @property
    def type(self):
        """The class of the exception."""
        return type(self.value)

    def match(self, pattern):
        """Check the message."""
        assert re.search(pattern, str(self.value)), f"{self.value} does not match {pattern!r}"
        return True

    def __str__(self):
        return repr(self.value)


class _Raises(Raised):
    def __init__(self, expected, pattern):
        self.expected = expected
        self.pattern = pattern

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if kind is None:
            raise AssertionError(f"{self.expected} was not raised")
        if not issubclass(kind, self.expected):
            return False
        self.value = value
        if self.pattern is not None:
            self.match(self.pattern)
        return True


def raises(expected, *args, match=None, **kwargs):
    """Expect an exception, of a block or of a call."""
    catcher = _Raises(expected, match)
    if not args:
        return catcher
    with catcher:
        args[0](*args[1:], **kwargs)
    return catcher


@contextlib.contextmanager
def warns(expected=Warning, *, match=None):
    """Expect a warning."""
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always")
        yield found
    texts = [str(w.message) for w in found if issubclass(w.category, expected)]
    assert texts, f"{expected} was not given"
    assert match is None or any(re.search(match, text) for text in texts), texts


def deprecated_call(function=None, *args, **kwargs):
    """Expect a warning of something that goes away."""
    catcher = warns((DeprecationWarning, PendingDeprecationWarning, FutureWarning))
    if function is None:
        return catcher
    with catcher:
        return function(*args, **kwargs)


def skip(reason="", allow_module_level=False):
    """Leave the test out."""
    raise unittest.SkipTest(reason)


def fail(reason="", pytrace=True):
    """Have the test fail."""
    raise AssertionError(reason)


def importorskip(name, minversion=None, reason=None):
    """A module, if it is there."""
    import importlib

    try:
        return importlib.import_module(name)
    except ImportError:
        raise unittest.SkipTest(reason or f"needs the package {name}") from None


class MonkeyPatch:
    """What the fixture ``monkeypatch`` gives."""

    def __init__(self, stack):
        self._stack = stack

    def setattr(self, target, name, value, raising=True):
        """Change an attribute until the test ends."""
        had = name in vars(target)
        old = vars(target)[name] if had else getattr(target, name, None)
        setattr(target, name, value)
        self._stack.callback(*((setattr, target, name, old) if had else (delattr, target, name)))

    def delattr(self, target, name, raising=True):
        """Remove an attribute until the test ends."""
        self._stack.callback(setattr, target, name, vars(target)[name])
        delattr(target, name)

    def setitem(self, mapping, key, value):
        """Change an item until the test ends."""
        if key in mapping:
            self._stack.callback(mapping.__setitem__, key, mapping[key])
        else:
            self._stack.callback(mapping.pop, key, None)
        mapping[key] = value

    def setenv(self, name, value):
        """Change a variable of the environment until the test ends."""
        self.setitem(os.environ, name, value)


class CaptureFixture:
    """What the fixture ``capsys`` gives."""

    def __init__(self, stack):
        self._streams = io.StringIO(), io.StringIO()
        stack.enter_context(contextlib.redirect_stdout(self._streams[0]))
        stack.enter_context(contextlib.redirect_stderr(self._streams[1]))

    def __class_getitem__(cls, item):
        return cls

    def readouterr(self):
        """What was written since it was asked last."""
        texts = []
        for stream in self._streams:
            texts.append(stream.getvalue())
            stream.seek(0)
            stream.truncate()
        return _Texts(*texts)


class _Texts(tuple):
    def __new__(cls, out, err):
        return super().__new__(cls, (out, err))

    out = property(lambda self: self[0])
    err = property(lambda self: self[1])


class approx:
    """Equal to numbers that are near."""

    def __init__(self, expected, rel=None, abs=None, nan_ok=False):
        self.expected = expected
        self.rel = 1e-6 if rel is None and abs is None else rel or 0
        self.abs = 1e-12 if abs is None else abs
        self.nan_ok = nan_ok

    def __eq__(self, other):
        if isinstance(self.expected, dict):
            return self.expected.keys() == other.keys() and all(
                self._is_near(other[key], value) for key, value in self.expected.items()
            )
        if isinstance(self.expected, (list, tuple)):
            return len(other) == len(self.expected) and all(
                map(self._is_near, other, self.expected)
            )
        return self._is_near(other, self.expected)

    def _is_near(self, actual, expected):
        if actual == expected:
            return True
        if expected != expected:
            return self.nan_ok and actual != actual
        return abs(actual - expected) <= max(self.rel * abs(expected), self.abs)

    def __repr__(self):
        return f"approx({self.expected!r})"
