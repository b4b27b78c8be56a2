"""``super()`` in its forms: cooperating classes, classes made by functions, odd owners."""


def make(base):
    class Counted(base):
        def count(self):
            return 1 + super().count()

        def named(self):
            return 1 + super(Counted, self).named()

    return Counted


class Root:
    def count(self):
        return 0

    def named(self):
        return 0


twice = make(make(Root))
for _ in range(3):
    print(twice().count(), make(twice)().count(), twice().named(), make(twice)().named())


class Left(Root):
    def __init__(self, name, size=1):
        super(Left, self).__init__()
        self.name, self.size = name, size

    def count(self):
        return 10 + super(Left, self).count()


class Right(Root):
    def count(self):
        return 100 + super(Right, self).count()


class Both(Left, Right):
    def __init__(self, name):
        super(Both, self).__init__(name)
        self.more = super(Both, self).count()

    def count(self):
        return 1000 + super(Both, self).count()


for kind in (Left, Both, Left, Both):
    made = kind("a")
    print(made.name, made.size, made.count(), vars(made))


class Skipping(Both):
    """Starts behind a class further up."""

    def count(self):
        return super(Left, self).count()


print([Skipping("s").count() for _ in range(2)])


class Meta(type):
    def __call__(cls, *args):
        made = super(Meta, cls).__call__(*args)
        made.by = cls.__name__
        return made

    def label(cls, text):
        return super(Meta, cls).label(text)


class Labelled(metaclass=Meta):
    @classmethod
    def make(cls):
        return cls()


class More(Labelled):
    @classmethod
    def make(cls):
        return super(More, cls).make()


print([More.make().by for _ in range(2)])
try:
    More.label("x")
except AttributeError as error:
    print(error)


def odd(owner, receiver):
    try:
        return super(owner, receiver).count()
    except TypeError as error:
        return error


print(odd(Left, made), odd(Right, made), odd(Left, Root()), odd(3, made), odd(Left, Left("c")))


class Fake:
    def __init__(self, *args):
        self.args = args

    def count(self):
        return len(self.args)

    def named(self):
        return len(self.args[0].__name__)


def replaced():
    globals()["super"] = Fake
    try:
        return odd(Left, made), twice().named()
    finally:
        del globals()["super"]


print(replaced(), odd(Left, made))


class Stack(list):
    """A list that counts what is pushed."""

    pushed = 0

    def append(self, item):
        self.pushed += 1
        super(Stack, self).append(item)


class Plain(list):
    pass


def fill(target):
    for i in range(4):
        target.append(i)
    return target


print(fill(Stack()), fill(Plain()), fill([]), fill(Stack()).pushed)
print(Plain().append(1), Plain([1, 2]).pop(), Plain((3,)))
