"""Everything that has random bytes has them from the board: the test knows which those are."""

import os
import random
import secrets
import sys
import uuid


def shown(call):
    """What a call gives, or the error of its source."""
    try:
        return call()
    except RuntimeError as error:
        return f"{type(error).__name__}: {error}"


print("started")
print(shown(lambda: os.urandom(24).hex()))
print(shown(lambda: secrets.token_hex(300)))
print(shown(lambda: f"{random.SystemRandom().getrandbits(64):016x}"))
print(shown(lambda: str(uuid.uuid4())))
print(shown(lambda: f"{secrets.randbits(32):08x}"))
sys.stdout.flush()
