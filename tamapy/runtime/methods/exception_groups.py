"""``BaseExceptionGroup`` and ``ExceptionGroup``."""

from tamapy.metal import metal
from tamapy.runtime import exceptions, recursion_limit, types
from tamapy.runtime.methods.aliases import make_alias
from tamapy.runtime.methods.exceptions_ import new_instance, no_keywords, set_args
from tamapy.runtime.objects import GroupException
from tamapy.runtime.registry import implements


@metal
def set_members(exc: GroupException, message: object, members: object) -> None:
    """The fields of a group."""
    exc.message = message
    exc.exceptions = members


def check_members(class_, members):
    """The exceptions of a group as a tuple, and the class that suits them."""
    number = 0
    plain = True
    for item in members:
        if not exceptions.is_exception(item):
            raise ValueError(
                f"Item {number} of second argument (exceptions) is not an exception"
            )
        plain = plain and isinstance(item, Exception)
        number += 1
    if class_ is BaseExceptionGroup:
        return ExceptionGroup if plain else class_
    if not plain and issubclass(class_, Exception):
        if class_ is ExceptionGroup:
            raise TypeError("Cannot nest BaseExceptions in an ExceptionGroup")
        raise TypeError(f"Cannot nest BaseExceptions in '{class_.__name__}'")
    return class_


def condition_of(kind):
    """What decides whether an exception is taken."""
    if exceptions.is_exception_type(kind):
        return lambda exc: isinstance(exc, kind)
    if isinstance(kind, tuple) and kind:
        for one in kind:
            if not exceptions.is_exception_type(one):
                break
        else:
            return lambda exc: isinstance(exc, kind)
    elif not types.is_type(kind) and callable(kind):
        return kind
    raise TypeError("expected a function, exception type or tuple of exception types")


def derived(group, members):
    """A group of some of the members, with the history of the whole."""
    made = group.derive(members)
    if not isinstance(made, BaseExceptionGroup):
        raise TypeError("derive must return an instance of BaseExceptionGroup")
    made.__traceback__ = group.__traceback__
    made.__context__ = group.__context__
    exceptions.copy_cause(made, group)
    notes = getattr(group, "__notes__", None)
    if notes is not None and hasattr(type(notes), "__getitem__"):
        made.__notes__ = list(notes)
    return made


def split(exc, condition, keep_rest, depth=0):
    """(what matches, the rest) of an exception or group, ``None`` for nothing."""
    if depth > recursion_limit.get():
        raise RecursionError("maximum recursion depth exceeded in exceptiongroup_split_recursive")
    if condition(exc):
        return exc, None
    if not isinstance(exc, BaseExceptionGroup):
        return None, exc
    matched = []
    rest = []
    for item in exc.exceptions:
        taken, left = split(item, condition, keep_rest, depth + 1)
        if taken is not None:
            matched.append(taken)
        if left is not None:
            rest.append(left)
    return (
        derived(exc, matched) if matched else None,
        derived(exc, rest) if rest and keep_rest else None,
    )


@implements(BaseExceptionGroup)
class BaseExceptionGroupMethods:
    """``BaseExceptionGroup``."""

    def __new__(class_, /, *args, **kwargs):
        if len(args) != 2:
            raise TypeError(
                "BaseExceptionGroup.__new__() takes exactly 2 arguments "
                f"({len(args)} given)"
            )
        message, members = args
        if not isinstance(message, str):
            raise TypeError(
                "BaseExceptionGroup.__new__() argument 1 must be str, "
                f"not {type(message).__name__}"
            )
        if not hasattr(type(members), "__getitem__") or isinstance(members, dict):
            raise TypeError("second argument (exceptions) must be a sequence")
        found = tuple(members)
        if not found:
            raise ValueError("second argument (exceptions) must be a non-empty sequence")
        made = new_instance(check_members(class_, found), args)
        set_members(made, message, found)
        return made

    def __init__(self, /, *args, **kwargs):
        no_keywords(self, kwargs)
        set_args(self, args)

    def __str__(self: GroupException, /):
        count = len(self.exceptions)
        return f"{self.message} ({count} sub-exception{'' if count == 1 else 's'})"

    def derive(self: GroupException, members, /):
        return BaseExceptionGroup(self.message, members)

    def split(self, kind, /):
        return split(self, condition_of(kind), True)

    def subgroup(self, kind, /):
        return split(self, condition_of(kind), False)[0]

    @property
    def message(self: GroupException):
        return self.message

    @property
    def exceptions(self: GroupException):
        return self.exceptions

    @classmethod
    def __class_getitem__(cls, item, /):
        return make_alias(cls, item)
