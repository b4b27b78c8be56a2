"""str: every method, slices, comparisons, error messages."""


def show(label, function, *args, **kwargs):
    try:
        print(label, repr(function(*args, **kwargs)))
    except Exception as error:
        print(label, type(error).__name__, error)


s = "Hello, Wörld! \u0416\u4e2d\U0001f600"
print(s, len(s), ascii(s), repr(s))
print(s[0], s[-1], s[7:12], s[::-1], s[::3], s[-3:], s[100:], s[5:2])
show("index", lambda: s[50])
show("index type", lambda: s[1.5])
show("index none", lambda: s[None])
print("ab" + "c", "ab" * 3, 3 * "ab", "ab" * 0, "x" * -1, "" * 5)
show("add", lambda: "a" + 1)
show("add bytes", lambda: "a" + b"b")
show("mul", lambda: "a" * "b")
show("mul float", lambda: "a" * 1.5)
show("radd", lambda: 1 + "a")

print("a" < "b", "a" < "B", "abc" < "abcd", "" < "a", "a" <= "a", "b" > "a", "b" >= "c")
print("a" == "a", "a" != "b", "a" == 1, "a" != 1, "é" == "e\u0301", "\u0100" == "\u0100")
show("order", lambda: "a" < 1)
print("ell" in s, "xyz" in s, "" in s, "" in "", "\u4e2d" in s, "\u4e2d" in "abc")
show("in", lambda: 1 in "a")

t = "the quick brown fox jumps over the lazy dog and the cat"
for needle in ("the", "fox", "", "dog and the cat", "zebra", "t", "z", "\u0416"):
    print(
        repr(needle),
        t.find(needle),
        t.rfind(needle),
        t.count(needle),
        t.find(needle, 5),
        t.rfind(needle, 0, 30),
        t.find(needle, -10),
        t.count(needle, 3, 40),
    )
print("abc".find("", 3), "abc".find("", 4), "abc".count("", 1), "abc".rfind("", 1, 2), "".count(""))
show("index", t.index, "cat")
show("index", t.index, "bird")
show("rindex", t.rindex, "bird")
show("find type", t.find, 1)
show("find bounds", t.find, "a", "b")
long = "ab" * 500 + "abc" + "ab" * 500
print(long.find("ababababababc"), long.find("abcabab"), long.rfind("ababc"), long.count("abab"))
print(
    ("a" * 1000 + "b").find("a" * 200 + "b"),
    ("a" * 1000).find("a" * 200 + "b"),
    ("xyz" * 300).find("zxyzxyzxyzq"),
    ("\u4e2dx" * 200 + "\u4e2d\u4e2d").find("\u4e2d\u4e2d"),
)

print("  a b\tc \n".split(), " a  b ".split(" "), "a,b,,c,".split(","), "abc".split("abc"))
print(
    "a b c d".split(None, 2),
    "  a b  c  ".split(None, 1),
    "a,b,c".split(",", 1),
    "".split(),
    "".split(","),
    "a\x1cb\u2003c\xa0d".split(),
)
print(
    "a b c d".rsplit(None, 2),
    "  a b  c  ".rsplit(None, 1),
    "a,b,c".rsplit(",", 1),
    "a--b--c".rsplit("--"),
    "a b".rsplit(maxsplit=0),
    "a b".split(sep=None, maxsplit=0),
)
show("split", "a".split, "")
show("split", "a".split, 1)
print(
    "a\nb\r\nc\rd\x0be\x0cf\x1cg\x85h\u2028i\n".splitlines(),
    "a\n\nb".splitlines(True),
    "".splitlines(),
    "\n".splitlines(keepends=True),
)
print("a.b.c".partition("."), "a.b.c".rpartition("."), "abc".partition("."), "abc".rpartition("."))
show("partition", "a".partition, "")
show("partition", "a".partition, None)

print(
    repr("  x \t\u2003".strip()),
    repr("  x  ".lstrip()),
    repr("  x  ".rstrip()),
    "xyxaxyx".strip("xy"),
    "xyxaxyx".lstrip("yx"),
    "xyxaxyx".rstrip("x"),
    repr("aaa".strip("a")),
)
show("strip", "a".strip, 1)
print(
    "banana".replace("a", "o"),
    "banana".replace("an", "", 1),
    "abc".replace("", "-"),
    "abc".replace("", "-", 2),
    "banana".replace("x", "y"),
    "aaa".replace("a", "\u4e2d"),
    "\u4e2da\u4e2d".replace("\u4e2d", "b"),
    "abcabc".replace("abc", "abcabc", -1),
)
show("replace", "a".replace, 1, "b")
show("replace", "a".replace, "b", 2)
print(
    "unhappy".removeprefix("un"),
    "unhappy".removeprefix("x"),
    "unhappy".removesuffix("py"),
    "unhappy".removesuffix(""),
    "ab".removeprefix("abc"),
)
show("removeprefix", "a".removeprefix, 1)
print(
    "abc".startswith("ab"),
    "abc".startswith(("x", "a")),
    "abc".startswith("b", 1),
    "abc".startswith("", 3),
    "abc".startswith("", 4),
    "abc".endswith("bc"),
    "abc".endswith(("x", "c")),
    "abc".endswith("b", 0, 2),
    "abc".startswith(()),
)
show("startswith", "a".startswith, 1)
show("endswith", "a".endswith, ("a", 1))
show("endswith", "a".endswith, (1, "a"))

print(
    ", ".join(["a", "b", "c"]),
    "".join("xyz"),
    "-".join(("1",)),
    repr(" ".join([])),
    "\u4e2d".join(["a", "b"]),
    ", ".join(str(i) for i in range(5)),
    ",".join({"k": 1}),
)
show("join", ",".join, ["a", 1, "b"])
show("join", ",".join, 5)
show("join", ",".join, [b"a"])

print(
    "abc".center(9, "*"),
    "abc".center(8, "*"),
    "ab".center(5),
    "abc".center(2),
    "a".ljust(3, "."),
    "a".rjust(3, "\u4e2d"),
    "-5".zfill(5),
    "+5".zfill(1),
    "abc".zfill(6),
    "".zfill(2),
    "--5".zfill(6),
)
show("center", "a".center, 5, "xx")
show("center", "a".center, "5")
show("ljust", "a".ljust, 5, 1)
print(
    repr("a\tbc\td".expandtabs()),
    repr("a\tbc\td".expandtabs(4)),
    repr("\t\n\tx".expandtabs(2)),
    repr("a\tb".expandtabs(0)),
)

table = str.maketrans({"a": "1", "b": None, ord("c"): "xyz", "d": 0x4E2D})
print("abcde".translate(table), "hello".translate(str.maketrans("el", "ip", "o")), table)
print("abc".translate({97: None, 98: "B"}), "abc".translate(["x"] * 98))
show("maketrans", str.maketrans, "a", "bc")
show("maketrans", str.maketrans, {"ab": 1})
show("maketrans", str.maketrans, 5)
show("translate", "a".translate, {97: 1.5})
show("translate", "a".translate, {97: -1})

print(
    str(),
    str(5),
    str("a"),
    str(b"abc", "ascii"),
    str(b"\xc3\xa9", "utf-8"),
    str(object=3),
    str(b"a"),
    str(bytearray(b"x"), encoding="latin-1"),
    str(b"\xff", errors="replace"),
)
show("str", str, "a", "utf-8")
show("str", str, 5, "utf-8")
show("str", str, b"a", 5)


class Name(str):
    def __repr__(self):
        return "Name:" + str.__repr__(self)


n = Name("bob")
n.extra = 5
print(
    n,
    repr(n),
    n + "x",
    type(n + "x").__name__,
    n.upper(),
    n == "bob",
    hash(n) == hash("bob"),
    {n: 1}["bob"],
    {"bob": 2}[n],
    len(n),
    n[0],
    n.extra,
    type(str(n)).__name__,
    isinstance(n, str),
    f"{n:>5}",
    n.replace("x", "y"),
    type(n.replace("x", "y")).__name__,
    Name("") == "",
)


class Bad:
    def __str__(self):
        return 5

    def __repr__(self):
        return None


show("str", str, Bad())
show("repr", repr, Bad())
show("unbound", str.upper, 5)
show("unbound", str.join, ",", ["a"])
print(
    list("añ\u4e2d"),
    [ord(c) for c in "a\xf1\u4e2d\U0001f600"],
    chr(0x1F600),
    max("hello"),
    sorted("bca"),
)
show("chr", chr, -1)
show("chr", chr, 0x110000)
show("ord", ord, "ab")
show("ord", ord, "")
show("ord", ord, 5)
print(
    "".join(reversed("abc")),
    "abc".__len__(),
    "abc".__contains__("b"),
    "x".__eq__(1),
    "a".__add__("b"),
)
print(
    *map(
        repr,
        ["a'b", 'a"b', "a'\"b", "a\\b", "\n\r\t\0\x1f\x7f\x80\xa0\xad\u0378\u200b\ud800\ue000"],
    )
)
print("%s|%10s|%-5s|%.2s" % ("a", "b", "c", "defg"))
print(
    "a".isidentifier(),
    "1a".isidentifier(),
    "_".isidentifier(),
    "é\u4e2d".isidentifier(),
    "".isidentifier(),
    "a b".isidentifier(),
    "class".isidentifier(),
)
