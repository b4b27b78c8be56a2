"""Python's values in an image's memory, made into text as ``repr`` would, as far as it can be told.

Nothing of the image runs for that, so instances are shown by their attributes. Memory may hold
anything: what does not look like an object is shown as an address.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator

from tamapy.debugger.layouts import Layouts

DEEPEST = 4  # containers within containers
DEEPEST_INSTANCE = 2  # instances whose attributes are shown
MOST_ITEMS = 40
LONGEST = 400  # characters of a text
MOST_TYPES = 32  # bases of a class that are looked at
UNBOUND = "<unbound>"


class NoMemory(Exception):
    """There is no memory at an address."""


Reader = Callable[[int, int], bytes]


class Values:
    """The objects of one image. ``read`` takes address and size; it may raise :class:`NoMemory`."""

    def __init__(self, layouts: Layouts, read: Reader) -> None:
        self.layouts = layouts
        self.read = read
        self.word = layouts.word
        self._showers: dict[str, Callable[[int, int, tuple[int, ...]], str]] = {
            "Int": self._int, "Float": self._float, "Complex": self._complex, "Str": self._text,
            "Bytes": self._bytes, "ByteArray": self._bytes, "List": self._list,
            "Tuple": self._tuple, "Dict": self._dict, "Set": self._set, "Type": self._class,
            "Function": self._function, "Method": self._method, "Module": self._module,
            "Code": self._code, "Cell": self._cell, "Slice": self._triple, "Range": self._triple,
        }

    # -- memory ------------------------------------------------------------------

    def number(self, address: int, size: int = 0, signed: bool = False) -> int:
        """A number in memory, a word unless told otherwise."""
        return int.from_bytes(self.read(address, size or self.word), "little", signed=signed)

    def field(self, address: int, layout: str, name: str, signed: bool = False) -> int:
        """A field of a struct; the address of a flexible array at its end."""
        offset, size = self.layouts.structs[layout][name]
        return self.number(address + offset, size, signed) if size else address + offset

    def words(self, address: int, count: int) -> list[int]:
        """Words in memory."""
        data = self.read(address, count * self.word)
        return [
            int.from_bytes(data[i : i + self.word], "little")
            for i in range(0, len(data), self.word)
        ]

    # -- types -------------------------------------------------------------------

    def type_of(self, value: int) -> int:
        """The address of an object's type, 0 if it is no object."""
        try:
            type_ = self.number(value)
            return type_ if type_ and self._is_type(type_) else 0
        except NoMemory:
            return 0

    def _is_type(self, address: int) -> bool:
        if address in self.layouts.types:
            return True
        if address % self.word:
            return False
        return self.struct_of(self.number(address)) == "Type"

    def struct_of(self, type_: int) -> str:
        """The struct that instances of a type have."""
        for _ in range(MOST_TYPES):
            known = self.layouts.types.get(type_)
            if known is not None:
                return known
            if not type_ or type_ % self.word:
                break
            type_ = self.field(type_, "Type", "base")
        return ""

    def type_name(self, type_: int) -> str:
        """The qualified name of a type."""
        return self.text(self.field(type_, "Type", "qualname"))

    # -- values ------------------------------------------------------------------

    def show(self, value: int, around: tuple[int, ...] = ()) -> str:
        """A value's text. ``around`` are the containers it lies in."""
        if value == 0:
            return UNBOUND
        if value & 1:
            return str(small(value, self.word))
        known = self.layouts.values.get(value)
        if known is not None:
            return known
        try:
            type_ = self.type_of(value)
            if not type_:
                return f"<no object: {value:#x}>"
            if value in around or len(around) >= DEEPEST:
                return f"<{self.type_name(type_)} ...>"
            return self._object(value, type_, (*around, value))
        except (NoMemory, struct.error, UnicodeDecodeError):
            return f"<damaged object: {value:#x}>"

    def _object(self, value: int, type_: int, around: tuple[int, ...]) -> str:
        layout = self.struct_of(type_)
        name = self.type_name(type_)
        shower = self._showers.get(layout)
        text = shower(value, type_, around) if shower is not None else ""
        if layout.endswith("Exception") or layout == "Exception_":
            given = self.show(self.field(value, "Exception_", "args"), around)
            text = name + (given.replace(",)", ")") if given.startswith("(") else "()")
        if layout in ("Generator", "Coroutine", "AsyncGenerator"):
            text = f"<{name} {self.text(self.field(value, 'Generator', 'qualname'))}>"
        if type_ in self.layouts.types:
            return text or f"<{name} object at {value:#x}>"
        if layout == "Type":
            return text
        if len(around) > DEEPEST_INSTANCE:
            return f"<{name} ...>"
        attributes = [
            f"{key}={self.show(item, around)}" for key, item in self.attributes(value, type_)
        ]
        if text.startswith(name) and not attributes:
            return text
        inside = ([text] if text else []) + attributes
        return f"<{name} {' '.join(inside)}>" if inside else f"<{name} object at {value:#x}>"

    def attributes(self, value: int, type_: int) -> Iterator[tuple[str, int]]:
        """Names and values of an instance's own attributes."""
        numbers = self.layouts.numbers
        offset = self.field(type_, "Type", "dict_offset")
        names = self.tuple_items(self.field(type_, "Type", "names"))
        if names and self.words(value, numbers["ORDER"] + 1)[-1] < numbers["LEAST_DICT"]:
            found = self.words(value + numbers["FIRST"] * self.word, len(names))
            yield from ((self.text(n), v) for n, v in zip(names, found, strict=True) if v)
        elif offset >= numbers["LEAST_OFFSET"]:
            space = self.number(value + offset)
            for key, item in self.dict_items(space) if space else ():
                yield self.text(key), item
        elif offset:
            space = self.number(self._end(value, type_) + (offset - 1) * self.word)
            for key, item in self.dict_items(space) if space else ():
                yield self.text(key), item
        for class_ in self.tuple_items(self.field(type_, "Type", "mro"))[:MOST_TYPES]:
            if class_ not in self.layouts.types:
                yield from self._slots(value, class_)

    def _end(self, value: int, type_: int) -> int:
        """Where the variable part of an instance ends (of a tuple's heir, say)."""
        layout = self.struct_of(type_)
        length = abs(self.field(value, layout, "size" if layout == "Int" else "length", True))
        item = self.field(type_, "Type", "item_size")
        if layout == "Str":
            length, item = length * self.field(value, layout, "kind"), 1
        end = value + self.field(type_, "Type", "size") + length * item
        return end + -end % self.word

    def _slots(self, value: int, class_: int) -> Iterator[tuple[str, int]]:
        for key, item in self.dict_items(self.field(class_, "Type", "dict")):
            if not item & 1 and self.struct_of(self.type_of(item)) == "Member":
                found = self.number(value + self.field(item, "Member", "offset"))
                if found:
                    yield self.text(key), found

    # -- kinds -------------------------------------------------------------------

    def _int(self, value: int, type_: int, around: tuple[int, ...]) -> str:
        size = self.field(value, "Int", "size", signed=True)
        limbs = self.read(self.field(value, "Int", "limbs"), 4 * min(abs(size), LONGEST))
        number = int.from_bytes(limbs, "little")
        text = str(number) if abs(size) <= LONGEST else f"<{32 * abs(size)} bits>"
        return ("-" if size < 0 else "") + text

    def double(self, address: int) -> float:
        """A double in memory."""
        return float(struct.unpack("<d", self.read(address, 8))[0])

    def _float(self, value: int, type_: int, around: tuple[int, ...]) -> str:
        return repr(self.double(value + self.layouts.structs["Float"]["value"][0]))

    def _complex(self, value: int, type_: int, around: tuple[int, ...]) -> str:
        fields = self.layouts.structs["Complex"]
        real, imag = (self.double(value + fields[name][0]) for name in ("real", "imag"))
        return repr(complex(real, imag))

    def text(self, value: int) -> str:
        """A ``str`` as it is, but for its end if it is very long."""
        kind = self.field(value, "Str", "kind")
        length = min(self.field(value, "Str", "length"), LONGEST + 1)
        if kind not in (1, 2, 4):
            raise NoMemory
        data = self.read(self.field(value, "Str", "data"), kind * length)
        codec = {1: "latin-1", 2: "utf-16-le", 4: "utf-32-le"}[kind]
        return data.decode(codec, "surrogatepass")

    def _text(self, value: int, type_: int, around: tuple[int, ...]) -> str:
        return _cut(repr(self.text(value)[:LONGEST]), self.field(value, "Str", "length"))

    def _bytes(self, value: int, type_: int, around: tuple[int, ...]) -> str:
        layout = self.struct_of(type_)
        length = self.field(value, layout, "length")
        if layout == "Bytes":
            start = self.field(value, layout, "data")
        else:
            start = self.field(self.field(value, layout, "buffer"), "Buffer", "data")
        text = _cut(repr(self.read(start, min(length, LONGEST))), length)
        return text if layout == "Bytes" else f"bytearray({text})"

    def list_items(self, value: int) -> list[int]:
        """The items of a list, not more than are shown."""
        count = min(self.field(value, "List", "length"), MOST_ITEMS + 1)
        vector = self.field(value, "List", "items")
        return self.words(self.field(vector, "Vector", "items"), count) if count else []

    def tuple_items(self, value: int) -> list[int]:
        """The items of a tuple, as of a list."""
        if not value or self.struct_of(self.number(value)) != "Tuple":
            return []
        count = min(self.field(value, "Tuple", "length"), MOST_ITEMS + 1)
        return self.words(self.field(value, "Tuple", "items"), count)

    def dict_items(self, value: int) -> Iterator[tuple[int, int]]:
        """Keys and values of a dict."""
        filled = self.field(value, "Dict", "filled")
        items = self.field(self.field(value, "Dict", "entries"), "Vector", "items")
        for i in range(filled):
            _, key, item = self.words(items + 3 * i * self.word, 3)
            if key:
                yield key, item

    def _items(self, items: list[int], around: tuple[int, ...]) -> str:
        shown = [self.show(item, around) for item in items[:MOST_ITEMS]]
        return ", ".join(shown + (["..."] if len(items) > MOST_ITEMS else []))

    def _list(self, value: int, type_: int, around: tuple[int, ...]) -> str:
        return f"[{self._items(self.list_items(value), around)}]"

    def _tuple(self, value: int, type_: int, around: tuple[int, ...]) -> str:
        items = self.tuple_items(value)
        return f"({self._items(items, around)}{',' if len(items) == 1 else ''})"

    def _dict(self, value: int, type_: int, around: tuple[int, ...]) -> str:
        shown: list[str] = []
        for key, item in self.dict_items(value):
            if len(shown) == MOST_ITEMS:
                shown.append("...")
                break
            shown.append(f"{self.show(key, around)}: {self.show(item, around)}")
        return "{" + ", ".join(shown) + "}"

    def _set(self, value: int, type_: int, around: tuple[int, ...]) -> str:
        filled = self.field(value, "Set", "filled")
        found: list[int] = []
        if filled:
            entries = self.field(self.field(value, "Set", "entries"), "Vector", "items")
            for i in range(filled):
                item = self.words(entries + 2 * i * self.word, 2)[1]
                if item:
                    found.append(item)
                if len(found) > MOST_ITEMS:
                    break
        text = "{" + self._items(found, around) + "}" if found else "set()"
        if self.type_name(type_) == "set":
            return text
        return f"frozenset({text if found else ''})"

    def _class(self, value: int, type_: int, around: tuple[int, ...]) -> str:
        return f"<class '{self.type_name(value)}'>"

    def _function(self, value: int, type_: int, around: tuple[int, ...]) -> str:
        return f"<function {self.text(self.field(value, 'Function', 'qualname'))}>"

    def _method(self, value: int, type_: int, around: tuple[int, ...]) -> str:
        function = self.show(self.field(value, "Method", "function"), around)
        receiver = self.show(self.field(value, "Method", "receiver"), around)
        return f"<method of {receiver}: {function}>"

    def _module(self, value: int, type_: int, around: tuple[int, ...]) -> str:
        name = self.lookup(self.field(value, "Module", "dict"), "__name__")
        return f"<module {self.show(name) if name else '?'}>"

    def _code(self, value: int, type_: int, around: tuple[int, ...]) -> str:
        return f"<code {self.text(self.field(value, 'Code', 'qualname'))}>"

    def _cell(self, value: int, type_: int, around: tuple[int, ...]) -> str:
        return f"<cell {self.show(self.field(value, 'Cell', 'value'), around)}>"

    def _triple(self, value: int, type_: int, around: tuple[int, ...]) -> str:
        layout = self.struct_of(type_)
        parts = (self.show(self.field(value, layout, n)) for n in ("start", "stop", "step"))
        return f"{self.type_name(type_)}({', '.join(parts)})"

    # -- looking things up -------------------------------------------------------

    def lookup(self, space: int, name: str) -> int:
        """The value under a text in a dict, 0 if there is none."""
        for key, item in self.dict_items(space) if space else ():
            if not key & 1 and self.struct_of(self.type_of(key)) == "Str" and (
                self.text(key) == name
            ):
                return item
        return 0

    def attribute(self, value: int, name: str) -> int:
        """An attribute of an instance, a module or a class, 0 if there is none to be seen."""
        type_ = 0 if value & 1 else self.type_of(value)
        layout = self.struct_of(type_)
        if layout == "Module":
            return self.lookup(self.field(value, "Module", "dict"), name)
        found = dict(self.attributes(value, type_)).get(name, 0) if type_ else 0
        class_ = value if layout == "Type" else type_
        mro = self.tuple_items(self.field(class_, "Type", "mro")) if class_ and not found else []
        for base in mro:
            found = found or self.lookup(self.field(base, "Type", "dict"), name)
        return found

    def item(self, value: int, key: object) -> int:
        """An item of a list, a tuple or a dict by a number or a text, 0 if there is none."""
        layout = "" if value & 1 else self.struct_of(self.type_of(value))
        if layout == "Dict":
            return next(
                (v for k, v in self.dict_items(value) if self.show(k) == repr(key)), 0
            )
        if not isinstance(key, int) or layout not in ("List", "Tuple"):
            return 0
        length = self.field(value, layout, "length")
        if layout == "List":
            start = self.field(self.field(value, "List", "items"), "Vector", "items")
        else:
            start = self.field(value, "Tuple", "items")
        key += length if key < 0 else 0
        return self.number(start + key * self.word) if 0 <= key < length else 0


def small(value: int, word: int) -> int:
    """What a tagged word stands for."""
    signed = value - (1 << 8 * word) if value >> (8 * word - 1) else value
    return signed >> 1


def _cut(text: str, length: int) -> str:
    return text if length <= LONGEST else f"{text}... ({length})"
