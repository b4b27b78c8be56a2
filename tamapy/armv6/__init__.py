"""What ARMv6 (the ARM1176) does in another way than ARMv7: see :mod:`tamapy.arm`."""
