"""What test suites import of hypothesis: the tests that need it are left out, and say so."""

import sys
import unittest
from types import ModuleType


class Strategy:
    """Stands for strategies and what makes them."""

    def __call__(self, *args, **kwargs):
        return self

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __or__(self, other):
        return self

    def __ror__(self, other):
        return self

    def __iter__(self):
        return iter(())


class Anything(Strategy):
    """Stands for settings and health checks, and their decorators."""

    def __call__(self, *args, **kwargs):
        if len(args) == 1 and not kwargs and hasattr(args[0], "__code__"):
            return args[0]
        return self


def given(*args, **kwargs):
    """A test of many examples."""
    def decorate(function):
        def test(*instance):
            raise unittest.SkipTest("needs hypothesis")

        test.__name__ = function.__name__
        test.__qualname__ = function.__qualname__
        return test

    return decorate


assume = example = note = settings = HealthCheck = Phase = Verbosity = Anything()


class _Strategies(ModuleType):
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Strategy()


strategies = _Strategies("hypothesis.strategies")
sys.modules["hypothesis.strategies"] = strategies
