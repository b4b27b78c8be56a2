"""Module specs and the one loader of all modules in an image."""


class ModuleSpec:
    """How a module was found: the fields of importlib's class of the same name."""

    def __init__(self, name, loader, *, origin=None, loader_state=None, is_package=None):
        self.name = name
        self.loader = loader
        self.origin = origin
        self.loader_state = loader_state
        self.submodule_search_locations = [] if is_package else None
        self._uninitialized_submodules = []
        self._set_fileattr = origin is not None
        self._cached = None

    def __repr__(self):
        args = [f"name={self.name!r}", f"loader={self.loader!r}"]
        if self.origin is not None:
            args.append(f"origin={self.origin!r}")
        if self.submodule_search_locations is not None:
            args.append(f"submodule_search_locations={self.submodule_search_locations}")
        return f"{self.__class__.__name__}({', '.join(args)})"

    def __eq__(self, other):
        try:
            return (
                self.name == other.name
                and self.loader == other.loader
                and self.origin == other.origin
                and self.submodule_search_locations == other.submodule_search_locations
                and self.cached == other.cached
                and self.has_location == other.has_location
            )
        except AttributeError:
            return NotImplemented

    @property
    def cached(self):
        """Always ``None`` in an image: there is no bytecode."""
        return self._cached

    @cached.setter
    def cached(self, value):
        self._cached = value

    @property
    def parent(self):
        """The name of the package the module is in, or is."""
        if self.submodule_search_locations is None:
            return self.name.rpartition(".")[0]
        return self.name

    @property
    def has_location(self):
        """Whether ``origin`` names a file."""
        return self._set_fileattr

    @has_location.setter
    def has_location(self, value):
        self._set_fileattr = bool(value)


class ImageLoader:
    """The loader of modules that are compiled into the image."""

    def __repr__(self):
        return "<image loader>"

    def create_module(self, spec):
        """Modules of the image exist already."""
        return None

    def exec_module(self, module):
        """Bodies run when the module is first imported."""

    def load_module(self, name):
        """Import a module of the image."""
        __import__(name)
        return MODULES[name]

    def is_package(self, name):
        """Whether a module of the image is a package."""
        return hasattr(self.load_module(name), "__path__")

    def get_code(self, name):
        """There is no bytecode in an image."""
        return None

    def get_source(self, name):
        """The text of a module's file, if the program has put one there: an image has none."""
        io = MODULES.get("io")  # every image has this loader, few have files
        try:
            with io.open(self.get_filename(name), encoding="utf-8") as file:
                return file.read()
        except (AttributeError, OSError):
            return None

    def get_filename(self, name):
        """The file a module was compiled from."""
        return self.load_module(name).__file__


MODULES: dict = {}
LOADER = ImageLoader()
