"""What ``importlib`` asks of modules beyond importing them: specs, and bodies once more.

While modules are imported on the build machine, the loader answers; in an image, what the build
has put there. A body that is executed once more runs in the namespace of another module.
"""

from typing import Any

from tamapy.runtime import image, imports

#: The build machine's loader while it imports; empty in an image.
_loaders: list[Any] = []


def install(loader: Any) -> None:
    """Have the build machine's loader answer; ``None`` for nobody. Host only."""
    _loaders[:] = [] if loader is None else [loader]


def find(name):
    """The spec of a module that is not in ``sys.modules``, ``None`` if there is none."""
    if _loaders:
        return _loaders[0].find_spec(name)
    module = image.originals.get(name)
    return None if module is None else getattr(module, "__spec__", None)


def execute(name, module):
    """Execute the body of the module called ``name`` in the namespace of ``module``."""
    if _loaders:
        _loaders[0].execute_in(name, module)
        return
    if image.modules.get(name) is module and imports.has_body(name):
        imports.run_body(name)
        return
    code = image.again.get(name)
    if code is None:
        raise NotImplementedError(
            f"exec_module() of {name!r} is not available on this target: no module with code that "
            f"runs at boot calls both find_spec({name!r}) and exec_module()"
        )
    imports.execute(code, module.__dict__, module.__dict__)
