"""The program being compiled: what has been reached, and the native functions made of it.

Reaching an object freezes it later; reaching a function compiles its code; compiled
code reaches the constants and functions it uses. The work list runs dry when the
image is closed.
"""

from __future__ import annotations

import ast
import importlib
from collections.abc import Callable
from dataclasses import dataclass
from types import CodeType, FunctionType
from typing import Any

from tamapy.compiler import codemap, trusted
from tamapy.compiler.errors import CompileError
from tamapy.compiler.ir import ops
from tamapy.compiler.ir.types import (
    BOOL,
    F64,
    OBJ,
    VOID,
    IntType,
    IRType,
    PtrType,
    ptr_type,
    ref_type,
)
from tamapy.compiler.irbuild import (  # noqa: F401  (register)
    calls,
    matches,
    numbers,
    rooms,
    tries,
)
from tamapy.compiler.irbuild.classes import class_body, module_start
from tamapy.compiler.irbuild.functions import FunctionBuilder, build_body
from tamapy.compiler.irbuild.generators import generator_maker, generator_type
from tamapy.compiler.irbuild.statements import build_if  # noqa: F401
from tamapy.compiler.kept import Kept, is_lasting
from tamapy.compiler.target import Target, home_of, is_static_room
from tamapy.compiler.transform import exact, given
from tamapy.compiler.types import TypeTable, is_metal, static_attribute, unwrapped
from tamapy.runtime import scopes, values
from tamapy.runtime.calls import FunctionMemory


@dataclass(eq=False)
class Source:
    """One piece of Python to compile into a native function."""

    symbol: str
    node: ast.AST
    code: CodeType
    globals: dict[str, Any]
    filename: str
    kind: str = "function"  # function, class, module, exec
    qualname: str = ""
    module: str = ""
    metal: bool = False
    static: bool = False
    traced: bool = True
    silent: bool = False
    class_name: str = ""
    assigned_globals: frozenset[str] = frozenset()
    function: FunctionType | None = None


@dataclass(frozen=True)
class Signature:
    """How native code calls a function."""

    symbol: str
    params: tuple[IRType, ...]
    result: IRType
    entry: bool  # a plain function, called through its entry with an argument vector


class Program:
    """Everything reached so far."""

    def __init__(self, target: Target, board: Any, world: Any = None) -> None:
        self.target = target
        self.board = board
        self.world = world
        self.types = TypeTable(target)
        self.functions: dict[str, ops.Function] = {}
        #: Functions that callers give their parameters in registers.
        self.given: set[str] = set()
        #: Functions of earlier builds, if there may be further ones.
        self.kept: Kept | None = None
        #: Not where a debugger looks on: it would see two functions.
        self.gives_in_registers = True
        self.sources: dict[str, Source] = {}
        self.constants: list[Any] = []
        self.on_constant: Callable[[Any, bool], None] = lambda value, quiet: None
        self._constant_ids: dict[tuple[int, bool], Any] = {}
        self._signatures: dict[int, Signature] = {}
        self._entries: dict[int, str] = {}
        self._entry_names: dict[str, int] = {}
        self._code_symbols: dict[int, str] = {}
        self._symbol_counts: dict[str, int] = {}
        self._queue: list[Source] = []
        self._checked: set[str] = set()
        self._wrappers: dict[str, Any] = {}
        self._runtime: dict[str, Any] = {}
        #: What is remembered of globals, and of attributes where code asks for them, by symbol.
        self.memories: dict[str, Any] = {}
        self.module_codes: dict[int, CodeType] = {}  # by their namespaces
        self._keep: list[Any] = []
        self.code_sources: dict[int, Source] = {}
        #: What nested code gets of the names that imports around it bind to static rooms.
        self.outer_rooms: dict[int, dict[str, Any]] = {}
        self.hooks: dict[str, Any] = {}
        self.native_builtins: dict[int, Any] = {}
        #: Globals that compiled code reads, by the ``id`` of the namespace; and all of them.
        self.globals_used: dict[int, set[str]] = {}
        self.builtins_used: set[str] = set()
        #: Namespaces of which the module object itself is in the image.
        self.open_spaces: set[int] = set()
        #: Whether compiled code asks modules for ``__all__``.
        self.reads_exports = False
        #: Modules that compiled code imports.
        self.imported: set[str] = set()
        #: Stand-ins of C modules of which functions are in the image.
        self.native_modules: set[str] = set()
        self._room_names: dict[str, dict[str, Any]] = {}
        self._has_floats: dict[str, bool] = {}

    # -- the runtime -----------------------------------------------------------

    def runtime(self, path: str) -> Any:
        """The runtime's function ``module.function``."""
        found = self._runtime.get(path)
        if found is None:
            module, name = path.rsplit(".", 1)
            found = unwrapped(getattr(importlib.import_module(f"tamapy.runtime.{module}"), name))
            self._runtime[path] = found
        return found

    def global_memory(self, module: str, name: str) -> ops.Symbol:
        """The static in which functions of a module remember where a global is."""
        return self._memory(f"global:{module}:{name}", scopes.GlobalMemory)

    def attribute_memory(self, source: Source, place: str, name: str) -> ops.Symbol:
        """The static in which code remembers where the last instance had an attribute."""
        return self._memory(f"attribute:{source.symbol}:{place}:{name}", values.AttributeMemory)

    def given_symbol(self, symbol: str) -> str:
        """The code of an entry that takes its parameters in registers; requests that there is."""
        self.given.add(symbol)
        return symbol + given.SUFFIX

    def function_memory(self, symbol: str) -> ops.Symbol:
        """The static in which callers that expect the code ``symbol`` remember who has it."""
        return self._memory(f"function:{symbol}", FunctionMemory)

    def _memory(self, symbol: str, struct: Any) -> ops.Symbol:
        self.memories[symbol] = struct
        return ops.Symbol(symbol, ref_type(struct))

    def resolve_hook(self, function: Any) -> Any:
        """The function itself, or the one the board or architecture supplies for a hook."""
        function = unwrapped(function)
        if getattr(function, "__metal__", None) != "hook":
            return function
        name = function.__name__
        for module in (self.board, *self.hooks.get("modules", ())):
            found = unwrapped(getattr(module, name, None))
            if found is not None and found is not function:
                return found
        raise CompileError(f"board {self.board.__name__} gives no '{name}'")

    def native_callee(self, value: Any) -> Any:
        """The function to call directly for a known callee, or ``None``."""
        builtin = self.native_builtins.get(id(value))
        if builtin is not None:
            value = builtin
        if not isinstance(value, FunctionType):
            return None
        if is_metal(value) or is_static_room(home_of(value)):
            return self.resolve_hook(value)
        return None

    def builtin_for(self, value: Any) -> Any:
        """The runtime's function that stands for a built-in one of CPython, or ``None``."""
        return self.native_builtins.get(id(value))

    def module_code(self, space: dict[str, Any]) -> CodeType | None:
        """The code of a module by its namespace, if it runs at boot."""
        return self.module_codes.get(id(space))

    def note_import(
        self, source: Source, name: str, names: tuple[str, ...] = (), level: int = 0
    ) -> None:
        """Remember what an import in compiled code asks for: it will be in ``sys.modules``."""
        if level:
            package = source.globals.get("__package__")
            if package is None:
                package = source.module if "__path__" in source.globals else (
                    source.module.rpartition(".")[0]
                )
            base = package.rsplit(".", level - 1)[0]
            name = f"{base}.{name}" if name else base
        parts = name.split(".")
        self.imported.update(".".join(parts[: i + 1]) for i in range(len(parts)))
        self.imported.update(f"{name}.{item}" for item in names)
        module = self.world.image_modules().get(name) if self.world is not None else None
        if module is not None:
            used = self.globals_used.setdefault(id(vars(module)), set())
            used.update(vars(module) if "*" in names else names)

    def note_global(self, source: Source, name: str) -> None:
        """Remember that compiled code reads a global, or a builtin of that name."""
        self.globals_used.setdefault(id(source.globals), set()).add(name)
        self.builtins_used.add(name)

    def note_exports(self, source: Source) -> None:
        """Remember that modules are asked for ``__all__``.

        The bodies of the library's modules ask others that run at boot as they do, which have it.
        """
        if source.kind != "module" or self.world is None or self.world.is_users(source.module):
            self.reads_exports = True

    def has_floats(self, filename: str) -> bool:
        """Whether a file of the program looks as if it computed with floats."""
        found = self._has_floats.get(filename)
        if found is None:
            lines = self.world.source_lines(filename) if self.world is not None else []
            found = any(numbers.FLOATS.search(line) for line in lines)
            self._has_floats[filename] = found
        return found

    def room_names(self, module: str) -> dict[str, Any]:
        """The names that a module's own imports bind to the static rooms."""
        found = self._room_names.get(module)
        if found is None:
            tree = self.world.tree_naming_rooms(module) if self.world is not None else None
            found = rooms.bindings(tree.body) if tree is not None else {}
            self._room_names[module] = found
        return found

    @staticmethod
    def static_attribute(value: Any, name: str) -> tuple[Any] | None:
        """An attribute known while building, in a 1-tuple."""
        return static_attribute(value, name)

    # -- signatures ---------------------------------------------------------------

    def signature(self, function: Any) -> Signature:
        """How to call a function natively; requests its compilation."""
        function = self.resolve_hook(function)
        found = self._signatures.get(id(function))
        if found is not None:
            return found
        code = function.__code__
        count = code.co_argcount + code.co_kwonlyargcount
        count += bool(code.co_flags & 4) + bool(code.co_flags & 8)
        if is_metal(function):
            notes = function.__annotations__
            space = function.__globals__
            names = code.co_varnames[:count]
            for name in (*names, "return"):
                if name not in notes:
                    raise CompileError(
                        f"metal function {function.__qualname__} does not annotate '{name}'",
                        code.co_filename, code.co_firstlineno,
                    )
            params = tuple(self.types.of(notes[n], space) for n in names)
            result = self.types.of(notes["return"], space)
            self._check_pointers(function, (*params, result))
            symbol = f"{function.__module__}.{function.__qualname__}"
            found = Signature(symbol, params, result, entry=False)
        else:
            symbol = self.entry_symbol(function)
            found = Signature(symbol, (OBJ,) * count, OBJ, entry=True)
        self._signatures[id(function)] = found
        self._keep.append(function)
        if not found.entry and function.__metal__ != "extern":
            self._enqueue(self._source_of(function, found.symbol, metal=True))
        return found

    def _source_of(self, function: FunctionType, symbol: str, metal: bool) -> Source:
        code = function.__code__
        info = self.code_info(code, function.__globals__)
        module = home_of(function)
        return Source(
            symbol=symbol, node=info.node, code=code, globals=function.__globals__,
            filename=info.filename, qualname=function.__qualname__, module=module, metal=metal,
            static=is_static_room(module), traced=not metal and info.traced, silent=info.silent,
            class_name=info.class_name, assigned_globals=info.assigned_globals, function=function,
        )

    def code_info(self, code: CodeType, space: dict[str, Any]) -> codemap.Info:
        """The AST and origin of a code object."""
        return codemap.lookup(code, space, self.world)

    def code_of(self, node: ast.AST, source: Source) -> CodeType | None:
        """The code object of a definition nested in ``source``; ``None`` if it is never made."""
        return codemap.nested(node, source.code, source.globals, self.world)

    # -- plain functions -------------------------------------------------------------

    def code_symbol(self, code: CodeType, space: dict[str, Any]) -> str:
        """The entry symbol of a plain code object; requests its compilation."""
        found = self._code_symbols.get(id(code))
        if found is not None:
            return found
        info = self.code_info(code, space)
        module = info.module
        symbol = self._unique(f"{module}:{info.qualname}")
        self._code_symbols[id(code)] = symbol
        self._keep.append(code)
        kind = {ast.ClassDef: "class", ast.Module: "module"}.get(type(info.node), "function")
        if info.exec_mode:
            kind = "exec"
        if kind == "module":
            self.module_codes[id(space)] = code
        source = Source(
            symbol=symbol, node=info.node, code=code, globals=space, filename=info.filename,
            kind=kind, qualname=info.qualname, module=module, static=is_static_room(module),
            traced=info.traced, silent=info.silent, class_name=info.class_name,
            assigned_globals=info.assigned_globals,
        )
        self.code_sources[id(code)] = source
        self._enqueue(source)
        return symbol

    def _unique(self, symbol: str) -> str:
        count = self._symbol_counts.get(symbol, 0)
        self._symbol_counts[symbol] = count + 1
        return symbol if not count else f"{symbol}#{count}"

    def entry_symbol(self, function: Any) -> str:
        """The symbol to call any Python function by, with (function, argument vector)."""
        function = self.resolve_hook(function)
        if not is_metal(function):
            return self.code_symbol(function.__code__, function.__globals__)
        symbol = self.signature(function).symbol + ":entry"
        if symbol not in self._wrappers:
            self._wrappers[symbol] = function
            self._build_wrapper(symbol, function)
        return symbol

    def parameter_type(self, source: Source, name: str) -> IRType:
        """The machine type a plain function annotates a parameter with, or object."""
        args = getattr(source.node, "args", None)
        if args is None:
            return OBJ
        for arg in (*args.posonlyargs, *args.args, *args.kwonlyargs):
            if arg.arg == name and arg.annotation is not None:
                return self.local_type(source, arg.annotation)
        return OBJ

    def local_type(self, source: Source, annotation: ast.expr) -> IRType:
        """The machine type of an annotation in a function body, or object."""
        value = self.types.try_evaluate(annotation, source)
        if value is None or (value is bool and not source.metal):
            return OBJ
        type_ = self.types.of(value, source.globals)
        if source.static or isinstance(type_, IntType) or type_ is F64:
            return OBJ if type_ is VOID or (type_ is BOOL and not source.metal) else type_
        return OBJ

    # -- building -----------------------------------------------------------------------

    def _enqueue(self, source: Source) -> None:
        if source.symbol in self.sources:
            raise CompileError(f"two functions are named {source.symbol}")
        if source.module not in self._checked:
            self._checked.add(source.module)
            self._check_imports(source)
        self.sources[source.symbol] = source
        self._queue.append(source)

    @staticmethod
    def _check_pointers(function: Any, types: tuple[IRType, ...]) -> None:
        """Only trusted rooms may have functions of raw pointers or of unchecked symbols."""
        if trusted.is_trusted(home_of(function)):
            return
        if function.__metal__ != "metal" or any(isinstance(t, PtrType) for t in types):
            raise CompileError(
                f"'{function.__qualname__}' gives access to raw memory: only trusted rooms may "
                "have such functions", function.__code__.co_filename,
                function.__code__.co_firstlineno,
            )

    def _check_imports(self, source: Source) -> None:
        """Only trusted rooms may import what touches raw memory."""
        tree = self.world.tree_naming_rooms(source.module) if self.world is not None else None
        if tree is None and is_static_room(source.module):
            tree = codemap.unit_of(source.code.co_filename, source.module).tree
        if tree is not None:
            trusted.check_imports(tree, source.module, source.filename)

    def run(self) -> None:
        """Build whatever has been requested until nothing is left."""
        while self._queue:
            self._build(self._queue.pop())

    def _build(self, source: Source) -> None:
        if not source.metal and source.kind == "function" and generator_type(source.code):
            self._build_generator(source)
            return
        build = self._metal_function if source.metal else self._plain_function
        if self.kept is not None and is_lasting(source):
            function = self.kept.function(self, source, build)
        else:
            function = build(self, source)
        self.functions[function.symbol] = function

    def _function(self, source: Source, symbol: str, params: list[ops.Register],
                  result: IRType) -> ops.Function:
        return ops.Function(
            symbol, params, result, filename=source.filename,
            line=getattr(source.node, "lineno", 1), name=source.qualname, traced=source.traced,
            silent=source.silent, code=source.code,
            exact=source.traced and not source.silent and exact.is_wanted(source.node, source.code),
        )

    def _metal_function(self, asked: Program, source: Source) -> ops.Function:
        """The code of a metal function; what it needs is ``asked`` for."""
        assert source.function is not None
        signature = self.signature(source.function)
        names = source.code.co_varnames
        params = [
            ops.Register(n, t) for n, t in zip(names, signature.params, strict=False)
        ]
        function = self._function(source, source.symbol, params, signature.result)
        function.computes = True
        function.inline = hasattr(source.function, "__inline__")
        b = FunctionBuilder(asked, source, function)
        b.prologue()
        build_body(b)
        _reach_used(asked, function)
        return function

    def _plain_function(self, asked: Program, source: Source) -> ops.Function:
        """The entry of a function, class body or module; what it needs is ``asked`` for."""
        params = [ops.Register("function", OBJ), ops.Register("arguments", ptr_type(OBJ))]
        function = self._function(source, source.symbol, params, OBJ)
        b = FunctionBuilder(asked, source, function)
        if source.traced:
            b.emit(ops.Primitive("enter", (), VOID, ops.Fails.PENDING,
                                 (self.runtime("attention.attend"),)))
        b.prologue()
        if source.kind == "class":
            class_body(b)
        else:
            if isinstance(source.node, (ast.Module, ast.Interactive)):
                module_start(b, source.node)
            build_body(b)
        _reach_used(asked, function)
        return function

    def _build_generator(self, source: Source) -> None:
        """An entry that makes the generator and a body that resumes it."""
        code = source.code
        count = code.co_argcount + code.co_kwonlyargcount
        count += bool(code.co_flags & 4) + bool(code.co_flags & 8)
        params = [ops.Register("generator", OBJ), ops.Register("sent", OBJ)]
        body = self._function(source, source.symbol + ":resume", params, OBJ)
        body.is_generator = True
        b = FunctionBuilder(self, source, body)
        layout = self.types.named("Generator")
        b.generator = params[0]
        # An exception thrown in before the start is raised at the definition.
        line = code.co_firstlineno
        b.position = ops.Position(line, line, 0, 0)
        b.emit(ops.Primitive("sent", (), OBJ, ops.Fails.NULL))
        b.position = ops.NOWHERE
        generator = b.reinterpret(params[0], layout)
        b.self_function = b.reinterpret(
            b.load_field(generator, layout.struct, "function"), OBJ
        )
        b.arguments = b.load_field(generator, layout.struct, "frame")
        b.prologue()
        build_body(b)
        self._add(body)

        params = [ops.Register("function", OBJ), ops.Register("arguments", ptr_type(OBJ))]
        entry = self._function(source, source.symbol, params, OBJ)
        e = FunctionBuilder(self, source, entry)
        e.self_function, e.arguments = params
        frame = ops.Number(count, e.usize)
        body.code = (source.code, frame, count)
        address = e.emit(ops.Convert("ptrtoint", ops.Symbol(body.symbol), e.usize))
        result = e.rt(
            generator_maker(source.node, code), e.constant(generator_type(code)), e.self_function,
            address, frame, e.number(count), e.arguments,
        )
        e.emit(ops.Return(result))
        self._add(entry)

    def _build_wrapper(self, symbol: str, target: Any) -> None:
        """The entry of a metal function: converts arguments, calls it, boxes the result."""
        signature = self.signature(target)
        base = self.sources.get(signature.symbol)
        source = self._source_of(target, symbol, metal=False)
        source.traced = False
        params = [ops.Register("function", OBJ), ops.Register("arguments", ptr_type(OBJ))]
        function = self._function(base or source, symbol, params, OBJ)
        function.traced = False
        b = FunctionBuilder(self, source, function)
        b.metal = False
        b.self_function, b.arguments = params
        values = []
        for i, type_ in enumerate(signature.params):
            address = b.arguments if not i else b.element(b.arguments, b.number(i))
            values.append(b.coerce(b.emit(ops.Load(address, OBJ)), type_))
        result = b.call_native(target, *values)
        if isinstance(result, ops.Call) and result.type.llvm == "ptr":
            result.fails = ops.Fails.MAYBE_NULL
        b.emit(ops.Return(b.coerce(result, OBJ) if signature.result is not VOID else b.none()))
        self._add(function)

    def has_function(self, function: Any) -> bool:
        """Whether a metal function is in the image."""
        found = self._signatures.get(id(unwrapped(function)))
        return found is not None and found.symbol in self.functions

    def called_symbols(self) -> set[str]:
        """The symbols of all functions that something in the image names, machine code included."""
        return {found.symbol for found in self._signatures.values()}

    def _add(self, function: ops.Function) -> None:
        self.functions[function.symbol] = function
        _reach_used(self, function)

    def reach_constant(self, value: Any, quiet: bool = False) -> None:
        """Make sure an object will be in the image."""
        key = (id(value), quiet)
        if key not in self._constant_ids:
            self._constant_ids[key] = value
            self.on_constant(value, quiet)


def _reach_used(program: Program, function: ops.Function) -> None:
    """Request what a function's operations name."""
    for block in function.blocks:
        for op in block.ops:
            for value in op.args:
                if isinstance(value, ops.Constant):
                    program.reach_constant(value.value, value.quiet)
                elif isinstance(value, ops.Symbol) and isinstance(value.target, FunctionType):
                    program.signature(value.target)
            if isinstance(op, ops.Primitive):
                for target in op.targets:
                    program.signature(target)


def metal_kind(value: Any) -> str | None:
    """The kind of a metal function: 'metal', 'hook' or 'extern'."""
    return getattr(value, "__metal__", None)


