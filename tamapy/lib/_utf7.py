"""UTF-7: text as base64 between ``+`` and ``-`` in ASCII."""

from _buffers import bytes_of as _bytes_of

from tamapy.runtime.strings import codecs as _handlers

_BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_VALUES = {ord(c): i for i, c in enumerate(_BASE64)}
#: What needs no base64.
_DIRECT = frozenset(chr(i) for i in range(32, 126) if i not in b"+\\") | frozenset("\t\n\r")


def utf_7_encode(text, errors=None, /):
    """Text to UTF-7."""
    out = []
    run = []
    for c in text:
        if c not in _DIRECT and (run or c != "+"):
            run.append(c)
            continue
        if run:
            out.append(_shifted(run))
            run = []
            if c in _BASE64 or c == "-":
                out.append("-")
        out.append("+-" if c == "+" else c)
    if run:
        out += (_shifted(run), "-")
    return "".join(out).encode("ascii"), len(text)


def _shifted(run):
    data = "".join(run).encode("utf-16-be", "surrogatepass")
    number = int.from_bytes(data, "big")
    bits = 8 * len(data)
    rest = -bits % 6
    number <<= rest
    return "+" + "".join(
        [_BASE64[number >> at & 63] for at in range(bits + rest - 6, -1, -6)]
    )


class _Decoder:
    """The state of decoding: where a shifted part began, and the bits that are left of it."""

    def __init__(self, data, errors):
        self.data = data
        self.errors = errors
        self.parts = []
        self.at = self.begin = 0
        self.shifted = False
        self.before = 0
        self.bits = self.buffer = self.surrogate = 0

    def fail(self, reason, end):
        """Let the handler of errors go on."""
        exc = UnicodeDecodeError("utf7", self.data, self.begin, end, reason)
        found, self.at = _handlers.handle(self.errors, exc, len(self.data), "decoding")
        self.data = exc.object
        self.parts.append(found)

    def run(self, final):
        """Decode all there is."""
        while True:
            while self.at < len(self.data):
                byte = self.data[self.at]
                if self.shifted:
                    self.inside(byte)
                elif byte == 43:
                    self.enter()
                else:
                    self.at += 1
                    if byte < 128:
                        self.parts.append(chr(byte))
                    else:
                        self.begin = self.at - 1
                        self.fail("unexpected special character", self.at)
            if not (self.shifted and final):
                return
            self.shifted = False
            if self.surrogate or self.bits >= 6 or self.bits and self.buffer:
                self.fail("unterminated shift sequence", len(self.data))
            if self.at >= len(self.data):
                return

    def enter(self):
        """A plus sign."""
        self.begin = self.at
        self.at += 1
        following = self.data[self.at] if self.at < len(self.data) else 43
        if following == 45:
            self.at += 1
            self.parts.append("+")
        elif following not in _VALUES:
            self.at += 1
            self.fail("ill-formed sequence", self.at)
        else:
            self.shifted = True
            self.before = len(self.parts)
            self.bits = self.buffer = self.surrogate = 0

    def inside(self, byte):
        """A byte while text is shifted."""
        value = _VALUES.get(byte)
        if value is None:
            self.leave(byte)
            return
        self.at += 1
        self.buffer = self.buffer << 6 | value
        self.bits += 6
        if self.bits >= 16:
            self.bits -= 16
            self.take(self.buffer >> self.bits)
            self.buffer &= (1 << self.bits) - 1

    def take(self, unit):
        """Sixteen bits are there."""
        if self.surrogate:
            high, self.surrogate = self.surrogate, 0
            if 0xDC00 <= unit < 0xE000:
                self.parts.append(chr(0x10000 + (high - 0xD800 << 10) + unit - 0xDC00))
                return
            self.parts.append(chr(high))
        if 0xD800 <= unit < 0xDC00:
            self.surrogate = unit
        else:
            self.parts.append(chr(unit))

    def leave(self, byte):
        """A byte that ends what is shifted."""
        self.shifted = False
        if self.bits >= 6:
            self.at += 1
            self.fail("partial character in shift sequence", self.at)
            return
        if self.buffer:
            self.at += 1
            self.fail("non-zero padding bits in shift sequence", self.at)
            return
        if self.surrogate and byte < 128 and byte != 43:
            self.parts.append(chr(self.surrogate))
        self.surrogate = 0
        if byte == 45:
            self.at += 1


def utf_7_decode(data, errors=None, final=False, /):
    """UTF-7 to text; also how many bytes that took."""
    state = _Decoder(_bytes_of(data), errors or "strict")
    state.run(final)
    if state.shifted and not final:
        return "".join(state.parts[:state.before]), state.begin
    return "".join(state.parts), state.at
