"""What ``match`` statements need."""

from tamapy.metal import Ptr, metal, null, type_object, type_of, usize
from tamapy.runtime import imports, operators, sequences, types


@metal
def match_sequence(
    value: object, before: usize, after: usize, star: bool, wants_rest: bool, into: Ptr[object]
) -> bool:
    """Whether a value is a sequence of a fitting length; its parts go into the array."""
    type_ = type_of(value)
    if type_ is not type_object(list) and type_ is not type_object(tuple):
        if not is_sequence(value):
            return False
    if star and before + after == 0 and not wants_rest:
        into[0] = None
        return True
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


#: What patterns take instances of a class for.
SEQUENCE = 1
MAPPING = 2
BOTH = 3
_SEQUENCES = (list, tuple, range, memoryview)
#: Sequences that patterns do not take for such.
_TEXTS = (str, bytes, bytearray)


def sequence_like(value):
    """Instances of ``list``, ``range``, and what derives from or joined ``Sequence``."""
    return kind_of(type(value)) == SEQUENCE


def mapping_like(value):
    """Instances of ``dict``, and what derives from or joined ``Mapping``."""
    return type(value) is dict or kind_of(type(value)) == MAPPING


def kind_of(class_):
    """What the nearest base that is either says, else what the class was registered for."""
    for base in types.mro_of(class_)[1:]:
        kind = _kind_of_base(base)
        if kind == SEQUENCE or kind == MAPPING:
            return kind
    kind = _kind_of_base(class_)
    return SEQUENCE if kind == BOTH else kind


def _kind_of_base(class_):
    if class_ is object or issubclass(class_, _TEXTS):
        return 0
    if class_ in _SEQUENCES:
        return SEQUENCE
    if class_ is dict:
        return MAPPING
    module = imports.modules().get("_collections_abc") or imports.modules().get("collections.abc")
    if module is None:
        return 0
    kind = SEQUENCE if issubclass(class_, module.Sequence) else 0
    return kind | MAPPING if issubclass(class_, module.Mapping) else kind


def match_mapping_or_null(value, keys):
    """The values of all keys, or null."""
    if not mapping_like(value) or (keys and len(value) < len(keys)):
        return null(object)
    found = []
    seen = set()
    for key in keys:
        if key in seen:
            raise ValueError(f"mapping pattern checks duplicate key ({key!r})")
        seen.add(key)
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
