"""``itertools``: iterators for efficient looping."""

from _operator import index as _index

_MISSING = object()


class _Iterator:
    """What all of them have in common."""

    __slots__ = ()

    def __iter__(self):
        return self


class count(_Iterator):
    """Values from ``start`` on, ``step`` apart."""

    __slots__ = ("_next", "_step")

    def __init__(self, start=0, step=1):
        for value in (start, step):
            if isinstance(value, (str, bytes)) or not hasattr(value, "__add__"):
                raise TypeError("a number is required")
        self._next = start
        self._step = step

    def __next__(self):
        value = self._next
        self._next = value + self._step
        return value

    def __repr__(self):
        if isinstance(self._step, int) and self._step == 1:
            return f"count({self._next!r})"
        return f"count({self._next!r}, {self._step!r})"

    def __reduce__(self):
        if isinstance(self._step, int) and self._step == 1:
            return type(self), (self._next,)
        return type(self), (self._next, self._step)


class cycle(_Iterator):
    """The items of an iterable again and again."""

    __slots__ = ("_source", "_saved", "_at")

    def __init__(self, iterable, /):
        self._source = iter(iterable)
        self._saved = []
        self._at = 0

    def __next__(self):
        if self._source is not None:
            for item in self._source:
                self._saved.append(item)
                return item
            self._source = None
        if not self._saved:
            raise StopIteration
        at = self._at
        self._at = (at + 1) % len(self._saved)
        return self._saved[at]


class repeat(_Iterator):
    """The same object, ``times`` times or for ever."""

    __slots__ = ("_item", "_left")

    def __init__(self, object, times=_MISSING):  # noqa: A002
        self._item = object
        self._left = None if times is _MISSING else max(0, _index(times))

    def __next__(self):
        if self._left is not None:
            if self._left == 0:
                raise StopIteration
            self._left -= 1
        return self._item

    def __length_hint__(self):
        if self._left is None:
            raise TypeError("len() of unsized object")
        return self._left

    def __repr__(self):
        if self._left is None:
            return f"repeat({self._item!r})"
        return f"repeat({self._item!r}, {self._left})"

    def __reduce__(self):
        if self._left is None:
            return type(self), (self._item,)
        return type(self), (self._item, self._left)


class accumulate(_Iterator):
    """Running totals."""

    __slots__ = ("_source", "_function", "_total")

    def __init__(self, iterable, func=None, *, initial=None):
        self._source = iter(iterable)
        self._function = func
        self._total = _MISSING
        if initial is not None:
            self._source = chain((initial,), self._source)

    def __next__(self):
        item = next(self._source)
        if self._total is _MISSING:
            self._total = item
        elif self._function is None:
            self._total = self._total + item
        else:
            self._total = self._function(self._total, item)
        return self._total


class chain(_Iterator):
    """The items of one iterable after the other."""

    __slots__ = ("_sources", "_current")

    def __init__(self, *iterables):
        self._sources = iter(iterables)
        self._current = None

    @classmethod
    def from_iterable(cls, iterable, /):
        """A chain of the iterables that an iterable gives."""
        made = cls()
        made._sources = iter(iterable)
        return made

    def __next__(self):
        while True:
            if self._current is None:
                if self._sources is None:
                    raise StopIteration
                for source in self._sources:
                    self._current = iter(source)
                    break
                else:
                    self._sources = None
                    raise StopIteration
            for item in self._current:
                return item
            self._current = None

    def __class_getitem__(cls, item):
        import types

        return types.GenericAlias(cls, item)


class compress(_Iterator):
    """The items whose selector is true."""

    __slots__ = ("_data", "_selectors")

    def __init__(self, data, selectors):
        self._data = iter(data)
        self._selectors = iter(selectors)

    def __next__(self):
        while True:
            item = next(self._data)
            if next(self._selectors):
                return item


class dropwhile(_Iterator):
    """The items from the first on for which a predicate is false."""

    __slots__ = ("_predicate", "_source", "_started")

    def __init__(self, predicate, iterable, /):
        self._predicate = predicate
        self._source = iter(iterable)
        self._started = False

    def __next__(self):
        while True:
            item = next(self._source)
            if self._started:
                return item
            if not self._predicate(item):
                self._started = True
                return item


class takewhile(_Iterator):
    """The items as long as a predicate is true."""

    __slots__ = ("_predicate", "_source", "_ended")

    def __init__(self, predicate, iterable, /):
        self._predicate = predicate
        self._source = iter(iterable)
        self._ended = False

    def __next__(self):
        if self._ended:
            raise StopIteration
        item = next(self._source)
        if self._predicate(item):
            return item
        self._ended = True
        raise StopIteration


class filterfalse(_Iterator):
    """The items for which a predicate is false."""

    __slots__ = ("_predicate", "_source")

    def __init__(self, predicate, iterable, /):
        self._predicate = predicate
        self._source = iter(iterable)

    def __next__(self):
        predicate = self._predicate
        for item in self._source:
            if not (item if predicate is None or predicate is bool else predicate(item)):
                return item
        raise StopIteration


class groupby(_Iterator):
    """Runs of items with the same key."""

    __slots__ = ("_source", "_function", "_key", "_target", "_item", "_current")

    def __init__(self, iterable, key=None):
        self._source = iter(iterable)
        self._function = key
        self._key = self._target = self._item = _MISSING
        self._current = None

    def _step(self):
        item = next(self._source)
        self._key = item if self._function is None else self._function(item)
        self._item = item

    def __next__(self):
        self._current = None
        while self._key is self._target or self._key == self._target:
            self._step()
        self._target = self._key
        self._current = _Group(self, self._key)
        return (self._key, self._current)


class _Group(_Iterator):
    """One run."""

    __slots__ = ("_parent", "_key")

    def __init__(self, parent, key):
        self._parent = parent
        self._key = key

    def __next__(self):
        parent = self._parent
        if parent._current is not self:
            raise StopIteration
        if parent._item is _MISSING:
            parent._step()
        if not (parent._key is self._key or parent._key == self._key):
            raise StopIteration
        item = parent._item
        parent._item = _MISSING
        return item


def _slice_bound(value, what):
    if value is None:
        return None
    try:
        number = _index(value)
    except TypeError:
        number = -1
    if number < 0:
        raise ValueError(what)
    return number


class islice(_Iterator):
    """A slice of an iterator."""

    __slots__ = ("_source", "_next", "_stop", "_step", "_at")

    def __init__(self, iterable, /, *args):
        if not 1 <= len(args) <= 3:
            raise TypeError(f"islice expected at least 2 arguments, got {1 + len(args)}")
        only_stop = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize."
        indices = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize."
        start = step = None
        if len(args) == 1:
            stop = _slice_bound(args[0], only_stop)
        else:
            start = _slice_bound(args[0], indices)
            stop = _slice_bound(args[1], only_stop)
            if len(args) == 3:
                step = args[2]
        if step is not None and (not isinstance(step, int) or step < 1):
            raise ValueError("Step for islice() must be a positive integer or None.")
        self._source = iter(iterable)
        self._next = start or 0
        self._stop = stop
        self._step = step or 1
        self._at = 0

    def __next__(self):
        if self._source is None:
            raise StopIteration
        stop = self._stop
        wanted = self._next
        if stop is not None and wanted >= stop:
            while self._at < stop:
                self._skip()
            self._source = None
            raise StopIteration
        while self._at < wanted:
            self._skip()
        item = self._skip()
        self._next = wanted + self._step
        return item

    def _skip(self):
        for item in self._source:
            self._at += 1
            return item
        self._source = None
        raise StopIteration


class starmap(_Iterator):
    """A function called with the items of an iterable as its arguments."""

    __slots__ = ("_function", "_source")

    def __init__(self, function, iterable, /):
        self._function = function
        self._source = iter(iterable)

    def __next__(self):
        return self._function(*next(self._source))


class pairwise(_Iterator):
    """Overlapping pairs."""

    __slots__ = ("_source", "_old")

    def __init__(self, iterable, /):
        self._source = iter(iterable)
        self._old = _MISSING

    def __next__(self):
        if self._source is None:
            raise StopIteration
        if self._old is _MISSING:
            for item in self._source:
                self._old = item
                break
            else:
                self._source = None
                raise StopIteration
        for item in self._source:
            pair = (self._old, item)
            self._old = item
            return pair
        self._source = None
        raise StopIteration


class _tee(_Iterator):
    """One of the iterators that ``tee`` makes: a walk along a shared chain of cells."""

    __slots__ = ("_source", "_cell")

    def __init__(self, source, cell):
        self._source = source
        self._cell = cell

    def __next__(self):
        cell = self._cell
        if cell[1] is None:
            cell[0] = next(self._source)
            cell[1] = [None, None]
        self._cell = cell[1]
        return cell[0]

    def __copy__(self):
        return _tee(self._source, self._cell)


def tee(iterable, n=2, /):
    """``n`` independent iterators over one iterable."""
    if n < 0:
        raise ValueError("n must be >= 0")
    if n == 0:
        return ()
    source = iter(iterable)
    first = source if isinstance(source, _tee) else _tee(source, [None, None])
    return (first, *[first.__copy__() for _ in range(n - 1)])


class zip_longest(_Iterator):
    """Items side by side until the longest iterable ends."""

    __slots__ = ("_sources", "_active", "_fill")

    def __init__(self, *iterables, fillvalue=None, **unknown):
        if unknown:
            raise TypeError("zip_longest() got an unexpected keyword argument")
        self._sources = [iter(it) for it in iterables]
        self._active = len(self._sources)
        self._fill = fillvalue

    def __next__(self):
        if not self._active:
            raise StopIteration
        values = []
        sources = self._sources
        for i in range(len(sources)):
            value = self._fill
            if sources[i] is not None:
                try:
                    value = next(sources[i])
                except StopIteration:
                    sources[i] = None
                    self._active -= 1
                    if not self._active:
                        raise
            values.append(value)
        return tuple(values)


class product(_Iterator):
    """The cartesian product."""

    __slots__ = ("_pools", "_indices")

    def __init__(self, *iterables, repeat=1):
        if repeat < 0:
            raise ValueError("repeat argument cannot be negative")
        self._pools = [tuple(it) for it in iterables] * repeat
        self._indices = None

    def __next__(self):
        pools = self._pools
        if pools is None:
            raise StopIteration
        indices = self._indices
        if indices is None:
            if not all(pools):
                self._pools = None
                raise StopIteration
            indices = self._indices = [0] * len(pools)
        else:
            for i in range(len(pools) - 1, -1, -1):
                indices[i] += 1
                if indices[i] < len(pools[i]):
                    break
                indices[i] = 0
            else:
                self._pools = None
                raise StopIteration
        return tuple([pool[i] for pool, i in zip(pools, indices)])


class permutations(_Iterator):
    """All orders of ``r`` items."""

    __slots__ = ("_pool", "_r", "_indices", "_cycles", "_ended")

    def __init__(self, iterable, r=None):
        self._pool = tuple(iterable)
        n = len(self._pool)
        if r is not None and not isinstance(r, int):
            raise TypeError("Expected int as r")
        self._r = n if r is None else r
        if self._r < 0:
            raise ValueError("r must be non-negative")
        self._ended = self._r > n
        self._indices = None
        self._cycles = None

    def __next__(self):
        if self._ended:
            raise StopIteration
        pool, r, indices, cycles = self._pool, self._r, self._indices, self._cycles
        n = len(pool)
        if indices is None:
            self._indices = list(range(n))
            self._cycles = list(range(n, n - r, -1))
            return tuple(pool[:r])
        for i in range(r - 1, -1, -1):
            cycles[i] -= 1
            if cycles[i] == 0:
                moved = indices[i]
                del indices[i]
                indices.append(moved)
                cycles[i] = n - i
            else:
                j = n - cycles[i]
                indices[i], indices[j] = indices[j], indices[i]
                return tuple([pool[k] for k in indices[:r]])
        self._ended = True
        raise StopIteration


class combinations(_Iterator):
    """All choices of ``r`` items in order."""

    __slots__ = ("_pool", "_r", "_indices", "_ended")

    def __init__(self, iterable, r):
        self._pool = tuple(iterable)
        self._r = _index(r)
        if self._r < 0:
            raise ValueError("r must be non-negative")
        self._indices = None
        self._ended = self._r > len(self._pool)

    def __next__(self):
        if self._ended:
            raise StopIteration
        pool, r, indices = self._pool, self._r, self._indices
        n = len(pool)
        if indices is None:
            indices = self._indices = list(range(r))
        else:
            i = r - 1
            while i >= 0 and indices[i] == i + n - r:
                i -= 1
            if i < 0:
                self._ended = True
                raise StopIteration
            indices[i] += 1
            for j in range(i + 1, r):
                indices[j] = indices[j - 1] + 1
        return tuple([pool[i] for i in indices])


class combinations_with_replacement(_Iterator):
    """All choices of ``r`` items in order, items again allowed."""

    __slots__ = ("_pool", "_r", "_indices", "_ended")

    def __init__(self, iterable, r):
        self._pool = tuple(iterable)
        self._r = _index(r)
        if self._r < 0:
            raise ValueError("r must be non-negative")
        self._indices = None
        self._ended = not self._pool and self._r > 0

    def __next__(self):
        if self._ended:
            raise StopIteration
        pool, r = self._pool, self._r
        n = len(pool)
        if self._indices is None:
            self._indices = [0] * r
        else:
            indices = self._indices
            for i in range(r - 1, -1, -1):
                if indices[i] != n - 1:
                    break
            else:
                self._ended = True
                raise StopIteration
            indices[i:] = [indices[i] + 1] * (r - i)
        return tuple([pool[i] for i in self._indices])
