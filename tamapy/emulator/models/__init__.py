"""Models of devices, one for each kind of block.

A model has ``read(offset, size)`` and ``write(offset, size, value)``, and so serves the
emulator and, through :func:`tamapy.metal.memory.Memory.map_device`, drivers that run
under CPython. It raises :class:`ModelError` for what the device's manual rules out.
"""


class ModelError(Exception):
    """An access that the device does not allow, or that its model does not know."""


class ResetError(Exception):
    """The device resets the machine, for the reason the message tells."""
