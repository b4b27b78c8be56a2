"""``types.GenericAlias`` (``list[int]``) and ``types.UnionType`` (``int | str``)."""

from types import GenericAlias, NoneType, UnionType

from tamapy.metal import cast, is_null, metal, sizeof, type_object, type_of
from tamapy.runtime import attributes, instances, types
from tamapy.runtime.exceptions import is_subtype
from tamapy.runtime.heap import heap_alloc
from tamapy.runtime.objects import Alias, Type, Union
from tamapy.runtime.registry import implements

#: Attributes of an alias itself; all others are those of its origin. One text, since names
#: spelled out by themselves would bring all methods of these names into the image.
OWN = (
    " __class__ __origin__ __args__ __unpacked__ __parameters__ __typing_unpacked_tuple_args__"
    " __mro_entries__ __reduce_ex__ __reduce__ __copy__ __deepcopy__ "
)


@metal
def build_alias(origin: object, args: object, unpacked: object) -> object:
    """A parameterised class."""
    return new_alias(type_object(GenericAlias), origin, args, unpacked)


@metal
def new_alias(class_: Type, origin: object, args: object, unpacked: object) -> object:
    """A parameterised class, perhaps of a subclass of ``GenericAlias``."""
    made = cast(Alias, instances.alloc(class_, 0))
    made.origin = origin
    made.args = args
    made.unpacked = unpacked
    return cast(object, made)


@metal
def is_alias(value: object) -> bool:
    """Whether a value is a ``GenericAlias``."""
    return is_subtype(type_of(value), type_object(GenericAlias))


@metal
def is_union(value: object) -> bool:
    """Whether a value is a ``UnionType``."""
    return type_of(value) is type_object(UnionType)


def alias_of(class_, origin, item):
    """``class_(origin, item)``: an alias of some kind."""
    return new_alias(class_, origin, item if isinstance(item, tuple) else (item,), False)


def make_alias(origin, item):
    """``origin[item]``."""
    return alias_of(GenericAlias, origin, item)


def item_text(item):
    """An argument as ``repr`` shows it."""
    if item is ...:
        return "..."
    if hasattr(item, "__origin__") and hasattr(item, "__args__"):
        return repr(item)
    name = getattr(item, "__qualname__", None)
    module = getattr(item, "__module__", None)
    if name is None or module is None:
        return repr(item)
    return name if module == "builtins" else f"{module}.{name}"


def parameters_of(args):
    """The type variables in arguments, each once."""
    found = []
    for arg in args:
        if types.is_type(arg):
            continue
        if hasattr(arg, "__typing_subst__"):
            more = (arg,)
        else:
            more = getattr(arg, "__parameters__", ())
        if isinstance(more, tuple):
            for variable in more:
                if variable not in found:
                    found.append(variable)
    return tuple(found)


def unpacked_items(item):
    """The arguments of a subscript, ``*tuple[...]`` taken apart."""
    found = []
    for one in item if isinstance(item, tuple) else (item,):
        inner = None
        if not types.is_type(one):
            inner = getattr(one, "__typing_unpacked_tuple_args__", None)
        if isinstance(inner, tuple) and not (inner and inner[-1] is ...):
            found.extend(inner)
        else:
            found.append(one)
    return tuple(found)


def substituted(alias, args, parameters, item):
    """Arguments with their type variables replaced."""
    if not parameters:
        raise TypeError(f"{alias!r} is not a generic class")
    items = unpacked_items(item)
    for variable in parameters:
        prepare = getattr(variable, "__typing_prepare_subst__", None)
        if prepare is not None:
            items = prepare(alias, items)
            if not isinstance(items, tuple):
                items = (items,)
    if len(items) != len(parameters):
        much = "many" if len(items) > len(parameters) else "few"
        raise TypeError(
            f"Too {much} arguments for {alias!r}; actual {len(items)}, "
            f"expected {len(parameters)}"
        )
    found = []
    for arg in args:
        if types.is_type(arg):
            found.append(arg)
            continue
        spread = bool(getattr(arg, "__typing_is_unpacked_typevartuple__", False))
        subst = getattr(arg, "__typing_subst__", None)
        if subst is None:
            new = inner_substituted(arg, parameters, items)
        else:
            new = subst(items[parameters.index(arg)])
        if spread and isinstance(new, tuple):
            found.extend(new)
        else:
            found.append(new)
    return tuple(found)


def inner_substituted(arg, parameters, items):
    """An argument that has type variables inside, with these replaced."""
    inner = getattr(arg, "__parameters__", ())
    if not isinstance(inner, tuple) or not inner:
        return arg
    found = []
    for variable in inner:
        if variable not in parameters:
            found.append(variable)
            continue
        new = items[parameters.index(variable)]
        if hasattr(type(variable), "__iter__") and isinstance(new, tuple):
            found.extend(new)
        else:
            found.append(new)
    return arg[tuple(found)]


@implements(GenericAlias)
class GenericAliasMethods:
    """``types.GenericAlias``."""

    def __new__(class_, origin, args, /):
        return alias_of(class_, origin, args)

    def __getattribute__(self: Alias, name, /):
        if f" {name} " in OWN:
            return attributes.generic(self, name)
        return getattr(self.origin, name)

    def __repr__(self: Alias, /):
        star = "*" if self.unpacked else ""
        body = ", ".join([item_text(arg) for arg in self.args]) if self.args else "()"
        return f"{star}{item_text(self.origin)}[{body}]"

    def __call__(self: Alias, /, *args, **kwargs):
        made = self.origin(*args, **kwargs)
        try:
            made.__orig_class__ = self
        except (AttributeError, TypeError):
            pass
        return made

    def __getitem__(self: Alias, item, /):
        args = substituted(self, self.args, self.__parameters__, item)
        return build_alias(self.origin, args, self.unpacked)

    def __iter__(self: Alias, /):
        return iter((build_alias(self.origin, self.args, True),))

    def __mro_entries__(self: Alias, bases, /):
        return (self.origin,)

    def __instancecheck__(self, value, /):
        raise TypeError("isinstance() argument 2 cannot be a parameterized generic")

    def __subclasscheck__(self, value, /):
        raise TypeError("issubclass() argument 2 cannot be a parameterized generic")

    def __eq__(self: Alias, other, /):
        if not is_alias(other):
            return NotImplemented
        return (
            bool(self.unpacked) == bool(other.__unpacked__)
            and self.origin == other.__origin__ and self.args == other.__args__
        )

    def __hash__(self: Alias, /):
        return hash(self.origin) ^ hash(self.args)

    def __or__(self, other, /):
        return make_union(self, other)

    def __ror__(self, other, /):
        return make_union(other, self)

    def __reduce__(self: Alias, /):
        if self.unpacked:
            return (next, (iter(build_alias(self.origin, self.args, False)),))
        return (GenericAlias, (self.origin, self.args))

    def __dir__(self: Alias, /):
        return list(set(dir(self.origin)) | set(OWN.split()))

    @property
    def __origin__(self: Alias):
        return self.origin

    @property
    def __args__(self: Alias):
        return self.args

    @property
    def __unpacked__(self: Alias):
        return bool(self.unpacked)

    @property
    def __typing_unpacked_tuple_args__(self: Alias):
        if self.unpacked and self.origin is tuple:
            return self.args
        return None

    @property
    def __parameters__(self: Alias):
        if is_null(self.parameters):
            return parameters_of(self.args)
        return self.parameters


# -- unions ----------------------------------------------------------------------------


@metal
def build_union(args: object) -> object:
    """A union of types."""
    made = cast(Union, heap_alloc(type_object(UnionType), sizeof(Union)))
    made.args = args
    return cast(object, made)


@metal
def members_of(union: Union) -> object:
    """The types of a union."""
    return union.args


def same_member(a, b):
    """Whether two types of a union are one."""
    return a is b or (is_alias(a) and is_alias(b) and a == b)


def unionable(value):
    """Whether a value can stand in ``X | Y``."""
    return value is None or types.is_type(value) or is_alias(value) or is_union(value)


def make_union(a, b):
    """``a | b`` for types."""
    if not unionable(a) or not unionable(b):
        return NotImplemented
    return union_of(a, b)


def union_of(*values):
    """The union of types and unions; a type alone if there is but one."""
    found = []
    for value in values:
        if value is None:
            value = NoneType
        for member in members_of(value) if is_union(value) else (value,):
            if not any([same_member(member, known) for known in found]):
                found.append(member)
    return found[0] if len(found) == 1 else build_union(tuple(found))


def check_members(members, name):
    """Only classes can be tested for."""
    for member in members:
        if is_alias(member):
            raise TypeError(f"{name}() argument 2 cannot be a parameterized generic")


@implements(UnionType)
class UnionMethods:
    """``types.UnionType``."""

    def __repr__(self: Union, /):
        return " | ".join(
            ["None" if arg is NoneType else item_text(arg) for arg in self.args]
        )

    def __eq__(self: Union, other, /):
        if not is_union(other):
            return NotImplemented
        return set(self.args) == set(members_of(other))

    def __hash__(self: Union, /):
        return hash(frozenset(self.args))

    def __or__(self, other, /):
        return make_union(self, other)

    def __ror__(self, other, /):
        return make_union(other, self)

    def __getitem__(self: Union, item, /):
        args = substituted(self, self.args, self.__parameters__, item)
        made = args[0]
        for arg in args[1:]:
            made = made | arg
        return made

    def __instancecheck__(self: Union, value, /):
        check_members(self.args, "isinstance")
        for kind in self.args:
            if isinstance(value, kind):
                return True
        return False

    def __subclasscheck__(self: Union, class_, /):
        if not types.is_type(class_):
            raise TypeError("issubclass() arg 1 must be a class")
        check_members(self.args, "issubclass")
        for kind in self.args:
            if issubclass(class_, kind):
                return True
        return False

    @property
    def __args__(self: Union):
        return self.args

    @property
    def __parameters__(self: Union):
        if is_null(self.parameters):
            return parameters_of(self.args)
        return self.parameters
