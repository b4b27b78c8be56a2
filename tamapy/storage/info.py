"""What became known of a card while it was identified."""


class Info:
    """A card as it was found, and how it is used.

    ``kind`` is ``SD`` or ``MMC``; ``capacity`` in blocks of ``block_size`` bytes; ``mode`` the
    bus' speed mode, ``hertz`` its clock, ``width`` its data lines. ``fallback`` tells why a
    faster mode was given up, if one was.
    """

    block_size = 512

    def __init__(self, kind, address, high_capacity):
        self.kind = kind
        self.address = address
        self.high_capacity = high_capacity
        self.capacity = 0
        self.protected = False
        self.width = 1
        self.mode = "default"
        self.hertz = 0
        self.cid = None
        self.csd = None
        self.scr = None
        self.ext_csd = b""
        self.fallback = ""

    @property
    def size(self):
        """Bytes."""
        return self.capacity * self.block_size

    def __repr__(self):
        return (
            f"<{self.kind} {self.cid.product} {self.size >> 20} MiB, {self.mode}, "
            f"{self.width} lines, {self.hertz // 1000} kHz>"
        )
