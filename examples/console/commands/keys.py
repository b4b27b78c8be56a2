"""Keys that stay in the chip, and the blocks that keep them."""

from table import Command

DIVERSIFIER = b"tamapy console"
IV = bytes(16)


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
    """The cryptographic accelerator of other chips of the family."""
    console.board.caam()


def bee(console, words):
    """The state of memory's encryption."""
    console.say(console.board.bee())


COMMANDS = (
    Command("dcp", "", "the data co-processor's key RAM", dcp),
    Command("huk", "", "derive a key from the device's own", huk),
    Command("caam", "", "the cryptographic accelerator", caam),
    Command("bee", "", "encryption of memory", bee),
)
