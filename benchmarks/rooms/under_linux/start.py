"""Start-up of a static executable under Linux: no other than on AMD64."""

from tamapy.amd64.start import start

__all__ = ["start"]
