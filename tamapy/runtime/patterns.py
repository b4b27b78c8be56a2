"""What ``match`` statements need."""

from tamapy.metal import Ptr, metal, null, type_of, usize
from tamapy.runtime import imports, operators, sequences
from tamapy.runtime.flags import LIST_TYPE, TUPLE_TYPE


@metal
def match_sequence(
    value: object, before: usize, after: usize, star: bool, wants_rest: bool, into: Ptr[object]
) -> bool:
    """Whether a value is a sequence of a fitting length; its parts go into the array."""
    if type_of(value).flags & (LIST_TYPE | TUPLE_TYPE) == 0:
        if not is_sequence(value):
            return False
    count = usize(operators.length(value))
    if count < before + after or (not star and count != before):
        return False
    for i in range(before):
        into[i] = operators.getitem(value, sequences.box_usize(i))
    if not star:
        return True
    into[before] = None
    if wants_rest:
        items = sequences.new_list()
        for i in range(before, count - after):
            sequences.list_append(items, operators.getitem(value, sequences.box_usize(i)))
        into[before] = items
    for i in range(after):
        into[before + 1 + i] = operators.getitem(value, sequences.box_usize(count - after + i))
    return True


@metal
def is_sequence(value: object) -> bool:
    """Whether sequence patterns take a value that is neither list nor tuple."""
    return operators.is_true(sequence_like(value))


def sequence_like(value):
    """Instances of ``range``, ``memoryview`` and what derives from or joined ``Sequence``."""
    if isinstance(value, (str, bytes, bytearray)):
        return False
    if isinstance(value, (range, memoryview)):
        return True
    return registered(value, "Sequence")


def registered(value, name):
    """Whether a value is an instance of an abstract class of ``collections.abc`` in the image."""
    module = imports.modules().get("collections.abc")
    if module is None:
        return False
    return isinstance(value, getattr(module, name))


def mapping_like(value):
    """Whether mapping patterns take a value."""
    return isinstance(value, dict) or registered(value, "Mapping")


def match_mapping_or_null(value, keys):
    """The values of all keys, or null."""
    if not mapping_like(value) or len(value) < len(keys):
        return null(object)
    found = []
    for key in keys:
        item = value.get(key, keys)
        if item is keys:
            return null(object)
        found.append(item)
    return found


def mapping_rest(value, keys):
    """``**rest`` of a mapping pattern."""
    rest = dict(value)
    for key in keys:
        del rest[key]
    return rest


_SELF_MATCHING = (
    bool, bytearray, bytes, dict, float, frozenset, int, list, set, str, tuple,
)


def match_class_or_null(value, class_, count, names):
    """The values of a class pattern's sub-patterns, or null."""
    if not isinstance(class_, type):
        raise TypeError("called match pattern must be a type")
    if not isinstance(value, class_):
        return null(object)
    found = []
    seen = set()
    if count:
        fields = getattr(class_, "__match_args__", None)
        if fields is None:
            if not issubclass(class_, _SELF_MATCHING) or count > 1:
                allowed = 1 if issubclass(class_, _SELF_MATCHING) else 0
                raise TypeError(
                    f"{class_.__name__}() accepts {allowed} positional sub-pattern"
                    f"{'' if allowed == 1 else 's'} ({count} given)"
                )
            found.append(value)
        else:
            if not isinstance(fields, tuple):
                raise TypeError(
                    f"{class_.__name__}.__match_args__ must be a tuple "
                    f"(got {type(fields).__name__})"
                )
            if count > len(fields):
                raise TypeError(
                    f"{class_.__name__}() accepts {len(fields)} positional sub-pattern"
                    f"{'' if len(fields) == 1 else 's'} ({count} given)"
                )
            names = (*fields[:count], *names)
    for name in names:
        if not isinstance(name, str):
            raise TypeError(
                f"__match_args__ elements must be strings (got {type(name).__name__})"
            )
        if name in seen:
            raise TypeError(f"{class_.__name__}() got multiple sub-patterns for attribute '{name}'")
        seen.add(name)
        try:
            found.append(getattr(value, name))
        except AttributeError:
            return null(object)
    return found
