"""Methods called through ``super()``, found without an object that stands for it."""

from types import FunctionType

from tamapy.metal import Ptr, address_of, cast, is_null, metal, null, type_object, type_of, usize
from tamapy.runtime import attributes, calls, dicts, scopes
from tamapy.runtime.objects import Type
from tamapy.runtime.types import is_type
from tamapy.runtime.values import AttributeMemory


@metal
def load_at(
    callee: object, owner: object, receiver: object, name: object, slot: Ptr[object],
    memory: AttributeMemory, count: usize,
) -> object:
    """``attributes.load_method_at`` of ``super()``: by the class around the code, and self."""
    if callee is super and not is_null(owner) and not is_null(receiver):
        found = _super_method_or_null(cast(Type, owner), receiver, name, slot, memory, count)
        if not is_null(found):
            return found
    made = scopes.bare_super(callee, owner, receiver, None)
    return attributes.load_method(made, name, slot)


@metal
def load_named_at(
    callee: object, owner: object, receiver: object, name: object, slot: Ptr[object],
    memory: AttributeMemory, count: usize,
) -> object:
    """The same of ``super(owner, receiver)``."""
    if callee is super:
        found = _super_method_or_null(cast(Type, owner), receiver, name, slot, memory, count)
        if not is_null(found):
            return found
    return attributes.load_method(calls.call2(callee, owner, receiver), name, slot)


@metal
def _super_method_or_null(
    owner: Type, receiver: object, name: object, slot: Ptr[object], memory: AttributeMemory,
    count: usize,
) -> object:
    """The function behind ``owner`` for an instance, which is remembered; else null.

    Whatever ``owner`` may be: if it is no class, the receiver's has it not among its bases.
    """
    type_ = type_of(receiver)
    if is_type(receiver):  # may stand for itself or for its class
        return null(object)
    found = _above_or_null(type_, owner, name)
    if is_null(found) or type_of(found) is not type_object(FunctionType):
        return null(object)
    slot[0] = receiver
    attributes.remember_method(memory, type_, name, found, count)
    # Classes that a function makes have methods of the same code, and instances of one of them
    # may come here by several.
    memory.limit = address_of(owner)
    return found


@metal
def _above_or_null(type_: Type, owner: Type, name: object) -> object:
    """What the classes behind ``owner`` in the MRO have under a name, or null."""
    mro = type_.mro
    behind = False
    for i in range(mro.length):
        if behind:
            found = dicts.get_or_null(cast(Type, mro.items[i]).dict, name)
            if not is_null(found):
                return found
        elif mro.items[i] is cast(object, owner):
            behind = True
    return null(object)
