"""Methods of exact built-in containers, called by the compiler without a lookup."""

from tamapy.metal import cast, metal, null, type_object, type_of
from tamapy.runtime import sequences, sets
from tamapy.runtime.layout import Dict, List
from tamapy.runtime.methods import dict_
from tamapy.runtime.strings import splitting
from tamapy.runtime.strings.text import END


@metal
def list_append(receiver: object, value: object) -> object:
    """``list.append``."""
    sequences.append(cast(List, receiver), value)
    return None


@metal
def list_extend(receiver: object, more: object) -> object:
    """``list.extend``."""
    sequences.list_extend(receiver, more)
    return None


@metal
def list_pop(receiver: object) -> object:
    """``list.pop`` of the last item."""
    items = cast(List, receiver)
    if items.length == 0:
        raise IndexError("pop from empty list")
    last = items.length - 1
    found = items.items.items[last]
    items.items.items[last] = null(object)
    items.length = last
    return found


@metal
def dict_get(receiver: object, key: object) -> object:
    """``dict.get``."""
    return dict_.get(cast(Dict, receiver), key, None)


@metal
def dict_get_default(receiver: object, key: object, default: object) -> object:
    """``dict.get`` with a default."""
    return dict_.get(cast(Dict, receiver), key, default)


@metal
def dict_setdefault(receiver: object, key: object, default: object) -> object:
    """``dict.setdefault``."""
    return dict_.set_default(cast(Dict, receiver), key, default)


@metal
def dict_items(receiver: object) -> object:
    """``dict.items``."""
    return dict_.new_view(type_object(dict_.ITEMS_VIEW), cast(Dict, receiver))


@metal
def dict_keys(receiver: object) -> object:
    """``dict.keys``."""
    return dict_.new_view(type_object(dict_.KEYS_VIEW), cast(Dict, receiver))


@metal
def dict_values(receiver: object) -> object:
    """``dict.values``."""
    return dict_.new_view(type_object(dict_.VALUES_VIEW), cast(Dict, receiver))


@metal
def set_add(receiver: object, item: object) -> object:
    """``set.add``."""
    sets.add_item(receiver, item)
    return None


@metal
def str_starts_with(receiver: object, part: object) -> object:
    """``str.startswith`` of one text, or whatever else it is asked for."""
    if type_of(part) is type_object(str):
        return splitting.starts_with(receiver, part, 0, END, False)
    return starts_with_any(receiver, part)


@metal
def str_ends_with(receiver: object, part: object) -> object:
    """``str.endswith``, likewise."""
    if type_of(part) is type_object(str):
        return splitting.starts_with(receiver, part, 0, END, True)
    return ends_with_any(receiver, part)


def starts_with_any(receiver, parts):
    """``str.startswith`` of what is not exactly a text."""
    return str.startswith(receiver, parts)


def ends_with_any(receiver, parts):
    """``str.endswith`` of what is not exactly a text."""
    return str.endswith(receiver, parts)
