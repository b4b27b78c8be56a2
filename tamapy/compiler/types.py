"""Host annotations and struct declarations as types of the IR."""

from __future__ import annotations

import ast
import builtins
import sys
from types import FunctionType, ModuleType
from typing import TYPE_CHECKING, Any, get_args, get_origin

import tamapy.metal as metal
from tamapy.compiler.ir import ops
from tamapy.compiler.ir.types import (
    BOOL,
    F64,
    OBJ,
    U8X8,
    VOID,
    IntType,
    IRType,
    RefType,
    VectorType,
    int_type,
    ptr_type,
    ref_type,
    tuple_type,
)
from tamapy.compiler.target import Target
from tamapy.compiler.trees import walk
from tamapy.runtime import objects

if TYPE_CHECKING:
    from tamapy.compiler.program import Source

_FIXED = {
    id(getattr(metal, f"{'i' if signed else 'u'}{bits}")): (bits, signed)
    for bits in (8, 16, 32, 64) for signed in (False, True)
}


class TypeTable:
    """Resolves types for one target."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self._layouts: dict[Any, Any] = {}
        self._fields: dict[tuple[Any, str], tuple[int, IRType]] = {}
        self._hosts: dict[Any, list[type]] = {}
        for host, struct in objects.LAYOUTS.items():
            self._hosts.setdefault(struct, []).append(host)
        self.statics: dict[int, tuple[str, Any]] = {}

    # -- machine types -------------------------------------------------------

    def machine_type(self, value: Any) -> IRType | None:
        """The IR type a host object stands for, if it is a machine type."""
        fixed = _FIXED.get(id(value))
        if fixed is not None:
            return int_type(*fixed)
        if value is metal.usize:
            return int_type(self.target.bits, False)
        if value is metal.isize:
            return int_type(self.target.bits, True)
        if value is metal.f64:
            return F64
        if value is metal.u8x8:
            return U8X8
        if is_pointer_type(value):
            return ptr_type(self.of(value.target))
        return None

    def of(self, annotation: Any, namespace: dict[str, Any] | None = None) -> IRType:
        """The IR type of an annotation; anything that is no machine type is an object."""
        if isinstance(annotation, str):
            space = {**vars(metal), **vars(objects), **(namespace or {})}
            annotation = eval(annotation, space)
        found = self.machine_type(annotation)
        if found is not None:
            return found
        if annotation is None or annotation is type(None):
            return VOID
        if annotation is bool:
            return BOOL
        if isinstance(annotation, type) and issubclass(annotation, metal.Struct):
            return ref_type(annotation)
        if get_origin(annotation) is tuple:
            return tuple_type(tuple(self.of(a, namespace) for a in get_args(annotation)))
        return OBJ

    def evaluate(self, node: ast.expr, source: Source) -> IRType:
        """The type an annotation in the source names."""
        found = self.try_evaluate(node, source)
        if found is None:
            raise TypeError(f"{ast.unparse(node)} is no type")
        return self.of(found, source.globals)

    def try_evaluate(self, node: ast.expr, source: Source) -> Any:
        """The host value of an annotation if it names a machine type or struct, else ``None``."""
        if not all(
            isinstance(n, (ast.Name, ast.Attribute, ast.Subscript, ast.Constant, ast.Tuple,
                           ast.Load))
            for n in walk(node)
        ):
            return None
        space = {**vars(objects), **source.globals}
        try:
            code = compile(ast.Expression(node), "<annotation>", "eval")
            value = eval(code, space)
            if isinstance(value, str):
                value = eval(value, space)
        except Exception:
            return None
        if self.of(value, source.globals) is OBJ and value is not object:
            return None
        if isinstance(value, type) and not issubclass(value, metal.Struct):
            if self.machine_type(value) is None and value not in (bool, object):
                return None
        return value

    # -- structs ---------------------------------------------------------------

    def layout(self, struct: Any) -> Any:
        """A struct's layout on the target."""
        found = self._layouts.get(struct)
        if found is None:
            found = self._layouts[struct] = struct.layout(self.target.bits)
        return found

    def has_field(self, struct: Any, name: str) -> bool:
        """Whether the struct declares that field."""
        return name in self.layout(struct).fields

    def field(self, struct: Any, name: str) -> tuple[int, IRType]:
        """A field's offset and type; a flexible tail's type is a pointer to its items."""
        found = self._fields.get((struct, name))
        if found is None:
            offset, type_ = self.layout(struct).fields[name]
            if self.is_tail(struct, name):
                found = offset, ptr_type(self.of(type_.target))
            else:
                found = offset, self.of(type_)
            self._fields[struct, name] = found
        return found

    def is_tail(self, struct: Any, name: str) -> bool:
        """Whether the field is the struct's flexible tail."""
        return self.layout(struct).tail == name

    def size(self, type_: IRType) -> int:
        """Bytes of a value of the type."""
        if isinstance(type_, IntType):
            return type_.bits // 8
        if type_ is F64:
            return 8
        if isinstance(type_, VectorType):
            return type_.lane.bits * type_.lanes // 8
        if type_ is BOOL:
            return 1
        return self.target.word

    def is_inline_struct(self, item: IRType) -> bool:
        """Whether arrays of the item hold structs themselves."""
        return isinstance(item, RefType)

    def element_size(self, item: IRType) -> int:
        """The stride of an array of the item; a struct's own size."""
        if isinstance(item, RefType):
            return self.layout(item.struct).size
        return self.size(item)

    def named(self, name: str) -> RefType:
        """A struct of the runtime's object model."""
        return ref_type(getattr(objects, name))

    def host_types(self, struct: Any) -> list[type]:
        """The built-in types whose instances have that struct."""
        return self._hosts.get(struct, [])

    def pack(self, b: Any, values: list[ops.Value]) -> ops.Value:
        """Several machine values as one result."""
        return b.emit(ops.Pack(tuple(values), tuple_type(tuple(v.type for v in values))))

    # -- values known while building ---------------------------------------------

    def static_symbol(self, value: Any) -> ops.Value | None:
        """The address of a static declaration."""
        if not isinstance(value, metal.Static):
            return None
        name, _ = self.statics.get(id(value), ("", None))
        if not name:
            name = f"static:{_static_name(value)}"
            self.statics[id(value)] = (name, value)
        if value.kind == "struct":
            return ops.Symbol(name, ref_type(value.type), value)
        return ops.Symbol(name, ptr_type(self.of(value.type)), value)

    def constant(self, value: Any) -> Any:
        """A build-time constant, with the words that depend on the target resolved."""
        if value is getattr(metal, "WORD_BITS", None):
            return self.target.bits
        return value


_static_names: dict[int, str] = {}


def _static_name(value: Any) -> str:
    """The module and variable a static is declared in."""
    if id(value) not in _static_names:  # some module was imported since
        for module_name in sorted(n for n in sys.modules if n.startswith("tamapy.")):
            for name, found in vars(sys.modules[module_name]).items():
                if isinstance(found, metal.Static) and not name.startswith("__"):
                    _static_names.setdefault(id(found), f"{module_name}.{name}")
    if id(value) not in _static_names:
        raise LookupError(f"{value!r} is bound to no module's variable")
    return _static_names[id(value)]


def is_pointer_type(value: Any) -> bool:
    """Whether a host object is some ``Ptr[T]``."""
    return isinstance(value, type) and issubclass(value, metal.Ptr) and value is not metal.Ptr


def is_metal(value: Any) -> bool:
    """Whether a host object is a function of the metal dialect."""
    return isinstance(value, FunctionType) and getattr(value, "__metal__", None) is not None


def unwrapped(value: Any) -> Any:
    """A metal function itself, without the simulation around it."""
    if isinstance(value, FunctionType) and hasattr(value, "__simulation__"):
        return value.__wrapped__  # type: ignore[attr-defined]
    return value


def static_attribute(value: Any, name: str) -> tuple[Any] | None:
    """An attribute of a module known while building."""
    if isinstance(value, ModuleType) and value is not builtins and name in vars(value):
        return (vars(value)[name],)
    return None


