"""Keys that stay in the chip, and the blocks that keep them."""

import hashlib

from table import Command

DIVERSIFIER = b"tamapy console"
IV = bytes(16)
#: FIPS 197, appendix C: what a text becomes under the keys that count up from 0, by their bits.
PLAIN = bytes.fromhex("00112233445566778899aabbccddeeff")
CIPHERS = {
    128: "69c4e0d86a7b0430d8cdb78070b4c55a", 192: "dda97ca4864cdfe06eaf70a0ec0d7191",
    256: "8ea2b7ca516745bfeafc49904b496089",
}


def dcp(console, words):
    """A key in the DCP's key RAM does what the same key does outside of it."""
    engine = console.board.dcp()
    key, data = bytes(range(16)), bytes(64)
    for slot in range(4):
        engine.set_key(slot, key)
        same = engine.encrypt(data, slot, IV) == engine.encrypt(data, key, IV)
        engine.set_key(slot, bytes(16))
        console.say(f"slot {slot}: {'as outside' if same else 'WRONG'}")


def huk(console, words):
    """A key derived from the one that this device alone has."""
    console.say(console.board.derive_key(DIVERSIFIER, IV).hex())


def caam(console, words):
    """The cryptographic accelerator: published examples, the processor's hashes, random bytes."""
    engine = console.board.caam()
    for bits, cipher in CIPHERS.items():
        right = engine.encrypt(PLAIN, bytes(range(bits // 8))).hex() == cipher
        console.say(f"AES-{bits}: {'as published' if right else 'WRONG'}")
    for name in ("sha1", "sha224", "sha256"):
        right = getattr(engine, name)(PLAIN).digest() == hashlib.new(name, PLAIN).digest()
        console.say(f"{name}: {'as the processor' if right else 'WRONG'}")
    console.say(f"random: {engine.get_random_data(16).hex()}")


def bee(console, words):
    """The state of memory's encryption."""
    console.say(console.board.bee())


COMMANDS = (
    Command("dcp", "", "the data co-processor's key RAM", dcp),
    Command("huk", "", "derive a key from the device's own", huk),
    Command("caam", "", "the cryptographic accelerator", caam),
    Command("bee", "", "encryption of memory", bee),
)
