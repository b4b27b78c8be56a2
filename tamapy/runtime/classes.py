"""Making classes: what a ``class`` statement does at boot."""

from types import CellType, FunctionType, GetSetDescriptorType, MemberDescriptorType

from tamapy.metal import (
    WORD_BITS,
    Struct,
    cast,
    is_null,
    metal,
    null,
    sizeof,
    static,
    type_object,
    type_of,
    usize,
)
from tamapy.runtime import calls, dicts, instances, sequences, slots, types, values, weak
from tamapy.runtime.flags import BASE_TYPE, HEAP, SUBCLASS_BITS, TYPE_TYPE
from tamapy.runtime.heap import heap_alloc
from tamapy.runtime.layout import Dict, Tuple
from tamapy.runtime.objects import (
    LEAST_OFFSET,
    Cell,
    Code,
    Computed,
    Function,
    GetSet,
    Member,
    Type,
)
from tamapy.runtime.strings import codecs

AFTER_TAIL = 1


def build_class(body, name, bases, keywords: object):
    """``__build_class__``: bases is a list, keywords a dict or null."""
    options = {}
    if not is_null(keywords):
        options = dict(keywords)
    original = tuple(bases)
    bases = resolve_bases(original)
    meta = options.pop("metaclass", None)
    if meta is None:
        meta = type(bases[0]) if bases else type
    if isinstance(meta, type):
        meta = winner(meta, bases)
    prepare = getattr(meta, "__prepare__", None)
    namespace = {} if prepare is None else prepare(name, bases, **options)
    if type(namespace) is not dict and not hasattr(namespace, "__getitem__"):
        not_a_mapping(meta, namespace)
    cell = calls.run_body(body, namespace)
    if bases is not original and bases != original:
        namespace["__orig_bases__"] = original
    note_body(body)
    made = meta(name, bases, namespace, **options)
    if cell is not None and isinstance(made, type):
        contents = cell_contents(cell)
        if contents is None:
            raise RuntimeError(
                f"__class__ not set defining '{name}' as {made!r}. Was __classcell__ propagated "
                "to type.__new__?"
            )
        if contents is not made:
            raise TypeError(f"__class__ set to {contents!r} defining {name!r} as {made!r}")
    return made


class LastBody(Struct):
    """The code of the last class statement's body that was run."""

    code: object


last_body = static(LastBody)


@metal
def note_body(body: object) -> None:
    """Remember whose class is about to be made."""
    last_body.code = cast(object, cast(Function, body).code)


@metal
def expected_names(qualname: object) -> object:
    """The attributes that a class's methods give instances, if its body was the last to run."""
    code = last_body.code
    if is_null(code) or cast(Code, code).qualname is not qualname:
        return ()
    return cast(object, cast(Code, code).varnames)


def not_a_mapping(meta, namespace):
    """``__prepare__`` gave something that cannot be a namespace."""
    kind = meta.__name__ if isinstance(meta, type) else "<metaclass>"
    raise TypeError(
        f"{kind}.__prepare__() must return a mapping, not {type(namespace).__name__}"
    )


@metal
def cell_contents(cell: object) -> object:
    """What a cell holds, or ``None``."""
    value = cast(Cell, cell).value
    if is_null(value):
        return None
    return value


@metal
def set_cell(cell: object, value: object) -> None:
    """Fill a cell."""
    cast(Cell, cell).value = value


def resolve_bases(bases):
    """Bases with ``__mro_entries__`` replaced by what it gives."""
    found = []
    changed = False
    for base in bases:
        if isinstance(base, type):
            found.append(base)
            continue
        method = getattr(base, "__mro_entries__", None)
        if method is None:
            found.append(base)
            continue
        found.extend(method(bases))
        changed = True
    return tuple(found) if changed else bases


def winner(meta, bases):
    """The most derived metaclass."""
    for base in bases:
        other = type(base)
        if issubclass(meta, other):
            continue
        if issubclass(other, meta):
            meta = other
            continue
        raise TypeError(
            "metaclass conflict: the metaclass of a derived class must be a (non-strict) "
            "subclass of the metaclasses of all its bases"
        )
    return meta


def merge_mro(class_, bases):
    """The C3 linearisation."""
    sequences_ = [list(types.mro_of(base)) for base in bases] + [list(bases)]
    result = [class_]
    while True:
        sequences_ = [s for s in sequences_ if s]
        if not sequences_:
            return tuple(result)
        for candidate_list in sequences_:
            candidate = candidate_list[0]
            if not _in_tails(candidate, sequences_):
                break
        else:
            names = ", ".join([base.__name__ for base in bases])
            raise TypeError(
                "Cannot create a consistent method resolution\norder (MRO) for bases " + names
            )
        result.append(candidate)
        for s in sequences_:
            if s[0] is candidate:
                del s[0]


def _in_tails(candidate, lists):
    for s in lists:
        for i in range(1, len(s)):
            if s[i] is candidate:
                return True
    return False


@metal
def solid_rank(class_: Type) -> usize:
    """Bytes that a class's instances take before attributes: what makes layouts conflict."""
    return class_.size


@metal
def solid_base(class_: Type) -> Type:
    """The nearest ancestor that adds to the layout of its own base."""
    current = class_
    while True:
        base = current.base
        if is_null(base):
            return current
        if _adds_fields(current, base):
            return current
        current = base


@metal
def _adds_fields(class_: Type, base: Type) -> bool:
    size = class_.size
    if class_.item_size != base.item_size:
        return True
    if class_.flags & HEAP == 0:
        return size != base.size or class_.flags & SUBCLASS_BITS != base.flags & SUBCLASS_BITS
    if class_.dict_offset != base.dict_offset and class_.dict_offset >= LEAST_OFFSET:
        size -= sizeof(object)
    if class_.weak_offset != base.weak_offset and class_.weak_offset >= LEAST_OFFSET:
        size -= sizeof(object)
    return size != base.size


def best_base(bases):
    """The base whose layout instances take."""
    best = None
    best_solid = None
    for base in bases:
        if not isinstance(base, type):
            raise TypeError("bases must be types")
        if not is_subclassable(base):
            raise TypeError(f"type '{base.__name__}' is not an acceptable base type")
        solid = solid_base(base)
        if best is None:
            best = base
            best_solid = solid
        elif types.is_subtype(best_solid, solid):
            continue
        elif types.is_subtype(solid, best_solid):
            best = base
            best_solid = solid
        else:
            raise TypeError("multiple bases have instance lay-out conflict")
    return best


@metal
def is_subclassable(class_: Type) -> bool:
    """Whether classes may derive from it."""
    return class_.flags & BASE_TYPE != 0


def declared_slots(name, namespace, base, bases):
    """The names in ``__slots__`` (mangled), or ``None`` if the class has none."""
    declared = namespace.get("__slots__")
    if declared is None:
        return None
    if isinstance(declared, str):
        declared = (declared,)
    found = []
    declared = list(declared)
    if declared and is_variable(base):
        raise TypeError(f"nonempty __slots__ not supported for subtype of '{base.__name__}'")
    for slot in declared:
        if not isinstance(slot, str):
            raise TypeError(
                f"__slots__ items must be strings, not '{type(slot).__name__}'"
            )
        if not slot.isidentifier():
            raise TypeError("__slots__ must be identifiers")
        if slot == "__dict__" and (has_dict(base) or slot in found):
            raise TypeError("__dict__ slot disallowed: we already got one")
        if slot == "__weakref__" and (tells_weak(base) or slot in found):
            raise TypeError(
                "__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0"
            )
        if slot.startswith("__") and not slot.endswith("__") and name.lstrip("_"):
            slot = f"_{name.lstrip('_')}{slot}"
        if slot in namespace and slot not in ("__qualname__", "__classcell__"):
            raise ValueError(f"{slot!r} in __slots__ conflicts with class variable")
        found.append(slot)
    return sorted(found)  # so that classes with the same slots are laid out alike


@metal
def has_dict(class_: Type) -> bool:
    """Whether instances have a ``__dict__``."""
    return class_.dict_offset != 0


@metal
def has_weak(class_: Type) -> bool:
    """Whether instances can be referred to weakly."""
    return class_.weak_offset != 0


def tells_weak(class_):
    """Whether a class says that instances can be referred to weakly.

    All exceptions can be; but built-in classes of exceptions do not say so, as in CPython.
    """
    if not has_weak(class_) or not types.is_subtype(class_, BaseException):
        return has_weak(class_)
    return not is_null(types.lookup_or_null(class_, "__weakref__"))


@metal
def new_type(meta: Type, base: Type) -> Type:
    """A bare type object that inherits its base's layout."""
    size = meta.size + slots.SLOT_COUNT * sizeof(object)
    made = cast(Type, heap_alloc(meta, size + instances.extra_words(meta) * sizeof(object)))
    made.base = base
    made.size = base.size
    made.item_size = base.item_size
    made.dict_offset = base.dict_offset
    made.weak_offset = base.weak_offset
    made.trace = base.trace
    made.trace_tail = base.trace_tail
    made.names = cast(Tuple, ())
    made.shape = made.names
    made.flags = HEAP | BASE_TYPE | (base.flags & SUBCLASS_BITS)
    made.subclasses = sequences.new_list()
    return made


@metal
def add_word(class_: Type) -> usize:
    """Room for one more value in instances; its offset."""
    offset = class_.size
    word = offset // sizeof(object)
    if word > WORD_BITS - 1:
        word = WORD_BITS - 1
    class_.trace = class_.trace | (usize(1) << word)
    class_.size = offset + sizeof(object)
    return offset


@metal
def words_behind(class_: Type) -> usize:
    """Words behind the variable part of the base's instances."""
    return instances.extra_words(class_)


@metal
def add_dict(class_: Type) -> None:
    """Instances get a ``__dict__``."""
    if class_.item_size != 0:
        class_.dict_offset = AFTER_TAIL + words_behind(class_)
    else:
        class_.dict_offset = add_word(class_)


@metal
def add_weak(class_: Type) -> None:
    """Instances can be referred to weakly."""
    if class_.item_size != 0:
        class_.weak_offset = AFTER_TAIL + words_behind(class_)
    else:
        class_.weak_offset = add_word(class_)


@metal
def new_member(class_: Type, name: object) -> object:
    """The descriptor of a new slot of the class's instances."""
    made = cast(Member, heap_alloc(type_object(MemberDescriptorType), sizeof(Member)))
    made.name = name
    made.owner = cast(object, class_)
    made.offset = add_word(class_)
    made.doc = None
    return cast(object, made)


@metal
def set_names(class_: Type, name: object, qualname: object, bases: Tuple, space: Dict) -> None:
    """Fill in what was computed in Python."""
    class_.name = name
    class_.qualname = qualname
    class_.bases = bases
    class_.dict = space


@metal
def set_mro(class_: Type, mro: Tuple) -> None:
    """Set the MRO, and with it which checks by flags hold."""
    class_.mro = mro
    for i in range(1, mro.length):
        class_.flags = class_.flags | (cast(Type, mro.items[i]).flags & SUBCLASS_BITS)
    for i in range(slots.SLOT_COUNT):
        class_.slots[i] = null(object)


@metal
def inherit_slots(class_: Type) -> None:
    """Special methods as the MRO gives them: first from the base, then by name."""
    names = cast(Tuple, slot_names())
    for i in range(slots.SLOT_COUNT):
        found = null(object)
        mro = class_.mro
        for j in range(mro.length):
            owner = cast(Type, mro.items[j])
            if j == 0 or owner.flags & HEAP != 0 or not is_null(owner.slots[i]):
                found = dicts.get_or_null(owner.dict, names.items[i])
                if not is_null(found):
                    break
        class_.slots[i] = found


@metal
def slot_names() -> object:
    """The names of the special methods in order."""
    return NAMES


NAMES = slots.SLOT_NAMES


def check_name(name):
    """The name of a class has to be a text that C could hold."""
    if "\0" in name:
        raise ValueError("type name must not contain null characters")
    check_characters(name)


def check_characters(text):
    """What describes a class has to be made of characters, not of surrogates."""
    codecs.encode(text, "utf-8", "strict")


def called_type(name, bases, namespace, space):
    """``type(name, bases, namespace)`` where the globals are ``space``."""
    if type(namespace) is dict and "__module__" not in namespace and "__name__" in space:
        namespace = dict(namespace)
        namespace["__module__"] = space["__name__"]
    return type(name, bases, namespace)


def type_new(meta, name, bases, namespace, /, **keywords):
    """``type.__new__``."""
    if not isinstance(name, str):
        raise TypeError(f"type.__new__() argument 1 must be str, not {type(name).__name__}")
    if not isinstance(bases, tuple):
        raise TypeError(f"type.__new__() argument 2 must be tuple, not {type(bases).__name__}")
    if not isinstance(namespace, dict):
        raise TypeError(
            f"type.__new__() argument 3 must be dict, not {type(namespace).__name__}"
        )
    check_name(name)
    most_derived = winner(meta, bases)
    if most_derived is not meta:
        make = most_derived.__new__
        if make is not type.__new__:
            return make(most_derived, name, bases, namespace, **keywords)
        meta = most_derived
    if not bases:
        bases = (object,)
    base = best_base(bases)
    space = dict(namespace)
    names = declared_slots(name, space, base, bases)
    made = new_type(meta, base)
    qualname = space.pop("__qualname__", name)
    if not isinstance(qualname, str):
        raise TypeError(f"type __qualname__ must be a str, not {type(qualname).__name__}")
    set_names(made, name, qualname, bases, space)
    if "__classcell__" in space:
        cell = space.pop("__classcell__")
        if not isinstance(cell, CellType):
            raise TypeError(f"__classcell__ must be a nonlocal cell, not {type(cell)!r}")
        set_cell(cell, made)
    set_mro(made, own_mro(made, bases))
    _add_fields(made, names, space, base, bases)
    for method in ("__new__",):
        if type(space.get(method)) is FunctionType:
            space[method] = staticmethod(space[method])
    for method in ("__init_subclass__", "__class_getitem__"):
        if type(space.get(method)) is FunctionType:
            space[method] = classmethod(space[method])
    if "__eq__" in space and "__hash__" not in space:
        space["__hash__"] = None
    if "__doc__" not in space:
        space["__doc__"] = None
    if isinstance(space["__doc__"], str):
        check_characters(space["__doc__"])
    if "__module__" not in space:
        space["__module__"] = "__main__"  # who calls type() cannot be told
    inherit_slots(made)
    values.take_names(made, expected_names(qualname))
    for parent in bases:
        values.subclasses_of(parent).append(made)
    for key, value in list(space.items()):
        hook = types.slot_or_null(value, slots.SET_NAME)
        if not is_null(hook):
            _set_name(value, made, key)
    super(made, made).__init_subclass__(**keywords)
    return made


def _set_name(value, class_, key):
    try:
        value.__set_name__(class_, key)
    except BaseException as error:
        raise RuntimeError(
            f"Error calling __set_name__ on '{type(value).__name__}' instance {key!r} in "
            f"'{class_.__name__}'"
        ) from error


def own_mro(class_, bases):
    """The MRO, by the metaclass's ``mro`` method if it has its own."""
    method = getattr(type(class_), "mro", None)
    if method is not None and type(class_) is not type:
        custom = types.lookup_or_null(type(class_), "mro")
        if custom is not types.lookup_or_null(type, "mro"):
            if not has_mro(class_):  # the method is handed a class that works already
                set_mro(class_, (class_, *types.mro_of(class_.__base__)))
                inherit_slots(class_)
            return checked_mro(class_, method(class_))
    return merge_mro(class_, bases)


def checked_mro(class_, found):
    """What a metaclass's ``mro`` method returned, which has to be classes that fit."""
    mro = tuple(found)
    solid = solid_base(class_)
    for item in mro:
        if not isinstance(item, type):
            raise TypeError(f"mro() returned a non-class ('{type(item).__name__}')")
        if not types.is_subtype(solid, solid_base(item)):
            raise TypeError(
                f"mro() returned base with unsuitable layout ('{item.__name__}')"
            )
    return mro


@metal
def has_mro(class_: Type) -> bool:
    """Whether a class that is being made has its MRO yet."""
    return not is_null(cast(object, class_.mro))


def _add_fields(made, names, space, base, bases):
    wants_dict = not has_dict(base)
    wants_weak = not tells_weak(base)
    if names is not None:
        wants_dict = wants_dict and ("__dict__" in names or _any(has_dict, bases))
        wants_weak = wants_weak and ("__weakref__" in names or _any(tells_weak, bases))
        for name in names:
            if name not in ("__dict__", "__weakref__"):
                space[name] = new_member(made, name)
    if wants_dict:
        add_dict(made)
        _describe(made, space, "__dict__", types.lookup_or_null(object, "__dict__"))
    if wants_weak:
        if not has_weak(made):
            add_weak(made)
        _describe(made, space, "__weakref__", WEAKREF)


def _describe(class_, space, name, descriptor):
    """Put the descriptor of what a class adds to its instances into its namespace."""
    if not is_null(descriptor) and name not in space:
        space[name] = described(descriptor, class_, name)


@metal
def described(descriptor: object, owner: object, name: object) -> object:
    """A computed attribute as one of another class."""
    model = cast(Computed, descriptor)
    made = cast(GetSet, heap_alloc(type_object(GetSetDescriptorType), sizeof(GetSet)))
    made.get = model.get
    made.set = model.set
    made.delete = model.delete
    made.owner = owner
    made.name = name
    return cast(object, made)


def first_reference(value):
    """``__weakref__``."""
    return weak.first_to(value)


WEAKREF = property(first_reference)


def _any(test, classes):
    for class_ in classes:
        if test(class_):
            return True
    return False


@metal
def is_variable(class_: Type) -> bool:
    """Whether instances differ in size."""
    return class_.item_size != 0 and class_.flags & TYPE_TYPE == 0


def type_init(class_, /, *args, **keywords):
    """``type.__init__``."""
    if len(args) not in (1, 3):
        raise TypeError("type.__init__() takes 1 or 3 arguments")


@metal
def class_of(value: object) -> object:
    """``type(value)``."""
    return cast(object, type_of(value))
