"""The special methods that types keep by index, as the MRO resolves them."""

_BINARY = (
    "add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "divmod", "pow", "lshift",
    "rshift", "and", "xor", "or",
)

SLOT_NAMES: tuple[str, ...] = (
    *(f"__{n}__" for n in _BINARY),
    *(f"__r{n}__" for n in _BINARY),
    *(f"__i{n}__" for n in _BINARY if n != "divmod"),
    "__neg__", "__pos__", "__abs__", "__invert__", "__bool__", "__int__", "__float__",
    "__complex__", "__index__", "__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__",
    "__hash__", "__repr__", "__str__", "__format__", "__bytes__", "__len__", "__length_hint__",
    "__getitem__", "__setitem__", "__delitem__", "__contains__", "__missing__", "__iter__",
    "__next__", "__reversed__", "__call__", "__get__", "__set__", "__delete__", "__set_name__",
    "__getattribute__", "__getattr__", "__setattr__", "__delattr__", "__new__", "__init__",
    "__del__", "__enter__", "__exit__", "__instancecheck__", "__subclasscheck__",
    "__class_getitem__", "__init_subclass__", "__prepare__", "__mro_entries__", "__dir__",
    "__round__", "__trunc__", "__floor__", "__ceil__", "__fspath__",
    "__await__", "__aiter__", "__anext__", "__aenter__", "__aexit__",
)

#: Index of each special method in ``Type.slots``.
INDEX = {name: i for i, name in enumerate(SLOT_NAMES)}

SLOT_COUNT = len(SLOT_NAMES)

# Indices as constants for metal code.
ADD = 0
SUB = 1
MUL = 2
MATMUL = 3
TRUEDIV = 4
FLOORDIV = 5
MOD = 6
DIVMOD = 7
POW = 8
LSHIFT = 9
RSHIFT = 10
AND = 11
XOR = 12
OR = 13
RADD = 14
RSUB = 15
RMUL = 16
RMATMUL = 17
RTRUEDIV = 18
RFLOORDIV = 19
RMOD = 20
RDIVMOD = 21
RPOW = 22
RLSHIFT = 23
RRSHIFT = 24
RAND = 25
RXOR = 26
ROR = 27
IADD = 28
ISUB = 29
IMUL = 30
IMATMUL = 31
ITRUEDIV = 32
IFLOORDIV = 33
IMOD = 34
IPOW = 35
ILSHIFT = 36
IRSHIFT = 37
IAND = 38
IXOR = 39
IOR = 40
NEG = 41
POS = 42
ABS = 43
INVERT = 44
BOOL = 45
INT = 46
FLOAT = 47
COMPLEX = 48
INDEX = 49
LT = 50
LE = 51
EQ = 52
NE = 53
GT = 54
GE = 55
HASH = 56
REPR = 57
STR = 58
FORMAT = 59
BYTES = 60
LEN = 61
LENGTH_HINT = 62
GETITEM = 63
SETITEM = 64
DELITEM = 65
CONTAINS = 66
MISSING = 67
ITER = 68
NEXT = 69
REVERSED = 70
CALL = 71
GET = 72
SET = 73
DELETE = 74
SET_NAME = 75
GETATTRIBUTE = 76
GETATTR = 77
SETATTR = 78
DELATTR = 79
NEW = 80
INIT = 81
DEL = 82
ENTER = 83
EXIT = 84
INSTANCECHECK = 85
SUBCLASSCHECK = 86
CLASS_GETITEM = 87
INIT_SUBCLASS = 88
PREPARE = 89
MRO_ENTRIES = 90
DIR = 91
ROUND = 92
TRUNC = 93
FLOOR = 94
CEIL = 95
FSPATH = 96
AWAIT = 97
AITER = 98
ANEXT = 99
AENTER = 100
AEXIT = 101
