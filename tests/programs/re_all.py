"""Regular expressions."""

import re


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


m = re.match(r"(?P<first>\w+) (?P<last>\w+)", "Isaac Newton, physicist")
print(m, m.group(), m.group(1, 2), m["last"], m.groups(), m.groupdict(), m.span("last"), m.start(1), m.end(), m.lastgroup, m.lastindex)
print(m.string, m.pos, m.endpos, m.re, m.regs, m.expand(r"\2 \g<first>"))
attempt(lambda: m.group(5))
attempt(lambda: m["nothing"])
print(re.match("a", "b"), re.search("b+", "abbbc").span(), re.fullmatch("a|ab", "ab"), re.fullmatch("a", "ab"))
print(re.findall(r"\d+", "12 drummers 11 pipers 10 lords"), re.findall(r"(\w)(\d)", "a1 b2"), re.findall("", "ab"))
print([m.span() for m in re.finditer(r"a*", "baac")], re.split(r"\W+", "Words, words, words."), re.split(r"(\W+)", "a, b"))
print(re.split("x*", "axbc"), re.split(r"\s", "a b c d", maxsplit=2), re.sub("x*", "-", "abxd"), re.subn("a", "b", "aaa", 2))
print(re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"), re.sub("[aeiou]", lambda m: m.group().upper(), "education"))
print(re.sub(r"(?P<n>\d)", r"<\g<n>\g<0>>", "a1b2"), re.sub("a", r"\n\\", "bab"), re.sub("(a)|b", r"[\1]", "ab"))
print(re.escape("a.b*c[d]-e f\n"), re.compile("a", re.I | re.M), re.compile(b"x"), re.compile("(?i)a(?#c)b", re.X).flags)
for pattern, text in (
    (r"^\s*$", "  \t"), (r"(?i)HeLLo", "hello"), (r"(?m)^b$", "a\nb\nc"), (r"(?s)a.b", "a\nb"), (r"a.b", "a\nb"),
    (r"(a+)+$", "aaaaaaaaab"), (r"(\w+)\s+\1", "the the"), (r"(?<=abc)def", "abcdef"), (r"(?<!abc)def", "abcdef"),
    (r"a(?=b)", "ab"), (r"a(?!b)", "ab"), (r"<.*?>", "<a><b>"), (r"<.*>", "<a><b>"), (r"a{2,3}", "aaaa"), (r"a{2,3}?", "aaaa"),
    (r"(?:ab|cd)+", "abcdabx"), (r"(a|ab)(c|bcd)(d*)", "abcd"), (r"[^\d\s]+", "12 ab34"), (r"[\w.-]+@[\w-]+\.\w+", "x: joe.b@ex-a.org!"),
    (r"(x)?(?(1)y|z)", "xy"), (r"(x)?(?(1)y|z)", "z"), (r"\bfoo\b", "a foo."), (r"\Bo\B", "foot"), (r"\Aab\Z", "ab"),
    (r"(?P<q>['\"]).*?(?P=q)", "say 'hi' \"x\""), (r"\u00e9+", "caf\u00e9\u00e9"), (r"(?i)\u00c9", "\u00e9"), (r"[\u0400-\u04ff]+", "abc \u0436\u0437"),
    (r"(?>a+)b", "aaab"), (r"(?>a+)ab", "aaab"), (r"a++b", "aab"), (r"a*+a", "aaa"), (r"(?:ab)++c", "ababc"), (r"(a(b)?)+", "aba"),
    (r"(?:a|b)*?c", "ababc"), (r"((a)|(b))*", "ab"), (r"(?x) a  b # comment", "ab"), (r"(?i:a)b", "Ab"), (r"(?a)\w+", "\u00e9a"), (r"\w+", "\u00e9a_1"),
    (r"[]a]+", "a]b"), (r"[a\-z]+", "-az"), (r"\d{3}-\d{4}", "call 555-1234"), (r"(?i)[a-z]+", "ABC\u017f"), (r"()", ""), (r"(a*)*", "aa"), (r"(a*)+?b", "aab"),
):
    found = re.search(pattern, text)
    print(pattern, "->", found and (found.span(), found.group(), found.groups()))
for bad in ("(", ")", "[", "a**", "*a", "(?P<1>a)", "(?P<a>x)(?P<a>y)", r"\1", "(?P=x)", "a{3,2}", "[z-a]", r"\g", "(?<=a*)b", "(?z)", "\\", "(?P<a", "(?(1)a|b|c)", "a(?i)b", "x{1}{2}"):
    attempt(lambda: re.compile(bad))
attempt(lambda: re.sub("(a)", r"\2", "a"))
attempt(lambda: re.sub("(a)", r"\g<x>", "a"))
attempt(lambda: re.match("a", b"a"))
attempt(lambda: re.match(b"a", "a"))
attempt(lambda: re.match("a", 5))
attempt(lambda: re.compile(5))
p = re.compile(rb"(\d+)-(?P<x>\w+)")
print(p.search(b"  12-ab").groups(), p.groups, p.groupindex, p.pattern, p.sub(rb"<\2>", b"1-a 2-b"), p.flags)
q = re.compile("b")
print(q.search("abcb", 2), q.match("ab", 1), q.findall("bbbb", 1, 3), q == re.compile("b"), q.fullmatch("abc", 1, 2))
scanner = re.Scanner([(r"\d+", lambda s, t: int(t)), (r"\w+", lambda s, t: t), (r"\s+", None)])
print(scanner.scan("12 ab 7 !"))
try:
    re.compile("a\n(b")
except re.error as error:
    print(error.msg, error.pos, error.lineno, error.colno, error.pattern)
text = "The quick brown fox jumps over the lazy dog. " * 40
print(len(re.findall(r"\b\w{5}\b", text)), len(re.sub(r"\s+", " ", text)), sum(len(m[0]) for m in re.finditer(r"[aeiou]+", text)))
print(re.compile("a" * 300))
print(re.RegexFlag.IGNORECASE, repr(re.I | re.S), re.ASCII)


class Word(str):
    def __getitem__(self, index):
        return Word(super().__getitem__(index))


print([type(piece).__name__ for piece in (*re.split("(b)", Word("abc")), *re.findall(".", Word("ab")))])
print(type(re.sub("y", Word("a"), Word("xyz"))).__name__, type(re.match(".", Word("ab")).group()).__name__)
print(re.sub(b"y", bytearray(b"a"), bytearray(b"xyz")), re.sub(b"y", memoryview(b"a"), memoryview(b"xyz")))
print([bool(re.match(a, b, re.I)) for a, b in (("\ufb05", "\ufb06"), ("[\ufb04-\ufb05]", "\ufb06"), ("\u00df", "\u1e9e"))])
long = "x" * 200_000 + "\ny"
print([re.search(p, long, f) and re.search(p, long, f).span() for p, f in ((r"\Ay", 0), ("^y", 0), ("^y", re.M), ("^x", 0), (r"(?=\A)x", 0))])
print(re.sub("^x", "-", "xx\nx"), re.findall("^x", "xx"), re.sub("(?m)^x", "-", "xx\nx"), re.compile("^b").search("ab", 1), re.split("^", "ab"))

# What a search goes by: texts that every match has, the first two characters, ends of lines.
long = "PPPP" * 50 + "Perl " + "x = y;\n" * 20 + "Python 'a\\'b' \u0436\U0001f600"
for pattern in (
    "Python|Perl", "Python", r"(Python)\s", r"(^|[^\\])'(\w)", r".*Perl", r".*?;$", r"(?m)^x.*y;$", r"[A-Z]\w{3,}n",
    r"\w+(?= ')", r"(?:x = y;\n){3,4}", r"(?:x = y;\n){3,4}?P?", "\u0436.", r"[^\x00-\xff]+", "(?s:.)\\Z", r"(P*)\1r?",
    "(" * 40 + "P" + ")" * 40 + r"\40e", r"(?>P+)e(?:r|l)++", r"((?:P|e)*+)rl", r"(?i)pYTHON.*\u0416", r"nothing|Pz|\bz", r"(?<=;)\n(?!x)(\w)\w*",
):
    found = re.search(pattern, long)
    print(pattern[:20], found and (found.span(), found.regs[-2:], found.lastindex), len(re.findall(pattern, long)), re.subn(pattern, "#", long)[1])
for subject in (b"a1,b22;", bytearray(b"a1,b22;"), memoryview(b"a1,b22;")):
    print(re.findall(rb"[a-z]\d", subject), re.findall(rb"([a-z])(\d)?", subject), re.split(b"(,)", subject), re.sub(b",", b"-", subject), re.sub(b"!", b"", subject), re.search(rb"\d+", subject)[0])


class Text(str):
    """A text of a class of its own."""


print([type(part).__name__ for part in (re.sub("b", "c", Text("ab")), re.sub("c", "", Text("ab")), re.search(".*", Text("ab"))[0], re.split("x", Text("ab"))[0], re.findall(".*", Text("ab"))[0])])
print(len(re.search(r"(?:(a)|b)*", "ab" * 5000)[0]), re.sub("(?:)", "-", "ab"), re.split("(?=b)|c", "abcb", 2), re.subn("a|b", "", "abab", -1), re.sub("a", "b", "aaa", True))
for place in (10**20, -(10**20), 2**63 - 1, -5):
    for find in (re.compile("a").search, re.compile("a").findall):
        try:
            print(find("baa", place), find("baa", 0, place))
        except OverflowError as error:
            print(error)
