"""Stand-in for ``_functools``: ``partial``, ``reduce``, and the cache of ``functools.lru_cache``.

The cache's keys are plain texts, numbers and tuples, whose hashes the freezer knows;
CPython's twin in Python keeps hashes of the build machine in objects of its own.
"""

from types import GenericAlias, MethodType, NoneType

_SENTINEL = object()
_PLAIN = (int, str)
#: Which partial objects are being shown: they may hold themselves.
_shown = set()


class _lru_cache_wrapper:
    """A function with a cache of its results, the least recently used ones dropped first."""

    def __init__(self, user_function, maxsize, typed, cache_info_type):
        if not callable(user_function):
            raise TypeError("the first argument must be callable")
        if maxsize is not None:
            if not isinstance(maxsize, int):
                raise TypeError("maxsize should be integer or None")
            maxsize = max(maxsize, 0)
        self._function = user_function
        self._maxsize = maxsize
        self._typed = typed
        self._info = cache_info_type
        self._hits = 0
        self._misses = 0
        self._cache = {}

    def __call__(self, /, *args, **kwargs):
        if self._maxsize == 0:
            self._misses += 1
            return self._function(*args, **kwargs)
        key = self._key(args, kwargs)
        cache = self._cache
        found = cache.get(key, _SENTINEL)
        if found is not _SENTINEL:
            self._hits += 1
            if self._maxsize is not None:
                # A dict keeps the order of insertion: what was used goes to its end.
                del cache[key]
                cache[key] = found
            return found
        self._misses += 1
        result = self._function(*args, **kwargs)
        if self._maxsize is None:
            cache[key] = result
        elif key not in cache:
            if len(cache) >= self._maxsize:
                for oldest in cache:
                    break
                del cache[oldest]
            cache[key] = result
        return result

    def _key(self, args, kwargs):
        if not self._typed and not kwargs and len(args) == 1 and type(args[0]) in _PLAIN:
            return args[0]
        key = args
        if kwargs:
            key += (_SENTINEL,)
            for item in kwargs.items():
                key += item
        if self._typed:
            key += tuple(type(value) for value in args)
            if kwargs:
                key += tuple(type(value) for value in kwargs.values())
        return key

    def __get__(self, instance, owner=None):
        return self if instance is None else MethodType(self, instance)

    def cache_info(self):
        """Report cache statistics"""
        return self._info(self._hits, self._misses, self._maxsize, len(self._cache))

    def cache_clear(self):
        """Clear the cache and cache statistics"""
        self._hits = self._misses = 0
        self._cache.clear()

    def __reduce__(self):
        return self.__qualname__

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


_lru_cache_wrapper.__module__ = "functools"


class partial:  # noqa: N801
    """A function with some of its arguments given beforehand."""

    __slots__ = ("__dict__", "__weakref__", "_args", "_func", "_keywords")

    def __new__(cls, /, *args, **keywords):
        if not args:
            raise TypeError("type 'partial' takes at least one argument")
        func, args = args[0], args[1:]
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if type(func).__call__ is partial.__call__ and not func.__dict__:
            args = func._args + args
            keywords = {**func._keywords, **keywords}
            func = func._func
        self = super().__new__(cls)
        self._func = func
        self._args = args
        self._keywords = keywords
        return self

    def __call__(self, /, *args, **keywords):
        if keywords:
            return self._func(*self._args, *args, **{**self._keywords, **keywords})
        if self._keywords:
            return self._func(*self._args, *args, **self._keywords)
        return self._func(*self._args, *args)

    @property
    def func(self):
        """The function itself."""
        return self._func

    @property
    def args(self):
        """What is given before other arguments."""
        return self._args

    @property
    def keywords(self):
        """The keyword arguments given."""
        return self._keywords

    def __repr__(self):
        if id(self) in _shown:
            return "..."
        _shown.add(id(self))
        try:
            given = [repr(self._func), *(repr(value) for value in self._args)]
            given += [f"{key}={value!r}" for key, value in self._keywords.items()]
        finally:
            _shown.discard(id(self))
        name = "functools.partial" if type(self) is partial else type(self).__name__
        return f"{name}({', '.join(given)})"

    def __reduce__(self):
        own = self.__dict__ or None
        return type(self), (self._func,), (self._func, self._args, self._keywords, own)

    def __setstate__(self, state, /):
        if not isinstance(state, tuple) or len(state) != 4:
            raise TypeError("invalid partial state")
        func, args, keywords, own = state
        if not callable(func) or not isinstance(args, tuple):
            raise TypeError("invalid partial state")
        if not isinstance(keywords, (dict, NoneType)):
            raise TypeError("invalid partial state")
        self._func = func
        self._args = args if type(args) is tuple else tuple(args)
        self._keywords = keywords if type(keywords) is dict else dict(keywords or ())
        self.__dict__ = {} if own is None else own

    __class_getitem__ = classmethod(GenericAlias)


partial.__module__ = "functools"


class _Key:
    """What ``cmp_to_key`` wraps an object in, to be compared by its function."""

    __slots__ = ("_compare", "obj")
    __hash__ = None

    def __init__(self, compare, obj):
        self._compare = compare
        self.obj = obj

    def _order(self, other):
        if type(other) is not _Key:
            raise TypeError("other argument must be K instance")
        return self._compare(self.obj, other.obj)

    def __lt__(self, other):  # the one that sorting uses
        if type(other) is not _Key:
            return self._order(other) < 0
        return self._compare(self.obj, other.obj) < 0

    def __gt__(self, other):
        return self._order(other) > 0

    def __eq__(self, other):
        return self._order(other) == 0

    def __le__(self, other):
        return self._order(other) <= 0

    def __ge__(self, other):
        return self._order(other) >= 0


_Key.__module__ = "functools"
_Key.__name__ = _Key.__qualname__ = "KeyWrapper"


def cmp_to_key(mycmp):
    """Convert a cmp= function into a key= function."""

    def key(obj):
        return _Key(mycmp, obj)

    return key


def reduce(function, iterable, initial=_SENTINEL, /):
    """Combine the items of an iterable, from the left."""
    try:
        items = iter(iterable)
    except TypeError:
        raise TypeError("reduce() arg 2 must support iteration") from None
    result = initial
    if result is _SENTINEL:
        for result in items:
            break
        else:
            raise TypeError("reduce() of empty iterable with no initial value")
    for item in items:
        result = function(result, item)
    return result
