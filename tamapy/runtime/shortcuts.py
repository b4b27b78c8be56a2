"""Calls of the commonest built-in functions and types, by what they are most often given.

The compiler uses these where a name that no module binds is called. Each asks first whether
the callee is what the name means at the start of a program.
"""

from tamapy.metal import (
    cast,
    f64,
    i64,
    is_small,
    isize,
    make_small,
    metal,
    small_value,
    stack_array,
    type_object,
    type_of,
)
from tamapy.runtime import boxing, calls, operators, sequences, set_algebra, sets, texts, types
from tamapy.runtime.exceptions import is_subtype
from tamapy.runtime.flags import HEAP
from tamapy.runtime.floats.bits import is_negative
from tamapy.runtime.ints import convert
from tamapy.runtime.layout import Set, Str, Tuple
from tamapy.runtime.objects import Type

#: Floats below are turned into ints without a call.
_SMALL_FLOAT = 1e9


@metal
def _call2(callee: object, a: object, b: object) -> object:
    arguments = stack_array(object, 2)
    arguments[0] = a
    arguments[1] = b
    return calls.call(callee, arguments, 2)


@metal
def length(callee: object, value: object) -> object:
    """``len(value)``."""
    if callee is not len:
        return calls.call1(callee, value)
    return boxing.box_i64(i64(operators.length(value)))


@metal
def is_instance(callee: object, value: object, kinds: object) -> object:
    """``isinstance(value, kinds)``."""
    if callee is isinstance:
        type_ = type_of(value)
        if cast(object, type_) is kinds:
            return True
        if type_of(kinds) is type_object(type):
            if is_subtype(type_, cast(Type, kinds)):
                return True
            if type_.flags & HEAP == 0 or not types.claims_class(type_):
                return False
        elif type_of(kinds) is type_object(tuple):
            several = cast(Tuple, kinds)
            plain = type_.flags & HEAP == 0 or not types.claims_class(type_)
            for i in range(several.length):
                if cast(object, type_) is several.items[i]:
                    return True
                if type_of(several.items[i]) is not type_object(type):
                    plain = False
                elif is_subtype(type_, cast(Type, several.items[i])):
                    return True
            if plain:
                return False
    return _call2(callee, value, kinds)


@metal
def absolute(callee: object, value: object) -> object:
    """``abs(value)``."""
    if callee is abs:
        if is_small(value) and small_value(value) >= 0:
            return value
        if operators.is_float(value):
            number = operators.float_value(value)
            return boxing.box_f64(0.0 - number) if is_negative(number) else value
    return calls.call1(callee, value)


@metal
def least(callee: object, a: object, b: object) -> object:
    """``min(a, b)``."""
    if callee is min:
        if is_small(a) and is_small(b):
            return b if small_value(b) < small_value(a) else a
        if operators.is_float(a) and operators.is_float(b):
            return b if operators.float_value(b) < operators.float_value(a) else a
    return _call2(callee, a, b)


@metal
def greatest(callee: object, a: object, b: object) -> object:
    """``max(a, b)``."""
    if callee is max:
        if is_small(a) and is_small(b):
            return b if small_value(b) > small_value(a) else a
        if operators.is_float(a) and operators.is_float(b):
            return b if operators.float_value(b) > operators.float_value(a) else a
    return _call2(callee, a, b)


@metal
def ordinal(callee: object, value: object) -> object:
    """``ord(value)``."""
    if callee is ord and type_of(value) is type_object(str):
        text = cast(Str, value)
        if text.length == 1 and text.kind == 1:
            return make_small(isize(text.data[0]))
    return calls.call1(callee, value)


@metal
def to_int(callee: object, value: object) -> object:
    """``int(value)``."""
    if callee is int:
        if is_small(value):
            return value
        if operators.is_float(value):
            number = operators.float_value(value)
            if number < _SMALL_FLOAT and number > 0.0 - _SMALL_FLOAT:
                return convert.f64_to_int(number)
    return calls.call1(callee, value)


@metal
def to_float(callee: object, value: object) -> object:
    """``float(value)``."""
    if callee is float:
        if operators.is_float(value):
            return value
        if is_small(value):
            return boxing.box_f64(f64(small_value(value)))
    return calls.call1(callee, value)


@metal
def kind(callee: object, value: object) -> object:
    """``type(value)``."""
    if callee is type:
        return cast(object, type_of(value))
    return calls.call1(callee, value)


@metal
def to_set(callee: object, value: object) -> object:
    """``set(value)``."""
    if callee is set:
        made = sets.new_set()
        set_algebra.update(cast(Set, made), value)
        return made
    return calls.call1(callee, value)


@metal
def to_list(callee: object, value: object) -> object:
    """``list(value)``."""
    return sequences.to_list(value) if callee is list else calls.call1(callee, value)


@metal
def to_tuple(callee: object, value: object) -> object:
    """``tuple(value)``."""
    return sequences.to_tuple(value) if callee is tuple else calls.call1(callee, value)


@metal
def to_text(callee: object, value: object) -> object:
    """``str(value)``."""
    return texts.convert_s(value) if callee is str else calls.call1(callee, value)
