"""A module of the drivers' kind imported inside a function, and used in code nested there."""


def fields(numbers):
    from tamapy import bits
    from tamapy.bits import get as field

    def again():
        return [int(bits.get(n, 1, 3)) for n in numbers], (lambda: int(field(0xF0, 4, 3)))()

    return [int(bits.get(n, 0, 7)) for n in numbers], again(), list(int(field(n, 1, 1)) for n in numbers)


print(fields([1, 5, 12]))
