"""``BaseException`` and the built-in exceptions with fields of their own."""

from types import TracebackType

from tamapy.metal import cast, is_null, metal
from tamapy.runtime import exceptions, instances
from tamapy.runtime.objects import (
    Exception_,
    ImportException,
    NamedException,
    SyntaxException,
    Type,
    UnicodeException,
    ValueException,
)
from tamapy.runtime.optional import or_none, or_null
from tamapy.runtime.registry import implements


@metal
def new_instance(class_: Type, args: object) -> object:
    """An exception of a class with its arguments."""
    made = cast(Exception_, instances.alloc(class_, 0))
    made.args = args
    made.suppress = False
    return cast(object, made)


@metal
def set_args(exc: Exception_, args: object) -> None:
    """``exc.args``."""
    exc.args = args


def no_keywords(exc, keywords):
    """Refuse keyword arguments."""
    if keywords:
        raise TypeError(f"{type(exc).__name__}() takes no keyword arguments")


def take_keywords(kind, keywords, known):
    """Refuse keyword arguments that an exception does not know."""
    for name in keywords:
        if name not in known:
            raise TypeError(f"'{name}' is an invalid keyword argument for {kind}()")


def base_str(exc):
    """``BaseException.__str__``."""
    args = exc.args
    if not args:
        return ""
    return str(args[0]) if len(args) == 1 else str(args)


def check_link(value, name):
    """``__cause__`` and ``__context__`` are exceptions or ``None``."""
    if value is not None and not exceptions.is_exception(value):
        raise TypeError(f"exception {name} must be None or derive from BaseException")
    return value


@implements(BaseException)
class BaseExceptionMethods:
    """``BaseException``."""

    def __new__(class_, /, *args, **kwargs):
        return new_instance(class_, args)

    def __init__(self, /, *args, **kwargs):
        no_keywords(self, kwargs)
        set_args(self, args)

    def __repr__(self, /):
        args = self.args
        name = type(self).__name__
        return f"{name}({args[0]!r})" if len(args) == 1 else f"{name}{args!r}"

    def __str__(self, /):
        return base_str(self)

    def __reduce__(self: Exception_, /):
        if is_null(self.dict):
            return (type(self), self.args)
        return (type(self), self.args, self.dict)

    def __setstate__(self, state, /):
        if state is not None:
            if not isinstance(state, dict):
                raise TypeError("state is not a dictionary")
            for name, value in list(state.items()):
                setattr(self, name, value)

    def with_traceback(self, traceback, /):
        self.__traceback__ = traceback
        return self

    def add_note(self, note, /):
        if not isinstance(note, str):
            raise TypeError(f"note must be a str, not '{type(note).__name__}'")
        notes = getattr(self, "__notes__", None)
        if notes is None:
            notes = self.__notes__ = []
        elif not isinstance(notes, list):
            raise TypeError("Cannot add note: __notes__ is not a list")
        notes.append(note)

    @property
    def args(self: Exception_):
        return self.args

    @args.setter
    def args(self: Exception_, value):
        self.args = tuple(value)

    @property
    def __traceback__(self: Exception_):
        return or_none(self.traceback)

    @__traceback__.setter
    def __traceback__(self: Exception_, value):
        if value is not None and not isinstance(value, TracebackType):
            raise TypeError("__traceback__ must be a traceback or None")
        self.traceback = or_null(value)

    @property
    def __cause__(self: Exception_):
        return or_none(self.cause)

    @__cause__.setter
    def __cause__(self: Exception_, value):
        exceptions.set_cause(self, or_null(check_link(value, "cause")))

    @property
    def __context__(self: Exception_):
        return or_none(self.context)

    @__context__.setter
    def __context__(self: Exception_, value):
        self.context = or_null(check_link(value, "context"))

    @property
    def __suppress_context__(self: Exception_):
        return self.suppress

    @__suppress_context__.setter
    def __suppress_context__(self: Exception_, value):
        if not isinstance(value, bool):
            raise TypeError("attribute value type must be bool")
        self.suppress = value


@metal
def set_value(exc: ValueException, value: object) -> None:
    """``StopIteration.value`` and ``SystemExit.code``."""
    exc.value = value


@implements(StopIteration)
class StopIterationMethods:
    """``StopIteration``."""

    def __init__(self, /, *args, **kwargs):
        no_keywords(self, kwargs)
        set_args(self, args)
        set_value(self, args[0] if args else None)

    @property
    def value(self: ValueException):
        return or_none(self.value)

    @value.setter
    def value(self: ValueException, value):
        self.value = value


@implements(SystemExit)
class SystemExitMethods:
    """``SystemExit``."""

    def __init__(self, /, *args, **kwargs):
        no_keywords(self, kwargs)
        set_args(self, args)
        if len(args) == 1:
            set_value(self, args[0])
        elif args:
            set_value(self, args)

    @property
    def code(self: ValueException):
        return or_none(self.value)

    @code.setter
    def code(self: ValueException, value):
        self.value = value


@implements(KeyError)
class KeyErrorMethods:
    """``KeyError``."""

    def __str__(self, /):
        args = self.args
        return repr(args[0]) if len(args) == 1 else base_str(self)


@metal
def set_import(exc: ImportException, msg: object, name: object, path: object) -> None:
    """The fields of an ``ImportError``."""
    exc.msg = msg
    exc.name = name
    exc.path = path


@implements(ImportError)
class ImportErrorMethods:
    """``ImportError``."""

    def __init__(self, /, *args, **kwargs):
        take_keywords("ImportError", kwargs, ("name", "path"))
        set_args(self, args)
        set_import(
            self, args[0] if len(args) == 1 else None, kwargs.get("name"), kwargs.get("path")
        )

    def __str__(self, /):
        return self.msg if type(self.msg) is str else base_str(self)

    def __reduce__(self, /):
        state = dict(self.__dict__)
        if self.name is not None:
            state["name"] = self.name
        if self.path is not None:
            state["path"] = self.path
        return (type(self), self.args, state) if state else (type(self), self.args)

    @property
    def msg(self: ImportException):
        return or_none(self.msg)

    @msg.setter
    def msg(self: ImportException, value):
        self.msg = value

    @property
    def name(self: ImportException):
        return or_none(self.name)

    @name.setter
    def name(self: ImportException, value):
        self.name = value

    @property
    def path(self: ImportException):
        return or_none(self.path)

    @path.setter
    def path(self: ImportException, value):
        self.path = value


@metal
def set_named(exc: NamedException, name: object, obj: object) -> None:
    """The fields of a ``NameError`` or ``AttributeError``."""
    exc.name = name
    exc.obj = obj


@implements(NameError)
class NameErrorMethods:
    """``NameError``."""

    def __init__(self, /, *args, **kwargs):
        take_keywords("NameError", kwargs, ("name",))
        set_args(self, args)
        set_named(self, kwargs.get("name"), None)

    @property
    def name(self: NamedException):
        return or_none(self.name)

    @name.setter
    def name(self: NamedException, value):
        self.name = value


@implements(AttributeError)
class AttributeErrorMethods(NameErrorMethods):
    """``AttributeError``."""

    def __init__(self, /, *args, **kwargs):
        take_keywords("AttributeError", kwargs, ("name", "obj"))
        set_args(self, args)
        set_named(self, kwargs.get("name"), kwargs.get("obj"))

    @property
    def obj(self: NamedException):
        return or_none(self.obj)

    @obj.setter
    def obj(self: NamedException, value):
        self.obj = value


@implements(SyntaxError)
class SyntaxErrorMethods:
    """``SyntaxError``."""

    def __init__(self, /, *args, **kwargs):
        no_keywords(self, kwargs)
        set_args(self, args)
        if args:
            self.msg = args[0]
        if len(args) == 2:
            place_syntax_error(self, tuple(args[1]))

    def __str__(self, /):
        name = self.filename
        name = name.rpartition("/")[2] if isinstance(name, str) else None
        line = self.lineno if type(self.lineno) is int else None
        if name is not None:
            where = f" ({name})" if line is None else f" ({name}, line {line})"
        else:
            where = "" if line is None else f" (line {line})"
        return f"{self.msg}{where}"

    @property
    def msg(self: SyntaxException):
        return or_none(self.msg)

    @msg.setter
    def msg(self: SyntaxException, value):
        self.msg = value

    @property
    def filename(self: SyntaxException):
        return or_none(self.filename)

    @filename.setter
    def filename(self: SyntaxException, value):
        self.filename = value

    @property
    def lineno(self: SyntaxException):
        return or_none(self.lineno)

    @lineno.setter
    def lineno(self: SyntaxException, value):
        self.lineno = value

    @property
    def offset(self: SyntaxException):
        return or_none(self.offset)

    @offset.setter
    def offset(self: SyntaxException, value):
        self.offset = value

    @property
    def text(self: SyntaxException):
        return or_none(self.text)

    @text.setter
    def text(self: SyntaxException, value):
        self.text = value

    @property
    def end_lineno(self: SyntaxException):
        return or_none(self.end_lineno)

    @end_lineno.setter
    def end_lineno(self: SyntaxException, value):
        self.end_lineno = value

    @property
    def end_offset(self: SyntaxException):
        return or_none(self.end_offset)

    @end_offset.setter
    def end_offset(self: SyntaxException, value):
        self.end_offset = value

    @property
    def print_file_and_line(self: SyntaxException):
        return or_none(self.print_file_and_line)

    @print_file_and_line.setter
    def print_file_and_line(self: SyntaxException, value):
        self.print_file_and_line = value


def place_syntax_error(exc, place):
    """Take the place of a ``SyntaxError`` from its second argument."""
    if len(place) < 4:
        raise TypeError(f"function missing required argument '{_PLACE[len(place)]}' (pos "
                        f"{len(place) + 1})")
    if len(place) > 6:
        raise TypeError(f"function takes at most 6 arguments ({len(place)} given)")
    exc.filename, exc.lineno, exc.offset, exc.text = place[:4]
    if len(place) == 5:
        raise TypeError("end_offset must be provided when end_lineno is provided")
    if len(place) == 6:
        exc.end_lineno, exc.end_offset = place[4:]


_PLACE = ("filename", "lineno", "offset", "text")


# -- UnicodeError ----------------------------------------------------------------------


@metal
def set_unicode(
    exc: UnicodeException, encoding: object, subject: object, start: object, end: object,
    reason: object,
) -> None:
    """The fields of a ``UnicodeEncodeError`` and its like."""
    exc.encoding = encoding
    exc.subject = subject
    exc.start = start
    exc.end = end
    exc.reason = reason


def check_argument(value, number, kind):
    """An argument of one type."""
    if not isinstance(value, kind):
        if kind is int:
            raise TypeError(
                f"'{type(value).__name__}' object cannot be interpreted as an integer"
            )
        raise TypeError(f"argument {number} must be {kind.__name__}, not {type(value).__name__}")


def init_unicode(exc, args, kwargs, kinds):
    """``__init__`` of the exceptions of codecs."""
    no_keywords(exc, kwargs)
    set_args(exc, args)
    if len(args) != len(kinds):
        raise TypeError(f"function takes exactly {len(kinds)} arguments ({len(args)} given)")
    number = 1
    for value in args:
        check_argument(value, number, kinds[number - 1])
        number += 1


def clip_start(start, subject):
    """Where the trouble starts, within the subject."""
    return max(0, min(start, len(subject) - 1))


def clip_end(end, subject):
    """Where the trouble ends, within the subject."""
    return max(1, min(end, len(subject)))


def given_span(exc: UnicodeException):
    """Start and end as they were set, in bounds or not."""
    return exc.start, exc.end


def escaped(char):
    """A character as messages of codecs show it."""
    code = ord(char)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


class _CodecError:
    """What the exceptions of codecs share."""

    @property
    def object(self: UnicodeException):
        return or_none(self.subject)

    @object.setter
    def object(self: UnicodeException, value):
        self.subject = value

    @property
    def start(self: UnicodeException):
        return clip_start(self.start, self.subject)

    @start.setter
    def start(self: UnicodeException, value):
        self.start = value

    @property
    def end(self: UnicodeException):
        return clip_end(self.end, self.subject)

    @end.setter
    def end(self: UnicodeException, value):
        self.end = value

    @property
    def reason(self: UnicodeException):
        return or_none(self.reason)

    @reason.setter
    def reason(self: UnicodeException, value):
        self.reason = value

    @property
    def encoding(self: UnicodeException):
        return or_none(self.encoding)

    @encoding.setter
    def encoding(self: UnicodeException, value):
        self.encoding = value


@implements(UnicodeEncodeError)
class UnicodeEncodeErrorMethods(_CodecError):
    """``UnicodeEncodeError``."""

    def __init__(self, /, *args, **kwargs):
        init_unicode(self, args, kwargs, (str, str, int, int, str))
        set_unicode(self, *args)

    def __str__(self, /):
        if self.object is None:
            return ""
        start, end = given_span(self)
        if start < len(self.object) and end == start + 1:
            return (
                f"'{self.encoding}' codec can't encode character "
                f"'{escaped(self.object[start])}' in position {start}: {self.reason}"
            )
        return (
            f"'{self.encoding}' codec can't encode characters in position {start}-{end - 1}: "
            f"{self.reason}"
        )


@implements(UnicodeDecodeError)
class UnicodeDecodeErrorMethods(_CodecError):
    """``UnicodeDecodeError``."""

    def __init__(self, /, *args, **kwargs):
        init_unicode(self, args, kwargs, (str, (bytes, bytearray, memoryview), int, int, str))
        set_unicode(self, args[0], bytes(args[1]), args[2], args[3], args[4])

    def __str__(self, /):
        if self.object is None:
            return ""
        start, end = given_span(self)
        if start < len(self.object) and end == start + 1:
            return (
                f"'{self.encoding}' codec can't decode byte 0x{self.object[start]:02x} in "
                f"position {start}: {self.reason}"
            )
        return (
            f"'{self.encoding}' codec can't decode bytes in position {start}-{end - 1}: "
            f"{self.reason}"
        )


@implements(UnicodeTranslateError)
class UnicodeTranslateErrorMethods(_CodecError):
    """``UnicodeTranslateError``."""

    def __init__(self, /, *args, **kwargs):
        init_unicode(self, args, kwargs, (str, int, int, str))
        set_unicode(self, None, *args)

    def __str__(self, /):
        if self.object is None:
            return ""
        start, end = given_span(self)
        if start < len(self.object) and end == start + 1:
            return (
                f"can't translate character '{escaped(self.object[start])}' in position "
                f"{start}: {self.reason}"
            )
        return f"can't translate characters in position {start}-{end - 1}: {self.reason}"
