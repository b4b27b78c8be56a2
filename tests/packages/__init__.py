"""Packages from PyPI, as published, with their own tests: ``python -m tests.packages``."""
