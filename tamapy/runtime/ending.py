"""How a program ends: exceptions nobody caught, threads, exit functions, the exit status."""

from tamapy.runtime import attention, console, imports, uncaught

#: Of ``threading`` and ``atexit``, in this order, if the program has them.
_CLEAN_UP = (("threading", "_shutdown"), ("atexit", "_run_exitfuncs"))
INTERRUPTED = 130  # 128 + SIGINT


def report(exc):
    """Print an uncaught exception; the exit status of the program."""
    try:
        _flush()
        if isinstance(exc, SystemExit):
            return _status(exc)
        module = imports.modules().get("sys")
        if module is None:
            write_exception(exc)
        elif not hasattr(module, "excepthook"):
            console.write_error("sys.excepthook is missing\n")
            write_exception(exc)
        else:
            return _call_hook(module.excepthook, exc)
    except BaseException:
        console.write_ascii("fatal: an exception could not be reported\n")
    return _failed(exc)


def _failed(exc):
    """The status after an exception: what a shell tells of SIGINT if it was the interrupt."""
    return INTERRUPTED if type(exc) is KeyboardInterrupt else 1


def _call_hook(hook, exc):
    try:
        hook(type(exc), exc, exc.__traceback__)
    except SystemExit as error:
        return _status(error)
    except BaseException as error:
        console.write_error("Error in sys.excepthook:\n")
        error.__context__ = None
        write_exception(error)
        console.write_error("\nOriginal exception was:\n")
        write_exception(exc)
    return _failed(exc)


def write_exception(exc):
    """An exception with its traceback, to where errors go."""
    for line in uncaught.format_exception(exc, []):
        console.write_error(line)


def _status(exc):
    """The status ``SystemExit`` asks for: a number's low byte; 1 for a text, which is printed."""
    code = exc.code
    if code is None:
        return 0
    if isinstance(code, int):
        return code & 0xFF
    module = imports.modules().get("sys")
    stream = None if module is None else getattr(module, "stderr", None)
    if stream is None:
        console.write_error(f"{code}\n")
    else:
        stream.write(f"{code}\n")
    return 1


def clean_up():
    """Wait for threads, run ``atexit``'s functions, finalise objects, empty the streams."""
    for name, function in _CLEAN_UP:
        module = imports.modules().get(name)
        if module is not None and hasattr(module, function):
            _protected(getattr(module, function))
    _flush()
    _protected(attention.finish)
    _flush()


def _flush():
    module = imports.modules().get("sys")
    for name in ("stdout", "stderr"):
        stream = getattr(module, name, None)
        if stream is not None and hasattr(stream, "flush"):
            _protected(stream.flush)


def _protected(function):
    try:
        function()
    except BaseException as error:
        console.write_error(f"Exception ignored in: {function!r}\n")
        write_exception(error)
