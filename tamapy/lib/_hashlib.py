"""``_hashlib``: what ``hashlib`` and ``hmac`` have from OpenSSL, resting on our own hashes.

There are key derivations here; hash objects are those of ``_sha256`` and the like, to which
``hashlib`` and ``hmac`` turn when this module knows none of a name.
"""

from _md5 import md5 as openssl_md5
from _operator import _compare_digest as compare_digest
from _sha1 import sha1 as openssl_sha1
from _sha256 import sha224 as openssl_sha224
from _sha256 import sha256 as openssl_sha256
from _sha512 import sha384 as openssl_sha384
from _sha512 import sha512 as openssl_sha512

from tamapy.runtime.digests import scrypt as _scrypt

__all__ = [
    "UnsupportedDigestmodError", "compare_digest", "get_fips_mode", "hmac_digest", "hmac_new",
    "new", "openssl_md5", "openssl_md_meth_names", "openssl_sha1", "openssl_sha224",
    "openssl_sha256", "openssl_sha384", "openssl_sha512", "pbkdf2_hmac", "scrypt",
]

openssl_md_meth_names = frozenset({
    "blake2b", "blake2s", "md5", "sha1", "sha224", "sha256", "sha384", "sha3_224", "sha3_256",
    "sha3_384", "sha3_512", "sha512", "shake_128", "shake_256",
})

_HASHES = {
    "md5": openssl_md5, "sha1": openssl_sha1, "sha224": openssl_sha224,
    "sha256": openssl_sha256, "sha384": openssl_sha384, "sha512": openssl_sha512,
}
_MOST = 0x7FFFFFFF
#: What OpenSSL lets scrypt use when nothing else is said, in bytes.
_MEMORY = 32 << 20
_TRANSLATE_36 = bytes(x ^ 0x36 for x in range(256))
_TRANSLATE_5C = bytes(x ^ 0x5C for x in range(256))


class UnsupportedDigestmodError(ValueError):
    """A hash that is not to be had here."""


UnsupportedDigestmodError.__module__ = "_hashlib"


def get_fips_mode():
    """Whether only what FIPS 140 approves is allowed: never."""
    return 0


def new(name, string=b"", *, usedforsecurity=True):
    """A hash by its name; ``hashlib`` has those that are not to be had here."""
    if not isinstance(name, str):
        raise TypeError(f"new() argument 'name' must be str, not {type(name).__name__}")
    if name.lower() not in _HASHES:
        raise ValueError(f"unsupported hash type {name}")
    return _HASHES[name.lower()](string, usedforsecurity=usedforsecurity)


def hmac_new(key, msg=b"", digestmod=None):
    """No MAC: ``hmac`` makes its own."""
    raise UnsupportedDigestmodError("Unsupported digestmod %s" % digestmod)


def hmac_digest(key, msg, digest):
    """No MAC: ``hmac`` makes its own."""
    raise UnsupportedDigestmodError("Unsupported digestmod %s" % digest)


def _octets(value):
    try:
        return memoryview(value).tobytes()
    except TypeError:
        raise TypeError(
            f"a bytes-like object is required, not '{type(value).__name__}'"
        ) from None


def _index(value):
    if not hasattr(type(value), "__index__"):
        raise TypeError(
            f"'{type(value).__name__}' object cannot be interpreted as an integer"
        )
    return value.__index__()


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    """A key of ``dklen`` bytes from a password (RFC 8018, section 5.2)."""
    if not isinstance(hash_name, str):
        raise TypeError("pbkdf2_hmac() argument 'hash_name' must be str, not "
                        f"{type(hash_name).__name__}")
    password, salt, iterations = _octets(password), _octets(salt), _index(iterations)
    inner, outer = _keyed(hash_name.lower(), password)
    if iterations < 1:
        raise ValueError("iteration value must be greater than 0.")
    if iterations > _MOST:
        raise OverflowError("iteration value is too great.")
    size = inner.digest_size
    dklen = size if dklen is None else _index(dklen)
    if dklen < 1:
        raise ValueError("key length must be greater than 0.")
    if dklen > _MOST:
        raise OverflowError("key length is too great.")
    key = bytearray()
    block = 1
    while len(key) < dklen:
        last = _authenticate(inner, outer, salt + block.to_bytes(4, "big"))
        mixed = int.from_bytes(last, "big")
        for _ in range(iterations - 1):
            last = _authenticate(inner, outer, last)
            mixed ^= int.from_bytes(last, "big")
        key += mixed.to_bytes(size, "big")
        block += 1
    return bytes(key[:dklen])


def _keyed(name, password):
    """The inner and outer hash of HMAC (RFC 2104), the key already in them."""
    import hashlib

    try:
        inner, outer = hashlib.new(name), hashlib.new(name)
    except ValueError:
        raise UnsupportedDigestmodError(f"unsupported hash type {name}") from None
    if name.startswith("shake"):
        raise ValueError(f"{name} has no digest of fixed size")
    size = inner.block_size
    if len(password) > size:
        password = hashlib.new(name, password).digest()
    password = password.ljust(size, b"\0")
    inner.update(password.translate(_TRANSLATE_36))
    outer.update(password.translate(_TRANSLATE_5C))
    return inner, outer


def _authenticate(inner, outer, message):
    inner = inner.copy()
    inner.update(message)
    outer = outer.copy()
    outer.update(inner.digest())
    return outer.digest()


def _unsigned(name, value):
    if value is not None and not isinstance(value, int):
        raise TypeError(f"scrypt() argument '{name}' must be int, not {type(value).__name__}")
    if value is None or not 0 <= value < 1 << 64:
        raise TypeError(f"{name} is required and must be an unsigned int")
    return value


def scrypt(password, *, salt=None, n=None, r=None, p=None, maxmem=0, dklen=64):
    """A key of ``dklen`` bytes from a password, costly in memory too (RFC 7914).

    It takes ``128 * r * (n + p + 2)`` bytes; ``maxmem`` limits them, to 32 MiB if it is 0.
    """
    password = _octets(password)
    if salt is None:
        raise TypeError("salt is required")
    salt = _octets(salt)
    n = _unsigned("n", n)
    if n < 2 or n & n - 1:
        raise ValueError("n must be a power of 2.")
    r, p = _unsigned("r", r), _unsigned("p", p)
    maxmem, dklen = _index(maxmem), _index(dklen)
    if not 0 <= maxmem <= _MOST:
        raise ValueError(f"maxmem must be positive and smaller than {_MOST}")
    if not 1 <= dklen <= _MOST:
        raise ValueError(f"dklen must be greater than 0 and smaller than {_MOST}")
    if not r or not p or p * r >= 1 << 30 or 16 * r <= 63 and n >= 1 << 16 * r:
        raise ValueError("Invalid parameter combination for n, r, p, maxmem.")
    size = 128 * r
    if size * (n + p + 2) > (maxmem or _MEMORY):
        raise ValueError("[digital envelope routines] memory limit exceeded")
    blocks = pbkdf2_hmac("sha256", password, salt, 1, size * p)
    vector = bytearray(size * (n + 1))
    mixed = bytearray()
    for at in range(0, size * p, size):
        block = bytearray(blocks[at:at + size])
        _scrypt.mix(block, vector, n, r)
        mixed += block
    return pbkdf2_hmac("sha256", password, bytes(mixed), 1, dklen)
