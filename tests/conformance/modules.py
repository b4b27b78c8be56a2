"""The modules of CPython's tests that the table has, and the few that run in CI."""

_NAMES = """
int long float complex bool list tuple dict set range slice iter enumerate unicode bytes
memoryview builtin generators contextlib with exceptions raise exception_group except_star
baseexception class descr super property decorators dynamicclassattribute abc scope unpack
unpack_ex patma named_expressions positional_only_arg keywordonlyarg grammar fstring format
augassign compare richcmp hash index isinstance subclassinit metaclass listcomps setcomps genexps
dictcomps
operator heapq bisect functools itertools collections deque defaultdict ordered_dict userdict enum
dataclasses copy struct math cmath random statistics fractions reprlib textwrap pprint shlex csv
base64 binascii string re json time calendar context queue
types typing weakref weakset pickle copyreg array decimal datetime funcattrs
zlib hashlib hmac secrets uuid difflib configparser argparse html urlparse ipaddress io memoryio
codecs unicodedata string_literals
traceback threading threading_local logging unittest
asyncio.test_tasks asyncio.test_queues asyncio.test_locks asyncio.test_futures
asyncio.test_timeouts asyncio.test_taskgroups
"""

MODULES = tuple(f"test_{name}" for name in _NAMES.split())
#: Tests that are kept elsewhere: beside what they test, or in the module that has those of a
#: C accelerator and of its pure-Python twin, which would be run twice.
ELSEWHERE = {"test_unittest": "unittest.test", "test_datetime": "test.datetimetester"}
#: Of different corners: run on ARM, and with a collection at every allocation.
CHOSEN = tuple(f"test_{name}" for name in """
int float list dict set tuple enumerate iter scope generators patma except_star exception_group
weakset struct json
""".split())
#: Fast ones, that CI runs.
SAMPLE = ("test_int", "test_enumerate", "test_except_star")
#: Those that end in minutes with a collection at every allocation.
STRESSED = (*SAMPLE, "test_patma", "test_exception_group", "test_scope", "test_iter")
