"""The compression functions of hashes, in metal Python.

Each takes a ``bytearray`` with the chaining value, as words in the machine's order, and
whole blocks of a ``bytes`` object.
"""
