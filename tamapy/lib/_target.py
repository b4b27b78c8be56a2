"""What the loader tells the stand-ins about the target; it fills in the real values."""

BITS = 64
PLATFORM = "tamapy"
MAXSIZE = 2**63 - 1
BYTEORDER = "little"
BOARD = ""
VERSION_INFO = (3, 11, 0, "final", 0)

#: ``sys.modules`` of the target: the loader's own table.
MODULES: dict = {}
#: The namespace of the target's ``builtins``.
BUILTINS: dict = {}
