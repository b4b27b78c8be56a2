"""Exceptions that nobody could catch: those of finalizers, callbacks, functions run at the end."""

from tamapy.runtime import console, imports, uncaught


class UnraisableHookArgs:
    """What ``sys.unraisablehook`` is given."""

    __slots__ = ("err_msg", "exc_traceback", "exc_type", "exc_value", "object")

    def __init__(self, exc, message, subject):
        self.exc_type = type(exc)
        self.exc_value = exc
        self.exc_traceback = exc.__traceback__
        self.err_msg = message
        self.object = subject


UnraisableHookArgs.__module__ = "sys"


def report(exc, subject, message=None):
    """Hand an exception to ``sys.unraisablehook`` if the program has ``sys``, else print it.

    ``message`` is what to say instead of "Exception ignored in".
    """
    module = imports.modules().get("sys")
    hook = getattr(module, "unraisablehook", None)
    if hook is not None:
        hook(UnraisableHookArgs(exc, message, subject))
        return
    console.write_error(f"{message or 'Exception ignored in'}: {subject!r}\n")
    for line in uncaught.format_exception(exc, []):
        console.write_error(line)
