"""What the compiler tells the runtime of the image. The lists are filled before freezing."""

from typing import Any

#: Bodies to run at boot in order: (code, namespace). The last is ``__main__``'s.
bodies: list[Any] = []
#: Names of bodies' modules, beside ``bodies``.
body_names: list[str] = []
#: Modules whose bodies are running, the innermost last.
initialising: list[Any] = []
#: The numbers of the threads that run them.
initialisers: list[int] = []
#: Modules whose bodies failed: name to (module, what its namespace held before).
failed: dict[str, Any] = {}
#: Dicts and sets with keys hashed by address, or by methods written in Python.
rehash: list[Any] = []
#: The modules of the image by name: ``sys.modules``.
modules: dict[str, Any] = {}
#: The same, for modules that the program removes from ``sys.modules`` and imports again; empty
#: where nothing mentions ``sys.modules``.
originals: dict[str, Any] = {}
#: Code of the bodies of modules that the program may execute once more, by name.
again: dict[str, Any] = {}
#: Texts given to ``exec``, ``eval`` and ``compile`` while building: text to code.
texts: dict[tuple[str, str], Any] = {}
#: Code of the functions in such texts.
inside: dict[tuple[str, str], Any] = {}
#: Texts that do not compile: text to the exception's type, arguments and place.
refused: dict[tuple[str, str], Any] = {}
#: The attributes that make the place of a syntax error.
PLACE_OF_SYNTAX_ERROR = ("lineno", "offset", "text", "end_lineno", "end_offset")
#: What the compiler says of texts: text to its warnings (category, message, line) and to
#: what it raises where they are errors, as in ``refused``.
warned: dict[tuple[str, str], Any] = {}
#: Names imported somewhere that are not in the image: name to the reason.
unavailable: dict[str, str] = {}
#: Source lines for tracebacks: file name to {line: text}.
lines: dict[str, Any] = {}
