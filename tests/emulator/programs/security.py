"""DCP and SNVS as a compiled program uses them: every line says what should be so."""

import hashlib

from failures import failure

from tamapy import dma
from tamapy.soc import imx6ul
from tamapy.soc.nxp.dcp import packets

KEY, IV = bytes(range(16)), bytes(range(16, 32))
DATA = bytes(i * 7 & 255 for i in range(40000))

dcp, snvs = imx6ul.DCP, imx6ul.SNVS
dcp.init()
snvs.init()

cbc = dcp.encrypt(DATA, KEY, IV)
print(cbc[-16:].hex(), hashlib.sha256(cbc).hexdigest(), dcp.decrypt(cbc, KEY, IV) == DATA)
dcp.set_key(2, KEY)
print(dcp.encrypt(DATA[:64], 2).hex())

region = dma.default()
sectors = region.copy(DATA[:4096], 16)
ivs = [bytes([i]) * 16 for i in range(8)]
dcp.encrypt_in_place(sectors, 2, ivs)
print(hashlib.sha256(bytes(sectors)).hexdigest())
dcp.decrypt_in_place(sectors, KEY, ivs)
print(bytes(sectors) == DATA[:4096])

for new, name in ((dcp.sha1, "sha1"), (dcp.sha256, "sha256")):
    same = True
    for size in (0, 1, 55, 56, 63, 64, 65, 127, 128, 129, 1000, 40000):
        same = same and new(DATA[:size]).digest() == hashlib.new(name, DATA[:size]).digest()
    ours, other = new(b"one "), new(b"another ")
    for i in range(0, 1000, 37):
        ours.update(DATA[i:i + 37])
        other.update(sectors[i:i + 37])
    print(name, same, ours.hexdigest(), other.copy().hexdigest() == other.hexdigest())
region.release(sectors)

print(snvs.state(), snvs.available())
print(failure(lambda: dcp.derive_key(b"diversifier", IV).hex()))
if snvs.available():
    print(dcp.derive_key(b"diversifier", IV).hex())
    dcp.derive_key(b"diversifier", IV, 1)
    print(dcp.encrypt(DATA[:16], 1).hex())
    snvs.violate()
    print(snvs.state(), failure(lambda: dcp.derive_key(b"diversifier", IV)))

bad = region.reserve(packets.SIZE)
packets.write(bad, 0, packets.CTRL0_ENABLE_CIPHER, 0, dma.Buffer(region, 0x10, 16), bad, bad)
print(failure(lambda: dcp.run(bad)))
region.release(bad)
print(dcp.encrypt(DATA[:16], KEY).hex(), region.size - region.available)
print(failure(lambda: dcp.encrypt(b"odd", KEY)), failure(lambda: dcp.set_key(9, KEY)))

snvs.set_policy(voltage=True, violation=True)
report = snvs.monitor()
print(report.voltage, report.power, report.state)
print(snvs.is_running(), snvs.is_zero())
snvs.set_time(1700000000)
snvs.set_master_key(bytes(range(32)))
print(snvs.is_running(), 0 <= snvs.time() - 1700000000 < 60, snvs.is_zero())
snvs.zeroise()
print(snvs.is_zero())
