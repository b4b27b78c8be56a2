"""Exceptions."""


class ShopError(Exception):
    """All of them."""


class EmptyCart(ShopError):
    """Nothing to buy."""

    def __init__(self, name):
        super().__init__(f"cart {name!r} is empty")
        self.name = name
