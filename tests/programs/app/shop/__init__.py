"""A package."""

from .cart import Cart
from .errors import ShopError

__all__ = ["TAX", "Cart", "ShopError", "catalogue"]
TAX = 0.25
catalogue = {"apple": 1.5, "pear": 2}
