"""Pipes and pairs of sockets, in memory, and how to wait until some of them are ready.

A channel carries bytes, or whole messages, one way. Its ends are nodes of the file system's
table of open files, so descriptors, ``os.read`` and ``select`` know them.
"""

import errno as _errno

from _memfs import Node, OpenFile, add_open, failure, file_of

from tamapy.runtime import clock, deadlocks, threads

S_IFIFO = 0o010000
S_IFSOCK = 0o140000
O_NONBLOCK = 0o4000

#: Bytes a channel holds before its writer has to wait.
CAPACITY = 65536


class Channel:
    """One way from a writer to a reader; ``waiters`` are threads to be woken by any change."""

    __slots__ = ("data", "messages", "ended", "gone", "waiters")

    def __init__(self, by_message):
        self.data = bytearray()
        self.messages = [] if by_message else None
        self.ended = False  # nobody writes any more
        self.gone = False  # nobody reads any more
        self.waiters = []

    def is_readable(self):
        """Whether reading would not wait."""
        return bool(self.messages) or bool(self.data) or self.ended

    def is_writable(self):
        """Whether writing would not wait."""
        return self.gone or len(self.data) < CAPACITY

    def changed(self):
        """Wake those who wait."""
        for thread in self.waiters:
            threads.wake(thread)

    def take(self, count, peek):
        """At most so many bytes; of a message the rest is lost."""
        if self.messages:
            count = min(count, self.messages[0])
            taken = bytes(self.data[:count])
            if not peek:
                del self.data[:self.messages.pop(0)]
        else:
            taken = bytes(self.data[:count])
            if not peek:
                del self.data[:count]
        self.changed()
        return taken

    def put(self, data):
        """Add bytes, as many as there is room for (a message as a whole); how many."""
        if self.messages is None:
            data = data[:CAPACITY - len(self.data)]
        else:
            self.messages.append(len(data))
        self.data += data
        self.changed()
        return len(data)


class End(Node):
    """What a descriptor of a pipe or a socket stands for."""

    __slots__ = ("incoming", "outgoing")

    def __init__(self, kind, incoming, outgoing):
        Node.__init__(self, kind | 0o600)
        self.mode = kind | 0o600
        self.incoming = incoming
        self.outgoing = outgoing

    def is_readable(self):
        """Whether reading would not wait."""
        return self.incoming is None or self.incoming.is_readable()

    def is_writable(self):
        """Whether writing would not wait."""
        return self.outgoing is None or self.outgoing.is_writable()

    def receive(self, count, seconds, peek=False):
        """At most so many bytes, nothing at the end; waits at most some seconds."""
        channel = self.incoming
        if channel is None:
            raise failure(_errno.EBADF)
        _wait(channel, channel.is_readable, seconds)
        return channel.take(count, peek)

    def send(self, data, seconds):
        """Write bytes; how many. Waits at most some seconds for room."""
        channel = self.outgoing
        if channel is None:
            raise failure(_errno.EBADF)
        _wait(channel, channel.is_writable, seconds)
        if channel.gone or channel.ended:
            raise failure(_errno.EPIPE)
        return channel.put(data)

    def shut(self, reading, writing):
        """End one way or both."""
        if reading and self.incoming is not None:
            self.incoming.gone = self.incoming.ended = True
            self.incoming.changed()
        if writing and self.outgoing is not None:
            self.outgoing.ended = True
            self.outgoing.changed()

    def released(self):
        """The last descriptor was closed."""
        self.shut(True, True)

    def read_file(self, opened, count):
        """``os.read``."""
        return self.receive(count, patience(opened))

    def write_file(self, opened, data):
        """``os.write``."""
        return self.send(data, patience(opened))


def patience(opened):
    """The seconds an open file waits: none, or for ever."""
    return 0 if opened.flags & O_NONBLOCK else None


def _wait(channel, is_ready, seconds):
    if is_ready():
        return
    if seconds == 0:
        raise failure(_errno.EAGAIN)
    if not wait_for_change([channel], is_ready, seconds):
        raise TimeoutError("timed out")


def wait_for_change(channels, is_ready, seconds):
    """Wait until something is ready, at most some seconds; whether it is."""
    me = threads.current()
    until = None if seconds is None else threads.deadline(threads.nanoseconds_of(seconds))
    for channel in channels:
        channel.waiters.append(me)
    try:
        while not is_ready():
            woken = deadlocks.wait(until)
            if not woken and not is_ready():
                return False
        return True
    finally:
        for channel in channels:
            channel.waiters.remove(me)


def pipe():
    """Two descriptors: what is written into the second is read from the first."""
    channel = Channel(False)
    reader = add_open(OpenFile(End(S_IFIFO, channel, None), 0))
    return reader, add_open(OpenFile(End(S_IFIFO, None, channel), 1))


def socket_pair(by_message):
    """Two descriptors of sockets that are connected with each other."""
    there, back = Channel(by_message), Channel(by_message)
    first = add_open(OpenFile(End(S_IFSOCK, back, there), 2))
    return first, add_open(OpenFile(End(S_IFSOCK, there, back), 2))


def end_of(fd):
    """The end a descriptor stands for, or ``None`` if it is a file or the console."""
    node = file_of(fd).node
    return node if isinstance(node, End) else None


def ready(reading, writing, seconds):
    """Of two lists of descriptors those that are ready; waits at most some seconds for one."""
    readers = [(fd, end_of(fd)) for fd in reading]
    writers = [(fd, end_of(fd)) for fd in writing]

    def can_read():
        return [fd for fd, end in readers if end is None or end.is_readable()]

    def can_write():
        return [fd for fd, end in writers if end is None or end.is_writable()]

    def is_ready():
        return can_read() or can_write()

    if seconds != 0:
        clock.announce()
    if seconds != 0 and not is_ready():
        channels = [end.incoming for _, end in readers if end is not None and end.incoming]
        channels += [end.outgoing for _, end in writers if end is not None and end.outgoing]
        wait_for_change(channels, is_ready, seconds)
    elif readers or writers:
        threads.pause()
    return can_read(), can_write()

