"""AES-128-CBC by the DCP in blocks of several sizes, a line on the console before each."""

import gc

from tamapy import dma
from tamapy.soc import imx6ul

KEY, IV = bytes(range(16)), bytes(range(16, 32))
SIZES = (16, 512, 4096, 16384, 65536)
SECTOR = 512

dcp = imx6ul.DCP
dcp.init()
dcp.set_key(0, KEY)
data = {size: bytes(i * 11 & 255 for i in range(size)) for size in SIZES}
gc.collect()
for _ in range(2):  # what is remembered of the first time is not measured
    for size in SIZES:
        text = data[size]
        print("none", size)
        print("bytes", size)
        dcp.encrypt(text, 0, IV)
        with dma.default().place(text, 16) as buffer:
            print("memory", size)
            dcp.encrypt_in_place(buffer, 0, (IV,))
            print("undo", size)
            dcp.decrypt_in_place(buffer, 0, (IV,))
            assert bytes(buffer) == text
            if size >= SECTOR and size // SECTOR < 256:
                vectors = [IV] * (size // SECTOR)
                print("sectors", size)
                dcp.encrypt_in_place(buffer, 0, vectors)
        print("end", size)
