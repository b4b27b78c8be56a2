"""What every random program uses."""


def clamp(value):
    """A value that cannot grow without bounds in a loop."""
    kind = type(value)
    if kind is int:
        return value if -(1 << 100) < value < 1 << 100 else value % 1000003
    if kind in (str, bytes, list):
        return value[:40]
    if kind is dict and len(value) > 20:
        return dict(list(value.items())[:20])
    return value


class Turns:
    """Ends loops that would not end."""

    def __init__(self):
        self.count = 0

    def left(self):
        """Whether a loop may have another turn."""
        self.count += 1
        return self.count % 6 != 0 and self.count < 60


class Around:
    """A context that tells of its ends."""

    def __init__(self, name):
        self.name = name

    def __enter__(self):
        print("enter", self.name)
        return self

    def __exit__(self, kind, value, trace):
        print("exit", self.name, kind and kind.__name__)


class Swallow:
    """A context that ends some exceptions."""

    def __init__(self, *kinds):
        self.kinds = kinds

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        return kind is not None and issubclass(kind, self.kinds)


class Point:
    """A number with operators."""

    __match_args__ = ("size", "other")

    def __init__(self, size, other):
        self.size = size
        self.other = other

    @property
    def name(self):
        """A text computed."""
        return f"p{self.size}"

    def grow(self, more):
        """Change the number; the former one."""
        before = self.size
        self.size = clamp(self.size + more)
        return before

    def moved(self, by):
        """Another one of the same class."""
        return Point(clamp(self.size + by), self.other)

    def __add__(self, other):
        if not isinstance(other, Point):
            return NotImplemented
        return Point(clamp(self.size + other.size), other.other)

    def __eq__(self, other):
        return isinstance(other, Point) and self.size == other.size

    def __hash__(self):
        return hash(self.size)

    def __lt__(self, other):
        return self.size < other.size

    def __len__(self):
        return self.other if self.other < 100 else 0

    def __getitem__(self, index):
        return (self.size, self.other)[index]

    def __contains__(self, value):
        return value == self.size

    def __repr__(self):
        return f"{type(self).__name__}({self.size}, {self.other!r})"


class Named(Point):
    """One with a name of its own."""

    name = None
    extra = "class"

    def __init__(self, name, size):
        super().__init__(size, 1)
        self.name = name

    def grow(self, more):
        """Twice as much."""
        return super().grow(more) + super().grow(more)

    def __bool__(self):
        return bool(self.name)

    def __iter__(self):
        yield self.size
        yield from (1, 2)


def count_up(limit):
    """Numbers; who asks for all of them is counted."""
    number = 0
    while number < limit:
        yield number
        number += 1
    total[0] += number


def first(generator):
    """What a generator gives first. It is closed: CPython would do so at once, we at some time."""
    try:
        return next(generator, 3)
    finally:
        generator.close()


total = [0]
