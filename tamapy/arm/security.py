"""The security extensions, for programs that run in the secure state (ARM DDI 0406C, B1.5).

There is no monitor yet that would lead into the non-secure state; :func:`init` installs one that
answers every call that nothing is supported. In the non-secure state these functions are
undefined instructions, except :func:`call`, which asks whatever monitor there is; in which state
the program is ``tamapy.arm.gic.GIC.is_secure`` tells.
"""

from tamapy.metal import address_of_function, extern, isb, mcr, metal, mrc, u32
from tamapy.runtime.arguments import integer
from tamapy.runtime.effect import effect

# SCR, Secure Configuration Register (B4.1.129)
SCR_SIF = 9  # instructions in non-secure memory are not executed in the secure state
SCR_HCE = 8  # HVC is allowed in the non-secure state
SCR_SCD = 7  # SMC is undefined there
SCR_NET = 6
SCR_AW = 5  # the non-secure state may mask asynchronous aborts
SCR_FW = 4  # and FIQ
SCR_EA = 3  # external aborts go to the monitor
SCR_FIQ = 2  # and so does FIQ
SCR_IRQ = 1  # and IRQ
SCR_NS = 0  # the monitor's alone: it changes the state of all other modes
SCR_BITS = (1 << 10) - 1 & ~(1 << SCR_NS)

# NSACR, Non-Secure Access Control Register (B4.1.111): a bit for each of coprocessors 0 to 13
COPROCESSORS = 14
NOT_SUPPORTED = 0xFFFFFFFF


@extern
def monitor() -> None:
    """The vectors of monitor mode."""


@extern
def smc(function: u32, a: u32, b: u32, c: u32) -> u32:
    """SMC #0 with four registers; the first register of the answer."""


@metal
def set_monitor() -> None:
    """MVBAR: where those vectors are (B4.1.107)."""
    mcr(15, 0, u32(address_of_function(monitor)), 12, 0, 1)
    isb()


def init():
    """Install the monitor."""
    effect("register")
    set_monitor()


def call(function, a=0, b=0, c=0):
    """Call the monitor (SMC Calling Convention, ARM DEN 0028): the first word of its answer.

    ``NOT_SUPPORTED``: there is no such function.
    """
    effect("register")
    return smc(function, a, b, c)


def scr():
    """The bits of SCR."""
    effect("register")
    return mrc(15, 0, 1, 1, 0)


def set_scr(bits):
    """Set SCR; ``ValueError``: bits there are not, or NS, which only the monitor may change."""
    effect("register")
    if integer(bits, 0, 0xFFFFFFFF, "a word") & ~SCR_BITS:
        raise ValueError(f"SCR has no bits 0x{bits & ~SCR_BITS:x} that may be set here")
    _set_scr(bits)


@metal
def _set_scr(bits: u32) -> None:
    mcr(15, 0, bits, 1, 1, 0)
    isb()


def non_secure_coprocessors():
    """The coprocessors that the non-secure state may use, as a set of numbers."""
    effect("register")
    found = mrc(15, 0, 1, 1, 2)
    return {number for number in range(COPROCESSORS) if found >> number & 1}


def set_non_secure_coprocessors(numbers):
    """Let the non-secure state use these coprocessors (10 and 11 are VFP and NEON) and no others.

    ``ValueError``: a number that is not 0 to 13, or only one of 10 and 11.
    """
    effect("register")
    wanted = set(numbers)
    if not wanted <= set(range(COPROCESSORS)):
        raise ValueError("coprocessors that the non-secure state may be given are 0 to 13")
    if len(wanted & {10, 11}) == 1:
        raise ValueError("coprocessors 10 and 11 are given together")
    _set_nsacr(sum(1 << number for number in wanted))


@metal
def _set_nsacr(bits: u32) -> None:
    mcr(15, 0, mrc(15, 0, 1, 1, 2) & ~u32(0x3FFF) | bits, 1, 1, 2)
    isb()
