"""Cells: the variables that closures share."""

from types import CellType

from tamapy.metal import cast, is_null, metal, null
from tamapy.runtime import scopes
from tamapy.runtime.methods.objects_ import address_text
from tamapy.runtime.objects import Cell
from tamapy.runtime.registry import implements


@implements(CellType)
class CellMethods:
    """Variables shared by closures."""

    def __new__(class_, /, *contents):
        if len(contents) > 1:
            raise TypeError(f"cell expected at most 1 argument, got {len(contents)}")
        return scopes.new_cell(contents[0]) if contents else scopes.new_cell(null(object))

    def __repr__(self: Cell, /):
        if is_null(self.value):
            return f"<cell at {address_text(self)}: empty>"
        what = f"{type(self.value).__name__} object at {address_text(self.value)}"
        return f"<cell at {address_text(self)}: {what}>"

    __hash__ = None

    def __eq__(self, other, /):
        both = comparable(self, other)
        return both if both is NotImplemented else both[0] == both[1]

    def __ne__(self, other, /):
        both = comparable(self, other)
        return both if both is NotImplemented else both[0] != both[1]

    def __lt__(self, other, /):
        both = comparable(self, other)
        return both if both is NotImplemented else both[0] < both[1]

    def __le__(self, other, /):
        both = comparable(self, other)
        return both if both is NotImplemented else both[0] <= both[1]

    def __gt__(self, other, /):
        both = comparable(self, other)
        return both if both is NotImplemented else both[0] > both[1]

    def __ge__(self, other, /):
        both = comparable(self, other)
        return both if both is NotImplemented else both[0] >= both[1]

    @property
    def cell_contents(self: Cell):
        if is_null(self.value):
            raise ValueError("Cell is empty")
        return self.value

    @cell_contents.setter
    def cell_contents(self: Cell, value):
        self.value = value

    @cell_contents.deleter
    def cell_contents(self: Cell):
        self.value = null(object)


def comparable(a, b):
    """What to compare of two cells: their contents; whether they have any if one is empty."""
    if not isinstance(a, CellType) or not isinstance(b, CellType):
        return NotImplemented
    mine, theirs = is_full(a), is_full(b)
    return (a.cell_contents, b.cell_contents) if mine and theirs else (mine, theirs)


@metal
def is_full(cell: object) -> bool:
    """Whether a cell has contents."""
    return not is_null(cast(Cell, cell).value)
