"""LLVM text to relocatable objects, cached by content, on all cores."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import llvmlite
import llvmlite.binding as llvm

from tamapy.compiler.errors import CompileError
from tamapy.compiler.target import Target

_ready = False


def cache_directory() -> Path:
    """Where objects are kept between builds: ``$TAMAPY_CACHE`` or the user's cache."""
    explicit = os.environ.get("TAMAPY_CACHE")
    if explicit:
        return Path(explicit)
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(base) / "tamapy"


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


def object_key(text: str, target: Target, optimise: int) -> str:
    """The name under which an object is cached."""
    digest = hashlib.sha256()
    for part in (llvmlite.__version__, target.triple, target.cpu, str(optimise), text):
        digest.update(part.encode())
        digest.update(b"\0")
    return digest.hexdigest()


def cached_text(key: str, make: Callable[[], str]) -> str:
    """A text that takes long to make, kept between builds under its key."""
    directory = cache_directory() / "tables"
    directory.mkdir(parents=True, exist_ok=True)
    path = directory / hashlib.sha256(key.encode()).hexdigest()
    if path.exists():
        return path.read_text()
    text = make()
    temporary = path.with_suffix(f".{os.getpid()}")
    temporary.write_text(text)
    temporary.replace(path)
    return text


def _job(args: tuple[str, Target, int]) -> bytes:
    return compile_text(*args)


def compile_all(
    texts: list[tuple[str, str]], target: Target, optimise: int
) -> list[tuple[str, bytes]]:
    """Objects for named module texts, taken from the cache where they are there."""
    directory = cache_directory() / "objects"
    directory.mkdir(parents=True, exist_ok=True)
    found: dict[str, bytes] = {}
    missing: list[tuple[str, Path, tuple[str, Target, int]]] = []
    for name, text in texts:
        path = directory / object_key(text, target, optimise)
        if path.exists():
            found[name] = path.read_bytes()
        else:
            missing.append((name, path, (text, target, optimise)))
    if len(missing) > 1 and (os.cpu_count() or 1) > 1:
        with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
            results = list(pool.map(_job, [m[2] for m in missing]))
    else:
        results = [_job(m[2]) for m in missing]
    for (name, path, _), data in zip(missing, results, strict=True):
        temporary = path.with_suffix(f".{os.getpid()}")
        temporary.write_bytes(data)
        temporary.replace(path)
        found[name] = data
    return [(name, found[name]) for name, _ in texts]
