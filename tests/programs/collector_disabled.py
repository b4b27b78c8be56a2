"""What nobody refers to gives way when memory runs out, also while the collector is disabled."""

import gc

gc.disable()
kept = [bytes([i]) * 1000 for i in range(50)]
for size in (24, 300, 5000, 1 << 20):
    total = 0
    for i in range((400 << 20) // max(size, 2000)):
        block = bytearray(size)
        block[0] = i & 255
        total += len(block) + block[0]
    print(size, total, gc.isenabled())
print(sum(map(sum, kept)))
gc.enable()
print(gc.isenabled(), gc.collect() >= 0)
