"""LLVM text to relocatable objects, cached by content, on all cores."""

from __future__ import annotations

import functools
import multiprocessing
import os
import re
import sys
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path

import llvmlite
import llvmlite.binding as llvm

from tamapy.compiler import cache
from tamapy.compiler.codegen.module import ModuleWriter
from tamapy.compiler.errors import CompileError
from tamapy.compiler.target import Target

_ready = False


def _initialise() -> None:
    global _ready
    if not _ready:
        llvm.initialize_all_targets()
        llvm.initialize_all_asmprinters()
        _ready = True


UNTOUCHED = -1

#: Optimisations worth their time: in quick builds, and for code that does little but call.
_QUICK = ("sroa", "simplify_cfg")
_GLUE = (
    "always_inliner", "sroa", "simplify_cfg", "instruction_combine", "jump_threading",
    "simplify_cfg", "dead_store_elimination", "aggressive_dce", "simplify_cfg",
)


def compile_text(text: str, target: Target, optimise: int) -> bytes:
    """One module's object file.

    ``optimise``: 0 for quick builds, 1 for images where the code is glue, 2 for all else in them;
    ``UNTOUCHED`` for code that is to keep its variables where they are.
    """
    _initialise()
    machine = llvm.Target.from_triple(target.triple).create_target_machine(
        cpu=target.cpu, features=target.features, opt=2 if optimise > 0 else 0, reloc="static",
        codemodel="default" if target.bits == 32 else "small",
    )
    try:
        module = llvm.parse_assembly(text)
        module.verify()
    except RuntimeError as error:
        where = _located(str(error), text)
        raise CompileError(f"the generated LLVM text is faulty: {where}") from None
    options = llvm.create_pipeline_tuning_options(speed_level=max(optimise, 1))
    options.loop_vectorization = False
    options.slp_vectorization = False
    builder = llvm.create_pass_builder(machine, options)
    if optimise > 1:
        passes = builder.getModulePassManager()
    elif optimise != UNTOUCHED:
        passes = llvm.create_new_module_pass_manager()
        for name in _GLUE if optimise else _QUICK:
            getattr(passes, f"add_{name}_pass")()
    if optimise != UNTOUCHED:
        passes.run(module, builder)
    return machine.emit_object(module)


def _located(message: str, text: str) -> str:
    """LLVM's complaint with the lines it is about."""
    found = re.search(r"<string>:(\d+)", message)
    if found is None:
        return message
    at = int(found[1])
    lines = text.splitlines()
    start = next((i for i in range(at, 0, -1) if lines[i - 1].startswith("define")), at)
    return "\n".join([message, lines[start - 1], *lines[max(at - 4, start) : at + 1]])


def object_place(text: str, target: Target, optimise: int) -> Path:
    """The file an object is cached in."""
    return cache.place_of(
        "objects", llvmlite.__version__, cache.source_of(sys.modules[__name__]), target.triple,
        target.cpu, target.features, str(optimise), text,
    )


class Compilation:
    """Objects in the making, on as many cores as there are, or ``$TAMAPY_JOBS`` says."""

    def __init__(self, writer: ModuleWriter, target: Target, optimise: int) -> None:
        global _making
        self.writer = writer
        self._pool: ProcessPoolExecutor | None = None
        self._places: dict[str, Future[Path]] = {}
        self._make = functools.partial(_make, writer, target, optimise)
        jobs = int(os.environ.get("TAMAPY_JOBS") or os.cpu_count() or 1)
        if jobs > 1:
            _making = self._make  # inherited by the workers, for it cannot be sent to them
            self._pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("fork"))
            for module in sorted(writer.modules(), key=writer.size, reverse=True):
                self._places[module] = self._pool.submit(_job, module)

    def objects(self) -> list[tuple[str, bytes]]:
        """Names and contents, once all are there. Raises :class:`CompileError`."""
        modules = self.writer.modules()
        if self._pool is None:
            return [(module, self._make(module).read_bytes()) for module in modules]
        return [(module, self._places[module].result().read_bytes()) for module in modules]

    def __enter__(self) -> Compilation:
        return self

    def __exit__(self, *reason: object) -> None:
        """Let the workers go; what they have not begun is not wanted any more."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


_making: Callable[[str], Path]


def _job(module: str) -> Path:
    return _making(module)


def _make(writer: ModuleWriter, target: Target, optimise: int, module: str) -> Path:
    """The file that holds a module's object, compiled if it is not there yet."""
    if writer.is_debugged(module):
        optimise = optimise or UNTOUCHED
    elif optimise and writer.is_glue(module):
        optimise = 1
    kept, functions = writer.program.kept, writer.shards.get(module, ())
    if kept is None or not functions or not kept.has(functions):
        return _compiled(writer.text(module), target, optimise)
    return kept.shard(
        functions, (target, optimise, writer.is_debugged(module)), writer.names,
        writer.copies(module),
        lambda names, copies: _compiled(writer.shard(module, names, copies), target, optimise),
    )


def _compiled(text: str, target: Target, optimise: int) -> Path:
    place = object_place(text, target, optimise)
    if not place.exists():
        cache.keep(place, compile_text(text, target, optimise))
    return place
