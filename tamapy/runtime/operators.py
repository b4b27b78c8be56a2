"""Operators: on built-in numbers directly, on anything by the special methods."""

from tamapy.metal import (
    cast,
    f64,
    is_null,
    is_small,
    isize,
    make_small,
    metal,
    null,
    small_value,
    stack_array,
    type_object,
    type_of,
    usize,
)
from tamapy.runtime import (
    boxing,
    calls,
    compare,
    dicts,
    numbers,
    row_order,
    sequences,
    set_algebra,
    sets,
    slicing,
    slots,
    unsupported_operands,
)
from tamapy.runtime.exceptions import is_subtype
from tamapy.runtime.flags import ROW, SET_TYPE
from tamapy.runtime.floats.compose import is_finite
from tamapy.runtime.floats.power import real_power
from tamapy.runtime.items import load_row, place, store_row
from tamapy.runtime.layout import ByteArray, Bytes, Dict, Float, List, Set, Str, Tuple
from tamapy.runtime.objects import Row, Slice, Type
from tamapy.runtime.strings import characters, text

#: How errors name powers. An image has the methods of built-in types for them if it has these.
POWER = "** or pow()"
POWER_IN_PLACE = "**="


@metal
def is_float(value: object) -> bool:
    """Whether a value is a float and of no subclass."""
    return type_of(value) is type_object(float)


@metal
def float_value(value: object) -> f64:
    """The number in a float."""
    return cast(Float, value).value


@metal
def is_real(value: object) -> bool:
    """Whether a value is a float, or an int so small that it becomes one without a check."""
    return is_small(value) or type_of(value) is type_object(float)


@metal
def real_value(value: object) -> f64:
    """Such a number as a float has it."""
    if is_small(value):
        return f64(small_value(value))
    return cast(Float, value).value


@metal
def is_plain_int(value: object) -> bool:
    """Whether a value is an int and of no subclass."""
    return is_small(value) or type_of(value) is type_object(int)


@metal
def dispatch(a: object, b: object, index: usize, reflected: usize) -> object:
    """A binary operator by the special methods of both sides; ``NotImplemented`` if none can."""
    left, right = type_of(a), type_of(b)
    if left.flags & right.flags & SET_TYPE != 0:
        if set_algebra.is_exact(left) and set_algebra.is_exact(right):
            found = set_algebra.operate_or_null(a, b, index)
            if not is_null(found):
                return found
    forward, backward = left.slots[index], right.slots[reflected]
    compares = slots.LT <= index and index <= slots.GE
    if left is right:
        if compares and left is type_object(tuple):
            return row_order.compare(cast(Tuple, a), cast(Tuple, b), index)
        if reflected == index + 14:
            backward = null(object)
    if not is_null(backward) and (compares or backward is not left.slots[reflected]):
        if left is not right and is_subtype(right, left):
            result = _try(backward, b, a)
            if result is not NotImplemented:
                return result
            backward = null(object)
    if not is_null(forward):
        result = _try(forward, a, b)
        if result is not NotImplemented:
            return result
    if not is_null(backward):
        return _try(backward, b, a)
    return NotImplemented


@metal
def _try(method: object, receiver: object, other: object) -> object:
    arguments = stack_array(object, 2)
    arguments[0] = receiver
    arguments[1] = other
    return calls.call_slot(method, arguments, 2)


def unsupported(symbol, a, b):
    """No side knows the operator."""
    raise TypeError(
        f"unsupported operand type(s) for {symbol}: '{type(a).__name__}' and "
        f"'{type(b).__name__}'"
    )


@metal
def binary(a: object, b: object, index: usize, reflected: usize, symbol: object) -> object:
    """A binary operator by special methods, or ``TypeError``."""
    result = dispatch(a, b, index, reflected)
    if result is NotImplemented:
        unsupported(symbol, a, b)
    return result


@metal
def try_inplace(a: object, b: object, own: usize, index: usize, reflected: usize) -> object:
    """An augmented assignment by special methods; ``NotImplemented`` if none can."""
    method = type_of(a).slots[own]
    if own == slots.IADD and method is type_object(list).slots[own]:
        # A list takes whatever it can go over, but numbers' ways come before sequences'.
        backward = type_of(b).slots[reflected]
        if not is_null(backward):
            result = _try(backward, b, a)
            if result is not NotImplemented:
                return result
    if not is_null(method):
        result = _try(method, a, b)
        if result is not NotImplemented:
            return result
    return dispatch(a, b, index, reflected)


@metal
def inplace(
    a: object, b: object, own: usize, index: usize, reflected: usize, symbol: object
) -> object:
    """An augmented assignment by special methods, or ``TypeError``."""
    result = try_inplace(a, b, own, index, reflected)
    if result is NotImplemented:
        unsupported(symbol, a, b)
    return result


@metal
def add(a: object, b: object) -> object:
    """``a + b``."""
    if is_float(a) or is_float(b):
        if is_real(a) and is_real(b):
            return boxing.box_f64(real_value(a) + real_value(b))
    elif is_plain_int(a) and is_plain_int(b):
        return numbers.int_add(a, b)
    elif type_of(a) is type_object(str) and type_of(b) is type_object(str):
        return text.concat(cast(Str, a), cast(Str, b))
    result = dispatch(a, b, slots.ADD, slots.RADD)
    if result is NotImplemented:
        cannot_add("+", a, b)
    return result


def cannot_add(symbol, a, b):
    """No side knows the sum; sequences have their own texts."""
    name = type(b).__name__
    for kind in (str, list, tuple):
        if isinstance(a, kind):
            raise TypeError(
                f'can only concatenate {kind.__name__} (not "{name}") to {kind.__name__}'
            )
    if isinstance(a, (bytes, bytearray)):
        raise TypeError(f"can't concat {name} to {type(a).__name__}")
    unsupported(symbol, a, b)


@metal
def iadd(a: object, b: object) -> object:
    """``a += b``."""
    if is_float(a) or is_float(b):
        if is_real(a) and is_real(b):
            return boxing.box_f64(real_value(a) + real_value(b))
    elif is_plain_int(a) and is_plain_int(b):
        return numbers.int_add(a, b)
    elif type_of(a) is type_object(str) and type_of(b) is type_object(str):
        return text.concat(cast(Str, a), cast(Str, b))
    result = try_inplace(a, b, slots.IADD, slots.ADD, slots.RADD)
    if result is NotImplemented:
        cannot_add("+=", a, b)
    return result


@metal
def sub(a: object, b: object) -> object:
    """``a - b``."""
    if is_float(a) or is_float(b):
        if is_real(a) and is_real(b):
            return boxing.box_f64(real_value(a) - real_value(b))
    elif is_plain_int(a) and is_plain_int(b):
        return numbers.int_sub(a, b)
    return binary(a, b, slots.SUB, slots.RSUB, "-")


@metal
def isub(a: object, b: object) -> object:
    """``a -= b``."""
    if is_float(a) or is_float(b):
        if is_real(a) and is_real(b):
            return boxing.box_f64(real_value(a) - real_value(b))
    elif is_plain_int(a) and is_plain_int(b):
        return numbers.int_sub(a, b)
    return inplace(a, b, slots.ISUB, slots.SUB, slots.RSUB, "-=")


@metal
def mul(a: object, b: object) -> object:
    """``a * b``."""
    if is_float(a) or is_float(b):
        if is_real(a) and is_real(b):
            return boxing.box_f64(real_value(a) * real_value(b))
    elif is_plain_int(a) and is_plain_int(b):
        return numbers.int_mul(a, b)
    result = dispatch(a, b, slots.MUL, slots.RMUL)
    if result is NotImplemented:
        cannot_multiply("*", a, b)
    return result


_SEQUENCES = (str, list, tuple, bytes, bytearray)


def cannot_multiply(symbol, a, b):
    """No side knows the product; sequences have their own text."""
    if isinstance(a, _SEQUENCES):
        raise TypeError(f"can't multiply sequence by non-int of type '{type(b).__name__}'")
    if isinstance(b, _SEQUENCES):
        raise TypeError(f"can't multiply sequence by non-int of type '{type(a).__name__}'")
    unsupported(symbol, a, b)


@metal
def imul(a: object, b: object) -> object:
    """``a *= b``."""
    if is_float(a) or is_float(b):
        if is_real(a) and is_real(b):
            return boxing.box_f64(real_value(a) * real_value(b))
    elif is_plain_int(a) and is_plain_int(b):
        return numbers.int_mul(a, b)
    result = try_inplace(a, b, slots.IMUL, slots.MUL, slots.RMUL)
    if result is NotImplemented:
        cannot_multiply("*=", a, b)
    return result


@metal
def matmul(a: object, b: object) -> object:
    """``a @ b``."""
    return binary(a, b, slots.MATMUL, slots.RMATMUL, "@")


@metal
def imatmul(a: object, b: object) -> object:
    """``a @= b``."""
    return inplace(a, b, slots.IMATMUL, slots.MATMUL, slots.RMATMUL, "@=")


@metal
def truediv(a: object, b: object) -> object:
    """``a / b``."""
    if is_float(a) or is_float(b):
        if is_real(a) and is_real(b) and real_value(b) != 0.0:
            return boxing.box_f64(real_value(a) / real_value(b))
    elif is_plain_int(a) and is_plain_int(b):
        return boxing.box_f64(numbers.int_truediv(a, b))
    return binary(a, b, slots.TRUEDIV, slots.RTRUEDIV, "/")


@metal
def itruediv(a: object, b: object) -> object:
    """``a /= b``."""
    if is_float(a) or is_float(b):
        if is_real(a) and is_real(b) and real_value(b) != 0.0:
            return boxing.box_f64(real_value(a) / real_value(b))
    elif is_plain_int(a) and is_plain_int(b):
        return boxing.box_f64(numbers.int_truediv(a, b))
    return inplace(a, b, slots.ITRUEDIV, slots.TRUEDIV, slots.RTRUEDIV, "/=")


@metal
def floordiv(a: object, b: object) -> object:
    """``a // b``."""
    if is_plain_int(a) and is_plain_int(b):
        return numbers.int_floordiv(a, b)
    return binary(a, b, slots.FLOORDIV, slots.RFLOORDIV, "//")


@metal
def ifloordiv(a: object, b: object) -> object:
    """``a //= b``."""
    if is_plain_int(a) and is_plain_int(b):
        return numbers.int_floordiv(a, b)
    return inplace(a, b, slots.IFLOORDIV, slots.FLOORDIV, slots.RFLOORDIV, "//=")


@metal
def mod(a: object, b: object) -> object:
    """``a % b``."""
    if is_plain_int(a) and is_plain_int(b):
        return numbers.int_mod(a, b)
    return binary(a, b, slots.MOD, slots.RMOD, "%")


@metal
def imod(a: object, b: object) -> object:
    """``a %= b``."""
    if is_plain_int(a) and is_plain_int(b):
        return numbers.int_mod(a, b)
    return inplace(a, b, slots.IMOD, slots.MOD, slots.RMOD, "%=")


@metal
def pow(a: object, b: object) -> object:
    """``a ** b``."""
    if is_float(a) and is_float(b) and float_value(a) > 0.0:
        found = real_power(float_value(a), float_value(b))
        if is_finite(found):
            return boxing.box_f64(found)
    return binary(a, b, slots.POW, slots.RPOW, POWER)


@metal
def ipow(a: object, b: object) -> object:
    """``a **= b``."""
    return inplace(a, b, slots.IPOW, slots.POW, slots.RPOW, POWER_IN_PLACE)


@metal
def lshift(a: object, b: object) -> object:
    """``a << b``."""
    if is_plain_int(a) and is_plain_int(b):
        return numbers.int_lshift(a, b)
    return binary(a, b, slots.LSHIFT, slots.RLSHIFT, "<<")


@metal
def ilshift(a: object, b: object) -> object:
    """``a <<= b``."""
    if is_plain_int(a) and is_plain_int(b):
        return numbers.int_lshift(a, b)
    return inplace(a, b, slots.ILSHIFT, slots.LSHIFT, slots.RLSHIFT, "<<=")


@metal
def rshift(a: object, b: object) -> object:
    """``a >> b``."""
    if is_plain_int(a) and is_plain_int(b):
        return numbers.int_rshift(a, b)
    return binary(a, b, slots.RSHIFT, slots.RRSHIFT, ">>")


@metal
def irshift(a: object, b: object) -> object:
    """``a >>= b``."""
    if is_plain_int(a) and is_plain_int(b):
        return numbers.int_rshift(a, b)
    return inplace(a, b, slots.IRSHIFT, slots.RSHIFT, slots.RRSHIFT, ">>=")


@metal
def and_(a: object, b: object) -> object:
    """``a & b``."""
    if is_plain_int(a) and is_plain_int(b):
        return numbers.int_and(a, b)
    return binary(a, b, slots.AND, slots.RAND, "&")


@metal
def iand(a: object, b: object) -> object:
    """``a &= b``."""
    if is_plain_int(a) and is_plain_int(b):
        return numbers.int_and(a, b)
    return inplace(a, b, slots.IAND, slots.AND, slots.RAND, "&=")


@metal
def xor(a: object, b: object) -> object:
    """``a ^ b``."""
    if is_plain_int(a) and is_plain_int(b):
        return numbers.int_xor(a, b)
    return binary(a, b, slots.XOR, slots.RXOR, "^")


@metal
def ixor(a: object, b: object) -> object:
    """``a ^= b``."""
    if is_plain_int(a) and is_plain_int(b):
        return numbers.int_xor(a, b)
    return inplace(a, b, slots.IXOR, slots.XOR, slots.RXOR, "^=")


@metal
def or_(a: object, b: object) -> object:
    """``a | b``."""
    if is_plain_int(a) and is_plain_int(b):
        return numbers.int_or(a, b)
    return binary(a, b, slots.OR, slots.ROR, "|")


@metal
def ior(a: object, b: object) -> object:
    """``a |= b``."""
    if is_plain_int(a) and is_plain_int(b):
        return numbers.int_or(a, b)
    return inplace(a, b, slots.IOR, slots.OR, slots.ROR, "|=")


@metal
def lt(a: object, b: object) -> object:
    """``a < b``."""
    if is_plain_int(a) and is_plain_int(b):
        return numbers.int_compare(a, b) < 0
    if is_float(a) and is_float(b):
        return float_value(a) < float_value(b)
    result = dispatch(a, b, slots.LT, slots.GT)
    if result is NotImplemented:
        unsupported_operands.not_ordered("<", a, b)
    return result


@metal
def le(a: object, b: object) -> object:
    """``a <= b``."""
    if is_plain_int(a) and is_plain_int(b):
        return numbers.int_compare(a, b) <= 0
    if is_float(a) and is_float(b):
        return float_value(a) <= float_value(b)
    result = dispatch(a, b, slots.LE, slots.GE)
    if result is NotImplemented:
        unsupported_operands.not_ordered("<=", a, b)
    return result


@metal
def gt(a: object, b: object) -> object:
    """``a > b``."""
    if is_plain_int(a) and is_plain_int(b):
        return numbers.int_compare(a, b) > 0
    if is_float(a) and is_float(b):
        return float_value(a) > float_value(b)
    result = dispatch(a, b, slots.GT, slots.LT)
    if result is NotImplemented:
        unsupported_operands.not_ordered(">", a, b)
    return result


@metal
def ge(a: object, b: object) -> object:
    """``a >= b``."""
    if is_plain_int(a) and is_plain_int(b):
        return numbers.int_compare(a, b) >= 0
    if is_float(a) and is_float(b):
        return float_value(a) >= float_value(b)
    result = dispatch(a, b, slots.GE, slots.LE)
    if result is NotImplemented:
        unsupported_operands.not_ordered(">=", a, b)
    return result


@metal
def texts_equal(a: Str, b: Str) -> bool:
    """Whether two texts are equal; most that differ do so in their lengths or first bytes."""
    if a.length != b.length:
        return False
    if a.length != 0 and a.data[0] != b.data[0]:
        return False
    return compare.same_text(a, b)


@metal
def eq(a: object, b: object) -> object:
    """``a == b``."""
    if is_float(a) and is_float(b):
        return float_value(a) == float_value(b)
    if is_plain_int(a) and is_plain_int(b):
        return numbers.int_compare(a, b) == 0
    if type_of(a) is type_object(str) and type_of(b) is type_object(str):
        return a is b or texts_equal(cast(Str, a), cast(Str, b))
    if has_identity(a) and has_identity(b):
        return a is b
    result = dispatch(a, b, slots.EQ, slots.EQ)
    if result is NotImplemented:
        return a is b
    return result


@metal
def ne(a: object, b: object) -> object:
    """``a != b``."""
    if is_float(a) and is_float(b):
        return float_value(a) != float_value(b)
    if is_plain_int(a) and is_plain_int(b):
        return numbers.int_compare(a, b) != 0
    if type_of(a) is type_object(str) and type_of(b) is type_object(str):
        return a is not b and not texts_equal(cast(Str, a), cast(Str, b))
    if has_identity(a) and has_identity(b):
        return a is not b
    result = dispatch(a, b, slots.NE, slots.NE)
    if result is NotImplemented:
        return a is not b
    return result


@metal
def has_identity(value: object) -> bool:
    """Whether a value is equal to itself alone: by ``object``'s methods."""
    own, base = type_of(value), type_object(object)
    return own.slots[slots.EQ] is base.slots[slots.EQ] and (
        own.slots[slots.NE] is base.slots[slots.NE]
    )


@metal
def equal(a: object, b: object) -> bool:
    """``a is b or a == b`` as containers compare."""
    if a is b:
        return True
    if is_small(a):
        if is_small(b):
            return False
    elif type_of(a) is type_object(str) and type_of(b) is type_object(str):
        return compare.same_text(cast(Str, a), cast(Str, b))
    return is_true(eq(a, b))


@metal
def is_true(value: object) -> bool:
    """``bool(value)``."""
    if value is True:
        return True
    if value is False or value is None:
        return False
    if is_small(value):
        return small_value(value) != 0
    type_ = type_of(value)
    if type_ is type_object(str):
        return cast(Str, value).length != 0
    if type_ is type_object(list):
        return cast(List, value).length != 0
    if type_ is type_object(dict):
        return cast(Dict, value).used != 0
    if type_ is type_object(tuple):
        return cast(Tuple, value).length != 0
    if not is_null(type_.slots[slots.BOOL]):
        result = calls.slot1(slots.BOOL, value)
        if result is not True and result is not False:
            unsupported_operands.bad_bool(result)
        return result is True
    if not is_null(type_.slots[slots.LEN]):
        return length(value) != 0
    return True


@metal
def length(value: object) -> isize:
    """``len(value)``."""
    type_ = type_of(value)
    if type_ is type_object(list):
        return isize(cast(List, value).length)
    if type_ is type_object(str):
        return isize(cast(Str, value).length)
    if type_ is type_object(tuple):
        return isize(cast(Tuple, value).length)
    if type_ is type_object(dict):
        return isize(cast(Dict, value).used)
    if set_algebra.is_exact(type_):
        return isize(cast(Set, value).used)
    if is_null(type_.slots[slots.LEN]):
        unsupported_operands.no_length(value)
    size = calls.slot1(slots.LEN, value)
    found, fits = boxing.as_word(size)
    if not fits:
        if boxing.clamp(size) < 0:
            raise ValueError("__len__() should return >= 0")
        raise OverflowError("cannot fit 'int' into an index-sized integer")
    if found < 0:
        raise ValueError("__len__() should return >= 0")
    return found


@metal
def neg(a: object) -> object:
    """``-a``."""
    if is_plain_int(a):
        return numbers.int_neg(a)
    if is_float(a):
        return boxing.box_f64(-float_value(a))
    return unary(a, slots.NEG, "-")


@metal
def pos(a: object) -> object:
    """``+a``."""
    return unary(a, slots.POS, "+")


@metal
def invert(a: object) -> object:
    """``~a``."""
    return unary(a, slots.INVERT, "~")


@metal
def unary(a: object, index: usize, symbol: object) -> object:
    """A unary operator by its special method, or ``TypeError``."""
    if is_null(type_of(a).slots[index]):
        unsupported_operands.bad_unary(symbol, a)
    return calls.slot1(index, a)


# -- subscripts ------------------------------------------------------------------------


@metal
def getitem(value: object, index: object) -> object:
    """``value[index]``."""
    type_ = type_of(value)
    if type_ is type_object(dict):
        found = dicts.get_or_null(cast(Dict, value), index)
        if is_null(found):
            raise_key(index)
        return found
    if is_small(index):
        found = item_or_null(value, type_, small_value(index))
        if not is_null(found):
            return found
        if type_.flags & ROW != 0:
            found = load_row(cast(Row, value), index)
            if found is not None:
                return found
    elif slicing.is_slice(index):
        part = slicing.part_or_null(value, type_, index)
        if not is_null(part):
            return part
    if is_null(type_.slots[slots.GETITEM]):
        return unsupported_operands.class_getitem(value, index)
    return calls.slot2(slots.GETITEM, value, index)


@metal
def item_or_null(value: object, type_: Type, i: isize) -> object:
    """The item of a built-in sequence; null for values of other types."""
    if type_ is type_object(list):
        items = cast(List, value)
        i = place(i, items.length)
        if i < 0:
            raise IndexError("list index out of range")
        return items.items.items[i]
    if type_ is type_object(tuple):
        fixed = cast(Tuple, value)
        i = place(i, fixed.length)
        if i < 0:
            raise IndexError("tuple index out of range")
        return fixed.items[i]
    if type_ is type_object(str):
        text = cast(Str, value)
        i = place(i, text.length)
        if i < 0:
            raise IndexError("string index out of range")
        return characters.character_at(text, usize(i))
    if type_ is type_object(bytes):
        data = cast(Bytes, value)
        i = place(i, data.length)
        if i < 0:
            raise IndexError("index out of range")
        return make_small(isize(data.data[i]))
    if type_ is type_object(bytearray):
        array = cast(ByteArray, value)
        i = place(i, array.length)
        if i < 0:
            raise IndexError("bytearray index out of range")
        return make_small(isize(array.buffer.data[i]))
    return null(object)


def raise_key(key):
    """A key is not in a dict."""
    raise KeyError(key)


@metal
def setitem(value: object, index: object, item: object) -> None:
    """``value[index] = item``."""
    type_ = type_of(value)
    if type_ is type_object(list) and is_small(index):
        items = cast(List, value)
        i = small_value(index)
        if i < 0:
            i += isize(items.length)
        if i < 0 or i >= isize(items.length):
            raise IndexError("list assignment index out of range")
        items.items.items[i] = item
        return
    if type_ is type_object(dict):
        dicts.set_item(value, index, item)
        return
    if type_.flags & ROW != 0 and store_row(cast(Row, value), index, item):
        return
    if type_ is type_object(list) and slicing.is_slice(index):
        part = cast(Slice, index)
        if slicing.replace(cast(List, value), part.start, part.stop, part.step, item):
            return
    if is_null(type_.slots[slots.SETITEM]):
        unsupported_operands.no_item(value, "assignment")
    calls.slot3(slots.SETITEM, value, index, item)


@metal
def delitem(value: object, index: object) -> None:
    """``del value[index]``."""
    if is_null(type_of(value).slots[slots.DELITEM]):
        unsupported_operands.no_item(value, "deletion")
    calls.slot2(slots.DELITEM, value, index)


#: More items than a list can have, also one that grows while its items are compared.
LONGEST = 0x7FFFFFFF


@metal
def find_in_list(items: List, value: object, start: isize, stop: isize) -> isize:
    """The first index of a value in a range of a list, or -1."""
    i = start
    wanted = null(Str)
    if type_of(value) is type_object(str):
        wanted = cast(Str, value)
    while i < stop and i < isize(items.length):  # a comparison may change it
        item = items.items.items[i]
        if not is_null(wanted) and type_of(item) is type_object(str):
            if item is value or texts_equal(cast(Str, item), wanted):
                return i
        elif equal(item, value):
            return i
        i += 1
    return -1


@metal
def contains(container: object, value: object) -> bool:
    """``value in container``."""
    type_ = type_of(container)
    if type_ is type_object(dict):
        return not is_null(dicts.get_or_null(cast(Dict, container), value))
    if type_ is type_object(str):
        if type_of(value) is type_object(str):
            return text.has(cast(Str, container), cast(Str, value))
    elif type_ is type_object(list):
        row = cast(List, container)
        return find_in_list(row, value, 0, LONGEST) >= 0
    elif type_ is type_object(tuple):
        fixed = cast(Tuple, container)
        for i in range(fixed.length):
            if equal(fixed.items[i], value):
                return True
        return False
    elif type_ is type_object(set) or type_ is type_object(frozenset):
        if type_of(value).flags & SET_TYPE == 0:  # a set is looked for as a frozenset
            return sets.has(cast(Set, container), value, compare.hash_of(value))
    method = type_.slots[slots.CONTAINS]
    if method is None:
        unsupported_operands.not_iterable_container(container)
    if not is_null(method):
        return is_true(calls.slot2(slots.CONTAINS, container, value))
    return is_true(sequences.search(container, value))
