"""``faulthandler``: shows where a program stands.

Nothing but the program itself can interrupt it: what waits for a time is done while the others
wait, and the signals are those that it sends to itself. Of a call the line is that of the
function's definition, as ``sys._getframe`` has it.
"""

import _thread
import sys

_MOST_FRAMES = 100

_enabled = [None]
_registered = {}
#: The alarm that is set: what tells it to stop.
_later = [None]


def _write(file, text):
    """Write to a file object, a descriptor, or standard error."""
    if isinstance(file, int):
        import os

        os.write(file, text.encode("ascii", "backslashreplace"))
    else:
        file.write(text)
        file.flush()


def _file(file):
    if file is None:
        file = sys.stderr
        if file is None:
            raise RuntimeError("unable to get sys.stderr")
    if isinstance(file, int):
        if file < 0:
            raise ValueError("file is not a valid file descripter")
        return file
    file.fileno()
    file.flush()
    return file


def _show(file, all_threads, frame):
    lines = []
    if all_threads:
        ident = f"{_thread.get_ident():016x}"
        lines.append(f"Current thread 0x{ident} (most recent call first):")
    else:
        lines.append("Stack (most recent call first):")
    count = 0
    while frame is not None:
        if count == _MOST_FRAMES:
            lines.append("  ...")
            break
        code = frame.f_code
        lines.append(f'  File "{code.co_filename}", line {frame.f_lineno} in {code.co_name}')
        frame = frame.f_back
        count += 1
    _write(file, "\n".join(lines) + "\n")


def _caller():
    """The frame of who called this module: it has none itself."""
    try:
        return sys._getframe(0)
    except ValueError:
        return None


def dump_traceback(file=None, all_threads=True):
    """Write where this thread stands, the innermost call first."""
    _show(_file(file), all_threads, _caller())


def enable(file=None, all_threads=True):
    """Note that fatal errors are to be shown: they are in any case."""
    _enabled[0] = _file(file)


def disable():
    """Take ``enable`` back; whether it was in force."""
    was = is_enabled()
    _enabled[0] = None
    return was


def is_enabled():
    """Whether ``enable`` is in force."""
    return _enabled[0] is not None


def _clock_text(seconds):
    """Hours, minutes and seconds, with microseconds if there are any."""
    whole = int(seconds)
    parts = int(round((seconds - whole) * 1000000))
    text = f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"
    return f"{text}.{parts:06}" if parts else text


def dump_traceback_later(timeout, repeat=False, file=None, exit=False):  # noqa: A002
    """Write where the program stands when a time, in seconds, has passed."""
    if timeout <= 0:
        raise ValueError("timeout must be greater than 0")
    if timeout >= 1 << 32:
        raise OverflowError("timeout value is too large")
    file = _file(file)
    cancel_dump_traceback_later()
    stop = _thread.allocate_lock()
    stop.acquire()
    _later[0] = stop
    _thread.start_new_thread(_watch, (stop, timeout, repeat, file, exit))


def _watch(stop, timeout, repeat, file, leave):
    while not stop.acquire(timeout=timeout):
        _write(file, f"Timeout ({_clock_text(timeout)})!\n")
        _show(file, True, _caller())
        if leave:
            import os

            os._exit(1)
        if not repeat:
            break


def cancel_dump_traceback_later():
    """Take ``dump_traceback_later`` back."""
    stop, _later[0] = _later[0], None
    if stop is not None:
        stop.release()


def register(signum, file=None, all_threads=True, chain=False):
    """Write where the program stands whenever it sends itself a signal."""
    import _signal

    if signum in (_signal.SIGSEGV, _signal.SIGFPE, _signal.SIGABRT, _signal.SIGBUS,
                  _signal.SIGILL):
        raise RuntimeError(f"signal {signum} cannot be registered, use enable() instead")
    if not 1 <= signum < _signal.NSIG:
        raise ValueError("signal number out of range")
    file = _file(file)
    old = _registered[signum] if signum in _registered else _signal.getsignal(signum)

    def on_signal(number, frame):
        _show(file, all_threads, frame if frame is not None else _caller())
        if chain and callable(old):
            old(number, frame)

    _signal.signal(signum, on_signal)
    _registered[signum] = old


def unregister(signum, /):
    """Take ``register`` back; whether it was in force."""
    import _signal

    if not 1 <= signum < _signal.NSIG:
        raise ValueError("signal number out of range")
    if signum not in _registered:
        return False
    _signal.signal(signum, _registered.pop(signum))
    return True
