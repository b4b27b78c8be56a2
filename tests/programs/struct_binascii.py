"""struct, binascii, base64."""

import base64
import binascii
import struct


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


for form, values in (
    ("<bBhHiIlLqQ", (-1, 255, -2, 65535, -3, 2**32 - 1, -4, 5, -6, 2**64 - 1)), (">bBhHiIlLqQ", (1, 2, 3, 4, 5, 6, 7, 8, 9, 10)),
    ("!HH", (1, 2)), ("@bi", (1, 2)), ("=bi", (1, 2)), ("@ic0l", (1, b"a")), ("3s5s", (b"abcd", b"ab")), ("5p", (b"abcdefg",)), ("<?c", (True, b"x")),
    ("<efd", (1.5, -2.25, 3.141592653589793)), (">efd", (65504.0, 1e30, float("inf"))), ("<3H", (1, 2, 3)), ("2x3b", (1, 2, 3)), ("< h h ", (1, 2)),
):
    packed = struct.pack(form, *values)
    print(form, packed.hex(), struct.calcsize(form), struct.unpack(form, packed))
# Pointers and native sizes have the width of the machine.
word = struct.calcsize("P")
print(struct.calcsize("n") == struct.calcsize("N") == word, struct.calcsize("@nN") == 2 * word)
print(struct.pack("@nNP", -1, 2, 77) == b"\xff" * word + (2).to_bytes(word, "little") + (77).to_bytes(word, "little"))
print(struct.unpack("@nNP", struct.pack("@nNP", -1, 2, 77)))
attempt(lambda: struct.pack("<B", 256))
attempt(lambda: struct.pack("<b", -129))
attempt(lambda: struct.pack("<h", 40000))
attempt(lambda: struct.pack("<H", -1))
attempt(lambda: struct.pack("<I", 2**32))
attempt(lambda: struct.pack("<Q", 2**64))
attempt(lambda: struct.pack("B", 256))
attempt(lambda: struct.pack("<i", "x"))
attempt(lambda: struct.pack("<i", 1.5))
attempt(lambda: struct.pack("<f", 1e300))
attempt(lambda: struct.pack("<f", "x"))
attempt(lambda: struct.pack("<e", 1e10))
attempt(lambda: struct.pack("<c", b"xx"))
attempt(lambda: struct.pack("<s", "x"))
attempt(lambda: struct.pack("<ii", 1))
attempt(lambda: struct.pack("<i", 1, 2))
attempt(lambda: struct.pack("z", 1))
attempt(lambda: struct.pack("<3", 1))
attempt(lambda: struct.calcsize("<n"))
attempt(lambda: struct.unpack("<i", b"abc"))
attempt(lambda: struct.unpack_from("<i", b"abcdef", 3))
attempt(lambda: struct.unpack_from("<i", b"abcdef", -10))
attempt(lambda: struct.unpack_from("<H", b"abcdef", -2))
attempt(lambda: list(struct.iter_unpack("<H", b"abcdef")))
attempt(lambda: list(struct.iter_unpack("<H", b"abc")))
attempt(lambda: list(struct.iter_unpack("", b"abc")))
buffer = bytearray(8)
struct.pack_into("<HI", buffer, 1, 1, 2)
print(buffer)
attempt(lambda: struct.pack_into("<HI", buffer, 4, 1, 2))
attempt(lambda: struct.pack_into("<H", buffer, -9, 1))
attempt(lambda: struct.pack_into("<H", b"readonly", 0, 1))
s = struct.Struct("<2sH")
print(s.format, s.size, s.pack(b"ab", 7), s.unpack(b"xy\x01\x00"), s.unpack_from(b"__xy\x01\x00", 2), list(s.iter_unpack(b"abcdefgh")))
attempt(lambda: struct.unpack("<e", b"\x00\x7c"))
attempt(lambda: struct.pack("?", []))


class Index:
    def __index__(self):
        return 9


print(struct.pack("<B", Index()), struct.unpack("<I", memoryview(b"\x01\0\0\0")), struct.unpack(b"<B", bytearray(b"a")))

print(binascii.hexlify(b"\x01\xab"), binascii.hexlify(b"abcdef", "-", 2), binascii.b2a_hex(b"abc", b":"), binascii.unhexlify("01aB"))
attempt(lambda: binascii.unhexlify("0"))
attempt(lambda: binascii.unhexlify("0g"))
attempt(lambda: binascii.hexlify("x"))
print(binascii.crc32(b"hello"), binascii.crc32(b"world", binascii.crc32(b"hello ")), binascii.crc_hqx(b"hello", 0))
print(binascii.b2a_base64(b"hello"), binascii.b2a_base64(b"hello", newline=False), binascii.a2b_base64("aGVsbG8="), binascii.a2b_base64(b"aG Vs\nbG8="))
attempt(lambda: binascii.a2b_base64("aGVsbG8"))
attempt(lambda: binascii.a2b_base64("a"))
attempt(lambda: binascii.a2b_base64("aGV$sbG8=", strict_mode=True))
attempt(lambda: binascii.a2b_base64("é"))
print(binascii.b2a_qp(b"a=b \xff\n"), binascii.a2b_qp(b"a=3Db=\n c"), binascii.b2a_uu(b"hello"), binascii.a2b_uu(b"%:&5L;&\\ \n"))
data = bytes(range(0, 256, 7))
for name, code, back in (
    ("b64", base64.b64encode, base64.b64decode), ("b32", base64.b32encode, base64.b32decode),
    ("b16", base64.b16encode, base64.b16decode), ("b85", base64.b85encode, base64.b85decode),
    ("a85", base64.a85encode, base64.a85decode), ("hex", base64.b32hexencode, base64.b32hexdecode),
):
    print(name, code(data), back(code(data)) == data)
print(base64.urlsafe_b64encode(b"\xfb\xff\xfe"), base64.urlsafe_b64decode(b"-__-"), base64.b64encode(b"\xfb\xff", b"@!"), base64.encodebytes(data))
attempt(lambda: base64.b64decode("abc"))
attempt(lambda: base64.b64decode("ab$=", validate=True))
attempt(lambda: base64.b32decode("1"))
attempt(lambda: base64.b16decode("ab"))
attempt(lambda: base64.b85decode(b"~~~~~"))
print(base64.b16decode("ab", casefold=True), base64.a85encode(b"\0\0\0\0abc", adobe=True), base64.a85decode("<~zz~>", adobe=True), base64.b32decode("ORSXG5A=", casefold=True))

attempt(lambda: struct.unpack("b", 0))
attempt(lambda: struct.calcsize("2\0i"))
attempt(lambda: struct.calcsize("99999999999999999999b"))
attempt(lambda: struct.unpack_from("<I", bytes(10), -2))
for text in (b"x \ny\t\n", b"x \r\ny\r", b"a.b\n.\n.x", b"\0=_ \t\xff" * 12, b"long " * 30):
    for options in ({}, {"quotetabs": True}, {"istext": False}, {"header": True}):
        print(binascii.b2a_qp(text, **options))
attempt(lambda: binascii.hexlify(memoryview(b"abcd")[::2]))
