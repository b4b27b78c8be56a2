"""The registers in which cards tell what they are."""

# p193, 7.4 Extended CSD register, JESD84-B51: bytes
EXT_CSD_SIZE = 512
EXT_CSD_GENERIC_CMD6_TIME = 248
EXT_CSD_SEC_COUNT = 212
EXT_CSD_DEVICE_TYPE = 196
EXT_CSD_REV = 192
EXT_CSD_HS_TIMING = 185
EXT_CSD_BUS_WIDTH = 183
EXT_CSD_PARTITION_CONFIG = 179
EXT_CSD_RPMB_SIZE_MULT = 168


def field(word, high, low):
    """Bits of a register as the specifications number them, both ends included."""
    return word >> low & (1 << high - low + 1) - 1


def text(word, high, low):
    """Characters."""
    raw = field(word, high, low).to_bytes((high - low + 1) // 8, "big")
    return raw.decode("latin-1").rstrip("\0 ")


class Cid:
    """Who made the card (p199, 5.2 CID register, SD-PL-7.10; p182, 7.2, JESD84-B51)."""

    def __init__(self, word, embedded, revision=0):
        self.manufacturer = field(word, 127, 120)
        if embedded:
            self.application = text(word, 111, 104)
            self.product = text(word, 103, 56)
            self.revision = f"{field(word, 55, 52)}.{field(word, 51, 48)}"
            self.serial = field(word, 47, 16)
            # Since EXT_CSD_REV 5 the years from 1997 to 2009 mean 2013 to 2025.
            year, month = 1997 + field(word, 11, 8), field(word, 15, 12)
            if revision > 4 and year < 2010:
                year += 16
        else:
            self.application = text(word, 119, 104)
            self.product = text(word, 103, 64)
            self.revision = f"{field(word, 63, 60)}.{field(word, 59, 56)}"
            self.serial = field(word, 55, 24)
            year, month = 2000 + field(word, 19, 12), field(word, 11, 8)
        self.date = f"{year}-{month:02}"


class Csd:
    """How the card is accessed.

    p201, 5.3 CSD register, SD-PL-7.10; p184, 7.3 CSD register, JESD84-B51. ``blocks`` are of
    512 bytes; those of a large eMMC are told by its EXT_CSD.
    """

    def __init__(self, word, embedded):
        version = field(word, 127, 126)
        self.version = field(word, 125, 122) if embedded else version + 1
        if embedded or version == 0:
            count = (field(word, 73, 62) + 1) << field(word, 49, 47) + 2
            self.blocks = (count << field(word, 83, 80)) // 512
        elif version == 1:
            self.blocks = (field(word, 69, 48) + 1) * 1024
        else:
            self.blocks = (field(word, 75, 48) + 1) * 1024
        self.classes = field(word, 95, 84)
        self.protected = field(word, 13, 12) != 0  # for ever, or for now


class Scr:
    """What an SD card supports (p219, 5.6 SCR register, SD-PL-7.10)."""

    def __init__(self, word):
        self.version = field(word, 59, 56)
        self.four_lines = field(word, 50, 50) != 0
        self.counts_blocks = field(word, 33, 33) != 0  # CMD23

    @property
    def has_switch(self):
        """Whether it knows CMD6: since version 1.10."""
        return self.version >= 1
