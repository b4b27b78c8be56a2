"""collections, functools, heapq, bisect and copy from the standard library."""

from collections import OrderedDict, Counter, defaultdict, deque, namedtuple, ChainMap, UserDict, UserList
import functools, heapq, bisect, copy
od = OrderedDict([("a", 1), ("b", 2)])
od.move_to_end("a")
od["c"] = 3
print(od, list(reversed(od)), od.popitem(last=False), od == {"a": 1, "c": 3})
c = Counter("hello")
c.update("lo")
print(c.most_common(2), c["z"], sorted(c.elements()), c + Counter("h"), c - Counter("l"), c & Counter("lll"))
dd = defaultdict(list)
dd["x"].append(1)
print(dd, dict(dd))
d = deque([1, 2, 3], maxlen=3)
d.append(4)
d.appendleft(0)
d.rotate(1)
print(d, list(d))
P = namedtuple("P", "x y")
p = P(1, y=2)
print(p, p.x, p._replace(x=5), p._asdict(), P._fields, p == (1, 2), p + (3,), len(p), *p)
print(ChainMap({"a": 1}, {"b": 2})["b"], UserDict(a=1), UserList([1, 2]) + [3])
h = [5, 1, 4]
heapq.heapify(h)
heapq.heappush(h, 0)
print(heapq.heappop(h), h, heapq.nsmallest(2, h), heapq.nlargest(1, h), list(heapq.merge([1, 3], [2])))
print(bisect.bisect([1, 2, 2, 3], 2), bisect.bisect_left([1, 2, 2, 3], 2), bisect.insort([1, 3], 2))
x = [1, [2, {"k": (3, {4})}]]
y = copy.deepcopy(x)
y[1][1]["k"][1].add(5)
print(x, y, copy.copy(x)[1] is x[1], copy.copy({"a": [1]}), copy.copy({1}))
@functools.lru_cache(maxsize=2)
def f(n):
    print("computed", n)
    return n * 2
print(f(1), f(1), f(2), f(3), f(1), f.cache_info())
print(functools.reduce(lambda a, b: a * b, [1, 2, 3, 4]), functools.partial(int, base=2)("101"))
@functools.wraps(f)
def g(): pass
print(g.__name__, g.__wrapped__ is f)
@functools.total_ordering
class T:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n
    def __lt__(self, o): return self.n < o.n
print(T(1) <= T(2), T(3) >= T(4), sorted([T(3), T(1)])[0].n)
@functools.singledispatch
def show(v): return "object"
@show.register
def _(v: int): return "int"
@show.register(list)
def _(v): return "list"
print(show(1), show([]), show("s"))
class CP:
    @functools.cached_property
    def v(self):
        print("once")
        return 7
o = CP()
print(o.v, o.v)
