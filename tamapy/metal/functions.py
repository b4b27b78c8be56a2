"""The decorators of metal functions, and how their calls run under CPython."""

from __future__ import annotations

import functools
from collections.abc import Callable
from types import FunctionType
from typing import Any, TypeVar, get_args, get_origin

from tamapy.metal import structs
from tamapy.metal.memory import memory
from tamapy.metal.pointers import Boxed, Reference, convert, resolve
from tamapy.metal.strict import strict

F = TypeVar("F", bound=Callable[..., Any])

#: Makes host values of simulated objects when a call from plain code returns, if installed.
to_host: list[Callable[[Any], Any]] = []
_depth = [0]


class MetalError(TypeError):
    """A call that the dialect does not allow."""


def _annotation(function: Any, name: str) -> Any:
    notes = function.__annotations__
    if name not in notes:
        raise MetalError(f"metal function {function.__qualname__}() does not annotate '{name}'")
    found = notes[name]
    if isinstance(found, str):
        found = eval(found, {**vars(structs), **structs._structs}, function.__globals__)
    return resolve(found)


def _converter(type_: Any) -> Callable[[Any], Any]:
    if type_ is None:
        return _nothing
    if get_origin(type_) is tuple:
        parts = tuple(_converter(t) for t in get_args(type_))

        def pack(value: Any) -> Any:
            if not isinstance(value, tuple) or len(value) != len(parts):
                raise TypeError(f"{value!r} where {len(parts)} values are wanted")
            return tuple(p(v) for p, v in zip(parts, value, strict=True))

        return pack
    return functools.partial(convert, type_)


def _nothing(value: Any) -> None:
    if value is not None:
        raise TypeError(f"{type(value).__name__} where nothing is wanted")


def plain_call(function: Callable[..., Any]) -> Callable[..., Any]:
    """A plain function as metal code calls it: objects become host values on the way in."""

    def call(*args: Any) -> Any:
        depth, _depth[0] = _depth[0], 0
        try:
            return function(*(_leave(a) for a in args) if to_host else args)
        finally:
            _depth[0] = depth

    return call


class Simulation:
    """One metal function under CPython: its checked and converted calls."""

    def __init__(self, function: FunctionType, kind: str) -> None:
        self.function = function
        self.kind = kind
        self.body: Callable[..., Any] | None = None
        self.parameters: list[tuple[str, Callable[[Any], Any]]] = []
        self.result: Callable[[Any], Any] = _nothing
        self.stand_in: Callable[..., Any] | None = None

    def prepare(self) -> Callable[..., Any]:
        """Resolve the annotations, which may name what is defined later in the module."""
        function, code = self.function, self.function.__code__
        names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
        self.parameters = [(n, _converter(_annotation(function, n))) for n in names]
        self.result = _converter(_annotation(function, "return"))
        self.body = strict(function, plain_call) if self.kind == "metal" else function
        return self.body

    def arguments(self, args: tuple[Any, ...], keywords: dict[str, Any]) -> dict[str, Any]:
        """Every parameter's value, converted."""
        function = self.function
        names = [n for n, _ in self.parameters]
        if len(args) > len(names):
            raise MetalError(f"{function.__qualname__}() takes {len(names)} arguments")
        values = dict(zip(names, args, strict=False))
        for name, value in keywords.items():
            if name not in names or name in values:
                raise MetalError(f"{function.__qualname__}() got a wrong argument '{name}'")
            values[name] = value
        defaults = function.__defaults__ or ()
        positional = names[: function.__code__.co_argcount]
        for name, value in zip(positional[len(positional) - len(defaults):], defaults, strict=True):
            values.setdefault(name, value)
        for name, value in (function.__kwdefaults__ or {}).items():
            values.setdefault(name, value)
        for name, conversion in self.parameters:
            if name not in values:
                raise MetalError(f"{function.__qualname__}() lacks the argument '{name}'")
            try:
                values[name] = conversion(values[name])
            except (TypeError, OverflowError) as error:
                raise MetalError(f"{function.__qualname__}(), argument '{name}': {error}") from None
        return values

    def call(self, args: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        """Call the function as compiled code would."""
        if self.stand_in is not None and plain_numbers[0] and not _depth[0]:
            return self.stand_in(*args, **keywords)
        body = self.body or self.prepare()
        stack = memory.stack_top
        values = self.arguments(args, keywords)
        _depth[0] += 1
        try:
            result = body(**values)
        finally:
            _depth[0] -= 1
            memory.stack_top = stack
        try:
            result = self.result(result)
        except (TypeError, OverflowError) as error:
            raise MetalError(f"{self.function.__qualname__}(), result: {error}") from None
        if _depth[0]:
            return result
        if plain_numbers[0]:
            return _plain(result)
        return _leave(result) if to_host else result


#: Whether numbers that leave metal code become plain ``int`` and ``float``: while an
#: application's modules, which know no machine types, are imported on the build machine.
plain_numbers = [False]


def _plain(result: Any) -> Any:
    if isinstance(result, tuple):
        return tuple(_plain(r) for r in result)
    if isinstance(result, bool) or result is None:
        return result
    if isinstance(result, float):
        return float(result)
    return int(result) if isinstance(result, int) else result


def _leave(result: Any) -> Any:
    if isinstance(result, tuple):
        return tuple(_leave(r) for r in result)
    return to_host[-1](result) if isinstance(result, (Boxed, Reference)) else result


def _decorate(function: F, kind: str) -> F:
    assert isinstance(function, FunctionType)
    simulation = Simulation(function, kind)

    @functools.wraps(function)
    def call(*args: Any, **keywords: Any) -> Any:
        return simulation.call(args, keywords)

    function.__metal__ = kind  # type: ignore[attr-defined]
    call.__metal__ = kind  # type: ignore[attr-defined]
    call.__simulation__ = simulation  # type: ignore[attr-defined]
    return call  # type: ignore[return-value]


def metal(function: F) -> F:
    """Mark a function of the metal dialect.

    What it returns simulates the call under CPython; ``__wrapped__`` is the function
    itself, ``__metal__`` its kind.
    """
    return _decorate(function, "metal")


def inline(function: F) -> F:
    """Have a metal function's code where it is called; stands below ``@metal``."""
    function.__inline__ = True  # type: ignore[attr-defined]
    return function


def hook(function: F) -> F:
    """Mark a function that a board or architecture supplies; the body is not compiled."""
    return _decorate(function, "hook")


def extern(function: F) -> F:
    """Mark a function whose code the linker finds elsewhere; the body is not compiled."""
    return _decorate(function, "extern")


def provide(function: Any, body: Callable[..., Any] | None) -> None:
    """Run ``body`` in place of a metal function's, a hook's or an extern's. Host only."""
    simulation = function.__simulation__
    simulation.prepare()
    if body is not None:
        simulation.body = lambda **values: body(
            *(values[name] for name, _ in simulation.parameters)
        )


def stand_in(function: Any, body: Callable[..., Any]) -> None:
    """Run ``body``, on host values, while an application is imported. Host only."""
    function.__simulation__.stand_in = body


def in_metal() -> bool:
    """Whether a metal function is running under CPython. Host only."""
    return _depth[0] > 0
