"""contextlib, weakref, copy, operator, heapq, bisect, textwrap, string."""

import bisect
import contextlib
import copy
import gc
import heapq
import io
import operator
import string
import textwrap
import weakref


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


@contextlib.contextmanager
def managed(name):
    print("enter", name)
    try:
        yield name.upper()
    except KeyError as error:
        print("swallowed", error)
    finally:
        print("exit", name)


with managed("a") as value:
    print(value)
with managed("b"):
    raise KeyError("k")


def boom():
    with managed("c"):
        raise ValueError("v")


attempt(boom)


@managed("deco")
def decorated(x):
    return x + 1


print(decorated(1), decorated(2))


@contextlib.contextmanager
def bad():
    if False:
        yield


def use_bad():
    with bad():
        pass


attempt(use_bad)


class Resource:
    def __init__(self, name):
        self.name = name

    def close(self):
        print("close", self.name)

    def __enter__(self):
        print("open", self.name)
        return self

    def __exit__(self, *exc):
        print("leave", self.name, exc[0] and exc[0].__name__)


with contextlib.ExitStack() as stack:
    r = [stack.enter_context(Resource(n)) for n in "xy"]
    stack.callback(print, "callback", 1)
    stack.push(lambda *exc: print("pushed", exc[0]) or True)
    raise RuntimeError("gone")
with contextlib.closing(Resource("z")) as z:
    print(z.name)
with contextlib.suppress(ZeroDivisionError, KeyError):
    1 / 0
out = io.StringIO()
with contextlib.redirect_stdout(out):
    print("captured")
print(repr(out.getvalue()))
with contextlib.nullcontext(5) as n:
    print(n)


class Node:
    def __init__(self, value):
        self.value = value

    def method(self):
        return self.value

    def __repr__(self):
        return f"Node({self.value})"


node = Node(1)
ref = weakref.ref(node)
proxy = weakref.proxy(node)
values = weakref.WeakValueDictionary(a=node)
keys = weakref.WeakKeyDictionary({node: "n"})
items = weakref.WeakSet([node])
print(ref() is node, proxy.value, values["a"], keys[node], len(items), weakref.WeakMethod(node.method)()(), ref == weakref.ref(node))
attempt(lambda: weakref.ref(5))
attempt(lambda: values["none"])
attempt(lambda: heapq.heappop((1,)))
fin = weakref.finalize(node, print, "finalized")
print(fin.alive, fin(), fin.alive)

nested = {"a": [1, {2, 3}], "b": Node([4])}
shallow, deep = copy.copy(nested), copy.deepcopy(nested)
nested["a"].append(9)
print(shallow["a"], deep["a"], deep["b"].value is nested["b"].value, copy.copy((1, 2)), copy.deepcopy([Node(1)])[0].value)
loop = [1]
loop.append(loop)
twin = copy.deepcopy(loop)
print(twin[1] is twin, twin)

print(operator.itemgetter(1, 0)("ab"), operator.attrgetter("value")(node), operator.methodcaller("upper")("x"), operator.attrgetter("a.b", "c").__class__.__name__)
print(operator.add(1, 2), operator.contains([1], 1), operator.concat("a", "b"), operator.countOf([1, 1], 1), operator.indexOf([5, 6], 6), operator.truth([]), repr(operator.itemgetter(1)))
attempt(lambda: operator.indexOf([1], 2))
attempt(lambda: operator.itemgetter(5)([1]))
attempt(lambda: operator.length_hint(iter([1, 2, 3])))
attempt(lambda: operator.attrgetter(5))

heap = [5, 3, 8, 1]
heapq.heapify(heap)
heapq.heappush(heap, 0)
print(heapq.heappop(heap), heapq.heappushpop(heap, 2), heapq.heapreplace(heap, 9), sorted(heap), heapq.nlargest(2, heap), heapq.nsmallest(2, heap, key=lambda x: -x))
print(list(heapq.merge([1, 4], [2, 3])), list(heapq.merge("ca", "db", reverse=True)))
attempt(lambda: heapq.heappop([]))
a = [1, 3, 3, 5]
print(bisect.bisect_left(a, 3), bisect.bisect_right(a, 3), bisect.bisect(a, 9), bisect.bisect_left(a, 3, 2, 3), bisect.bisect(["a", "bb"], 1, key=len))
bisect.insort(a, 4)
bisect.insort_left(a, 0)
print(a)
attempt(lambda: bisect.bisect(a, 1, -1))

text = "The quick brown fox jumped over the lazy dog, and-then-some-more words followed it."
print(textwrap.fill(text, 20), textwrap.shorten(text, 30), textwrap.indent("a\n\nb", "> "), textwrap.dedent("  x\n    y\n  z"), textwrap.wrap("aaaaaaaaaa", 4), sep="\n")
t = string.Template("$who likes ${what}; $$5")
print(t.substitute(who="tim", what="kung"), t.safe_substitute(who="x"))
attempt(lambda: t.substitute(who="x"))
attempt(lambda: string.Template("$").substitute())
f = string.Formatter()
print(f.format("{0} {a!r:>5} {0:{w}}", 1, a="x", w=3), list(f.parse("a{b!r:c}{{d}}")), f.vformat("{}{}", (1, 2), {}))
attempt(lambda: f.format("{} {1}", 1, 2))
attempt(lambda: f.format("{x}"))
print(string.ascii_letters, string.capwords("hello  world"), string.punctuation, repr(string.whitespace))
