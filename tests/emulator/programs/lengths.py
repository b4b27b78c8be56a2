"""Ciphers and hashes of the DCP or the CAAM at many lengths: what all results of each hash to.

A line of input has the engine, the first length, the one behind the last, and the step.
"""

import hashlib
import random
import sys

from tamapy.soc import imx6ul

BLOCK = 16


def engine_of(name):
    """An engine that is ready, with the names of its hashes."""
    if name == "dcp":
        imx6ul.DCP.init()
        return imx6ul.DCP, ("sha1", "sha256")
    imx6ul.CAAM.init()
    return imx6ul.CAAM, ("sha1", "sha224", "sha256")


def results(engine, name, hashes, chance, length):
    """The results for one length, by the names of algorithms."""
    data, iv = chance.randbytes(length), chance.randbytes(BLOCK)
    key = chance.randbytes(16 if name == "dcp" else chance.choice((16, 24, 32)))
    if length % BLOCK == 0:
        ecb, cbc = engine.encrypt(data, key), engine.encrypt(data, key, iv)
        assert engine.decrypt(ecb, key) == data and engine.decrypt(cbc, key, iv) == data
        yield "ecb", ecb
        yield "cbc", cbc
    if name == "caam":
        yield "ctr", engine.ctr(data, key, iv)
        yield "cmac", engine.cmac(data, key)
    for each in hashes:
        yield each, getattr(engine, each)(data).digest()


for line in sys.stdin:
    name, *numbers = line.split()
    first, stop, step = [int(each) for each in numbers]
    engine, hashes = engine_of(name)
    chance = random.Random(first)
    sums = {}
    for length in range(first, stop, step):
        for algorithm, result in results(engine, name, hashes, chance, length):
            sums.setdefault(algorithm, hashlib.sha256()).update(result)
    for algorithm in sorted(sums):
        print(name, first, algorithm, sums[algorithm].hexdigest())
