"""``complex``."""

from tamapy.metal import cast, f64, is_null, isize, metal, type_object
from tamapy.runtime import calls, instances, slots, types, warned
from tamapy.runtime.alloc import new_complex
from tamapy.runtime.floats import complexes
from tamapy.runtime.layout import Complex
from tamapy.runtime.methods import floats
from tamapy.runtime.methods.slices import has_index
from tamapy.runtime.numbers import is_int
from tamapy.runtime.objects import Type
from tamapy.runtime.registry import implements
from tamapy.runtime.strings import complexes as complex_text
from tamapy.runtime.strings import units

#: Tells an argument that is not given.
ABSENT = object()


@metal
def is_complex(value: object) -> bool:
    """Whether a value is a complex number (or of a subclass)."""
    return types.is_instance_of(value, type_object(complex))


def is_number(value):
    """Whether an operand converts to a complex number."""
    return is_complex(value) or floats.is_float(value) or is_int(value)


@metal
def real_of(value: object) -> f64:
    """The real part of a number."""
    if is_complex(value):
        return cast(Complex, value).real
    return floats.number(value)


@metal
def imag_of(value: object) -> f64:
    """The imaginary part of a number."""
    if is_complex(value):
        return cast(Complex, value).imag
    return 0.0


@metal
def made(real: f64, imag: f64) -> object:
    """A complex number."""
    return cast(object, new_complex(real, imag))


@metal
def instance(class_: Type, real: f64, imag: f64) -> object:
    """An instance of a subclass of complex."""
    result = cast(Complex, instances.new_object(class_))
    result.real = real
    result.imag = imag
    return cast(object, result)


@metal
def added(a: object, b: object) -> object:
    """``a + b``."""
    return made(real_of(a) + real_of(b), imag_of(a) + imag_of(b))


@metal
def subtracted(a: object, b: object) -> object:
    """``a - b``."""
    return made(real_of(a) - real_of(b), imag_of(a) - imag_of(b))


@metal
def multiplied(a: object, b: object) -> object:
    """``a * b``."""
    x, y = complexes.multiply(real_of(a), imag_of(a), real_of(b), imag_of(b))
    return made(x, y)


@metal
def divided(a: object, b: object) -> object:
    """``a / b``."""
    x, y = complexes.divide(real_of(a), imag_of(a), real_of(b), imag_of(b))
    return made(x, y)


@metal
def equal(a: object, b: object) -> bool:
    """``a == b`` for a complex number and one that is no int."""
    return real_of(a) == real_of(b) and imag_of(a) == imag_of(b)


@metal
def hash_value(value: object) -> isize:
    """``hash``: that of the real part if there is no imaginary one."""
    real = real_of(value)
    imag = imag_of(value)
    first = floats.hash_value(value, real)
    second = floats.hash_value(value, imag)
    total = first + second * 1000003
    return -2 if total == -1 else total


@metal
def same(value: object) -> object:
    """A complex number of no subclass."""
    return made(real_of(value), imag_of(value))


def power(a, b):
    """``a ** b``."""
    real, imag = real_of(b), imag_of(b)
    if imag == 0.0 and real == int_or_none(real) and -100 <= real <= 100:
        return integral_power(a, int(real))
    return general_power(a, b)


def int_or_none(x):
    """A float as an int, ``None`` if it is no number."""
    return None if x - x != 0.0 else int(x)


def integral_power(a, n):
    """``a ** n`` by multiplying."""
    result = made(1.0, 0.0)
    factor = a
    count = abs(n)
    mask = 1
    while mask <= count:
        if count & mask:
            result = multiplied(result, factor)
        mask <<= 1
        factor = multiplied(factor, factor)
    if n < 0:
        if equal(a, 0.0):
            raise ZeroDivisionError("0.0 to a negative or complex power")
        result = divided(1.0, result)
    return checked(result)


def general_power(a, b):
    """``a ** b`` by logarithms."""
    if equal(b, 0.0):
        return made(1.0, 0.0)
    if equal(a, 0.0):
        if imag_of(b) != 0.0 or real_of(b) < 0.0:
            raise ZeroDivisionError("0.0 to a negative or complex power")
        return made(0.0, 0.0)
    return checked(polar_power(a, b))


def polar_power(a, b):
    """``a ** b`` where neither is zero."""
    x, y = complexes.power(real_of(a), imag_of(a), real_of(b), imag_of(b))
    return made(x, y)


def checked(result):
    """A result that is not infinite."""
    for part in (real_of(result), imag_of(result)):
        if part - part != 0.0 and part == part:
            raise OverflowError("complex exponentiation")
    return result


@metal
def magnitude(value: object) -> f64:
    """``abs``."""
    return complexes.hypotenuse(real_of(value), imag_of(value))


def absolute(value):
    """``abs``; ``OverflowError`` if it is too large."""
    found = magnitude(value)
    if found - found != 0.0 and found == found:
        real, imag = real_of(value), imag_of(value)
        if real - real == 0.0 and imag - imag == 0.0:
            raise OverflowError("absolute value too large")
    return found


# -- construction ----------------------------------------------------------------------------


def converted(value):
    """What ``__complex__`` makes of a value; the value itself if it has none."""
    if type(value) is complex:
        return value
    if is_null(types.slot_or_null(value, slots.COMPLEX)):
        return value
    found = calls.slot1(slots.COMPLEX, value)
    if not is_complex(found):
        raise TypeError(f"__complex__ returned non-complex (type {type(found).__name__})")
    if type(found) is not complex:
        warned.strict_subclass("__complex__", found, "complex")
    return found


def part(value, place):
    """An argument as a number."""
    if is_number(value):
        return value
    method = types.slot_or_null(value, slots.FLOAT)
    if not is_null(method):
        return floats.from_value(value)
    if has_index(value):
        return floats.from_value(value)
    if place == 1:
        raise TypeError(
            "complex() first argument must be a string or a number, "
            f"not '{type(value).__name__}'"
        )
    raise TypeError(f"complex() second argument must be a number, not '{type(value).__name__}'")


def build(class_, real, imag):
    """``complex(real, imag)``."""
    if imag is ABSENT and class_ is complex and type(real) is complex:
        return real
    if units.is_str(real):
        if imag is not ABSENT:
            raise TypeError("complex() can't take second arg if first is a string")
        found = complex_text.parse(real)
        return finish(class_, real_of(found), imag_of(found))
    if imag is not ABSENT and units.is_str(imag):
        raise TypeError("complex() second arg can't be a string")
    real = part(converted(real), 1)
    if imag is ABSENT:
        return finish(class_, real_of(real), imag_of(real))
    imag = part(imag, 2)
    x = real_of(real)
    y = real_of(imag)
    if is_complex(imag):
        x = x - imag_of(imag)
    if is_complex(real):
        y = y + imag_of(real)
    return finish(class_, x, y)


def finish(class_, real, imag):
    """The number as an instance of the class."""
    return made(real, imag) if class_ is complex else instance(class_, real, imag)


class Arithmetic:
    """Operators with numbers of all types."""

    def __add__(self: Complex, other, /):
        return added(self, other) if is_number(other) else NotImplemented

    def __radd__(self: Complex, other, /):
        return added(other, self) if is_number(other) else NotImplemented

    def __sub__(self: Complex, other, /):
        return subtracted(self, other) if is_number(other) else NotImplemented

    def __rsub__(self: Complex, other, /):
        return subtracted(other, self) if is_number(other) else NotImplemented

    def __mul__(self: Complex, other, /):
        return multiplied(self, other) if is_number(other) else NotImplemented

    def __rmul__(self: Complex, other, /):
        return multiplied(other, self) if is_number(other) else NotImplemented

    def __truediv__(self: Complex, other, /):
        return divided(self, other) if is_number(other) else NotImplemented

    def __rtruediv__(self: Complex, other, /):
        return divided(other, self) if is_number(other) else NotImplemented

    def __pow__(self: Complex, other, mod=None, /):
        if mod is not None:
            raise ValueError("complex modulo")
        return power(self, other) if is_number(other) else NotImplemented

    def __rpow__(self: Complex, other, mod=None, /):
        if mod is not None:
            raise ValueError("complex modulo")
        return power(other, self) if is_number(other) else NotImplemented

    def __neg__(self: Complex, /):
        return made(-self.real, -self.imag)

    def __pos__(self: Complex, /):
        return same(self)

    def __abs__(self: Complex, /):
        return absolute(self)


@implements(complex)
class ComplexMethods(Arithmetic):
    """``complex``."""

    def __new__(class_, real=0.0, imag=ABSENT):
        return build(class_, real, imag)

    def __eq__(self: Complex, other, /):
        if is_int(other):
            return self.imag == 0.0 and floats.order(self.real, other) == 0
        return equal(self, other) if is_number(other) else NotImplemented

    def __ne__(self: Complex, other, /):
        if is_int(other):
            return not (self.imag == 0.0 and floats.order(self.real, other) == 0)
        return not equal(self, other) if is_number(other) else NotImplemented

    def __hash__(self: Complex, /):
        return hash_value(self)

    def __bool__(self: Complex, /):
        return self.real != 0.0 or self.imag != 0.0

    def __repr__(self: Complex, /):
        return complex_text.show(self)

    def __format__(self: Complex, spec, /):
        if not units.is_str(spec):
            raise TypeError(f"__format__() argument must be str, not {type(spec).__name__}")
        return str(self) if spec == "" else complex_text.format_complex(self, spec)

    def __complex__(self: Complex, /):
        return same(self)

    def __getnewargs__(self: Complex, /):
        return (self.real, self.imag)

    def conjugate(self: Complex, /):
        return made(self.real, -self.imag)

    @property
    def real(self: Complex):
        return self.real

    @property
    def imag(self: Complex):
        return self.imag
