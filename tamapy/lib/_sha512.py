"""``_sha512``."""

from _digest import BlockHash

from tamapy.runtime.digests import sha2

_ROOTS = sha2.square_fractions(16, 64)


class SHA512Type(BlockHash):
    """SHA-384 and SHA-512."""

    __slots__ = ()
    block_size = 128
    _word = 8

    def _blocks(self, data, start, count):
        sha2.sha512(self._state, data, start, count)


SHA512Type.__module__ = "_sha512"
SHA512Type.__name__ = SHA512Type.__qualname__ = "sha512"


def sha384(string=b"", *, usedforsecurity=True):
    """A SHA-384 hash."""
    return SHA512Type("sha384", 48, _ROOTS[8:], string)


def sha512(string=b"", *, usedforsecurity=True):
    """A SHA-512 hash."""
    return SHA512Type("sha512", 64, _ROOTS[:8], string)
