"""AES-128-CBC by the DCP, as often as the console says: what one time takes is the difference."""

import sys

from tamapy import dma
from tamapy.soc import imx6ul

KEY, IV = bytes(range(16)), bytes(16)

how, size, rounds = sys.stdin.readline().split()
dcp = imx6ul.DCP
dcp.init()
if how == "copied":
    data = bytes(int(size))
    for _ in range(int(rounds)):
        dcp.encrypt(data, KEY, IV)
else:
    with dma.default().reserve(int(size), 16) as buffer:
        for _ in range(int(rounds)):
            dcp.encrypt_in_place(buffer, KEY, [IV])
