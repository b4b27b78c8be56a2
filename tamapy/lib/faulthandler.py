"""``faulthandler``: tracebacks of all threads on demand, after a while, or at a signal.

The lines in them are those of the functions' definitions: that is what frames tell here.
"""

import _signal
import _thread
import posix
import sys

from tamapy.runtime import frames, threads

_MOST_FRAMES = _MOST_THREADS = 100
_MOST_TEXT = 500
_DIGITS = 2 * ((sys.maxsize.bit_length() + 7) // 8)
#: The signals of fatal errors.
_FATAL = {
    7: "Bus error", 4: "Illegal instruction", 8: "Floating point exception", 6: "Aborted",
    11: "Segmentation fault",
}

#: What ``enable`` was given, if it was called: a descriptor and whether to show all threads.
_enabled = []
#: The lock whose release ends the wait for a time-out.
_pending = []


def _descriptor(file):
    if file is None:
        file = sys.stderr
        if file is None:
            raise RuntimeError("sys.stderr is None")
    if isinstance(file, int):
        if file < 0:
            raise ValueError("file is not a valid file descripter")
        return file
    descriptor = file.fileno()
    if not isinstance(descriptor, int) or descriptor < 0:
        raise RuntimeError("file.fileno() is not a valid file descriptor")
    try:
        file.flush()
    except Exception:
        pass  # what the file holds back is of no concern here
    return descriptor


def _shown(text):
    text = text.encode("ascii", "backslashreplace").decode("ascii")
    return text if len(text) <= _MOST_TEXT else text[:_MOST_TEXT] + "..."


def _lines_of(frame):
    lines = []
    while frame is not None:
        if len(lines) == _MOST_FRAMES:
            lines.append("  ...\n")
            break
        code = frame.f_code
        name, file = _shown(code.co_name), _shown(code.co_filename)
        lines.append(f'  File "{file}", line {frame.f_lineno} in {name}\n')
        frame = frame.f_back
    return lines


def _dump(descriptor, all_threads, running=True, without=0):
    """Write tracebacks; ``running``: mark the thread that runs, ``without``: leave one out."""
    if not all_threads:
        lines = ["Stack (most recent call first):\n", *_lines_of(frames.get(0))]
    else:
        lines = []
        known = frames.of_threads()
        idents = sorted([ident for ident in known if ident != without], reverse=True)
        for ident in idents[:_MOST_THREADS]:
            if lines:
                lines.append("\n")
            which = "Current thread" if running and ident == threads.ident() else "Thread"
            lines.append(f"{which} 0x{ident:0{_DIGITS}x} (most recent call first):\n")
            lines += _lines_of(known[ident])
        if len(idents) > _MOST_THREADS:
            lines.append("\n...\n")
    _write(descriptor, "".join(lines))


def _write(descriptor, text):
    data = text.encode("ascii")
    try:
        while data:
            data = data[posix.write(descriptor, data):]
    except OSError:
        pass  # nobody could be told


def dump_traceback(file=None, all_threads=True):
    """Write the tracebacks of all threads, or of the one that runs."""
    _dump(_descriptor(file), all_threads)


# -- fatal errors ------------------------------------------------------------------------


def enable(file=None, all_threads=True):
    """Write tracebacks when the program sends itself the signal of a fatal error."""
    _enabled[:] = _descriptor(file), all_threads
    for number in _FATAL:
        _signal.watchers[number] = _fatal_watcher(number)


def _fatal_watcher(number):
    def watcher():
        descriptor, all_threads = _enabled
        disable()
        _write(descriptor, f"Fatal Python error: {_FATAL[number]}\n\n")
        _dump(descriptor, all_threads)
        return True

    return watcher


def disable():
    """No longer do so; whether that was the case."""
    was_enabled = is_enabled()
    if was_enabled:
        _enabled.clear()
        for number in _FATAL:
            del _signal.watchers[number]
    return was_enabled


def is_enabled():
    """Whether fatal errors are shown."""
    return bool(_enabled)


# -- signals -----------------------------------------------------------------------------


def _check_signal(signum):
    if not hasattr(type(signum), "__index__"):
        raise TypeError(
            f"'{type(signum).__name__}' object cannot be interpreted as an integer"
        )
    signum = signum.__index__()
    if signum in _FATAL:
        raise RuntimeError(f"signal {signum} cannot be registered, use enable() instead")
    if not 1 <= signum < _signal.NSIG:
        raise ValueError("signal number out of range")
    return signum


def register(signum, file=None, all_threads=True, chain=False):
    """Write tracebacks at a signal, and have it handled after that if ``chain`` is true."""
    signum = _check_signal(signum)
    descriptor = _descriptor(file)

    def watcher():
        _dump(descriptor, all_threads)
        return bool(chain)

    _signal.watchers[signum] = watcher


def unregister(signum, /):
    """No longer do so; whether that was the case."""
    return _signal.watchers.pop(_check_signal(signum), None) is not None


# -- time-outs ---------------------------------------------------------------------------


def _time_text(timeout):
    microseconds = -int(-timeout * 1_000_000 // 1)
    seconds, rest = divmod(microseconds, 1_000_000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    fraction = f".{rest:06d}" if rest else ""
    return f"Timeout ({hours}:{minutes:02d}:{seconds:02d}{fraction})!\n"


def dump_traceback_later(timeout, repeat=False, file=None, exit=False):
    """Write the tracebacks of all threads after some seconds, and end the program if asked to.

    Threads take turns: it happens when it is that thread's, at the earliest.
    """
    if not hasattr(type(timeout), "__index__") and not isinstance(timeout, float):
        raise TypeError(
            f"'{type(timeout).__name__}' object cannot be interpreted as an integer"
        )
    timeout = float(timeout)
    if timeout <= 0:
        raise ValueError("timeout must be greater than 0")
    if timeout > _thread.TIMEOUT_MAX:
        raise OverflowError("timeout value is too large")
    descriptor = _descriptor(file)
    cancel_dump_traceback_later()
    lock = _thread.allocate_lock()
    lock.acquire()
    _pending.append(lock)
    header = _time_text(timeout)

    def watch():
        while not lock.acquire(True, timeout):
            _write(descriptor, header)
            _dump(descriptor, True, False, threads.ident())
            if exit:
                posix._exit(1)
            if not repeat:
                break

    _thread.start_new_thread(watch, ())


def cancel_dump_traceback_later():
    """Have nothing happen any more."""
    while _pending:
        _pending.pop().release()


# -- for tests ---------------------------------------------------------------------------


def _sigsegv(release_gil=False, /):
    _signal.raise_signal(11)


def _sigabrt():
    posix.abort()


def _sigfpe():
    _signal.raise_signal(8)
