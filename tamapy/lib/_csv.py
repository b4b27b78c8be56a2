"""``_csv``: the reader and the writer of ``csv``."""

__version__ = "1.0"
__all__ = [
    "Dialect", "Error", "QUOTE_ALL", "QUOTE_MINIMAL", "QUOTE_NONE", "QUOTE_NONNUMERIC", "Reader",
    "Writer", "field_size_limit", "get_dialect", "list_dialects", "reader", "register_dialect",
    "unregister_dialect", "writer",
]

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = range(4)

_dialects = {}
_limit = [128 * 1024]

# Where the reader stands.
(
    _START_RECORD, _START_FIELD, _ESCAPED, _IN_FIELD, _IN_QUOTED, _ESCAPED_IN_QUOTED,
    _QUOTE_IN_QUOTED, _AFTER_RECORD, _AFTER_ESCAPED_NEWLINE,
) = range(9)
#: What the reader is shown at the end of a line.
_END = ""
_NEWLINES = ("\n", "\r", _END)

_UNSET = object()


class Error(Exception):
    """Data or a dialect that cannot be."""


Error.__module__ = "_csv"


def _character(name, value):
    if not isinstance(value, str):
        raise TypeError(f'"{name}" must be string, not {type(value).__name__}')
    if len(value) != 1:
        raise TypeError(f'"{name}" must be a 1-character string')
    return value


def _character_or_none(name, value):
    if value is None:
        return None
    if not isinstance(value, str):
        raise TypeError(f'"{name}" must be string or None, not {type(value).__name__}')
    if len(value) != 1:
        raise TypeError(f'"{name}" must be a 1-character string')
    return value


def _truth(name, value):
    return bool(value)


def _number(name, value):
    if type(value) is not int:
        raise TypeError(f'"{name}" must be an integer')
    if not -0x80000000 <= value <= 0x7FFFFFFF:
        raise OverflowError("Python int too large to convert to C int")
    return value


def _text(name, value):
    if value is not None and not isinstance(value, str):
        raise TypeError(f'"{name}" must be a string')
    return value


#: The parts of a dialect: what they are without being given, and their check.
_PARTS = {
    "delimiter": (",", _character), "doublequote": (True, _truth),
    "escapechar": (None, _character_or_none), "lineterminator": ("\r\n", _text),
    "quotechar": ('"', _character_or_none), "quoting": (QUOTE_MINIMAL, _number),
    "skipinitialspace": (False, _truth), "strict": (False, _truth),
}


class Dialect:
    """A way to write records; its parts cannot be changed."""

    __slots__ = tuple(["_" + name for name in _PARTS])

    def __new__(cls, dialect=None, *, delimiter=_UNSET, doublequote=_UNSET, escapechar=_UNSET,
                lineterminator=_UNSET, quotechar=_UNSET, quoting=_UNSET,
                skipinitialspace=_UNSET, strict=_UNSET):
        given = {
            "delimiter": delimiter, "doublequote": doublequote, "escapechar": escapechar,
            "lineterminator": lineterminator, "quotechar": quotechar, "quoting": quoting,
            "skipinitialspace": skipinitialspace, "strict": strict,
        }
        if isinstance(dialect, str):
            dialect = get_dialect(dialect)
        if type(dialect) is cls and all([value is _UNSET for value in given.values()]):
            return dialect
        self = object.__new__(cls)
        for name, (default, check) in _PARTS.items():
            value = given[name]
            if value is _UNSET and dialect is not None:
                value = given[name] = getattr(dialect, name, _UNSET)
            setattr(self, "_" + name, default if value is _UNSET else check(name, value))
        self._check(given)
        return self

    def _check(self, given):
        if not QUOTE_MINIMAL <= self._quoting <= QUOTE_NONE:
            raise TypeError('bad "quoting" value')
        if given["quotechar"] is None and given["quoting"] is _UNSET:
            self._quoting = QUOTE_NONE
        if self._quoting != QUOTE_NONE and self._quotechar is None:
            raise TypeError("quotechar must be set if quoting enabled")
        if self._lineterminator is None:
            raise TypeError("lineterminator must be set")

    @property
    def delimiter(self):
        """What separates fields."""
        return self._delimiter

    @property
    def doublequote(self):
        """Whether a quote in a field is doubled, not escaped."""
        return self._doublequote

    @property
    def escapechar(self):
        """What takes the meaning of the next character away, or None."""
        return self._escapechar

    @property
    def lineterminator(self):
        """What the writer ends a record with."""
        return self._lineterminator

    @property
    def quotechar(self):
        """What fields are quoted with, or None."""
        return self._quotechar

    @property
    def quoting(self):
        """Which fields are quoted."""
        return self._quoting

    @property
    def skipinitialspace(self):
        """Whether spaces after a delimiter do not count."""
        return self._skipinitialspace

    @property
    def strict(self):
        """Whether bad input is an error."""
        return self._strict

    def __reduce_ex__(self, protocol, /):
        raise TypeError("cannot pickle 'Dialect' instances")


Dialect.__module__ = "_csv"


def register_dialect(name, dialect=None, /, **fmtparams):
    """Give a dialect a name."""
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = Dialect(dialect, **fmtparams)


def unregister_dialect(name):
    """Forget a dialect."""
    if name not in _dialects:
        raise Error("unknown dialect")
    del _dialects[name]


def get_dialect(name):
    """The dialect of a name."""
    if name not in _dialects:
        raise Error("unknown dialect")
    return _dialects[name]


def list_dialects():
    """The names of all dialects."""
    return list(_dialects)


def field_size_limit(new_limit=_UNSET, /):
    """The most characters of a field that the reader takes; sets it if one is given."""
    old = _limit[0]
    if new_limit is not _UNSET:
        if type(new_limit) is not int:
            raise TypeError("limit must be an integer")
        _limit[0] = new_limit
    return old


class Reader:
    """Records of lines; :func:`reader` makes one."""

    __slots__ = ("__weakref__", "_lines", "_dialect", "_line_num", "_state", "_fields", "_field",
                 "_size", "_numeric")

    def __new__(cls, *arguments, **keywords):
        raise TypeError("cannot create '_csv.reader' instances")

    @property
    def dialect(self):
        """How the records are written."""
        return self._dialect

    @property
    def line_num(self):
        """The lines read so far."""
        return self._line_num

    def __iter__(self):
        return self

    def __next__(self):
        self._fields = []
        self._field = []
        self._size = 0
        self._state = _START_RECORD
        self._numeric = False
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if not self._field and self._state != _IN_QUOTED:
                    raise
                if self._dialect._strict:
                    raise Error("unexpected end of data") from None
                self._save()
                break
            if not isinstance(line, str):
                raise Error(
                    f"iterator should return strings, not {type(line).__name__} "
                    "(the file should be opened in text mode)"
                )
            self._line_num += 1
            for char in line:
                self._take(char)
            self._take(_END)
            if self._state == _START_RECORD:
                break
        fields = self._fields
        self._fields = []
        return fields

    def _add(self, char):
        if self._size >= _limit[0]:
            raise Error(f"field larger than field limit ({_limit[0]})")
        self._size += 1
        self._field.append(char)

    def _save(self):
        field = "".join(self._field)
        self._field = []
        self._size = 0
        if self._numeric:
            self._numeric = False
            field = float(field)
        self._fields.append(field)

    def _end_record(self, char):
        self._save()
        self._state = _START_RECORD if char is _END else _AFTER_RECORD

    def _take(self, char):
        state = self._state
        if state == _IN_FIELD:
            self._in_field(char)
        elif state == _IN_QUOTED:
            self._in_quoted(char)
        elif state == _START_RECORD or state == _START_FIELD:
            self._start(char)
        elif state == _QUOTE_IN_QUOTED:
            self._after_quote(char)
        elif state == _ESCAPED:
            self._add(char or "\n")
            newline = char == "\n" or char == "\r"
            self._state = _AFTER_ESCAPED_NEWLINE if newline else _IN_FIELD
        elif state == _ESCAPED_IN_QUOTED:
            self._add(char or "\n")
            self._state = _IN_QUOTED
        elif state == _AFTER_ESCAPED_NEWLINE:
            if char:
                self._in_field(char)
        elif not char:
            self._state = _START_RECORD
        elif char not in _NEWLINES:
            raise Error("new-line character seen in unquoted field - do you need to open the "
                        "file in universal-newline mode?")

    def _start(self, char):
        dialect = self._dialect
        if self._state == _START_RECORD:
            if not char:
                return
            if char == "\n" or char == "\r":
                self._state = _AFTER_RECORD
                return
            self._state = _START_FIELD
        if char in _NEWLINES:
            self._end_record(char)
        elif char == dialect._quotechar and dialect._quoting != QUOTE_NONE:
            self._state = _IN_QUOTED
        elif char == dialect._escapechar:
            self._state = _ESCAPED
        elif char == " " and dialect._skipinitialspace:
            pass
        elif char == dialect._delimiter:
            self._save()
        else:
            if dialect._quoting == QUOTE_NONNUMERIC:
                self._numeric = True
            self._add(char)
            self._state = _IN_FIELD

    def _in_field(self, char):
        dialect = self._dialect
        if char in _NEWLINES:
            self._end_record(char)
        elif char == dialect._escapechar:
            self._state = _ESCAPED
        elif char == dialect._delimiter:
            self._save()
            self._state = _START_FIELD
        else:
            # As in C, the state stays: after an escaped newline the end of a line is none.
            self._add(char)

    def _in_quoted(self, char):
        dialect = self._dialect
        if not char:
            return
        if char == dialect._escapechar:
            self._state = _ESCAPED_IN_QUOTED
        elif char == dialect._quotechar and dialect._quoting != QUOTE_NONE:
            self._state = _QUOTE_IN_QUOTED if dialect._doublequote else _IN_FIELD
        else:
            self._add(char)

    def _after_quote(self, char):
        dialect = self._dialect
        if char == dialect._quotechar and dialect._quoting != QUOTE_NONE:
            self._add(char)
            self._state = _IN_QUOTED
        elif char == dialect._delimiter:
            self._save()
            self._state = _START_FIELD
        elif char in _NEWLINES:
            self._end_record(char)
        elif not dialect._strict:
            self._add(char)
            self._state = _IN_FIELD
        else:
            raise Error(f"'{dialect._delimiter}' expected after '{dialect._quotechar}'")


class Writer:
    """Writes records; :func:`writer` makes one."""

    __slots__ = ("__weakref__", "_write", "_dialect")

    def __new__(cls, *arguments, **keywords):
        raise TypeError("cannot create '_csv.writer' instances")

    @property
    def dialect(self):
        """How the records are written."""
        return self._dialect

    def writerow(self, row, /):
        """Write a record; what the file's ``write`` returns."""
        try:
            fields = iter(row)
        except TypeError:
            raise Error(f"iterable expected, not {type(row).__name__}") from None
        dialect = self._dialect
        quoting = dialect._quoting
        parts = []
        for field in fields:
            quoted = quoting == QUOTE_ALL or quoting == QUOTE_NONNUMERIC and (
                not _is_number(field))
            if field is None:
                field = ""
            elif not isinstance(field, str):
                field = str(field)
            parts.append(_written(dialect, field, quoted))
        if len(parts) == 1 and not parts[0]:
            if quoting == QUOTE_NONE:
                raise Error("single empty field record must be quoted")
            parts = [dialect._quotechar * 2]
        return self._write(dialect._delimiter.join(parts) + dialect._lineterminator)

    def writerows(self, rows, /):
        """Write several records."""
        for row in rows:
            self.writerow(row)


def _is_number(value):
    kind = type(value)
    return hasattr(kind, "__index__") or hasattr(kind, "__float__") or (
        hasattr(kind, "__int__") or isinstance(value, complex))


def _written(dialect, field, quoted):
    """A field, quoted and escaped as need be."""
    delimiter, escape, quote = dialect._delimiter, dialect._escapechar, dialect._quotechar
    special = dialect._lineterminator
    made = []
    for char in field:
        if char == delimiter or char == escape or char == quote or char in special:
            escaped = False
            if dialect._quoting == QUOTE_NONE:
                escaped = True
            else:
                if char == quote:
                    if dialect._doublequote:
                        made.append(quote)
                    else:
                        escaped = True
                elif char == escape:
                    escaped = True
                if not escaped:
                    quoted = True
            if escaped:
                if escape is None:
                    raise Error("need to escape, but no escapechar set")
                made.append(escape)
        made.append(char)
    text = "".join(made)
    return quote + text + quote if quoted else text


Reader.__module__ = Writer.__module__ = "_csv"
Reader.__name__ = Reader.__qualname__ = "reader"
Writer.__name__ = Writer.__qualname__ = "writer"


def reader(iterable, /, dialect=None, **fmtparams):
    """The records of lines."""
    made = object.__new__(Reader)
    made._lines = iter(iterable)
    made._dialect = Dialect(dialect, **fmtparams)
    made._line_num = 0
    made._state = _START_RECORD
    made._fields = []
    made._field = []
    made._size = 0
    made._numeric = False
    return made


def writer(fileobj, /, dialect=None, **fmtparams):
    """Writes records to a file."""
    made = object.__new__(Writer)
    made._dialect = Dialect(dialect, **fmtparams)
    made._write = getattr(fileobj, "write", None)
    if not callable(made._write):
        raise TypeError('argument 1 must have a "write" method')
    return made
