"""hashlib and hmac; random numbers from a seed."""

import hashlib
import hmac
import random
import secrets


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_224", "sha3_256", "sha3_384", "sha3_512", "blake2b", "blake2s"):
    h = hashlib.new(name)
    for size in (0, 1, 55, 64, 111, 128, 200):
        h.update(bytes(range(256))[:size])
    copy = h.copy()
    copy.update(b"more")
    print(name, h.name, h.digest_size, h.block_size, h.hexdigest(), copy.digest()[:4])
    assert getattr(hashlib, name)(b"abc").digest() == hashlib.new(name, b"abc").digest()
for name in ("shake_128", "shake_256"):
    print(name, hashlib.new(name, b"abc").hexdigest(20), hashlib.new(name, b"x" * 500).digest(3))
print(hashlib.blake2b(b"m", key=b"k", digest_size=20, salt=b"s", person=b"p").hexdigest(), hashlib.blake2s(b"m", digest_size=4).hexdigest())
print(hashlib.sha256(b"x", usedforsecurity=False).hexdigest()[:8], hashlib.sha256(bytearray(b"ab")).hexdigest() == hashlib.sha256(memoryview(b"ab")).hexdigest())
attempt(lambda: hashlib.sha256("text"))
attempt(lambda: hashlib.new("nothing"))
attempt(lambda: hashlib.sha256().update(5))
attempt(lambda: hashlib.shake_128(b"").digest())
attempt(lambda: hashlib.blake2b(digest_size=65))
attempt(lambda: hashlib.blake2b(key=b"k" * 65))
print(sorted(hashlib.algorithms_guaranteed))
print(hashlib.pbkdf2_hmac("sha256", b"password", b"salt", 10).hex(), hashlib.pbkdf2_hmac("sha1", b"p", b"s", 3, 7).hex())
print(hashlib.pbkdf2_hmac("sha3_256", bytearray(b"long" * 50), memoryview(b"salt"), 2, dklen=70).hex())
attempt(lambda: hashlib.pbkdf2_hmac("sha256", "text", b"", 1))
attempt(lambda: hashlib.pbkdf2_hmac("sha256", b"", b"", 0))
attempt(lambda: hashlib.pbkdf2_hmac("sha256", b"", b"", 1, 0))
print(hashlib.scrypt(b"", salt=b"", n=16, r=1, p=1).hex())
print(hashlib.scrypt(b"password", salt=b"NaCl", n=32, r=3, p=2, dklen=20).hex())
attempt(lambda: hashlib.scrypt(b"p", n=2, r=1, p=1))
attempt(lambda: hashlib.scrypt(b"p", salt=b"", n=3, r=1, p=1))
attempt(lambda: hashlib.scrypt(b"p", salt=b"", n=2, r=1, p=1, maxmem=-1))
attempt(lambda: hashlib.scrypt(b"p", salt=b"", n=1 << 20, r=8, p=1))
print(hmac.new(b"key", b"message", "sha256").hexdigest(), hmac.new(b"k" * 100, b"m", hashlib.md5).hexdigest(), hmac.digest(b"k", b"m", "sha512").hex()[:20])
h = hmac.new(b"key", digestmod="sha1")
h.update(b"a")
print(h.copy().hexdigest(), h.name, h.digest_size, h.block_size, hmac.compare_digest(b"a", b"a"), hmac.compare_digest("a", "b"))
attempt(lambda: hmac.new(b"key", b"m"))
attempt(lambda: hmac.new("key", b"m", "md5"))
attempt(lambda: hmac.compare_digest("é", "é"))
attempt(lambda: hmac.compare_digest("a", b"a"))

r = random.Random(42)
print([r.random() for _ in range(3)], r.getrandbits(70), r.randrange(10, 100, 7), r.randint(1, 6), r.uniform(2, 3))
print(r.choice("abcdef"), r.sample(range(100), 5), r.choices([1, 2, 3], [1, 5, 1], k=6), r.choices("xy", cum_weights=[1, 3], k=4))
items = list(range(10))
r.shuffle(items)
print(items, r.gauss(0, 1), r.normalvariate(0, 1), r.expovariate(2), r.betavariate(2, 3), r.gammavariate(2, 1), r.triangular(0, 1, 0.5))
print(r.lognormvariate(0, 1), r.vonmisesvariate(0, 4), r.paretovariate(3), r.weibullvariate(1, 2), r.randbytes(5))
state = r.getstate()
a = r.random()
r.setstate(state)
print(a == r.random(), len(state), state[0], len(state[1]))
for seed in (0, -5, 2**100, "text", b"bytes", bytearray(b"array"), None.__class__.__name__):
    r.seed(seed)
    print(seed, r.random(), r.getrandbits(32))
random.seed(7)
print(random.random(), random.sample(["a", "b", "c"], 2), random.getrandbits(0))
attempt(lambda: random.choice([]))
attempt(lambda: random.randrange(5, 5))
attempt(lambda: random.sample([1], 2))
attempt(lambda: random.getrandbits(-1))
attempt(lambda: random.Random([]))
attempt(lambda: random.sample({1}, 1))
print(len(secrets.token_hex(8)), len(secrets.token_bytes()), secrets.randbelow(1), secrets.compare_digest(b"a", b"b"))
for name in ("md5", "sha224", "sha256", "sha384"):
    print(repr(hashlib.new(name)).partition(" ")[0], hashlib.new(name.upper()).name)
for size in (-1, 1 << 32):
    try: hashlib.blake2b(leaf_size=size)
    except (ValueError, OverflowError) as e: print(type(e).__name__)
for name in ("md5", "sha3_256", "blake2s"):
    try: getattr(hashlib, name)("")
    except TypeError as e: print(e)
bits = random.Random(3)
print([bits.getrandbits(k) for k in (0, 1, 31, 32, 33, 64, 65, 100)], bits.randbytes(13))
print(sum(bits.randbytes(100001)), bits.getrandbits(40))
