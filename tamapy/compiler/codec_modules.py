"""The modules of ``encodings`` that the constants of a text call for.

``encodings`` imports the module of a codec by a name that it makes up when the codec is looked
up; which names those will be is read from the calls that convert text.
"""

from __future__ import annotations

import ast
import encodings
import functools
import pkgutil
from collections.abc import Iterator
from encodings.aliases import aliases

from tamapy.compiler.trees import name_called, walk
from tamapy.runtime.strings import codecs

#: Where functions that ``str``, ``bytes`` and streams have take an encoding.
_CONVERTING = {
    "encode": (0, 1), "decode": (0, 1), "str": (1,), "bytes": (1,), "bytearray": (1,),
    "TextIOWrapper": (1,), "open": (3,),
}
#: The same for functions that look codecs up by the registry, whatever ``str`` knows itself.
_LOOKING_UP = {
    "lookup": (0,), "getencoder": (0,), "getdecoder": (0,), "getincrementalencoder": (0,),
    "getincrementaldecoder": (0,), "getreader": (0,), "getwriter": (0,), "iterencode": (1,),
    "iterdecode": (1,), "codecs.open": (2,), "EncodedFile": (1, 2),
}
_KEYWORDS = frozenset(("encoding", "data_encoding", "file_encoding"))
#: Codecs that need no module where text is converted.
_NATIVE = frozenset(("unicode-escape", "raw-unicode-escape"))
#: What finds characters by their names, or names them.
_NAMING = frozenset(("unicode_escape_decode", "namereplace", "namereplace_errors"))


@functools.cache
def _modules() -> frozenset[str]:
    """The names of codecs that have a module."""
    return frozenset(m.name for m in pkgutil.iter_modules(encodings.__path__)) - {"aliases"}


def module_of(encoding: str, looked_up: bool = False) -> list[str]:
    """The module of an encoding, if there is one and it is needed, in a list."""
    plain = encoding.lower().replace("_", "-")
    if not looked_up and (codecs.codec_or_none(encoding) is not None or plain in _NATIVE):
        return []
    try:
        name = encodings.normalize_encoding(encoding).lower()
    except UnicodeError:
        return []
    for found in (aliases.get(name), aliases.get(name.replace(".", "_")), name):
        if found in _modules():
            return [f"encodings.{found}"]
    return []


def _given(call: ast.Call) -> Iterator[tuple[ast.expr, bool]]:
    """What a call is given for an encoding, and whether that is looked up in any case."""
    called = name_called(call)
    if called == "open" and ast.unparse(call.func) == "codecs.open":
        called = "codecs.open"
    looked_up = called in _LOOKING_UP
    for i in (_LOOKING_UP if looked_up else _CONVERTING).get(called, ()):
        if i < len(call.args):
            yield call.args[i], looked_up
    for keyword in call.keywords:
        if keyword.arg in _KEYWORDS:
            yield keyword.value, looked_up


def constant_codecs(call: ast.Call) -> list[str]:
    """The modules of the encodings that a call names by constants."""
    found = []
    for value, looked_up in _given(call):
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            found += module_of(value.value, looked_up)
            if value.value.lower().replace("_", "-") == "unicode-escape":
                found.append("unicodedata")
    texts = [a.value for a in (*call.args, *[k.value for k in call.keywords])
             if isinstance(a, ast.Constant)]
    if name_called(call) in _NAMING or "namereplace" in texts:
        found.append("unicodedata")
    return ["_codecs", *found] if found else []


def mentioned_codecs(tree: ast.AST) -> list[str]:
    """Modules of all encodings that a text names, if calls in it are given what may be any."""
    texts = set()
    unknown = looked_up = False
    for node in walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            texts.add(node.value)
        elif isinstance(node, ast.Call):
            for value, registry in _given(node):
                if not isinstance(value, (ast.Constant, ast.JoinedStr)):
                    unknown, looked_up = True, looked_up or registry
    if not unknown:
        return []
    found = {name for text in texts for name in module_of(text, looked_up)}
    return ["_codecs", *sorted(found)] if found else []
