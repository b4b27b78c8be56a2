"""Tests of modules, those in pytest's style as well, as unittest's cases."""

import contextlib
import inspect
import itertools
import sys
import unittest
import warnings

import pytest


class _Request:
    """What the fixture ``request`` gives."""

    def __init__(self, param, get, add):
        self.param = param
        self.getfixturevalue = get
        self.addfinalizer = add


class _Recorded:
    """What the fixture ``recwarn`` gives."""

    def __init__(self, found):
        self.list = found

    def __len__(self):
        return len(self.list)

    def __iter__(self):
        return iter(self.list)

    def __getitem__(self, i):
        return self.list[i]

    def pop(self, category=Warning):
        for i, warning in enumerate(self.list):
            if issubclass(warning.category, category):
                return self.list.pop(i)
        raise AssertionError(f"{category!r} not found in warning list")

    def clear(self):
        self.list[:] = []


def _recorded(stack):
    found = stack.enter_context(warnings.catch_warnings(record=True))
    warnings.simplefilter("default")
    return _Recorded(found)


BUILT_IN = {
    "monkeypatch": pytest.MonkeyPatch, "capsys": pytest.CaptureFixture, "recwarn": _recorded,
}


class Case(unittest.TestCase):
    """One test of pytest's kind with its parameters."""

    def __init__(self, owner, function, name, fixtures, given, chosen):
        super().__init__()
        self.owner = owner
        self.function = function
        self.name = name
        self.fixtures = fixtures
        self.given = given  # arguments by name
        self.chosen = chosen  # parameters of fixtures by name

    def id(self):
        return self.name

    def __str__(self):
        return self.name

    def runTest(self):
        """Make what the test asks for, run it, and undo."""
        with contextlib.ExitStack() as stack:
            self.stack = stack
            self.values = {}
            self.instance = None
            if self.owner is not None:
                self.instance = self.owner()
                self._run_around("setup_method", "teardown_method")
            for name, fixture in self.fixtures.items():
                if fixture.autouse:
                    self.value(name)
            for name in _used(self.function, self.owner):
                self.value(name)
            arguments = {
                name: self.given[name] if name in self.given else self.value(name)
                for name in _parameters(self.function, self.owner)
            }
            if self.instance is None:
                self.function(**arguments)
            else:
                self.function(self.instance, **arguments)

    def _run_around(self, before, after):
        if hasattr(self.instance, after):
            self.stack.callback(_call_with_method, getattr(self.instance, after), self.function)
        if hasattr(self.instance, before):
            _call_with_method(getattr(self.instance, before), self.function)

    def value(self, name):
        """The value of a fixture."""
        if name in self.values:
            return self.values[name]
        if name in self.fixtures:
            self.values[name] = self._make(self.fixtures[name])
        elif name in BUILT_IN:
            self.values[name] = BUILT_IN[name](self.stack)
        else:
            raise unittest.SkipTest(f"needs pytest's fixture {name}")
        return self.values[name]

    def _make(self, fixture):
        arguments = []
        request = _Request(self.chosen.get(fixture.name), self.value, self.stack.callback)
        for name in inspect.signature(fixture.function).parameters:
            if name == "self":
                arguments.append(self.instance)
            else:
                arguments.append(request if name == "request" else self.value(name))
        made = fixture.function(*arguments)
        if not inspect.isgeneratorfunction(fixture.function):
            return made
        self.stack.callback(next, made, None)
        return next(made)


class ExpectedFailure(Case):
    """A test that is known to fail."""

    def runTest(self):
        try:
            super().runTest()
        except unittest.SkipTest:
            raise
        except Exception:
            return


def _call_with_method(hook, function):
    if inspect.signature(hook).parameters:
        hook(function)
    else:
        hook()


def _parameters(function, owner):
    found = inspect.signature(function).parameters.values()
    names = [p.name for p in found if p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)
             and p.default is p.empty]
    return names[1:] if owner is not None else names


def _marks(target):
    marks = getattr(target, "pytestmark", [])
    return marks if isinstance(marks, list) else [marks]


def _used(function, owner):
    marks = [*_marks(function), *(_marks(owner) if owner is not None else ())]
    return [name for mark in marks if mark.name == "usefixtures" for name in mark.args]


def _rows(mark):
    """The rows of a ``parametrize``: arguments by name, marks, a name."""
    names, rows = mark.args[0], mark.args[1] if len(mark.args) > 1 else mark.kwargs["argvalues"]
    if isinstance(names, str):
        names = [name.strip() for name in names.split(",") if name.strip()]
    for i, row in enumerate(rows):
        marks, label = [], str(i)
        if isinstance(row, pytest.Param):
            marks, row = row.marks, row.values
        elif len(names) == 1:
            row = (row,)
        yield dict(zip(names, row)), marks, label  # noqa: B905


def _cases(module, owner, function, fixtures):
    marks = [*_marks(function), *(_marks(owner) if owner is not None else ()), *_marks(module)]
    tables = [list(_rows(mark)) for mark in marks if mark.name == "parametrize"]
    given = {name for table in tables for row in table[:1] for name in row[0]}
    asked = _needed([*_parameters(function, owner), *_used(function, owner)], fixtures, given)
    for name in asked:
        tables.append([({name: value}, [], str(i)) for i, value in
                       enumerate(fixtures[name].params)])
    stem = ".".join(filter(None, (module.__name__, owner and owner.__qualname__,
                                  function.__name__)))
    for rows in itertools.product(*tables):
        values = {k: v for row in rows for k, v in row[0].items()}
        chosen = {name: values.pop(name) for name in asked}
        label = "-".join(row[2] for row in rows)
        every = marks + [mark for row in rows for mark in row[1]]
        kind = ExpectedFailure if any(m.name == "xfail" and (not m.args or m.args[0])
                                      for m in every) else Case
        case = kind(owner, function, f"{stem}[{label}]" if label else stem, fixtures, values,
                    chosen)
        reason = pytest.skip_reason(every)
        if reason is not None:
            case.runTest = _skipping(reason)
        yield case


def _skipping(reason):
    def skip():
        raise unittest.SkipTest(reason)

    return skip


def _needed(names, fixtures, given):
    """The fixtures with parameters that a test comes to, by way of others too."""
    todo = [*names, *(name for name, fixture in fixtures.items() if fixture.autouse)]
    seen = []
    while todo:
        name = todo.pop(0)
        if name in seen or name in given or name not in fixtures:
            continue
        seen.append(name)
        todo.extend(inspect.signature(fixtures[name].function).parameters)
    return [name for name in seen if fixtures[name].params is not None]


def _fixtures(*namespaces):
    return {
        value.name: value for namespace in namespaces for value in vars(namespace).values()
        if isinstance(value, pytest.Fixture)
    }


def tests_of(module, conftests):
    """The cases of a module."""
    fixtures = _fixtures(*conftests, module)
    for name, value in list(vars(module).items()):
        if isinstance(value, type) and issubclass(value, unittest.TestCase):
            if value.__module__ == module.__name__:
                yield from unittest.defaultTestLoader.loadTestsFromTestCase(value)
        elif name.startswith("Test") and isinstance(value, type):
            own = fixtures | _fixtures(*reversed(value.__mro__))
            for method in dir(value):
                if method.startswith("test") and inspect.isfunction(getattr(value, method)):
                    yield from _cases(module, value, getattr(value, method), own)
        elif name.startswith("test") and inspect.isfunction(value):
            yield from _cases(module, None, value, fixtures)


class LeftOut(unittest.TestCase):
    """A module that cannot be imported, or says then that its tests cannot be run."""

    def __init__(self, name, reason):
        super().__init__()
        self.name = name
        self.reason = reason

    def id(self):
        return self.name

    def runTest(self):
        """Tell why."""
        raise self.reason


def load(names, conftests, left_out):
    """A suite of the tests of modules, by name; what kept others from being imported."""
    known = [sys.modules[name] for name in conftests]
    suite = unittest.TestSuite(
        case for name in names for case in tests_of(sys.modules[name], known)
    )
    suite.addTests(LeftOut(name, reason) for name, reason in left_out.items())
    return suite
