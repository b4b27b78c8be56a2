"""A package."""

import importlib

from .cart import Cart
from .errors import ShopError

__all__ = ["TAX", "Cart", "ShopError", "catalogue"]
TAX = 0.25
catalogue = {"apple": 1.5, "pear": 2}


def fetch():
    """A module of the package by its relative name."""
    return importlib.import_module(".late", __name__)


def fetch_again():
    """The same, where the package is told by a constant."""
    return importlib.import_module("..late", "shop.cart")
