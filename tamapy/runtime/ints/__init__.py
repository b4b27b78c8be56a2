"""Arithmetic of ``int`` in metal Python.

An int is a small int, tagged in its word, or an :class:`~tamapy.runtime.layout.Int` of
32-bit limbs. Functions named ``int_…`` take any of them, and instances of subclasses
whose ``Int`` may hold small values too, and return the normal form.
"""
