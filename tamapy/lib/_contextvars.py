"""``_contextvars``: variables that each context has a value of its own of."""

from tamapy.runtime import threads


class _Missing:
    """What a variable had before its first value."""

    __slots__ = ()

    def __repr__(self):
        return "<Token.MISSING>"


_MISSING = _Missing()
#: The current context of each thread, by its number.
_current = {}


def _context():
    ident = threads.ident()
    found = _current.get(ident)
    if found is None:
        found = _current[ident] = Context()
    return found


def _refuse(cls):
    name = f"_contextvars.{cls.__base__.__name__}"
    raise TypeError(f"type '{name}' is not an acceptable base type")


class Context:
    """A mapping of context variables to values."""

    __slots__ = ("_values", "_entered", "_previous", "__weakref__")
    __init_subclass__ = classmethod(_refuse)

    def __init__(self, *args, **kwargs):
        if args or kwargs:
            raise TypeError("Context() does not accept any arguments")
        self._values = {}
        self._entered = False
        self._previous = None

    def run(self, callable, /, *args, **kwargs):  # noqa: A002
        """Call a function in this context."""
        if self._entered:
            raise RuntimeError(f"cannot enter context: {self} is already entered")
        ident = threads.ident()
        self._previous = _current.get(ident)
        self._entered = True
        _current[ident] = self
        try:
            return callable(*args, **kwargs)
        finally:
            if self._previous is None:
                del _current[ident]
            else:
                _current[ident] = self._previous
            self._previous = None
            self._entered = False

    def copy(self):
        """A context with the same values."""
        made = Context()
        made._values = self._values.copy()
        return made

    def _check(self, key):
        if not isinstance(key, ContextVar):
            raise TypeError(f"a ContextVar key was expected, got {key!r}")
        return key

    def __getitem__(self, key, /):
        return self._values[self._check(key)]

    def __contains__(self, key, /):
        return self._check(key) in self._values

    def get(self, key, default=None, /):
        """The value of a variable, or a default."""
        return self._values.get(self._check(key), default)

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def keys(self):
        """The variables."""
        return list(self._values)

    def values(self):
        """Their values."""
        return list(self._values.values())

    def items(self):
        """Both."""
        return list(self._values.items())

    def __eq__(self, other, /):
        return self._values == other._values if isinstance(other, Context) else NotImplemented

    __hash__ = None


class ContextVar:
    """A variable that each context has a value of its own of."""

    __slots__ = ("_name", "_default", "__weakref__")
    __init_subclass__ = classmethod(_refuse)

    def __init__(self, *args, default=_MISSING):
        if len(args) != 1:
            most = "at most" if args else "exactly"
            raise TypeError(
                f"ContextVar() takes {most} 1 positional argument ({len(args)} given)"
            )
        (name,) = args
        if not isinstance(name, str):
            raise TypeError("context variable name must be a str")
        self._name = name
        self._default = default

    @property
    def name(self):
        """The name."""
        return self._name

    def get(self, default=_MISSING, /):
        """The value in the current context."""
        found = _context()._values.get(self, _MISSING)
        if found is _MISSING:
            found = self._default if default is _MISSING else default
            if found is _MISSING:
                raise LookupError(self)
        return found

    def set(self, value, /):
        """Set the value in the current context; a token to take it back."""
        context = _context()
        token = Token(context, self, context._values.get(self, _MISSING))
        context._values[self] = value
        return token

    def reset(self, token, /):
        """Take a ``set`` back."""
        if not isinstance(token, Token):
            raise TypeError(f"expected an instance of Token, got {token!r}")
        if token._used:
            raise RuntimeError(f"{token!r} has already been used once")
        if token._var is not self:
            raise ValueError(f"{token!r} was created by a different ContextVar")
        if token._context is not _context():
            raise ValueError(f"{token!r} was created in a different Context")
        token._used = True
        if token._old is _MISSING:
            del token._context._values[self]
        else:
            token._context._values[self] = token._old

    def __class_getitem__(cls, item, /):
        return type(list[int])(cls, item)

    def __repr__(self):
        default = "" if self._default is _MISSING else f" default={self._default!r}"
        return f"<ContextVar name={self._name!r}{default} at {id(self):#x}>"


class Token:
    """What ``ContextVar.set`` returns."""

    __slots__ = ("_context", "_var", "_old", "_used")
    __init_subclass__ = classmethod(_refuse)

    def __init__(self, context, var, old):
        self._context = context
        self._var = var
        self._old = old
        self._used = False

    @property
    def var(self):
        """The variable."""
        return self._var

    @property
    def old_value(self):
        """The value before, ``Token.MISSING`` if there was none."""
        return Token.MISSING if self._old is _MISSING else self._old

    def __repr__(self):
        used = " used" if self._used else ""
        return f"<Token{used} var={self._var!r} at {id(self):#x}>"


Token.MISSING = _MISSING


def copy_context():
    """A copy of the current context."""
    return _context().copy()
