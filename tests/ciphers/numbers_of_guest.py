"""Numbers for the guest, and for what is expected of it."""


def numbers(count, seed):
    """Bytes that look random."""
    made = bytearray()
    for _ in range(count):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        made.append(seed >> 16 & 0xFF)
    return bytes(made)
