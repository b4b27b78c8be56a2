"""``deque``, ``defaultdict`` and the attributes of named tuples.

The rest of ``collections`` is CPython's own Python.
"""

from _operator import index as _index

_FEWEST = 8


class deque:
    """A list with fast ends: a ring of slots."""

    __slots__ = ("_ring", "_first", "_count", "_maxlen", "_changes", "__weakref__")

    def __new__(cls, *args, **kwargs):
        self = object.__new__(cls)
        self._ring = [None] * _FEWEST
        self._first = 0
        self._count = 0
        self._maxlen = None
        self._changes = 0
        return self

    def __init__(self, iterable=(), maxlen=None):
        if maxlen is not None:
            if not isinstance(maxlen, int):
                raise TypeError("an integer is required")
            if maxlen < 0:
                raise ValueError("maxlen must be non-negative")
        self._maxlen = maxlen
        self.clear()
        self.extend(iterable)

    @property
    def maxlen(self):
        """The greatest length, ``None`` if there is none."""
        return self._maxlen

    def _grow(self):
        ring = self._ring
        first = self._first
        self._ring = ring[first:] + ring[:first] + [None] * len(ring)
        self._first = 0

    def append(self, item, /):
        """Add at the right end."""
        if self._maxlen is not None and self._count >= self._maxlen:
            if not self._maxlen:
                return
            self.popleft()
        if self._count == len(self._ring):
            self._grow()
        ring = self._ring
        ring[(self._first + self._count) & (len(ring) - 1)] = item
        self._count += 1
        self._changes += 1

    def appendleft(self, item, /):
        """Add at the left end."""
        if self._maxlen is not None and self._count >= self._maxlen:
            if not self._maxlen:
                return
            self.pop()
        if self._count == len(self._ring):
            self._grow()
        ring = self._ring
        self._first = (self._first - 1) & (len(ring) - 1)
        ring[self._first] = item
        self._count += 1
        self._changes += 1

    def pop(self):
        """Remove and return the rightmost item."""
        if not self._count:
            raise IndexError("pop from an empty deque")
        self._count -= 1
        self._changes += 1
        ring = self._ring
        at = (self._first + self._count) & (len(ring) - 1)
        item = ring[at]
        ring[at] = None
        return item

    def popleft(self):
        """Remove and return the leftmost item."""
        if not self._count:
            raise IndexError("pop from an empty deque")
        ring = self._ring
        at = self._first
        item = ring[at]
        ring[at] = None
        self._first = (at + 1) & (len(ring) - 1)
        self._count -= 1
        self._changes += 1
        return item

    def extend(self, iterable, /):
        """Add items at the right end."""
        if iterable is self:
            iterable = list(iterable)
        for item in iterable:
            self.append(item)

    def extendleft(self, iterable, /):
        """Add items at the left end, one after the other."""
        if iterable is self:
            iterable = list(iterable)
        for item in iterable:
            self.appendleft(item)

    def clear(self):
        """Remove everything."""
        self._ring = [None] * _FEWEST
        self._first = self._count = 0
        self._changes += 1

    def copy(self):
        """A shallow copy."""
        if type(self) is deque:
            return deque(self, self._maxlen)
        if self._maxlen is None:
            return type(self)(self)
        return type(self)(self, self._maxlen)

    __copy__ = copy

    def _list(self):
        ring = self._ring
        end = self._first + self._count
        if end <= len(ring):
            return ring[self._first:end]
        return ring[self._first:] + ring[:end - len(ring)]

    def _place(self, index):
        """The slot of an index, which may be negative."""
        if index < 0:
            index += self._count
        if not 0 <= index < self._count:
            raise IndexError("deque index out of range")
        return (self._first + index) & (len(self._ring) - 1)

    def __getitem__(self, index, /):
        return self._ring[self._place(_subscript(index))]

    def __setitem__(self, index, value, /):
        self._ring[self._place(_subscript(index))] = value

    def __delitem__(self, index, /):
        index = _subscript(index)
        self._place(index)
        items = self._list()
        del items[index]
        self._replace(items)

    def _replace(self, items):
        size = _FEWEST
        while size < len(items):
            size *= 2
        self._count = len(items)
        self._first = 0
        self._ring = items + [None] * (size - len(items))
        self._changes += 1

    def rotate(self, n=1, /):
        """Move ``n`` items from the right end to the left."""
        if not self._count:
            return
        n = _index(n) % self._count
        items = self._list()
        self._replace(items[-n:] + items[:-n] if n else items)

    def reverse(self):
        """Reverse in place."""
        items = self._list()
        items.reverse()
        self._replace(items)

    def count(self, value, /):
        """How often a value occurs."""
        found = 0
        for item in self:
            if item is value or item == value:
                found += 1
        return found

    def index(self, value, start=0, stop=None, /):
        """Where a value first occurs."""
        low, high, _ = slice(start, stop).indices(self._count)
        changes = self._changes
        for i in range(low, high):
            item = self._ring[(self._first + i) & (len(self._ring) - 1)]
            equal = item is value or item == value
            if changes != self._changes:
                raise RuntimeError("deque mutated during iteration")
            if equal:
                return i
        raise ValueError(f"{value!r} is not in deque")

    def insert(self, index, value, /):
        """Insert before an index."""
        if self._maxlen is not None and self._count >= self._maxlen:
            raise IndexError("deque already at its maximum size")
        items = self._list()
        items.insert(index, value)
        self._replace(items)

    def remove(self, value, /):
        """Remove the first occurrence of a value."""
        changes = self._changes
        items = self._list()
        for i in range(len(items)):
            equal = items[i] is value or items[i] == value
            if changes != self._changes:
                raise IndexError("deque mutated during remove().")
            if equal:
                del items[i]
                self._replace(items)
                return
        raise ValueError(f"{value!r} is not in deque")

    def __len__(self):
        return self._count

    def __bool__(self):
        return self._count != 0

    def __contains__(self, value, /):
        for item in self:
            if item is value or item == value:
                return True
        return False

    def __iter__(self):
        return _deque_iterator(self)

    def __reversed__(self):
        return _deque_reverse_iterator(self)

    def __add__(self, other, /):
        if not isinstance(other, deque):
            raise TypeError(
                f'can only concatenate deque (not "{type(other).__name__}") to deque'
            )
        made = self.copy()
        made.extend(other)
        return made

    def __iadd__(self, other, /):
        self.extend(other)
        return self

    def __mul__(self, times, /):
        return type(self)(self._list() * times, self._maxlen)

    __rmul__ = __mul__

    def __imul__(self, times, /):
        items = self._list() * times
        if self._maxlen is not None and len(items) > self._maxlen:
            items = items[len(items) - self._maxlen:]
        self._replace(items)
        return self

    def __eq__(self, other, /):
        return self._list() == other._list() if isinstance(other, deque) else NotImplemented

    def __lt__(self, other, /):
        return self._list() < other._list() if isinstance(other, deque) else NotImplemented

    def __le__(self, other, /):
        return self._list() <= other._list() if isinstance(other, deque) else NotImplemented

    def __gt__(self, other, /):
        return self._list() > other._list() if isinstance(other, deque) else NotImplemented

    def __ge__(self, other, /):
        return self._list() >= other._list() if isinstance(other, deque) else NotImplemented

    def __repr__(self):
        if id(self) in _repr_running:
            return "[...]"
        _repr_running.add(id(self))
        try:
            items = repr(self._list())
        finally:
            _repr_running.discard(id(self))
        if self._maxlen is None:
            return f"{type(self).__name__}({items})"
        return f"{type(self).__name__}({items}, maxlen={self._maxlen})"

    def _state(self):
        """What subclasses add to an instance."""
        state = self.__getstate__()
        if not isinstance(state, tuple):
            return state
        added = {name: value for name, value in state[1].items() if name not in deque.__slots__}
        return (state[0], added) if added else state[0]

    def __reduce__(self):
        state = self._state()
        if self._maxlen is None:
            return type(self), (), state, iter(self)
        return type(self), ((), self._maxlen), state, iter(self)

    def __class_getitem__(cls, item, /):
        return type(list[int])(cls, item)


deque.__module__ = "collections"
_repr_running = set()


def _subscript(index):
    if isinstance(index, slice) or not hasattr(type(index), "__index__"):
        raise TypeError(f"sequence index must be integer, not '{type(index).__name__}'")
    return _index(index)


class _deque_iterator:
    """From left to right."""

    __slots__ = ("_deque", "_at", "_changes")

    def __init__(self, deque, index=0, /):
        self._deque = deque
        self._at = index
        self._changes = deque._changes

    def __iter__(self):
        return self

    def __next__(self):
        deque = self._deque
        if self._changes != deque._changes:
            self._at = deque._count
            raise RuntimeError("deque mutated during iteration")
        if self._at >= deque._count:
            raise StopIteration
        item = deque._ring[(deque._first + self._at) & (len(deque._ring) - 1)]
        self._at += 1
        return item

    def __length_hint__(self):
        return max(0, self._deque._count - self._at)

    def __reduce__(self):
        return type(self), (self._deque, self._at)


class _deque_reverse_iterator(_deque_iterator):
    """From right to left."""

    __slots__ = ()

    def __next__(self):
        deque = self._deque
        if self._changes != deque._changes:
            self._at = deque._count
            raise RuntimeError("deque mutated during iteration")
        if self._at >= deque._count:
            raise StopIteration
        self._at += 1
        place = deque._first + deque._count - self._at
        return deque._ring[place & (len(deque._ring) - 1)]


class defaultdict(dict):
    """A dict that makes missing values."""

    __slots__ = ("default_factory", "__weakref__")

    def __init__(self, default_factory=None, /, *args, **kwargs):
        if default_factory is not None and not callable(default_factory):
            raise TypeError("first argument must be callable or None")
        self.default_factory = default_factory
        dict.__init__(self, *args, **kwargs)

    def __missing__(self, key, /):
        if self.default_factory is None:
            raise KeyError(key)
        self[key] = value = self.default_factory()
        return value

    def __repr__(self):
        if id(self) in _repr_running:
            factory = "..."
        else:
            _repr_running.add(id(self))
            try:
                factory = repr(self.default_factory)
            finally:
                _repr_running.discard(id(self))
        return f"{type(self).__name__}({factory}, {dict.__repr__(self)})"

    def copy(self):
        """A shallow copy."""
        return type(self)(self.default_factory, self)

    __copy__ = copy

    def __reduce__(self):
        args = () if self.default_factory is None else (self.default_factory,)
        return type(self), args, None, None, iter(self.items())

    def __or__(self, other, /):
        if not isinstance(other, dict):
            return NotImplemented
        made = self.copy()
        made.update(other)
        return made

    def __ror__(self, other, /):
        if not isinstance(other, dict):
            return NotImplemented
        made = type(self)(self.default_factory, other)
        made.update(self)
        return made


defaultdict.__module__ = "collections"


class _tuplegetter:
    # The attribute of a named tuple that shows an item; each has a docstring of its own.
    __slots__ = ("_index", "__doc__")

    def __init__(self, index, doc, /):
        self._index = _index(index)
        self.__doc__ = doc

    def __get__(self, instance, owner=None, /):
        if instance is None:
            return self
        if not isinstance(instance, tuple):
            raise TypeError(
                f"descriptor for index '{self._index}' for tuple subclasses doesn't apply to "
                f"'{type(instance).__name__}' object"
            )
        if self._index >= tuple.__len__(instance):
            raise IndexError("tuple index out of range")
        return tuple.__getitem__(instance, self._index)

    def __set__(self, instance, value, /):
        raise AttributeError("can't set attribute")

    def __delete__(self, instance, /):
        raise AttributeError("can't delete attribute")

    def __reduce__(self):
        return type(self), (self._index, self.__doc__)

    def __repr__(self):
        return f"{type(self).__name__}({self._index}, {self.__doc__!r})"


_tuplegetter.__module__ = "collections"
