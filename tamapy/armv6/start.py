"""From the reset vector's little stack to the runtime, as on ARMv7."""

from tamapy.arm.start import GUARD, LARGEST_STACK, start

__all__ = ["GUARD", "LARGEST_STACK", "start"]
