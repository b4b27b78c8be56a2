"""Function objects."""

from types import FunctionType

from tamapy.metal import cast, is_null, metal, null, sizeof, type_object
from tamapy.runtime import dicts, watched
from tamapy.runtime.heap import heap_alloc
from tamapy.runtime.layout import Dict
from tamapy.runtime.objects import Code, Function


@metal
def make_hidden(code: object, space: object, closure: object) -> object:
    """The function of a comprehension, which is called at once and seen by nobody."""
    made = cast(Function, heap_alloc(type_object(FunctionType), sizeof(Function)))
    known = cast(Code, code)
    made.code = known
    made.entry = known.entry
    made.globals = space
    made.closure = closure
    made.name = known.name
    made.qualname = known.qualname
    return cast(object, made)


@metal
def make_function(
    code: object, space: object, closure: object, defaults: object, kwdefaults: object,
    annotations: object,
) -> object:
    """What ``def`` and ``lambda`` make."""
    made = cast(Function, heap_alloc(type_object(FunctionType), sizeof(Function)))
    known = cast(Code, code)
    made.code = known
    made.entry = known.entry
    made.globals = space
    made.closure = closure
    made.defaults = defaults
    made.kwdefaults = kwdefaults
    made.annotations = annotations
    made.name = known.name
    made.qualname = known.qualname
    made.doc = known.doc
    made.module = None
    if not is_null(space):  # it is in functions of the runtime
        module = dicts.get_or_null(cast(Dict, space), "__name__")
        if not is_null(module):
            made.module = module
    return cast(object, made)


@metal
def set_code(function: Function, code: Code) -> None:
    """Give a function another's code."""
    function.code = code
    function.entry = code.entry
    watched.forget_places()
    function.weak = null(object)


def make_plain(code, space):
    """A function without closure or defaults: a module's body, a text's."""
    return make_function(code, space, null(object), null(object), null(object), null(object))
