"""The program together with its heap: what the freezers ask about host objects."""

from __future__ import annotations

import builtins
import importlib
import sys
from types import (
    BuiltinFunctionType,
    ClassMethodDescriptorType,
    CodeType,
    FunctionType,
    GetSetDescriptorType,
    MemberDescriptorType,
    MethodDescriptorType,
    WrapperDescriptorType,
)
from typing import Any

from tamapy.compiler import selection
from tamapy.compiler.analyse import attributes
from tamapy.compiler.errors import CompileError
from tamapy.compiler.freeze import atoms, classes, containers, functions  # noqa: F401
from tamapy.compiler.freeze.freezer import Freezer
from tamapy.compiler.freeze.functions import MetalCode
from tamapy.compiler.freeze.layouts import AFTER_TAIL, HEAP_TYPE, Layouts
from tamapy.compiler.load import rules
from tamapy.compiler.program import Program, Source
from tamapy.compiler.target import Target, home_of
from tamapy.compiler.types import is_metal, unwrapped
from tamapy.metal.structs import StructType
from tamapy.runtime import builtin, image, scopes, values
from tamapy.runtime.objects import LEAST_OFFSET
from tamapy.runtime.registry import IMPLEMENTATIONS, method_names

_DESCRIPTORS = (
    MethodDescriptorType, WrapperDescriptorType, ClassMethodDescriptorType, GetSetDescriptorType,
)


def _module_of(cls: type) -> dict[str, Any]:
    """The entry for a built-in class of another module than ``builtins``.

    Functions have it as well: theirs stands for that of each.
    """
    if cls.__module__ == "builtins" and cls is not BuiltinFunctionType:
        return {}
    return {"__module__": cls.__module__}


#: References to a ``__dict__`` that ``_is_shared`` is asked of: the instance's, those of its caller
#: and its own, and that of the count.
_OWN_REFERENCES = 4


def _is_shared(space: dict[str, Any]) -> bool:
    """Whether anything but its instance refers to a ``__dict__``."""
    return sys.getrefcount(space) > _OWN_REFERENCES


def load_implementations() -> None:
    """Import every module that registers methods of built-in types."""
    importlib.import_module("tamapy.runtime.methods")


class ImageProgram(Program):
    """A program whose constants are frozen into an image."""

    def __init__(self, target: Target, board: Any, world: Any = None) -> None:
        super().__init__(target, board, world)
        load_implementations()
        self.layouts = Layouts(self.types, self.namespace, self.attribute_uses)
        self._uses: dict[str, list[attributes.Use]] = {}
        self.freezer = Freezer(self)
        self.closing = False
        self._namespaces: dict[type, dict[str, Any]] = {}
        self._pruned: dict[int, Any] = {}
        self._methods: dict[int, str] = {}
        self._computed: dict[int, tuple[type, str]] = {}
        self._metal_codes: dict[int, MetalCode] = {}
        self._code_spaces: dict[int, dict[str, Any]] = {}
        self._classes: list[tuple[type, str, str]] = []
        self._twins: dict[int, Any] = {}
        self._libraries: frozenset[str] = frozenset()
        self._namespace_ids: dict[int, type] = {}
        self.add_twin(WrapperDescriptorType, MethodDescriptorType)
        self._set_builtins()

    # -- built-in functions -----------------------------------------------------

    def _set_builtins(self) -> None:
        for name, value in vars(builtins).items():
            if isinstance(value, BuiltinFunctionType) and hasattr(builtin, name):
                self.native_builtins[id(value)] = getattr(builtin, name)
        self._pruned[id(scopes.builtin_names)] = selection.builtin_name(self.builtins_used)
        scopes.builtin_names.clear()
        for name, value in vars(builtins).items():
            if name in ("__spec__", "__loader__", "__package__", "__doc__", "copyright", "credits",
                        "exit", "quit", "license", "help", "_"):
                continue
            if isinstance(value, BuiltinFunctionType) and id(value) not in self.native_builtins:
                continue
            scopes.builtin_names[name] = value
        if self.world is not None:
            scopes.builtin_names.update(self.world.site_builtins())

    def canonical(self, value: Any) -> Any:
        """The object that stands for ``value`` in the image."""
        twin = self._twins.get(id(value))
        if twin is not None:
            value = twin
        kind = type(value)  # "isinstance" would look behind weak proxies
        if twin is None and issubclass(kind, StructType):
            return self._raw_type(value)
        if issubclass(kind, FunctionType):
            return unwrapped(value)
        if issubclass(kind, BuiltinFunctionType):
            return self._canonical_builtin(value)
        if issubclass(kind, _DESCRIPTORS):
            owner = value.__objclass__
            if value.__name__ == "__weakref__" and owner.__flags__ & HEAP_TYPE:
                return value
            return self.implementation(owner, value.__name__, value.__qualname__)
        if issubclass(kind, MemberDescriptorType):
            owner = value.__objclass__
            if not owner.__flags__ & HEAP_TYPE:
                return self.implementation(owner, value.__name__, value.__qualname__)
        return value

    def _canonical_builtin(self, value: Any) -> Any:
        native = self.native_builtins.get(id(value))
        if native is not None:
            return unwrapped(native)
        receiver = value.__self__
        if isinstance(receiver, type) and value.__name__ == "__new__":
            found = self.implementation(receiver, "__new__", value.__qualname__)
            return found.__func__ if isinstance(found, staticmethod) else found
        owner = getattr(builtins, value.__qualname__.partition(".")[0], None)
        if receiver is None and isinstance(owner, type):  # a static method taken from its class
            found = self.implementation(owner, value.__name__, value.__qualname__)
            return unwrapped(found.__func__ if isinstance(found, staticmethod) else found)
        return value

    def _raw_type(self, struct: Any) -> type:
        """The class that stands for a struct used as the type of raw storage."""
        made = type(struct.__name__.lower(), (), {"__slots__": (), "__module__": "builtins"})
        self.layouts.lay_out(made, struct)
        self.add_twin(struct, made)
        return made

    def add_twin(self, host: Any, twin: Any) -> None:
        """Freeze ``twin`` wherever ``host`` is found."""
        self._twins[id(host)] = twin
        self._keep.append(host)

    def unknown_builtin(self, value: Any, path: str) -> Any:
        """A C function the runtime has no twin of."""
        name = getattr(value, "__qualname__", repr(value))
        raise CompileError(
            f"the C function {name} is not available on the target: {path}",
            hint="the module that provides it needs a stand-in in tamapy/lib",
        )

    def implementation(self, owner: type, name: str, path: str) -> Any:
        """The runtime's method of a built-in type."""
        for class_ in owner.__mro__:
            found = self.namespace(self._twins.get(id(class_), class_))
            if name in found:
                return found[name]
        raise CompileError(f"{owner.__name__}.{name} is not available on the target: {path}")

    def builtin_kind(self, function: FunctionType) -> tuple[type, str]:
        """How one of the runtime's functions appears: its type and qualified name."""
        known = self._methods.get(id(function))
        if known is not None:
            return MethodDescriptorType, known
        if "." in function.__qualname__ and "<locals>" not in function.__qualname__:
            return MethodDescriptorType, function.__qualname__  # so that it binds
        return BuiltinFunctionType, function.__name__

    def is_native(self, function: FunctionType) -> bool:
        """Whether a stand-in's function is built in in CPython: it does not bind in classes."""
        if self.world is None or "." in function.__qualname__ or vars(function):
            return False
        info = self.code_info(function.__code__, function.__globals__)
        return (
            info.silent and info.module not in rules.C_PARTS and rules.is_native(info.module)
        )

    def attribute_uses(self, module: str) -> list[attributes.Use]:
        """What functions of a module do with attributes of variables."""
        found = self._uses.get(module)
        if found is None:
            code = self.world.module_code(module) if self.world is not None else None
            found = self._uses[module] = attributes.uses_in(code) if code is not None else []
        return found

    # -- classes ---------------------------------------------------------------------

    def namespace(self, cls: type) -> dict[str, Any]:
        """The namespace of a class in the image; the same dict for each call."""
        found = self._namespaces.get(cls)
        if found is None:
            found = self._make_namespace(cls)
            self._namespaces[cls] = found
            self._namespace_ids[id(found)] = cls
        return found

    def _make_namespace(self, cls: type) -> dict[str, Any]:
        implementing = IMPLEMENTATIONS.get(cls)
        if implementing is not None:
            space = method_names(implementing)
            for name, value in space.items():
                self._note_method(cls, name, value)
            found: dict[str, Any] = {**_module_of(cls), **space}
            self._pruned[id(found)] = selection.builtin_method
            return found
        if not cls.__flags__ & HEAP_TYPE:
            return _module_of(cls)
        found = {k: v for k, v in vars(cls).items() if not self._generated(cls, k, v)}
        if cls.__module__ in self._libraries:
            self._pruned[id(found)] = selection.library_attribute
        return found

    def prune_libraries(self, spaces: dict[str, dict[str, Any]], always: frozenset[str]) -> None:
        """Leave out what nobody mentions of library modules: name to namespace.

        ``always`` are the modules that are in ``sys.modules`` in any case.
        """
        self._libraries = frozenset(spaces)
        for space in spaces.values():
            used = self.globals_used.setdefault(id(space), set())
            self._pruned[id(space)] = selection.library_global(
                id(space), used, self.open_spaces, lambda: self.reads_exports,
                lambda value: bool(self.freezer.known_symbol(value)),
            )
        chosen = selection.module(
            always, self.imported, self.native_modules, self.open_spaces
        )
        self._pruned[id(image.modules)] = chosen
        self._pruned[id(image.originals)] = selection.original(chosen)

    def _generated(self, cls: type, key: str, value: Any) -> bool:
        """Whether a class need not have an entry: of libraries' classes nobody asks for it."""
        left_out = key == "__dict__" or (key == "__weakref__" and cls.__module__ in self._libraries)
        return left_out and isinstance(value, GetSetDescriptorType)

    def computed_attribute(self, value: property) -> tuple[type, str] | None:
        """The built-in type and the name of an attribute that it computes.

        A property of the runtime that is no type's is a model for what classes get at boot.
        """
        found = self._computed.get(id(value))
        getter = value.fget
        if found is None and isinstance(getter, FunctionType):
            if home_of(getter).startswith("tamapy.runtime."):
                return object, getter.__name__
        return found

    def _note_method(self, cls: type, name: str, value: Any) -> None:
        if isinstance(value, property):
            self._computed.setdefault(id(value), (cls, name))
        for part in (value, getattr(value, "__func__", None), getattr(value, "fget", None),
                     getattr(value, "fset", None)):
            if isinstance(part, FunctionType):
                plain = unwrapped(part)
                self._methods.setdefault(id(plain), f"{cls.__qualname__}.{name}")
                self._keep.append(plain)

    def pruned_namespace(self, value: dict[Any, Any]) -> Any:
        """The selection rule of a dict whose unmentioned entries are left out, or ``None``."""
        return self._pruned.get(id(value))

    def register_class(self, cls: type, name: str, subclasses: str) -> None:
        """Remember a frozen class, to list it among its bases' subclasses."""
        self._classes.append((cls, name, subclasses))

    def write_subclasses(self) -> None:
        """Write every class's list of direct subclasses, once all classes are known."""
        for cls, _, symbol in self._classes:
            children = sorted(
                (name, sub) for sub, name, _ in self._classes if cls in sub.__bases__
            )
            containers.freeze_list(self.freezer, [sub for _, sub in children], symbol)

    def is_python_class(self, cls: type) -> bool:
        """Whether instances of a class are fully described by Python-level state."""
        if cls is object:
            return True
        return all(
            c is object or (c.__flags__ & HEAP_TYPE and hasattr(c, "__module__")
            and "__module__" in vars(c)) for c in cls.__mro__
        )

    # -- instances ---------------------------------------------------------------------

    def instance_extra(self, cls: type) -> int:
        """Bytes an instance takes beyond its built-in struct and variable part."""
        layout = self.layouts.of(cls)
        return layout.extra + (self.target.word if layout.extra and layout.variable else 0)

    def freeze_attributes(self, f: Freezer, section: str, offset: int, value: Any) -> None:
        """Write the attributes of an instance: ``__dict__`` and slots."""
        cls = type(value)
        layout = self.layouts.of(cls)
        space = getattr(value, "__dict__", None)
        expected = self.layouts.names(cls)[: len(space or ())]
        if space and tuple(space) == expected and not _is_shared(space):
            self._freeze_values(f, section, offset, space)
        elif space and layout.dict_offset:
            if layout.dict_offset < LEAST_OFFSET:
                size = next(
                    f.blobs[section].sizes[n] for n, o in reversed(f.blobs[section].symbols.items())
                    if o == offset
                )
                at = offset + size - self.instance_extra(cls)
                at = -(-at // self.target.word) * self.target.word
                at += (layout.dict_offset - AFTER_TAIL) * self.target.word
            else:
                at = offset + layout.dict_offset
            f.put_value(section, at, space, "__dict__")
        for base in cls.__mro__:
            if not base.__flags__ & HEAP_TYPE:
                continue
            for name, slot_offset in self.layouts.of(base).slots:
                try:
                    item = vars(base)[name].__get__(value, cls)
                except AttributeError:
                    continue
                f.put_value(section, offset + slot_offset, item, name)

    def _freeze_values(
        self, f: Freezer, section: str, offset: int, space: dict[str, Any]
    ) -> None:
        """Attributes that an instance keeps in itself."""
        word = self.target.word
        for i, (name, item) in enumerate(space.items()):
            f.put_value(section, offset + (values.FIRST + i) * word, item, name)
        f.put(section, offset + values.ORDER * word, len(space) << 1 | 1)

    # -- code --------------------------------------------------------------------------

    def code_object(self, function: FunctionType) -> Any:
        """What is frozen as a function's ``__code__``."""
        if is_metal(function):
            found = self._metal_codes.get(id(function))
            if found is None:
                found = self._metal_codes[id(function)] = MetalCode(function)
                self._keep.append(function)
            return found
        self._code_spaces.setdefault(id(function.__code__), function.__globals__)
        return function.__code__

    def code_of(self, node: Any, source: Source) -> CodeType | None:
        code = super().code_of(node, source)
        if code is not None:
            self._code_spaces.setdefault(id(code), source.globals)
        return code

    def add_code(self, code: CodeType, space: dict[str, Any]) -> None:
        """A code object that runs in a namespace of its own: a module's body, a text's."""
        self._code_spaces.setdefault(id(code), space)
        self._keep.append(code)

    def symbol_of_code(self, code: CodeType) -> str:
        """The entry symbol of a code object that has been reached."""
        space = self._code_spaces.get(id(code))
        if space is None and self.world is not None:
            space = self.world.text_namespace(code)
        if space is None:
            raise CompileError(f"code object {code.co_qualname} has no known namespace")
        return self.code_symbol(code, space)
