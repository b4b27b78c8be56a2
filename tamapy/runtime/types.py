"""Looking names up in types; subclass and instance checks."""

from types import FunctionType

from tamapy.metal import (
    Ptr,
    Struct,
    address_of,
    cast,
    is_null,
    linker_symbol,
    metal,
    null,
    static,
    static_array,
    type_object,
    type_of,
    u8,
    usize,
)
from tamapy.runtime import dicts, recursion_limit, slots
from tamapy.runtime.exceptions import is_subtype
from tamapy.runtime.flags import TYPE_TYPE
from tamapy.runtime.objects import Dict, Tuple, Type

CACHE_SIZE = 1024


#: What a class attribute may be in the way of an instance's: read, or stored, in its stead.
READS = 1
STORES = 2

#: Marks the place of an attribute that an instance keeps in itself (``values.py``).
INSIDE = 1 << 24


class CacheEntry(Struct):
    """One remembered lookup; ``type_`` is the address of the type, 0 if unused.

    ``place`` tells in its lowest two bits what the value is to instances; above that it is where
    the last instance had the attribute: in its ``__dict__``, then it is the index of the key among
    the entries, or in itself, then it is ``INSIDE`` and its position.
    """

    type_: usize
    name: usize
    value: usize
    place: usize


cache = static_array(CacheEntry, CACHE_SIZE)


class CacheState(Struct):
    """How the cache fares."""

    filled: usize
    version: usize  # counts changes of classes; another number than before tells that there were


cache_state = static(CacheState)


@metal
def clear_cache() -> None:
    """Forget every lookup: some type's namespace changed."""
    cache_state.version = cache_state.version + 1
    if cache_state.filled == 0:
        return
    for i in range(CACHE_SIZE):
        cache[i].type_ = 0
    cache_state.filled = 0


@metal
def slot_of(type_: Type, name: object) -> usize:
    """The place in the table of a lookup."""
    where = address_of(type_)
    return ((where >> 4) ^ (address_of(name) >> 3) ^ (where >> 14)) & (CACHE_SIZE - 1)


@metal
def is_of(entry: CacheEntry, type_: Type, name: object) -> bool:
    """Whether an entry is that of a name in a type."""
    return entry.type_ == address_of(type_) and entry.name == address_of(name)


@metal
def cache_entry(type_: Type, name: object) -> CacheEntry:
    """Where the last lookup of a name in a type is remembered, if not by ``second_entry``."""
    return cache[slot_of(type_, name)]


@metal
def second_entry(type_: Type, name: object) -> CacheEntry:
    """Where it is remembered if another one has taken the first place since."""
    return cache[slot_of(type_, name) ^ 1]


@metal
def lookup_or_null(type_: Type, name: object) -> object:
    """The value of ``name`` in the first namespace along the MRO that has it, or null."""
    entry = cache_entry(type_, name)
    if is_of(entry, type_, name):
        return cast(object, Ptr[u8](entry.value))
    second = second_entry(type_, name)
    if is_of(second, type_, name):
        return cast(object, Ptr[u8](second.value))
    found = null(object)
    mro = type_.mro
    for i in range(mro.length):
        found = dicts.get_or_null(cast(Type, mro.items[i]).dict, name)
        if not is_null(found):
            break
    if is_interned_place(address_of(name)) and type_of(name) is type_object(str):
        second.type_ = entry.type_
        second.name = entry.name
        second.value = entry.value
        second.place = entry.place
        entry.type_ = address_of(type_)
        entry.name = address_of(name)
        entry.value = address_of(found)
        entry.place = kind_of(found)
        cache_state.filled = 1
    return found


@metal
def kind_of(found: object) -> usize:
    """What a class attribute may be in the way of: ``READS``, ``STORES`` of an instance's own."""
    if is_null(found):
        return 0
    type_ = type_of(found)
    kind: usize = 0
    has_set = not is_null(type_.slots[slots.SET])
    if has_set:
        kind = STORES
    if not is_null(type_.slots[slots.GET]):
        if has_set or not is_null(type_.slots[slots.DELETE]):
            kind = kind | READS
    return kind


@metal
def is_interned_place(address: usize) -> bool:
    """Whether an object lies in the image itself, so that its address names it for ever."""
    return address < linker_symbol("__bss_end") and address >= linker_symbol("__rodata_start")


@metal
def slot_or_null(value: object, index: usize) -> object:
    """The special method of a value's type, or null."""
    return type_of(value).slots[index]


def mro_of(class_: Type):
    """A class's MRO, whatever its metaclass makes of attributes."""
    return class_.mro


@metal
def is_instance_of(value: object, type_: Type) -> bool:
    """``isinstance`` by the real class alone."""
    return is_subtype(type_of(value), type_)


@metal
def check_instance(value: object, type_: object) -> object:
    """``value`` if it is an instance of a built-in class, or ``TypeError``."""
    if not is_subtype(type_of(value), cast(Type, type_)):
        wrong_type(value, type_)
    return value


@metal
def check_receiver(value: object, type_: object, name: object) -> object:
    """``value`` if it is an instance of the class a method belongs to, or ``TypeError``."""
    if not is_subtype(type_of(value), cast(Type, type_)):
        wrong_receiver(value, type_, name)
    return value


def wrong_receiver(value, type_, name):
    """A method got a receiver of another type."""
    if name.startswith("__"):
        raise TypeError(
            f"descriptor '{name}' requires a '{type_.__name__}' object but received a "
            f"'{type(value).__name__}'"
        )
    raise TypeError(
        f"descriptor '{name}' for '{type_.__name__}' objects doesn't apply to a "
        f"'{type(value).__name__}' object"
    )


@metal
def check_one_of(value: object, kinds: object) -> object:
    """``value`` if it is an instance of one of several built-in classes, or ``TypeError``."""
    type_ = type_of(value)
    choices = cast(Tuple, kinds)
    for i in range(choices.length):
        if address_of(choices.items[i]) == address_of(type_):
            return value
    for i in range(choices.length):
        if is_subtype(type_, cast(Type, choices.items[i])):
            return value
    wrong_type(value, choices.items[0])
    return null(object)


def wrong_type(value, type_):
    """A built-in got an argument of another type."""
    raise TypeError(
        f"descriptor requires a '{type_.__name__}' object but received a "
        f"'{type(value).__name__}'"
    )


@metal
def is_type(value: object) -> bool:
    """Whether a value is a class."""
    return type_of(value).flags & TYPE_TYPE != 0


@metal
def namespace_of(type_: Type) -> Dict:
    """A class's own namespace."""
    return type_.dict


@metal
def is_function(value: object) -> bool:
    """Whether a value is a function made by ``def`` or ``lambda``."""
    return type_of(value) is type_object(FunctionType)


@metal
def has_plain_check(kinds: object, slot: usize) -> bool:
    """Whether a class's instance or subclass check is that of ``type`` itself."""
    return type_of(kinds).slots[slot] is type_object(type).slots[slot]


def isinstance_(value, kinds):
    """``isinstance``."""
    if type(value) is kinds:
        return True
    if has_plain_check(kinds, slots.INSTANCECHECK):
        return type_instancecheck(kinds, value)
    if type(kinds) is tuple:
        for kind in kinds:
            if type(kind) is tuple:
                if is_any(isinstance_, value, kind, 1):
                    return True
            elif isinstance_(value, kind):
                return True
        return False
    if is_null(slot_or_null(kinds, slots.INSTANCECHECK)):
        if abstract_bases(kinds) is None:
            raise TypeError("isinstance() arg 2 must be a type, a tuple of types, or a union")
        claimed = getattr(value, "__class__", None)
        return claimed is not None and abstract_issubclass(claimed, kinds)
    return checked(slots.INSTANCECHECK, kinds, value)


def is_any(test, value, kinds, depth):
    """Whether a test holds for one of the classes in a tuple that stands in another."""
    if depth > recursion_limit.get():
        raise RecursionError("maximum recursion depth exceeded in comparison")
    for kind in kinds:
        if type(kind) is tuple:
            if is_any(test, value, kind, depth + 1):
                return True
        elif test(value, kind):
            return True
    return False


def checked(slot: usize, kinds, value):
    """What an instance or subclass check of a class of classes says."""
    from tamapy.runtime import calls

    return bool(calls.slot2(slot, kinds, value))


def issubclass_(class_, kinds):
    """``issubclass``."""
    if has_plain_check(kinds, slots.SUBCLASSCHECK):
        return type_subclasscheck(kinds, class_)
    if type(kinds) is tuple:
        for kind in kinds:
            if type(kind) is tuple:
                if is_any(issubclass_, class_, kind, 1):
                    return True
            elif issubclass_(class_, kind):
                return True
        return False
    if is_null(slot_or_null(kinds, slots.SUBCLASSCHECK)):
        return type_subclasscheck(kinds, class_)
    return checked(slots.SUBCLASSCHECK, kinds, class_)


def abstract_bases(value):
    """``__bases__`` of what acts as a class, or ``None``."""
    found = getattr(value, "__bases__", None)
    return found if isinstance(found, tuple) else None


def abstract_issubclass(derived, class_):
    """``issubclass`` by ``__bases__`` alone."""
    if derived is class_:
        return True
    for base in abstract_bases(derived) or ():
        if abstract_issubclass(base, class_):
            return True
    return False


@metal
def claims_class(type_: Type) -> bool:
    """Whether instances of a class could tell another ``__class__`` than their own."""
    if type_.slots[slots.GETATTRIBUTE] is not type_object(object).slots[slots.GETATTRIBUTE]:
        return True
    own = lookup_or_null(type_, "__class__")
    return own is not lookup_or_null(type_object(object), "__class__")


def type_instancecheck(class_, value):
    """``type.__instancecheck__``."""
    if is_instance_of(value, class_):
        return True
    if not claims_class(type(value)):
        return False
    claimed = getattr(value, "__class__", None)
    if claimed is not type(value) and is_type(claimed):
        return is_subtype(claimed, class_)
    return False


def type_subclasscheck(class_, other):
    """``type.__subclasscheck__``."""
    if is_type(class_) and is_type(other):
        return is_subtype(other, class_)
    if abstract_bases(other) is None:
        raise TypeError("issubclass() arg 1 must be a class")
    if abstract_bases(class_) is None:
        raise TypeError("issubclass() arg 2 must be a class, a tuple of classes, or a union")
    return abstract_issubclass(other, class_)
