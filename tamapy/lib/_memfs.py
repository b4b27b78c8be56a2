"""The file system in memory: directories, files, and the table of open files.

It begins with ``/tmp``, ``/home`` and ``/dev/null`` and is empty at each boot. Descriptors 0 to 2
are the console.
"""

import errno as _errno

from tamapy.runtime import clock, terminal

S_IFDIR = 0o040000
S_IFREG = 0o100000
S_IFCHR = 0o020000

O_RDONLY = 0
O_WRONLY = 1
O_RDWR = 2
O_CREAT = 0o100
O_EXCL = 0o200
O_TRUNC = 0o1000
O_APPEND = 0o2000
O_DIRECTORY = 0o200000
O_CLOEXEC = 0o2000000


class Node:
    """What files and directories have in common. Times are nanoseconds since 1970."""

    __slots__ = ("number", "mode", "mtime", "ctime", "atime", "links")

    def __init__(self, mode):
        counter[0] += 1
        self.number = counter[0]
        self.mode = mode
        self.links = 1
        self.touch()
        self.atime = self.mtime

    def touch(self):
        """The content has changed now."""
        self.mtime = self.ctime = now[0]()

    def read_file(self, opened, count):
        """At most so many bytes from where an open file stands."""
        raise failure(_errno.EISDIR)

    def write_file(self, opened, data):
        """Write bytes where an open file stands; how many."""
        raise failure(_errno.EISDIR)

    def released(self):
        """The last descriptor of an open file was closed."""


def _epoch():
    return 0


#: Inode numbers given out; and the clock, silent while modules are imported.
counter = [0]
now = [_epoch]


class File(Node):
    """A regular file. ``data`` is a bytearray, or the bytes of a file that the image has."""

    __slots__ = ("data",)

    def __init__(self, mode):
        Node.__init__(self, S_IFREG | mode & 0o777)
        self.data = bytearray()

    def read_file(self, opened, count):
        data = bytes(self.data[opened.position:opened.position + count])
        opened.position += len(data)
        return data

    def changeable(self):
        """The content to be changed: that of a file of the image is its own from now on."""
        if isinstance(self.data, bytes):
            self.data = bytearray(self.data)
        return self.data

    def write_file(self, opened, data):
        content = self.changeable()
        if opened.flags & O_APPEND:
            opened.position = len(content)
        at = opened.position
        if at > len(content):
            content.extend(bytes(at - len(content)))
        content[at:at + len(data)] = data
        opened.position = at + len(data)
        self.touch()
        return len(data)


class Directory(Node):
    """A directory: names to nodes."""

    __slots__ = ("entries", "parent")

    def __init__(self, parent=None, mode=0o755):
        Node.__init__(self, S_IFDIR | mode & 0o777)
        self.entries = {}
        self.parent = self if parent is None else parent


class Console(Node):
    """One of the standard streams, by its descriptor."""

    __slots__ = ("number",)

    def __init__(self, number):
        Node.__init__(self, S_IFCHR | 0o620)
        self.number = number

    def read_file(self, opened, count):
        return terminal.read_bytes(count)

    def write_file(self, opened, data):
        return terminal.write_bytes(data, self.number)


class Null(Node):
    """``/dev/null``."""

    __slots__ = ()

    def read_file(self, opened, count):
        return b""

    def write_file(self, opened, data):
        return len(data)


class OpenFile:
    """An open file: its node, how it was opened, where it stands."""

    __slots__ = ("node", "flags", "position")

    def __init__(self, node, flags):
        self.node = node
        self.flags = flags
        self.position = 0

    @property
    def readable(self):
        """Whether it was opened for reading."""
        return self.flags & 3 != O_WRONLY

    @property
    def writable(self):
        """Whether it was opened for writing."""
        return self.flags & 3 != O_RDONLY


def _new_root():
    root = Directory()
    for name in ("tmp", "home", "dev"):
        root.entries[name] = Directory(root)
    root.entries["dev"].entries["null"] = Null(S_IFCHR | 0o666)
    return root


ROOT = _new_root()
#: The current directory, as a path.
cwd = ["/"]
#: Open files by descriptor.
table = {
    0: OpenFile(Console(0), O_RDONLY), 1: OpenFile(Console(1), O_WRONLY),
    2: OpenFile(Console(2), O_WRONLY),
}

_TEXTS = {
    1: "Operation not permitted", 2: "No such file or directory", 3: "No such process",
    10: "No child processes", 5: "Input/output error",
    9: "Bad file descriptor", 11: "Resource temporarily unavailable", 12: "Cannot allocate memory",
    13: "Permission denied", 16: "Device or resource busy", 17: "File exists",
    18: "Invalid cross-device link", 20: "Not a directory", 21: "Is a directory",
    22: "Invalid argument", 24: "Too many open files", 25: "Inappropriate ioctl for device",
    27: "File too large", 28: "No space left on device", 29: "Illegal seek",
    30: "Read-only file system", 32: "Broken pipe", 34: "Numerical result out of range",
    36: "File name too long", 38: "Function not implemented", 39: "Directory not empty",
    110: "Connection timed out", 111: "Connection refused",
}


def text_of(number):
    """``os.strerror``."""
    return _TEXTS.get(number, f"Unknown error {number}")


def failure(number, path=None, other=None):
    """The ``OSError`` of an error number."""
    if other is not None:
        return OSError(number, text_of(number), path, None, other)
    if path is not None:
        return OSError(number, text_of(number), path)
    return OSError(number, text_of(number))


def absolute(path):
    """A path from the root, with ``.`` and ``..`` resolved, as its parts."""
    if isinstance(path, bytes):
        path = path.decode("utf-8", "surrogateescape")
    if "\0" in path:
        raise ValueError("embedded null byte")
    if not path:
        raise failure(_errno.ENOENT, path)
    if not path.startswith("/"):
        path = cwd[0] + "/" + path
    parts = []
    for part in path.split("/"):
        if part == "..":
            if parts:
                parts.pop()
        elif part and part != ".":
            parts.append(part)
    return parts


def find(path):
    """The node of a path."""
    if isinstance(path, int):
        return file_of(path).node
    node = ROOT
    for part in absolute(path):
        if not isinstance(node, Directory):
            raise failure(_errno.ENOTDIR, path)
        node = node.entries.get(part)
        if node is None:
            raise failure(_errno.ENOENT, path)
    return node


def find_parent(path):
    """The directory a path's last part is in, and that part."""
    parts = absolute(path)
    if not parts:
        raise failure(_errno.EBUSY, path)
    node = ROOT
    for part in parts[:-1]:
        if isinstance(node, Directory):
            node = node.entries.get(part)
        if node is None:
            raise failure(_errno.ENOENT, path)
    if not isinstance(node, Directory):
        raise failure(_errno.ENOTDIR, path)
    return node, parts[-1]


def file_of(fd):
    """An open file by its descriptor."""
    found = table.get(fd)
    if found is None:
        raise failure(_errno.EBADF)
    return found


def _announce():
    """Say that files will be changed, or be what the running program made them."""
    now[0] = clock.wall_ns
    clock.announce()


def _find_to_open(path, flags):
    """The node of a file that is there. Reading one of the image's has no effect."""
    if flags & 3 or flags & O_TRUNC:
        _announce()
    try:
        return find(path)
    except OSError:
        _announce()
        raise


def open_file(path, flags, mode=0o666):
    """Open a file; its descriptor."""
    node = None
    if not flags & O_CREAT:
        node = _find_to_open(path, flags)
    else:
        _announce()
        parts = absolute(path)
        if not parts:
            raise failure(_errno.EISDIR, path)
        directory, name = find_parent(path)
        node = directory.entries.get(name)
        if node is None:
            node = directory.entries[name] = File(mode)
            directory.touch()
        elif flags & O_EXCL:
            raise failure(_errno.EEXIST, path)
    if isinstance(node, Directory) and flags & 3:
        raise failure(_errno.EISDIR, path)
    if flags & O_DIRECTORY and not isinstance(node, Directory):
        raise failure(_errno.ENOTDIR, path)
    opened = OpenFile(node, flags)
    if flags & O_TRUNC and isinstance(node, File) and opened.writable:
        node.data = bytearray()
        node.touch()
    return add_open(opened)


def add_file(path, data):
    """Make a file of the image, and the directories around it. The build does this."""
    node = ROOT
    *directories, name = absolute(path)
    for part in directories:
        node = node.entries.setdefault(part, Directory(node))
    node.entries[name] = File(0o644)
    node.entries[name].data = data


def add_open(opened):
    """Give an open file the lowest free descriptor."""
    fd = 3
    while fd in table:
        fd += 1
    table[fd] = opened
    return fd


def close(fd):
    """Close a descriptor."""
    opened = file_of(fd)
    del table[fd]
    if opened not in table.values():
        opened.node.released()


def read(fd, count):
    """At most so many bytes from where a file stands."""
    opened = file_of(fd)
    if not opened.readable:
        raise failure(_errno.EBADF)
    return opened.node.read_file(opened, count)


def write(fd, data):
    """Write bytes where a file stands; how many."""
    opened = file_of(fd)
    if not opened.writable:
        raise failure(_errno.EBADF)
    return opened.node.write_file(opened, data)


def seek(fd, offset, whence):
    """Move where a file stands; the new position."""
    opened = file_of(fd)
    if isinstance(opened.node, Null):
        return 0
    if not isinstance(opened.node, (File, Directory)):
        raise failure(_errno.ESPIPE)
    if whence == 1:
        offset += opened.position
    elif whence == 2:
        offset += len(opened.node.data) if isinstance(opened.node, File) else 0
    elif whence != 0:
        raise failure(_errno.EINVAL)
    if offset < 0:
        raise failure(_errno.EINVAL)
    opened.position = offset
    return offset


def truncate(node, length):
    """Cut a file, or fill it with zeros, to a length."""
    if not isinstance(node, File) or length < 0:
        raise failure(_errno.EINVAL)
    if length < len(node.data):
        del node.changeable()[length:]
    else:
        node.changeable().extend(bytes(length - len(node.data)))
    node.touch()


def make_directory(path, mode):
    """Make a directory."""
    directory, name = find_parent(path)
    if name in directory.entries:
        raise failure(_errno.EEXIST, path)
    directory.entries[name] = Directory(directory, mode)
    directory.touch()


def remove_directory(path):
    """Remove an empty directory."""
    directory, name = find_parent(path)
    node = directory.entries.get(name)
    if node is None:
        raise failure(_errno.ENOENT, path)
    if not isinstance(node, Directory):
        raise failure(_errno.ENOTDIR, path)
    if node.entries:
        raise failure(_errno.ENOTEMPTY, path)
    del directory.entries[name]
    directory.touch()


def remove_file(path):
    """Remove a file."""
    directory, name = find_parent(path)
    node = directory.entries.get(name)
    if node is None:
        raise failure(_errno.ENOENT, path)
    if isinstance(node, Directory):
        raise failure(_errno.EISDIR, path)
    del directory.entries[name]
    node.links -= 1
    directory.touch()


def rename(source, target):
    """Move a file or directory, replacing what a file can replace."""
    old, old_name = find_parent(source)
    node = old.entries.get(old_name)
    if node is None:
        raise failure(_errno.ENOENT, source, target)
    new, new_name = find_parent(target)
    present = new.entries.get(new_name)
    if present is node:
        return
    if isinstance(present, Directory):
        if not isinstance(node, Directory):
            raise failure(_errno.EISDIR, source, target)
        if present.entries:
            raise failure(_errno.ENOTEMPTY, source, target)
    elif present is not None and isinstance(node, Directory):
        raise failure(_errno.ENOTDIR, source, target)
    ancestor = new
    while ancestor is not ROOT:
        if ancestor is node:
            raise failure(_errno.EINVAL, source, target)
        ancestor = ancestor.parent
    del old.entries[old_name]
    new.entries[new_name] = node
    if isinstance(node, Directory):
        node.parent = new
    old.touch()
    new.touch()
