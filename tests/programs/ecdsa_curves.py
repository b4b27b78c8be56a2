"""PyPI's ecdsa, as published: deterministic signatures on five curves, keys in and out, misuse."""

import hashlib

from ecdsa import NIST224p, NIST256p, NIST384p, NIST521p, SECP256k1, SigningKey, VerifyingKey
from ecdsa.errors import MalformedPointError
from ecdsa.keys import BadSignatureError
from ecdsa.util import sigdecode_der, sigencode_der

MESSAGE = b"what is signed"
FORGED = b"what is not signed"


def key_of(curve):
    """The same key every time."""
    secret = int.from_bytes(hashlib.sha512(curve.name.encode()).digest(), "big")
    return SigningKey.from_secret_exponent(1 + secret % (curve.order - 1), curve, hashlib.sha256)


def sign_and_verify(curve):
    """Both encodings of a signature, and what must not verify."""
    key = key_of(curve)
    public = key.verifying_key
    raw = key.sign_deterministic(MESSAGE)
    der = key.sign_deterministic(MESSAGE, sigencode=sigencode_der)
    print(curve.name, curve.baselen, len(raw), raw.hex())
    print(" ", der.hex())
    print(" ", public.to_string("compressed").hex())
    print(" ", public.verify(raw, MESSAGE), public.verify(der, MESSAGE, sigdecode=sigdecode_der))
    try:
        public.verify(raw, FORGED)
    except BadSignatureError as error:
        print(" ", "refused:", type(error).__name__, error)


def exchange_keys(curve):
    """A key survives its text form; a point beside the curve is refused."""
    key = key_of(curve)
    text = key.verifying_key.to_pem().decode()
    print(text, end="")
    again = VerifyingKey.from_pem(text)
    print(again == key.verifying_key, again.curve.name, again.pubkey.point.x() % 1000)
    print(SigningKey.from_der(key.to_der()) == key, key.to_der().hex()[:40])
    point = bytearray(key.verifying_key.to_string("uncompressed"))
    point[-1] ^= 1
    try:
        VerifyingKey.from_string(bytes(point), curve)
    except MalformedPointError as error:
        print(type(error).__name__, error)


for each in (NIST224p, NIST256p, NIST384p, NIST521p, SECP256k1):
    sign_and_verify(each)
exchange_keys(NIST256p)
