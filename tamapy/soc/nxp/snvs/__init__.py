"""Driver of NXP's secure non-volatile storage SNVS: security state, tampering, clock, master key.

IMX6ULLRM: i.MX 6ULL Applications Processor Reference Manual, rev. 1, 2017/11;
IMX6ULLSRM: its Security Reference Manual, rev. 0, 2016/09, chapter SNVS.

The high-power part (HP) is on with the processor, the low-power part (LP) stays on with a coin
cell; so do its clock, its master key and its records of tampering.
"""

from tamapy import bits, reg
from tamapy.runtime.arguments import as_bytes, integer
from tamapy.soc.nxp.gates import open_gate

# SNVS Memory Map/Register Definition, IMX6ULLSRM
HPCOMR = 0x04
HPCOMR_HAC_STOP = 19
HPCOMR_HAC_LOAD = 17
HPCOMR_HAC_EN = 16
HPCOMR_MKS_EN = 13
HPCOMR_SW_LPSV = 10
HPCOMR_SW_FSV = 9
HPCOMR_SW_SV = 8
HPCOMR_SSM_ST = 0

HPSVCR = 0x10
HPSVCR_LPSV_CFG = 30

HPSR = 0x14
HPSR_ZMK_ZERO = 31
HPSR_OTPMK_ZERO = 27
HPSR_OTPMK_SYNDROME = 16
HPSR_SSM_STATE = 8

HPHACIVR = 0x1C
HPHACR = 0x20

LPLR = 0x34
LPLR_MKS_HL = 9
LPLR_ZMK_RHL = 1
LPLR_ZMK_WHL = 0

LPCR = 0x38
LPCR_SRTC_ENV = 0

LPMKCR = 0x3C
LPMKCR_ZMK_VAL = 3
LPMKCR_ZMK_HWP = 2
LPMKCR_MASTER_KEY_SEL = 0

LPTDCR = 0x48
LPTDCR_VT_EN = 6
LPTDCR_TT_EN = 5
LPTDCR_CT_EN = 4

LPSR = 0x4C
LPSR_VTD = 6
LPSR_TTD = 5
LPSR_CTD = 4
LPSR_PGD = 3

LPSRTCMR = 0x50
LPSRTCLR = 0x54

LPPGDR = 0x64
PGD_VALUE = 0x41736166  # what the power glitch detector compares with

LPZMKR0 = 0x6C

#: States of the system security monitor.
INIT, HARD_FAIL, SOFT_FAIL = 0b0000, 0b0001, 0b0011
CHECK, NONSECURE, TRUSTED, SECURE = 0b1001, 0b1011, 0b1101, 0b1111

#: Master keys that cryptographic blocks can be given.
OTPMK, ZMK, COMBINED = 0, 2, 3

MASTER_KEY_SIZE = 32
TICKS_SHIFT = 15  # the clock counts 32768 ticks a second
LAST_SECOND = (1 << 47 - TICKS_SHIFT) - 1
#: Two readings of the clock differ once in thousands of times.
TRIES = 100
#: 10 ms: torvalds/linux, drivers/rtc/rtc-snvs.c, rtc_read_lp_counter.
MOST_TICKS_BETWEEN = 320


class Report:
    """What :meth:`SNVS.monitor` finds: which tampering was recorded, and how things stand."""

    def __init__(self, status, state, counter):
        self.clock = bits.is_set(status, LPSR_CTD)
        self.temperature = bits.is_set(status, LPSR_TTD)
        self.voltage = bits.is_set(status, LPSR_VTD)
        self.power = bits.is_set(status, LPSR_PGD)
        self.state = state
        self.counter = counter  # of system clocks that are left before a hard failure


class SNVS:
    """The block at an address; ``gate`` is its clock's (register, number)."""

    def __init__(self, base, gate):
        self.base = base
        self.gate = gate

    def init(self):
        """Switch its clock on."""
        open_gate(self.gate)

    # -- the state ---------------------------------------------------------------------

    def state(self):
        """The system security monitor's state."""
        return int(reg.get(self.base + HPSR, HPSR_SSM_STATE, 0b1111))

    def available(self):
        """Whether the device's own master key is in use: it is fused, and the state is
        trusted or secure, as after a secure boot without violations.

        Else blocks have a test key in its place, which is the same in all devices.
        """
        status = reg.read(self.base + HPSR)
        if bits.is_set(status, HPSR_OTPMK_ZERO) or bits.get(status, HPSR_OTPMK_SYNDROME, 0x1FF):
            return False
        return bits.get(status, HPSR_SSM_STATE, 0b1111) in (TRUSTED, SECURE)

    def violate(self, fatal=False):
        """Report a security violation: a trusted or secure state is lost until the next reset."""
        reg.set(self.base + HPCOMR, HPCOMR_SW_FSV if fatal else HPCOMR_SW_SV)

    # -- tampering ---------------------------------------------------------------------

    def set_policy(
        self, clock=False, temperature=False, voltage=False, violation=False, hard_fail=None
    ):
        """Which tampering is watched for, and what it leads to; records so far are cleared.

        With ``violation`` it makes the state a soft failure, in which no block has the device's
        key. ``hard_fail`` is after how many system clocks that becomes a hard failure, which
        resets the system. Another policy before then prevents it.
        """
        if hard_fail is not None:
            integer(hard_fail, 0, 0xFFFFFFFF, "the clocks before a hard failure")
        base = self.base
        reg.set(base + HPCOMR, HPCOMR_HAC_STOP)
        reg.clear(base + HPCOMR, HPCOMR_HAC_EN)
        # The detector of power glitches records one until it is given its value.
        reg.write(base + LPPGDR, PGD_VALUE)
        reg.write(base + LPSR, 1 << LPSR_PGD)
        reg.set_to(base + HPSVCR, HPSVCR_LPSV_CFG + 1, bool(violation))
        if hard_fail is not None:
            reg.clear(base + HPCOMR, HPCOMR_HAC_STOP)
            reg.write(base + HPHACIVR, hard_fail)
            reg.set(base + HPCOMR, HPCOMR_HAC_LOAD)
            reg.set(base + HPCOMR, HPCOMR_HAC_EN)
        reg.set_to(base + LPTDCR, LPTDCR_VT_EN, bool(voltage))
        reg.set_to(base + LPTDCR, LPTDCR_TT_EN, bool(temperature))
        reg.set_to(base + LPTDCR, LPTDCR_CT_EN, bool(clock))
        reg.write(base + LPSR, 1 << LPSR_VTD | 1 << LPSR_TTD | 1 << LPSR_CTD)

    def monitor(self):
        """What has been recorded since the policy was set: a :class:`Report`."""
        counter = int(reg.read(self.base + HPHACR))
        return Report(reg.read(self.base + LPSR), self.state(), counter)

    # -- the clock ---------------------------------------------------------------------

    def is_running(self):
        """Whether the clock has been set since the coin cell went in."""
        return reg.is_set(self.base + LPCR, LPCR_SRTC_ENV)

    def ticks(self):
        """The clock's counter: 47 bits, 32768 ticks a second. 0 and standing if it is not set."""
        # Its halves change between two reads, and a read may see a change half done: what is
        # read twice is right, but for the ticks that pass meanwhile.
        before = self._counter()
        for _ in range(TRIES):
            now = self._counter()
            if 0 <= now - before <= MOST_TICKS_BETWEEN:
                return now
            before = now
        raise TimeoutError(
            f"SNVS_LPSRTCLR (register 0x{self.base + LPSRTCLR:08x}): bits 0 to 31 keep changing"
        )

    def _counter(self):
        return int(reg.read(self.base + LPSRTCMR)) << 32 | int(reg.read(self.base + LPSRTCLR))

    def time(self):
        """Seconds by the clock."""
        return self.ticks() >> TICKS_SHIFT

    def set_time(self, seconds):
        """Set the clock and have it run."""
        integer(seconds, 0, LAST_SECOND, "the clock's time in seconds")
        self._run(False)  # it can only be set while it stands
        reg.write(self.base + LPSRTCLR, seconds << TICKS_SHIFT & 0xFFFFFFFF)
        reg.write(self.base + LPSRTCMR, seconds >> 32 - TICKS_SHIFT)
        self._run(True)

    def _run(self, on):
        reg.set_to(self.base + LPCR, LPCR_SRTC_ENV, on)
        reg.wait(self.base + LPCR, LPCR_SRTC_ENV, 1, int(on), name="SNVS_LPCR")

    # -- the zeroisable master key -----------------------------------------------------

    def set_master_key(self, key):
        """Program the zeroisable master key, 32 bytes, which any violation in LP wipes.

        ``RuntimeError`` if it is locked.
        """
        key = as_bytes(key)
        if len(key) != MASTER_KEY_SIZE:
            raise ValueError("the zeroisable master key has 32 bytes")
        self._check_unlocked()
        reg.clear(self.base + LPMKCR, LPMKCR_ZMK_HWP)
        for at in range(0, MASTER_KEY_SIZE, 4):
            reg.write(self.base + LPZMKR0 + at, int.from_bytes(key[at:at + 4], "little"))
        reg.set(self.base + LPMKCR, LPMKCR_ZMK_VAL)

    def zeroise(self):
        """Wipe the zeroisable master key by a violation that LP is told of."""
        reg.set(self.base + HPCOMR, HPCOMR_SW_LPSV)

    def is_zero(self):
        """Whether there is no zeroisable master key."""
        return reg.is_set(self.base + HPSR, HPSR_ZMK_ZERO)

    def select_master_key(self, which):
        """Which key blocks are given: ``OTPMK``, ``ZMK``, or both ``COMBINED``."""
        if which not in (OTPMK, ZMK, COMBINED):
            raise ValueError("the master key is OTPMK, ZMK or COMBINED")
        self._check_unlocked(LPLR_MKS_HL)
        reg.set_field(self.base + LPMKCR, LPMKCR_MASTER_KEY_SEL, 0b11, which)
        reg.set_to(self.base + HPCOMR, HPCOMR_MKS_EN, which != OTPMK)

    def lock_master_key(self):
        """Forbid reading, writing and selecting the key until LP has no power."""
        reg.set_bits(
            self.base + LPLR, 1 << LPLR_ZMK_RHL | 1 << LPLR_ZMK_WHL | 1 << LPLR_MKS_HL
        )

    def _check_unlocked(self, lock=LPLR_ZMK_WHL):
        if reg.is_set(self.base + LPLR, lock):
            raise RuntimeError("the zeroisable master key is locked")
