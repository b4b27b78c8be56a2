"""How instances of a class lie in memory; ``tamapy.runtime.classes`` does the same at boot.

A class adds to its base's layout its ``__slots__``, then the reference to ``__dict__``,
then the one to weak references. Where the base's instances have a variable part, these
stand behind it, and an offset of 1 or 2 says "first (second) word behind the variable part".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import MemberDescriptorType
from typing import Any

from tamapy.compiler.analyse import attributes
from tamapy.compiler.types import TypeTable
from tamapy.runtime import objects, values

AFTER_TAIL = 1
HEAP_TYPE = 1 << 9


@dataclass(frozen=True)
class InstanceLayout:
    """Sizes and offsets in bytes."""

    struct: Any  # the struct of the built-in base
    size: int
    item_size: int
    dict_offset: int
    weak_offset: int
    slots: tuple[tuple[str, int], ...]  # of the class itself, not of its bases
    trace: int
    trace_tail: bool
    extra: int  # bytes beyond the struct and its variable part

    @property
    def variable(self) -> bool:
        """Whether instances differ in size."""
        return self.item_size > 0


class Layouts:
    """Computes and remembers instance layouts."""

    def __init__(
        self, types: TypeTable, namespace: Callable[[type], dict[str, Any]],
        uses: Callable[[str], list[attributes.Use]],
    ) -> None:
        self.types = types
        self.word = types.target.word
        self._known: dict[type, InstanceLayout] = {}
        self._names: dict[type, tuple[str, ...]] = {}
        self.namespace = namespace
        self.uses = uses

    def of(self, cls: type) -> InstanceLayout:
        """The layout of a class's instances."""
        found = self._known.get(cls)
        if found is None:
            struct = objects.LAYOUTS.get(cls)
            found = self._builtin(cls, struct) if struct is not None else self._derived(cls)
            self._known[cls] = found
        return found

    def lay_out(self, cls: type, struct: Any) -> None:
        """Give a class's instances the layout of a struct."""
        self._known[cls] = self._builtin(cls, struct)

    def _builtin(self, cls: type, struct: Any) -> InstanceLayout:
        layout = self.types.layout(struct)
        item, tail_traced = 0, False
        trace = 0
        for name, (offset, _) in layout.fields.items():
            type_ = self.types.field(struct, name)[1]
            if name == layout.tail:
                item = self.types.element_size(type_.item)  # type: ignore[attr-defined]
                tail_traced = type_.item.name == "object"  # type: ignore[attr-defined]
            elif type_.name == "object" or _is_object(type_):
                trace |= self._bit(offset)
        fields = layout.fields if cls is not type else {}
        attributes = "dict" in fields and cls.__dictoffset__
        return InstanceLayout(
            struct, layout.size, item, fields["dict"][0] if attributes else 0,
            fields["weak"][0] if "weak" in fields else 0, (), trace, tail_traced, 0,
        )

    def _bit(self, offset: int) -> int:
        word = offset // self.word
        return 1 << min(word, self.types.target.bits - 1)

    def _derived(self, cls: type) -> InstanceLayout:
        assert cls.__base__ is not None, cls
        base = self.of(cls.__base__)
        if not cls.__flags__ & HEAP_TYPE:
            return base
        size, trace, extra = base.size, base.trace, base.extra
        slots = []
        for name in own_slots(cls):
            slots.append((name, size))
            trace |= self._bit(size)
            size += self.word
            extra += self.word
        dict_offset, weak_offset = base.dict_offset, base.weak_offset
        behind = extra // self.word
        if cls.__dictoffset__ and not dict_offset:
            dict_offset = AFTER_TAIL + behind if base.variable else size
            behind += 1
            if not base.variable:
                trace |= self._bit(size)
                size += self.word
            extra += self.word
        if cls.__weakrefoffset__ and not weak_offset:
            weak_offset = AFTER_TAIL + behind if base.variable else size
            if not base.variable:
                trace |= self._bit(size)
                size += self.word
            extra += self.word
        return InstanceLayout(
            base.struct, size, base.item_size, dict_offset, weak_offset, tuple(slots), trace,
            base.trace_tail, extra,
        )


    # -- values in instances ---------------------------------------------------------------

    def names(self, cls: type) -> tuple[str, ...]:
        """The attributes that instances keep in themselves: ``tamapy.runtime.values``."""
        found = self._names.get(cls)
        if found is None:
            found = self._names[cls] = self._find_names(cls) if self._is_plain(cls) else ()
        return found

    def _find_names(self, cls: type) -> tuple[str, ...]:
        names: dict[str, None] = {}
        for base in cls.__mro__[1:]:
            names.update(dict.fromkeys(self.names(base)))
        for name in attributes.of_class(self.namespace(cls)):
            if not _is_described(cls, name):
                names[name] = None
        known = {*names, *(name for base in cls.__mro__[:-1] for name in vars(base))}
        for name in attributes.from_outside(self.uses(cls.__module__), known):
            names[name] = None
        return tuple(names)[: values.MOST]

    def _is_plain(self, cls: type) -> bool:
        layout = self.of(cls)
        size = self.types.layout(objects.Instance).size
        return (
            bool(cls.__flags__ & HEAP_TYPE) and layout.struct is objects.Object
            and layout.size == size and not layout.variable
            and (layout.dict_offset, layout.weak_offset) == (self.word, 2 * self.word)
        )

    def shape(self, cls: type) -> Any:
        """The names if compiled code may go to their values at once, or the class itself."""
        names = self.names(cls)
        usual = cls.__getattribute__ is object.__getattribute__
        if not usual or cls.__setattr__ is not object.__setattr__:
            return ()
        if not names:
            return cls if cls.__flags__ & HEAP_TYPE and not self.of(cls).variable else ()
        return () if any(_is_described(cls, name) for name in names) else names


def _is_described(cls: type, name: str) -> bool:
    """Whether something in the class stores an attribute of that name elsewhere."""
    for base in cls.__mro__:
        if name in vars(base):
            kind = type(vars(base)[name])
            return hasattr(kind, "__set__") or hasattr(kind, "__delete__")
    return False


def own_slots(cls: type) -> list[str]:
    """The names of the slots a class itself adds, mangled, in order."""
    declared = cls.__dict__.get("__slots__", ())
    names = [declared] if isinstance(declared, str) else list(declared)
    found = []
    for name in names:
        owner = cls.__name__.lstrip("_")
        if name.startswith("__") and not name.endswith("__") and owner:
            name = f"_{owner}{name}"
        if isinstance(cls.__dict__.get(name), MemberDescriptorType):
            found.append(name)
    return sorted(found)


def _is_object(type_: Any) -> bool:
    struct = getattr(type_, "struct", None)
    return struct is not None and issubclass(struct, objects.Object)
