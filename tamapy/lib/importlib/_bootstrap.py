"""Module specs under the name that CPython's own tools import them by."""

from _frozen_importlib import ModuleSpec

__all__ = ["ModuleSpec"]
