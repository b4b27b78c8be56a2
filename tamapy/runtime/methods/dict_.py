"""``dict``, its views and iterators, and ``mappingproxy``."""

from types import MappingProxyType

from tamapy.metal import (
    cast,
    is_null,
    metal,
    sizeof,
    small_value,
    type_object,
    type_of,
    usize,
)
from tamapy.runtime import (
    compare,
    dicts,
    instances,
    mappings,
    operators,
    set_algebra,
    sets,
)
from tamapy.runtime.dict_iteration import (
    ITEM_ITERATOR,
    ITEMS,
    KEY_ITERATOR,
    KEYS,
    VALUE_ITERATOR,
    VALUES,
    new_iterator,
    next_entry_or_null,
    pair,
)
from tamapy.runtime.flags import DICT_TYPE, SET_TYPE
from tamapy.runtime.heap import heap_alloc
from tamapy.runtime.layout import Dict, Set, Tuple
from tamapy.runtime.methods.aliases import make_alias
from tamapy.runtime.methods.objects_ import ABSENT
from tamapy.runtime.objects import DictIterator, DictView, MappingProxy, Type
from tamapy.runtime.recursion import enter_repr, leave_repr
from tamapy.runtime.registry import implements

KEYS_VIEW = type({}.keys())
VALUES_VIEW = type({}.values())
ITEMS_VIEW = type({}.items())
REVERSE_KEY_ITERATOR = type(reversed({}))
REVERSE_VALUE_ITERATOR = type(reversed({}.values()))
REVERSE_ITEM_ITERATOR = type(reversed({}.items()))


@metal
def new_instance(class_: Type) -> object:
    """An empty dict of a class."""
    made = cast(Dict, instances.alloc(class_, 0))
    dicts.setup(made)
    return cast(object, made)


@metal
def is_dict(value: object) -> bool:
    """Whether a value is a dict or of a subclass."""
    return type_of(value).flags & DICT_TYPE != 0


@metal
def length(d: Dict) -> usize:
    """``len``."""
    return d.used


@metal
def has(d: Dict, key: object) -> bool:
    """``key in d``."""
    return dicts.find(d, key, compare.hash_of(key)) >= 0


@metal
def get(d: Dict, key: object, default: object) -> object:
    """``d.get(key, default)``."""
    found = dicts.get_or_null(d, key)
    if is_null(found):
        return default
    return found


@metal
def set_default(d: Dict, key: object, default: object) -> object:
    """``d.setdefault(key, default)``."""
    hash_ = compare.hash_of(key)
    position = dicts.find(d, key, hash_)
    if position >= 0:
        return d.entries.items[usize(position) * 3 + 2]
    dicts.append(d, key, hash_, default)
    return default


@metal
def put(d: Dict, key: object, value: object) -> None:
    """``d[key] = value``."""
    dicts.insert(d, key, compare.hash_of(key), value)


@metal
def pop_last(d: Dict) -> object:
    """``d.popitem()``."""
    if d.used == 0:
        raise KeyError("popitem(): dictionary is empty")
    dicts.trim(d)
    position = d.filled - 1
    key = d.entries.items[position * 3 + 1]
    return pair(key, dicts.remove_at(d, position))


@metal
def same_items(a: Dict, b: Dict) -> bool:
    """``a == b``."""
    if a.used != b.used:
        return False
    i: usize = 0
    while True:
        i = dicts.next_position(a, i)
        if i >= a.filled:
            return True
        key = a.entries.items[i * 3 + 1]
        value = a.entries.items[i * 3 + 2]
        other = dicts.get_or_null(b, key)
        if is_null(other) or not operators.equal(value, other):
            return False
        i += 1


@metal
def is_plain_set(value: object) -> bool:
    """Whether a value is a set or frozenset and of no subclass."""
    type_ = type_of(value)
    return type_ is type_object(set) or type_ is type_object(frozenset)


@metal
def fill_from_dict(d: Dict, keys: Dict, value: object) -> None:
    """Set the keys of another dict to a value; no hash is computed again."""
    for i in range(keys.filled):
        key = keys.entries.items[i * 3 + 1]
        if not is_null(key):
            dicts.insert(d, key, small_value(keys.entries.items[i * 3]), value)


@metal
def fill_from_set(d: Dict, keys: Set, value: object) -> None:
    """The same for the items of a set."""
    for i in range(keys.filled):
        key = keys.entries.items[i * 2 + 1]
        if not is_null(key):
            dicts.insert(d, key, small_value(keys.entries.items[i * 2]), value)


def missing(d, key):
    """What ``d[key]`` gives for a key that is not there."""
    if not dicts.is_exact(d):
        method = getattr(type(d), "__missing__", None)
        if method is not None:
            return method(d, key)
    raise KeyError(key)


@implements(dict)
class DictMethods:
    """``dict``."""

    def __new__(class_, /, *args, **kwargs):
        return new_instance(class_)

    def __init__(self, /, *args, **kwargs):
        update_with(self, "dict", args, kwargs)

    def __len__(self: Dict, /):
        return length(self)

    def __getitem__(self: Dict, key, /):
        found = dicts.get_or_null(self, key)
        return missing(self, key) if is_null(found) else found

    def __setitem__(self: Dict, key, value, /):
        put(self, key, value)

    def __delitem__(self: Dict, key, /):
        if is_null(dicts.pop_or_null(self, key)):
            raise KeyError(key)

    def __contains__(self: Dict, key, /):
        return has(self, key)

    def __iter__(self: Dict, /):
        return new_iterator(KEY_ITERATOR, self, KEYS, 1)

    def __reversed__(self: Dict, /):
        return new_iterator(REVERSE_KEY_ITERATOR, self, KEYS, -1)

    def __eq__(self: Dict, other, /):
        if not is_dict(other):
            return NotImplemented
        return same_items(self, other)

    def __ne__(self: Dict, other, /):
        if not is_dict(other):
            return NotImplemented
        return not same_items(self, other)

    __hash__ = None

    def __or__(self, other, /):
        if not is_dict(self) or not is_dict(other):
            return NotImplemented
        made = self.copy()
        mappings.merge(made, other)
        return made

    def __ror__(self, other, /):
        if not is_dict(self) or not is_dict(other):
            return NotImplemented
        made = other.copy()
        mappings.merge(made, self)
        return made

    def __ior__(self, other, /):
        mappings.merge(self, other)
        return self

    def __repr__(self: Dict, /):
        if length(self) == 0:
            return "{}"
        if not enter_repr(self):
            return "{...}"
        try:
            parts = []
            for item in new_iterator(ITEM_ITERATOR, self, ITEMS, 1):
                parts.append(f"{item[0]!r}: {item[1]!r}")
        finally:
            leave_repr(self)
        return "{" + ", ".join(parts) + "}"

    def get(self: Dict, key, default=None, /):
        return get(self, key, default)

    def setdefault(self: Dict, key, default=None, /):
        return set_default(self, key, default)

    def pop(self: Dict, key, default=ABSENT, /):
        found = dicts.pop_or_null(self, key)
        if not is_null(found):
            return found
        if default is ABSENT:
            raise KeyError(key)
        return default

    def popitem(self: Dict, /):
        return pop_last(self)

    def update(self, /, *args, **kwargs):
        update_with(self, "update", args, kwargs)

    def clear(self: Dict, /):
        dicts.clear(self)

    def copy(self: Dict, /):
        return dicts.copy(self)

    def keys(self: Dict, /):
        return new_view(KEYS_VIEW, self)

    def values(self: Dict, /):
        return new_view(VALUES_VIEW, self)

    def items(self: Dict, /):
        return new_view(ITEMS_VIEW, self)

    @classmethod
    def fromkeys(cls, iterable, value=None, /):
        made = cls()
        if dicts.is_exact(made):
            if dicts.is_exact(iterable):
                fill_from_dict(made, iterable, value)
                return made
            if is_plain_set(iterable):
                fill_from_set(made, iterable, value)
                return made
            for key in iterable:
                dicts.set_item(made, key, value)
        else:
            for key in iterable:
                made[key] = value
        return made

    @classmethod
    def __class_getitem__(cls, item, /):
        return make_alias(cls, item)


def update_with(d, name, args, kwargs):
    """``dict(*args, **kwargs)`` and ``update``."""
    count = len(args)
    if count > 1:
        raise TypeError(f"{name} expected at most 1 argument, got {count}")
    if count == 1:
        mappings.merge(d, args[0])
    if kwargs:
        dicts.update(d, kwargs)


# -- iterators -----------------------------------------------------------------------


@metal
def hint(iterator: DictIterator) -> usize:
    """How many entries are left."""
    if is_null(iterator.owner) or cast(Dict, iterator.owner).used != iterator.size:
        return 0
    return iterator.remaining


@metal
def copy_iterator(iterator: DictIterator) -> object:
    """An iterator at the same place."""
    made = cast(DictIterator, heap_alloc(type_of(cast(object, iterator)), sizeof(DictIterator)))
    made.owner = iterator.owner
    made.index = iterator.index
    made.size = iterator.size
    made.remaining = iterator.remaining
    made.kind = iterator.kind
    made.step = iterator.step
    return cast(object, made)


@implements(
    KEY_ITERATOR, VALUE_ITERATOR, ITEM_ITERATOR, REVERSE_KEY_ITERATOR, REVERSE_VALUE_ITERATOR,
    REVERSE_ITEM_ITERATOR,
)
class DictIteratorMethods:
    """Iterators over the keys, values or items of a dict."""

    def __iter__(self, /):
        return self

    def __next__(self: DictIterator, /):
        return next_entry_or_null(self)

    def __length_hint__(self: DictIterator, /):
        return hint(self)

    def __reduce__(self: DictIterator, /):
        return (iter, (list(copy_iterator(self)),))


# -- views ---------------------------------------------------------------------------


@metal
def new_view(type_: Type, d: Dict) -> object:
    """A view of a dict."""
    made = cast(DictView, heap_alloc(type_, sizeof(DictView)))
    made.owner = cast(object, d)
    return cast(object, made)


@metal
def owner_of(view: DictView) -> Dict:
    """The dict a view shows."""
    return cast(Dict, view.owner)


@metal
def has_item(d: Dict, item: Tuple) -> bool:
    """``(key, value) in d.items()``."""
    found = dicts.get_or_null(d, item.items[0])
    if is_null(found):
        return False
    return operators.equal(found, item.items[1])


@metal
def is_setlike(value: object) -> bool:
    """Whether a value compares with views as a set."""
    type_ = type_of(value)
    if type_.flags & SET_TYPE != 0:
        return True
    return type_ is type_object(KEYS_VIEW) or type_ is type_object(ITEMS_VIEW)


def all_in(items, container):
    """Whether every item is in a container."""
    for item in items:
        if item not in container:
            return False
    return True


def view_repr(view):
    """``dict_keys([…])``."""
    name = type(view).__name__
    if not enter_repr(view):
        return "..."
    try:
        return f"{name}({list(view)!r})"
    finally:
        leave_repr(view)


class _SetView:
    """What views of keys and items have of sets."""

    def __eq__(self, other, /):
        if not is_setlike(other):
            return NotImplemented
        return len(self) == len(other) and all_in(self, other)

    def __ne__(self, other, /):
        if not is_setlike(other):
            return NotImplemented
        return not (len(self) == len(other) and all_in(self, other))

    def __lt__(self, other, /):
        if not is_setlike(other):
            return NotImplemented
        return len(self) < len(other) and all_in(self, other)

    def __le__(self, other, /):
        if not is_setlike(other):
            return NotImplemented
        return len(self) <= len(other) and all_in(self, other)

    def __gt__(self, other, /):
        if not is_setlike(other):
            return NotImplemented
        return len(self) > len(other) and all_in(other, self)

    def __ge__(self, other, /):
        if not is_setlike(other):
            return NotImplemented
        return len(self) >= len(other) and all_in(other, self)

    __hash__ = None

    def __and__(self, other, /):
        return common(self, other)

    def __rand__(self, other, /):
        return common(self, other)

    def __or__(self, other, /):
        return joined(self, other)

    def __ror__(self, other, /):
        return joined(other, self)

    def __sub__(self, other, /):
        return difference(self, other)

    def __rsub__(self, other, /):
        return difference(other, self)

    def __xor__(self, other, /):
        return either(self, other)

    def __rxor__(self, other, /):
        return either(other, self)

    def isdisjoint(self, other, /):
        if self is other:
            return len(self) == 0
        if is_setlike(other) and len(other) > len(self):
            self, other = other, self
        for item in other:
            if item in self:
                return False
        return True


def common(view, other):
    """``view & other``: items of the other one, or those of the view if it is smaller."""
    made = sets.new_set()
    if is_larger(other, view):
        view, other = other, view
    for item in other:
        if item in view:
            sets.add_item(made, item)
    return made


def is_larger(other, view):
    """Whether another view has more items than a view, or a plain set at least as many."""
    if type(other) is set:
        return len(other) >= len(view)
    return is_setlike(other) and not set_algebra.is_set(other) and len(other) > len(view)


def joined(a, b):
    """``a | b``."""
    made = sets.new_set()
    sets.update_set(made, a)
    sets.update_set(made, b)
    return made


def difference(a, b):
    """``a - b``."""
    made = sets.new_set()
    sets.update_set(made, a)
    if set_algebra.is_set(b):
        set_algebra.remove_all(made, b)
        return made
    for item in b:
        sets.discard(made, item)
    return made


def either(a, b):
    """``a ^ b``."""
    made = sets.new_set()
    sets.update_set(made, a)
    others = sets.new_set()
    sets.update_set(others, b)
    for item in others:
        if not sets.discard(made, item):
            sets.add_item(made, item)
    return made


@implements(KEYS_VIEW)
class KeysViewMethods(_SetView):
    """``dict_keys``."""

    def __len__(self: DictView, /):
        return length(owner_of(self))

    def __iter__(self: DictView, /):
        return new_iterator(KEY_ITERATOR, owner_of(self), KEYS, 1)

    def __reversed__(self: DictView, /):
        return new_iterator(REVERSE_KEY_ITERATOR, owner_of(self), KEYS, -1)

    def __contains__(self: DictView, key, /):
        return has(owner_of(self), key)

    def __repr__(self, /):
        return view_repr(self)

    @property
    def mapping(self: DictView):
        return new_proxy(self.owner)


@implements(VALUES_VIEW)
class ValuesViewMethods:
    """``dict_values``."""

    def __len__(self: DictView, /):
        return length(owner_of(self))

    def __iter__(self: DictView, /):
        return new_iterator(VALUE_ITERATOR, owner_of(self), VALUES, 1)

    def __reversed__(self: DictView, /):
        return new_iterator(REVERSE_VALUE_ITERATOR, owner_of(self), VALUES, -1)

    def __repr__(self, /):
        return view_repr(self)

    @property
    def mapping(self: DictView):
        return new_proxy(self.owner)


@implements(ITEMS_VIEW)
class ItemsViewMethods(_SetView):
    """``dict_items``."""

    def __len__(self: DictView, /):
        return length(owner_of(self))

    def __iter__(self: DictView, /):
        return new_iterator(ITEM_ITERATOR, owner_of(self), ITEMS, 1)

    def __reversed__(self: DictView, /):
        return new_iterator(REVERSE_ITEM_ITERATOR, owner_of(self), ITEMS, -1)

    def __contains__(self: DictView, item, /):
        if not isinstance(item, tuple) or len(item) != 2:
            return False
        return has_item(owner_of(self), item)

    def __repr__(self, /):
        return view_repr(self)

    @property
    def mapping(self: DictView):
        return new_proxy(self.owner)


# -- mappingproxy --------------------------------------------------------------------


@metal
def new_proxy(mapping: object) -> object:
    """A read-only view of a mapping."""
    made = cast(MappingProxy, heap_alloc(type_object(MappingProxyType), sizeof(MappingProxy)))
    made.mapping = mapping
    return cast(object, made)


def bare(value):
    """The mapping behind a proxy; anything else as it is."""
    return mapping_of(value) if isinstance(value, MappingProxyType) else value


@metal
def mapping_of(proxy: MappingProxy) -> object:
    """The mapping behind a proxy."""
    return proxy.mapping


@implements(MappingProxyType)
class MappingProxyMethods:
    """``types.MappingProxyType``."""

    def __new__(class_, mapping):
        if not hasattr(type(mapping), "__getitem__") or isinstance(mapping, (list, tuple)):
            raise TypeError(
                f"mappingproxy() argument must be a mapping, not {type(mapping).__name__}"
            )
        return new_proxy(mapping)

    def __len__(self: MappingProxy, /):
        return len(self.mapping)

    def __getitem__(self: MappingProxy, key, /):
        return self.mapping[key]

    def __contains__(self: MappingProxy, key, /):
        return key in self.mapping

    def __iter__(self: MappingProxy, /):
        return iter(self.mapping)

    def __reversed__(self: MappingProxy, /):
        return reversed(self.mapping)

    def __eq__(self: MappingProxy, other, /):
        return self.mapping == bare(other)

    def __ne__(self: MappingProxy, other, /):
        return self.mapping != bare(other)

    def __hash__(self: MappingProxy, /):
        return hash(self.mapping)

    def __or__(self, other, /):
        return bare(self) | bare(other)

    def __ror__(self, other, /):
        return bare(other) | bare(self)

    def __ior__(self, other, /):
        raise TypeError(
            "'|=' is not supported by mappingproxy; use '|' instead"
        )

    def __repr__(self: MappingProxy, /):
        return f"mappingproxy({self.mapping!r})"

    def __str__(self: MappingProxy, /):
        return str(self.mapping)

    def get(self: MappingProxy, key, default=None, /):
        return self.mapping.get(key, default)

    def keys(self: MappingProxy, /):
        return self.mapping.keys()

    def values(self: MappingProxy, /):
        return self.mapping.values()

    def items(self: MappingProxy, /):
        return self.mapping.items()

    def copy(self: MappingProxy, /):
        return self.mapping.copy()

    @classmethod
    def __class_getitem__(cls, item, /):
        return make_alias(cls, item)
