"""The script that gdb runs beside an image built for debugging: printers and commands.

gdb's own Python runs it, which has none of TamaPy's packages installed.
"""

from __future__ import annotations

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))

from tamapy.debugger import commands, frames, inferior, printers, stepping

if inferior.load():
    printers.register()
    frames.register()
    commands.register()
    stepping.register()
