"""``binascii``: binary data as ASCII text and back; checksums."""

from tamapy.runtime.digests import checksums


class Error(ValueError):
    """Data that is not what it should be."""


class Incomplete(Exception):
    """Data that ends too early."""


Error.__module__ = Incomplete.__module__ = "binascii"

_HEX = b"0123456789abcdef"
_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_VALUES = bytes([_ALPHABET.find(bytes([i])) & 0xFF for i in range(256)])


def _data(value, what="argument should be bytes, buffer or ASCII string, not "):
    if isinstance(value, str):
        if not value.isascii():
            raise ValueError("string argument should contain only ASCII characters")
        return value.encode("ascii")
    if isinstance(value, (bytes, bytearray)):
        return bytes(value)
    try:
        return memoryview(value).tobytes()
    except TypeError:
        raise TypeError(f"{what}{type(value).__name__!r}") from None


def _binary(value):
    if isinstance(value, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    view = memoryview(value)
    if not view.c_contiguous:
        raise BufferError("memoryview: underlying buffer is not C-contiguous")
    return view.tobytes()


def hexlify(data, sep=None, bytes_per_sep=1):
    """Bytes as hexadecimal digits."""
    if sep is None:
        return _binary(data).hex().encode("ascii")
    return _binary(data).hex(sep, bytes_per_sep).encode("ascii")


b2a_hex = hexlify


def unhexlify(hexstr, /):
    """The bytes of hexadecimal digits."""
    data = _data(hexstr)
    if len(data) & 1:
        raise Error("Odd-length string")
    try:
        text = data.decode("ascii")
        if text.split() != ([text] if text else []):
            raise ValueError
        return bytes.fromhex(text)
    except ValueError:
        raise Error("Non-hexadecimal digit found") from None


a2b_hex = unhexlify


def b2a_base64(data, /, *, newline=True):
    """Bytes in base 64."""
    data = _binary(data)
    out = bytearray()
    alphabet = _ALPHABET
    whole = len(data) // 3 * 3
    for i in range(0, whole, 3):
        bits = data[i] << 16 | data[i + 1] << 8 | data[i + 2]
        out.append(alphabet[bits >> 18])
        out.append(alphabet[bits >> 12 & 63])
        out.append(alphabet[bits >> 6 & 63])
        out.append(alphabet[bits & 63])
    rest = len(data) - whole
    if rest == 1:
        out.append(alphabet[data[whole] >> 2])
        out.append(alphabet[data[whole] << 4 & 63])
        out += b"=="
    elif rest == 2:
        bits = data[whole] << 8 | data[whole + 1]
        out.append(alphabet[bits >> 10])
        out.append(alphabet[bits >> 4 & 63])
        out.append(alphabet[bits << 2 & 63])
        out += b"="
    if newline:
        out.append(10)
    return bytes(out)


def a2b_base64(data, /, *, strict_mode=False):
    """The bytes of base 64; what is no digit is skipped, unless the mode is strict."""
    data = _data(data)
    out = bytearray()
    held = left = digits = pads = 0
    if strict_mode and data[:1] == b"=":
        raise Error("Leading padding not allowed")
    for at, byte in enumerate(data):
        if byte == 61:
            pads += 1
            if digits >= 2 and digits + pads >= 4:
                if strict_mode and at + 1 < len(data):
                    raise Error("Excess data after padding")
                return bytes(out)
            continue
        value = _VALUES[byte]
        if value == 255:
            if strict_mode:
                raise Error("Only base64 data is allowed")
            continue
        if strict_mode and pads:
            raise Error("Discontinuous padding not allowed")
        pads = 0
        held = held << 6 | value
        left += 6
        digits = (digits + 1) & 3
        if left >= 8:
            left -= 8
            out.append(held >> left & 0xFF)
            held &= (1 << left) - 1
    if digits == 1:
        count = len(out) // 3 * 4 + 1
        raise Error(
            f"Invalid base64-encoded string: number of data characters ({count}) cannot be 1 "
            "more than a multiple of 4"
        )
    if digits:
        raise Error("Incorrect padding")
    return bytes(out)


def b2a_uu(data, /, *, backtick=False):
    """A line of uuencoded data."""
    data = _binary(data)
    if len(data) > 45:
        raise Error("At most 45 bytes at once")
    zero = 96 if backtick else 32
    out = bytearray([32 + len(data) if data else zero])
    padded = data + bytes(-len(data) % 3)
    for i in range(0, len(padded), 3):
        bits = padded[i] << 16 | padded[i + 1] << 8 | padded[i + 2]
        for shift in (18, 12, 6, 0):
            value = bits >> shift & 63
            out.append(32 + value if value else zero)
    return bytes(out) + b"\n"


def a2b_uu(data, /):
    """The bytes of a line of uuencoded data."""
    data = _data(data)
    size = (data[0] - 32) & 63 if data else 0
    out = bytearray()
    held = left = 0
    for at in range(1, len(data)):
        byte = data[at]
        if byte in b"\n\r":
            byte = 32
        if not 32 <= byte <= 96:
            raise Error("Illegal char")
        held = held << 6 | (byte - 32) & 63
        left += 6
        if left >= 8 and len(out) < size:
            left -= 8
            out.append(held >> left & 0xFF)
        elif len(out) >= size and byte not in b" `":
            raise Error("Trailing garbage")
    return bytes(out) + bytes(size - len(out))


def b2a_qp(data, quotetabs=False, istext=True, header=False):
    """Bytes as quoted-printable text."""
    data = _binary(data)
    out = bytearray()
    line = 0
    at = 0
    size = len(data)
    first = data.find(b"\n")
    crlf = b"\r\n" if first > 0 and data[first - 1] == 13 else b"\n"
    while at < size:
        byte = data[at]
        if istext and (byte == 10 or data[at:at + 2] == b"\r\n"):
            if out[-1:] in (b" ", b"\t"):
                out[-1:] = _quoted(out[-1])
            out += crlf
            at += 2 if byte == 13 else 1
            line = 0
            continue
        if _is_quoted(data, at, line, (quotetabs, istext, header)):
            piece, is_last = _quoted(byte), False
        else:
            piece = b"_" if header and byte == 32 else data[at:at + 1]
            is_last = at + 1 == size or data[at + 1] == 10
        if line + len(piece) >= 76 and not is_last:
            out += b"=" + crlf
            line = 0
        out += piece
        line += len(piece)
        at += 1
    return bytes(out)


def _quoted(byte):
    return b"=%02X" % byte


def _is_quoted(data, at, line, options):
    """Whether a byte has to be written by its number."""
    quotetabs, istext, header = options
    byte = data[at]
    follows = data[at + 1:at + 2]
    if byte > 126 or byte == 61 or header and byte == 95:
        return True
    if byte == 46:
        return not line and follows in (b"", b"\n", b"\r", b"\0")
    if byte in b"\r\n":
        return not istext
    if byte in b"\t ":
        return not follows or bool(quotetabs)
    return byte < 33


def a2b_qp(data, header=False):
    """The bytes of quoted-printable text."""
    data = _data(data)
    out = bytearray()
    at = 0
    while at < len(data):
        byte = data[at]
        if byte == 61:
            follows = data[at + 1:at + 3]
            if at + 1 >= len(data):
                break
            if follows[:1] in (b"\n", b"\r"):
                end = data.find(b"\n", at)
                at = len(data) if end < 0 else end + 1
            elif follows[:1] == b"=":
                out.append(61)
                at += 2
            elif len(follows) == 2 and not follows.lower().strip(_HEX):
                out.append(int(follows, 16))
                at += 3
            else:
                out.append(61)
                at += 1
        else:
            out.append(32 if header and byte == 95 else byte)
            at += 1
    return bytes(out)


def crc32(data, crc=0, /):
    """The checksum CRC-32."""
    return checksums.crc32(_binary(data), crc)


def crc_hqx(data, crc, /):
    """The checksum CRC-CCITT."""
    crc &= 0xFFFF
    for byte in _binary(data):
        crc ^= byte << 8
        for _ in range(8):
            crc = crc << 1 & 0xFFFF ^ (0x1021 if crc & 0x8000 else 0)
    return crc
