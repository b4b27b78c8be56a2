"""``translate`` and ``maketrans``."""

from tamapy.runtime.strings import units


def map_characters(text, table):
    """``text.translate(table)``."""
    parts = []
    for c in text:
        try:
            found = table[ord(c)]
        except LookupError:
            parts.append(c)
            continue
        if found is None:
            continue
        if units.is_str(found):
            parts.append(found)
        elif isinstance(found, int):
            if found < 0 or found > 0x10FFFF:
                raise ValueError("character mapping must be in range(0x110000)")
            parts.append(chr(found))
        else:
            raise TypeError("character mapping must return integer, None or str")
    return "".join(parts)


def table_of_dict(mapping):
    """A table from a dict whose keys are characters or code points."""
    if not isinstance(mapping, dict):
        raise TypeError("if you give only one argument to maketrans it must be a dict")
    table = {}
    for key, value in mapping.items():
        if units.is_str(key):
            if len(key) != 1:
                raise ValueError("string keys in translate table must be of length 1")
            key = ord(key)
        elif not isinstance(key, int):
            raise TypeError("keys in translate table must be strings or integers")
        table[key] = value
    return table


def table_of_texts(source, target, removed):
    """A table from characters and what stands for them."""
    if not units.is_str(source):
        raise TypeError("first maketrans argument must be a string if there is a second argument")
    if len(source) != len(target):
        raise ValueError("the first two maketrans arguments must have equal length")
    table = {}
    for i in range(len(source)):
        table[ord(source[i])] = ord(target[i])
    for c in removed:
        table[ord(c)] = None
    return table
