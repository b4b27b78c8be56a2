"""What operators raise for values that do not know them, and the items of classes."""


def not_ordered(symbol, a, b):
    """The values cannot be ordered."""
    raise TypeError(
        f"'{symbol}' not supported between instances of '{type(a).__name__}' and "
        f"'{type(b).__name__}'"
    )


def bad_bool(result):
    """``__bool__`` returned something else."""
    raise TypeError(f"__bool__ should return bool, returned {type(result).__name__}")


def no_length(value):
    """The value has no length."""
    raise TypeError(f"object of type '{type(value).__name__}' has no len()")


def bad_unary(symbol, a):
    """No such unary operator."""
    raise TypeError(f"bad operand type for unary {symbol}: '{type(a).__name__}'")


def class_getitem(value, index):
    """``value[index]`` where the type has no ``__getitem__``: a class may take parameters."""
    if value is type:
        from tamapy.runtime.methods.aliases import make_alias

        return make_alias(value, index)
    if isinstance(value, type):
        method = getattr(value, "__class_getitem__", None)
        if method is not None:
            return method(index)
        raise TypeError(f"type '{value.__name__}' is not subscriptable")
    raise TypeError(f"'{type(value).__name__}' object is not subscriptable")


def no_item(value, what):
    """Items cannot be stored or deleted."""
    raise TypeError(f"'{type(value).__name__}' object does not support item {what}")


def not_iterable_container(value):
    """Membership cannot be tested."""
    raise TypeError(f"argument of type '{type(value).__name__}' is not iterable")
