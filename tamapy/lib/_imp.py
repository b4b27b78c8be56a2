"""The part of ``_imp`` that other modules ask: nothing is imported from files here."""

check_hash_based_pycs = "never"


def extension_suffixes():
    """There are no extension modules."""
    return []


def is_builtin(name, /):
    """No module is built into an interpreter."""
    return 0


def is_frozen(name, /):
    """Every module of the image is, but none in the way CPython means it."""
    return False


def lock_held():
    """Imports take no lock: a thread waits for a module that another one runs."""
    return False


def acquire_lock():
    """Nothing to take."""


def release_lock():
    """Nothing to give back."""


def _override_frozen_modules_for_tests(override, /):
    """Nothing is chosen between frozen modules and files."""
