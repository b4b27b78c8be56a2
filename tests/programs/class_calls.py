"""Methods of classes and static methods, called again and again through classes and instances."""


class Base:
    scale = 2

    def __init__(self, value):
        self.value = value

    @classmethod
    def of(cls, value=1):
        return cls(value * cls.scale)

    @staticmethod
    def twice(value):
        return value * 2

    def both(self):
        return self.twice(self.value), self.of(3).value, type(self).of().value


class Derived(Base):
    scale = 5


def run():
    found = []
    for kind in (Base, Derived, Base, Derived):
        for _ in range(2):
            found.append((kind.of(2).value, kind.twice(4), kind.of(1).both(), kind(7).both()))
    return found


for row in run():
    print(row)
Base.twice = staticmethod(lambda value: -value)
print(run()[0])
Derived.of = classmethod(lambda cls, value=9: cls(value))
print(run()[1], run()[2])
Base.of = lambda value=4: Base(value)


def through_class():
    return [Base.of().value for _ in range(2)]


print(through_class())


class Own:
    """Instances have one of the name themselves."""

    @classmethod
    def name(cls):
        return cls.__name__


def names(values):
    return [value.name() for value in values]


plain, other = Own(), Own()
print(names([plain, plain]))
other.name = lambda: "own"
print(names([plain, other, plain]))
setattr(Own, "name", classmethod(lambda cls: "new"))
print(names([plain, other, plain]))


class Meta(type):
    def which(cls):
        return "meta " + cls.__name__

    @classmethod
    def maker(mcs):
        return mcs.__name__


class Made(metaclass=Meta):
    @classmethod
    def where(cls):
        return cls.which() + Meta.maker() + type(cls).maker()


print([Made.where() for _ in range(2)], [Made().where() for _ in range(2)])


class Counter:
    """A descriptor that is no method of a class."""

    def __init__(self):
        self.calls = 0

    def __get__(self, instance, owner):
        self.calls += 1
        return lambda: (self.calls, instance is None)


class Counted:
    tick = Counter()


def ticks():
    return [Counted.tick() for _ in range(2)], [Counted().tick() for _ in range(2)]


print(ticks())


class Late(classmethod):
    """A class method by another type."""

    def __get__(self, instance, owner=None):
        return lambda: "late"


class Lately:
    @Late
    def when(cls):
        return "early"


print([Lately.when() for _ in range(2)], [Lately().when() for _ in range(2)])
a, b = Own(), Own()
print(a == b, a == a, a != b, a != a, a == 1, 1 != a, Own == Own, Own != Base)


class Same:
    def __eq__(self, other):
        return True


print(a == Same(), a != Same(), Same() == a, Same() != a)


class Kept(list):
    """Made with whatever arguments."""

    def __init__(self, *items, name=None):
        super().__init__(items)
        self.name = name


print(Kept(1, 2, name="n"), Kept().name, Kept(3).name)
WRONG = (
    lambda: object(1), lambda: Own(1), lambda: Base(), lambda: Base(1, 2), lambda: list(a=1),
)
for wrong in WRONG:
    try:
        wrong()
    except TypeError as error:
        print(error)
