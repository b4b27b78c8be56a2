"""Powers without the operator: by the names of its methods."""


def apply(name, *operands):
    return getattr(operands[0], name)(*operands[1:])


class Measure(float):
    """Adds nothing: what it has for powers is what floats have."""


print(apply("__pow__", 2.0, 3.0), apply("__rpow__", 2.0, 3.0), apply("__pow__", 2, 10))
print(apply("__pow__", Measure(1.5), 2), apply("__pow__", 2, 1.5), apply("__pow__", 7, 3, 5))
print(hasattr(1j, "__pow__"), hasattr("", "__pow__"), hasattr(1.0, "__ipow__"))
print(round(1234, -2), round(-1250, -2), round(15, -1), round(7, -1), round(5, -400))
