"""The CAAM's source of noise, the TRNG, and what its health tests tell.

IMX6ULSRM: i.MX 6UL Security Reference Manual, rev. 0, 2016/04, chapter 6. The setting is that of
torvalds/linux (drivers/crypto/caam/ctrl.c) and u-boot/u-boot (drivers/crypto/fsl/jr.c); the bits of
RTSTATUS are those of TRNG_STATUS in NXP's headers of chips that have the same block alone
(nxp-mcuxpresso/mcux-sdk, such as MKW41Z4.h).
"""

from tamapy import reg
from tamapy.metal import metal, u32, usize
from tamapy.soc.nxp.caam import errors

RTMCTL = 0x600
RTMCTL_PRGM = 16
RTMCTL_RST_DEF = 6
RTMCTL_TRNG_ACC = 5  # its bits go to registers instead of to the generator
RTMCTL_SAMP_MODE = 0
SAMP_MODE_RAW = 1
RTSDCTL = 0x610
RTSDCTL_ENT_DLY = 16
RTFRQMIN = 0x618
RTFRQMAX = 0x61C
RTFRQMAX_DISABLE = 1 << 20
RTSTATUS = 0x63C
#: The tests that the last noise has failed: runs of 1 to 6 and more bits, by length and value,
#: then the others.
RTSTATUS_RUNS = 0xFFF
RTSTATUS_SPARSE = 1 << 12
RTSTATUS_LONG_RUN = 1 << 13
RTSTATUS_POKER = 1 << 14
RTSTATUS_MONOBIT = 1 << 15

#: Clocks that the TRNG takes for a sample: the shortest time, the longest, and the step between
#: two attempts.
DELAY, LONGEST_DELAY, DELAY_STEP = 3200, 12800, 400

HARDWARE = errors.CCB << errors.SOURCE | errors.RNG << 4 | 0xB
CONTINUOUS = errors.CCB << errors.SOURCE | errors.RNG << 4 | 0xC
KIND = 0xF00000FF  # of a status, without the place in the descriptor


@metal
def set_up(base: usize, delay: u32) -> None:
    """Set the TRNG up for samples of so many clocks; it is in program mode meanwhile."""
    control = base + RTMCTL
    reg.set(control, RTMCTL_PRGM)
    reg.set(control, RTMCTL_RST_DEF)
    reg.set_field(base + RTSDCTL, RTSDCTL_ENT_DLY, 0xFFFF, delay)
    reg.write(base + RTFRQMIN, delay >> 2)
    reg.write(base + RTFRQMAX, RTFRQMAX_DISABLE)
    reg.clear(control, RTMCTL_TRNG_ACC)
    reg.set_field(control, RTMCTL_SAMP_MODE, 0b11, SAMP_MODE_RAW)
    reg.clear(control, RTMCTL_PRGM)


@metal
def check(base: usize, status: u32) -> None:
    """``RuntimeError`` that names the health test if that is what a job has ended with."""
    if status & KIND == CONTINUOUS:
        raise RuntimeError(
            "the CAAM's random number generator failed its continuous test: it repeats itself"
        )
    if status & KIND != HARDWARE:
        return
    failed = reg.read(base + RTSTATUS)
    if failed & RTSTATUS_MONOBIT != 0:
        raise RuntimeError("the CAAM's random number generator failed its health test: monobit")
    if failed & RTSTATUS_POKER != 0:
        raise RuntimeError("the CAAM's random number generator failed its health test: poker")
    if failed & RTSTATUS_LONG_RUN != 0:
        raise RuntimeError("the CAAM's random number generator failed its health test: long run")
    if failed & RTSTATUS_RUNS != 0:
        raise RuntimeError("the CAAM's random number generator failed its health test: runs")
    if failed & RTSTATUS_SPARSE != 0:
        raise RuntimeError("the CAAM's random number generator failed its health test: sparse bits")
    raise RuntimeError("the CAAM's random number generator failed its health test")
