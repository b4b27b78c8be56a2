"""``object``, ``type``, modules and the singletons."""

from types import (
    EllipsisType,
    GetSetDescriptorType,
    MemberDescriptorType,
    ModuleType,
    NoneType,
    NotImplementedType,
)

from tamapy.metal import cast, is_null, isize, make_small, metal, null, usize
from tamapy.runtime import (
    attributes,
    classes,
    compare,
    dicts,
    instances,
    printing,
    rebasing,
    sequences,
    types,
    values,
    warned,
    watched,
)
from tamapy.runtime.flags import ABSTRACT
from tamapy.runtime.hashing import HASH_NONE
from tamapy.runtime.layout import Dict, Object, Tuple
from tamapy.runtime.objects import Module, Type
from tamapy.runtime.registry import implements

#: Tells a missing attribute from any value.
ABSENT = object()


def full_name(class_):
    """Module and qualified name, without ``builtins``."""
    module = class_.__module__
    if not isinstance(module, str) or module == "builtins":
        return class_.__qualname__
    return f"{module}.{class_.__qualname__}"


def address_text(value):
    """The address as ``repr`` shows it."""
    return "0x" + hex(printing.identity(value))[2:].rjust(12, "0")


@implements(object)
class ObjectMethods:
    """``object``."""

    dunder_doc = None

    def __new__(class_, /, *args, **kwargs):
        return instances.object_new(class_, args, kwargs)

    def __init__(self, /, *args, **kwargs):
        instances.object_init(self, args, kwargs)

    def __repr__(self, /):
        return f"<{full_name(type(self))} object at {address_text(self)}>"

    def __str__(self, /):
        return repr(self)

    def __format__(self, spec, /):
        if spec != "":
            raise TypeError(
                f"unsupported format string passed to {type(self).__name__}.__format__"
            )
        return str(self)

    def __hash__(self, /):
        return hash_of_identity(self)

    def __eq__(self, other, /):
        return True if self is other else NotImplemented

    def __ne__(self, other, /):
        result = type(self).__eq__(self, other)
        return result if result is NotImplemented else not result

    def __lt__(self, other, /):
        return NotImplemented

    def __le__(self, other, /):
        return NotImplemented

    def __gt__(self, other, /):
        return NotImplemented

    def __ge__(self, other, /):
        return NotImplemented

    def __getattribute__(self, name, /):
        return attributes.generic(self, name)

    def __setattr__(self, name, value, /):
        refuse_classes(self, "__setattr__")
        attributes.generic_store(self, name, value)

    def __delattr__(self, name, /):
        refuse_classes(self, "__delattr__")
        attributes.generic_store(self, name, null(object))

    def __dir__(self, /):
        names = {}
        own = getattr(self, "__dict__", None)
        if isinstance(own, dict):
            names.update(own)
        class_ = getattr(self, "__class__", None)
        if types.is_type(class_):
            add_names(names, class_)
        return list(names)

    def __sizeof__(self, /):
        return instance_size(type(self))

    @classmethod
    def __init_subclass__(cls, /, *args, **kwargs):
        if kwargs:
            raise TypeError(f"{cls.__name__}.__init_subclass__() takes no keyword arguments")
        if args:
            raise TypeError(
                f"{cls.__name__}.__init_subclass__() takes no arguments ({len(args)} given)"
            )

    @classmethod
    def __subclasshook__(cls, other, /):
        return NotImplemented

    def __reduce_ex__(self, protocol, /):
        method = type(self).__reduce__
        if method is not object.__reduce__:
            return method(self)
        return reduce_default(self, protocol)

    def __reduce__(self, /):
        return reduce_default(self, 0)

    def __getstate__(self, /):
        return state_of(self)

    @property
    def dunder_dict(self):
        if types.is_type(self):
            return proxy_of(types.namespace_of(self))
        found = attributes.own_dict(self)
        if is_null(found):
            attributes.missing(self, "__dict__")
        return found

    @dunder_dict.setter
    def dunder_dict(self, value):
        if not isinstance(value, dict):
            raise TypeError(
                f"__dict__ must be set to a dictionary, not a '{type(value).__name__}'"
            )
        replace_dict(self, value)

    @dunder_dict.deleter
    def dunder_dict(self):
        base = type(self)
        while attributes.is_heap_class(base):
            base = base.__base__
        if classes.has_dict(base):
            raise TypeError("cannot delete __dict__")
        replace_dict(self, null(object))

    @property
    def dunder_class(self):
        return type(self)

    @dunder_class.setter
    def dunder_class(self, class_):
        change_class(self, class_)


def replace_dict(value, namespace):
    """Give an object another ``__dict__``; null: an empty one when it is next asked for."""
    if types.is_type(value) or types.is_instance_of(value, ModuleType):
        raise AttributeError("readonly attribute")
    if not attributes.set_dict(value, namespace):
        attributes.missing(value, "__dict__")


def add_names(names, class_):
    """Add what ``dir`` tells of a class, its bases included."""
    for base in types.mro_of(class_):
        if base is not object:
            names.update(types.namespace_of(base))
    for name in types.namespace_of(object):
        if name != "__dict__":
            names[name] = None
    if classes.has_dict(class_):
        names["__dict__"] = None
    if classes.has_weak(class_) and class_.__flags__ & rebasing.HEAP_FLAG:
        names["__weakref__"] = None


@metal
def hash_of_identity(value: object) -> object:
    """``object.__hash__``."""
    return make_small(compare.identity_hash(value))


@metal
def instance_size(class_: Type) -> object:
    """Bytes of an instance without its variable part."""
    return make_small(isize(class_.size))


@metal
def set_class(value: object, class_: Type) -> None:
    """``value.__class__ = class_``, the layouts being the same."""
    cast(Object, value).type = class_
    if types.is_type(value):
        types.clear_cache()  # another metaclass may have a say in its attributes


@metal
def same_layout(a: Type, b: Type) -> bool:
    """Whether instances of two classes lie alike."""
    return (
        a.size == b.size and a.item_size == b.item_size and a.dict_offset == b.dict_offset
        and a.weak_offset == b.weak_offset and a.trace == b.trace
    )


def layout_base(class_):
    """The nearest ancestor whose instances are laid out in another way than its base's."""
    while class_.__base__ is not None and same_layout(class_, class_.__base__):
        class_ = class_.__base__
    return class_


def own_slots(class_):
    """The names of the slots that a class added, in order."""
    space = types.namespace_of(class_)
    return sorted([name for name in space if type(space[name]) is MemberDescriptorType])


def fits(old, new):
    """Whether an instance of one class can become one of another."""
    old, new = layout_base(old), layout_base(new)
    return old is new or (
        old.__base__ is new.__base__ and same_layout(old, new) and own_slots(old) == own_slots(new)
    )


def change_class(value, class_):
    """``value.__class__ = class_``."""
    if not isinstance(class_, type):
        raise TypeError(
            f"__class__ must be set to a class, not '{type(class_).__name__}' object"
        )
    both = type(value).__flags__ & class_.__flags__
    modules = isinstance(value, ModuleType) and issubclass(class_, ModuleType)
    if not both & rebasing.HEAP_FLAG and not modules:
        raise TypeError(
            "__class__ assignment only supported for mutable types or ModuleType subclasses"
        )
    if not fits(type(value), class_):
        raise TypeError(
            f"__class__ assignment: '{class_.__name__}' object layout differs from "
            f"'{type(value).__name__}'"
        )
    if values.names_of(type(value)) is not values.names_of(class_):
        attributes.own_dict(value)  # there may be no room for what the other class expects
    set_class(value, class_)


def slot_names_of(class_):
    """The names of all slots of a class and its bases, which ``copyreg`` remembers in the class."""
    known = types.namespace_of(class_).get("__slotnames__")
    if known is None:
        return __import__("copyreg")._slotnames(class_)
    if not isinstance(known, list):
        raise TypeError(
            f"{class_.__name__}.__slotnames__ should be a list or None, not {type(known).__name__}"
        )
    return list(known)


def state_of(value):
    """``object.__getstate__``."""
    own = attributes.own_state(value)
    state = None if is_null(own) else own
    names = slot_names_of(type(value))
    if names:
        slots = {}
        for name in names:
            found = getattr(value, name, ABSENT)
            if found is not ABSENT:
                slots[name] = found
        if slots:
            return (state, slots)
    return state


def reduce_default(value, protocol):
    """``object.__reduce_ex__``, by ``copyreg``."""
    copyreg = __import__("copyreg")
    if protocol < 2:
        return copyreg._reduce_ex(value, protocol)
    class_ = type(value)
    if instances.has_no_maker(class_):
        raise TypeError(f"cannot pickle '{class_.__name__}' object")
    arguments = ()
    keywords = {}
    if hasattr(class_, "__getnewargs_ex__"):
        arguments, keywords = new_arguments(value.__getnewargs_ex__())
    elif hasattr(class_, "__getnewargs__"):
        arguments = value.__getnewargs__()
        if not isinstance(arguments, tuple):
            raise TypeError(
                f"__getnewargs__ should return a tuple, not '{type(arguments).__name__}'"
            )
    elif not isinstance(value, (list, dict)) and keeps_more(class_):
        raise TypeError(f"cannot pickle '{class_.__name__}' object")
    if keywords:
        function, arguments = copyreg.__newobj_ex__, (class_, arguments, keywords)
    else:
        function, arguments = copyreg.__newobj__, (class_, *arguments)
    items = iter(value) if isinstance(value, list) else None
    pairs = iter(value.items()) if isinstance(value, dict) else None
    return (function, arguments, value.__getstate__(), items, pairs)


def new_arguments(found):
    """What ``__getnewargs_ex__`` returned, which has to be a tuple and a dict."""
    method = "__getnewargs_ex__"
    if not isinstance(found, tuple):
        raise TypeError(f"{method} should return a tuple, not '{type(found).__name__}'")
    if len(found) != 2:
        raise ValueError(f"{method} should return a tuple of length 2, not {len(found)}")
    check_part(found[0], tuple, "first", method)
    check_part(found[1], dict, "second", method)
    return found


def check_part(item, kind, place, method):
    """One of the two things that ``__getnewargs_ex__`` returns."""
    if not isinstance(item, kind):
        raise TypeError(
            f"{place} item of the tuple returned by {method} must be a {kind.__name__}, "
            f"not '{type(item).__name__}'"
        )


def keeps_more(class_):
    """Whether a built-in base keeps what neither attributes nor slots tell."""
    while class_.__flags__ & rebasing.HEAP_FLAG:
        class_ = class_.__base__
    return class_ is not object


def refuse_classes(value, method):
    """What stores attributes of instances must not be used on classes.

    The real type counts: asking for ``__class__`` could come back here (``threading.local``).
    """
    if types.is_type(value):
        raise TypeError(f"can't apply this {method} to {type(value).__name__} object")


@implements(type)
class TypeMethods:
    """``type``."""

    def __new__(meta, /, *args, **keywords):
        if len(args) != 3:
            if meta is type:
                raise TypeError("type() takes 1 or 3 arguments")
            raise TypeError(f"type.__new__() takes exactly 3 arguments ({len(args)} given)")
        return classes.type_new(meta, *args, **keywords)

    def __init__(self, /, *args, **keywords):
        classes.type_init(self, *args)

    def __call__(self, /, *args, **keywords):
        return call_class(self, list(args), keywords)

    def __repr__(self, /):
        return f"<class '{full_name(self)}'>"

    def __getattribute__(self, name, /):
        return attributes.type_getattribute(self, name)

    def __setattr__(self, name, value, /):
        attributes.type_store(self, attributes.checked_name(name), value)

    def __delattr__(self, name, /):
        attributes.type_store(self, attributes.checked_name(name), null(object))

    def __instancecheck__(self, value, /):
        return types.type_instancecheck(self, value)

    def __subclasscheck__(self, class_, /):
        return types.type_subclasscheck(self, class_)

    def __subclasses__(self, /):
        return list(values.subclasses_of(self))

    def mro(self, /):
        return list(classes.merge_mro(self, self.__bases__))

    def __dir__(self, /):
        names = {}
        add_names(names, self)
        return list(names)

    def __or__(self, other, /):
        return union_of(self, other)

    def __ror__(self, other, /):
        return union_of(other, self)

    @classmethod
    def __prepare__(cls, /, *args, **keywords):
        return {}

    @property
    def dunder_name(self: Type):
        return self.name

    @dunder_name.setter
    def dunder_name(self: Type, value):
        if not isinstance(value, str):
            raise TypeError(
                f"can only assign string to {self.name}.__name__, not '{type(value).__name__}'"
            )
        classes.check_name(value)
        self.name = value

    @property
    def dunder_qualname(self: Type):
        return self.qualname

    @dunder_qualname.setter
    def dunder_qualname(self: Type, value):
        if not isinstance(value, str):
            raise TypeError(
                f"can only assign string to {self.name}.__qualname__, "
                f"not '{type(value).__name__}'"
            )
        self.qualname = value

    @property
    def dunder_module(self):
        found = types.namespace_of(self).get("__module__", "builtins")
        return "builtins" if type(found) is GetSetDescriptorType else found

    @dunder_module.setter
    def dunder_module(self, value):
        types.namespace_of(self)["__module__"] = value

    @property
    def dunder_doc(self):
        found = types.namespace_of(self).get("__doc__")
        getter = getattr(type(found), "__get__", None)
        return found if getter is None else getter(found, None, self)

    @dunder_doc.setter
    def dunder_doc(self, value):
        if not attributes.is_heap_class(self):
            attributes.immutable(self, "__doc__")
        types.namespace_of(self)["__doc__"] = value

    @dunder_doc.deleter
    def dunder_doc(self):
        raise TypeError(f"cannot delete '__doc__' attribute of immutable type '{self.__name__}'")

    @property
    def dunder_bases(self: Type):
        return self.bases

    @dunder_bases.setter
    def dunder_bases(self, value):
        rebasing.set_bases(self, value)

    @property
    def dunder_base(self: Type):
        return base_of(self)

    @property
    def dunder_mro(self: Type):
        return self.mro

    @property
    def dunder_dict(self):
        return proxy_of(types.namespace_of(self))

    @property
    def dunder_flags(self: Type):
        return (self.flags & 1) << 9 | (self.flags & 2) << 9 | (self.flags & ABSTRACT) << 18

    @property
    def dunder_basicsize(self: Type):
        return self.size

    @property
    def dunder_itemsize(self: Type):
        return self.item_size

    @property
    def dunder_dictoffset(self: Type):
        return self.dict_offset

    @property
    def dunder_text_signature(self):
        return None

    @property
    def dunder_abstractmethods(self):
        found = types.namespace_of(self).get("__abstractmethods__")
        if found is None or self is type:  # type's own entry is this property
            raise AttributeError("__abstractmethods__")
        return found

    @dunder_abstractmethods.setter
    def dunder_abstractmethods(self, value):
        types.namespace_of(self)["__abstractmethods__"] = value
        mark_abstract(self, bool(value))

    @dunder_abstractmethods.deleter
    def dunder_abstractmethods(self):
        if "__abstractmethods__" not in types.namespace_of(self):
            raise AttributeError("__abstractmethods__")
        del types.namespace_of(self)["__abstractmethods__"]
        mark_abstract(self, False)

    @property
    def dunder_annotations(self):
        space = types.namespace_of(self)
        if "__annotations__" not in space:
            space["__annotations__"] = {}
        return space["__annotations__"]

    @dunder_annotations.setter
    def dunder_annotations(self, value):
        types.namespace_of(self)["__annotations__"] = value

    @dunder_annotations.deleter
    def dunder_annotations(self):
        if "__annotations__" not in types.namespace_of(self):
            raise AttributeError("__annotations__")
        del types.namespace_of(self)["__annotations__"]


@metal
def mark_abstract(class_: Type, abstract: bool) -> None:
    """Note whether a class has abstract methods."""
    if abstract:
        class_.flags = class_.flags | ABSTRACT
        watched.forget_places()  # some may make instances
    else:
        class_.flags = class_.flags & ~usize(ABSTRACT)


@metal
def base_of(class_: Type) -> object:
    """``__base__``."""
    if is_null(class_.base):
        return None
    return cast(object, class_.base)


@metal
def call_class(class_: Type, args: object, keywords: object) -> object:
    """``type.__call__`` by its name."""
    count = sequences.list_length(args)
    d = cast(Dict, keywords)
    vector = dicts.new_vector(count + d.used)
    names = sequences.new_tuple(d.used)
    items = sequences.list_items(args)
    for i in range(count):
        vector.items[i] = items[i]
    at: usize = 0
    for i in range(names.length):
        at = dicts.next_position(d, at)
        names.items[i] = d.entries.items[at * 3 + 1]
        vector.items[count + i] = d.entries.items[at * 3 + 2]
        at += 1
    total = count + names.length
    if names.length == 0:
        names = null(Tuple)
    return instances.type_call(class_, vector.items, total, names)


def union_of(a, b):
    """``a | b`` for types."""
    from tamapy.runtime.methods.aliases import make_union

    return make_union(a, b)


def proxy_of(mapping):
    """A read-only view."""
    from tamapy.runtime.methods.dict_ import new_proxy

    return new_proxy(mapping)


@implements(NoneType)
class NoneMethods:
    """``None``."""

    def __new__(class_, /):
        return None

    def __repr__(self, /):
        return "None"

    def __bool__(self, /):
        return False

    def __hash__(self, /):
        return HASH_NONE


@implements(NotImplementedType)
class NotImplementedMethods:
    """``NotImplemented``."""

    def __new__(class_, /):
        return NotImplemented

    def __repr__(self, /):
        return "NotImplemented"

    def __bool__(self, /):
        warned.warn(
            DeprecationWarning, "NotImplemented should not be used in a boolean context"
        )
        return True

    def __reduce__(self, /):
        return "NotImplemented"


@implements(EllipsisType)
class EllipsisMethods:
    """``...``."""

    def __new__(class_, /):
        return ...

    def __repr__(self, /):
        return "Ellipsis"

    def __reduce__(self, /):
        return "Ellipsis"


@implements(ModuleType)
class ModuleMethods:
    """Modules."""

    def __new__(class_, /, *args, **keywords):
        made = instances.new_object(class_)
        own_namespace(made)
        return made

    def __init__(self, name, doc=None):
        space = own_namespace(self)
        space["__name__"] = name
        space["__doc__"] = doc
        space["__package__"] = None
        space["__loader__"] = None
        space["__spec__"] = None

    def __repr__(self, /):
        name = self.__dict__.get("__name__", "?")
        where = self.__dict__.get("__file__")
        if where is not None:
            return f"<module '{name}' from '{where}'>"
        if self.__dict__.get("__spec__") is None:
            return f"<module '{name}'>"
        return f"<module '{name}' (built-in)>"

    def __getattribute__(self, name, /):
        return attributes.module_getattribute(self, name)

    def __dir__(self, /):
        space = self.__dict__
        if not isinstance(space, dict):
            raise TypeError(f"{type(self).__name__}.__dict__ is not a dictionary")
        custom = space.get("__dir__")
        return list(space) if custom is None else custom()

    @property
    def dunder_dict(self: Module):
        return self.dict


def own_namespace(module):
    """A module's namespace, made now if need be."""
    return attributes.own_dict(module)


