"""``select``: wait until pipes and sockets in memory are ready. Files always are."""

from _channels import ready as _ready

error = OSError
PIPE_BUF = 4096

POLLIN = 1
POLLPRI = 2
POLLOUT = 4
POLLERR = 8
POLLHUP = 16
POLLNVAL = 32
POLLRDHUP = 0x2000


def _descriptor(value):
    if not isinstance(value, int):
        method = getattr(value, "fileno", None)
        if method is None:
            raise TypeError("argument must be an int, or have a fileno() method.")
        value = method()
        if not isinstance(value, int):
            raise TypeError("fileno() returned a non-integer")
    if value < 0:
        raise ValueError(
            f"file descriptor cannot be a negative integer ({value})"
        )
    return value


def select(rlist, wlist, xlist, timeout=None, /):
    """Those of the files that are ready; nothing is ever exceptional."""
    if timeout is not None and timeout < 0:
        raise ValueError("timeout must be non-negative")
    reading = [(_descriptor(f), f) for f in rlist]
    writing = [(_descriptor(f), f) for f in wlist]
    for file in xlist:
        _descriptor(file)
    readable, writable = _ready([fd for fd, _ in reading], [fd for fd, _ in writing], timeout)
    return (
        [file for fd, file in reading if fd in readable],
        [file for fd, file in writing if fd in writable], [],
    )


class poll:
    """Something to watch files with."""

    def __init__(self):
        self._events = {}

    def register(self, fd, eventmask=POLLIN | POLLPRI | POLLOUT, /):
        """Watch a file."""
        self._events[_descriptor(fd)] = eventmask

    def modify(self, fd, eventmask, /):
        """Watch for something else."""
        fd = _descriptor(fd)
        if fd not in self._events:
            raise FileNotFoundError(2, "No such file or directory")
        self._events[fd] = eventmask

    def unregister(self, fd, /):
        """Watch a file no longer."""
        del self._events[_descriptor(fd)]

    def poll(self, timeout=None, /):
        """Descriptors and events of those that are ready; waits some milliseconds."""
        seconds = None if timeout is None or timeout < 0 else timeout / 1000
        readable, writable = _ready(
            [fd for fd, mask in self._events.items() if mask & POLLIN],
            [fd for fd, mask in self._events.items() if mask & POLLOUT], seconds,
        )
        found = []
        for fd in self._events:
            mask = (POLLIN if fd in readable else 0) | (POLLOUT if fd in writable else 0)
            if mask:
                found.append((fd, mask))
        return found

