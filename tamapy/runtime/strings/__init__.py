"""Algorithms on text and bytes, most of them shared by ``str``, ``bytes`` and ``bytearray``."""
