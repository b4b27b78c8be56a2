"""What commands may ask of a board; each question raises ``Missing`` where it has nothing."""

import time

from table import Missing


class Board:
    """A board without any hardware that commands know."""

    name = ""
    #: Whether there is no operating system below.
    on_metal = True
    #: What the processor does while nothing is to be done.
    idle = ""

    def missing(self, what):
        """The error of something that the board lacks."""
        return Missing(f"this board has no {what}")

    def no_driver(self, what):
        """The error of something that has no driver."""
        return Missing(f"there is no driver of this board's {what} yet")

    def start(self):
        """Get ready: keep what is typed while a command runs."""

    def info(self):
        """Further lines for ``info``: pairs of a name and a value."""
        return []

    def tests(self):
        """Further tests: pairs of a name and a function that tells whether all is well."""
        return []

    def time(self):
        """Seconds since 1970."""
        return time.time()

    def set_time(self, seconds):
        """Set the clock that :meth:`time` reads."""
        raise self.missing("clock that can be set")

    def dma(self):
        """Lines about memory for devices."""
        raise self.missing("memory for devices")

    def led(self, name, on):
        """Switch an LED."""
        raise self.missing("LED")

    def freq(self):
        """The processor's clock in Hz."""
        raise self.missing("clock tree")

    def set_freq(self, mhz):
        """Change it."""
        raise self.missing("clock that can be set")

    def otp(self, bank, word):
        """A word of fuses."""
        raise self.missing("fuses")

    def i2c(self, number):
        """A bus, ready."""
        raise self.missing("I2C")

    def card(self, kind):
        """A card, ``sd`` or ``mmc``: ``open()``, ``info``, ``read(lba, count)``."""
        raise self.missing({"sd": "SD host", "mmc": "eMMC"}[kind])

    def aes(self):
        """What encrypts and decrypts as the DCP's driver does."""
        raise self.missing("AES hardware")

    def sha256(self):
        """What makes SHA-256 hashes, or ``None``."""
        return None

    def dcp(self):
        """The DCP, ready."""
        raise self.missing("DCP")

    def derive_key(self, diversifier, iv):
        """A key that only this device can make."""
        raise self.missing("hardware unique key")

    def caam(self):
        """The CAAM."""
        raise self.missing("CAAM")

    def bee(self):
        """A line about the BEE."""
        raise self.missing("BEE")

    def watchdog(self, seconds):
        """Have the board reset in so many seconds."""
        raise self.missing("watchdog")

    def reset(self):
        """Reset the board; this does not come back."""
        raise self.missing("reset")
