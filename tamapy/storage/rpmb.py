"""An eMMC's replay protected memory: blocks that only the holder of its key can change.

p103, 6.6.22 Replay Protected Memory Block, JESD84-B51.
"""

from tamapy.runtime.arguments import as_bytes, integer
from tamapy.storage import commands, mmc
from tamapy.storage.errors import AuthenticationError, CardError
from tamapy.storage.registers import EXT_CSD_PARTITION_CONFIG, EXT_CSD_RPMB_SIZE_MULT

# p104, Table 19 Data Frame Files for RPMB: zeroes, the checksum, and what it is over
FRAME = 512
MAC = 196
SIGNED = 228
NONCE = 484
COUNTER = 500
ADDRESS = 504
COUNT = 506
RESULT = 508
KIND = 510
BLOCK = 256

# p105, Table 21 RPMB Request/Response Message Types
PROGRAM_KEY, READ_COUNTER, WRITE, READ, READ_RESULT = 1, 2, 3, 4, 5
RESPONSE = 8  # to where a request's kind is shifted in the response to it

# p105, Table 22 RPMB Operation Results
RESULTS = {
    1: "general failure", 2: "authentication failure", 3: "counter failure", 4: "address failure",
    5: "write failure", 6: "read failure", 7: "no key was programmed",
}
AUTHENTICATION = 2
EXPIRED = 1 << 7  # the write counter is at its end

RELIABLE = 1 << 31  # of CMD23
ACCESS_MASK, ACCESS_RPMB = 0b111, 3  # p224, 7.4.69 PARTITION_CONFIG [179]
KEY_SIZE = 32
UNIT = 128 << 10
MOST = 0xFFFF  # addresses have 16 bits


class Rpmb:
    """The memory of an eMMC, a :class:`tamapy.storage.card.Card`, with its key of 32 bytes.

    ``mac(key, data)`` gives HMAC-SHA256, such as ``hmac.digest`` does; ``random(size)`` bytes that
    nobody can know beforehand, as ``os.urandom`` does.
    """

    def __init__(self, card, key, mac, random):
        key = bytes(as_bytes(key))
        if len(key) != KEY_SIZE:
            raise ValueError(f"a key has {KEY_SIZE} bytes")
        self.card = card
        self.key = key
        self.mac = mac
        self.random = random

    @property
    def capacity(self):
        """Blocks of 256 bytes."""
        info = self.card.info
        return info.ext_csd[EXT_CSD_RPMB_SIZE_MULT] * UNIT // BLOCK if info.ext_csd else 0

    def program_key(self):
        """Give the eMMC the key. It can be done once, and never be undone."""
        frame = _frame(PROGRAM_KEY)
        frame[MAC:SIGNED] = self.key
        self._change(frame)

    def counter(self):
        """How often the memory was written, as the eMMC proves."""
        nonce = self.random(16)
        with self._chosen():
            self._send(_frame(READ_COUNTER, nonce=nonce), 0)
            (frame,) = self._receive(1)
        self._open([frame], READ_COUNTER, nonce)
        return number(frame, COUNTER, 4)

    def read(self, address, count=1):
        """``count`` blocks from a block's address on.

        ``AuthenticationError`` if they do not come from the holder of the key, or not now.
        """
        self._check(address, count)
        nonce = self.random(16)
        with self._chosen():
            self._send(_frame(READ, nonce=nonce, address=address), 0)
            frames = self._receive(count)
        self._open(frames, READ, nonce)
        return b"".join([frame[SIGNED:SIGNED + BLOCK] for frame in frames])

    def write(self, address, data):
        """Write whole blocks, one after the other.

        ``AuthenticationError`` if the eMMC has another key, or does not prove that it has this.
        """
        data = as_bytes(data)
        count, rest = divmod(len(data), BLOCK)
        if rest:
            raise ValueError(f"the memory is written in blocks of {BLOCK} bytes")
        self._check(address, count)
        for i in range(count):
            part = bytes(data[i * BLOCK:(i + 1) * BLOCK])
            made = self.counter()
            frame = _frame(WRITE, data=part, counter=made, address=address + i, blocks=1)
            frame[MAC:SIGNED] = self._sign([frame])
            answer = self._change(frame)
            if number(answer, COUNTER, 4) != made + 1 or number(answer, ADDRESS) != address + i:
                raise AuthenticationError("the eMMC does not prove that it wrote the block")

    def _check(self, address, count):
        integer(address, 0, MOST, "a block's address")
        integer(count, 1, MOST, "a number of blocks")
        if address + count > self.capacity:
            raise ValueError(f"the memory has the blocks 0 to {self.capacity - 1}")

    # -- frames (p106, 6.6.22.4) -------------------------------------------------------

    def _change(self, frame):
        """Have a request done that writes; the response."""
        with self._chosen():
            self._send(bytes(frame), RELIABLE)
            self._send(_frame(READ_RESULT), 0)
            (answer,) = self._receive(1)
        self._open([answer], number(frame, KIND), None)
        return answer

    def _open(self, frames, kind, nonce):
        """See that frames are an answer that is proved."""
        last = frames[-1]
        result = number(last, RESULT) & ~EXPIRED
        if result:
            error = AuthenticationError if result == AUTHENTICATION else CardError
            raise error(f"the replay protected memory tells: {RESULTS.get(result, result)}")
        if number(last, KIND) != kind << RESPONSE or nonce not in (None, last[NONCE:COUNTER]):
            raise AuthenticationError("this is no answer to the request")
        if not are_equal(self._sign(frames), last[MAC:SIGNED]):
            raise AuthenticationError("the answer's checksum is not made with the key")

    def _sign(self, frames):
        return self.mac(self.key, b"".join([bytes(frame[SIGNED:]) for frame in frames]))

    def _send(self, frame, flags):
        host = self.card.host
        host.command(commands.SET_BLOCK_COUNT, 1 | flags)
        host.write(commands.WRITE_MULTIPLE_BLOCK, 0, frame, FRAME, stop=False)
        host.wait_ready()

    def _receive(self, count):
        host = self.card.host
        host.command(commands.SET_BLOCK_COUNT, count)
        data = host.read(commands.READ_MULTIPLE_BLOCK, 0, count, FRAME, stop=False)
        return [data[i * FRAME:(i + 1) * FRAME] for i in range(count)]

    def _chosen(self):
        return Chosen(self.card)


class Chosen:
    """The memory in place of the eMMC's blocks, for a ``with`` statement."""

    def __init__(self, card):
        info = card.info
        if info.kind != "MMC" or not info.ext_csd:
            raise ValueError("only an eMMC has a replay protected memory")
        self.host = card.host
        self.address = info.address
        self.config = info.ext_csd[EXT_CSD_PARTITION_CONFIG] & ~ACCESS_MASK

    def __enter__(self):
        self._access(self.config | ACCESS_RPMB)

    def __exit__(self, *error):
        self._access(self.config)

    def _access(self, value):
        mmc.switch(self.host, self.address, EXT_CSD_PARTITION_CONFIG, value)


def _frame(kind, data=b"", nonce=b"", counter=0, address=0, blocks=0):
    """A request without a checksum."""
    frame = bytearray(FRAME)
    frame[SIGNED:SIGNED + len(data)] = data
    frame[NONCE:NONCE + len(nonce)] = nonce
    frame[COUNTER:ADDRESS] = counter.to_bytes(4, "big")
    frame[ADDRESS:COUNT] = address.to_bytes(2, "big")
    frame[COUNT:RESULT] = blocks.to_bytes(2, "big")
    frame[KIND:FRAME] = kind.to_bytes(2, "big")
    return frame


def number(frame, at, size=2):
    """A number in a frame."""
    return int.from_bytes(frame[at:at + size], "big")


def are_equal(first, second):
    """Whether bytes are the same, in a time that does not tell where they differ."""
    different = len(first) ^ len(second)
    for a, b in zip(first, second, strict=False):
        different |= a ^ b
    return not different
