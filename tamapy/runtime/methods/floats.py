"""``float``."""

from tamapy.metal import cast, f64, i64, is_null, isize, metal, type_object
from tamapy.runtime import (
    boxing,
    calls,
    compare,
    instances,
    operators,
    sequences,
    slots,
    types,
    warned,
)
from tamapy.runtime.floats import arithmetic, digits, hexadecimal, rounding
from tamapy.runtime.floats.compose import f64_abs, is_finite, is_nan
from tamapy.runtime.floats.parse import parse_float
from tamapy.runtime.floats.power import power
from tamapy.runtime.floats.text import float_repr
from tamapy.runtime.ints import convert
from tamapy.runtime.layout import Float
from tamapy.runtime.methods.slices import has_index
from tamapy.runtime.numbers import is_int
from tamapy.runtime.objects import Type
from tamapy.runtime.registry import implements
from tamapy.runtime.strings import codecs, formatting, units
from tamapy.runtime.strings.transliterate import plain_bytes

#: Tells an argument that is not given.
ABSENT = object()


@metal
def is_float(value: object) -> bool:
    """Whether a value is a float (or of a subclass)."""
    return types.is_instance_of(value, type_object(float))


def is_number(value):
    """Whether an operand converts to a float."""
    return is_float(value) or is_int(value)


@metal
def number(value: object) -> f64:
    """A float or an int as a double."""
    if is_float(value):
        return cast(Float, value).value
    return convert.int_to_f64(value)


@metal
def instance(class_: Type, value: f64) -> object:
    """An instance of a subclass of float."""
    made = cast(Float, instances.new_object(class_))
    made.value = value
    return cast(object, made)


@metal
def parsed_or_none(value: object) -> object:
    """The float that text or bytes spell, or ``None``."""
    plain = plain_bytes(value)
    found, good = parse_float(plain.data, plain.length)
    if good:
        return boxing.box_f64(found)
    return None


def from_value(value):
    """``float(value)``."""
    if is_float(value) and type(value) is float:
        return value
    if not is_null(types.slot_or_null(value, slots.FLOAT)):
        found = calls.slot1(slots.FLOAT, value)
        if not is_float(found):
            raise TypeError(
                f"{type(value).__name__}.__float__ returned non-float "
                f"(type {type(found).__name__})"
            )
        if type(found) is not float:
            warned.strict_subclass(f"{type(value).__name__}.__float__", found, "float")
        return found
    if has_index(value):
        return convert.int_to_f64(boxing.as_index(value))
    if not units.is_str(value):
        if not codecs.is_bytes_like(value):
            raise TypeError(
                "float() argument must be a string or a real number, "
                f"not '{type(value).__name__}'"
            )
        value = codecs.to_bytes(value)
    found = parsed_or_none(value)
    if found is None:
        raise ValueError(f"could not convert string to float: {value!r}")
    return found


@metal
def divided(x: f64, y: f64) -> f64:
    """``x / y``."""
    if y == 0.0:
        raise ZeroDivisionError("float division by zero")
    return x / y


@metal
def floor_divided(x: f64, y: f64) -> f64:
    """``x // y``."""
    if y == 0.0:
        raise ZeroDivisionError("float floor division by zero")
    return arithmetic.float_floordiv(x, y)


@metal
def remainder(x: f64, y: f64) -> f64:
    """``x % y``."""
    if y == 0.0:
        raise ZeroDivisionError("float modulo")
    return arithmetic.float_mod(x, y)


@metal
def divmod_pair(x: f64, y: f64) -> object:
    """``divmod(x, y)``."""
    if y == 0.0:
        raise ZeroDivisionError("float divmod()")
    made = sequences.new_tuple(2)
    made.items[0] = boxing.box_f64(arithmetic.float_floordiv(x, y))
    made.items[1] = boxing.box_f64(arithmetic.float_mod(x, y))
    return cast(object, made)


#: What ``order`` returns for values that cannot be ordered.
UNORDERED = 2


@metal
def order(x: f64, other: object) -> isize:
    """-1, 0 or 1 as ``x`` is below, equal to or above a float or int; UNORDERED for NaN."""
    if is_float(other):
        y = cast(Float, other).value
        if x < y:
            return -1
        if x > y:
            return 1
        return 0 if x == y else isize(UNORDERED)
    if is_nan(x):
        return UNORDERED
    return isize(arithmetic.compare_with_int(x, other))


@metal
def hash_value(value: object, x: f64) -> isize:
    """``hash`` of a float; that of NaN is by identity."""
    if is_nan(x):
        return compare.identity_hash(value)
    return arithmetic.float_hash(x)


@metal
def rounded(x: f64, places: isize) -> f64:
    """``round(x, places)``."""
    return digits.round_to(x, i64(places)) if is_finite(x) else x


def nearest_int(x):
    """``round(x)``."""
    check_finite(x, "integer")
    return digits.round_to_int(x)


def check_finite(x, what):
    """Infinities and NaNs are no integers and no ratios."""
    if x != x:
        raise ValueError(f"cannot convert NaN to {what}" if what != "integer" else
                         "cannot convert float NaN to integer")
    if x - x != 0.0:
        raise OverflowError(f"cannot convert Infinity to {what}" if what != "integer" else
                            "cannot convert float infinity to integer")


@metal
def ratio(x: f64) -> object:
    """Numerator and denominator in lowest terms."""
    top, bottom = arithmetic.integer_ratio(x)
    made = sequences.new_tuple(2)
    made.items[0] = top
    made.items[1] = bottom
    return cast(object, made)


@metal
def floor_int(x: f64) -> object:
    """``math.floor(x)``."""
    return convert.f64_to_int(rounding.floor(x))


@metal
def ceil_int(x: f64) -> object:
    """``math.ceil(x)``."""
    return convert.f64_to_int(rounding.ceil(x))


class Arithmetic:
    """Operators with floats and ints."""

    def __add__(self: Float, other, /):
        return self.value + number(other) if is_number(other) else NotImplemented

    def __radd__(self: Float, other, /):
        return number(other) + self.value if is_number(other) else NotImplemented

    def __sub__(self: Float, other, /):
        return self.value - number(other) if is_number(other) else NotImplemented

    def __rsub__(self: Float, other, /):
        return number(other) - self.value if is_number(other) else NotImplemented

    def __mul__(self: Float, other, /):
        return self.value * number(other) if is_number(other) else NotImplemented

    def __rmul__(self: Float, other, /):
        return number(other) * self.value if is_number(other) else NotImplemented

    def __truediv__(self: Float, other, /):
        return divided(self.value, number(other)) if is_number(other) else NotImplemented

    def __rtruediv__(self: Float, other, /):
        return divided(number(other), self.value) if is_number(other) else NotImplemented

    def __floordiv__(self: Float, other, /):
        return floor_divided(self.value, number(other)) if is_number(other) else NotImplemented

    def __rfloordiv__(self: Float, other, /):
        return floor_divided(number(other), self.value) if is_number(other) else NotImplemented

    def __mod__(self: Float, other, /):
        return remainder(self.value, number(other)) if is_number(other) else NotImplemented

    def __rmod__(self: Float, other, /):
        return remainder(number(other), self.value) if is_number(other) else NotImplemented

    def __divmod__(self: Float, other, /):
        return divmod_pair(self.value, number(other)) if is_number(other) else NotImplemented

    def __rdivmod__(self: Float, other, /):
        return divmod_pair(number(other), self.value) if is_number(other) else NotImplemented

    def __pow__(self: Float, other, mod=None, /):
        if mod is not None:
            raise TypeError("pow() 3rd argument not allowed unless all arguments are integers")
        return power(self.value, number(other)) if is_number(other) else NotImplemented

    def __rpow__(self: Float, other, mod=None, /):
        if mod is not None:
            raise TypeError("pow() 3rd argument not allowed unless all arguments are integers")
        return power(number(other), self.value) if is_number(other) else NotImplemented

    def __neg__(self: Float, /):
        return -self.value

    def __pos__(self: Float, /):
        return self.value

    def __abs__(self: Float, /):
        return f64_abs(self.value)


class Ordering:
    """Comparisons with floats and ints, exact ones."""

    def __eq__(self: Float, other, /):
        return order(self.value, other) == 0 if is_number(other) else NotImplemented

    def __ne__(self: Float, other, /):
        return order(self.value, other) != 0 if is_number(other) else NotImplemented

    def __lt__(self: Float, other, /):
        return order(self.value, other) == -1 if is_number(other) else NotImplemented

    def __le__(self: Float, other, /):
        return order(self.value, other) <= 0 if is_number(other) else NotImplemented

    def __gt__(self: Float, other, /):
        return order(self.value, other) == 1 if is_number(other) else NotImplemented

    def __ge__(self: Float, other, /):
        if not is_number(other):
            return NotImplemented
        found = order(self.value, other)
        return found == 0 or found == 1

    def __hash__(self: Float, /):
        return hash_value(self, self.value)

    def __bool__(self: Float, /):
        return self.value != 0.0


@implements(float)
class FloatMethods(Arithmetic, Ordering):
    """``float``."""

    def __new__(class_, x=0.0, /):
        found = from_value(x)
        return float_of(found) if class_ is float else instance(class_, number(found))

    def __repr__(self: Float, /):
        return float_repr(self.value)

    def __format__(self: Float, spec, /):
        if not units.is_str(spec):
            raise TypeError(f"__format__() argument must be str, not {type(spec).__name__}")
        return str(self) if spec == "" else formatting.format_float(self, spec)

    def __float__(self: Float, /):
        return float_of(self)

    def __int__(self: Float, /):
        return convert.f64_to_int(self.value)

    def __trunc__(self: Float, /):
        return convert.f64_to_int(self.value)

    def __floor__(self: Float, /):
        return floor_int(self.value)

    def __ceil__(self: Float, /):
        return ceil_int(self.value)

    def __round__(self: Float, ndigits=None, /):
        if ndigits is None:
            return nearest_int(self.value)
        return rounded(self.value, boxing.clamp(boxing.as_index(ndigits)))

    def __getnewargs__(self: Float, /):
        return (float_of(self),)

    def is_integer(self: Float, /):
        return rounding.is_integral(self.value)

    def as_integer_ratio(self: Float, /):
        check_finite(self.value, "integer ratio")
        return ratio(self.value)

    def conjugate(self: Float, /):
        return float_of(self)

    def hex(self: Float, /):
        return hexadecimal.text_of(self.value)

    @classmethod
    def fromhex(cls, text, /):
        if not units.is_str(text):
            raise TypeError("bad argument type for built-in operation")
        found = hexadecimal.parse(text)
        return found if cls is float else cls(found)

    @classmethod
    def __getformat__(cls, kind, /):
        if not isinstance(kind, str):
            raise TypeError(
                f"__getformat__() argument must be str, not {type(kind).__name__}"
            )
        if kind not in ("double", "float"):
            raise ValueError("__getformat__() argument 1 must be 'double' or 'float'")
        return "IEEE, little-endian"

    @property
    def real(self: Float):
        return float_of(self)

    @property
    def imag(self):
        return 0.0


@metal
def float_of(value: object) -> object:
    """A float of no subclass."""
    if operators.is_float(value):
        return value
    return boxing.box_f64(cast(Float, value).value)
