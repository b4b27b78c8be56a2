"""Building one function: its scope, parameters, closures, generators, and nested definitions."""

from __future__ import annotations

import ast
import dis
from types import CodeType, CoroutineType
from typing import TYPE_CHECKING, Any

from tamapy.compiler.ir import ops
from tamapy.compiler.ir.ops import Register, Value
from tamapy.compiler.ir.types import NUMBER, OBJ, VOID, IRType, RefType, ptr_type
from tamapy.compiler.irbuild import numbers, rooms
from tamapy.compiler.irbuild.builder import Builder
from tamapy.compiler.irbuild.dispatch import (
    build,
    build_object,
    execute_all,
    expression,
    statement,
)
from tamapy.compiler.irbuild.expressions import from_values
from tamapy.compiler.irbuild.generators import (
    delegate,
    generator_type,
    next_item,
    suspend,
)
from tamapy.compiler.irbuild.known import enter
from tamapy.compiler.irbuild.names import mangle, store_name
from tamapy.compiler.trees import unbound_names
from tamapy.metal import metal

if TYPE_CHECKING:
    from tamapy.compiler.program import Program, Source

CO_FUTURE_ANNOTATIONS = 0x1000000
DELETE_FAST = dis.opmap["DELETE_FAST"]

class FunctionBuilder(Builder):
    """A builder that knows the names of one code object."""

    def __init__(self, program: Program, source: Source, function: ops.Function) -> None:
        super().__init__(program, source, function)
        code: CodeType = source.code
        self.code = code
        self.locals: dict[str, Register] = {}
        self._cells: dict[str, Register] = {}
        self._outer_cells: dict[str, Register] = {}
        self._local_names = set(code.co_varnames)
        self._cell_names = set(code.co_cellvars)
        self._free_names = {name: i for i, name in enumerate(code.co_freevars)}
        self._always_bound: set[str] = set()
        #: Names that imports bind to the static rooms: of this scope or those around it, and the
        #: module's.
        self.own_rooms: dict[str, Any] = dict(program.outer_rooms.get(id(code), {}))
        imports = any(name.startswith("tamapy") for name in code.co_names)
        if imports and source.kind == "function" and not isinstance(source.node, ast.Lambda):
            self.own_rooms |= rooms.bindings(getattr(source.node, "body", ()))
        self.module_rooms = {} if source.static else program.room_names(source.module)
        self._nonlocals: set[str] = set()
        self._outer_names = set(self._free_names)
        self._declared_global: set[str] = set()
        if source.kind == "class":
            self._nonlocals = _names_of(code, "STORE_DEREF", "DELETE_DEREF")
            # A name bound in the class body is looked up there and among the globals, even
            # where a method shares a variable of that name with an outer function.
            own = _names_of(code, "LOAD_NAME", "STORE_NAME", "DELETE_NAME")
            self._outer_names = self._free_names.keys() - own
            self._declared_global = _names_of(code, "LOAD_GLOBAL", "STORE_GLOBAL", "DELETE_GLOBAL")
        elif source.kind != "function":
            self._declared_global = set(source.assigned_globals)
        self._globals: Register | None = None
        self._namespace: Register | None = None
        self.self_function: Value = ops.Number(None, OBJ)
        self.arguments: Value = ops.Number(None, ptr_type(OBJ))
        self.generator: Value | None = None
        self.result = function.result
        self.memory_count = 0
        self.numeric: bool | None = None
        self._numbers: set[str] | None = None

    # -- scope ---------------------------------------------------------------

    def own_or_module_room(self, name: str) -> Any:
        """What an import binds a name to if that is of the static rooms, else ``None``."""
        return self.own_rooms.get(name, self.module_rooms.get(name))

    def scope_of(self, name: str) -> str:
        """Where a name of this code lives."""
        if self.source.kind == "function":
            if name in self.own_rooms:
                return "global"
            if name in self._cell_names:
                return "cell"
            if name in self._local_names:
                return "local"
            return "free" if name in self._free_names else "global"
        if name in self._outer_names:
            outer = self.source.kind != "class" or name in self._nonlocals
            return "free" if outer else "class-free"
        if self.source.kind == "module" or name in self._declared_global:
            return "global"
        return "namespace"

    def declare(self, name: str, type_: IRType) -> Register:
        """A register for a local."""
        if type_ is OBJ and name in self.numbers:
            type_ = NUMBER
        register = self.register(name, type_)
        register.variable = name
        self.locals[name] = register
        if type_ in (OBJ, NUMBER) and not self.metal:
            entry = self.function.blocks[0]
            clear = ops.Assign(register, ops.Number(None, type_))
            clear.position = ops.NOWHERE
            entry.ops.insert(0, clear)
        return register

    @property
    def numbers(self) -> set[str]:
        """The local variables that hold numbers."""
        if self._numbers is None:
            self._numbers = numbers.variables(self)
        return self._numbers

    def variables(self) -> list[str]:
        """All variables of a function: its own, and those it shares with others."""
        own = [n for n in self.code.co_varnames if n not in self._cell_names]
        for name in own:
            if name not in self.locals:
                self.declare(name, OBJ)
        shared = (*self.code.co_cellvars, *self.code.co_freevars)
        return [*own, *(n for n in shared if n != "__class__")]

    def is_bound(self, name: str) -> bool:
        """Whether a local surely has a value wherever it is read."""
        return name in self._always_bound

    def cell(self, name: str) -> Value:
        """The cell of a captured variable."""
        return self.read(self._cells[name])

    def named_cell(self, name: str) -> Value:
        """The cell that a name in the code itself means.

        In a class body ``__class__`` is that of the class around it; its own is for its methods.
        """
        return self.read(self._outer_cells.get(name, self._cells[name]))

    def globals(self) -> Value:
        """The function's module namespace."""
        if self._globals is None:
            return self.load_field(
                self.reinterpret(self.self_function, self.program.types.named("Function")),
                self.program.types.named("Function").struct, "globals",
            )
        return self.read(self._globals)

    def namespace(self) -> Value:
        """The class body's (or ``exec``'s) namespace."""
        assert self._namespace is not None
        return self.read(self._namespace)

    # -- prologue --------------------------------------------------------------

    def prologue(self) -> None:
        """Bring parameters, cells and closures into registers."""
        if self.metal:
            for param in self.function.params:
                register = self.declare(param.name, param.type)
                self.emit(ops.Assign(register, self.read(param)))
            return
        if self.generator is None:
            self.self_function = self.function.params[0]
            self.arguments = self.function.params[1]
        if self.source.kind == "function":
            self._parameters()
        else:
            self._namespace = self.register("namespace")
            self.assign(self._namespace, self._argument(0))
        function_type = self.program.types.named("Function")
        for name, i in self._free_names.items():
            if i == 0:
                closure = self.load_field(
                    self.reinterpret(self.self_function, function_type),
                    function_type.struct, "closure",
                )
                tuple_type = self.program.types.named("Tuple")
                items = self.load_field(
                    self.reinterpret(closure, tuple_type), tuple_type.struct, "items"
                )
            register = self._cell_register(name)
            address = self.element(items, self.number(i))
            self.assign(register, self.emit(ops.Load(address, OBJ)))

    def _argument(self, index: int) -> Value:
        address = self.arguments
        if index:
            address = self.element(self.arguments, self.number(index))
        return self.emit(ops.Load(address, OBJ))

    def _parameters(self) -> None:
        code = self.code
        count = code.co_argcount + code.co_kwonlyargcount
        count += bool(code.co_flags & 4) + bool(code.co_flags & 8)
        deleted: set[str] = set()
        if DELETE_FAST in code.co_code[::2]:
            deleted = unbound_names(self.source.node)
        for i, name in enumerate(code.co_varnames[:count]):
            value = self._argument(i)
            type_ = self.program.parameter_type(self.source, name)
            if name == "self" and isinstance(type_, RefType):
                value = self.checked_receiver(value, type_, code.co_name)
            elif type_ is not OBJ:
                value = self.coerce(value, type_)
            if name in self._cell_names:
                self._new_cell(name, value)
                continue
            self.assign(self.declare(name, type_), value)
            if name not in deleted:
                self._always_bound.add(name)
        for name in self.code.co_cellvars:
            if name not in self._cells:
                self._new_cell(name, self.null())

    def _new_cell(self, name: str, value: Value) -> None:
        register = self._cell_register(name)
        self.assign(register, self.rt("scopes.new_cell", self.coerce(value, OBJ)))

    def _cell_register(self, name: str) -> Register:
        register = self._cells[name] = self.register(name)
        register.variable, register.shared = name, True
        return register

    def class_cells(self) -> None:
        """The cells a class body owns (``__class__``)."""
        for name in self.code.co_cellvars:
            if name in self._cells:
                self._outer_cells[name] = self._cells[name]
            self._new_cell(name, self.null())

    def function_return(self, value: Value) -> None:
        """Leave with a result; a generator is finished with it."""
        if self.generator is not None:
            self.rt("generators.finish", self.generator, value)
            self.emit(ops.Return(self.null()))
            return
        self.emit(ops.Return(value))

    # -- closures ----------------------------------------------------------------

    def closure_of(self, code: CodeType) -> Value:
        """A tuple of the cells a nested function captures, or null."""
        if not code.co_freevars:
            return self.null()
        return from_values(self, "sequences.tuple_of", [self.cell(n) for n in code.co_freevars])


def _names_of(code: CodeType, *operations: str) -> set[str]:
    """The names in a body that some instructions of CPython's compiler use, declared there."""
    return {step.argval for step in dis.get_instructions(code) if step.opname in operations}


def _defaults(b: FunctionBuilder, args: ast.arguments) -> tuple[Value, Value]:
    defaults = b.null()
    if args.defaults:
        values = [build_object(b, d) for d in args.defaults]
        defaults = from_values(b, "sequences.tuple_of", values)
    kwdefaults = b.null()
    if any(d is not None for d in args.kw_defaults):
        kwdefaults = b.reinterpret(b.rt("dicts.new_dict"), OBJ)
        for arg, default in zip(args.kwonlyargs, args.kw_defaults, strict=True):
            if default is not None:
                name = b.constant(mangle(b, arg.arg))
                b.rt("dicts.set_item", kwdefaults, name, build_object(b, default))
    return defaults, kwdefaults


def annotation_value(b: FunctionBuilder, node: ast.expr) -> Value:
    """An annotation: evaluated, or its text under ``from __future__ import annotations``."""
    if b.code.co_flags & CO_FUTURE_ANNOTATIONS:
        return b.constant(ast.unparse(node))
    if isinstance(node, ast.Starred):
        return b.rt("sequences.unstar", build_object(b, node.value))
    return build_object(b, node)


def _annotations(b: FunctionBuilder, node: ast.FunctionDef | ast.AsyncFunctionDef) -> Value:
    args = node.args
    every = [*args.posonlyargs, *args.args, *filter(None, [args.vararg]), *args.kwonlyargs,
             *filter(None, [args.kwarg])]
    pairs = [(mangle(b, a.arg), a.annotation) for a in every if a.annotation is not None]
    if node.returns is not None:
        pairs.append(("return", node.returns))
    if not pairs:
        return b.null()
    result = b.reinterpret(b.rt("dicts.new_dict"), OBJ)
    for name, annotation in pairs:
        b.rt("dicts.set_item", result, b.constant(name), annotation_value(b, annotation))
    return result


def make_function(
    b: FunctionBuilder, node: ast.AST, defaults: Value, kwdefaults: Value, annotations: Value
) -> Value:
    """A function object for nested code."""
    code = b.program.code_of(node, b.source)
    if code is None:
        b.raise_by("scopes.raise_unreachable")
        b.start(b.new_block("unreachable"))
        return b.null()
    _share_rooms(b, code)
    return b.rt(
        "functions.make_function", b.constant(code), b.globals(), b.closure_of(code),
        defaults, kwdefaults, annotations,
    )


def _share_rooms(b: FunctionBuilder, code: CodeType) -> None:
    """Let nested code know which of its free variables are static rooms."""
    shared = {name: b.own_rooms[name] for name in code.co_freevars if name in b.own_rooms}
    if shared:
        b.program.outer_rooms[id(code)] = shared


@statement(ast.FunctionDef, ast.AsyncFunctionDef)
def build_def(b: FunctionBuilder, node: ast.FunctionDef) -> None:
    """``def``."""
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Name) and b.own_or_module_room(decorator.id) is metal:
            b.error(
                "a metal function is made while the program runs", decorator,
                hint="put it at the top of a module that does nothing but define and import",
            )
    decorators = [(d, build_object(b, d)) for d in node.decorator_list]
    defaults, kwdefaults = _defaults(b, node.args)
    value = make_function(b, node, defaults, kwdefaults, _annotations(b, node))
    for decorator, callee in reversed(decorators):
        with b.at(decorator):
            value = from_values_call(b, callee, [value])
    store_name(b, mangle(b, node.name), value, node)


def from_values_call(b: Builder, callee: Value, args: list[Value]) -> Value:
    """Call an object with positional arguments."""
    vector = b.argument_vector(args)
    return b.rt("calls.call", callee, vector, b.number(len(args)))


@expression(ast.Lambda)
def build_lambda(b: FunctionBuilder, node: ast.Lambda, want: IRType | None) -> Value:
    """``lambda``."""
    defaults, kwdefaults = _defaults(b, node.args)
    return make_function(b, node, defaults, kwdefaults, b.null())


@expression(ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
def build_comprehension(b: FunctionBuilder, node: Any, want: IRType | None) -> Value:
    """A comprehension: a nested function called with the first iterator."""
    code = b.program.code_of(node, b.source)
    if code is None or b.source.static:
        function = make_function(b, node, b.null(), b.null(), b.null())
    else:  # nobody gets hold of it
        _share_rooms(b, code)
        closure = b.closure_of(code)
        function = b.rt("functions.make_hidden", b.constant(code), b.globals(), closure)
    outermost = node.generators[0]
    first = build_object(b, outermost.iter)
    path = "coroutines.async_iter" if outermost.is_async else "iteration.get_iter"
    iterator = b.rt(path, first)
    if code is None or b.source.static:
        result = from_values_call(b, function, [iterator])
    else:
        symbol = b.program.code_symbol(code, b.source.globals)
        result = enter(b, code, symbol, function, [iterator])
    if code is not None and generator_type(code) is CoroutineType:
        result = delegate(b, b.rt("coroutines.awaitable", result))
    return result


def comprehension_body(b: FunctionBuilder, node: Any) -> None:
    """The body of a comprehension's own function; what fails in its loops marks all of it."""
    makers = {ast.ListComp: "sequences.list_of", ast.SetComp: "sets.new_set",
              ast.DictComp: "dicts.new_dict"}
    result: Value | None = None
    if type(node) is ast.ListComp:
        result = from_values(b, makers[ast.ListComp], [])
    elif type(node) in makers:
        result = b.rt(makers[type(node)])
    if result is not None:
        register = b.register("result", OBJ)
        b.assign(register, result)
        result = register
    _comprehension_loop(b, node, 0, result)
    b.function_return(b.read(result) if result is not None else b.none())


def _comprehension_loop(
    b: FunctionBuilder, node: Any, depth: int, result: Register | None
) -> None:
    from tamapy.compiler.irbuild.assign import assign_target
    from tamapy.compiler.irbuild.expressions import condition

    if depth == len(node.generators):
        _comprehension_item(b, node, result)
        return
    generator = node.generators[depth]
    iterator = b.register("iterator", OBJ)
    if depth == 0:
        b.assign(iterator, b.read(b.locals[".0"]))
    else:
        value = build_object(b, generator.iter)
        path = "coroutines.async_iter" if generator.is_async else "iteration.get_iter"
        b.assign(iterator, b.rt(path, value))
    loop, body, done = b.new_block("next"), b.new_block("item"), b.new_block("done")
    b.start(loop)
    item = next_item(b, iterator, generator.is_async, body, done)
    assign_target(b, generator.target, item)
    for test in generator.ifs:
        more = b.new_block("if")
        condition(b, test, more, loop)
        b.start(more)
    _comprehension_loop(b, node, depth + 1, result)
    b.goto(loop)
    b.start(done)


def _comprehension_item(b: FunctionBuilder, node: Any, result: Register | None) -> None:
    if isinstance(node, ast.DictComp):
        key = build_object(b, node.key)
        value = build_object(b, node.value)
        b.rt("dicts.set_item", b.read(result), key, value)  # type: ignore[arg-type]
        return
    value = build_object(b, node.elt)
    if isinstance(node, ast.ListComp):
        b.rt("sequences.list_append", b.read(result), value)  # type: ignore[arg-type]
    elif isinstance(node, ast.SetComp):
        b.rt("sets.add_item", b.read(result), value)  # type: ignore[arg-type]
    else:
        suspend(b, value)


@statement(ast.Return)
def build_return(b: FunctionBuilder, node: ast.Return) -> None:
    """``return``."""
    value: Value
    if b.metal:
        if b.result is VOID:
            b.unwind(0)
            b.emit(ops.Return(None))
            return
        if node.value is None:
            b.error(f"a value of type {b.result} has to be returned", node)
        value = b.coerce(build(b, node.value, b.result), b.result)
    else:
        value = build_object(b, node.value) if node.value is not None else b.none()
    b.unwind(0)
    b.function_return(value)


def finish_function(b: FunctionBuilder) -> None:
    """Fall off the end."""
    if not b.reachable:
        return
    if b.metal:
        if b.result is VOID:
            b.emit(ops.Return(None))
        else:
            b.emit(ops.Unreachable())
        return
    b.function_return(b.none())


def build_body(b: FunctionBuilder) -> None:
    """The body of any code object."""
    node: Any = b.source.node
    if isinstance(node, (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
        with b.at(node):
            comprehension_body(b, node)
    elif isinstance(node, ast.Lambda):
        with b.at(node.body):
            b.function_return(build_object(b, node.body))
    elif isinstance(node, ast.Expression):
        b.function_return(build_object(b, node.body))
    else:
        execute_all(b, node.body)
    finish_function(b)
