"""``sys``: what the target tells of itself, its streams, and how a program ends."""

from _frozen_importlib import PathFinder as _PathFinder
from _namespace import SimpleNamespace as _SimpleNamespace
from _structseq import structseq
from _target import BITS, BYTEORDER, MAXSIZE, MODULES, PLATFORM, VERSION_INFO

from tamapy.runtime import (
    async_generators,
    dropped,
    exceptions,
    frames,
    heap_info,
    recursion_depth,
    recursion_limit,
    threads,
)
from tamapy.runtime import terminal as console
from tamapy.runtime.ints import text as int_text

_MISSING = object()
modules = MODULES
platform = PLATFORM
maxsize = MAXSIZE
byteorder = BYTEORDER
maxunicode = 0x10FFFF
argv = [""]
orig_argv = [""]
path = []
path_hooks = []
path_importer_cache = {}
meta_path = [_PathFinder]
executable = ""
prefix = exec_prefix = base_prefix = base_exec_prefix = "/usr"
platlibdir = "lib"
copyright = ""  # noqa: A001
pycache_prefix = None
dont_write_bytecode = True
warnoptions = []
_xoptions = {}
api_version = 1013
abiflags = ""
float_repr_style = "short"
_framework = ""
_git = ("CPython", "", "")
_home = None

_version = structseq(
    "version_info", "sys", ("major", "minor", "micro", "releaselevel", "serial")
)
version_info = _version(VERSION_INFO)
hexversion = (
    version_info[0] << 24 | version_info[1] << 16 | version_info[2] << 8 | 0xF0
)
version = f"{version_info[0]}.{version_info[1]}.{version_info[2]} (TamaPy) [LLVM]"


implementation = _SimpleNamespace(
    name="tamapy", cache_tag=None, version=version_info, hexversion=hexversion
)

_flag_names = (
    "debug", "inspect", "interactive", "optimize", "dont_write_bytecode", "no_user_site",
    "no_site", "ignore_environment", "verbose", "bytes_warning", "quiet", "hash_randomization",
    "isolated", "dev_mode", "utf8_mode", "warn_default_encoding", "safe_path",
    "int_max_str_digits",
)
flags = structseq("flags", "sys", _flag_names)(
    (0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 1, False, 1, 0, True, 4300)
)
float_info = structseq("float_info", "sys", (
    "max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig", "mant_dig",
    "epsilon", "radix", "rounds",
))((
    1.7976931348623157e308, 1024, 308, 2.2250738585072014e-308, -1021, -307, 15, 53,
    2.220446049250313e-16, 2, 1,
))
int_info = structseq("int_info", "sys", (
    "bits_per_digit", "sizeof_digit", "default_max_str_digits", "str_digits_check_threshold",
))((32, 4, 4300, 640))
_hash_bits = 61 if BITS == 64 else 31
hash_info = structseq("hash_info", "sys", (
    "width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits", "cutoff",
))((BITS, (1 << _hash_bits) - 1, 314159, 0, 1000003, "fnv", BITS, 0, 0))
thread_info = structseq("thread_info", "sys", ("name", "lock", "version"))(
    ("tamapy", None, None)
)

builtin_module_names = ("_thread", "builtins", "errno", "posix", "sys", "time")
stdlib_module_names = frozenset()
ps1 = ">>> "
ps2 = "... "


def exit(status=None, /):  # noqa: A001
    """Raise ``SystemExit``."""
    raise SystemExit(status)


def exc_info():
    """Class, value and traceback of the exception being handled."""
    exc = exceptions.handled_or_none()
    if exc is None:
        return (None, None, None)
    return (type(exc), exc, exc.__traceback__)


def exception():
    """The exception being handled."""
    return exceptions.handled_or_none()


def getrecursionlimit():
    """The limit a program set; the stack's size is what really ends a recursion."""
    return recursion_limit.get()


def setrecursionlimit(limit, /):
    """Limit recursion, if the limit is below the usual one."""
    if not isinstance(limit, int):
        raise TypeError(f"'{type(limit).__name__}' object cannot be interpreted as an integer")
    if limit < 1:
        raise ValueError("recursion limit must be greater or equal than 1")
    recursion_depth.limit_to(limit)


_interned = {}


def intern(string, /):
    """The one object of all equal texts that were given to this function."""
    if type(string) is not str:
        raise TypeError(f"intern() argument must be str, not {type(string).__name__}")
    return _interned.setdefault(string, string)


def getsizeof(object, default=None, /):  # noqa: A002
    """Bytes an object takes, without what it refers to."""
    return object.__sizeof__()


def getrefcount(object, /):  # noqa: A002
    """Objects are not counted here; some small number."""
    return 2


def getdefaultencoding():
    """Always UTF-8."""
    return "utf-8"


def getfilesystemencoding():
    """Always UTF-8."""
    return "utf-8"


def getfilesystemencodeerrors():
    """How file names that are no UTF-8 are kept."""
    return "surrogateescape"


def get_int_max_str_digits():
    """The digits an int may have to be converted to text or from it."""
    return _digits[0]


def set_int_max_str_digits(maxdigits):
    """Set the limit of digits; 0 for none."""
    if maxdigits < 0 or 0 < maxdigits < 640:
        raise ValueError("maxdigits must be 0 or larger than 640")
    _digits[0] = maxdigits
    int_text.set_max_digits(maxdigits)


_digits = [4300]


def getswitchinterval():
    """Threads take turns by themselves."""
    return 0.005


def setswitchinterval(interval, /):
    """Turns are counted, not timed."""
    if interval <= 0:
        raise ValueError("switch interval must be strictly positive")


def getallocatedblocks():
    """Bytes in use on the heap, in blocks of 16."""
    return heap_info.live_bytes() // 16


def is_finalizing():
    """Whether the program is ending."""
    return False


def audit(event, /, *args):
    """Tell the audit hooks."""
    for hook in _audit_hooks:
        hook(event, args)


def addaudithook(hook, /):
    """Add an audit hook."""
    _audit_hooks.append(hook)


_audit_hooks = []


_hooks_type = structseq("asyncgen_hooks", "", ("firstiter", "finalizer"))


def get_asyncgen_hooks():
    """What this thread has set to be called of asynchronous generators."""
    return _hooks_type(async_generators.hooks.get(threads.ident(), (None, None)))


def set_asyncgen_hooks(firstiter=_MISSING, finalizer=_MISSING):
    """Set what is called with an asynchronous generator that is iterated for the first time.

    The finalizer is called when the collector finds a generator that was left half-way.
    """
    hooks = []
    for name, value, known in zip(
        ("firstiter", "finalizer"), (firstiter, finalizer), get_asyncgen_hooks(), strict=True
    ):
        if value is _MISSING:
            value = known
        elif value is not None and not callable(value):
            raise TypeError(f"callable {name} expected, got {type(value).__name__}")
        hooks.append(value)
    async_generators.hooks[threads.ident()] = tuple(hooks)


_origin_depth = [0]


def get_coroutine_origin_tracking_depth():
    """Of how many callers coroutines record by whom they were made."""
    return _origin_depth[0]


def set_coroutine_origin_tracking_depth(depth):
    """Have coroutines record so many of the callers they were made by."""
    if not isinstance(depth, int):
        raise TypeError(f"'{type(depth).__name__}' object cannot be interpreted as an integer")
    if depth < 0:
        raise ValueError("depth must be >= 0")
    _origin_depth[0] = depth
    dropped.tell_origins(_origin if depth else None)


def _origin():
    """The callers of a coroutine's function: file, line and name, the innermost first."""
    found = []
    frame = frames.get(0).f_back
    while frame is not None and len(found) < _origin_depth[0]:
        code = frame.f_code
        found.append((code.co_filename, frame.f_lineno, code.co_name))
        frame = frame.f_back
    return tuple(found)


def settrace(function, /):
    """Compiled code cannot be traced."""
    if function is not None:
        raise NotImplementedError("sys.settrace() is not available on this target")


def gettrace():
    """No trace function."""
    return None


def setprofile(function, /):
    """Compiled code cannot be profiled from within."""
    if function is not None:
        raise NotImplementedError("sys.setprofile() is not available on this target")


def getprofile():
    """No profile function."""
    return None


def _getframe(depth=0, /):
    """A frame up the stack: its code and its globals."""
    return frames.get(depth)


def _current_frames():
    """The number of every thread, and its innermost frame."""
    return frames.of_threads()


def displayhook(value, /):
    """Print a value as the prompt does."""
    if value is None:
        return
    MODULES["builtins"]._ = None
    print(repr(value))
    MODULES["builtins"]._ = value


def excepthook(exctype, value, traceback, /):
    """Print an exception with its traceback to standard error."""
    from tamapy.runtime import uncaught

    if value.__traceback__ is None and traceback is not None:
        value = value.with_traceback(traceback)
    for line in uncaught.format_exception(value, []):
        stderr.write(line)


def unraisablehook(unraisable, /):
    """Print an exception that nobody could catch."""
    message = unraisable.err_msg or "Exception ignored in"
    stderr.write(f"{message}: {unraisable.object!r}\n")
    __excepthook__(unraisable.exc_type, unraisable.exc_value, unraisable.exc_traceback)


def breakpointhook(*args, **keywords):
    """There is no debugger inside an image."""
    raise NotImplementedError("breakpoint() is not available on this target")


__displayhook__ = displayhook
__excepthook__ = excepthook
__unraisablehook__ = unraisablehook
__breakpointhook__ = breakpointhook


class _Stream:
    """What the two faces of a standard stream share."""

    closed = False

    def __init__(self, name, number):
        self.name = name
        self._number = number

    def fileno(self):
        """0, 1 or 2."""
        return self._number

    def isatty(self):
        """The console is a terminal as little as a pipe is."""
        return False

    def seekable(self):
        """There is no going back."""
        return False

    def readable(self):
        """Whether it is the input."""
        return self._number == 0

    def writable(self):
        """Whether it is an output."""
        return self._number != 0

    def writelines(self, lines, /):
        """Send one after the other."""
        for line in lines:
            self.write(line)

    def flush(self):
        """Pass on the beginning of a line."""
        if self._number:
            console.flush()

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line


class _Bytes(_Stream):
    """The bytes under a standard stream: its ``buffer``."""

    _io_bases = ("IOBase", "BufferedIOBase")

    def write(self, data, /):
        """Send bytes; how many."""
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        return console.write_bytes(memoryview(data).tobytes(), self._number)

    def readline(self, size=-1, /):
        """A line of input."""
        return console.read_bytes(size)

    def read(self, size=-1, /):
        """All the rest of the input, or so many bytes."""
        parts = []
        count = 0
        while size < 0 or count < size:
            part = console.read_bytes(-1 if size < 0 else size - count)
            if not part:
                break
            parts.append(part)
            count += len(part)
        return b"".join(parts)

    read1 = read

    def __repr__(self):
        return f"<console {self.name} bytes>"


class _Console(_Stream):
    """A standard stream."""

    _io_bases = ("IOBase", "TextIOBase")
    encoding = "utf-8"
    errors = "backslashreplace"
    newlines = None
    line_buffering = True

    def __init__(self, name, number):
        _Stream.__init__(self, name, number)
        self.mode = "r" if number == 0 else "w"
        self.buffer = _Bytes(name, number)

    def write(self, text, /):
        """Send text."""
        return console.write(text, self._number)

    def reconfigure(self, *, encoding=None, errors=None, newline=None, line_buffering=None,
                    write_through=None):
        """The console is UTF-8, and nothing is held back."""

    def readline(self, size=-1, /):
        """A line of input."""
        return console.read_line(size)

    def read(self, size=-1, /):
        """All the rest of the input, or so many characters."""
        return console.read(size)

    def __repr__(self):
        return f"<console {self.name}>"


stdin = __stdin__ = _Console("<stdin>", 0)
stdout = __stdout__ = _Console("<stdout>", 1)
stderr = __stderr__ = _Console("<stderr>", 2)
