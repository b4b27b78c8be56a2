"""Codecs beyond those that str and bytes know themselves."""

import codecs
import warnings


def shown(function, *args):
    """What a call gives, or how it fails."""
    try:
        return function(*args)
    except Exception as exc:
        return f"{type(exc).__name__}: {exc}"


# -- encodings named by constants, and by what stands elsewhere in the text
print("a\u20acb".encode("cp1252"), b"\xa3".decode("latin2"), str(b"\x80", "cp1252"))
print(shown("a\u0416".encode, "iso8859-15", "xmlcharrefreplace"))
print("b\xfccher.example".encode("idna"), b"xn--bcher-kva".decode("idna"))
for encoding in ("cp850", "koi8-r", "utf-8", "nothing"):
    print(encoding, shown("\u0416".encode, encoding, "replace"))

# -- UTF-7
print("hi \u20ac+ \U0001f600~".encode("utf-7"), b"hi +IKw-!+-".decode("utf-7"))
for data in (b"+IK", b"+IKx\x80", b"+\x80", b"\xff"):
    print(data, shown(data.decode, "utf-7"), ascii(shown(data.decode, "utf-7", "replace")))
print(codecs.utf_7_decode(b"a+IK"), codecs.utf_7_decode(b"a+IK", "ignore", True))

# -- what stands in literals
warnings.simplefilter("ignore", DeprecationWarning)
print(rb"a\x41\u20ac\N{BULLET}\101\n".decode("unicode_escape"))
for data in (rb"\N{NOPE}", rb"\N{", rb"\N", rb"\x4g", rb"\u123", rb"\U00110000", b"\\", rb"\u1\x4"):
    print(data, shown(data.decode, "unicode_escape"),
          shown(data.decode, "unicode_escape", "backslashreplace"))
    print(shown(data.decode, "raw_unicode_escape"),
          shown(data.decode, "raw_unicode_escape", "ignore"))
    print(shown(codecs.escape_decode, data), shown(codecs.escape_decode, data, "replace"))
print(codecs.unicode_escape_decode(b"ab\\x", "strict", False))
print("\u2022x\x80".encode("ascii", "namereplace"))
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    print(codecs.escape_decode(rb"\z\777"), rb"\777".decode("unicode_escape"))
print([str(warning.message) for warning in told])

# -- tables
print(shown(codecs.charmap_decode, b"abc\xff", "replace", {97: "xyz", 98: 0x20AC, 99: None}))
print(shown(codecs.charmap_decode, b"a", "strict", {97: 1 << 21}))
print(shown(codecs.charmap_decode, b"a", "strict", {97: 1.5}))
print(shown(codecs.charmap_encode, "abcd", "replace", {97: b"xy", 98: 66, 63: 33}))
print(shown(codecs.charmap_encode, "ab", "strict", {97: 256}))
print(shown(codecs.charmap_encode, "a\u20ac\u20acb", "strict", {97: 97, 98: 98}))

# -- text in pieces
for encoding in ("utf-8", "utf-16", "utf-32", "utf-7", "utf-8-sig", "unicode_escape"):
    data = "z\u20ac\U0001f600\n".encode(encoding)
    decoder = codecs.getincrementaldecoder(encoding)()
    print(encoding, [decoder.decode(data[i:i + 1]) for i in range(len(data))],
          ascii(decoder.decode(b"", True)))
print(codecs.utf_16_ex_decode(b"\xfe\xff\0ab"), codecs.utf_16_ex_decode(b"\xff"))
print(shown(codecs.utf_8_decode, 5), shown(codecs.utf_8_encode, b"x"))


# -- the registry
def search(name):
    """Codecs of our own."""
    if name == "odd":
        return 1, 2, 3
    if name == "failing":
        return codecs.CodecInfo(fail, fail)
    if name == "swapping":
        return codecs.CodecInfo(lambda text, errors="": (text, 1), lambda data, errors="": data)
    return None


def fail(value, errors="strict"):
    """A codec that cannot."""
    raise RuntimeError("cannot")


codecs.register(search)
print(shown(codecs.lookup, "odd"), shown(codecs.lookup, 5), shown(codecs.lookup, "a\0b"))
print(shown("a".encode, "failing"), shown(b"a".decode, "failing"))
print(shown("a".encode, "swapping"), shown(b"a".decode, "swapping"))
print(shown("a".encode, "rot13"), shown(b"a".decode, "hex"), codecs.encode("abc", "rot13"))
try:
    b"a".decode("failing")
except RuntimeError as exc:
    print(repr(exc.__cause__))
codecs.unregister(search)
print(shown("a".encode, "swapping"))
print(codecs.getincrementaldecoder("utf-8")("surrogatepass").decode(b"a\xed\xa0"))
try:
    "[\udc80\ud800\udfff]".encode("utf-8", "surrogateescape")
except UnicodeEncodeError as exc:
    print(exc.start, exc.end)


def noting(name):
    """Tells what it is asked for."""
    print(name)
    return None


codecs.register(noting)
for name in ("AAA-8", "AAA.8", "a\xe9 - b"):
    print(shown(codecs.lookup, name).encode("ascii", "replace"))
codecs.unregister(noting)
