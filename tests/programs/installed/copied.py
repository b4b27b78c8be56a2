"""Changes a copy of a module, as packages do that must leave the module to others as it is."""

import importlib.util
import re
import sys

spec = importlib.util.find_spec("html.parser")
changed = importlib.util.module_from_spec(spec)
spec.loader.exec_module(changed)
sys.modules["changed_parser"] = changed
changed.piclose = re.compile(r"\?>")
changed.HTMLParser.extra = 5


def load_late():
    spec = importlib.util.find_spec("bisect")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
