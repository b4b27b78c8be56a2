"""Code objects of texts that are a name alone: ``compile("x", "<string>", "eval")``.

They need no compiler: all share one entry, which looks up the name the code object has.
"""

import keyword
from types import CodeType

from tamapy.metal import (
    Ptr,
    address_of_function,
    cast,
    metal,
    null,
    sizeof,
    type_object,
    u16,
    usize,
)
from tamapy.runtime import scopes
from tamapy.runtime.heap import heap_alloc
from tamapy.runtime.layout import Tuple
from tamapy.runtime.objects import Code, Function

#: Names that are constants.
CONSTANTS = {"None": None, "True": True, "False": False}
#: Words that are no expressions.
WORDS = frozenset(keyword.kwlist) - CONSTANTS.keys()


@metal
def run_name(function: object, parameters: Ptr[object]) -> object:
    """The entry: what the name stands for in the namespace that code was given."""
    itself = cast(Function, function)
    return value_of(parameters[0], itself.globals, itself.code.name)


def value_of(namespace, space, name):
    """A constant, or a variable of the namespace, the globals or the built-in names."""
    if name in CONSTANTS:
        return CONSTANTS[name]
    return scopes.name_value(namespace, space, name)


@metal
def make(name: object, filename: object, nothing: object) -> object:
    """The code object of a name; ``nothing`` is the empty tuple."""
    made = cast(Code, heap_alloc(type_object(CodeType), sizeof(Code)))
    made.entry = address_of_function(run_name)
    made.name = name
    made.qualname = "<module>"
    made.filename = filename
    made.varnames = cast(Tuple, nothing)
    made.freevars = cast(Tuple, nothing)
    made.doc = None
    made.lines = null(object)
    made.flags = usize(0)
    made.first_line = usize(1)
    none = u16(0)
    made.argcount = made.posonly = made.kwonly = made.params = none
    return cast(object, made)


def code_of(text, filename):
    """The code object of a text that is a name or such a constant; ``None`` for others."""
    name = text.strip()
    if not name.isidentifier():
        return None
    if name in WORDS:
        raise SyntaxError("invalid syntax", (filename, 1, 1, text, 1, len(name) + 1))
    return make(name, filename, ())
