"""Signals within one image: nobody sends any from outside, a program can raise its own.

A handler that is set is kept and is called by ``raise_signal``; that is all there is of
signals without an operating system.
"""

SIG_DFL = 0
SIG_IGN = 1
SIG_BLOCK = 0
SIG_UNBLOCK = 1
SIG_SETMASK = 2
SIGHUP = 1
SIGINT = 2
SIGQUIT = 3
SIGABRT = 6
SIGKILL = 9
SIGUSR1 = 10
SIGSEGV = 11
SIGUSR2 = 12
SIGPIPE = 13
SIGALRM = 14
SIGTERM = 15
NSIG = 65


def default_int_handler(signalnum, frame, /):
    """What SIGINT does unless another handler is set."""
    raise KeyboardInterrupt


_handlers = {SIGINT: default_int_handler}


def _check(signalnum):
    if not 0 < signalnum < NSIG:
        raise ValueError("signal number out of range")


def signal(signalnum, handler, /):
    """Set a signal's handler; the one before."""
    _check(signalnum)
    if handler not in (SIG_DFL, SIG_IGN) and not callable(handler):
        raise TypeError(
            "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object"
        )
    if signalnum == SIGKILL:
        raise OSError(22, "Invalid argument")
    before = getsignal(signalnum)
    _handlers[signalnum] = handler
    return before


def getsignal(signalnum, /):
    """A signal's handler."""
    _check(signalnum)
    return _handlers.get(signalnum, SIG_DFL)


def raise_signal(signalnum, /):
    """Call a signal's handler; without one, most end the program as an exit would."""
    handler = getsignal(signalnum)
    if handler == SIG_DFL:
        raise SystemExit(128 + signalnum)
    if handler != SIG_IGN:
        handler(signalnum, None)


def strsignal(signalnum, /):
    """A signal's description, where it has one."""
    _check(signalnum)
    return _descriptions.get(signalnum)


_descriptions = {
    SIGHUP: "Hangup", SIGINT: "Interrupt", SIGQUIT: "Quit", SIGABRT: "Aborted",
    SIGKILL: "Killed", SIGUSR1: "User defined signal 1", SIGSEGV: "Segmentation fault",
    SIGUSR2: "User defined signal 2", SIGPIPE: "Broken pipe", SIGALRM: "Alarm clock",
    SIGTERM: "Terminated",
}


def valid_signals():
    """The numbers of the signals."""
    return set(range(1, NSIG))


def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
    """There is no file to write to: the descriptor is kept, and -1 at first."""
    before, _wakeup[0] = _wakeup[0], fd
    return before


_wakeup = [-1]


def siginterrupt(signalnum, flag, /):
    """No system call could be interrupted."""
    _check(signalnum)
