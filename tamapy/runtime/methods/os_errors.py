"""``OSError``: the class that fits an ``errno``, and its fields."""

from tamapy.metal import is_null, metal, type_object
from tamapy.runtime import slots
from tamapy.runtime.methods.exceptions_ import base_str, new_instance, no_keywords, set_args
from tamapy.runtime.objects import OSException, Type
from tamapy.runtime.optional import or_none
from tamapy.runtime.registry import implements

#: ``errno`` on Linux to the exception that stands for it.
CLASSES = {
    1: PermissionError,  # EPERM
    2: FileNotFoundError,  # ENOENT
    3: ProcessLookupError,  # ESRCH
    4: InterruptedError,  # EINTR
    10: ChildProcessError,  # ECHILD
    11: BlockingIOError,  # EAGAIN
    13: PermissionError,  # EACCES
    17: FileExistsError,  # EEXIST
    20: NotADirectoryError,  # ENOTDIR
    21: IsADirectoryError,  # EISDIR
    32: BrokenPipeError,  # EPIPE
    103: ConnectionAbortedError,  # ECONNABORTED
    104: ConnectionResetError,  # ECONNRESET
    108: BrokenPipeError,  # ESHUTDOWN
    110: TimeoutError,  # ETIMEDOUT
    111: ConnectionRefusedError,  # ECONNREFUSED
    114: BlockingIOError,  # EALREADY
    115: BlockingIOError,  # EINPROGRESS
}


@metal
def parses_in_init(class_: Type) -> bool:
    """Whether ``__init__`` takes the arguments: a subclass has its own, but no ``__new__``."""
    base = type_object(OSError)
    return (
        class_.slots[slots.INIT] is not base.slots[slots.INIT]
        and class_.slots[slots.NEW] is base.slots[slots.NEW]
    )


@metal
def set_code(exc: OSException, errno: object, strerror: object) -> None:
    """The first two arguments."""
    exc.errno = errno
    exc.strerror = strerror


@metal
def set_names(exc: OSException, filename: object, filename2: object) -> None:
    """The names of the files concerned."""
    exc.filename = filename
    exc.filename2 = filename2


@metal
def set_written(exc: OSException, count: object) -> None:
    """``BlockingIOError.characters_written``."""
    exc.written = count


def parse(exc, args):
    """Take the arguments apart: ``(errno, strerror[, filename[, winerror[, filename2]]])``."""
    set_args(exc, args)
    count = len(args)
    if count < 2 or count > 5:
        return
    set_code(exc, args[0], args[1])
    name = args[2] if count > 2 else None
    if name is None:
        return
    if isinstance(exc, BlockingIOError) and isinstance(name, int):
        set_written(exc, name)
        return
    set_names(exc, name, args[4] if count > 4 else None)
    set_args(exc, args[:2])


@implements(OSError)
class OSErrorMethods:
    """``OSError``."""

    def __new__(class_, /, *args, **kwargs):
        if parses_in_init(class_):
            return new_instance(class_, ())
        if class_ is OSError and 2 <= len(args) <= 5:
            class_ = CLASSES.get(args[0], class_) if isinstance(args[0], int) else class_
        made = new_instance(class_, args)
        no_keywords(made, kwargs)
        parse(made, args)
        return made

    def __init__(self, /, *args, **kwargs):
        if parses_in_init(type(self)):
            no_keywords(self, kwargs)
            parse(self, args)

    def __str__(self: OSException, /):
        if not is_null(self.filename):
            text = f"[Errno {or_none(self.errno)}] {or_none(self.strerror)}: {self.filename!r}"
            second = or_none(self.filename2)
            return text if second is None else f"{text} -> {second!r}"
        if not is_null(self.errno) and not is_null(self.strerror):
            return f"[Errno {self.errno}] {self.strerror}"
        return base_str(self)

    def __reduce__(self: OSException, /):
        args = self.args
        if len(args) == 2 and not is_null(self.filename):
            args = (*args, self.filename)
            if or_none(self.filename2) is not None:
                args = (*args, None, self.filename2)
        if is_null(self.dict):
            return (type(self), args)
        return (type(self), args, self.dict)

    @property
    def errno(self: OSException):
        return or_none(self.errno)

    @errno.setter
    def errno(self: OSException, value):
        self.errno = value

    @property
    def strerror(self: OSException):
        return or_none(self.strerror)

    @strerror.setter
    def strerror(self: OSException, value):
        self.strerror = value

    @property
    def filename(self: OSException):
        return or_none(self.filename)

    @filename.setter
    def filename(self: OSException, value):
        self.filename = value

    @property
    def filename2(self: OSException):
        return or_none(self.filename2)

    @filename2.setter
    def filename2(self: OSException, value):
        self.filename2 = value

    @property
    def characters_written(self: OSException):
        if is_null(self.written):
            raise AttributeError("characters_written")
        return self.written

    @characters_written.setter
    def characters_written(self: OSException, value):
        self.written = value
