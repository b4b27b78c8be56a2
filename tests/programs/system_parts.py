"""sys, time, errno, gc, weakref, _thread: what the target tells of itself."""

import _thread
import errno
import gc
import os
import sys
import time
import weakref


class Node:
    def __init__(self, name):
        self.name = name
        self.other = None

    def __repr__(self):
        return f"Node({self.name})"


print(sys.version_info[:2], sys.byteorder, sys.maxunicode, sys.implementation.version == sys.version_info)
print(sys.maxsize in (2**31 - 1, 2**63 - 1), sys.getrecursionlimit() > 100, sys.float_info.dig, sys.int_info.bits_per_digit > 0)
print(type(sys.argv).__name__, "sys" in sys.modules, sys.modules["time"] is time, sys.getdefaultencoding(), sys.intern("ab") is sys.intern("a" + "b"))
print(sys.exc_info(), sys.getsizeof([]) > 0, sys.flags.optimize, sys.stdout.writable(), sys.stdin.readable(), callable(sys.excepthook))

start = time.monotonic()
precise = time.perf_counter_ns()
worked = time.process_time()
time.sleep(0.02)
print(0.02 <= time.monotonic() - start < 5, time.perf_counter_ns() > precise, time.time() > 0, 0 <= time.process_time() - worked < time.monotonic() - start)
print(time.gmtime(0)[:6], time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(86400 * 365)), time.gmtime(10**9).tm_yday)
print(time.asctime(time.gmtime(0)), time.strptime("2001-02-03", "%Y-%m-%d")[:3], time.gmtime(951782400).tm_mday)
try:
    time.sleep(-1)
except ValueError as error:
    print("ValueError", error)



def refused(function, *args):
    try:
        print(function(*args))
    except (ValueError, OverflowError, OSError, TypeError) as error:
        print(type(error).__name__, error)


plain = (2000, 1, 1, 0, 0, 0, 0, 1, -1)
for at, value in ((0, 1 << 31), (0, -(1 << 31)), (1, -1), (1, 13), (2, -1), (7, -1), (7, 0), (7, 367)):
    refused(time.strftime, "%Y-%m-%d %j", plain[:at] + (value,) + plain[at + 1:])
refused(time.strftime, "%Y\0", plain)
refused(time.strftime, b"%Y", plain)
refused(time.gmtime, 1e200)
refused(time.gmtime, 1 << 62)
print(time.gmtime(-(10**11))[:6], time.gmtime(10**14)[:6])

print(errno.ENOENT, errno.errorcode[errno.EEXIST], os.strerror(errno.EACCES))
for number in (errno.ENOENT, errno.EEXIST, errno.EACCES, errno.ETIMEDOUT, errno.EPIPE, 9999):
    print(type(OSError(number, "text", "name")).__name__, OSError(number, "text", "name"))

seen = []


def refer():
    """Weak references of all kinds to two objects that keep each other alive."""
    a, b = Node("a"), Node("b")
    a.other, b.other = b, a
    weak = (
        weakref.ref(a, lambda r: seen.append("a died")), weakref.proxy(b),
        weakref.WeakValueDictionary({"a": a, "b": b}), weakref.WeakKeyDictionary({a: 1, b: 2}),
        weakref.WeakSet([a, b]), weakref.finalize(a, seen.append, "finalized"),
    )
    show(*weak)
    print(weak[0]() is a, weakref.getweakrefcount(a) > 0, weak[0] == weakref.ref(a))
    return weak


def show(reference, proxy, values, keys, members, finalizer):
    print(reference(), sorted(values), len(keys), len(members), finalizer.alive)
    try:
        print(proxy.name)
    except ReferenceError as error:
        print("ReferenceError", error)


def forget():
    """Fill the stack's old places, so that no stale reference is left there."""
    return [forget_more(n) for n in range(50)][-1]


def forget_more(n):
    return sum(range(n))


weak = refer()
forget()
gc.collect()
show(*weak)
print(sorted(seen))
for bad in (5, "text", None, (1, 2)):
    try:
        weakref.ref(bad)
    except TypeError as error:
        print("TypeError", error)
print(gc.isenabled(), gc.disable(), gc.isenabled(), gc.enable(), gc.isenabled(), type(gc.get_stats()).__name__)
method = weakref.WeakMethod(Node("kept").__repr__)
print(method() is None or method().__name__ == "__repr__")

lock = _thread.allocate_lock()
order = []


def work(name, count):
    for i in range(count):
        with lock:
            order.append((name, i))
    done.release()


done = _thread.allocate_lock()
done.acquire()
_thread.start_new_thread(work, ("t",), {"count": 3})
done.acquire()
print(order, lock.locked(), lock.acquire(False), lock.acquire(False), lock.acquire(True, 0.01), lock.release())
print(_thread.get_ident() != 0, type(_thread.RLock()).__name__, _thread.TIMEOUT_MAX > 1000)
try:
    lock.release()
except RuntimeError as error:
    print("RuntimeError", error)


def hook(kind, value, traceback):
    print("hook:", kind.__name__, value, traceback.tb_lineno > 0)


sys.excepthook = hook
print(len(os.urandom(16)), os.getcwd() != "", os.sep, os.linesep == "\n", os.environ.get("NO_SUCH", "unset"))
raise KeyError("to the hook")
