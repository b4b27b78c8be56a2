"""LLVM text to relocatable objects, cached by content, on all cores."""

from __future__ import annotations

import os
import re
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import llvmlite
import llvmlite.binding as llvm

from tamapy.compiler import cache
from tamapy.compiler.errors import CompileError
from tamapy.compiler.target import Target

_ready = False


def _initialise() -> None:
    global _ready
    if not _ready:
        llvm.initialize_all_targets()
        llvm.initialize_all_asmprinters()
        _ready = True


def compile_text(text: str, target: Target, optimise: int) -> bytes:
    """One module's object file. ``optimise``: 0 for quick builds, 2 for images."""
    _initialise()
    machine = llvm.Target.from_triple(target.triple).create_target_machine(
        cpu=target.cpu, features=target.features, opt=2 if optimise else 0, reloc="static",
        codemodel="default" if target.bits == 32 else "small",
    )
    try:
        module = llvm.parse_assembly(text)
        module.verify()
    except RuntimeError as error:
        where = _located(str(error), text)
        raise CompileError(f"the generated LLVM text is faulty: {where}") from None
    options = llvm.create_pipeline_tuning_options(speed_level=2 if optimise else 1)
    options.loop_vectorization = False
    options.slp_vectorization = False
    builder = llvm.create_pass_builder(machine, options)
    if optimise:
        passes = builder.getModulePassManager()
    else:
        passes = llvm.create_new_module_pass_manager()
        passes.add_sroa_pass()
        passes.add_simplify_cfg_pass()
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
        "objects", llvmlite.__version__, target.triple, target.cpu, str(optimise), text
    )


def _job(args: tuple[str, Target, int]) -> bytes:
    return compile_text(*args)


def compile_all(
    texts: list[tuple[str, str]], target: Target, optimise: int
) -> list[tuple[str, bytes]]:
    """Objects for named module texts, taken from the cache where they are there."""
    found: dict[str, bytes] = {}
    missing: list[tuple[str, Path, tuple[str, Target, int]]] = []
    for name, text in texts:
        place = object_place(text, target, optimise)
        data = cache.find(place)
        if data is not None:
            found[name] = data
        else:
            missing.append((name, place, (text, target, optimise)))
    if len(missing) > 1 and (os.cpu_count() or 1) > 1:
        with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
            results = list(pool.map(_job, [m[2] for m in missing]))
    else:
        results = [_job(m[2]) for m in missing]
    for (name, place, _), data in zip(missing, results, strict=True):
        cache.keep(place, data)
        found[name] = data
    return [(name, found[name]) for name, _ in texts]
