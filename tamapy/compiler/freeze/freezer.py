"""The core of freezing: a work list, symbols for objects, and a writer of structs.

``FREEZERS`` maps a host type to the function that writes its objects; one freezer a
type, in the modules beside this one. Writing an object names its children by symbol and
puts them on the work list, with the path they were reached by for error messages.
"""

from __future__ import annotations

import functools
import hashlib
import re
import struct as packing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import CodeType, FunctionType, ModuleType
from typing import TYPE_CHECKING, Any, NoReturn

from tamapy.compiler import selection
from tamapy.compiler.errors import CompileError
from tamapy.compiler.freeze.paths import describe, place_of
from tamapy.compiler.ir.types import F64, IntType
from tamapy.compiler.link.inputs import Blob, Reloc
from tamapy.compiler.shown import TAMAPY_PREFIX
from tamapy.runtime.hashing import host_hash_str
from tamapy.runtime.layout import Buffer
from tamapy.runtime.slots import INDEX, SLOT_NAMES

if TYPE_CHECKING:
    from tamapy.compiler.closure import ImageProgram

READ_ONLY = ".frozen.ro"
MUTABLE = ".frozen.rw"

#: The alignment that suits every object.
MOST = 8

#: ``hash`` of a text on the target, which takes long to compute here.
hash_of_text = functools.cache(host_hash_str)
#: The parts of dotted names in texts.
_NAMES_BEHIND_POINTS = re.compile(r"(?:^|\.)([^\W\d]\w*)")
#: What stands before ``%s`` or ``{}`` in texts, if it ends as the beginning of a name may.
_NAMES_BEFORE_BLANKS = re.compile(r"([^\W\d]\w*_)(?=[%{])")

Freezer_ = Callable[["Freezer", Any, str], None]
FREEZERS: dict[type, Freezer_] = {}


def freezes(*types: type) -> Callable[[Freezer_], Freezer_]:
    """Register the freezer of host types."""

    def register(function: Freezer_) -> Freezer_:
        for type_ in types:
            FREEZERS[type_] = function
        return function

    return register


class Freezer:
    """Writes everything that is reached."""

    def __init__(self, program: ImageProgram) -> None:
        self.program = program
        self.types = program.types
        self.word = program.target.word
        self.blobs = {
            READ_ONLY: Blob(READ_ONLY, bytearray(), 16, False),
            MUTABLE: Blob(MUTABLE, bytearray(), 16, True),
        }
        self._symbols: dict[int, str] = {}
        self._atoms: dict[Any, str] = {}
        self._names: dict[str, int] = {}
        self._keep: list[Any] = []
        self._parents: dict[int, tuple[Any, str]] = {}
        self._queue: list[tuple[Any, str]] = []
        self._late: list[Callable[[], bool]] = []
        self._plans: dict[Any, tuple[int, int, dict[str, tuple[int, int, Any]]]] = {}
        self._small_limit = 1 << (program.target.bits - 2)
        self.names: set[str] = set(SLOT_NAMES) - selection.BY_OPERATOR.keys()
        self.rehash: list[str] = []
        self.code_positions: dict[int, Any] = {}
        self._current: Any = None
        self._settled = False
        self._quiet = False
        self._quiet_ids = {id(SLOT_NAMES), id(INDEX)}
        program.on_constant = self.reach

    # -- reaching ----------------------------------------------------------------

    def reach(self, value: Any, quiet: bool = False) -> None:
        """Make sure ``value`` is in the image."""
        if quiet:
            with self.quietly(value):
                self.symbol(value)
        else:
            self.symbol(value)

    def symbol(self, value: Any, label: str = "") -> str:
        """The symbol of an object's frozen twin."""
        known = self._symbols.get(id(value))
        if known is not None:
            return known
        key = atom_key(value)
        if key is not None:
            name = self._atoms.get(key)
            if name is None:
                name = self._atoms[key] = self._unique(atom_name(key))
                self._enqueue(value, name, label)
            if type(value) is str and not (self._quiet or self._settled or value in self.names):
                self.names.add(value)
                if "." in value:  # "{0.real}" and "path.to.attribute" mention names too
                    self.names.update(_NAMES_BEHIND_POINTS.findall(value))
                if "_%" in value or "_{" in value:  # "visit_%s" is the beginning of names
                    self.names.update(_NAMES_BEFORE_BLANKS.findall(value))
            return name
        value = self.canonical(value)
        name_ = self._symbols.get(id(value))
        if name_ is None:
            name_ = self._unique(self._path_name(value, label))
            self._symbols[id(value)] = name_
            self._enqueue(value, name_, label)
        return name_

    def known_symbol(self, value: Any) -> str:
        """The symbol of an object that was reached before, or nothing."""
        return self._symbols.get(id(self.canonical(value)), "")

    def code_frames(self) -> Iterator[tuple[str, Any]]:
        """The symbols of code objects that have frames, with what they were compiled from."""
        for lines, source in self.code_positions.values():
            if not source.filename.startswith(TAMAPY_PREFIX):
                yield lines.removesuffix("#lines"), source

    def canonical(self, value: Any) -> Any:
        """The object that stands for ``value`` in the image (guards, builtin functions)."""
        return self.program.canonical(value)

    def settle(self) -> None:
        """What the image contains is decided: no text counts as mentioned any more."""
        self._settled = True

    @contextmanager
    def quietly(self, *parts: Any) -> Iterator[None]:
        """While this lasts, texts and those in ``parts`` do not count as mentioned.

        They only describe code: names of functions and parameters, documentation.
        """
        self._quiet_ids.update(map(id, parts))
        self._keep.extend(parts)
        before, self._quiet = self._quiet, True
        try:
            yield
        finally:
            self._quiet = before

    def _enqueue(self, value: Any, name: str, label: str) -> None:
        self._keep.append(value)
        self._parents.setdefault(id(value), (self._current, label))
        self._queue.append((value, name))

    def _unique(self, name: str) -> str:
        count = self._names.get(name, 0)
        self._names[name] = count + 1
        return name if not count else f"{name}~{count}"

    def _path_name(self, value: Any, label: str) -> str:
        kind = type(value)
        if issubclass(kind, ModuleType):
            return f"module:{value.__name__}"
        if issubclass(kind, type):
            return f"class:{value.__module__}.{value.__qualname__}"
        if issubclass(kind, FunctionType):
            return f"function:{value.__module__}.{value.__qualname__}"
        if issubclass(kind, CodeType):
            return f"<code>:{value.co_qualname}"  # no module has that name
        parent = self._symbols.get(id(self._current)) if self._current is not None else None
        base = parent.split("~")[0] if parent else "constant"
        # parts that belong to one object are named with "#", which paths never have
        return f"{base[:120]}/{label or type(value).__name__}".replace("#", "?")

    def chain_of(self, value: Any) -> list[tuple[Any, str]]:
        """The objects through which one was reached, each with its label in the one before."""
        chain: list[tuple[Any, str]] = []
        current: Any = value
        while current is not None and len(chain) < 24:
            parent, label = self._parents.get(id(current), (None, ""))
            chain.append((current, label))
            current = parent
        return chain[::-1]

    def path_of(self, value: Any) -> str:
        """How an object was reached, for error messages."""
        return describe(self.chain_of(value))

    def refuse(self, value: Any, message: str, hint: str) -> NoReturn:
        """Raise the error that an object cannot be in the image."""
        filename, line = place_of(self.chain_of(value), self.program.world)
        raise CompileError(f"{message}: {self.path_of(value)}", filename, line, hint=hint)

    def run(self) -> None:
        """Freeze and build until nothing is left to reach."""
        while True:
            self.program.run()
            if self._queue:
                value, name = self._queue.pop()
                self._current = value
                self._quiet = id(value) in self._quiet_ids
                self.write(value, name)
                self._quiet = False
                self._current = None
                continue
            if any([late() for late in list(self._late)]):
                continue
            if self.program.closing:
                return
            self.program.closing = True

    def later(self, step: Callable[[], bool]) -> None:
        """Call ``step`` when everything else is done, as long as some step returns true."""
        self._late.append(step)

    # -- writing ------------------------------------------------------------------

    def write(self, value: Any, name: str) -> None:
        """Write one object."""
        freezer = FREEZERS.get(type(value))
        if freezer is None:
            freezer = self._by_base(value)
        freezer(self, value, name)

    def _by_base(self, value: Any) -> Freezer_:
        for base in type(value).__mro__[1:]:
            if base in FREEZERS:
                return FREEZERS[base]
        cls = type(value)
        self.refuse(
            value, f"an object of the C type {cls.__module__}.{cls.__qualname__} cannot be frozen",
            "create it when the program runs, or keep it out of module level state",
        )

    def place(self, section: str, name: str, size: int, align: int = MOST) -> int:
        """Room for an object; its offset in the section."""
        blob = self.blobs[section]
        offset = -(-len(blob.data) // align) * align
        blob.data.extend(bytes(offset - len(blob.data) + size))
        blob.symbols[name] = offset
        blob.sizes[name] = size
        return offset

    def put(self, section: str, offset: int, value: int, size: int | None = None) -> None:
        """A raw number."""
        size = size or self.word
        data = (value & ((1 << (8 * size)) - 1)).to_bytes(size, "little")
        self.blobs[section].data[offset : offset + size] = data

    def put_symbol(self, section: str, offset: int, symbol: str) -> None:
        """The address of a symbol."""
        self.blobs[section].relocs.append(Reloc(offset, symbol))

    def put_value(self, section: str, offset: int, value: Any, label: str = "") -> None:
        """A value: a tagged small int or the address of a frozen object."""
        if type(value) is int and self.is_small(value):
            self.put(section, offset, value << 1 | 1)
            return
        self.put_symbol(section, offset, self.symbol(value, label))

    def is_small(self, value: int) -> bool:
        """Whether an int is a tagged word on the target."""
        return -self._small_limit <= value < self._small_limit

    def struct(
        self, section: str, name: str, struct: Any, type_: type, fields: dict[str, Any],
        tail_bytes: int = 0, extra: int = 0,
    ) -> int:
        """Write a struct: Python values in object fields, numbers or symbols in raw ones.

        ``Raw(symbol)`` puts an address; ``NULL`` leaves null.
        """
        total, align, writers = self._plans.get(struct) or self._plan(struct)
        offset = self.place(section, name, total + tail_bytes + extra, MOST if extra else align)
        self.put_symbol(section, offset, self.symbol(type_, "type"))
        for field, value in fields.items():
            if value is NULL:
                continue
            at, size, packed = writers[field]
            if isinstance(value, Raw):
                self.put_symbol(section, offset + at, value.symbol)
            elif packed is not None:
                data = packed(value)
                self.blobs[section].data[offset + at : offset + at + size] = data
            elif size:
                self.put(section, offset + at, int(value), size)
            else:
                self.put_value(section, offset + at, value, field)
        return offset

    def _plan(self, struct: Any) -> Any:
        """A struct's size and alignment; its fields' offsets, numbers' sizes, floats' packing."""
        layout = self.types.layout(struct)
        writers: dict[str, tuple[int, int, Any]] = {}
        for field, (at, _) in layout.fields.items():
            ir_type = self.types.field(struct, field)[1]
            if isinstance(ir_type, IntType):
                writers[field] = at, ir_type.bits // 8, None
            elif ir_type is F64:
                writers[field] = at, 8, packing.Struct("<d").pack
            else:
                writers[field] = at, 0, None
        # Raw storage may hold numbers of any size.
        align = MOST if struct is Buffer else max(layout.align, self.word)
        plan = self._plans[struct] = layout.size, align, writers
        return plan

    def tail(self, struct: Any) -> int:
        """The offset of a struct's flexible tail."""
        layout = self.types.layout(struct)
        return layout.fields[layout.tail][0]


class Raw:
    """An address to put in a raw field."""

    def __init__(self, symbol: str) -> None:
        self.symbol = symbol


#: Leaves a field null.
NULL = object()


def atom_key(value: Any) -> Any:
    """The identity of a value that is frozen once for all its equals, or ``None``."""
    type_ = type(value)
    if type_ in (str, bytes, int, bool) or value is None:
        return (type_.__name__, value)
    if type_ is float:
        return ("float", value.hex() if value == value else "nan")
    if type_ is complex:
        return ("complex", value.real.hex(), value.imag.hex())
    if type_ is tuple:
        keys = tuple(atom_key(v) for v in value)
        return None if any(k is None for k in keys) else ("tuple", keys)
    return None


def atom_name(key: Any) -> str:
    """A symbol for an atom that depends on its value only."""
    kind = key[0]
    if kind in ("NoneType", "bool"):
        return str(key[1])
    digest = hashlib.sha256(repr(key).encode("utf-8", "surrogatepass")).hexdigest()[:20]
    return f"{kind}:{digest}"
