"""``types.SimpleNamespace``, which CPython takes from ``sys.implementation``."""

_repr_running = set()


class SimpleNamespace:
    """A simple attribute-based namespace."""

    def __init__(self, /, *args, **kwargs):
        if args:
            raise TypeError("no positional arguments expected")
        self.__dict__.update(kwargs)

    def __repr__(self):
        cls = type(self)
        name = "namespace" if cls is SimpleNamespace else cls.__name__
        if id(self) in _repr_running:
            return f"{name}(...)"
        _repr_running.add(id(self))
        try:
            parts = [f"{key}={value!r}" for key, value in self.__dict__.items()]
        finally:
            _repr_running.discard(id(self))
        return f"{name}({', '.join(parts)})"

    def __eq__(self, other, /):
        if issubclass(type(other), SimpleNamespace):  # whatever its __class__ says
            return self.__dict__ == other.__dict__
        return NotImplemented

    def __reduce__(self):
        return type(self), (), self.__dict__


SimpleNamespace.__module__ = "types"
