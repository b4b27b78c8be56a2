"""Attributes: descriptors, properties, slots, hooks, super, metaclasses, class creation."""


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


class Data:
    def __set_name__(self, owner, name):
        print("named", owner.__name__, name)
        self.name = name

    def __get__(self, instance, owner=None):
        return f"{self.name} of {'class' if instance is None else 'instance'} {owner.__name__}"

    def __set__(self, instance, value):
        print("set", self.name, value)
        instance.__dict__[self.name] = value

    def __delete__(self, instance):
        print("delete", self.name)


class NonData:
    def __get__(self, instance, owner):
        return "from the descriptor"


class Holder:
    data = Data()
    other = NonData()
    plain = 1


h = Holder()
h.data = 5
h.other = "own"
h.plain = 2
print(h.data, h.other, h.plain, Holder.data, Holder.other, vars(h))
del h.other, h.data
print(h.other, sorted(vars(h)))
attempt(lambda: delattr(h, "other"))
Holder.late = Data()
attempt(lambda: h.late)


class Temperature:
    def __init__(self):
        self._c = 0.0

    @property
    def celsius(self):
        """In degrees."""
        return self._c

    @celsius.setter
    def celsius(self, value):
        if value < -273.15:
            raise ValueError("too cold")
        self._c = value

    @celsius.deleter
    def celsius(self):
        self._c = None

    fahrenheit = property(lambda self: self._c * 9 / 5 + 32)
    hidden = property(fset=lambda self, value: None)


t = Temperature()
t.celsius = 100
print(t.celsius, t.fahrenheit, Temperature.celsius.__doc__, Temperature.celsius.fget.__name__)
attempt(lambda: setattr(t, "celsius", -300))
attempt(lambda: setattr(t, "fahrenheit", 1))
attempt(lambda: delattr(t, "fahrenheit"))
attempt(lambda: t.hidden)
del t.celsius
print(t.celsius)


class Hooks:
    def __init__(self):
        object.__setattr__(self, "log", [])

    def __getattr__(self, name):
        if name.startswith("no"):
            raise AttributeError(f"refused {name}")
        return f"made up {name}"

    def __setattr__(self, name, value):
        self.log.append(("set", name))
        super().__setattr__(name, value)

    def __delattr__(self, name):
        self.log.append(("del", name))
        super().__delattr__(name)

    def __dir__(self):
        return ["b", "a"]


k = Hooks()
k.x = 1
print(k.x, k.y, getattr(k, "nope", "default"), hasattr(k, "nothing"), hasattr(k, "thing"), dir(k))
del k.x
print(k.x, k.log)
attempt(lambda: k.nope)


class Watched:
    value = 3

    def __getattribute__(self, name):
        if name == "secret":
            raise AttributeError("hidden")
        return object.__getattribute__(self, name)

    def __getattr__(self, name):
        return f"fallback for {name}"


print(Watched().value, Watched().secret, Watched().other)


class Slotted:
    __slots__ = ("a", "_b", "__private")

    def __init__(self):
        self.a = 1
        self.__private = 2

    def private(self):
        return self.__private


class Child(Slotted):
    __slots__ = ("c",)


class Loose(Slotted):
    pass


s = Child()
s.c = 3
print(s.a, s.c, s.private(), Slotted.__slots__, hasattr(s, "__dict__"), type(Slotted.a).__name__)
attempt(lambda: s._b)
attempt(lambda: setattr(s, "z", 1))
attempt(lambda: type("Bad", (), {"__slots__": ("x",), "x": 1}))
attempt(lambda: type("Bad", (Child, type("E", (Slotted,), {"__slots__": ("q",)})), {}))
attempt(lambda: type("Bad", (), {"__slots__": ("1x",)}))
loose = Loose()
loose.z = 1
print(vars(loose), loose._Slotted__private)


class Base:
    def who(self):
        return ["Base"]

    @classmethod
    def make(cls):
        return cls.__name__

    @staticmethod
    def fixed(x):
        return x * 2


class Left(Base):
    def who(self):
        return ["Left", *super().who()]


class Right(Base):
    def who(self):
        return ["Right", *super().who()]


class Both(Left, Right):
    def who(self):
        return ["Both", *super().who()]

    @classmethod
    def make(cls):
        return "Both." + super().make()

    @property
    def up(self):
        return super().who


print(Both().who(), Both.make(), Both().fixed(4), [c.__name__ for c in Both.__mro__], Both().up())
print(super(Left, Both()).who(), super(Both, Both).make(), super(Right, Both()).__thisclass__.__name__)
attempt(lambda: type("Bad", (Base, Left), {}))
attempt(lambda: super(Left, 5))
attempt(lambda: super().who())


class Meta(type):
    def __new__(mcs, name, bases, namespace, **options):
        print("new", name, sorted(options))
        return super().__new__(mcs, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **options):
        super().__init__(name, bases, namespace)
        cls.options = options

    @classmethod
    def __prepare__(mcs, name, bases, **options):
        print("prepare", name)
        return {"prepared": True}

    def __call__(cls, *args):
        print("call", cls.__name__, args)
        return super().__call__(*args)

    def __len__(cls):
        return len(cls.options)

    def __iter__(cls):
        return iter("meta")

    def __instancecheck__(cls, instance):
        return instance == 5

    def __getattr__(cls, name):
        return f"class has no {name}"


class Made(metaclass=Meta, speed=1, size=2):
    def __init__(self, *args):
        self.args = args


print(Made(1, 2).args, len(Made), list(Made), Made.prepared, isinstance(5, Made), isinstance(6, Made), Made.zip)


class Registry:
    known = {}

    def __init_subclass__(cls, /, tag=None, **rest):
        super().__init_subclass__(**rest)
        Registry.known[tag] = cls.__name__

    def __class_getitem__(cls, item):
        return f"{cls.__name__}[{item}]"


class One(Registry, tag="one"):
    pass


class Two(One, tag="two"):
    pass


print(Registry.known, Two[int.__name__], Registry["x", 1])
attempt(lambda: type("Bad", (One,), {}, speed=1))
attempt(lambda: type("Bad", (object,), {}, speed=1))
print(type("Made", (Base,), {"x": property(lambda self: 7)})().x, Two.__bases__[0].__name__, One.__subclasses__())
Two.__name__, Two.__qualname__ = "Deux", "Le.Deux"
print(Two, Two.__name__, One.__module__)
h.__class__ = type("Other", (), {"plain": "other"})
print(type(h).__name__, h.plain)
attempt(lambda: setattr(h, "__class__", int))
attempt(lambda: setattr(int, "x", 1))
attempt(lambda: Base().missing)
attempt(lambda: Base.missing)
attempt(lambda: None.missing)
attempt(lambda: setattr(5, "x", 1))
