"""``posix``: what ``os`` needs, on the file system in memory."""

import _channels
import _memfs
import _signal
import _target
from _memfs import (
    O_APPEND,
    O_CLOEXEC,
    O_CREAT,
    O_DIRECTORY,
    O_EXCL,
    O_RDONLY,
    O_RDWR,
    O_TRUNC,
    O_WRONLY,
    close,
)
from _structseq import structseq

from tamapy.runtime import entropy, program_exit

error = OSError

F_OK = 0
R_OK = 4
W_OK = 2
X_OK = 1
SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2
EX_OK = 0
O_NONBLOCK = 0o4000
O_NOFOLLOW = 0o400000
O_SYNC = 0o4010000
TMP_MAX = 238328
NGROUPS_MAX = 65536
WNOHANG = 1

#: The environment: empty.
environ = {}
_have_functions = []

stat_result = structseq("stat_result", "os", (
    "st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "_atime", "_mtime",
    "_ctime", "st_atime", "st_mtime", "st_ctime", "st_atime_ns", "st_mtime_ns", "st_ctime_ns",
    "st_blksize", "st_blocks", "st_rdev",
), 10)
terminal_size = structseq("terminal_size", "os", ("columns", "lines"))
uname_result = structseq(
    "uname_result", "posix", ("sysname", "nodename", "release", "version", "machine")
)
times_result = structseq(
    "times_result", "posix", ("user", "system", "children_user", "children_system", "elapsed")
)
statvfs_result = structseq("statvfs_result", "os", (
    "f_bsize", "f_frsize", "f_blocks", "f_bfree", "f_bavail", "f_files", "f_ffree", "f_favail",
    "f_flag", "f_namemax", "f_fsid",
), 10)


def fspath(path, /):
    """A path as text or bytes."""
    if isinstance(path, (str, bytes)):
        return path
    method = getattr(type(path), "__fspath__", None)
    if method is None:
        raise TypeError(
            f"expected str, bytes or os.PathLike object, not {type(path).__name__}"
        )
    found = method(path)
    if not isinstance(found, (str, bytes)):
        raise TypeError(
            f"expected {type(path).__name__}.__fspath__() to return str or bytes, "
            f"not {type(found).__name__}"
        )
    return found


def _path(path):
    return path if isinstance(path, int) else fspath(path)


def open(path, flags, mode=0o777, *, dir_fd=None):  # noqa: A001
    """Open a file; its descriptor."""
    return _memfs.open_file(fspath(path), flags, mode)


def read(fd, length, /):
    """Read at most so many bytes."""
    return _memfs.read(fd, length)


def write(fd, data, /):
    """Write bytes; how many."""
    return _memfs.write(fd, bytes(data))


def lseek(fd, position, whence, /):
    """Move where a file stands."""
    return _memfs.seek(fd, position, whence)


def fsync(fd):
    """Memory is always up to date."""
    _memfs.file_of(fd)


fdatasync = fsync


def isatty(fd, /):
    """The console is no terminal."""
    return False


def dup(fd, /):
    """Another descriptor of the same open file."""
    return _memfs.add_open(_memfs.file_of(fd))


def pipe():
    """Two descriptors: what is written into the second is read from the first."""
    return _channels.pipe()


def get_blocking(fd, /):
    """Whether reading and writing wait."""
    return not _memfs.file_of(fd).flags & O_NONBLOCK


def set_blocking(fd, blocking, /):
    """Set whether reading and writing wait."""
    opened = _memfs.file_of(fd)
    opened.flags = opened.flags & ~O_NONBLOCK | (0 if blocking else O_NONBLOCK)


def get_inheritable(fd, /):
    """There is no program that could inherit a descriptor."""
    _memfs.file_of(fd)
    return False


def set_inheritable(fd, inheritable, /):
    """There is no program that could inherit a descriptor."""
    _memfs.file_of(fd)


def _stat_of(node):
    size = len(node.data) if isinstance(node, _memfs.File) else 0
    times = (node.atime, node.mtime, node.ctime)
    return stat_result((
        node.mode, node.number, 1, node.links, 0, 0, size,
        *[t // 1000000000 for t in times], *[t / 1000000000 for t in times], *times,
        4096, -(-size // 512), 0,
    ))


def stat(path, *, dir_fd=None, follow_symlinks=True):
    """What is known of a file."""
    return _stat_of(_memfs.find(_path(path)))


def lstat(path, *, dir_fd=None):
    """There are no symbolic links."""
    return stat(path)


def fstat(fd):
    """What is known of an open file."""
    return _stat_of(_memfs.file_of(fd).node)


def refuse_module(name):
    """Say why a module cannot be imported from a file that the program wrote."""
    import sys

    for directory in sys.path:
        path = f"{directory}/{name.replace('.', '/')}.py"
        if access(path, F_OK):
            raise ModuleNotFoundError(
                f"No module named '{name}': the build never saw the file '{path}'", name=name
            )


def access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True):
    """Whether a file can be used in a way."""
    try:
        node = _memfs.find(_path(path))
    except OSError:
        return False
    return not mode & X_OK or bool(node.mode & 0o111)


def truncate(path, length):
    """Cut a file to a length."""
    _memfs.truncate(_memfs.find(_path(path)), length)


def ftruncate(fd, length, /):
    """Cut an open file to a length."""
    _memfs.truncate(_memfs.file_of(fd).node, length)


def mkdir(path, mode=0o777, *, dir_fd=None):
    """Make a directory."""
    _memfs.make_directory(fspath(path), mode)


def rmdir(path, *, dir_fd=None):
    """Remove an empty directory."""
    _memfs.remove_directory(fspath(path))


def unlink(path, *, dir_fd=None):
    """Remove a file."""
    _memfs.remove_file(fspath(path))


remove = unlink


def rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    """Move a file or directory."""
    _memfs.rename(fspath(src), fspath(dst))


replace = rename


def chmod(path, mode, *, dir_fd=None, follow_symlinks=True):
    """Set a file's permissions."""
    node = _memfs.find(_path(path))
    node.mode = node.mode & ~0o7777 | mode & 0o7777


def utime(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True):
    """Set a file's times."""
    node = _memfs.find(_path(path))
    if times is not None:
        node.atime, node.mtime = [int(t * 1000000000) for t in times]
    elif ns is not None:
        node.atime, node.mtime = ns
    else:
        node.touch()
        node.atime = node.mtime


def umask(mask, /):
    """There is no mask."""
    return 0


def _entries(path):
    path = "." if path is None else _path(path)
    node = _memfs.find(path)
    if not isinstance(node, _memfs.Directory):
        raise _memfs.failure(20, path)
    return path, node.entries


def listdir(path=None):
    """The names in a directory."""
    path, entries = _entries(path)
    if isinstance(path, bytes):
        return [name.encode("utf-8", "surrogateescape") for name in entries]
    return list(entries)


class DirEntry:
    """An entry that ``scandir`` gives."""

    __slots__ = ("name", "path", "_node")

    def __init__(self, name, path, node):
        self.name = name
        self.path = path
        self._node = node

    def is_dir(self, *, follow_symlinks=True):
        """Whether it is a directory."""
        return isinstance(self._node, _memfs.Directory)

    def is_file(self, *, follow_symlinks=True):
        """Whether it is a file."""
        return isinstance(self._node, _memfs.File)

    def is_symlink(self):
        """There are no symbolic links."""
        return False

    def stat(self, *, follow_symlinks=True):
        """What is known of it."""
        return _stat_of(self._node)

    def inode(self):
        """Its number."""
        return self._node.number

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f"<DirEntry {self.name!r}>"


class _Scan:
    """The iterator that ``scandir`` returns."""

    def __init__(self, path, entries):
        self._items = iter(entries)
        self._path = path

    def __iter__(self):
        return self

    def __next__(self):
        name, node = next(self._items)
        path = self._path
        full = name if path == "." else f"{path.rstrip('/')}/{name}"
        return DirEntry(name, full, node)

    def close(self):
        """Stop."""
        self._items = iter(())

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()


def scandir(path=None):
    """The entries of a directory."""
    path, entries = _entries(path)
    return _Scan(path, list(entries.items()))


def getcwd():
    """The current directory."""
    return _memfs.cwd[0]


def getcwdb():
    """The current directory as bytes."""
    return _memfs.cwd[0].encode("utf-8", "surrogateescape")


def chdir(path):
    """Change the current directory."""
    path = fspath(path)
    if not isinstance(_memfs.find(path), _memfs.Directory):
        raise _memfs.failure(20, path)
    _memfs.cwd[0] = "/" + "/".join(_memfs.absolute(path))


def strerror(code, /):
    """The text of an error number."""
    return _memfs.text_of(code)


def urandom(size, /):
    """Random bytes from the board."""
    if size < 0:
        raise ValueError("negative argument not allowed")
    return entropy.random_bytes(size)


def getrandom(size, flags=0):
    """Random bytes from the board."""
    return urandom(size)


GRND_NONBLOCK = 1
GRND_RANDOM = 2


def getpid():
    """There is one program."""
    return 1


def getppid():
    """There is one program."""
    return 0


def getuid():
    """There are no users."""
    return 0


geteuid = getgid = getegid = getuid


def cpu_count():
    """One processor runs Python."""
    return 1


def sched_yield():
    """Let other threads run."""
    import time

    time.sleep(0)


def uname():
    """What the target is; its node's name is the board's."""
    import sys

    machine = "armv7l" if sys.maxsize < 1 << 32 else "x86_64"
    return uname_result((sys.platform, _target.BOARD, "", sys.version, machine))


def get_terminal_size(fd=1, /):
    """The console has no size."""
    raise _memfs.failure(25)


def putenv(name, value, /):
    """``os.environ`` keeps the variables itself."""


def unsetenv(name, /):
    """``os.environ`` keeps the variables itself."""


def _exit(status):
    """End the program at once."""
    program_exit.leave(status)


def abort():
    """End the program at once, by the signal SIGABRT."""
    _signal.watched(6)
    program_exit.leave(134)


def register_at_fork(*, before=None, after_in_child=None, after_in_parent=None):
    """Nothing ever forks."""


def _unavailable(name):
    def call(*args, **kwargs):
        raise NotImplementedError(f"os.{name}() is not available on this target")

    call.__name__ = call.__qualname__ = name
    return call


system = _unavailable("system")


def kill(pid, signal, /):
    """Send a signal: only the program itself is there to get it."""
    if pid != getpid():
        raise _memfs.failure(3)
    if signal:
        _signal.raise_signal(signal)


def waitpid(pid, options, /):
    """Wait for another program: none was started."""
    raise _memfs.failure(10)


def WIFEXITED(status):
    """Whether a program that ended did so by itself."""
    return status & 0x7F == 0


def WEXITSTATUS(status):
    """The exit status of a program that ended by itself."""
    return status >> 8 & 0xFF


def WIFSIGNALED(status):
    """Whether a program was ended by a signal."""
    return 0 < status & 0x7F < 0x7F


def WTERMSIG(status):
    """The signal that ended a program."""
    return status & 0x7F


def WIFSTOPPED(status):
    """Whether a program was stopped by a signal."""
    return status & 0xFF == 0x7F


def WSTOPSIG(status):
    """The signal that stopped a program."""
    return status >> 8 & 0xFF


def waitstatus_to_exitcode(status):
    """What ``waitpid`` tells as an exit code; negative for a signal."""
    if WIFEXITED(status):
        return WEXITSTATUS(status)
    if WIFSIGNALED(status):
        return -WTERMSIG(status)
    raise ValueError(f"invalid wait status: {status}")

__all__ = [
    "EX_OK", "F_OK", "GRND_NONBLOCK", "GRND_RANDOM", "NGROUPS_MAX", "O_APPEND", "O_CLOEXEC",
    "O_CREAT", "O_DIRECTORY", "O_EXCL", "O_NOFOLLOW", "O_NONBLOCK", "O_RDONLY", "O_RDWR", "O_SYNC",
    "O_TRUNC", "O_WRONLY", "R_OK", "SEEK_CUR", "SEEK_END", "SEEK_SET", "TMP_MAX", "WEXITSTATUS",
    "WIFEXITED", "WIFSIGNALED", "WIFSTOPPED", "WNOHANG", "WSTOPSIG", "WTERMSIG", "W_OK", "X_OK",
    "DirEntry", "abort", "access", "chdir", "chmod", "close", "cpu_count", "dup", "environ",
    "error", "fdatasync", "fspath", "fstat", "fsync", "ftruncate", "get_blocking",
    "get_inheritable", "get_terminal_size", "getcwd", "getcwdb", "getegid", "geteuid", "getgid",
    "getpid", "getppid", "getrandom", "getuid", "isatty", "kill", "listdir", "lseek", "lstat",
    "mkdir", "open", "pipe", "putenv", "read", "register_at_fork", "remove", "rename", "replace",
    "rmdir", "scandir", "sched_yield", "set_blocking", "set_inheritable", "stat", "stat_result",
    "statvfs_result", "strerror", "system", "terminal_size", "times_result", "truncate", "umask",
    "uname", "uname_result", "unlink", "unsetenv", "urandom", "utime", "waitpid",
    "waitstatus_to_exitcode", "write",
]
