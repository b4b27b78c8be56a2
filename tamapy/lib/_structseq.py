"""Tuples whose items have names as well: what C modules return for records."""


def _field(index, name):
    def get(self):
        return tuple.__getitem__(self, index)

    get.__name__ = name
    return property(get)


def structseq(name, module, fields, sequence_length=None, doc=None):
    """A record type: the first ``sequence_length`` fields are the tuple, the rest only named.

    ``module`` is empty for a type that calls itself a built-in one.
    """
    shown_name = f"{module}.{name}" if module else name
    count = len(fields) if sequence_length is None else sequence_length

    def __new__(cls, sequence, dict=None):  # noqa: A002
        items = tuple(sequence)
        if len(items) < count:
            raise TypeError(
                f"{shown_name}() takes an at least {count}-sequence "
                f"({len(items)}-sequence given)"
            )
        if len(items) > len(fields):
            raise TypeError(
                f"{shown_name}() takes an at most {len(fields)}-sequence "
                f"({len(items)}-sequence given)"
            )
        self = tuple.__new__(cls, items[:count])
        for i in range(count, len(fields)):
            value = items[i] if i < len(items) else (dict or {}).get(fields[i])
            self.__dict__[fields[i]] = value
        return self

    def __repr__(self):
        shown = ", ".join([f"{n}={v!r}" for n, v in zip(fields, self)])
        return f"{shown_name}({shown})"

    def __reduce__(self):
        return type(self), (tuple(self), {n: getattr(self, n) for n in fields[count:]})

    space = {
        "__new__": __new__, "__repr__": __repr__, "__reduce__": __reduce__, "__doc__": doc,
        "__module__": module or "builtins", "__match_args__": tuple(fields[:count]),
        "n_fields": len(fields), "n_sequence_fields": count, "n_unnamed_fields": 0,
    }
    if count == len(fields):
        space["__slots__"] = ()
    for i in range(count):
        space[fields[i]] = _field(i, fields[i])
    return type(name, (tuple,), space)
