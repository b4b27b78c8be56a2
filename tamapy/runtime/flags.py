"""Bits of ``Type.flags``."""

HEAP = 1  # made by a class statement
BASE_TYPE = 2  # may be subclassed
ABSTRACT = 4  # has abstract methods, so that it cannot be instantiated
INT_TYPE = 16
STR_TYPE = 32
LIST_TYPE = 64
TUPLE_TYPE = 128
DICT_TYPE = 256
EXCEPTION_TYPE = 512
TYPE_TYPE = 1024
SET_TYPE = 2048
COMPUTED = 4096  # instances are attributes laid out as objects.Computed; subclasses are not marked
ROW = 8192  # array.array: instances are laid out as objects.Row; subclasses are not marked
SUBCLASS_BITS = INT_TYPE | STR_TYPE | LIST_TYPE | TUPLE_TYPE | DICT_TYPE | EXCEPTION_TYPE | (
    TYPE_TYPE | SET_TYPE
)
