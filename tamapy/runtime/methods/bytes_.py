"""``bytes`` and ``bytearray``."""

from tamapy.metal import cast, copy_bytes, metal, stack_array, usize
from tamapy.runtime import sequences
from tamapy.runtime.alloc import alloc_bytes
from tamapy.runtime.layout import Bytes, List
from tamapy.runtime.registry import implements
from tamapy.runtime.strings import quoting
from tamapy.runtime.strings.units import View, open_view


@metal
def join(separator: object, items: List) -> object:
    """The bytes of a list of objects like bytes with a separator between them."""
    s = stack_array(View, 1)[0]
    v = stack_array(View, 1)[0]
    open_view(separator, s)
    size: usize = 0
    for i in range(items.length):
        open_view(items.items.items[i], v)
        size += v.length
        if i != 0:
            size += s.length
    made = alloc_bytes(size)
    out = made.data
    for i in range(items.length):
        open_view(items.items.items[i], v)
        if i != 0:
            copy_bytes(out, s.data, s.length)
            out = out + s.length
        copy_bytes(out, v.data, v.length)
        out = out + v.length
    return cast(object, made)


@implements(bytes)
class BytesMethods:
    """``bytes``."""

    def __repr__(self: Bytes, /):
        return quoting.repr_bytes(self)

    def join(self: Bytes, iterable, /):
        return join(self, sequences.to_list(iterable))
