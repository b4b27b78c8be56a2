"""``_signal``: signals that a program sends to itself. Nobody else sends any."""

from tamapy.runtime import attention, program_exit, threads

_NAMES = (
    "SIGHUP SIGINT SIGQUIT SIGILL SIGTRAP SIGABRT SIGBUS SIGFPE SIGKILL SIGUSR1 SIGSEGV SIGUSR2 "
    "SIGPIPE SIGALRM SIGTERM SIGSTKFLT SIGCHLD SIGCONT SIGSTOP SIGTSTP SIGTTIN SIGTTOU SIGURG "
    "SIGXCPU SIGXFSZ SIGVTALRM SIGPROF SIGWINCH SIGIO SIGPWR SIGSYS".split()
)
for _number, _name in enumerate(_NAMES, 1):
    globals()[_name] = _number
SIGIOT = SIGABRT  # noqa: F821
SIGCLD = SIGCHLD  # noqa: F821
SIGPOLL = SIGIO  # noqa: F821
SIGRTMIN = 34
SIGRTMAX = 64
NSIG = 65

SIG_DFL = 0
SIG_IGN = 1

_TEXTS = {
    1: "Hangup", 2: "Interrupt", 3: "Quit", 4: "Illegal instruction",
    5: "Trace/breakpoint trap", 6: "Aborted", 7: "Bus error", 8: "Floating point exception",
    9: "Killed", 10: "User defined signal 1", 11: "Segmentation fault",
    12: "User defined signal 2", 13: "Broken pipe", 14: "Alarm clock", 15: "Terminated",
    16: "Stack fault", 17: "Child exited", 18: "Continued", 19: "Stopped (signal)",
    20: "Stopped", 21: "Stopped (tty input)", 22: "Stopped (tty output)",
    23: "Urgent I/O condition", 24: "CPU time limit exceeded", 25: "File size limit exceeded",
    26: "Virtual timer expired", 27: "Profiling timer expired", 28: "Window changed",
    29: "I/O possible", 30: "Power failure", 31: "Bad system call",
}
#: Signals that do nothing unless there is a handler: child, continue, urgent, window.
_HARMLESS = (17, 18, 23, 28)


def default_int_handler(signalnum, frame, /):
    """Raise ``KeyboardInterrupt``."""
    raise KeyboardInterrupt


#: What was set by ``signal``, by number; the others have their default.
_handlers = {2: default_int_handler, 13: SIG_IGN, 25: SIG_IGN}
#: By number, what is called before a signal is handled; whether it is handled after that.
watchers = {}
#: Numbers of signals that other threads have sent and the main thread has to handle.
_arrived = []
#: The descriptor the numbers of signals are written to, -1 for none.
_wakeup = [-1]


def _check(signalnum):
    if not 1 <= signalnum < NSIG:
        raise ValueError("signal number out of range")


def signal(signalnum, handler, /):
    """Set what handles a signal; what did before."""
    if threads.ident() != 1:
        raise ValueError("signal only works in main thread of the main interpreter")
    _check(signalnum)
    if handler not in (SIG_DFL, SIG_IGN) and not callable(handler):
        raise TypeError(
            "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object"
        )
    if signalnum in (9, 19):
        raise OSError(22, "Invalid argument")
    before = getsignal(signalnum)
    _handlers[signalnum] = handler
    return before


def getsignal(signalnum, /):
    """What handles a signal."""
    _check(signalnum)
    return _handlers.get(signalnum, SIG_DFL)


def watched(signalnum):
    """Call a signal's watcher, if there is one; whether to go on."""
    watcher = watchers.get(signalnum)
    return watcher is None or watcher()


def raise_signal(signalnum, /):
    """Send a signal to the program itself: its handler runs now, or soon in the main thread."""
    _check(signalnum)
    if not watched(signalnum):
        return
    handler = getsignal(signalnum)
    if handler is SIG_IGN or handler is SIG_DFL and signalnum in _HARMLESS:
        return
    if handler is SIG_DFL:
        program_exit.leave(128 + signalnum)
    if _wakeup[0] >= 0:
        import posix

        posix.write(_wakeup[0], bytes([signalnum]))
    if threads.ident() == 1:
        handler(signalnum, None)
        return
    _arrived.append(signalnum)
    attention.run_errand(_deliver)
    threads.summon_main()


def _deliver():
    """The main thread handles what other threads have sent."""
    while _arrived and threads.ident() == 1:
        signalnum = _arrived.pop(0)
        handler = getsignal(signalnum)
        if callable(handler):
            handler(signalnum, None)


def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
    """Set the descriptor the numbers of signals are written to; the one before."""
    if threads.ident() != 1:
        raise ValueError("set_wakeup_fd only works in main thread of the main interpreter")
    if fd != -1:
        import posix

        posix.fstat(fd)
        if posix.get_blocking(fd):
            raise ValueError(f"the fd {fd} must be in non-blocking mode")
    before = _wakeup[0]
    _wakeup[0] = fd
    return before


def siginterrupt(signalnum, flag, /):
    """No call of the system can be interrupted."""
    _check(signalnum)


def valid_signals():
    """The numbers of all signals."""
    return {number for number in range(1, NSIG) if number not in (32, 33)}


def strsignal(signalnum, /):
    """What a signal means, in words."""
    _check(signalnum)
    if signalnum >= SIGRTMIN:
        return f"Real-time signal {signalnum - SIGRTMIN}"
    return _TEXTS.get(signalnum)
