"""Attribute access: descriptors, instance dicts, methods."""

from types import FunctionType, MemberDescriptorType, MethodType, ModuleType

from tamapy.metal import (
    Ptr,
    address_of,
    attempt,
    cast,
    is_null,
    isize,
    metal,
    null,
    sizeof,
    stack_array,
    type_object,
    type_of,
    u8,
    usize,
)
from tamapy.runtime import (
    calls,
    dicts,
    exceptions,
    image,
    members,
    shared,
    slots,
    types,
    values,
    watched,
)
from tamapy.runtime.flags import COMPUTED
from tamapy.runtime.heap import heap_alloc
from tamapy.runtime.layout import Bytes, Dict, Int, Str, Tuple
from tamapy.runtime.objects import (
    LEAST_OFFSET,
    Computed,
    Function,
    Member,
    Method,
    Module,
    NamedException,
    Type,
)
from tamapy.runtime.state import state
from tamapy.runtime.types import clear_cache, is_type, lookup_or_null
from tamapy.runtime.values import AttributeMemory


@metal
def variable_end(value: object) -> usize:
    """The address behind the variable part of an object, aligned to a word."""
    type_ = type_of(value)
    length = type_.item_size
    if type_.item_size == 1:
        if exceptions.is_subtype(type_, type_object(str)):
            length = cast(Str, value).length * cast(Str, value).kind
        else:
            length = cast(Bytes, value).length
    elif exceptions.is_subtype(type_, type_object(int)):
        size = cast(Int, value).size
        length = usize(size if size >= 0 else 0 - size) * 4
    elif exceptions.is_subtype(type_, type_object(tuple)):
        length = cast(Tuple, value).length * sizeof(object)
    base = variable_start(type_)
    end = address_of(value) + base + length
    return (end + sizeof(object) - 1) & ~usize(sizeof(object) - 1)


@metal
def variable_start(type_: Type) -> usize:
    """The offset of the variable part."""
    return type_.size


@metal
def field_place(value: object, offset: usize) -> Ptr[object]:
    """The address of a field by its offset in the type."""
    if offset < LEAST_OFFSET:
        return Ptr[object](variable_end(value)) + (offset - 1)
    return cast(Ptr[object], cast(Ptr[u8], value) + offset)


@metal
def instance_dict_or_null(value: object) -> object:
    """An object's ``__dict__`` if it has one already."""
    type_ = type_of(value)
    if type_.dict_offset == 0 or values.is_compact(value, type_):
        return null(object)
    return field_place(value, type_.dict_offset)[0]


@metal
def own_state(value: object) -> object:
    """An object's ``__dict__``, or a new dict of the attributes it keeps in itself; else null."""
    type_ = type_of(value)
    if values.is_compact(value, type_):
        return values.copied(value, type_)
    return instance_dict_or_null(value)


@metal
def own_dict(value: object) -> object:
    """An object's ``__dict__``, made now if need be; null if its type has none."""
    type_ = type_of(value)
    if type_.dict_offset == 0:
        return null(object)
    if values.is_compact(value, type_):
        return values.spread(value, type_)
    place = field_place(value, type_.dict_offset)
    if is_null(place[0]):
        place[0] = dicts.new_dict()
    return place[0]


@metal
def set_dict(value: object, namespace: object) -> bool:
    """``value.__dict__ = namespace``, null for an empty one; false if the type has none."""
    type_ = type_of(value)
    if type_.dict_offset == 0:
        return False
    values.drop(value, type_)
    if is_null(namespace) and type_.names.length != 0:
        namespace = dicts.new_dict()
    field_place(value, type_.dict_offset)[0] = namespace
    return True


@metal
def load(value: object, name: object) -> object:
    """``value.name``."""
    found = attempt(load_or_null(value, name))
    if is_null(found):
        if is_null(state.pending):
            missing(value, name)
        note_missing(value, name)
    return found


@metal
def load_or_null(value: object, name: object) -> object:
    """The same; null where there is none, mostly without an exception that says so."""
    type_ = type_of(value)
    getter = type_.slots[slots.GETATTRIBUTE]
    if getter is type_object(object).slots[slots.GETATTRIBUTE]:
        place = remembered_place(value, type_, name, types.READS)
        if not is_null(place):
            return place[0]
        found = attempt(generic_or_null(value, name))
    elif getter is type_object(type).slots[slots.GETATTRIBUTE]:
        found = attempt(of_class_or_null(value, name))
    else:
        found = attempt(calls.slot2(slots.GETATTRIBUTE, value, name))
    fallback = type_.slots[slots.GETATTR]
    if not is_null(found) or is_null(fallback):
        return found
    if not is_null(state.pending):
        if not exceptions.pending_matches(type_object(AttributeError)):
            return null(object)
        exceptions.take_pending()
    return calls.slot2(slots.GETATTR, value, name)


@metal
def load_near(value: object, name: object, memory: AttributeMemory) -> object:
    """``value.name``, first where the code found it last."""
    type_ = type_of(value)
    if address_of(type_.shape) == memory.shape and values.order_of(value) < memory.limit:
        found = cast(Ptr[object], cast(Ptr[u8], value) + memory.place)[0]
        if not is_null(found):
            return found
    return load_at(value, name, memory)


@metal
def store_near(value: object, name: object, item: object, memory: AttributeMemory) -> None:
    """``value.name = item``, first where the code stored it last."""
    type_ = type_of(value)
    if address_of(type_.shape) == memory.shape and values.order_of(value) < memory.limit:
        place = cast(Ptr[object], cast(Ptr[u8], value) + memory.place)
        if not is_null(place[0]):
            place[0] = item
            return
        if values.order_of(value) == memory.before:
            values.set_order(value, memory.after)
            place[0] = item
            return
    store_at(value, name, item, memory)


@metal
def load_at(value: object, name: object, memory: AttributeMemory) -> object:
    """``value.name`` where no instance has it in the place where the last one had it."""
    found = shared.known_or_null(value, name, memory)
    if not is_null(found):
        return found
    type_ = type_of(value)
    if values.has_names(type_) and values.is_compact(value, type_):
        position = values.position_of(type_.names, name)
        if position >= 0:
            values.remember(memory, type_.names, position)
            found = values.place_of(value, position)[0]
            if not is_null(found):
                return found
    elif values.has_slots(type_):
        member = _member_or_null(value, type_, name)
        if not is_null(member):
            values.remember_slot(memory, type_, member.offset)
    found = load(value, name)
    if not is_null(found):
        shared.note(value, name, memory)
    return found


@metal
def store_at(value: object, name: object, item: object, memory: AttributeMemory) -> None:
    """``value.name = item`` where it is not where the code there stored last."""
    type_ = type_of(value)
    if address_of(type_.shape) == memory.shape and memory.limit == values.no_limit():
        cast(Ptr[object], cast(Ptr[u8], value) + memory.place)[0] = item  # it had no value yet
        return
    if values.has_names(type_) and values.is_compact(value, type_):
        position = values.position_of(type_.names, name)
        if position >= 0:
            values.remember(memory, type_.names, position)
            before = values.order_of(value)
            if values.put(value, position, item):
                memory.before = before
                memory.after = values.order_of(value)
                return
    elif values.has_slots(type_):
        member = _member_or_null(value, type_, name)
        if not is_null(member):
            values.remember_slot(memory, type_, member.offset)
    store(value, name, item)


@metal
def _member_or_null(value: object, type_: Type, name: object) -> Member:
    """The entry of ``__slots__`` that a name stands for, or null."""
    found = lookup_or_null(type_, name)
    if is_null(found) or type_of(found) is not type_object(MemberDescriptorType):
        return null(Member)
    member = cast(Member, found)
    fixed = member.offset < LEAST_OFFSET or member.read_only != 0
    if fixed or not members.has_entry(member, value):
        return null(Member)
    return member


@metal
def remembered_place(value: object, type_: Type, name: object, kind: usize) -> Ptr[object]:
    """Where an instance has the attribute, if that is where the last of its type had it, or null.

    ``kind`` is what its class may not have under that name.
    """
    entry = types.cache_entry(type_, name)
    if not types.is_of(entry, type_, name):
        entry = types.second_entry(type_, name)
        if not types.is_of(entry, type_, name):
            return null(Ptr[object])
    if entry.place & kind != 0:
        return null(Ptr[object])
    if type_.dict_offset < LEAST_OFFSET:
        return null(Ptr[object])
    at = entry.place >> 2
    if values.is_compact(value, type_):
        if at & types.INSIDE == 0:
            return null(Ptr[object])
        inside = values.place_of(value, isize(at & ~types.INSIDE))
        return null(Ptr[object]) if is_null(inside[0]) else inside
    namespace = cast(Dict, field_place(value, type_.dict_offset)[0])
    if is_null(namespace):
        return null(Ptr[object])
    entries = namespace.entries
    if at + 1 < entries.capacity and entries.items[at] is name:
        return entries.items + (at + 1)
    return null(Ptr[object])


@metal
def note_place(type_: Type, name: object, position: usize) -> None:
    """Remember the position in the ``__dict__`` of an attribute for the next instance."""
    _note(type_, name, position * 3 + 1)


@metal
def _note(type_: Type, name: object, place: usize) -> None:
    entry = types.cache_entry(type_, name)
    if not types.is_of(entry, type_, name):
        entry = types.second_entry(type_, name)
    if types.is_of(entry, type_, name):
        entry.place = place << 2 | entry.place & 3


@metal
def note_missing(value: object, name: object) -> None:
    """Tell the pending exception which attribute of what is missing, if it does not know."""
    if exceptions.pending_matches(type_object(AttributeError)):
        error = cast(NamedException, state.pending)
        if (is_null(error.name) or error.name is None) and (
            is_null(error.obj) or error.obj is None
        ):
            error.name = name
            error.obj = value


@metal
def generic(value: object, name: object) -> object:
    """``object.__getattribute__``."""
    found = generic_or_null(value, name)
    if is_null(found) and is_null(state.pending):
        missing(value, name)
    return found


@metal
def generic_or_null(value: object, name: object) -> object:
    """The attribute by the usual rules; null without an exception if there is none."""
    type_ = type_of(value)
    found = lookup_or_null(type_, name)
    if not is_null(found):
        kind = type_of(found)
        if not is_null(kind.slots[slots.GET]):
            if not is_null(kind.slots[slots.SET]) or not is_null(kind.slots[slots.DELETE]):
                return bind(found, value, type_)
    if type_.dict_offset != 0:
        own = _own_or_null(value, type_, name)
        if not is_null(own):
            return own
    if is_null(found):
        return null(object)
    return bind(found, value, type_)


@metal
def _own_or_null(value: object, type_: Type, name: object) -> object:
    """The attribute of an instance itself."""
    if values.is_compact(value, type_):
        return _inside_or_null(value, type_, name)
    space = field_place(value, type_.dict_offset)[0]
    if is_null(space):
        return space
    namespace = cast(Dict, space)
    if type_of(name) is not type_object(str):
        return dicts.get_or_null(namespace, name)
    position = dicts.find_text(namespace, name)
    if position < 0:
        return null(object)
    note_place(type_, name, usize(position))
    return namespace.entries.items[usize(position) * 3 + 2]


@metal
def _inside_or_null(value: object, type_: Type, name: object) -> object:
    """The attribute that an instance keeps in itself."""
    if type_of(name) is not type_object(str):
        return dicts.get_or_null(cast(Dict, values.spread(value, type_)), name)
    position = values.position_of(type_.names, name)
    if position < 0:
        return null(object)
    _note(type_, name, types.INSIDE | usize(position))
    return values.place_of(value, position)[0]


@metal
def bind(found: object, value: object, type_: Type) -> object:
    """What a class attribute gives when read through an instance (null: through the class)."""
    kind = type_of(found)
    if kind is type_object(FunctionType) or kind is type_object(calls.METHOD_DESCRIPTOR):
        if is_null(value):
            return found
        return new_method(found, value)
    if kind is type_object(MemberDescriptorType):
        if members.has_entry(cast(Member, found), value):
            return members.load(cast(Member, found), value)
    getter = kind.slots[slots.GET]
    if is_null(getter):
        return found
    arguments = stack_array(object, 3)
    if kind.flags & COMPUTED != 0 and not is_null(value):
        # Not through __get__, which takes None for no instance.
        function = cast(Computed, found).get
        if not is_null(function):
            arguments[0] = value
            return calls.call(function, arguments, 1)
    arguments[0] = found
    arguments[1] = value
    if is_null(value):
        arguments[1] = None
    arguments[2] = cast(object, type_)
    return calls.call_slot(getter, arguments, 3)


@metal
def new_method(function: object, receiver: object) -> object:
    """A bound method."""
    made = cast(Method, heap_alloc(type_object(MethodType), sizeof(Method)))
    made.function = function
    made.receiver = receiver
    return cast(object, made)


@metal
def load_method(value: object, name: object, owner: Ptr[object]) -> object:
    """A method to call: the bare function with ``value`` in ``owner``, or anything with null."""
    type_ = type_of(value)
    owner[0] = null(object)
    if type_.slots[slots.GETATTRIBUTE] is type_object(object).slots[slots.GETATTRIBUTE]:
        found = lookup_or_null(type_, name)
        if not is_null(found):
            kind = type_of(found)
            if kind is type_object(FunctionType) or kind is type_object(calls.METHOD_DESCRIPTOR):
                if not _shadowed(value, type_, name):
                    owner[0] = value
                    return found
    return load(value, name)


@metal
def load_method_at(
    value: object, name: object, owner: Ptr[object], memory: AttributeMemory, count: usize
) -> object:
    """The same where it is not what code found last, for a call with so many arguments in all."""
    type_ = type_of(value)
    if address_of(type_) == memory.shape and memory.limit == 0 and type_.dict_offset == 0:
        owner[0] = value  # the first entry of ``__slots__`` is no order of attributes
        return cast(object, Ptr[u8](memory.place))
    found = shared.method_or_null(value, name, owner, memory)
    if not is_null(found):
        return found
    found = load_method(value, name, owner)
    if not is_null(owner[0]):
        remember_method(memory, type_of(value), name, found, count)
    elif not is_null(found):
        shared.note_method(value, name, memory)
    return found


@metal
def load_method_near(
    value: object, name: object, owner: Ptr[object], memory: AttributeMemory, count: usize
) -> object:
    """``load_method``, first what code found last."""
    type_ = type_of(value)
    if address_of(type_) == memory.shape and values.order_of(value) < values.LEAST_DICT:
        owner[0] = value
        return cast(object, Ptr[u8](memory.place))
    return load_method_at(value, name, owner, memory, count)


@metal
def remember_method(
    memory: AttributeMemory, type_: Type, name: object, found: object, count: usize
) -> None:
    """Have instances of the type go to a method at once, if nothing can come between.

    ``after`` tells how many parameters the call leaves to their defaults. With a ``count`` of 0
    the call has arguments by name.
    """
    code = cast(Function, found).code
    # Functions of the runtime may return null for the end of an iterator.
    if type_of(found) is not type_object(FunctionType):
        return
    lacking = usize(code.argcount) - count
    if count != 0 and (code.params != code.argcount or usize(code.argcount) < count):
        return
    if count != 0 and lacking != 0:
        defaults = cast(Function, found).defaults
        if is_null(defaults) or cast(Tuple, defaults).length < lacking:
            return
    if type_.dict_offset == 0 or (
        values.is_plain(type_) and values.position_of(type_.names, name) < 0
    ):
        memory.shape = address_of(type_)
        memory.place = address_of(found)
        memory.after = lacking
        memory.limit = 0


@metal
def _shadowed(value: object, type_: Type, name: object) -> bool:
    """Whether an instance has an attribute of its own of a name that is exactly a str."""
    if type_.dict_offset == 0:
        return False
    if values.is_compact(value, type_):
        return not is_null(values.get_or_null(value, type_, name))
    namespace = field_place(value, type_.dict_offset)[0]
    return not is_null(namespace) and dicts.find_text(cast(Dict, namespace), name) >= 0


def missing(value, name):
    """No such attribute."""
    checked_name(name)
    if is_type(value):
        raise AttributeError(
            f"type object '{value.__name__}' has no attribute '{name}'", name=name, obj=value
        )
    if type(value) is ModuleType:
        raise AttributeError(_missing_of_module(value, name), name=name, obj=value)
    raise AttributeError(
        f"'{type(value).__name__}' object has no attribute '{name}'", name=name, obj=value
    )


def _missing_of_module(module, name):
    if "__name__" not in module.__dict__:
        return f"module has no attribute '{name}'"
    for other in image.initialising:
        if other is module:
            return (
                f"partially initialized module '{module.__name__}' has no attribute '{name}' "
                "(most likely due to a circular import)"
            )
    return f"module '{module.__name__}' has no attribute '{name}'"


@metal
def type_getattribute(class_: object, name: object) -> object:
    """``type.__getattribute__``."""
    found = of_class_or_null(class_, name)
    if is_null(found) and is_null(state.pending):
        missing(class_, name)
    return found


@metal
def of_class_or_null(class_: object, name: object) -> object:
    """An attribute of a class by the usual rules; null without an exception if there is none."""
    meta = type_of(class_)
    found = lookup_or_null(meta, name)
    if not is_null(found):
        kind = type_of(found)
        if not is_null(kind.slots[slots.GET]) and not is_null(kind.slots[slots.SET]):
            return bind(found, class_, meta)
    own = lookup_or_null(cast(Type, class_), name)
    if not is_null(own):
        return bind(own, null(object), cast(Type, class_))
    if not is_null(found):
        return bind(found, class_, meta)
    return null(object)


@metal
def module_getattribute(module: object, name: object) -> object:
    """``module.__getattribute__``: its namespace, then its own ``__getattr__``."""
    found = generic_or_null(module, name)
    if not is_null(found) or not is_null(state.pending):
        return found
    fallback = dicts.get_or_null(cast(Dict, cast(Module, module).dict), "__getattr__")
    if not is_null(fallback):
        return calls.call1(fallback, name)
    missing(module, name)
    return null(object)


# -- storing -----------------------------------------------------------------------


@metal
def store(value: object, name: object, item: object) -> None:
    """``value.name = item``."""
    type_ = type_of(value)
    if type_.slots[slots.SETATTR] is type_object(object).slots[slots.SETATTR]:
        place = remembered_place(value, type_, name, types.STORES)
        if is_null(place):
            generic_store(value, name, item)
        else:
            place[0] = item
        return
    calls.slot3(slots.SETATTR, value, name, item)


@metal
def delete(value: object, name: object) -> None:
    """``del value.name``."""
    type_ = type_of(value)
    if type_.slots[slots.DELATTR] is type_object(object).slots[slots.DELATTR]:
        generic_store(value, name, null(object))
        return
    calls.slot2(slots.DELATTR, value, name)


@metal
def generic_store(value: object, name: object, item: object) -> None:
    """``object.__setattr__`` and, with null, ``object.__delattr__``."""
    type_ = type_of(value)
    found = lookup_or_null(type_, name)
    if not is_null(found):
        index: usize = slots.SET
        if is_null(item):
            index = slots.DELETE
        setter = type_of(found).slots[index]
        if not is_null(setter):
            _descriptor_store(setter, found, value, item)
            return
    if not is_null(item) and values.is_compact(value, type_) and type_of(name) is type_object(str):
        position = values.position_of(type_.names, name)
        if position >= 0 and values.put(value, position, item):
            _note(type_, name, types.INSIDE | usize(position))
            return
    namespace = null(object)
    if is_null(item):
        if values.is_compact(value, type_):
            values.spread(value, type_)
        namespace = instance_dict_or_null(value)
    else:
        namespace = own_dict(value)
    if is_null(namespace):
        cannot_store(value, name, not is_null(found))
    if is_null(item):
        if is_null(dicts.pop_or_null(cast(Dict, namespace), name)):
            missing(value, name)
        return
    if type_of(name) is not type_object(str):
        dicts.set_item(namespace, name, item)
    else:
        note_place(type_, name, dicts.put_text(cast(Dict, namespace), name, item))


@metal
def _descriptor_store(setter: object, found: object, value: object, item: object) -> None:
    if type_of(found) is type_object(MemberDescriptorType):
        if members.has_entry(cast(Member, found), value):
            members.store(cast(Member, found), value, item)
            return
    arguments = stack_array(object, 3)
    arguments[0] = found
    arguments[1] = value
    arguments[2] = item
    calls.call_slot(setter, arguments, 2 if is_null(item) else 3)


def cannot_store(value, name, known):
    """The object has no room for the attribute."""
    if known:
        raise AttributeError(
            f"'{type(value).__name__}' object attribute '{name}' is read-only"
        )
    raise AttributeError(f"'{type(value).__name__}' object has no attribute '{name}'")


@metal
def type_store(class_: object, name: object, item: object) -> None:
    """``type.__setattr__`` and, with null, ``type.__delattr__``."""
    if not is_heap_class(class_):
        immutable(class_, name)
    meta = type_of(class_)
    found = lookup_or_null(meta, name)
    if not is_null(found):
        index: usize = slots.SET
        if is_null(item):
            index = slots.DELETE
        setter = type_of(found).slots[index]
        if not is_null(setter):
            _descriptor_store(setter, found, class_, item)
            return
    namespace = cast(Type, class_).dict
    old = dicts.get_or_null(namespace, name)
    if is_special(name) or is_method(item) or is_method(old) or types.kind_of(old) != 0:
        watched.forget_places()
    if is_null(item):
        if is_null(dicts.pop_or_null(namespace, name)):
            missing(class_, name)
    else:
        dicts.set_item(cast(object, namespace), name, item)
    clear_cache()
    if is_special(name):
        update_slot(class_, name)
    if not is_null(item) and types.kind_of(item) != 0:
        values.renew_shapes(class_)


@metal
def is_method(value: object) -> bool:
    """Whether a class attribute is a method or null, which may uncover a method or hide one."""
    return is_null(value) or calls.is_plain_function(type_of(value))


@metal
def is_heap_class(class_: object) -> bool:
    """Whether a class was made by a class statement."""
    return cast(Type, class_).flags & 1 != 0


@metal
def checked_name(name: object) -> object:
    """The name of an attribute, which has to be text."""
    if type_of(name) is not type_object(str):
        if not exceptions.is_subtype(type_of(name), type_object(str)):
            bad_name(name)
    return name


def bad_name(name):
    """The name of an attribute is no text."""
    raise TypeError(f"attribute name must be string, not '{type(name).__name__}'")


def immutable(class_, name):
    """An attribute of a built-in class was to be set."""
    raise TypeError(
        f"cannot set '{name}' attribute of immutable type '{class_.__name__}'"
    )


@metal
def is_special(name: object) -> bool:
    """Whether a name begins and ends with two underscores (Latin-1 text)."""
    text = cast(Str, name)
    n = text.length
    if n < 5 or text.kind != 1:
        return False
    return (
        text.data[0] == 95 and text.data[1] == 95 and text.data[n - 1] == 95
        and text.data[n - 2] == 95
    )


#: Special methods that have a say where an attribute lies: of the class, or of what describes it.
DECISIVE = ("__getattribute__", "__setattr__", "__set__", "__delete__")


def update_slot(class_, name):
    """A special method changed: classes that inherit it see the new one."""
    index = slots.INDEX.get(name)
    if index is None:
        return
    refresh_slot(class_, index, name)
    for sub in values.subclasses_of(class_):
        update_slot(sub, name)
    if name in DECISIVE:
        values.renew_shapes(class_ if name in DECISIVE[:2] else object)


@metal
def refresh_slot(class_: object, index: usize, name: object) -> None:
    """Look a special method up along the MRO again."""
    cast(Type, class_).slots[index] = lookup_or_null(cast(Type, class_), name)


# -- attributes that may be missing ------------------------------------------------------


@metal
def get_or_default(value: object, name: object, default: object) -> object:
    """``getattr(value, name, default)``."""
    found = attempt(load_or_null(value, name))
    if is_null(found) and is_missing():
        return default
    return found


@metal
def has(value: object, name: object) -> bool:
    """``hasattr(value, name)``."""
    return not is_null(attempt(load_or_null(value, name))) or not is_missing()


@metal
def is_missing() -> bool:
    """Whether an attribute that was not found is just not there; else an exception is pending."""
    if is_null(state.pending):
        return True
    if not exceptions.pending_matches(type_object(AttributeError)):
        return False
    exceptions.take_pending()
    return True
