"""What ``exec`` and ``eval`` need for names: built-in ones given with the globals, closures."""

from types import CellType, ModuleType

from tamapy.metal import null
from tamapy.runtime import functions, scopes

#: ``CO_NEWLOCALS``: the code is a function's, not a text's.
IN_FUNCTION = 2
KEY = "__builtins__"


def note_builtins(space):
    """Have names looked up in the ``__builtins__`` of some globals, if there are others."""
    if KEY not in space:
        return
    given = space[KEY]
    if given is not scopes.builtin_names and not isinstance(given, ModuleType):
        if not scopes.name_lookups:
            scopes.name_lookups.append(look_up)


def look_up(space, name):
    """A built-in name as the globals have it."""
    names = space.get(KEY, scopes.builtin_names)
    if isinstance(names, ModuleType):
        names = scopes.builtin_names
    try:
        return names[name]
    except KeyError:
        pass
    scopes.undefined(name)  # not while the other error is being handled


def check_builder(space):
    """A class statement in a text needs ``__build_class__`` among the built-in names."""
    if scopes.name_lookups and KEY in space:
        given = space[KEY]
        if not isinstance(given, ModuleType) and "__build_class__" not in given:
            raise NameError("__build_class__ not found")


def run_function_code(code, space, closure):
    """Run the code of a function that takes no arguments."""
    free = len(code.co_freevars)
    if not free and closure is not None:
        raise TypeError("cannot use a closure with this code object")
    if free and closure is None:
        raise TypeError(f"code object requires a closure of exactly length {free}")
    cells = closure or ()
    if free and (type(cells) is not tuple or len(cells) != free or not _are_cells(cells)):
        raise TypeError(f"code object requires a closure of exactly length {free}")
    made = functions.make_function(
        code, space, cells, null(object), null(object), null(object)
    )
    return made()


def _are_cells(values):
    for value in values:
        if not isinstance(value, CellType):
            return False
    return True
