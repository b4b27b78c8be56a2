"""The modules of CPython's tests that the table has, and the few that run in CI."""

_NAMES = """
int long float complex bool list tuple dict set range slice iter enumerate string unicode bytes
memoryview builtin generators contextlib with exceptions raise exception_group except_star
baseexception class descr super property decorators dynamicclassattribute abc scope unpack
unpack_ex patma named_expressions positional_only_arg keywordonlyarg grammar fstring format
augassign compare richcmp hash index isinstance subclassinit metaclass listcomps setcomps genexps
dictcomps
operator heapq bisect functools itertools collections deque defaultdict ordered_dict userdict enum
dataclasses copy struct math cmath random statistics fractions reprlib textwrap pprint shlex csv
base64 binascii string re json time calendar context queue
"""

MODULES = tuple(f"test_{name}" for name in _NAMES.split())
#: Fast ones, of different corners.
SAMPLE = ("test_int", "test_enumerate", "test_patma", "test_except_star")
