"""The CAAM as a compiled program uses it: every line says what should be so."""

import hashlib
import hmac

from failures import failure

from tamapy import dma
from tamapy.soc import imx6ul
from tamapy.soc.nxp.caam import commands

KEY, IV = bytes(range(32)), bytes(range(16, 32))
DATA = bytes(i * 7 & 255 for i in range(40000))

caam, snvs = imx6ul.CAAM, imx6ul.SNVS
print(imx6ul.model(), failure(lambda: caam.encrypt(DATA, KEY)))
caam.init()
snvs.init()

for size in (16, 24, 32):
    key = KEY[:size]
    cbc, ecb, ctr = caam.encrypt(DATA, key, IV), caam.encrypt(DATA[:64], key), None
    ctr = caam.ctr(DATA[:1001], key, IV)
    print(cbc[-16:].hex(), hashlib.sha256(cbc).hexdigest(), caam.decrypt(cbc, key, IV) == DATA)
    print(ecb[:16].hex(), caam.decrypt(ecb, key) == DATA[:64], hashlib.sha256(ctr).hexdigest(),
          caam.ctr(ctr, key, IV) == DATA[:1001])
    print(caam.cmac(b"", key).hex(), caam.cmac(DATA[:100], key).hex())

for new, name in ((caam.sha1, "sha1"), (caam.sha224, "sha224"), (caam.sha256, "sha256")):
    same = True
    for size in (0, 1, 55, 56, 63, 64, 65, 127, 128, 129, 1000, 40000):
        same = same and new(DATA[:size]).digest() == hashlib.new(name, DATA[:size]).digest()
    ours, other = new(b"one "), new(b"another ")
    for i in range(0, 1000, 37):
        ours.update(DATA[i:i + 37])
        other.update(DATA[i:i + 37])
    print(name, same, ours.hexdigest(), other.copy().hexdigest() == other.hexdigest())
print(hmac.new(b"key", DATA[:100], caam.sha256).hexdigest())

first, second = caam.get_random_data(20000), caam.get_random_data(20000)
print(len(first), first != second, len(set(first)))

print(snvs.available(), failure(lambda: caam.encapsulate(b"a secret", IV)))
if snvs.available():
    blob = caam.encapsulate(b"a secret", IV)
    print(len(blob), caam.decapsulate(blob, IV), failure(lambda: caam.decapsulate(blob, bytes(16))))
    print(caam.derive_key(b"what for").hex())
else:
    print(failure(lambda: caam.derive_key(b"what for")))

region = dma.default()
with region.reserve(16) as buffer:
    print(failure(lambda: caam.run([0x13 << 27])))
    print(failure(lambda: caam.run(
        commands.key(1, buffer), commands.load_context(1, dma.Buffer(region, 0x10, 16))
    )))
    print(failure(lambda: caam.run(commands.store(commands.OUTPUT_MESSAGE, buffer))))
print(caam.encrypt(DATA[:16], KEY).hex(), region.size - region.available)
print(failure(lambda: caam.encrypt(b"odd", KEY)), failure(lambda: caam.cmac(b"x", b"y")))
