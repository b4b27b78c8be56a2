"""Variables that are not registers: cells, globals, class and ``exec`` namespaces."""

from types import CellType

from tamapy.metal import (
    Ptr,
    Struct,
    address_of,
    attempt,
    cast,
    is_null,
    metal,
    null,
    sizeof,
    stack_array,
    type_object,
    type_of,
    usize,
)
from tamapy.runtime import calls, dicts, exceptions, operators, sequences, watched
from tamapy.runtime.heap import heap_alloc
from tamapy.runtime.layout import Dict, Tuple
from tamapy.runtime.objects import Cell


@metal
def new_cell(value: object) -> object:
    """A cell holding a value, or null."""
    made = cast(Cell, heap_alloc(type_object(CellType), sizeof(Cell)))
    made.value = value
    return cast(object, made)


@metal
def load_cell(cell: object, name: object) -> object:
    """A captured variable of this function."""
    value = cast(Cell, cell).value
    if is_null(value):
        raise_unbound(name)
    return value


@metal
def load_free(cell: object, name: object) -> object:
    """A captured variable of an enclosing function."""
    value = cast(Cell, cell).value
    if is_null(value):
        unbound_free(name)
    return value


@metal
def cell_value_or_null(cell: object) -> object:
    """A captured variable, null if it is not bound."""
    return cast(Cell, cell).value


@metal
def locals_of(names: object, values: Ptr[object]) -> object:
    """``locals()`` of a function: the variables that have a value."""
    made = dicts.new_dict()
    variables = cast(Tuple, names)
    for i in range(variables.length):
        if not is_null(values[i]):
            dicts.set_item(made, variables.items[i], values[i])
    return made


def bare_super(callee, owner, receiver, problem):
    """``super()``; the class around it and the first argument are null where there is none."""
    if callee is not super and not (isinstance(callee, type) and issubclass(callee, super)):
        return callee()
    if problem:
        raise RuntimeError(f"super(): {problem}")
    if is_null(receiver):
        raise RuntimeError("super(): arg[0] deleted")
    if is_null(owner):
        raise RuntimeError("super(): empty __class__ cell")
    return callee(owner, receiver)


def sorted_names(space):
    """``dir()``."""
    return sorted(space.keys())


@metal
def store_cell(cell: object, value: object) -> None:
    """Bind (or, with null, unbind) a captured variable."""
    cast(Cell, cell).value = value


@metal
def delete_cell(cell: object, name: object) -> None:
    """``del`` of a captured variable."""
    if is_null(cast(Cell, cell).value):
        raise_unbound(name)
    cast(Cell, cell).value = null(object)


def raise_unreachable():
    """Control is where CPython's compiler, which made no code for it, says it never comes."""
    raise SystemError("unreachable code is run")


def raise_unbound(name):
    """A local is read before it is bound."""
    raise UnboundLocalError(
        f"cannot access local variable '{name}' where it is not associated with a value"
    )


def unbound_free(name):
    """A variable of an enclosing scope is read before it is bound."""
    raise NameError(
        f"cannot access free variable '{name}' where it is not associated with a value in "
        "enclosing scope"
    )


@metal
def builtins_dict() -> object:
    """The namespace of the built-in names."""
    return builtin_names


@metal
def lookups() -> object:
    """A list with the function that looks further names up, empty while none is needed."""
    return name_lookups


class GlobalMemory(Struct):
    """Where the value of a module's global, or of a built-in name, was found.

    It still lies there as long as what was noted of the module's namespace holds
    (:mod:`tamapy.runtime.watched`). The compiler makes one for each module and name.
    """

    note: usize
    place: usize
    own: bool  # and no built-in name


@metal
def load_global(space: object, name: object, memory: GlobalMemory) -> object:
    """A global, or a built-in name."""
    names = cast(Dict, space)
    if watched.is_unmoved(names, memory.note):
        return Ptr[object](memory.place)[0]
    return _find_global(names, name, memory)


@metal
def _find_global(names: Dict, name: object, memory: GlobalMemory) -> object:
    position = dicts.find_text(names, name)
    if position >= 0:
        return _remember(memory, names, names, usize(position))
    if sequences.list_length(lookups()) != 0:
        return calls.call2(sequences.list_items(lookups())[0], cast(object, names), name)
    builtins = cast(Dict, builtins_dict())
    position = dicts.find_text(builtins, name)
    if position < 0:
        undefined(name)
        return null(object)
    return _remember(memory, names, builtins, usize(position))


@metal
def _remember(memory: GlobalMemory, names: Dict, owner: Dict, position: usize) -> object:
    value = owner.entries.items + (position * 3 + 2)
    memory.own = owner is names
    if not memory.own:
        owner.watch = watched.BUILTINS
    memory.note = watched.note_of(names)
    memory.place = address_of(value)
    return value[0]


def undefined(name):
    """No such name."""
    raise NameError(f"name '{name}' is not defined", name=name)


@metal
def store_global(space: object, name: object, value: object, memory: GlobalMemory) -> None:
    """Bind a global."""
    names = cast(Dict, space)
    if memory.own and watched.is_unmoved(names, memory.note):
        Ptr[object](memory.place)[0] = value
        return
    _remember(memory, names, names, dicts.put_text(names, name, value))


@metal
def delete_global(space: object, name: object) -> None:
    """``del`` of a global."""
    if is_null(dicts.pop_or_null(cast(Dict, space), name)):
        undefined(name)


@metal
def name_value(namespace: object, space: object, name: object) -> object:
    """A name that is looked up this once: in a namespace, the globals, the built-ins."""
    found = namespace_or_null(namespace, name)
    if is_null(found):
        memory = cast(GlobalMemory, stack_array(usize, 3))
        return _find_global(cast(Dict, space), name, memory)
    return found


@metal
def load_name(
    namespace: object, space: object, name: object, memory: GlobalMemory
) -> object:
    """A name in a class body or in ``exec``: its namespace, the globals, the built-ins."""
    found = namespace_or_null(namespace, name)
    if is_null(found):
        return load_global(space, name, memory)
    return found


@metal
def namespace_or_null(namespace: object, name: object) -> object:
    """An entry of a namespace, which may be any mapping; null if it is not there."""
    if type_of(namespace) is type_object(dict):
        return dicts.get_or_null(cast(Dict, namespace), name)
    found = attempt(operators.getitem(namespace, name))
    if is_null(found) and exceptions.pending_matches(type_object(KeyError)):
        exceptions.take_pending()
    return found


@metal
def load_class_free(namespace: object, name: object, cell: object) -> object:
    """A name in a class body that an enclosing function binds: the namespace comes first."""
    found = namespace_or_null(namespace, name)
    if is_null(found):
        return load_free(cell, name)
    return found


@metal
def store_name(namespace: object, name: object, value: object) -> None:
    """Bind a name in a namespace."""
    if type_of(namespace) is type_object(dict):
        dicts.set_item(namespace, name, value)
        return
    operators.setitem(namespace, name, value)


def delete_name(namespace, name):
    """``del`` of a name in a namespace."""
    try:
        del namespace[name]
        return
    except KeyError:
        pass  # that is no context of what follows
    undefined(name)


def clear_name(namespace, name):
    """Unbind a name that may be unbound."""
    namespace.pop(name, None)


def setup_annotations(namespace):
    """Make ``__annotations__`` for a body that annotates variables."""
    try:
        namespace["__annotations__"]
    except KeyError:
        namespace["__annotations__"] = {}


#: Filled by the compiler with the built-in names that the program mentions.
builtin_names: dict = {}
#: Filled by ``exec`` with globals that bring built-in names of their own.
name_lookups: list = []
