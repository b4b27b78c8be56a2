"""Random bytes, ciphers, hashes, signatures: with their speed."""

import hashlib
import os
import time

from ecdsa import NIST256p, SigningKey
from table import Command, number

MOST = 1 << 20
#: FIPS 197, appendix B.
KEY = bytes.fromhex("2b7e151628aed2a6abf7158809cf4f3c")
PLAIN = bytes.fromhex("3243f6a8885a308d313198a2e0370734")
CIPHER = bytes.fromhex("3925841d02dc09fbdc118597196a0b32")


def rand(console, words):
    """Random bytes."""
    console.say(os.urandom(number(words[0], 1, 4096) if words else 32).hex())


def size_of(words):
    """The argument of the commands that measure."""
    return number(words[0], 16, MOST) // 16 * 16 if words else 4096


def timed(console, name, size, work):
    """Do some work, and tell how long it took; its result."""
    started = time.monotonic()
    result = work()
    took = time.monotonic() - started
    console.say(f"{name}: {size} bytes in {took * 1000:.1f} ms")
    return result


def aes(console, words):
    """The AES of the board: FIPS 197's example, then there and back."""
    size = size_of(words)
    engine = console.board.aes()
    assert engine.encrypt(PLAIN, KEY) == CIPHER, "wrong result of FIPS 197's example"
    data, iv = bytes(i & 255 for i in range(size)), bytes(16)
    text = timed(console, "encrypted", size, lambda: engine.encrypt(data, KEY, iv))
    again = timed(console, "decrypted", size, lambda: engine.decrypt(text, KEY, iv))
    console.say(f"the same: {again == data}")


def sha(console, words):
    """SHA-256 by the processor, and by the board's hardware if it has some."""
    size = size_of(words)
    data = bytes(i & 255 for i in range(size))
    digest = timed(console, "processor", size, lambda: hashlib.sha256(data).digest())
    hardware = console.board.sha256()
    if hardware is not None:
        other = timed(console, "hardware", size, lambda: hardware(data).digest())
        console.say(f"the same: {other == digest}")
    console.say(digest.hex())


def ecdsa(console, words):
    """Sign and verify on P-256."""
    message = b"an authenticated message"
    started = time.monotonic()
    key = SigningKey.generate(curve=NIST256p, hashfunc=hashlib.sha256)
    signature = key.sign(message)
    signed = time.monotonic()
    valid = key.verifying_key.verify(signature, message)
    took = (signed - started) * 1000, (time.monotonic() - signed) * 1000
    console.say(f"P-256: key and signature in {took[0]:.1f} ms, verified in {took[1]:.1f} ms")
    console.say(f"valid: {valid}")


COMMANDS = (
    Command("rand", "[BYTES]", "random bytes", rand, 0, 1),
    Command("aes", "[BYTES]", "AES-128 by the board's hardware", aes, 0, 1),
    Command("sha", "[BYTES]", "SHA-256 by processor and hardware", sha, 0, 1),
    Command("ecdsa", "", "sign and verify on P-256", ecdsa),
)
