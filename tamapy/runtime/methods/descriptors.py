"""``property``, ``classmethod``, ``staticmethod``, ``super`` and slot descriptors."""

from types import GetSetDescriptorType, MemberDescriptorType

from tamapy.metal import address_of, cast, is_null, metal, null
from tamapy.runtime import attributes, dicts, instances, members, types
from tamapy.runtime.exceptions import is_subtype
from tamapy.runtime.layout import Tuple
from tamapy.runtime.objects import (
    ClassMethod,
    GetSet,
    Member,
    Property,
    StaticMethod,
    Super,
    Type,
)
from tamapy.runtime.optional import or_none, or_null
from tamapy.runtime.registry import implements

COPIED = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")


@implements(property)
class PropertyMethods:
    """``property``."""

    def __new__(class_, /, *args, **kwargs):
        return instances.new_object(class_)

    def __init__(self: Property, fget=None, fset=None, fdel=None, doc=None):
        self.get = or_null(fget)
        self.set = or_null(fset)
        self.delete = or_null(fdel)
        if doc is None and fget is not None:
            doc = getattr(fget, "__doc__", None)
            if doc is not None and type(self) is not property:
                setattr(self, "__doc__", doc)  # noqa: B010  the subclass's own would hide it
        set_doc(self, doc)

    def __get__(self: Property, instance, owner=None, /):
        if instance is None:
            return self
        if is_null(self.get):
            raise AttributeError(f"property{shown(self)} of {kind_of(instance)} has no getter")
        return self.get(instance)

    def __set__(self: Property, instance, value, /):
        if is_null(self.set):
            raise AttributeError(f"property{shown(self)} of {kind_of(instance)} has no setter")
        self.set(instance, value)

    def __delete__(self: Property, instance, /):
        if is_null(self.delete):
            raise AttributeError(f"property{shown(self)} of {kind_of(instance)} has no deleter")
        self.delete(instance)

    def __set_name__(self: Property, /, *args):
        if len(args) != 2:
            raise TypeError(
                f"__set_name__() takes 2 positional arguments but {len(args)} were given"
            )
        self.name = args[1]

    def getter(self: Property, function, /):
        return altered(self, function, or_none(self.set), or_none(self.delete))

    def setter(self: Property, function, /):
        return altered(self, or_none(self.get), function, or_none(self.delete))

    def deleter(self: Property, function, /):
        return altered(self, or_none(self.get), or_none(self.set), function)

    @property
    def fget(self: Property):
        return or_none(self.get)

    @fget.setter
    def fget(self, value):
        raise AttributeError("readonly attribute")

    @property
    def fset(self: Property):
        return or_none(self.set)

    @fset.setter
    def fset(self, value):
        raise AttributeError("readonly attribute")

    @property
    def fdel(self: Property):
        return or_none(self.delete)

    @fdel.setter
    def fdel(self, value):
        raise AttributeError("readonly attribute")

    @property
    def dunder_doc(self: Property):
        return or_none(self.doc)

    @dunder_doc.setter
    def dunder_doc(self: Property, value):
        self.doc = value

    @property
    def __isabstractmethod__(self: Property):
        return (
            is_abstract(or_none(self.get)) or is_abstract(or_none(self.set))
            or is_abstract(or_none(self.delete))
        )


def is_abstract(function):
    """Whether a function is marked abstract."""
    return bool(getattr(function, "__isabstractmethod__", False))


def kind_of(instance):
    """How messages name an instance's class."""
    return f"{type(instance).__qualname__!r} object"


def shown(prop: Property):
    """The property's name for messages, with a space before it."""
    return "" if is_null(prop.name) else f" {prop.name!r}"


def set_doc(prop, doc):
    """Give a property its docstring; a subclass keeps it in its ``__dict__``."""
    if type(prop) is property:
        store_doc(prop, doc)
    elif doc is not None:
        prop.__doc__ = doc


@metal
def store_doc(prop: Property, doc: object) -> None:
    """Set the field."""
    prop.doc = doc


def altered(prop, getter, setter, deleter):
    """A copy of a property with other functions."""
    doc = prop.__doc__
    if getter is not None and doc is getattr(prop.fget, "__doc__", None):
        doc = None  # it was the old getter's: the new one has its own
    made = type(prop)(getter, setter, deleter, doc)
    if isinstance(made, property):
        copy_name(prop, made)
    return made


@metal
def copy_name(source: Property, target: Property) -> None:
    """A copy keeps the name the class body gave."""
    target.name = source.name


def copy_attributes(wrapper, function):
    """What ``classmethod`` and ``staticmethod`` take over from the function."""
    for name in COPIED:
        try:
            value = getattr(function, name)
        except AttributeError:
            continue
        attributes.generic_store(wrapper, name, value)


@implements(staticmethod)
class StaticMethodMethods:
    """``staticmethod``."""

    def __new__(class_, /, *args, **kwargs):
        return instances.new_object(class_)

    def __init__(self: StaticMethod, function, /):
        self.function = function
        copy_attributes(self, function)

    def __get__(self: StaticMethod, instance, owner=None, /):
        if is_null(self.function):
            raise RuntimeError("uninitialized staticmethod object")
        return self.function

    def __call__(self: StaticMethod, /, *args, **kwargs):
        return self.function(*args, **kwargs)

    def __repr__(self: StaticMethod, /):
        return f"<staticmethod({self.function!r})>"

    @property
    def __func__(self: StaticMethod):
        return or_none(self.function)

    @property
    def __wrapped__(self: StaticMethod):
        return or_none(self.function)

    @property
    def __isabstractmethod__(self: StaticMethod):
        return is_abstract(or_none(self.function))


@implements(classmethod)
class ClassMethodMethods:
    """``classmethod``."""

    def __new__(class_, /, *args, **kwargs):
        return instances.new_object(class_)

    def __init__(self: ClassMethod, function, /):
        self.function = function
        copy_attributes(self, function)

    def __get__(self: ClassMethod, instance, owner=None, /):
        if is_null(self.function):
            raise RuntimeError("uninitialized classmethod object")
        if owner is None:
            owner = type(instance)
        if is_null(types.slot_or_null(self.function, GET)):
            return attributes.new_method(self.function, owner)
        return attributes.bind(self.function, owner, owner)

    def __repr__(self: ClassMethod, /):
        return f"<classmethod({self.function!r})>"

    @property
    def __func__(self: ClassMethod):
        return or_none(self.function)

    @property
    def __wrapped__(self: ClassMethod):
        return or_none(self.function)

    @property
    def __isabstractmethod__(self: ClassMethod):
        return is_abstract(or_none(self.function))


GET = attributes.slots.GET


@implements(super)
class SuperMethods:
    """``super``."""

    def __new__(class_, /, *args, **kwargs):
        return instances.new_object(class_)

    def __init__(self: Super, type_, receiver=None, /):
        self.owner = type_
        set_receiver(self, type_, receiver)

    def __getattribute__(self: Super, name, /):
        return super_attribute(self, name)

    def __get__(self: Super, instance, owner=None, /):
        if instance is None or not is_null(self.receiver):
            return self
        return type(self)(self.owner, instance)

    def __repr__(self: Super, /):
        owner = or_none(self.owner)
        owner_name = "NULL" if owner is None else owner.__name__
        if is_null(self.receiver):
            return f"<super: <class '{owner_name}'>, NULL>"
        return f"<super: <class '{owner_name}'>, <{self.receiver_type.__name__} object>>"

    @property
    def __thisclass__(self: Super):
        return or_none(self.owner)

    @property
    def __self__(self: Super):
        return or_none(self.receiver)

    @property
    def __self_class__(self: Super):
        return or_none(self.receiver_type)


def new_super(owner, receiver):
    """``super(owner, receiver)`` of the exact type: what ``super()`` in a method makes."""
    made = instances.new_object(super)
    set_owner(made, owner)
    set_receiver(made, owner, receiver)
    return made


@metal
def set_owner(made: Super, owner: object) -> None:
    """The class whose bases are searched."""
    made.owner = owner


def set_receiver(made: Super, owner, receiver):
    """The object that ``super`` stands for, checked."""
    if not types.is_type(owner):
        raise TypeError("super() argument 1 must be a type, not " + type(owner).__name__)
    if receiver is None:
        return
    if types.is_type(receiver) and is_subtype(receiver, owner):
        made.receiver_type = receiver
    elif is_subtype(type(receiver), owner):
        made.receiver_type = type(receiver)
    else:
        claimed = getattr(receiver, "__class__", None)
        if not types.is_type(claimed) or not is_subtype(claimed, owner):
            raise TypeError("super(type, obj): obj must be an instance or subtype of type")
        made.receiver_type = claimed
    made.receiver = receiver


@metal
def super_attribute(proxy: Super, name: object) -> object:
    """An attribute found behind the owner in the MRO of the receiver's class."""
    if not is_null(proxy.receiver) and name is not CLASS_NAME:
        start = cast(Type, proxy.receiver_type)
        mro = start.mro
        found = lookup_behind_or_null(mro, proxy.owner, name)
        if not is_null(found):
            if proxy.receiver is proxy.receiver_type:
                return attributes.bind(found, null(object), start)
            return attributes.bind(found, proxy.receiver, start)
    return attributes.generic(cast(object, proxy), name)


CLASS_NAME = "__class__"


@metal
def lookup_behind_or_null(mro: Tuple, owner: object, name: object) -> object:
    """The first namespace entry after ``owner`` in an MRO, or null."""
    passed = False
    for i in range(mro.length):
        if passed:
            found = dicts.get_or_null(cast(Type, mro.items[i]).dict, name)
            if not is_null(found):
                return found
        elif address_of(mro.items[i]) == address_of(owner):
            passed = True
    return null(object)


@implements(MemberDescriptorType)
class MemberMethods:
    """The descriptors of ``__slots__``."""

    def __get__(self: Member, instance, owner=None, /):
        if instance is None:
            return self
        check_owner(self, instance)
        return members.load(self, instance)

    def __set__(self: Member, instance, value, /):
        check_owner(self, instance)
        members.store(self, instance, value)

    def __delete__(self: Member, instance, /):
        check_owner(self, instance)
        members.store(self, instance, null(object))

    def __repr__(self: Member, /):
        return f"<member {self.name!r} of {self.owner.__name__!r} objects>"

    def __reduce__(self: Member, /):
        return (getattr, (self.owner, self.name))

    @property
    def dunder_name(self: Member):
        return self.name

    @property
    def dunder_qualname(self: Member):
        return f"{self.owner.__qualname__}.{self.name}"

    @property
    def __objclass__(self: Member):
        return self.owner

    @property
    def dunder_doc(self: Member):
        return or_none(self.doc)


@implements(GetSetDescriptorType)
class GetSetMethods:
    """Computed attributes of built-in types."""

    def __get__(self: GetSet, instance, owner=None, /):
        if instance is None:
            return self
        return self.get(instance)

    def __set__(self: GetSet, instance, value, /):
        if is_null(self.set):
            not_writable(self)
        self.set(instance, value)

    def __delete__(self: GetSet, instance, /):
        if is_null(self.delete):
            if is_null(self.set):
                not_writable(self)
            raise TypeError(f"cannot delete {self.name}")
        self.delete(instance)

    def __repr__(self: GetSet, /):
        return f"<attribute {self.name!r} of {self.owner.__name__!r} objects>"

    def __reduce__(self: GetSet, /):
        return (getattr, (self.owner, self.name))

    @property
    def dunder_name(self: GetSet):
        return self.name

    @property
    def dunder_qualname(self: GetSet):
        return f"{self.owner.__qualname__}.{self.name}"

    @property
    def __objclass__(self: GetSet):
        return self.owner


def not_writable(attribute: GetSet):
    """An attribute of a built-in type that cannot be changed."""
    raise AttributeError(
        f"attribute {attribute.name!r} of {attribute.owner.__name__!r} objects is not writable"
    )


def check_owner(member, instance):
    """A slot's descriptor works on instances of its class only."""
    if not members.has_entry(member, instance):
        raise TypeError(
            f"descriptor {member.__name__!r} for {member.__objclass__.__name__!r} objects "
            f"doesn't apply to a {type(instance).__name__!r} object"
        )


