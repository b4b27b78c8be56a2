"""The target's builtins while modules are imported on the build machine.

Most are the build machine's own. ``print``, ``open`` and ``input`` announce an effect;
``exec``, ``eval`` and ``compile`` keep each text with its tree and code, so that what was
made from it can be compiled; ``__import__`` is the importer's. ``id`` does not tell where
objects lie on the build machine.
"""

from __future__ import annotations
import __future__

import ast
import builtins as host
import sys
import warnings
from collections.abc import Callable
from types import CodeType, FunctionType, ModuleType
from typing import Any

from tamapy.compiler.load.world import ExecText, SourceUnit
from tamapy.runtime.effect import effect
from tamapy.runtime.hashing import fold_hash, host_hash

#: Names that Python's ``site`` adds for the interactive prompt.
_INTERACTIVE = ("copyright", "credits", "license", "help", "exit", "quit", "_")

_FUTURE_FLAGS = 0
for _name in __future__.all_feature_names:
    _FUTURE_FLAGS |= getattr(__future__, _name).compiler_flag

_ONLY_AST = ast.PyCF_ONLY_AST


def _refusal(
    source: Any, filename: str, mode: str, flags: int, optimize: int
) -> SyntaxError | None:
    """What the compiler raises for a text when its warnings are errors."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            compile(source, filename, mode, flags, True, optimize)
        except SyntaxError as error:
            return error
    return None


class Texts:
    """The texts given to exec, eval and compile, each compiled once for all worlds."""

    def __init__(self) -> None:
        self._known: dict[tuple[Any, ...], ExecText] = {}
        self._numbers: dict[str, int] = {}

    def get(
        self, source: Any, filename: str, mode: str, flags: int, optimize: int = 0
    ) -> ExecText:
        """The unit of a text; SyntaxError and ValueError are the caller's to see."""
        key = (source, type(source), filename, mode, flags, optimize)
        found = self._known.get(key)
        if found is not None:
            return found
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            code = compile(source, filename, mode, flags, True, optimize)
            said = tuple((w.category, str(w.message), w.lineno) for w in caught)
            tree = compile(source, filename, mode, flags | _ONLY_AST, True)
        refusal = _refusal(source, filename, mode, flags, optimize) if said else None
        text = source if isinstance(source, str) else ast.unparse(tree)
        number = self._numbers[filename] = self._numbers.get(filename, 0) + 1
        unit = SourceUnit(
            f"<exec {filename} {number}>", filename, "", text, code, "exec", _tree=tree
        )
        found = self._known[key] = ExecText(text, mode, unit, code, said, refusal)
        return found


class Recorder:
    """Stands for exec, eval and compile in one world; ``texts`` are those it has seen."""

    def __init__(self, known: Texts, builtins: dict[str, Any]) -> None:
        self.known = known
        self.builtins = builtins
        self.texts: dict[int, ExecText] = {}
        #: What the compiler says against a text: (mode, text) to the exception.
        self.refused: dict[tuple[str, str], Exception] = {}

    def take(
        self, source: Any, filename: str, mode: str, flags: int, optimize: int = 0
    ) -> CodeType:
        """Record a text and return its code."""
        if mode == "eval" and isinstance(source, str):
            source = source.lstrip(" \t")
        text = self.known.get(source, filename, mode, flags, optimize)
        self.texts.setdefault(id(text), text)
        return text.code

    def try_to_take(self, source: str, filename: str, mode: str, flags: int) -> None:
        """Record a text, or what is wrong with it."""
        try:
            self.take(source, filename, mode, flags)
        except (SyntaxError, ValueError, OverflowError, MemoryError, RecursionError) as error:
            self.refused[mode, source] = error

    def functions(self) -> dict[str, Callable[..., Any]]:
        """``exec``, ``eval`` and ``compile`` for the target's builtins."""

        def exec_(
            source: Any, globals: Any = None, locals: Any = None, /, *, closure: Any = None
        ) -> None:
            space, local = self._namespaces(sys._getframe(1), globals, locals)
            code = self._code(source, "exec", sys._getframe(1))
            if closure is not None:
                host.exec(code, space, local, closure=closure)  # type: ignore[call-overload]
            else:
                host.exec(code, space, local)

        def eval_(source: Any, globals: Any = None, locals: Any = None, /) -> Any:
            space, local = self._namespaces(sys._getframe(1), globals, locals)
            return host.eval(self._code(source, "eval", sys._getframe(1)), space, local)

        def compile_(
            source: Any, filename: Any, mode: str, flags: int = 0,
            dont_inherit: bool = False, optimize: int = -1, *, _feature_version: int = -1,
        ) -> Any:
            if not dont_inherit:
                flags |= sys._getframe(1).f_code.co_flags & _FUTURE_FLAGS
            if flags & _ONLY_AST or not isinstance(source, (str, bytes, bytearray)):
                raise NotImplementedError(
                    "compile() of syntax trees is not available on this target"
                )
            shown = filename if isinstance(filename, str) else str(filename)
            return self.take(source, shown, mode, flags, max(optimize, 0))

        return {"exec": _named(exec_), "eval": _named(eval_), "compile": _named(compile_)}

    def _code(self, source: Any, mode: str, frame: Any) -> Any:
        if isinstance(source, CodeType):
            return source
        if not isinstance(source, (str, bytes, bytearray, memoryview)):
            raise TypeError(f"{mode}() arg 1 must be a string, bytes or code object")
        if not isinstance(source, str):
            source = bytes(source)
        return self.take(source, "<string>", mode, frame.f_code.co_flags & _FUTURE_FLAGS)

    def _namespaces(self, frame: Any, space: Any, local: Any) -> tuple[dict[str, Any], Any]:
        if space is None:
            space = frame.f_globals
            if local is None:
                local = frame.f_locals
        elif not isinstance(space, dict):
            raise TypeError(f"globals must be a dict, not {type(space).__name__}")
        if local is None:
            local = space
        space.setdefault("__builtins__", self.builtins)
        return space, local


def _named(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a stand-in the name of the builtin it stands for."""
    name = function.__name__.rstrip("_")
    function.__name__ = function.__qualname__ = name
    function.__module__ = "builtins"
    return function


def _effects() -> dict[str, Callable[..., Any]]:
    """``print``, ``open`` and ``input`` that announce what they do."""

    def print_(
        *values: Any, sep: Any = " ", end: Any = "\n", file: Any = None, flush: bool = False
    ) -> None:
        if file is None:
            effect("console")
        else:
            host.print(*values, sep=sep, end=end, file=file, flush=flush)

    def open_(file: Any, *args: Any, **kwargs: Any) -> Any:
        effect("file")
        raise FileNotFoundError(2, "No such file or directory", file)

    def input_(prompt: Any = "", /) -> str:
        effect("console")
        return ""

    return {"print": _named(print_), "open": _named(open_), "input": _named(input_)}


def _numbering() -> Callable[[Any], int]:
    """``id`` that numbers objects in the order it meets them, so that builds agree.

    The numbers are odd: no object of the image has such an address.
    """
    known: dict[int, tuple[int, Any]] = {}

    def id_(obj: Any, /) -> int:
        found = known.get(host.id(obj))
        if found is None:
            found = known[host.id(obj)] = (2 * len(known) + 1, obj)
        return found[0]

    return _named(id_)


def _hashing(bits: int) -> Callable[[Any], int]:
    """``hash`` as the target has it: objects keep it in attributes, and look for it then."""

    def of_object(obj: Any) -> int | None:
        if isinstance(type(obj).__hash__, FunctionType):
            return fold_hash(host.hash(obj), bits)
        return None

    def hash_(obj: Any, /) -> int:
        found = host_hash(obj, bits, of_object)
        return host.hash(obj) if found is None else found

    return _named(hash_)


def make_builtins(
    known: Texts, import_function: Callable[..., Any], bits: int
) -> tuple[ModuleType, dict[int, str], Recorder]:
    """The target's ``builtins`` module, its guards by id, and the recorder of texts."""
    module = ModuleType("builtins", host.__doc__)
    space = vars(module)
    for name, value in vars(host).items():
        if name not in _INTERACTIVE and name not in ("__spec__", "__loader__"):
            space[name] = value
    recorder = Recorder(known, space)

    def __import__(
        name: str, globals: Any = None, locals: Any = None, fromlist: Any = (), level: int = 0
    ) -> Any:
        return import_function(sys._getframe(1), name, globals, fromlist, level)

    guards = {
        **_effects(), **recorder.functions(), "id": _numbering(),
        "hash": _hashing(bits), "__import__": _named(__import__),
    }
    guards["__import__"].__name__ = guards["__import__"].__qualname__ = "__import__"
    space.update(guards)
    return module, {id(guard): name for name, guard in guards.items()}, recorder
