"""A tour of the machine: threads, files, clocks, random numbers, signatures, the collector.

It runs under CPython as well, and prints the same there apart from times and random bytes.
"""

import gc
import hashlib
import os
import sys
import threading
import time

from ecdsa import NIST224p, NIST256p, SECP256k1, SigningKey
from ecdsa.util import sigdecode_der, sigencode_der_canonize

ROUNDS = 9
ROUND_BYTES = 160 << 20
BLOCK_BYTES = 8 << 20

#: A pay-to-public-key-hash output script: the public key's hash stands in the middle.
SCRIPT = bytes.fromhex("76a914128004ff2fcaf13b2b91eb654b1dc2b674f7ec6188ac")
OPCODES = {0x76: "OP_DUP", 0xA9: "OP_HASH160", 0x88: "OP_EQUALVERIFY", 0xAC: "OP_CHECKSIG"}
BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"

#: What each thread has to say; printed in the order of the threads when they have ended.
lines = {}


def say(name, text):
    """Note a line of a thread."""
    lines.setdefault(name, []).append(f"{name}: {text}")


def milliseconds(since):
    """The time that has passed, for people."""
    return f"{(time.monotonic() - since) * 1000:.1f} ms"


# -- btc ---------------------------------------------------------------------------------


def disassemble(script):
    """The words of a script."""
    words = []
    at = 0
    while at < len(script):
        opcode = script[at]
        at += 1
        if 1 <= opcode <= 75:
            words.append(script[at:at + opcode].hex())
            at += opcode
        else:
            words.append(OPCODES.get(opcode, f"OP_{opcode:02x}"))
    return words


def classify(words):
    """The standard form of a script."""
    if words[:2] == ["OP_DUP", "OP_HASH160"] and words[3:] == ["OP_EQUALVERIFY", "OP_CHECKSIG"]:
        return "pubkeyhash"
    return "nonstandard"


def base58check(payload):
    """Bytes with their checksum in base 58."""
    digest = hashlib.sha256(hashlib.sha256(payload).digest()).digest()
    data = payload + digest[:4]
    number = int.from_bytes(data, "big")
    text = ""
    while number:
        number, digit = divmod(number, 58)
        text = BASE58[digit] + text
    zeros = len(data) - len(data.lstrip(b"\0"))
    return "1" * zeros + text


def transaction(script):
    """A transaction with one input and one output, as it is hashed to be signed."""
    previous = hashlib.sha256(b"previous transaction").digest()
    return b"".join((
        (1).to_bytes(4, "little"),
        b"\x01", previous, (0).to_bytes(4, "little"), bytes([len(script)]), script,
        b"\xff\xff\xff\xff",
        b"\x01", (100_000_000).to_bytes(8, "little"), bytes([len(script)]), script,
        (0).to_bytes(4, "little"), (1).to_bytes(4, "little"),
    ))


def btc():
    """Take a script apart, sign a transaction that spends it, verify the signature."""
    words = disassemble(SCRIPT)
    say("btc", f"script {' '.join(words)}")
    say("btc", f"class {classify(words)}, address {base58check(bytes(1) + SCRIPT[3:23])}")
    raw = transaction(SCRIPT)
    digest = hashlib.sha256(hashlib.sha256(raw).digest()).digest()
    key = SigningKey.from_string(bytes(range(1, 33)), SECP256k1, hashlib.sha256)
    signature = key.sign_digest_deterministic(
        digest, hashlib.sha256, sigencode_der_canonize
    )
    say("btc", f"transaction of {len(raw)} bytes, signature {signature.hex()[:32]}...")
    valid = key.verifying_key.verify_digest(signature, digest, sigdecode_der)
    say("btc", f"signature valid: {valid}")


# -- the others ----------------------------------------------------------------------------


def file():
    """Write a file and read it back."""
    path = "/tmp/tamapy-demo.txt"
    text = "".join(f"line {i}: what was written is what is read\n" for i in range(100))
    with open(path, "w") as out:
        out.write(text)
    size = os.stat(path).st_size
    with open(path) as source:
        same = source.read() == text
    os.remove(path)
    say("file", f"{size} bytes written and read back, the same: {same}")


def timer():
    """A timer that fires after 100 ms."""
    started = time.monotonic()
    fired = threading.Event()
    threading.Timer(0.1, fired.set).start()
    fired.wait()
    say("timer", f"fired after {milliseconds(started)}")


def sleep():
    """Sleep 100 ms."""
    started = time.monotonic()
    time.sleep(0.1)
    say("sleep", f"slept {milliseconds(started)}")


def rng():
    """Random bytes from the hardware."""
    say("rng", f"32 random bytes: {os.urandom(32).hex()}")


def ecdsa():
    """Sign and verify on two curves."""
    for curve in (NIST224p, NIST256p):
        started = time.monotonic()
        key = SigningKey.generate(curve=curve, hashfunc=hashlib.sha256)
        signature = key.sign(b"an authenticated message")
        signed = milliseconds(started)
        started = time.monotonic()
        valid = key.verifying_key.verify(signature, b"an authenticated message")
        say("ecdsa", f"{curve.name}: signed in {signed}, verified in {milliseconds(started)}: "
            f"{valid}")


def allocate():
    """Allocate far more than there is memory for, block by block."""
    total = 0
    for number in range(1, ROUNDS + 1):
        started = time.monotonic()
        blocks = 0
        while blocks * BLOCK_BYTES < ROUND_BYTES:
            block = bytearray(BLOCK_BYTES)
            block[0] = block[-1] = number
            blocks += 1
        total += blocks * BLOCK_BYTES
        collections = sum(generation["collections"] for generation in gc.get_stats())
        print(f"memory: round {number}, {total >> 20} MiB so far, {milliseconds(started)}, "
              f"{collections} collections", flush=True)


def main():
    """Greet, run the threads, allocate, say farewell."""
    started = time.monotonic()
    word = sys.maxsize.bit_length() + 1
    print(f"Hello from {sys.implementation.name} on {sys.platform}, {word} bit, "
          f"{time.time():.3f} s since the epoch", flush=True)
    jobs = (btc, file, timer, sleep, rng, ecdsa)
    threads = [threading.Thread(target=job, name=job.__name__) for job in jobs]
    for thread in threads:
        thread.start()
    print(f"{len(threads)} threads started", flush=True)
    for thread in threads:
        thread.join()
        for line in lines[thread.name]:
            print(line, flush=True)
    print("all threads have ended", flush=True)
    allocate()
    print(f"Goodbye after {milliseconds(started)}", flush=True)


if __name__ == "__main__":
    main()
