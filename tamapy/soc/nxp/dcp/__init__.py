"""Driver of NXP's data co-processor DCP (i.MX 6ULL and 6ULZ): AES-128, SHA-1, SHA-256.

MCIMX28RM: i.MX28 Applications Processor Reference Manual, rev. 2, 2013/08, chapter 13; the
block is the same, and the public manual of the i.MX 6ULL does not describe it.

One channel does all the work, a piece at a time, and the driver waits for it. Data is taken
from DMA memory as it is, and copied there if it lies elsewhere.
"""

from tamapy import dma, reg
from tamapy.metal import i64, metal, u32, usize
from tamapy.runtime import board
from tamapy.runtime.arguments import integer
from tamapy.soc.nxp.dcp import packets
from tamapy.soc.nxp.dcp.errors import describe
from tamapy.soc.nxp.dcp.hashes import Hash
from tamapy.soc.nxp.gates import open_gate

# 13.3 Programmable Registers, MCIMX28RM
CTRL = 0x00
CTRL_SET = 0x04
CTRL_CLR = 0x08
CTRL_SFTRST = 31
CTRL_CLKGATE = 30
CTRL_CONTEXT_CACHING = 22
CTRL_CONTEXT_SWITCHING = 21

STAT = 0x10
STAT_CLR = 0x18
STAT_OTP_KEY_READY = 28
STAT_IRQ = 0

CHANNELCTRL = 0x20
CHANNEL_0 = 1 << 0

CONTEXT = 0x50

KEY = 0x60
KEY_INDEX = 4
KEY_SUBWORD = 0
KEYDATA = 0x70

CH0CMDPTR = 0x100
CH0SEMA = 0x110
CH0SEMA_VALUE = 16
CH0STAT = 0x120
CH0STAT_CLR = 0x128
CHSTAT_ERROR_MASK = 0b1111110  # hash mismatch, setup, packet, source, destination, page fault

#: Each channel's state between packets, the last channel's first: the chaining vector, the hash.
CONTEXT_SIZE = 208
CONTEXT_HASH = 172  # channel 0's
CONTEXT_HASH_SIZE = 36

BLOCK = 16
SLOTS = 4
#: Bytes that are copied to DMA memory at once; a multiple of every block.
PIECE = 16384
MOST_PACKETS = 255  # the semaphore counts no further
#: Nanoseconds for a packet of any size that fits into memory.
LONGEST = 10000000000

@metal
def load_key(base: usize, slot: u32, address: usize) -> None:
    """Move a key from DMA memory to the key RAM; no word of it becomes an object."""
    for i in range(u32(0), u32(4)):
        reg.write(base + KEY, slot << KEY_INDEX | i << KEY_SUBWORD)
        reg.write(base + KEYDATA, reg.read(address + usize(i) * 4))


@metal
def finish(base: usize, timeout: i64) -> bool:
    """Wait for the channel's interrupt, or an error; whether one of them came."""
    deadline = board.nanotime() + timeout
    while not reg.is_set(base + STAT, STAT_IRQ):
        if reg.read(base + CH0STAT) & CHSTAT_ERROR_MASK != 0:
            return True
        if board.nanotime() >= deadline:
            return False
    return True


class DCP:
    """The co-processor at an address.

    ``gate`` is its clock's (register, number); ``snvs`` tells whether the key of this device
    can be used; ``on_chip`` is (start, size) of memory that never leaves the chip.
    """

    def __init__(self, base, gate, snvs, on_chip):
        self.base = base
        self.gate = gate
        self.snvs = snvs
        self.on_chip = on_chip
        self._context = None

    def init(self):
        """Reset the block and enable its first channel; keys that were set are lost."""
        open_gate(self.gate)
        if self._context is None:
            self._context = dma.default().reserve(CONTEXT_SIZE)
        # The reset also fetches the device's key anew.
        reg.write(self.base + CTRL_SET, 1 << CTRL_SFTRST | 1 << CTRL_CLKGATE)
        reg.write(self.base + CTRL_CLR, 1 << CTRL_SFTRST | 1 << CTRL_CLKGATE)
        reg.wait(self.base + CTRL, CTRL_CLKGATE, 1, 0, name="DCP_CTRL")
        # States are kept in memory after each packet, so that hashes can take turns.
        reg.write(self.base + CTRL_CLR, 1 << CTRL_CONTEXT_CACHING)
        reg.write(self.base + CTRL_SET, 1 << CTRL_CONTEXT_SWITCHING)
        reg.write(self.base + CONTEXT, dma.address(self._context))
        reg.write(self.base + CHANNELCTRL, CHANNEL_0)

    def _check_init(self):
        if self._context is None:
            raise RuntimeError("the DCP is not initialised")

    def run(self, chain):
        """Have a buffer of packets processed.

        ``RuntimeError`` if the DCP finds one wrong; it is initialised anew then, and keys are lost.
        """
        if not isinstance(chain, dma.Buffer):
            raise TypeError("a chain of packets lies in DMA memory")
        count, rest = divmod(len(chain), packets.SIZE)
        if rest or not 0 < count <= MOST_PACKETS:
            raise ValueError(f"a chain has 1 to {MOST_PACKETS} whole packets")
        self._check_init()
        dma.barrier()
        reg.write(self.base + STAT_CLR, 0xF)
        reg.write(self.base + CH0STAT_CLR, 0xFFFFFFFF)
        reg.write(self.base + CH0CMDPTR, dma.address(chain))
        reg.write(self.base + CH0SEMA, count)
        if not finish(self.base, LONGEST):
            self.init()
            raise TimeoutError(
                f"DCP_STAT (register 0x{self.base + STAT:08x}): bit {STAT_IRQ} did not become 1"
            )
        dma.barrier()
        status = reg.read(self.base + CH0STAT)
        if status & CHSTAT_ERROR_MASK:
            semaphore = reg.get(self.base + CH0SEMA, CH0SEMA_VALUE, 0xFF)
            self.init()  # what is left of the chain is given up
            raise RuntimeError(describe(status, semaphore))

    # -- keys ----------------------------------------------------------------------

    def set_key(self, slot, key):
        """Put an AES-128 key into one of the four slots of the key RAM, which cannot be read."""
        _check_slot(slot)
        if len(key) != BLOCK:
            raise ValueError("invalid key size")
        self._check_init()
        with dma.default().place(key) as placed:
            load_key(self.base, slot, dma.address(placed))

    def derive_key(self, diversifier, iv, slot=None):
        """A key that only this device can make: the diversifier, encrypted with its own key.

        The diversifier is padded to whole blocks with bytes that tell how many they are. The key
        is returned; or moved to a slot of the key RAM without leaving the chip, its first
        16 bytes. This is PKCS #11's derivation with CKM_AES_CBC_ENCRYPT_DATA.

        ``RuntimeError`` if the device's key cannot be used: without secure boot all devices have
        the same test key in its place.
        """
        if slot is not None:
            _check_slot(slot)
        if len(iv) != BLOCK:
            raise ValueError("invalid IV size")
        if not diversifier:
            raise ValueError("invalid diversifier size")
        if not self.snvs.available():
            raise RuntimeError("SNVS unavailable, not in trusted or secure state")
        padding = -len(diversifier) % BLOCK
        data = bytes(diversifier) + bytes([padding]) * padding
        control0 = packets.CTRL0_CIPHER_ENCRYPT | packets.CTRL0_CIPHER_INIT | packets.CTRL0_OTP_KEY
        control1 = (
            packets.CTRL1_CIPHER_MODE_CBC
            | packets.KEY_SELECT_UNIQUE_KEY << packets.CTRL1_KEY_SELECT
        )
        self._check_init()
        reg.wait(self.base + STAT, STAT_OTP_KEY_READY, 1, 1, name="DCP_STAT")
        region = dma.default() if slot is None else self._private()
        # The last block is the state that chaining goes on from: it must not be left in memory.
        reg.write(self.base + CTRL_CLR, 1 << CTRL_CONTEXT_SWITCHING)
        try:
            with region.place(data, BLOCK) as made, region.place(iv) as payload:
                self._cipher(region, [(made, payload)], control0, control1)
                if slot is None:
                    return bytes(made)
                load_key(self.base, slot, dma.address(made))
        finally:
            reg.write(self.base + CTRL_SET, 1 << CTRL_CONTEXT_SWITCHING)
            if region is not dma.default():
                region.close()
        return None

    def _private(self):
        """A region on the chip: the default one, or a piece apart."""
        start, size = self.on_chip
        found = dma.default()
        if start <= found.start and found.start + found.size <= start + size:
            return found
        return dma.Region(start, PIECE)

    # -- AES -----------------------------------------------------------------------

    def encrypt(self, data, key, iv=None):
        """AES-128 of whole blocks: CBC, or ECB without an ``iv``.

        ``key`` is the number of a slot of the key RAM, or 16 bytes that go along with the data.
        """
        return self._crypt(data, key, iv, packets.CTRL0_CIPHER_ENCRYPT)

    def decrypt(self, data, key, iv=None):
        """The contrary of :meth:`encrypt`."""
        return self._crypt(data, key, iv, 0)

    def encrypt_in_place(self, buffer, key, ivs=(None,)):
        """Encrypt DMA memory where it is, as one chain of packets.

        The buffer consists of as many parts of equal size as there are ``ivs``, such as sectors
        with one each.
        """
        self._in_place(buffer, key, ivs, packets.CTRL0_CIPHER_ENCRYPT)

    def decrypt_in_place(self, buffer, key, ivs=(None,)):
        """The contrary of :meth:`encrypt_in_place`."""
        self._in_place(buffer, key, ivs, 0)

    def _crypt(self, data, key, iv, encrypt):
        _check_cipher(data, key, (iv,))
        region = dma.default()
        made = []
        for at in range(0, len(data), PIECE):
            with region.place(data[at:at + PIECE], BLOCK) as source:
                with region.reserve(len(source), BLOCK) as target:
                    self._with_keys(region, [(source, target, iv)], key, encrypt)
                    made.append(bytes(target))
                if iv is not None:
                    iv = made[-1][-BLOCK:] if encrypt else bytes(source[-BLOCK:])
        return b"".join(made)

    def _in_place(self, buffer, key, ivs, encrypt):
        if not isinstance(buffer, dma.Buffer) or not 0 < len(ivs) <= MOST_PACKETS:
            raise ValueError("DMA memory of at most 255 parts can be encrypted in place")
        _check_cipher(buffer, key, ivs)
        region = dma.default()
        size, rest = divmod(len(buffer), len(ivs))
        if rest or not size or size % BLOCK:
            raise ValueError("invalid input size")
        parts = [buffer[i * size:(i + 1) * size] for i in range(len(ivs))]
        jobs = [(part, part, iv) for part, iv in zip(parts, ivs, strict=True)]
        self._with_keys(region, jobs, key, encrypt)

    def _with_keys(self, region, jobs, key, encrypt):
        """Run jobs (source, target, vector) with payloads made for them."""
        control0, control1, prefix = encrypt, 0, b""
        if isinstance(key, int):
            control1 |= key << packets.CTRL1_KEY_SELECT
        else:
            control0 |= packets.CTRL0_PAYLOAD_KEY
            prefix = bytes(key)
        if jobs[0][2] is not None:
            control0 |= packets.CTRL0_CIPHER_INIT
            control1 |= packets.CTRL1_CIPHER_MODE_CBC
        payloads = [prefix + bytes(iv or b"") for _, _, iv in jobs]
        size = len(payloads[0])
        with region.place(b"".join(payloads) or bytes(4)) as placed:
            self._cipher(region, [
                (source, target, placed[i * size:(i + 1) * size] if size else None)
                for i, (source, target, _) in enumerate(jobs)
            ], control0, control1)

    def _cipher(self, region, jobs, control0, control1):
        """One chain of packets for jobs (source, target, payload), or (buffer, payload)."""
        with region.reserve(len(jobs) * packets.SIZE) as chain:
            for i, (*buffers, payload) in enumerate(jobs):
                packets.write(
                    chain, i, control0 | packets.CTRL0_ENABLE_CIPHER, control1, buffers[0],
                    buffers[-1], payload,
                )
            self.run(chain)

    # -- hashes --------------------------------------------------------------------

    def sha1(self, data=b""):
        """A SHA-1 hash, as :mod:`hashlib` makes them: ``update``, ``digest``, ``copy``."""
        return self._new_hash("sha1", 20, packets.HASH_SELECT_SHA1, data)

    def sha256(self, data=b""):
        """A SHA-256 hash."""
        return self._new_hash("sha256", 32, packets.HASH_SELECT_SHA256, data)

    def _new_hash(self, name, size, select, data):
        made = Hash(self, name, size, select)
        made.update(data)
        return made

    def hash(self, source, select, running, target):
        """Hash a piece of a message; for :class:`Hash`.

        ``running`` is the state after the pieces before it, ``None`` for the first. The last
        piece has a ``target`` for the result, and there is no state after it.
        """
        self._check_init()
        control0 = packets.CTRL0_ENABLE_HASH
        if running is None:
            control0 |= packets.CTRL0_HASH_INIT
        else:
            self._context[CONTEXT_HASH:CONTEXT_HASH + CONTEXT_HASH_SIZE] = running
        if target is not None:
            control0 |= packets.CTRL0_HASH_TERM
        region = dma.default()
        with region.reserve(packets.SIZE) as packet:
            packets.write(
                packet, 0, control0, select << packets.CTRL1_HASH_SELECT, source, None, target
            )
            self.run(packet)
        return bytes(self._context[CONTEXT_HASH:CONTEXT_HASH + CONTEXT_HASH_SIZE])


def _check_slot(slot):
    integer(slot, 0, SLOTS - 1, "a key's slot")


def _check_cipher(data, key, ivs):
    if len(data) % BLOCK:
        raise ValueError("invalid input size")
    if isinstance(key, int):
        _check_slot(key)
    elif len(key) != BLOCK:
        raise ValueError("invalid key size")
    for iv in ivs:
        if (iv is None) != (ivs[0] is None) or (iv is not None and len(iv) != BLOCK):
            raise ValueError("invalid IV size")
