"""Stand-ins for CPython's C modules: ``tamapy/lib/NAME.py`` is ``NAME`` on the target.

They are ordinary Python, imported on the build machine and compiled for the target,
and may import only builtins, other modules of the target and ``tamapy.runtime``.
"""
