"""Where boards with chips of the i.MX 6UL family have random bytes from.

The 6ULL and 6ULZ have the RNGB, the 6UL the CAAM. QEMU's 6UL has neither; there, and nowhere else,
the timer's jitter has to do, which is weak. The source is started by whoever needs it first, so
that its failure is an error of the program's, and programs that need none do not wait for it.
"""

from tamapy import reg
from tamapy.arm import jitter, semihosting, settings
from tamapy.metal import Ptr, Struct, metal, static, static_array, u8, u32, usize
from tamapy.soc import imx6ul
from tamapy.soc.imx6ul.clocks import CCM_CCGR0
from tamapy.soc.nxp import rngb
from tamapy.soc.nxp.caam import generator

RNGB, CAAM, JITTER, NOTHING = 1, 2, 3, 4
#: The gates of the CAAM's secure memory, bus and registers: CG4 to CG6, two bits each.
CAAM_GATES, CAAM_GATES_ON = 8, 0b111111
#: Pieces that the CAAM makes of the same noise.
PIECES = 128


class State(Struct):
    """What was found out."""

    source: u32
    started: bool
    left: u32  # pieces that can be made before there has to be new noise


state = static(State)
#: What the CAAM reads and writes, in cache lines of its own.
memory = static_array(u8, generator.SIZE + generator.ALIGN)


@metal
def find() -> None:
    """Find out what there is."""
    if imx6ul.family() == imx6ul.FAMILY_ULL:
        state.source = RNGB
        _tell("entropy: RNGB")
        return
    reg.set_field(CCM_CCGR0, CAAM_GATES, CAAM_GATES_ON, CAAM_GATES_ON)
    if generator.is_present(imx6ul.CAAM_BASE):
        state.source = CAAM
        _tell("entropy: CAAM")
    elif imx6ul.is_native():
        state.source = NOTHING
        _tell("entropy: none")
    else:
        state.source = JITTER
        jitter.seed()
        _tell("entropy: timer jitter (weak)")


@metal
def _tell(text: object) -> None:
    if settings.is_verbose():
        semihosting.log(text)


@metal
def fill(p: Ptr[u8], n: usize) -> None:
    """Random bytes; ``RuntimeError`` if their source fails its tests, or does not answer."""
    if state.source == RNGB:
        _from_rngb(p, n)
    elif state.source == CAAM:
        _from_caam(p, n)
    elif state.source == JITTER:
        jitter.fill_random(p, n)
    else:
        raise RuntimeError("there is no random number generator: the i.MX 6UL's CAAM is not there")


@metal
def _from_rngb(p: Ptr[u8], n: usize) -> None:
    if not state.started:
        rngb.init(imx6ul.RNGB_BASE)
        state.started = True
    word: u32 = 0
    for i in range(n):
        if i & 3 == 0:
            word = rngb.random_word(imx6ul.RNGB_BASE)
        p[i] = u8(word)
        word >>= 8


@metal
def _from_caam(p: Ptr[u8], n: usize) -> None:
    at = (memory.addr + generator.ALIGN - 1) & ~usize(generator.ALIGN - 1)
    if not state.started:
        generator.start(imx6ul.CAAM_BASE, at)
        state.started = True
    data = Ptr[u8](at + generator.DATA)
    done: usize = 0
    while done < n:
        size = n - done if n - done < generator.PIECE else usize(generator.PIECE)
        left = state.left
        # What fails leaves it so that the ring starts anew, and new noise is asked for.
        state.started = False
        state.left = 0
        generator.make(imx6ul.CAAM_BASE, at, u32(size), left == 0)
        state.left = (PIECES if left == 0 else left) - 1
        state.started = True
        for i in range(size):
            p[done + i] = data[i]
        generator.wipe(at)
        done += size
