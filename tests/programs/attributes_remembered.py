"""Attributes of instances whose places are remembered, while classes and instances change."""


class Point:
    kind = "plain"

    def __init__(self, x, y, swapped=False):
        if swapped:
            self.y = y
            self.x = x
        else:
            self.x = x
            self.y = y

    def shown(self):
        return f"<{self.x} {self.y} {self.kind}>"


def show(*points):
    """The same places of the program for all of them."""
    for point in points:
        try:
            print(point.shown(), point.x, point.y, list(vars(point)))
        except AttributeError as problem:
            print(problem)


first, second, third = Point(1, 2), Point(3, 4, swapped=True), Point(5, 6)
show(first, second, third)
third.kind = "own"
show(first, third, second)
del first.x
show(first, second)
first.x = 7
show(first, third)
first.__dict__ = {"other": 0, "y": 8, "x": 9}
show(first, second)
first.__dict__.clear()
show(first)
first.__dict__.update(x=10, more=11, y=12)
show(first)
first.__dict__.popitem()
show(first)
first.y = 13
show(first, second, third)

# A method is shadowed by the instance's own attribute, and comes back.
second.shown = lambda: "shadow"
show(second, first)
del second.shown
show(second)

# A class attribute becomes a property, and ceases to be one.
Point.x = property(lambda self: self.__dict__["x"] * 100)
show(first, second)
try:
    first.x = 1
except AttributeError as problem:
    print(problem)
del Point.x
first.x = 14
show(first)


class Descriptor:
    def __get__(self, instance, owner):
        return "from the descriptor"


# A descriptor wins over the instance's attribute as soon as it can be set.
Point.x = Descriptor()
show(first)
Descriptor.__set__ = lambda self, instance, value: print("set to", value)
show(first)
first.x = 15
del Descriptor.__set__
first.x = 16
show(first)
Descriptor.__delete__ = lambda self, instance: print("deleted")
show(first)
del first.x
del Point.x
show(first)


class Counting(Point):
    count = 0

    def __init__(self):
        super().__init__(0, 0)
        Counting.count += 1
        self.count = Counting.count
        self.last = None

    def chain(self, other):
        self.last = other
        return other


made = [Counting() for _ in range(5)]
for a, b in zip(made, made[1:]):
    a.chain(b).x += a.count
print([(m.count, m.x, m.last and m.last.count) for m in made], Counting.count)


class Name(str):
    """A name that is no exact str."""


setattr(first, Name("given"), "by a subclass")
print(first.given, getattr(first, Name("given")), getattr(first, "gi" + "ven"))
many = Point(1, 2)
for i in range(40):
    setattr(many, f"field{i}", i)
print(many.field0, many.field39, many.x, many.y, len(vars(many)))
for i in range(0, 40, 2):
    delattr(many, f"field{i}")
print(many.field1, hasattr(many, "field2"), many.y, many.shown())
