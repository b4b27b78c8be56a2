"""``_sha256``."""

from _digest import BlockHash

from tamapy.runtime.digests import sha2

_ROOTS = sha2.square_fractions(8, 32)
#: FIPS 180-4, section 5.3.2: the second 32 bits of the roots of the ninth to sixteenth prime.
_ROOTS_224 = [root & 0xFFFFFFFF for root in sha2.square_fractions(16, 64)[8:]]


class SHA256Type(BlockHash):
    """SHA-224 and SHA-256."""

    __slots__ = ()

    def _blocks(self, data, start, count):
        sha2.sha256(self._state, data, start, count)


SHA256Type.__module__ = "_sha256"
SHA256Type.__name__ = SHA256Type.__qualname__ = "sha256"


def sha224(string=b"", *, usedforsecurity=True):
    """A SHA-224 hash."""
    return SHA256Type("sha224", 28, _ROOTS_224, string)


def sha256(string=b"", *, usedforsecurity=True):
    """A SHA-256 hash."""
    return SHA256Type("sha256", 32, _ROOTS, string)
