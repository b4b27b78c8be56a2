"""Threads and locks: ``_thread``. Threads take turns; see ``tamapy.runtime.threads``."""

from _weakref import ref

from tamapy.runtime import deadlocks, threads, unraisable
from tamapy.runtime.effect import effect

TIMEOUT_MAX = 9223372036.0
error = RuntimeError

#: What ``_set_sentinel`` gave each thread: released when the thread ends.
_sentinels = {}


def get_ident():
    """The running thread's number."""
    return threads.ident()


get_native_id = get_ident


def _check_timeout(blocking, timeout):
    """The seconds to wait at most, ``None`` for ever."""
    if not blocking:
        if timeout != -1:
            raise ValueError("can't specify a timeout for a non-blocking call")
        return 0
    if timeout < 0 and timeout != -1:
        raise ValueError("timeout value must be positive")
    if timeout > TIMEOUT_MAX:
        raise OverflowError("timeout value is too large")
    return None if timeout == -1 else timeout


def _wait_in(waiters, seconds, is_free):
    """Queue up until something is free; whether it is before the time is up."""
    me = threads.current()
    until = None if seconds is None else threads.deadline(threads.nanoseconds_of(seconds))
    waiters.append(me)
    try:
        while not is_free():
            woken = deadlocks.wait(until)
            if not woken and not is_free():
                return False
        return True
    finally:
        waiters.remove(me)


class lock:
    """A lock that any thread may release."""

    def __init__(self):
        self._held = False
        self._waiters = []

    def _is_free(self):
        return not self._held

    def acquire(self, blocking=True, timeout=-1):
        """Take the lock; whether it could be taken."""
        if self._held:
            seconds = _check_timeout(blocking, timeout)
            if not blocking or not _wait_in(self._waiters, seconds, self._is_free):
                return False
        elif timeout != -1:
            _check_timeout(blocking, timeout)
        self._held = True
        return True

    def release(self):
        """Let it go; the thread that has waited longest goes on."""
        if not self._held:
            raise RuntimeError("release unlocked lock")
        self._held = False
        if self._waiters:
            threads.wake(self._waiters[0])

    def locked(self):
        """Whether some thread holds it."""
        return self._held

    acquire_lock = acquire
    release_lock = release
    locked_lock = locked

    def _at_fork_reinit(self):
        self._held = False
        self._waiters = []

    def __enter__(self):
        self.acquire()
        return True

    def __exit__(self, *exc):
        self.release()

    def __repr__(self):
        state = "locked" if self._held else "unlocked"
        return f"<{state} _thread.lock object at {id(self):#x}>"


LockType = lock
lock.__module__ = "_thread"


def allocate_lock():
    """A new lock."""
    return lock()


allocate = allocate_lock


class RLock:
    """A lock that the thread holding it may take again."""

    def __init__(self):
        self._owner = 0
        self._count = 0
        self._waiters = []

    def _is_free(self):
        return self._owner == 0

    def acquire(self, blocking=True, timeout=-1):
        """Take the lock, once more if it is held already; whether it could be taken."""
        me = get_ident()
        seconds = None if timeout == -1 and blocking else _check_timeout(blocking, timeout)
        if self._owner == me:
            self._count += 1
            return True
        if self._owner:
            if not blocking or not _wait_in(self._waiters, seconds, self._is_free):
                return False
        self._owner = me
        self._count = 1
        return True

    def release(self):
        """Let it go once."""
        if self._owner != get_ident():
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1
        if not self._count:
            self._owner = 0
            if self._waiters:
                threads.wake(self._waiters[0])

    def _release_save(self):
        if not self._count:
            raise RuntimeError("cannot release un-acquired lock")
        state = (self._count, self._owner)
        self._count = 1
        self.release()
        return state

    def _acquire_restore(self, state):
        self.acquire()
        self._count, self._owner = state

    def _is_owned(self):
        return self._owner == get_ident()

    def _recursion_count(self):
        return self._count if self._owner == get_ident() else 0

    def _at_fork_reinit(self):
        self._owner = 0
        self._count = 0
        self._waiters = []

    def __enter__(self):
        self.acquire()
        return True

    def __exit__(self, *exc):
        self.release()

    def __repr__(self):
        state = "locked" if self._count else "unlocked"
        return (
            f"<{state} _thread.RLock object owner={self._owner} count={self._count} "
            f"at {id(self):#x}>"
        )


class _Spaces:
    """The attributes of a ``_local``: the number of a thread to its dict, and how to begin one."""

    __slots__ = ("dicts", "arguments", "lock", "__weakref__")

    def __init__(self, arguments):
        self.dicts = {}
        self.arguments = arguments
        self.lock = RLock()

    def enter(self, owner):
        """Give ``owner`` the running thread's dict; its attributes are made if need be."""
        me = get_ident()
        space = self.dicts.get(me)
        if space is not None:
            object.__setattr__(owner, "__dict__", space)
            return
        object.__setattr__(owner, "__dict__", self.begin(me))
        positional, named = self.arguments
        owner.__init__(*positional, **named)
        object.__setattr__(owner, "__dict__", self.dicts[me])

    def begin(self, me):
        """An empty dict for a thread; it goes when the thread ends."""
        if me != MAIN:  # which ends with the program
            _to_leave.setdefault(me, []).append(ref(self))
        made = self.dicts[me] = {}
        return made


#: The number of the thread that the program, and every module, begins in.
MAIN = 1
#: What threads have to leave when they end: numbers to references to ``_Spaces``.
_to_leave = {}


class _local:
    """Thread-local data: ``threading.local``.

    By the thread's number, not its object's address: what a module sets while it is imported
    on the build machine is there when the image runs.
    """

    __slots__ = ("_local__spaces", "__dict__")

    def __new__(cls, /, *args, **kwargs):
        if (args or kwargs) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        self = object.__new__(cls)
        spaces = _Spaces((args, kwargs))
        object.__setattr__(self, "_local__spaces", spaces)
        spaces.begin(get_ident())
        return self

    def __getattribute__(self, name):
        spaces = object.__getattribute__(self, "_local__spaces")
        with spaces.lock:
            spaces.enter(self)
            return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        if name == "__dict__":
            raise AttributeError(
                f"{type(self).__name__!r} object attribute '__dict__' is read-only"
            )
        spaces = object.__getattribute__(self, "_local__spaces")
        with spaces.lock:
            spaces.enter(self)
            object.__setattr__(self, name, value)

    def __delattr__(self, name):
        if name == "__dict__":
            raise AttributeError(
                f"{type(self).__name__!r} object attribute '__dict__' is read-only"
            )
        spaces = object.__getattribute__(self, "_local__spaces")
        with spaces.lock:
            spaces.enter(self)
            object.__delattr__(self, name)


def _run(function, args, kwargs):
    try:
        function(*args, **kwargs)
    except SystemExit:
        pass
    except BaseException as exc:
        unraisable.report(exc, function, "Exception ignored in thread started by")
    finally:
        me = get_ident()
        for reference in _to_leave.pop(me, ()):
            spaces = reference()
            if spaces is not None:
                spaces.dicts.pop(me, None)
        sentinel = _sentinels.pop(me, None)
        if sentinel is not None and sentinel.locked():
            sentinel.release()


def start_new_thread(function, args, kwargs=None, /):
    """Start a thread; its number."""
    if not callable(function):
        raise TypeError("first arg must be callable")
    if not isinstance(args, tuple):
        raise TypeError("2nd arg must be a tuple")
    if kwargs is None:
        kwargs = {}
    elif not isinstance(kwargs, dict):
        raise TypeError("optional 3rd arg must be a dictionary")
    effect("thread")
    return threads.start(lambda: _run(function, args, kwargs))


start_new = start_new_thread


def _set_sentinel():
    """A lock that is released when the running thread ends."""
    made = _sentinels[get_ident()] = lock()
    return made


def exit():  # noqa: A001
    """End the running thread."""
    raise SystemExit


exit_thread = exit


def interrupt_main(signum=2, /):
    """Send the main thread a signal, unless Python does not handle it."""
    import _signal

    if callable(_signal.getsignal(signum)):
        _signal.raise_signal(signum)


def stack_size(size=0, /):
    """The size of the stacks of threads to come."""
    if size and size < 32768:
        raise ValueError(f"size not valid: {size} bytes")
    return threads.set_stack_size(size)


def _count():
    """How many threads run beside the main one."""
    return threads.thread_count()


def _is_main_interpreter():
    return True
