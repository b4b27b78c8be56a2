"""Methods of str and format specifications on random arguments."""

# ruff: noqa: B023

state = 12345


def rnd(n):
    global state
    state = (state * 1103515245 + 12345) & 0x7FFFFFFF
    return (state >> 8) % n


ALPH = [
    "ab",
    "abc ",
    "a\u4e2d",
    "ab\U0001f600",
    "aAbB \t\n",
    "xyz,;",
    "\u0130\u03a3\u00dfa ",
    "0123",
    "\u0660\u00b2\u00bd1",
]


def text(maxlen):
    al = ALPH[rnd(len(ALPH))]
    return "".join([al[rnd(len(al))] for _ in range(rnd(maxlen))])


def opt():
    return None if rnd(3) == 0 else rnd(30) - 15


def run(label, f, *a):
    try:
        print(label, ascii(f(*a)))
    except Exception as e:
        print(label, type(e).__name__, ascii(str(e)))


for i in range(1200):
    s = text(40) if rnd(4) else text(3) * rnd(60)
    p = text(4) if rnd(5) else s[rnd(10) : rnd(30)]
    q = text(4)
    k = rnd(32)
    st, en = opt(), opt()
    print(i, k, end=" ")
    if k == 0:
        run("find", s.find, p, st, en)
    elif k == 1:
        run("rfind", s.rfind, p, st, en)
    elif k == 2:
        run("count", s.count, p, st, en)
    elif k == 3:
        run("split", s.split, p, rnd(5) - 1)
    elif k == 4:
        run("rsplit", s.rsplit, p, rnd(5) - 1)
    elif k == 5:
        run("split", s.split, None, rnd(5) - 1)
    elif k == 6:
        run("rsplit", s.rsplit, None, rnd(5) - 1)
    elif k == 7:
        run("replace", s.replace, p, q, rnd(5) - 1)
    elif k == 8:
        run("strip", s.strip, p)
    elif k == 9:
        run("lstrip", s.lstrip)
    elif k == 10:
        run("partition", s.partition, p)
    elif k == 11:
        run("rpartition", s.rpartition, p)
    elif k == 12:
        run("startswith", s.startswith, p, st, en)
    elif k == 13:
        run("endswith", s.endswith, p, st, en)
    elif k == 14:
        run("slice", lambda: s[st : en : (rnd(7) - 3) or None])
    elif k == 15:
        run("center", s.center, rnd(60), (q + "*")[0])
    elif k == 16:
        run("zfill", s.zfill, rnd(50))
    elif k == 17:
        run("expandtabs", s.expandtabs, rnd(9))
    elif k == 18:
        run("splitlines", s.splitlines, rnd(2))
    elif k == 19:
        run(
            "case",
            lambda: (s.upper(), s.lower(), s.title(), s.swapcase(), s.capitalize(), s.casefold()),
        )
    elif k == 20:
        run(
            "is",
            lambda: (
                s.isupper(),
                s.islower(),
                s.istitle(),
                s.isalpha(),
                s.isdigit(),
                s.isspace(),
                s.isnumeric(),
                s.isidentifier(),
                s.isprintable(),
            ),
        )
    elif k == 21:
        run("join", p.join, [q, s[:3], ""][: rnd(4)])
    elif k == 22:
        run("repr", lambda: repr(s) + ascii(p))
    elif k == 23:
        run(
            "encode",
            s.encode,
            ["utf-8", "utf-16", "latin-1", "ascii", "utf-32-be"][rnd(5)],
            ["strict", "replace", "ignore", "backslashreplace", "xmlcharrefreplace"][rnd(5)],
        )
    elif k == 24:
        run("int", int, s, 10)
    elif k == 25:
        run("float", float, s)
    elif k == 26:
        run("cmp", lambda: (s < p, s == p, s > q, s <= s, p in s, hash(s) == hash(s[:3] + s[3:])))
    elif k == 27:
        run("remove", lambda: (s.removeprefix(p), s.removesuffix(p)))
    elif k == 28:
        run("translate", lambda: s.translate({97: "xx", 98: None, 0x4E2D: 65}))
    elif k == 29:
        run("index", s.index, p)
    elif k == 30:
        run("mul", lambda: s * rnd(4) + p)
    else:
        run("percent", lambda: "%*s|%-*.*s|%r" % (rnd(20), p, rnd(20), rnd(5), s, q))
specs_fill = ["", "*", "\u4e2d", "0"]
for i in range(800):
    spec = ""
    if rnd(2):
        spec += specs_fill[rnd(4)] + "<>^="[rnd(4)]
    elif rnd(3) == 0:
        spec += "<>^="[rnd(4)]
    if rnd(3) == 0:
        spec += "+- "[rnd(3)]
    if rnd(4) == 0:
        spec += "z"
    if rnd(3) == 0:
        spec += "#"
    if rnd(4) == 0:
        spec += "0"
    if rnd(2):
        spec += str(rnd(25))
    if rnd(4) == 0:
        spec += ",_"[rnd(2)]
    if rnd(2):
        spec += "." + str(rnd(20))
    if rnd(4):
        spec += "bcdeEfFgGnosxX%"[rnd(15)]
    v = [
        rnd(1000) - 500,
        rnd(10**6) * rnd(10**6),
        (rnd(10**6) - 500000) / (rnd(1000) + 1),
        float(f"{rnd(100)}e{rnd(60) - 30}"),
        "text",
        1 + rnd(9) * 1j,
        True,
        0.0,
        -0.0,
        float("inf"),
    ][rnd(10)]
    print(i, repr(v), repr(spec), end=" ")
    run("f", format, v, spec)
for i in range(500):
    flags = "".join(["-+ #0"[rnd(5)] for _ in range(rnd(3))])
    w = str(rnd(20)) if rnd(2) else ""
    pr = "." + str(rnd(15)) if rnd(2) else ""
    c = "diouxXeEfFgGcrsa%q"[rnd(18)]
    v = [
        rnd(1000) - 500,
        rnd(10**6) * rnd(10**6),
        (rnd(10**6) - 500000) / (rnd(1000) + 1),
        float(f"{rnd(100)}e{rnd(60) - 30}"),
        "te\u4e2d",
        True,
        0.0,
        65,
    ][rnd(8)]
    f = "<%" + flags + w + pr + c + ">"
    print(i, repr(f), repr(v), end=" ")
    run("%", lambda: f % (v,))
    if c not in "sr":
        run("b%", lambda: f.encode() % (v,))
