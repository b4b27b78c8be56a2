"""Driver of NXP's cryptographic accelerator and assurance module CAAM (i.MX 6UL).

IMX6ULSRM: i.MX 6UL Security Reference Manual, rev. 0, 2016/04, chapter 6. The TRNG's setting is
that of torvalds/linux (drivers/crypto/caam/ctrl.c) and u-boot/u-boot (drivers/crypto/fsl/jr.c).

A job is a descriptor, a little program of commands; one job ring does them all, and the driver
waits for each. Data is taken from DMA memory as it is, and copied there if it lies elsewhere.
"""

from tamapy import dma, reg
from tamapy.runtime.arguments import integer
from tamapy.soc.nxp.caam import commands, noise
from tamapy.soc.nxp.caam.errors import JobError
from tamapy.soc.nxp.caam.hashes import Hash
from tamapy.soc.nxp.caam.rings import Ring
from tamapy.soc.nxp.gates import open_gate

# The CAAM's registers (IMX6ULSRM, chapter 6)
MCFGR = 0x004
MCFGR_WDE = 30  # a job that does not end is ended by a watchdog

RDSTA = 0x6C0
RDSTA_SKVN = 30  # the keys of black keys and trusted descriptors have been made
RDSTA_PR0 = 4  # state handle 0 has prediction resistance
RDSTA_IF0 = 0  # it is instantiated
CAAMVID_MS = 0xFF8  # which CAAM this is

BLOCK = 16
KEY_SIZES = (16, 24, 32)
#: Bytes that are copied to DMA memory at once; a multiple of every block.
PIECE = 16384
MOST = 1 << 30  # random bytes at once
MODIFIER = 16
#: What a blob is longer than what is in it: its key, and its authentication.
BLOB_OVERHEAD = 32 + 16
LONGEST_DIVERSIFIER = 31
MOST_WORDS = 63  # of a job, after its header
MASTER_KEY = 32


class CAAM:
    """The accelerator at an address.

    ``gates`` are its clocks' (register, number); ``snvs`` tells whether the key of this device
    can be used; ``on_chip`` is (start, size) of memory that never leaves the chip.
    """

    def __init__(self, base, gates, snvs, on_chip):
        self.base = base
        self.gates = gates
        self.snvs = snvs
        self.on_chip = on_chip
        self._ring = Ring(base, 0)

    def is_present(self):
        """Whether there is one: QEMU's i.MX 6UL leaves it out. Others of the family have nothing at
        the address, and must not be asked."""
        for gate in self.gates:
            open_gate(gate)
        return reg.read(self.base + CAAMVID_MS) != 0

    def init(self):
        """Switch it on, and start its first job ring and the random number generator.

        ``RuntimeError`` if the noise that the generator gets never passes its tests.
        """
        for gate in self.gates:
            open_gate(gate)
        reg.set(self.base + MCFGR, MCFGR_WDE)
        self._ring.init()
        if reg.is_set(self.base + RDSTA, RDSTA_IF0):
            if reg.is_set(self.base + RDSTA, RDSTA_PR0):
                return
            # Whoever came first, such as a boot loader, did without new noise for each request.
            self.run(commands.operation(1, commands.ALG_RNG, 0, commands.AS_WHOLE))
        self._instantiate()

    def run(self, *steps):
        """Have a job done that consists of commands (:mod:`tamapy.soc.nxp.caam.commands`).

        :class:`JobError` with what the CAAM reports of it. ``ValueError`` if it is too long.
        """
        if not self._ring.is_ready:
            raise RuntimeError("the CAAM is not initialised")
        words = [word for step in steps for word in step]
        if not 0 < len(words) <= MOST_WORDS:
            raise ValueError(f"a job has 1 to {MOST_WORDS} words of commands")
        for word in words:
            integer(word, 0, 0xFFFFFFFF, "a word of a command")
        self._ring.run(commands.descriptor(*steps))

    # -- random numbers ------------------------------------------------------------

    def _instantiate(self):
        """Have the generator seeded with noise; slower samples are better ones."""
        steps = [commands.operation(
            1, commands.ALG_RNG, 0, commands.AS_INITIALIZE, commands.RNG_PREDICTION_RESISTANCE
        )]
        if not reg.is_set(self.base + RDSTA, RDSTA_SKVN):
            # The secure keys can be made only once after a reset.
            steps += [commands.wait(), commands.clear_mode(), commands.operation(
                1, commands.ALG_RNG, commands.AAI_RNG_SECURE_KEYS, commands.AS_UPDATE
            )]
        error = None
        for delay in range(noise.DELAY, noise.LONGEST_DELAY + 1, noise.DELAY_STEP):
            noise.set_up(self.base, delay)
            try:
                self.run(*steps)
            except JobError as failed:
                error = failed
            else:
                return
        raise RuntimeError("the CAAM's random number generator could not be seeded") from error

    def get_random_data(self, size):
        """``size`` random bytes, with new noise for each piece of 16 KiB."""
        made = []
        for at in range(0, integer(size, 0, MOST, "a number of bytes"), PIECE):
            with dma.default().reserve(min(PIECE, size - at)) as target:
                self.run(
                    commands.operation(
                        1, commands.ALG_RNG, 0, commands.AS_UPDATE,
                        commands.RNG_PREDICTION_RESISTANCE,
                    ),
                    commands.store(commands.OUTPUT_RANDOM, target),
                )
                made.append(bytes(target))
        return b"".join(made)

    # -- AES -----------------------------------------------------------------------

    def encrypt(self, data, key, iv=None):
        """AES of whole blocks, with a key of 16, 24 or 32 bytes: CBC, or ECB without an ``iv``."""
        return self._crypt(data, key, iv, commands.ENCRYPT)

    def decrypt(self, data, key, iv=None):
        """The contrary of :meth:`encrypt`."""
        return self._crypt(data, key, iv, 0)

    def _crypt(self, data, key, iv, encrypt):
        if len(data) % BLOCK:
            raise ValueError("invalid input size")
        _check_key(key)
        mode = commands.AAI_AES_ECB
        if iv is not None:
            _check_block(iv)
            mode = commands.AAI_AES_CBC
        made = []
        for at in range(0, len(data), PIECE):
            piece = data[at:at + PIECE]
            made.append(self._cipher(piece, key, iv, 0, mode, encrypt))
            if iv is not None:
                iv = made[-1][-BLOCK:] if encrypt else bytes(piece[-BLOCK:])
        return b"".join(made)

    def ctr(self, data, key, counter):
        """AES in counter mode, there and back: any number of bytes.

        ``counter`` is the first block's, 16 bytes, a number that begins again after 2**128 - 1.
        """
        _check_key(key)
        _check_block(counter)
        number = int.from_bytes(counter, "big")
        made = []
        for at in range(0, len(data), PIECE):
            block = (number + at // BLOCK) % (1 << 8 * BLOCK)
            made.append(self._cipher(
                data[at:at + PIECE], key, block.to_bytes(BLOCK, "big"), BLOCK,
                commands.AAI_AES_CTR, commands.ENCRYPT,
            ))
        return b"".join(made)

    def _cipher(self, data, key, iv, offset, mode, encrypt):
        """A job of a block cipher; the vector belongs to an offset of the context register."""
        region = dma.default()
        with region.place(data) as source, region.place(key) as placed:
            with region.place(iv or bytes(BLOCK)) as vector, region.reserve(len(data)) as target:
                self.run(
                    commands.key(1, placed),
                    *([] if iv is None else [commands.load_context(1, vector, offset)]),
                    commands.operation(1, commands.ALG_AES, mode, commands.AS_WHOLE, encrypt),
                    commands.load_message(1, source),
                    commands.store(commands.OUTPUT_MESSAGE, target),
                )
                return bytes(target)

    def cmac(self, data, key):
        """The AES-CMAC of a message, which has to fit into DMA memory."""
        _check_key(key)
        if not data:  # a job without data, which the manual does not know
            twice = _doubled(_doubled(self.encrypt(bytes(BLOCK), key)))
            return self.encrypt(bytes([twice[0] ^ 0x80]) + twice[1:], key)
        region = dma.default()
        with region.place(data) as source, region.place(key) as placed:
            return self._cmac(region, source, placed)

    def _cmac(self, region, source, key):
        with region.reserve(BLOCK) as target:
            self.run(
                commands.key(1, key),
                commands.operation(
                    1, commands.ALG_AES, commands.AAI_AES_CMAC, commands.AS_WHOLE
                ),
                commands.load_message(1, source),
                commands.store_context(1, target),
            )
            return bytes(target)

    # -- hashes --------------------------------------------------------------------

    def sha1(self, data=b""):
        """A SHA-1 hash, as :mod:`hashlib` makes them: ``update``, ``digest``, ``copy``.

        :mod:`hmac` takes this and the others for its ``digestmod``.
        """
        return self._new_hash("sha1", data)

    def sha224(self, data=b""):
        """A SHA-224 hash."""
        return self._new_hash("sha224", data)

    def sha256(self, data=b""):
        """A SHA-256 hash."""
        return self._new_hash("sha256", data)

    def _new_hash(self, name, data):
        made = Hash(self, name)
        made.update(data)
        return made

    # -- keys of this device -------------------------------------------------------

    def encapsulate(self, data, modifier):
        """A blob that only this device can open again, 48 bytes longer than the data.

        ``modifier``, 16 bytes, says what it is for: with another it does not open. The data has
        to fit into DMA memory, twice. ``RuntimeError`` if the device's key cannot be used.
        """
        return self._blob(data, modifier, commands.OPTYPE_ENCAPSULATE, BLOB_OVERHEAD)

    def decapsulate(self, blob, modifier):
        """What is in a blob. :class:`JobError` (ICV check failed) if it was not made here for
        this, or is broken."""
        if len(blob) <= BLOB_OVERHEAD:
            raise ValueError("invalid blob size")
        return self._blob(blob, modifier, commands.OPTYPE_DECAPSULATE, -BLOB_OVERHEAD)

    def _blob(self, data, modifier, direction, longer):
        if len(modifier) != MODIFIER:
            raise ValueError("invalid key modifier size")
        if not data:
            raise ValueError("invalid input size")
        self._check_secure()
        region = dma.default()
        with region.place(data) as source, region.place(modifier) as placed:
            with region.reserve(len(data) + longer) as target:
                self.run(
                    commands.key(2, placed),
                    commands.input_sequence(source),
                    commands.output_sequence(target),
                    commands.blob(direction),
                )
                return bytes(target)

    def derive_key(self, diversifier):
        """32 bytes that only this device can make, of up to 31 bytes that say what for.

        NXP's AN10922, rev. 2.2, 2.4 AES-256 key: the CMACs of 0x41 and of 0x42 followed by the
        diversifier, under the key that encrypts the keys of blobs. That key is in on-chip memory
        meanwhile. ``RuntimeError`` if the device's key cannot be used.
        """
        if not 0 < len(diversifier) <= LONGEST_DIVERSIFIER:
            raise ValueError("invalid diversifier size")
        self._check_secure()
        region = self._private()
        try:
            with region.reserve(MASTER_KEY) as key:
                self.run(
                    commands.output_sequence(key),
                    commands.blob(commands.OPTYPE_ENCAPSULATE, commands.BLOB_VERIFICATION),
                )
                halves = []
                for first in (b"\x41", b"\x42"):
                    with region.place(first + bytes(diversifier)) as source:
                        halves.append(self._cmac(region, source, key))
                return b"".join(halves)
        finally:
            if region is not dma.default():
                region.close()

    def _check_secure(self):
        if not self.snvs.available():
            raise RuntimeError("SNVS unavailable, not in trusted or secure state")

    def _private(self):
        """A region on the chip: the default one, or a piece apart."""
        start, size = self.on_chip
        found = dma.default()
        if start <= found.start and found.start + found.size <= start + size:
            return found
        return dma.Region(start, PIECE)


def _check_key(key):
    if len(key) not in KEY_SIZES:
        raise ValueError("invalid key size")


def _check_block(iv):
    if len(iv) != BLOCK:
        raise ValueError("invalid IV size")


def _doubled(block):
    """In the field of 2**128 elements (RFC 4493, 2.3)."""
    number = int.from_bytes(block, "big") << 1
    if number >> 8 * BLOCK:
        number ^= 1 << 8 * BLOCK | 0x87
    return number.to_bytes(BLOCK, "big")
