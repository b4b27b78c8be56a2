"""``itertools``: iterators for efficient looping."""

from _operator import index as _index

_MISSING = object()


class _Iterator:
    """What all of them have in common."""

    __slots__ = ()

    def __iter__(self):
        return self


def _clamped(state, limits):
    """Indices of a state that is put back, none beyond its limit."""
    if not isinstance(state, tuple) or len(state) != len(limits):
        raise ValueError("invalid arguments")
    return [max(0, min(index, limit)) for index, limit in zip(state, limits)]


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

    __slots__ = ("_source", "_saved", "_at", "_saves")

    def __init__(self, iterable, /):
        self._source = iter(iterable)
        self._saved = []
        self._at = 0
        self._saves = True

    def __next__(self):
        if self._source is not None:
            for item in self._source:
                if self._saves:
                    self._saved.append(item)
                return item
            self._source = None
        if not self._saved:
            raise StopIteration
        at = self._at
        self._at = (at + 1) % len(self._saved)
        return self._saved[at]

    def __reduce__(self):
        if self._source is None:
            return type(self), (iter(self._saved[self._at:]),), (self._saved, 1)
        return type(self), (self._source,), (self._saved, int(not self._saves))

    def __setstate__(self, state):
        saved, is_complete = state if isinstance(state, tuple) and len(state) == 2 else (0, 0)
        if not isinstance(saved, list) or not isinstance(is_complete, int):
            raise TypeError("state is not a 2-tuple of a list and an integer")
        self._saved = saved
        self._saves = not is_complete


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

    def __reduce__(self):
        if self._total is None:  # no state that could be told from none
            again = type(self)(chain((None,), self._source), self._function)
            return islice, (again, 1, None)
        if self._total is _MISSING:
            return type(self), (self._source, self._function)
        return type(self), (self._source, self._function), self._total

    def __setstate__(self, state):
        self._total = state


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

    def __reduce__(self):
        if self._sources is None:
            return type(self), ()
        active = () if self._current is None else (self._current,)
        return type(self), (), (self._sources, *active)

    def __setstate__(self, state):
        if not isinstance(state, tuple):
            raise TypeError("state is not a tuple")
        if not 1 <= len(state) <= 2:
            raise TypeError(f"function expected at most 2 arguments, got {len(state)}")
        if not all(hasattr(part, "__next__") for part in state):
            raise TypeError("Arguments must be iterators.")
        self._sources = state[0]
        self._current = state[1] if len(state) == 2 else None

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

    def __reduce__(self):
        return type(self), (self._data, self._selectors)


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

    def __reduce__(self):
        return type(self), (self._predicate, self._source), self._started

    def __setstate__(self, state):
        self._started = bool(state)


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

    def __reduce__(self):
        return type(self), (self._predicate, self._source), self._ended

    def __setstate__(self, state):
        self._ended = bool(state)


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

    def __reduce__(self):
        return type(self), (self._predicate, self._source)


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
        if self._key is _MISSING:
            self._step()
        elif self._target is not _MISSING:
            while self._key is self._target or self._key == self._target:
                self._step()
        self._target = self._key
        return (self._key, _grouper(self, self._key))

    def __reduce__(self):
        if self._item is _MISSING or self._target is _MISSING:
            return type(self), (self._source, self._function)
        state = (self._key, self._item, self._target)
        return type(self), (self._source, self._function), state

    def __setstate__(self, state):
        if not isinstance(state, tuple):
            raise TypeError("state is not a tuple")
        self._key, self._item, self._target = state


class _grouper(_Iterator):
    """One run."""

    __slots__ = ("_parent", "_key")

    def __init__(self, parent, key, /):
        self._parent = parent
        self._key = key
        parent._current = self

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

    def __reduce__(self):
        if self._parent._current is not self:
            return iter, ((),)
        return type(self), (self._parent, self._key)


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
        problem = "Step for islice() must be a positive integer or None."
        step = _slice_bound(step, problem)
        if step == 0:
            raise ValueError(problem)
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

    def __reduce__(self):
        if self._source is None:
            return type(self), (iter(()), 0)
        return type(self), (self._source, self._next, self._stop, self._step), self._at

    def __setstate__(self, state):
        self._at = _index(state)


class starmap(_Iterator):
    """A function called with the items of an iterable as its arguments."""

    __slots__ = ("_function", "_source")

    def __init__(self, function, iterable, /):
        self._function = function
        self._source = iter(iterable)

    def __next__(self):
        return self._function(*next(self._source))

    def __reduce__(self):
        return type(self), (self._function, self._source)


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
        if self._source is not None:  # the iterator may have come back to this one
            old = self._old
            for item in self._source:
                self._old = item
                return (old, item)
        self._source = None
        self._old = _MISSING
        raise StopIteration


#: Items that iterators made by ``tee`` keep together.
_BLOCK = 57


class _tee_dataobject:
    """Items that one of a family of iterators has taken already, and those that follow."""

    __slots__ = ("_source", "_values", "_next", "_is_running")

    def __init__(self, source, values, following, /):
        self._source = source
        self._values = values
        self._next = following
        self._is_running = False

    def _take(self):
        if self._is_running:
            raise RuntimeError("cannot re-enter the tee iterator")
        self._is_running = True
        try:
            item = next(self._source)
        finally:
            self._is_running = False
        self._values.append(item)
        return item

    def _following(self):
        if self._next is None:
            self._next = _tee_dataobject(self._source, [], None)
        return self._next

    def __reduce__(self):
        return type(self), (self._source, self._values, self._next)


class _tee(_Iterator):
    """One of the iterators that ``tee`` makes: a walk along shared blocks of items."""

    __slots__ = ("_block", "_at", "__weakref__")

    def __init__(self, iterable, /):
        source = iter(iterable)
        if isinstance(source, _tee):
            self._block, self._at = source._block, source._at
        else:
            self._block, self._at = _tee_dataobject(source, [], None), 0

    def __next__(self):
        at = self._at
        if at == _BLOCK:
            self._block = self._block._following()
            at = 0
        values = self._block._values
        item = values[at] if at < len(values) else self._block._take()
        self._at = at + 1
        return item

    def __copy__(self):
        return _tee(self)

    def __reduce__(self):
        return type(self), ((),), (self._block, self._at)

    def __setstate__(self, state):
        if not isinstance(state, tuple):
            raise TypeError("state is not a tuple")
        self._block, self._at = state


def tee(iterable, n=2, /):
    """``n`` independent iterators over one iterable."""
    if n < 0:
        raise ValueError("n must be >= 0")
    if n == 0:
        return ()
    first = iter(iterable)
    if not hasattr(first, "__copy__"):
        first = _tee(first)
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

    def __reduce__(self):
        sources = [() if source is None else source for source in self._sources]
        return type(self), tuple(sources), self._fill

    def __setstate__(self, state):
        self._fill = state


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

    def __reduce__(self):
        if self._pools is None:
            return type(self), ((),)
        if self._indices is None:
            return type(self), tuple(self._pools)
        return type(self), tuple(self._pools), tuple(self._indices)

    def __setstate__(self, state):
        limits = [len(pool) - 1 for pool in self._pools]
        self._indices = _clamped(state, limits)
        if -1 in limits:
            self._pools = None


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

    def __reduce__(self):
        if self._ended:
            return type(self), ((), self._r)
        if self._indices is None:
            return type(self), (self._pool, self._r)
        return type(self), (self._pool, self._r), (tuple(self._indices), tuple(self._cycles))

    def __setstate__(self, state):
        indices, cycles = state
        n = len(self._pool)
        self._indices = _clamped(indices, [n - 1] * n)
        self._cycles = _clamped(cycles, [n - i for i in range(self._r)])


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

    def __reduce__(self):
        if self._ended:
            return type(self), ((), self._r)
        if self._indices is None:
            return type(self), (self._pool, self._r)
        return type(self), (self._pool, self._r), tuple(self._indices)

    def __setstate__(self, state):
        n = len(self._pool)
        self._indices = _clamped(state, [i + n - self._r for i in range(self._r)])


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

    __reduce__ = combinations.__reduce__

    def __setstate__(self, state):
        self._indices = _clamped(state, [len(self._pool) - 1] * self._r)
