"""``_md5``."""

from _digest import BlockHash

from tamapy.runtime.digests import md5_sha1


class MD5Type(BlockHash):
    """MD5."""

    __slots__ = ()
    _order = "little"

    def _blocks(self, data, start, count):
        md5_sha1.md5(self._state, data, start, count)


MD5Type.__module__ = "_md5"
MD5Type.__name__ = MD5Type.__qualname__ = "md5"


def md5(string=b"", *, usedforsecurity=True):
    """An MD5 hash."""
    return MD5Type("md5", 16, (0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476), string)
