"""Giving a class other bases."""

from tamapy.metal import cast, metal
from tamapy.runtime import classes, types, values, watched
from tamapy.runtime.layout import Tuple
from tamapy.runtime.objects import Type

#: In ``__flags__``: the class was made by a class statement or by ``type``.
HEAP_FLAG = 1 << 9


def set_bases(class_, bases):
    """``class_.__bases__ = bases``."""
    if not class_.__flags__ & HEAP_FLAG:
        raise TypeError(
            f"cannot set '__bases__' attribute of immutable type '{class_.__name__}'"
        )
    if not isinstance(bases, tuple):
        raise TypeError(
            f"can only assign tuple to {class_.__name__}.__bases__, not {type(bases).__name__}"
        )
    if not bases:
        raise TypeError(
            f"can only assign non-empty tuple to {class_.__name__}.__bases__, not ()"
        )
    for base in bases:
        if not isinstance(base, type):
            raise TypeError(
                f"{class_.__name__}.__bases__ must be tuple of classes, not "
                f"'{type(base).__name__}'"
            )
        if issubclass(base, class_) or is_built_on(base, class_):
            raise TypeError("a __bases__ item causes an inheritance cycle")
    best = classes.best_base(bases)
    old = class_.__base__
    if classes.solid_base(best) is not classes.solid_base(old) or not same_layout(best, old):
        what = "deallocator" if (best.__flags__ ^ old.__flags__) & HEAP_FLAG else "object layout"
        raise TypeError(
            f"__bases__ assignment: '{best.__name__}' {what} differs from '{old.__name__}'"
        )
    former = class_.__bases__
    classes.merge_mro(class_, bases)  # fails before anything was changed
    store_bases(class_, best, bases)
    changed = []
    try:
        renew_mros(class_, changed)
    except BaseException:
        for heir, mro in reversed(changed):
            classes.set_mro(heir, mro)
        if class_.__bases__ is bases:  # a metaclass's mro() has not assigned others meanwhile
            store_bases(class_, old, former)
        forget()
        raise
    for base in former:
        known = values.subclasses_of(base)
        if class_ in known:  # a metaclass's mro() may have assigned bases, too
            known.remove(class_)
    for base in class_.__bases__:
        if class_ not in values.subclasses_of(base):
            values.subclasses_of(base).append(class_)
    renew_slots(class_)
    forget()
    values.renew_shapes(class_)


def is_built_on(class_, other):
    """Whether a class is laid out as an extension of another, whatever the MROs say so far."""
    while class_ is not None:
        if class_ is other:
            return True
        class_ = class_.__base__
    return False


def renew_mros(class_, changed):
    """Compute the MROs of a class and its subclasses anew; ``changed`` gets the old ones."""
    mro = classes.own_mro(class_, class_.__bases__)
    changed.append((class_, types.mro_of(class_)))
    classes.set_mro(class_, mro)
    forget()
    for heir in list(values.subclasses_of(class_)):
        renew_mros(heir, changed)


def renew_slots(class_):
    """Take special methods from the bases anew, in subclasses too."""
    classes.inherit_slots(class_)
    for heir in list(values.subclasses_of(class_)):
        renew_slots(heir)


@metal
def forget() -> None:
    """Drop cached lookups."""
    types.clear_cache()
    watched.forget_places()


@metal
def same_layout(a: Type, b: Type) -> bool:
    """Whether instances of two classes are laid out alike."""
    return (
        a.size == b.size and a.item_size == b.item_size and a.dict_offset == b.dict_offset
        and a.weak_offset == b.weak_offset
    )


@metal
def store_bases(class_: Type, base: Type, bases: object) -> None:
    """Set the fields."""
    class_.base = base
    class_.bases = cast(Tuple, bases)
