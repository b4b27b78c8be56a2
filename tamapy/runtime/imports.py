"""``import`` at boot: modules come from the image; those set aside run when first imported."""

from tamapy.runtime import calls, dicts, functions, image, threads


def modules():
    """``sys.modules``."""
    return image.modules


def _package_of(space, level):
    package = space.get("__package__")
    if package is None:
        name = space["__name__"]
        package = name if "__path__" in space else name.rpartition(".")[0]
    for _ in range(level - 1):
        if "." not in package:
            raise ImportError("attempted relative import beyond top-level package")
        package = package.rpartition(".")[0]
    if not package:
        raise ImportError("attempted relative import with no known parent package")
    return package


def find_module(name):
    """A module of the image, its body run if that has not happened."""
    if name in image.failed and name not in image.modules:
        _renew(name)
    found = image.modules.get(name)
    if found is None:
        if name in image.originals and name not in image.modules:
            return _restore(name)
        reason = image.unavailable.get(name)
        if name in image.modules:
            raise ModuleNotFoundError(
                f"import of {name} halted; None in sys.modules", name=name
            )
        if reason is not None and not reason.startswith("ModuleNotFoundError: No module"):
            raise ModuleNotFoundError(reason, name=name)
        if reason is not None:  # the module that is missing may be one that this one imports
            name = reason.split("'")[1]
        files = image.modules.get("posix")
        if files is not None:
            files.refuse_module(name)
        raise ModuleNotFoundError(f"No module named '{name}'", name=name)
    run_body(name)
    return found


def _restore(name):
    """Put a module back that the program removed: what was frozen has no body to run again."""
    image.modules[name] = found = image.originals[name]
    run_body(name)
    return found


def has_body(name):
    """Whether the body of a module has yet to be run."""
    return name in image.body_names and image.bodies[image.body_names.index(name)] is not None


def run_body(name):
    """Run the body of a module that was set aside, once."""
    if name in image.body_names:
        index = image.body_names.index(name)
        body = image.bodies[index]
        if body is not None:
            image.bodies[index] = None
            _run(name, index, body)
        elif image.initialising:
            _wait_for(image.modules.get(name))


def _wait_for(module):
    """Let another thread finish a module, unless it could be waiting for one of this thread's."""
    me = threads.ident()
    while is_initialising(module) and me not in image.initialisers:
        threads.pause()


def _run(name, index, body):
    """Run a body; if that fails, the module is gone until an import tries again."""
    code, namespace = body
    module = image.modules.get(name)
    if name == "__main__" or module is None:
        execute(code, namespace, namespace)
        return
    before = dict(namespace)
    image.initialising.append(module)
    image.initialisers.append(threads.ident())
    try:
        execute(code, namespace, namespace)
    except BaseException:
        image.modules.pop(name, None)
        image.bodies[index] = body
        image.failed[name] = (module, before)
        raise
    finally:
        _forget(module)


def _renew(name):
    """Put a module whose body failed back, as it was before."""
    module, before = image.failed.pop(name)
    namespace = module.__dict__
    namespace.clear()
    namespace.update(before)
    image.modules[name] = module


def _forget(module):
    """A module's body is done."""
    for i in range(len(image.initialising)):
        if image.initialising[i] is module:
            image.initialising.pop(i)
            image.initialisers.pop(i)
            return


def is_initialising(module):
    """Whether a module's body is running."""
    for other in image.initialising:
        if other is module:
            return True
    return False


def execute(code, space, namespace):
    """Run the code of a module body or of a known text."""
    return calls.run_body(functions.make_plain(code, space), namespace)


def import_name(space, name, names, level):
    """``__import__``."""
    if level:
        package = _package_of(space, level)
        full = f"{package}.{name}" if name else package
    else:
        full = name
    module = None
    parts = full.split(".")
    for i in range(len(parts)):
        module = find_module(".".join(parts[: i + 1]))
    if names is None:
        return find_module(parts[0]) if not level else image.modules[full.partition(".")[0]]
    for item in names:
        sub = f"{full}.{item}"
        if item != "*" and sub in image.modules:
            if not hasattr(module, item):
                setattr(module, item, find_module(sub))
            elif getattr(module, item) is image.modules[sub]:
                run_body(sub)  # the package was frozen with it, before it was run
    return module


def import_from(module, name):
    """``from module import name``."""
    try:
        return getattr(module, name)
    except AttributeError:
        pass
    full = f"{getattr(module, '__name__', '?')}.{name}"
    found = image.modules.get(full)
    if found is not None:
        return found
    where = getattr(module, "__file__", None)
    where = "unknown location" if where is None else where
    state, why = "", ""
    if is_initialising(module):
        state, why = "partially initialized module ", "most likely due to a circular import) ("
    raise ImportError(
        f"cannot import name '{name}' from {state}'{getattr(module, '__name__', '?')}' "
        f"({why}{where})",
        name=getattr(module, "__name__", None), path=getattr(module, "__file__", None),
    )


def import_star(module, namespace):
    """``from module import *``."""
    source = module.__dict__
    names = source.get("__all__")
    if names is None:
        names = [name for name in source if not name.startswith("_")]
    for name in names:
        dicts.set_item(namespace, name, getattr(module, name))
