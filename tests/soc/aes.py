"""AES straight from FIPS 197, byte by byte, to compare with."""


def multiplied(a, b):
    """The product in the field of 256 elements."""
    product = 0
    for bit in range(8):
        if b >> bit & 1:
            product ^= a << bit
    for bit in range(14, 7, -1):
        if product >> bit & 1:
            product ^= 0x11B << bit - 8
    return product


def substituted(value):
    """SubBytes of a byte: the inverse, then the affine map."""
    inverse = next((x for x in range(256) if multiplied(value, x) == 1), 0)
    bits = [inverse >> i & 1 for i in range(8)]
    return sum(
        (bits[i] ^ bits[(i + 4) % 8] ^ bits[(i + 5) % 8] ^ bits[(i + 6) % 8] ^ bits[(i + 7) % 8]
         ^ (0x63 >> i & 1)) << i
        for i in range(8)
    )


SUBSTITUTES = [substituted(value) for value in range(256)]
MIXES = {f: [multiplied(value, f) for value in range(256)] for f in (2, 3)}


def round_keys(key):
    """A key of 16 bytes for each round, and one more."""
    size = len(key) // 4
    words, constant = [key[i:i + 4] for i in range(0, len(key), 4)], 1
    while len(words) < 4 * (size + 7):
        last = words[-1]
        if len(words) % size == 0:
            last = bytes(SUBSTITUTES[b] for b in last[1:] + last[:1])
            last = bytes([last[0] ^ constant]) + last[1:]
            constant = multiplied(constant, 2)
        elif size == 8 and len(words) % size == 4:
            last = bytes(SUBSTITUTES[b] for b in last)
        words.append(xor(words[-size], last))
    return [b"".join(words[i:i + 4]) for i in range(0, len(words), 4)]


def xor(a, b):
    """Bytes combined."""
    return bytes(x ^ y for x, y in zip(a, b, strict=True))


def encrypt_block(keys, block):
    """The cipher."""
    state = xor(block, keys[0])
    for number, key in enumerate(keys[1:], 1):
        state = bytes(SUBSTITUTES[state[(i + 4 * (i % 4)) % 16]] for i in range(16))
        if number < len(keys) - 1:
            mixed = []
            for column in range(0, 16, 4):
                c = state[column:column + 4]
                mixed += [
                    MIXES[2][c[i]] ^ MIXES[3][c[(i + 1) % 4]] ^ c[(i + 2) % 4] ^ c[(i + 3) % 4]
                    for i in range(4)
                ]
            state = bytes(mixed)
        state = xor(state, key)
    return state


def encrypt(data, key, iv=None):
    """CBC, or ECB without an ``iv``."""
    keys, made = round_keys(key), []
    for at in range(0, len(data), 16):
        block = data[at:at + 16]
        if iv is not None:
            block = xor(block, iv)
        iv_or_block = encrypt_block(keys, block)
        if iv is not None:
            iv = iv_or_block
        made.append(iv_or_block)
    return b"".join(made)


def cmac(data, key):
    """A message's authentication code (RFC 4493, 2.4)."""
    size = max(-(-len(data) // 16), 1) * 16
    subkey = int.from_bytes(encrypt(bytes(16), key), "big")
    for _ in range(1 if len(data) == size else 2):
        subkey = subkey << 1 ^ (subkey >> 127) * (1 << 128 | 0x87)
    data = data if len(data) == size else (data + b"\x80").ljust(size, b"\0")
    last = xor(data[-16:], subkey.to_bytes(16, "big"))
    return encrypt(data[:-16] + last, key, bytes(16))[-16:]
