"""zlib, gzip and zipfile: the same bytes as the C library's, in pieces and in one."""

import copy
import gzip
import io
import random
import zipfile
import zlib


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


TEXT = b"".join(b"%d bottles of beer on the wall, %x left. " % (n, n * n * 7919) for n in range(60))
print(zlib.crc32(TEXT), zlib.adler32(TEXT), zlib.crc32(b"b", zlib.crc32(b"a")), zlib.adler32(b"", 5))
for level in range(-1, 10):
    packed = zlib.compress(TEXT, level)
    print(level, len(packed), zlib.crc32(packed), packed[:4], zlib.decompress(packed) == TEXT)
for wbits in (15, 9, -15, -9, 31, 25):
    packed = zlib.compress(TEXT, 6, wbits)
    print(wbits, len(packed), zlib.crc32(packed), zlib.decompress(packed, wbits) == TEXT)
for strategy in (zlib.Z_FILTERED, zlib.Z_HUFFMAN_ONLY, zlib.Z_RLE, zlib.Z_FIXED):
    c = zlib.compressobj(5, zlib.DEFLATED, 12, 3, strategy)
    packed = c.compress(TEXT + bytes(700)) + c.flush()
    print(strategy, len(packed), zlib.crc32(packed), len(zlib.decompress(packed)))

c = zlib.compressobj(zdict=b"bottles of beer on the wall")
d = zlib.decompressobj(zdict=b"bottles of beer on the wall")
for mode in (zlib.Z_NO_FLUSH, zlib.Z_PARTIAL_FLUSH, zlib.Z_SYNC_FLUSH, zlib.Z_FULL_FLUSH, zlib.Z_BLOCK, zlib.Z_FINISH):
    packed = c.compress(TEXT[:90]) + c.flush(mode)
    print(mode, packed, d.decompress(packed), d.eof)
attempt(lambda: c.compress(b"x"))
attempt(lambda: c.flush())
attempt(lambda: c.copy())
attempt(lambda: zlib.decompressobj().decompress(zlib.compressobj(zdict=b"abc").flush()))

packed = zlib.compress(TEXT) + b"and more"
d = zlib.decompressobj()
print(len(d.decompress(packed, 100)), len(d.unconsumed_tail), d.unused_data, d.eof)
twin = d.copy()
print(len(d.decompress(d.unconsumed_tail, 1000)), len(d.unconsumed_tail), len(d.flush()), d.unused_data, d.eof)
rest = bytearray()
for i in range(0, len(twin.unconsumed_tail), 50):
    rest += copy.copy(twin).decompress(b"")
tail = twin.unconsumed_tail
for i in range(0, len(tail), 50):
    rest += twin.decompress(tail[i:i + 50])
print(rest == TEXT[100:], twin.unused_data, twin.eof, twin.decompress(b"!"), twin.unused_data)
attempt(lambda: d.copy())

attempt(lambda: zlib.decompress(b""))
attempt(lambda: zlib.decompress(packed[:50]))
attempt(lambda: zlib.decompress(b"no stream"))
attempt(lambda: zlib.decompress(packed[:40] + b"\xff" * 20 + packed[60:]))
attempt(lambda: zlib.decompress(zlib.compress(b"abc")[:-1] + b"?"))
attempt(lambda: zlib.decompress(zlib.compress(TEXT), 9))
attempt(lambda: zlib.decompress(b"\x01\x02\x00\x00\x00", -15))
attempt(lambda: zlib.decompress(b"\x07", -15))
attempt(lambda: zlib.compress(b"", 10))
attempt(lambda: zlib.compress("text"))
attempt(lambda: zlib.compressobj(wbits=16))
attempt(lambda: zlib.decompressobj(7))
attempt(lambda: zlib.decompressobj().decompress(b"", -1))
attempt(lambda: type(zlib.compressobj())())

packed = gzip.compress(TEXT, mtime=1)
print(len(packed), zlib.crc32(packed), gzip.decompress(packed + gzip.compress(b"second")) == TEXT + b"second")
with gzip.open(io.BytesIO(packed), "rt") as lines:
    print(lines.read(30), lines.seek(1000), lines.read(20))
attempt(lambda: gzip.decompress(packed[:-3]))
attempt(lambda: gzip.decompress(b"\0" + packed))

store = io.BytesIO()
with zipfile.ZipFile(store, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
    archive.writestr(zipfile.ZipInfo("a/b.txt", (2020, 2, 3, 4, 5, 6)), TEXT, zipfile.ZIP_DEFLATED)
    archive.writestr(zipfile.ZipInfo("c", (1980, 1, 1, 0, 0, 0)), b"plain")
print(len(store.getvalue()), zlib.crc32(store.getvalue()))
with zipfile.ZipFile(store) as archive:
    print(archive.namelist(), archive.testzip(), archive.read("a/b.txt") == TEXT, archive.getinfo("a/b.txt").compress_size)

# -- the same bytes as zlib, where matches are many, few and far
generator = random.Random(5)
words = [generator.randbytes(generator.randrange(2, 9)) for _ in range(60)]
texts = [
    generator.randbytes(20000), b"".join([generator.choice(words) for _ in range(4000)]),
    b"".join([generator.choice(words) + generator.randbytes(3) for _ in range(3000)]),
]
for level in (1, 3, 4, 6, 9):
    for strategy in (zlib.Z_DEFAULT_STRATEGY, zlib.Z_FILTERED, zlib.Z_RLE):
        sums = []
        for text in texts:
            packer = zlib.compressobj(level, 8, -12, 3, strategy)
            packed = packer.compress(text[:9000]) + packer.flush(zlib.Z_SYNC_FLUSH)
            packed += packer.compress(text[9000:]) + packer.flush()
            sums.append((len(packed), zlib.crc32(packed)))
        print(level, strategy, sums)
