"""memoryview: items, slices, casts, comparisons, release."""


def show(label, function, *args, **kwargs):
    try:
        print(label, repr(function(*args, **kwargs)))
    except Exception as error:
        print(label, type(error).__name__, error)


a = bytearray(b"abcdefgh")
m = memoryview(a)
r = memoryview(b"bytes")
print(
    len(m),
    m[0],
    m[-1],
    m.tolist(),
    m.tobytes(),
    m.readonly,
    r.readonly,
    m.format,
    m.itemsize,
    m.nbytes,
    m.ndim,
    m.shape,
    m.strides,
    m.suboffsets,
    m.contiguous,
    m.c_contiguous,
    m.f_contiguous,
    m.obj is a,
    r.obj,
)
print(
    m[2:5].tobytes(),
    m[::2].tolist(),
    m[::-1].tobytes(),
    m[::2].strides,
    m[::2].contiguous,
    m[1:7:3].shape,
    m[5:2].tolist(),
    m[2:][1:][:2].tobytes(),
)
m[0] = 65
m[1:3] = b"XY"
m[-1] = 0
m[::2] = bytes([1, 2, 3, 4])
m[4:8] = m[0:4]
print(a)
show("set", m.__setitem__, 0, 256)
show("set", m.__setitem__, 0, "a")
show("set", m.__setitem__, 100, 1)
show("set", m.__setitem__, slice(0, 2), b"abc")
show("set", m.__setitem__, slice(0, 2), "ab")
show("set", m.__setitem__, "x", 1)
show("set", r.__setitem__, 0, 1)
show("del", m.__delitem__, 0)
show("get", m.__getitem__, 100)
show("get", m.__getitem__, "x")
show("get", m.__getitem__, (0, 1))
show("new", memoryview, "text")
show("new", memoryview, 5)
print(
    r == b"bytes",
    b"bytes" == r,
    r == memoryview(bytearray(b"bytes")),
    r == "bytes",
    r != b"x",
    m[:2] == m[4:6],
    r[::2] == b"bts",
    memoryview(b"a") == 97,
)
print(hash(r) == hash(b"bytes"), hash(r[1:3]) == hash(b"yt"), {r: 1}[b"bytes"])
show("hash", hash, m)
print(
    list(r),
    bytes(r),
    bytearray(r),
    b"".join([r, m[:1]]),
    98 in r,
    b"x" + r,
    r.hex(),
    r.hex(":"),
    r[1:].hex("-", 2),
    max(r),
    [c for c in r[::2]],
    tuple(r),
)

d = bytearray(range(16))
for code in "bBhHiIqQfd?c":
    v = memoryview(d).cast(code)
    print(
        code,
        v.format,
        v.itemsize,
        len(v),
        v.nbytes,
        v.tolist() if code not in "fd" else len(v.tolist()),
    )
v = memoryview(bytearray(16)).cast("i")
v[0] = -1
v[1] = 2**31 - 1
show("range", v.__setitem__, 0, 2**31)
show("type", v.__setitem__, 0, 1.5)
print(v.tolist(), v.cast("B").tolist(), v[1:].tolist(), v[::-1].tolist())
f = memoryview(bytearray(16)).cast("f")
f[0], f[1], f[2] = 1.5, -0.1, 1e30
print(f.tolist())
g = memoryview(bytearray(16)).cast("d")
g[0], g[1] = 0.1, float("inf")
print(g.tolist(), g.cast("B")[0:4].tolist())
show("type", g.__setitem__, 0, "x")
c = memoryview(bytearray(b"xy")).cast("c")
c[0] = b"Q"
show("type", c.__setitem__, 0, 5)
show("value", c.__setitem__, 0, b"ab")
t = memoryview(bytearray(2)).cast("?")
t[0] = True
print(c.tolist(), t.tolist(), c == b"Qy", memoryview(b"ab").cast("c") == memoryview(b"ab"))
show("cast", m.cast, "z")
show("cast", m.cast, 5)
show("cast", m[::2].cast, "B")
show("cast", memoryview(b"abc").cast, "H")
show("cast", v.cast, "H")
z = memoryview(bytearray(range(12))).cast("B", (3, 4))
print(
    z.ndim,
    z.shape,
    z.strides,
    z.tolist(),
    z[1, 2],
    z[-1, -1],
    len(z),
    z.nbytes,
    z.contiguous,
    z[1:].tolist(),
    z.tobytes(),
    z == z,
    z.cast("B").shape,
)
z[0, 0] = 99
print(z.tolist()[0])
show("nd", z.__getitem__, 0)
show("nd", z.__getitem__, (5, 0))
show("nd", z.__getitem__, (0, 9))
show("nd", z.__getitem__, (slice(0, 1), slice(0, 1)))
show("nd", memoryview(b"abcd").cast, "B", (3,))
show("nd", memoryview(b"abcd").cast, "B", (2, "x"))
print(memoryview(b"abcd").cast("B", [2, 2]).tolist())
print(memoryview(b"abcd").cast("H", [2]).tolist(), m.toreadonly().readonly, m.readonly)

with memoryview(bytearray(b"ctx")) as w:
    print(w.tobytes())
show("released", w.tobytes)
show("released", lambda: w[0])
show("released", len, w)
show("released", lambda: w.shape)
w.release()
print(
    repr(w).startswith("<released memory at 0x"),
    repr(m).startswith("<memory at 0x"),
    w == w,
    w == b"ctx",
)
m2 = memoryview(m)
m2[0] = 7
print(m[0], m2 == m, m2.obj is a)
e = memoryview(b"")
print(len(e), e.tolist(), e.tobytes(), e == b"", e.shape, e.contiguous)
out = bytearray(6)
memoryview(out)[2:4] = b"zz"
memoryview(out)[4:] = memoryview(b"abcd")[::2]
print(out)
