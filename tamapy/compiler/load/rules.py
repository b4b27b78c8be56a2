"""What the loader knows of particular modules. Everything else follows from the code."""

from __future__ import annotations

from dataclasses import dataclass

#: Parts of TamaPy that run on the target; they are the build machine's own modules.
SHARED_ROOMS = (
    "tamapy.metal", "tamapy.runtime", "tamapy.arm", "tamapy.armv6", "tamapy.amd64", "tamapy.soc",
    "tamapy.storage", "tamapy.board", "tamapy.reg", "tamapy.bits", "tamapy.dma",
    "tamapy.ciphers",
)

#: C modules that are refused although the build machine has them, so that their
#: pure-Python twins are taken even where a stand-in of the same name could exist.
BLOCKED = frozenset({"_warnings", "_stat"})

#: What a module takes from a C module of which everything else has a pure-Python twin: the
#: module that imports, the C module, and the stand-in for that part.
PARTS = {("pickle", "_pickle"): "_picklebuffer"}


@dataclass(frozen=True)
class Renewal:
    """An effect that is let pass while a module of CPython's is imported.

    ``neutral`` is executed in the module right after, so that nothing of the build
    machine is frozen in; ``renew`` is executed when the image boots.
    """

    module: str
    kind: str
    neutral: str
    renew: str


RENEWALS = (
    Renewal("logging", "clock", "_startTime = 0.0", "_startTime = time.time()"),
    Renewal("random", "entropy", "_inst.seed(0)", "_inst.seed()"),
)

#: Stand-ins for modules that CPython has in Python: their functions are functions there too.
#: Those of all others are built-in functions, which do not bind in classes.
PYTHON_STAND_INS = frozenset({"importlib", "_frozen_importlib", "_sitebuiltins"})

#: What CPython's library has in Python, but CPython runs its twin in C, by module; ``None`` is all.
#: Tracebacks and frames do not show it.
C_PARTS: dict[str, frozenset[str] | None] = {
    "_pydecimal": None,
    "bisect": None,
    "collections": frozenset((
        "OrderedDict", "_OrderedDictItemsView", "_OrderedDictKeysView", "_OrderedDictValuesView",
    )),
    "datetime": None,
    "functools": frozenset(("cmp_to_key", "partial", "reduce")),
    "heapq": frozenset((
        "_heapify_max", "_heappop_max", "_heapreplace_max", "_siftdown", "_siftdown_max",
        "_siftup", "_siftup_max", "heapify", "heappop", "heappush", "heappushpop", "heapreplace",
    )),
    "json.decoder": frozenset(("py_scanstring",)),
    "json.encoder": frozenset((
        "_make_iterencode", "py_encode_basestring", "py_encode_basestring_ascii",
    )),
    "json.scanner": frozenset(("py_make_scanner",)),
    "operator": None,
    "pickle": frozenset(("_Pickler", "_Unpickler", "_Framer", "_Unframer")),
}

#: Functions of CPython's that compile or parse what only the running program knows: module,
#: function, and the stand-in that has one of the same name that does without.
REPLACEMENTS = (
    ("traceback", "_extract_caret_anchors_from_line_segment", "_anchors"),
)

#: What CPython's ``site`` adds to the built-in names and programs use.
SITE_BUILTINS = ("quit", "exit")

#: What modules of CPython's import by names that they make up at run time.
MADE_UP_IMPORTS = {
    "encodings.idna": ("encodings.punycode",),
    "encodings.unicode_escape": ("unicodedata",),
    "importlib.resources": ("importlib.readers",),
    "pickle": ("_codecs",),
    "sysconfig": ("_sysconfigdata__tamapy_",),
    "zipfile": ("encodings", "encodings.cp437"),
}

#: Functions of CPython's modules that only its developers run; what they import would
#: pull half of the library in. The texts it executes are patterns to be filled in.
UNFOLLOWED_FUNCTIONS = frozenset({"main", "_main", "test", "_test", "_demo", "demo", "<text>"})

#: Modules for people at a terminal: imports of these inside functions of CPython's own
#: modules are not followed.
UNFOLLOWED_MODULES = frozenset({
    "pdb", "pydoc", "doctest", "tkinter", "idlelib", "webbrowser", "curses", "readline",
    "rlcompleter", "code", "codeop", "cmd", "bdb", "profile", "cProfile", "pstats", "trace",
    "py_compile", "compileall", "site", "sysconfig", "distutils", "ensurepip", "venv",
})


def origin_of(name: str, origin: str) -> str:
    """The origin of a module found under a root of the given origin.

    The tests of CPython's library are found by their names at run time, as an
    application's are: nothing of them may be left out.
    """
    if origin == "lib" and name.startswith("test.") and not name.startswith("test.support"):
        return "application"
    return origin


def is_shared(name: str) -> bool:
    """Whether a module is shared with the build machine's process."""
    return any(name == room or name.startswith(room + ".") for room in SHARED_ROOMS)


def is_native(module: str) -> bool:
    """Whether a stand-in is for one of CPython's modules in C."""
    return module.partition(".")[0] not in PYTHON_STAND_INS


def runs_in_c(module: str, qualname: str) -> bool:
    """Whether CPython has a function of its library in C as well, and runs that."""
    if module not in C_PARTS:
        return False
    parts = C_PARTS[module]
    return qualname != "<module>" and (parts is None or qualname.partition(".")[0] in parts)


def is_followed(origin: str, module: str, function: str, name: str) -> bool:
    """Whether an import inside a module's function brings its module into the image."""
    if origin not in ("lib", "tamapy.lib"):
        return True
    if any(entry[:2] == (module, function) for entry in REPLACEMENTS):
        return False
    return function not in UNFOLLOWED_FUNCTIONS and (
        name.partition(".")[0] not in UNFOLLOWED_MODULES
    )
