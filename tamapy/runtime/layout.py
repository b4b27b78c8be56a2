"""The layouts of numbers, text and containers.

A field of type ``object`` or of another object's struct is a value the collector
follows; the rest is raw. Small ints have no layout: they are tagged words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamapy.metal import Array, Struct, f64, isize, u8, u32, usize

if TYPE_CHECKING:
    from tamapy.runtime.objects import Type


class Object(Struct):
    """The header of every object."""

    type: Type


class Float(Object):
    """``float``."""

    value: f64


class Complex(Object):
    """``complex``."""

    real: f64
    imag: f64


class Int(Object):
    """An ``int`` that does not fit a small int of the word.

    ``size`` is the number of limbs times the sign, never 0; the limbs are little-endian
    and the highest is not 0.
    """

    size: isize
    limbs: Array[u32]


class Str(Object):
    """``str``. ``kind`` is the bytes per character, the smallest of 1, 2, 4 that fits all."""

    hash: isize  # -1: not yet computed
    length: usize  # in characters
    kind: usize
    data: Array[u8]


class Bytes(Object):
    """``bytes``."""

    hash: isize  # -1: not yet computed
    length: usize
    data: Array[u8]


class Buffer(Object):
    """Raw storage."""

    capacity: usize  # in bytes
    data: Array[u8]


class Vector(Object):
    """Storage for values; those beyond what the owner uses are null."""

    capacity: usize
    items: Array[object]


class List(Object):
    """``list``."""

    length: usize
    items: Vector


class Tuple(Object):
    """``tuple``."""

    length: usize
    items: Array[object]


class ByteArray(Object):
    """``bytearray``; it cannot be resized while ``exports`` is not 0."""

    length: usize
    exports: usize
    buffer: Buffer


class Dict(Object):
    """``dict``: an index table into entries in insertion order.

    ``entries`` holds triples of hash (a small int), key and value; ``filled`` counts
    them, deleted ones included, ``used`` without. ``mask`` is the size of ``indices``
    less one, ``taken`` counts the slots in it that are not empty. ``watch`` tells, unless it is 0,
    that somebody relies on where the entries are (:mod:`tamapy.runtime.watched`).
    """

    used: usize
    filled: usize
    taken: usize
    mask: usize
    indices: Buffer
    entries: Vector
    watch: usize


class Set(Object):
    """``set`` and ``frozenset``: as a dict, with pairs of hash and item.

    The entries before ``first`` are all deleted.
    """

    used: usize
    filled: usize
    first: usize
    mask: usize
    indices: Buffer
    entries: Vector
    weak: object
