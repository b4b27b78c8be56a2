"""Warnings of the runtime itself; they go to ``warnings`` if the program has that module."""

from tamapy.runtime import imports


def warn(category, text):
    """Warn, as the caller of the built-in function."""
    module = imports.modules().get("warnings")
    if module is not None:
        module.warn(text, category, 2)


def never_awaited(coroutine):
    """A coroutine was dropped before it ran."""
    module = imports.modules().get("warnings")
    if module is not None:
        module._warn_unawaited_coroutine(coroutine)


def strict_subclass(method, value, wanted):
    """A conversion returned an instance of a strict subclass of the number's type."""
    warn(
        DeprecationWarning,
        f"{method} returned non-{wanted} (type {type(value).__name__}).  The ability to return "
        f"an instance of a strict subclass of {wanted} is deprecated, and may be removed in a "
        "future version of Python.",
    )


def compiling(category, message, filename, line):
    """Warn of a text that is being compiled; false if that is an error."""
    module = imports.modules().get("warnings")
    if module is None:
        return True
    try:
        module.warn_explicit(message, category, filename, line)
    except category:
        return False
    return True
