"""Modules removed from sys.modules and imported again, blocked ones, packages' submodules."""

import importlib
import json.decoder
import sys
import textwrap


def remove(*names):
    return {name: sys.modules.pop(name) for name in names if name in sys.modules}


def show(*values):
    print(*values)


del sys.modules["textwrap"]
import textwrap as again

show(again.dedent("  a\n  b") == textwrap.dedent("  a\n  b"), sys.modules["textwrap"] is again)

kept = remove("json", "json.decoder", "json.scanner", "json.encoder")
show(sorted(kept), "json" in sys.modules)
fresh = importlib.import_module("json.decoder")
show(fresh.JSONDecoder().decode("[1, 2.5]"), "json" in sys.modules, "json.decoder" in sys.modules)
sys.modules.update(kept)
show(json.loads("{}"), importlib.import_module("json") is json)

sys.modules["textwrap"] = None
try:
    import textwrap
except ImportError as error:
    show(type(error).__name__, error, error.name)
try:
    importlib.import_module("textwrap")
except ImportError as error:
    show(type(error).__name__, error.name)
del sys.modules["textwrap"]
import textwrap

show(textwrap.fill("once more"))


class Stand:
    answer = 42


sys.modules["json.tool"] = sys.modules["made_up"] = Stand
show(importlib.import_module("made_up") is Stand)
del sys.modules["made_up"]
try:
    importlib.import_module("made_up")
except ModuleNotFoundError as error:
    show(error)


def import_fresh_module(name, fresh=(), blocked=()):
    kept = remove(name, *fresh, *blocked)
    for other in blocked:
        sys.modules[other] = None
    try:
        return [importlib.import_module(other) for other in (*fresh, name)]
    finally:
        remove(name, *fresh, *blocked)
        sys.modules.update(kept)


accelerator, heapq = import_fresh_module("heapq", fresh=["_heapq"])
show(accelerator.__name__, heapq.heappop is accelerator.heappop)
show(import_fresh_module("bisect", blocked=["_bisect"])[0].bisect([1, 2, 3], 2))
show(sorted(textwrap.__all__), [name for name in ("dumps", "loads", "nothing") if name in json.__all__])
