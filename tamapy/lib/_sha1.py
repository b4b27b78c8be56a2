"""``_sha1``."""

from _digest import BlockHash

from tamapy.runtime.digests import md5_sha1


class SHA1Type(BlockHash):
    """SHA-1."""

    __slots__ = ()

    def _blocks(self, data, start, count):
        md5_sha1.sha1(self._state, data, start, count)


SHA1Type.__module__ = "_sha1"
SHA1Type.__name__ = SHA1Type.__qualname__ = "sha1"


def sha1(string=b"", *, usedforsecurity=True):
    """A SHA-1 hash."""
    start = (0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0)
    return SHA1Type("sha1", 20, start, string)
