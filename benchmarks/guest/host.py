"""Run an application under another interpreter: ``host.py APPLICATION BLOCKED``.

Modules whose names are in ``BLOCKED``, with commas between, cannot be imported.
"""

import sys

application, blocked = sys.argv[1:3]
del sys.argv[1:3]
for name in blocked.split(","):
    sys.modules[name] = None  # type: ignore[assignment]
sys.path[0] = application
with open(application + "/__main__.py") as file:
    exec(compile(file.read(), file.name, "exec"))
