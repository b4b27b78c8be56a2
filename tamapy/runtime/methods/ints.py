"""``int`` and ``bool``."""

from tamapy.metal import (
    cast,
    copy_bytes,
    is_null,
    isize,
    metal,
    sizeof,
    stack_array,
    u32,
)
from tamapy.runtime import boxing, calls, instances, sequences, slots, types, warned
from tamapy.runtime.floats.power import power
from tamapy.runtime.ints import arithmetic, bitwise, convert, theory, values
from tamapy.runtime.ints.text import int_to_str, parse_int_or_null
from tamapy.runtime.layout import Int
from tamapy.runtime.methods.slices import has_index
from tamapy.runtime.numbers import (
    int_add,
    int_and,
    int_compare,
    int_divmod,
    int_floordiv,
    int_lshift,
    int_mod,
    int_mul,
    int_neg,
    int_or,
    int_rshift,
    int_sub,
    int_truediv,
    int_xor,
    is_int,
)
from tamapy.runtime.objects import Type
from tamapy.runtime.registry import implements
from tamapy.runtime.strings import codecs, formatting, units
from tamapy.runtime.strings.transliterate import plain_bytes

#: Tells an argument that is not given.
ABSENT = object()


@metal
def instance(class_: Type, number: object) -> object:
    """An instance of a subclass of int."""
    count = values.limb_count(number)
    made = cast(Int, instances.alloc(class_, count * sizeof(u32)))
    room = stack_array(u32, 2)
    limbs = values.limbs_of(number, room)
    copy_bytes(made.limbs, limbs, count * sizeof(u32))
    made.size = 0 - isize(count) if values.is_negative(number) else isize(count)
    return cast(object, made)


@metal
def parse_or_null(value: object, base: u32) -> object:
    """The int that text or bytes spell, or null; digits of all scripts count."""
    plain = plain_bytes(value)
    return parse_int_or_null(plain.data, plain.length, base)


def parse(value, base):
    """The int that text or bytes spell."""
    found = parse_or_null(value, base)
    if is_null(found):
        shown = value
        if not units.is_str(value):
            shown = bytes(value)
        raise ValueError(f"invalid literal for int() with base {base}: {repr(shown)[:200]}")
    return found


def from_text(value, base):
    """``int(value, base)``."""
    base = boxing.as_index(base)
    if base != 0 and (base < 2 or base > 36):
        raise ValueError("int() base must be >= 2 and <= 36, or 0")
    if not units.is_str(value) and not codecs.is_bytes(value) and not units.is_bytearray(value):
        raise TypeError("int() can't convert non-string with explicit base")
    return parse(value, base)


def from_trunc(found):
    """The int of what ``__trunc__`` returned."""
    if not is_int(found) and not has_index(found):
        raise TypeError(f"__trunc__ returned non-Integral (type {type(found).__name__})")
    return boxing.as_index(found)


def from_value(value):
    """``int(value)``."""
    if not is_null(types.slot_or_null(value, slots.INT)):
        found = calls.slot1(slots.INT, value)
        if not is_int(found):
            raise TypeError(f"__int__ returned non-int (type {type(found).__name__})")
        if type(found) is not int:
            warned.strict_subclass("__int__", found, "int")
        return found
    if has_index(value):
        return boxing.as_index(value)
    if not is_null(types.slot_or_null(value, slots.TRUNC)):
        warned.warn(
            DeprecationWarning, "The delegation of int() to __trunc__ is deprecated."
        )
        return from_trunc(calls.slot1(slots.TRUNC, value))
    if units.is_str(value):
        return parse(value, 10)
    if codecs.is_bytes_like(value):
        return parse(codecs.to_bytes(value), 10)
    raise TypeError(
        "int() argument must be a string, a bytes-like object or a real number, "
        f"not '{type(value).__name__}'"
    )


def power_of(base, exponent, modulus):
    """``pow`` of ints."""
    if modulus is not None:
        if not is_int(modulus):
            return NotImplemented
        return theory.int_pow_mod(base, exponent, modulus)
    if values.is_negative(exponent):
        return power(convert.int_to_f64(base), convert.int_to_f64(exponent))
    return theory.int_pow(base, exponent)


@metal
def divmod_pair(a: object, b: object) -> object:
    """``divmod(a, b)``."""
    if values.is_zero(b):
        raise ZeroDivisionError("integer division or modulo by zero")
    quotient, rest = int_divmod(a, b)
    made = sequences.new_tuple(2)
    made.items[0] = quotient
    made.items[1] = rest
    return cast(object, made)


def rounded(number, digits):
    """``round(number, digits)`` for a negative count of digits: half to even."""
    unit_ = theory.int_pow(10, -digits)
    quotient, rest = divmod(number, unit_)
    twice = rest * 2
    if twice > unit_ or (twice == unit_ and quotient & 1):
        quotient += 1
    return quotient * unit_


def is_big(byteorder):
    """Whether a byte order starts with the highest byte."""
    if not units.is_str(byteorder):
        raise TypeError(
            f"argument 'byteorder' must be str, not {type(byteorder).__name__}"
        )
    if byteorder == "big":
        return True
    if byteorder == "little":
        return False
    raise ValueError("byteorder must be either 'little' or 'big'")


class Arithmetic:
    """Operators on ints, those of subclasses included."""

    def __add__(self: Int, other, /):
        return int_add(self, other) if is_int(other) else NotImplemented

    def __radd__(self: Int, other, /):
        return int_add(other, self) if is_int(other) else NotImplemented

    def __sub__(self: Int, other, /):
        return int_sub(self, other) if is_int(other) else NotImplemented

    def __rsub__(self: Int, other, /):
        return int_sub(other, self) if is_int(other) else NotImplemented

    def __mul__(self: Int, other, /):
        return int_mul(self, other) if is_int(other) else NotImplemented

    def __rmul__(self: Int, other, /):
        return int_mul(other, self) if is_int(other) else NotImplemented

    def __truediv__(self: Int, other, /):
        return int_truediv(self, other) if is_int(other) else NotImplemented

    def __rtruediv__(self: Int, other, /):
        return int_truediv(other, self) if is_int(other) else NotImplemented

    def __floordiv__(self: Int, other, /):
        return int_floordiv(self, other) if is_int(other) else NotImplemented

    def __rfloordiv__(self: Int, other, /):
        return int_floordiv(other, self) if is_int(other) else NotImplemented

    def __mod__(self: Int, other, /):
        return int_mod(self, other) if is_int(other) else NotImplemented

    def __rmod__(self: Int, other, /):
        return int_mod(other, self) if is_int(other) else NotImplemented

    def __divmod__(self: Int, other, /):
        return divmod_pair(self, other) if is_int(other) else NotImplemented

    def __rdivmod__(self: Int, other, /):
        return divmod_pair(other, self) if is_int(other) else NotImplemented

    def __pow__(self: Int, other, mod=None, /):
        return power_of(self, other, mod) if is_int(other) else NotImplemented

    def __rpow__(self: Int, other, mod=None, /):
        return power_of(other, self, mod) if is_int(other) else NotImplemented

    def __lshift__(self: Int, other, /):
        return int_lshift(self, other) if is_int(other) else NotImplemented

    def __rlshift__(self: Int, other, /):
        return int_lshift(other, self) if is_int(other) else NotImplemented

    def __rshift__(self: Int, other, /):
        return int_rshift(self, other) if is_int(other) else NotImplemented

    def __rrshift__(self: Int, other, /):
        return int_rshift(other, self) if is_int(other) else NotImplemented

    def __and__(self: Int, other, /):
        return int_and(self, other) if is_int(other) else NotImplemented

    def __rand__(self: Int, other, /):
        return int_and(other, self) if is_int(other) else NotImplemented

    def __or__(self: Int, other, /):
        return int_or(self, other) if is_int(other) else NotImplemented

    def __ror__(self: Int, other, /):
        return int_or(other, self) if is_int(other) else NotImplemented

    def __xor__(self: Int, other, /):
        return int_xor(self, other) if is_int(other) else NotImplemented

    def __rxor__(self: Int, other, /):
        return int_xor(other, self) if is_int(other) else NotImplemented

    def __neg__(self: Int, /):
        return int_neg(self)

    def __pos__(self: Int, /):
        return values.int_of(self)

    def __abs__(self: Int, /):
        return arithmetic.int_abs(self)

    def __invert__(self: Int, /):
        return bitwise.int_invert(self)


class Ordering:
    """Comparisons."""

    def __eq__(self: Int, other, /):
        return int_compare(self, other) == 0 if is_int(other) else NotImplemented

    def __ne__(self: Int, other, /):
        return int_compare(self, other) != 0 if is_int(other) else NotImplemented

    def __lt__(self: Int, other, /):
        return int_compare(self, other) < 0 if is_int(other) else NotImplemented

    def __le__(self: Int, other, /):
        return int_compare(self, other) <= 0 if is_int(other) else NotImplemented

    def __gt__(self: Int, other, /):
        return int_compare(self, other) > 0 if is_int(other) else NotImplemented

    def __ge__(self: Int, other, /):
        return int_compare(self, other) >= 0 if is_int(other) else NotImplemented

    def __hash__(self: Int, /):
        return convert.int_hash(self)

    def __bool__(self: Int, /):
        return not values.is_zero(self)


class Conversions:
    """To and from other types."""

    def __int__(self: Int, /):
        return values.int_of(self)

    def __index__(self: Int, /):
        return values.int_of(self)

    def __trunc__(self: Int, /):
        return values.int_of(self)

    def __floor__(self: Int, /):
        return values.int_of(self)

    def __ceil__(self: Int, /):
        return values.int_of(self)

    def __round__(self: Int, ndigits=ABSENT, /):
        if ndigits is ABSENT or ndigits is None:
            return values.int_of(self)
        digits = boxing.as_index(ndigits)
        return values.int_of(self) if digits >= 0 else rounded(values.int_of(self), digits)

    def __float__(self: Int, /):
        return convert.int_to_f64(self)

    def __repr__(self: Int, /):
        return int_to_str(self, 10)

    def __format__(self: Int, spec, /):
        if not units.is_str(spec):
            raise TypeError(
                f"__format__() argument must be str, not {type(spec).__name__}"
            )
        return str(self) if spec == "" else formatting.format_int(self, spec)

    def __getnewargs__(self: Int, /):
        return (values.int_of(self),)

    def __sizeof__(self: Int, /):
        return size_in_bytes(self)

    def to_bytes(self: Int, /, length=1, byteorder="big", *, signed=False):
        big = is_big(byteorder)
        length = boxing.as_index(length)
        if length < 0:
            raise ValueError("length argument must be non-negative")
        return convert.int_to_bytes(self, length, big, bool(signed))

    @classmethod
    def from_bytes(cls, /, bytes, byteorder="big", *, signed=False):
        big = is_big(byteorder)
        made = convert.int_from_bytes(codecs.bytes_from(bytes), big, signed_flag(signed))
        return made if cls is int else cls(made)


def signed_flag(value):
    """A truth value of any object."""
    return bool(value)


@metal
def size_in_bytes(number: object) -> isize:
    """The memory an int takes."""
    return isize(sizeof(Int) + values.limb_count(number) * sizeof(u32))


@implements(int)
class IntMethods(Arithmetic, Ordering, Conversions):
    """``int``."""

    def __new__(class_, x=ABSENT, /, base=ABSENT):
        if class_ is bool:
            raise TypeError("int.__new__(bool) is not safe, use bool.__new__()")
        if x is ABSENT:
            if base is not ABSENT:
                raise TypeError("int() missing string argument")
            found = 0
        elif base is ABSENT:
            found = from_value(x)
        else:
            found = from_text(x, base)
        found = values.int_of(found)
        return found if class_ is int else instance(class_, found)

    def bit_length(self: Int, /):
        return bitwise.int_bit_length(self)

    def bit_count(self: Int, /):
        return bitwise.int_bit_count(self)

    def as_integer_ratio(self: Int, /):
        return (values.int_of(self), 1)

    def conjugate(self: Int, /):
        return values.int_of(self)

    @property
    def real(self: Int):
        return values.int_of(self)

    @property
    def imag(self: Int):
        return 0

    @property
    def numerator(self: Int):
        return values.int_of(self)

    @property
    def denominator(self: Int):
        return 1


def is_bool(value):
    """Whether a value is ``True`` or ``False``."""
    return value is True or value is False


@implements(bool)
class BoolMethods:
    """``bool``: the operators that stay in the type."""

    def __new__(class_, x=False, /):
        return True if x else False

    def __repr__(self, /):
        return "True" if self is True else "False"

    def __and__(self: Int, other, /):
        if is_bool(other):
            return self is True and other is True
        return int_and(self, other) if is_int(other) else NotImplemented

    def __rand__(self: Int, other, /):
        return int_and(other, self) if is_int(other) else NotImplemented

    def __or__(self: Int, other, /):
        if is_bool(other):
            return self is True or other is True
        return int_or(self, other) if is_int(other) else NotImplemented

    def __ror__(self: Int, other, /):
        return int_or(other, self) if is_int(other) else NotImplemented

    def __xor__(self: Int, other, /):
        if is_bool(other):
            return self is not other
        return int_xor(self, other) if is_int(other) else NotImplemented

    def __rxor__(self: Int, other, /):
        return int_xor(other, self) if is_int(other) else NotImplemented
