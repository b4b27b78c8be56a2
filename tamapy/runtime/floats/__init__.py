"""Arithmetic, text and mathematics of ``float`` in metal Python."""
