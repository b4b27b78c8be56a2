"""The cart; refers to the package that imports it."""

from collections import namedtuple
from dataclasses import dataclass

import shop

from .errors import EmptyCart


class Cart:
    """Things to buy."""

    def __init__(self, name):
        self.name = name
        self.items = []

    def add(self, name, price):
        """Put in."""
        self.items.append((name, price))

    def __iadd__(self, item):
        self.add(*item)
        return self

    def __len__(self):
        return len(self.items)

    def checkout(self):
        """The sum with tax."""
        if not self.items:
            raise EmptyCart(self.name)
        return sum(price for _, price in self.items) * (1 + shop.TAX)

    def __str__(self):
        return f"Cart({', '.join(name for name, _ in self.items)})"


def receipt(name, price):
    """Classes that are made when the function is called."""

    @dataclass(order=True)
    class Line:
        price: float
        name: str = "none"

    return Line(price, name), namedtuple("Total", "net tax")(price, price * shop.TAX)
