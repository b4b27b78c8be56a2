"""Load an application: attempt, set aside, attempt again, rehearse."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from types import ModuleType

from tamapy.compiler.load import rules
from tamapy.compiler.load.again import copy_of
from tamapy.compiler.load.attempt import Attempt, settle, start
from tamapy.compiler.load.constants import take_constants
from tamapy.compiler.load.errors import LoadError
from tamapy.compiler.load.files import HostFiles, named_files
from tamapy.compiler.load.finder import Finder
from tamapy.compiler.load.guards import Recorder, Texts
from tamapy.compiler.load.rehearsal import is_needed, rehearse
from tamapy.compiler.load.sources import Sources, parse
from tamapy.compiler.load.world import ExecText, Personality, Refresh, SourceUnit, World

_sources = Sources()
#: Origins of modules whose constants may be handed to ``eval``: the library's are not.
_WHOLE = ("application", "package")


def load(
    app_path: str,
    personality: Personality,
    *,
    display_path: str | None = None,
    path_map: Iterable[tuple[str, str]] = (),
    packages: Sequence[str] | None = None,
    extra_lib: Sequence[str] = (),
    files: Sequence[str] = (),
) -> World:
    """Import what the application at ``app_path`` needs, as the target would see it.

    ``app_path`` is a script or a directory with a ``__main__.py``. ``display_path`` is
    what tracebacks call the script (as given by default); ``path_map`` rewrites prefixes
    of the absolute paths of modules beside it. ``packages`` are the directories to search
    last (the interpreter's site-packages by default), ``extra_lib`` directories of
    further stand-ins, ``files`` patterns of files below the application's directory that the
    image has. Raises :class:`LoadError`.
    """
    script, directory = _locate(app_path)
    finder = Finder(directory, extra_lib, packages, path_map)
    shown = display_path if display_path is not None else script
    main = _sources.unit("__main__", os.path.abspath(script), shown, "application", is_main=True)
    texts = Texts()
    host_files = HostFiles(named_files(files, finder.application))

    def make(boot: dict[str, str], unavailable: dict[str, str]) -> Attempt:
        return Attempt(personality, finder, _sources, texts, boot, unavailable, host_files)

    attempt, boot, unavailable = settle(make, main)
    world = _world(attempt, main, boot, unavailable)
    at_boot = [*world.boot, main]
    ours = [u for u in world.units.values() if u in at_boot or u.origin in _WHOLE]
    executed = [unit for unit in ours if unit not in at_boot]
    if any(is_needed(unit.tree) for unit in (*at_boot, *executed)):
        scratch = start(make, boot, unavailable)
        scratch.run(main)
        with scratch.hosted():
            world.exec_texts = rehearse(scratch, at_boot, executed)
    recorder = Recorder(texts, {})
    take_constants(recorder, ours, world.units.values())
    world.exec_texts += [t for t in recorder.texts.values() if t not in world.exec_texts]
    world.refused_texts = recorder.refused
    for text in world.exec_texts:
        world.index.add(text.unit)
    return world


def _locate(app_path: str) -> tuple[str, str]:
    """The script to run, and the directory its imports are searched in first."""
    if os.path.isdir(app_path):
        script = os.path.join(app_path, "__main__.py")
        if not os.path.exists(script):
            raise LoadError(f"can't find '__main__' module in '{app_path}'")
        return script, app_path
    return app_path, os.path.dirname(os.path.abspath(app_path))


def _world(
    attempt: Attempt, main: SourceUnit, boot: dict[str, str], unavailable: dict[str, str]
) -> World:
    world = World(
        personality=attempt.personality, modules=attempt.modules, main=main,
        main_module=attempt.main_module, builtins=vars(attempt.builtins),
        builtin_twins=attempt.twins, units=attempt.units, boot=attempt.boot_units,
        unavailable=unavailable, importers=attempt.importers,
    )
    world.again = list(_executed_at_boot(world))
    for unit in (*world.units.values(), *attempt.specs.copies, *world.again):
        world.index.add(unit)
    for text in attempt.recorder.texts.values():
        world.index.add(text.unit)
    for renewal in attempt.renewals:
        filename = f"<renewal of {renewal.module}>"
        code = parse(renewal.renew, filename)
        unit = SourceUnit(renewal.module, filename, "", renewal.renew, code, "exec")
        world.index.add(unit)
        world.refresh.append(Refresh(renewal.module, renewal.kind, unit))
    _forget_checks()
    world.report = _report(world.modules, boot, attempt)
    return world


def _executed_at_boot(world: World) -> Iterable[SourceUnit]:
    """The bodies that code at boot may execute once more."""
    names: set[str] = set()
    for unit in world.units.values():
        at_boot = unit is world.main or unit in world.boot
        names.update(name for name, inside in unit.facts.executed if inside or at_boot)
    return (copy_of(world.units[name]) for name in sorted(names) if name in world.units)


def _forget_checks() -> None:
    """Empty the caches of abstract base classes: they refer to classes that nobody uses."""
    waiting: list[type] = [object]
    seen: set[type] = set()
    while waiting:
        subclasses: list[type] = type.__subclasses__(waiting.pop())
        for cls in subclasses:
            if cls in seen or (isinstance(cls, type) and cls is type):
                continue
            seen.add(cls)
            waiting.append(cls)
            if "_abc_cache" in vars(cls):
                vars(cls)["_abc_cache"].clear()
                vars(cls)["_abc_negative_cache"].clear()


def _report(
    modules: dict[str, ModuleType], boot: dict[str, str], attempt: Attempt
) -> dict[str, str]:
    report: dict[str, str] = {}
    for name in modules:
        if name == "__main__":
            report[name] = "run at boot because it is the program"
        elif name in boot:
            report[name] = f"run at boot because {boot[name]}"
        elif name in attempt.units:
            report[name] = "initialised on host"
        elif name == "builtins":
            report[name] = "built into the runtime"
        else:
            report[name] = "shared with the build machine" if rules.is_shared(name) else "namespace"
    return report


__all__ = ["ExecText", "load", "start"]
