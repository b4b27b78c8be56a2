"""Module specs and the one loader of all modules in an image."""

from tamapy.runtime import specs


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
        """Run a module's body in it, or in another module of the same name."""
        specs.execute(module.__name__, module)

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

    def get_data(self, path):
        """The content of a file, which the image or the program has put there."""
        with MODULES["io"].open(path, "rb") as file:
            return file.read()

    def get_resource_reader(self, name):
        """What ``importlib.resources`` reads a package's data by."""
        return MODULES["importlib.readers"].FileReader(_Beside(self.load_module(name)))

    def get_filename(self, name):
        """The file a module was compiled from."""
        return self.load_module(name).__file__


class _Beside:
    """Tells the path of a module in a package."""

    def __init__(self, package):
        self.path = package.__path__[0] + "/__init__.py"


class PathFinder:
    """The finder in ``sys.meta_path``: of modules, and of the distributions they come from."""

    @staticmethod
    def find_spec(fullname, path=None, target=None):
        """The spec of a module of the image, ``None`` if there is none."""
        module = MODULES.get(fullname)
        return specs.find(fullname) if module is None else module.__spec__

    @staticmethod
    def find_distributions(context=None):
        """The distributions whose metadata are in ``sys.path``."""
        metadata = MODULES["importlib.metadata"]  # it is what calls this
        if context is None:
            context = metadata.DistributionFinder.Context()
        return metadata.MetadataPathFinder.find_distributions(context)

    @staticmethod
    def invalidate_caches():
        """Forget what directories had in them."""
        metadata = MODULES.get("importlib.metadata")
        if metadata is not None:
            metadata.MetadataPathFinder.invalidate_caches()


MODULES: dict = {}
LOADER = ImageLoader()
