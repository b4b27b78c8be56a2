"""Block ciphers in software, for boards and keys that no security block serves.

The time they take tells nothing of key or data: there is no branch and no table that depends on
either.
"""

from tamapy.runtime.arguments import as_bytes
from tamapy.runtime.ciphers import aes as _aes
from tamapy.runtime.ciphers.aes import BLOCK

__all__ = ["AES"]

#: Rounds by the bytes of a key (FIPS 197, 5).
_ROUNDS = {16: 10, 24: 12, 32: 14}
#: Bytes of a round's key.
_PLANES = 64


class AES:
    """AES (FIPS 197) with a key of 16, 24 or 32 bytes.

    Data of another kind than bytes is a ``TypeError``; of another length than whole blocks of 16
    bytes, or a key or vector of a wrong length, a ``ValueError``.
    """

    def __init__(self, key):
        key = bytes(as_bytes(key))
        if len(key) not in _ROUNDS:
            raise ValueError(f"a key of AES has 16, 24 or 32 bytes, not {len(key)}")
        self._rounds = _ROUNDS[len(key)]
        self._keys = bytearray((self._rounds + 1) * _PLANES)
        _aes.expand(key, self._keys)

    def encrypt_cbc(self, data, iv):
        """Chaining mode (NIST SP 800-38A, 6.2): each block is added to the next one's input."""
        return self._chained(_aes.cbc_encrypt, data, iv)

    def decrypt_cbc(self, data, iv):
        """The contrary of :meth:`encrypt_cbc`, four blocks at a time."""
        return self._chained(_aes.cbc_decrypt, data, iv)

    def _chained(self, work, data, iv):
        if not self._rounds:
            raise ValueError("the key is forgotten")
        data, chain = bytes(as_bytes(data)), bytearray(as_bytes(iv))
        if len(data) % BLOCK:
            raise ValueError(f"{len(data)} bytes are no whole blocks of {BLOCK}")
        if len(chain) != BLOCK:
            raise ValueError(f"a vector of AES has {BLOCK} bytes, not {len(chain)}")
        made = bytearray(len(data))
        work(self._keys, self._rounds, chain, data, made)
        return bytes(made)

    def close(self):
        """Forget the key: its memory is overwritten, and the object cannot be used any more."""
        self._keys[:] = bytes(len(self._keys))
        self._rounds = 0
