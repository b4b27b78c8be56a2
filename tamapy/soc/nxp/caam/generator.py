"""The CAAM's random numbers for the board: what ``os.urandom`` has.

All of it is metal, so that it needs neither a heap nor DMA memory, and it has a job ring of its own
beside that of :class:`~tamapy.soc.nxp.caam.CAAM`. The board gives ``SIZE`` bytes of memory that
begin at a multiple of ``ALIGN``, which may be cached: what is written is cleaned to memory before
a job, and forgotten before what the CAAM wrote is read (ARM DDI 0406C, B2.2.6).

IMX6ULSRM: i.MX 6UL Security Reference Manual, rev. 0, 2016/04, chapter 6.
"""

from tamapy import reg
from tamapy.arm import cache
from tamapy.metal import metal, u32, usize
from tamapy.soc.nxp.caam import commands, noise, rings

MCFGR = 0x004
MCFGR_WDE = 30  # a job that does not end is ended by a watchdog
RDSTA = 0x6C0
RDSTA_SKVN = 30  # the keys of black keys and trusted descriptors have been made
RDSTA_PR0 = 4  # state handle 0 has prediction resistance
RDSTA_IF0 = 0  # it is instantiated
CAAMVID_MS = 0xFF8  # which CAAM this is

INDEX = 1  # of the job ring
RING = (INDEX + 1) * rings.SIZE
ALIGN = 64  # a line of a Cortex-A7's data cache
#: In the memory: the descriptor, the input ring, the output ring, and a piece of random bytes.
INPUT, OUTPUT, DATA = 0x40, 0x80, 0xC0
PIECE = 256
SIZE = DATA + PIECE
NEVER = 0xFFFFFFFF  # a status that no job has: it did not end

HEADER = commands.CTYPE_HEADER << commands.CTYPE | commands.HEADER_ONE
RANDOM = (
    commands.CTYPE_OPERATION << commands.CTYPE | commands.OPTYPE_CLASS[1] << commands.OPTYPE
    | commands.ALG_RNG << commands.ALG
)
BEGIN = RANDOM | commands.AS_INITIALIZE << commands.AS | commands.RNG_PREDICTION_RESISTANCE
FORGET = RANDOM | commands.AS_WHOLE << commands.AS
SECURE_KEYS = RANDOM | commands.AAI_RNG_SECURE_KEYS << commands.AAI
MAKE = RANDOM | commands.AS_UPDATE << commands.AS
WAIT = commands.wait()[0]
CLEAR_MODE, CLEARED = commands.clear_mode()
STORE = (
    commands.CTYPE_FIFO_STORE << commands.CTYPE | commands.EXT
    | commands.OUTPUT_RANDOM << commands.TYPE
)


@metal
def is_present(base: usize) -> bool:
    """Whether there is a CAAM; its clocks are on."""
    return reg.read(base + CAAMVID_MS) != 0


@metal
def start(base: usize, memory: usize) -> None:
    """Start the job ring, and instantiate the generator where no boot loader has.

    ``RuntimeError`` with the health test that the noise fails however slow its samples are.
    """
    ring = base + RING
    reg.set(base + MCFGR, MCFGR_WDE)
    reg.set(base + rings.JRSTART, INDEX)
    # Flush it, then reset it (u-boot/u-boot: drivers/crypto/fsl/jr.c).
    reg.write(ring + rings.JRCR, 1 << rings.JRCR_RESET)
    reset = reg.wait_for(
        reg.SECOND, ring + rings.JRINTR, rings.JRINTR_HALT, 0b11, rings.HALT_COMPLETE
    )
    reg.write(ring + rings.JRCR, 1 << rings.JRCR_RESET)
    if not reset or not reg.wait_for(reg.SECOND, ring + rings.JRCR, rings.JRCR_RESET, 1, 0):
        raise RuntimeError("the CAAM does not reset its job ring: JRINTR, JRCR")
    reg.write(ring + rings.IRBAR, u32(memory + INPUT))
    reg.write(ring + rings.IRSR, 1)
    reg.write(ring + rings.ORBAR, u32(memory + OUTPUT))
    reg.write(ring + rings.ORSR, 1)
    if reg.is_set(base + RDSTA, RDSTA_IF0):
        if reg.is_set(base + RDSTA, RDSTA_PR0):
            return
        # Whoever came first did without new noise for each request.
        reg.write(memory + 4, FORGET)
        check(base, run(base, memory, 2))
    check(base, instantiate(base, memory))


@metal
def instantiate(base: usize, memory: usize) -> u32:
    """Have the generator seeded with noise; slower samples are better ones. The last status."""
    status: u32 = NEVER
    for delay in range(u32(noise.DELAY), u32(noise.LONGEST_DELAY + 1), u32(noise.DELAY_STEP)):
        noise.set_up(base, delay)
        length: u32 = 2
        reg.write(memory + 4, BEGIN)
        if not reg.is_set(base + RDSTA, RDSTA_SKVN):
            # The secure keys can be made only once after a reset.
            reg.write(memory + 8, WAIT)
            reg.write(memory + 12, CLEAR_MODE)
            reg.write(memory + 16, CLEARED)
            reg.write(memory + 20, SECURE_KEYS)
            length = 6
        status = run(base, memory, length)
        if status == 0 or status == NEVER:
            break
    return status


@metal
def run(base: usize, memory: usize, length: u32) -> u32:
    """Have the descriptor of so many words done, which lies at the memory's start but for its
    header; its status."""
    ring = base + RING
    reg.write(memory, HEADER | length)
    reg.write(memory + INPUT, u32(memory))
    reg.write(memory + OUTPUT + 4, NEVER)
    cache.clean_and_invalidate(memory, SIZE)
    reg.write(ring + rings.IRJAR, 1)
    if not reg.wait_for(rings.LONGEST, ring + rings.ORSFR, rings.ORSFR_SLOTS_FULL, 0x3FF, 1):
        return NEVER
    cache.invalidate(memory, SIZE)
    reg.write(ring + rings.ORJRR, 1)
    return reg.read(memory + OUTPUT + 4)


@metal
def make(base: usize, memory: usize, size: u32, fresh: bool) -> None:
    """So many random bytes, a piece at most, at ``DATA`` in the memory, with new noise or without.

    ``RuntimeError`` if the noise fails a health test, or the generator does not answer.
    """
    command: u32 = MAKE
    if fresh:
        command |= commands.RNG_PREDICTION_RESISTANCE
    reg.write(memory + 4, command)
    reg.write(memory + 8, STORE)
    reg.write(memory + 12, u32(memory + DATA))
    reg.write(memory + 16, size)
    check(base, run(base, memory, 5))


@metal
def wipe(memory: usize) -> None:
    """Forget what was made."""
    for at in range(usize(0), usize(PIECE), 4):
        reg.write(memory + DATA + at, 0)


@metal
def check(base: usize, status: u32) -> None:
    """``RuntimeError`` for a status that tells of an error."""
    if status == 0:
        return
    noise.check(base, status)
    if status == NEVER:
        raise RuntimeError("the CAAM's random number generator does not answer: ORSFR")
    raise RuntimeError("the CAAM's random number generator reports an error")
