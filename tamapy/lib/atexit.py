"""Functions to call when the program ends."""

from tamapy.runtime import unraisable

_registered = []


def register(func, /, *args, **kwargs):
    """Call a function at the end; the latest registered is called first."""
    if not callable(func):
        raise TypeError("the first argument must be callable")
    _registered.append((func, args, kwargs))
    return func


def unregister(func, /):
    """Forget a function."""
    _registered[:] = [entry for entry in _registered if not entry[0] == func]


def _clear():
    _registered.clear()


def _ncallbacks():
    return len(_registered)


def _run_exitfuncs():
    while _registered:
        func, args, kwargs = _registered.pop()
        try:
            func(*args, **kwargs)
        except SystemExit:
            pass
        except BaseException as error:
            unraisable.report(error, func, "Exception ignored in atexit callback")
