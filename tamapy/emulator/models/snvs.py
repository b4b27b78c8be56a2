"""Model of NXP's secure non-volatile storage SNVS (i.MX 6ULL).

IMX6ULLSRM: i.MX 6ULL Security Reference Manual, rev. 0, 2016/09; the system security
monitor's transitions also as drivers/misc/fsl_sec_mon.c of U-Boot makes them.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from tamapy.emulator.models import ModelError

HPLR, HPCOMR, HPCR, HPSICR, HPSVCR, HPSR = 0x00, 0x04, 0x08, 0x0C, 0x10, 0x14
HPSVSR, HPHACIVR, HPHACR, LPLR, LPCR, LPMKCR = 0x18, 0x1C, 0x20, 0x34, 0x38, 0x3C
LPSVCR, LPTGFCR, LPTDCR, LPSR, LPSRTCMR, LPSRTCLR = 0x40, 0x44, 0x48, 0x4C, 0x50, 0x54
LPTAR, LPSMCMR, LPSMCLR, LPPGDR, LPGPR, LPZMKR = 0x58, 0x5C, 0x60, 0x64, 0x68, 0x6C
PLAIN = frozenset((HPLR, HPCR, HPSICR, HPSVCR, LPSVCR, LPTGFCR, LPTDCR, LPTAR, LPGPR))

SSM_ST, SSM_ST_DIS, SSM_SFNS_DIS = 1 << 0, 1 << 1, 1 << 2
SW_SV, SW_FSV, SW_LPSV, MKS_EN = 1 << 8, 1 << 9, 1 << 10, 1 << 13
HAC_EN, HAC_LOAD, HAC_CLEAR, HAC_STOP = 1 << 16, 1 << 17, 1 << 18, 1 << 19
HPCOMR_KEPT = SSM_ST_DIS | SSM_SFNS_DIS | MKS_EN | HAC_EN | HAC_STOP | 1 << 31
OTPMK_ZERO, ZMK_ZERO = 1 << 27, 1 << 31
LP_SEC_VIO = 1 << 31
SRTC_ENV, SRTC_INV_EN = 1 << 0, 1 << 4
ZMK_HWP, ZMK_VAL = 1 << 2, 1 << 3
ZMK_WHL, ZMK_RHL, SRTC_HL, MKS_HL = 1 << 0, 1 << 1, 1 << 2, 1 << 9
PGD, TAMPERING = 1 << 3, {"clock": 1 << 4, "temperature": 1 << 5, "voltage": 1 << 6}
PGD_VALUE = 0x41736166

HARD_FAIL, SOFT_FAIL, CHECK = 0b0001, 0b0011, 0b1001
NONSECURE, TRUSTED, SECURE = 0b1011, 0b1101, 0b1111


class Snvs:
    """The block. ``state`` is what the boot left, ``has_key`` whether a master key is fused.

    ``now()`` gives seconds. Tests tamper with it (:meth:`tamper`) and let system clocks pass
    (:meth:`pass_clocks`); ``reset_asked`` tells of a hard failure.
    """

    def __init__(
        self, state: int = NONSECURE, has_key: bool = False,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.state = state
        self.has_key = has_key
        self.now = now
        self.values = dict.fromkeys(PLAIN, 0)
        self.command = 0
        self.violations = 0
        self.counter_start = self.counter = 0
        self.lock = self.control = self.key_control = 0
        self.records = PGD
        self.glitch_value = 0
        self.master_key = bytearray(32)
        self.monotonic = 0
        self.stopped_at = 0  # what the clock shows while it stands
        self.started = 0.0
        self.pending: list[int] = []  # values of SRTC_ENV on their way to the slow clock
        self.reset_asked = False

    @property
    def trusted(self) -> bool:
        """Whether blocks have the device's own key."""
        return self.has_key and self.state in (TRUSTED, SECURE)

    # -- what happens to it ------------------------------------------------------------

    def tamper(self, what: str) -> None:
        """Something tampers with ``clock``, ``temperature`` or ``voltage``."""
        self.records |= TAMPERING[what]
        if self.values[LPTDCR] & TAMPERING[what]:
            self._lp_violation()

    def pass_clocks(self, count: int) -> None:
        """Let system clocks pass: the counter that leads to a hard failure runs."""
        running = self.command & HAC_EN and not self.command & HAC_STOP
        if self.state == SOFT_FAIL and running:
            self.counter = max(self.counter - count, 0)
            if not self.counter:
                self.state = HARD_FAIL
                self.reset_asked = True

    def _lp_violation(self, software: bool = False) -> None:
        self._zeroise()
        if self.control & SRTC_INV_EN or software:
            self._set_running(0)
        self.violations |= LP_SEC_VIO
        configuration = self.values[HPSVCR] >> 30
        if configuration:
            self._violation(fatal=configuration > 1)

    def _violation(self, fatal: bool) -> None:
        if self.state == CHECK and not fatal:
            self.state = NONSECURE
        elif self.state in (TRUSTED, SECURE) or (fatal and self.state in (CHECK, NONSECURE)):
            self.state = SOFT_FAIL

    def _zeroise(self) -> None:
        self.master_key[:] = bytes(32)
        self.key_control &= ~ZMK_VAL

    # -- registers ---------------------------------------------------------------------

    def read(self, offset: int, size: int) -> int:
        """A register."""
        self._check(offset, size)
        if offset in self.values:
            return self.values[offset]
        if LPZMKR <= offset < LPZMKR + 32:
            return self._read_key(offset - LPZMKR)
        if offset in (LPSRTCMR, LPSRTCLR):
            ticks = self._ticks()
            return ticks >> 32 if offset == LPSRTCMR else ticks & 0xFFFFFFFF
        if offset == LPCR and self.pending:
            self._set_running(self.pending.pop(0))
        if offset == HPSR:
            status = self.state << 8
            status |= 0 if self.has_key else OTPMK_ZERO
            return status | (0 if any(self.master_key) else ZMK_ZERO)
        found = {
            HPCOMR: self.command, HPSVSR: self.violations, HPHACIVR: self.counter_start,
            HPHACR: self.counter, LPLR: self.lock, LPCR: self.control, LPMKCR: self.key_control,
            LPSR: self.records, LPPGDR: self.glitch_value, LPSMCMR: self.monotonic >> 32,
            LPSMCLR: self.monotonic & 0xFFFFFFFF,
        }.get(offset)
        if found is None:
            raise ModelError(f"the SNVS has no readable register at +0x{offset:x}")
        return found

    def write(self, offset: int, size: int, value: int) -> None:
        """Set a register."""
        self._check(offset, size)
        if LPZMKR <= offset < LPZMKR + 32:
            self._write_key(offset - LPZMKR, value)
            return
        action = {
            HPCOMR: self._set_command, HPSVSR: self._clear_violations, HPHACIVR: self._set_start,
            LPLR: self._set_lock, LPCR: self._set_control, LPMKCR: self._set_key_control,
            LPSR: self._clear_records, LPPGDR: self._set_glitch_value,
            LPSMCMR: self._count, LPSMCLR: self._count,
        }.get(offset)
        if offset in self.values:
            self.values[offset] = value
        elif offset in (LPSRTCMR, LPSRTCLR):
            self._set_ticks(offset, value)
        elif action is not None:
            action(value)
        else:
            raise ModelError(f"the SNVS has no writable register at +0x{offset:x}")

    def _check(self, offset: int, size: int) -> None:
        if size != 4 or offset & 3:
            raise ModelError("the SNVS's registers are 32 bits wide")

    def _set_command(self, value: int) -> None:
        self.command = value & HPCOMR_KEPT
        if value & HAC_LOAD:
            self.counter = self.counter_start
        if value & HAC_CLEAR:
            self.counter = 0
        if value & SW_LPSV:
            self._lp_violation(software=True)
        if value & (SW_SV | SW_FSV):
            self._violation(fatal=bool(value & SW_FSV))
        elif value & SSM_ST:
            self._advance()

    def _advance(self) -> None:
        """Software asks for another state."""
        if self.state == CHECK:
            self.state = TRUSTED
        elif self.state == TRUSTED:
            self.state = SECURE
        elif self.state == SECURE and not self.command & SSM_ST_DIS:
            self.state = TRUSTED
        elif self.state == SOFT_FAIL and not self.command & SSM_SFNS_DIS:
            self.state = NONSECURE

    def _clear_violations(self, value: int) -> None:
        self.violations &= ~value

    def _set_start(self, value: int) -> None:
        self.counter_start = value

    def _set_lock(self, value: int) -> None:
        self.lock |= value  # only a loss of power unlocks

    def _set_glitch_value(self, value: int) -> None:
        self.glitch_value = value

    def _clear_records(self, value: int) -> None:
        """Written with 1; that of power glitches comes back until the detector has its value."""
        self.records &= ~value
        if self.glitch_value != PGD_VALUE:
            self.records |= PGD

    def _count(self, value: int) -> None:
        self.monotonic += 1

    # -- the clock ---------------------------------------------------------------------

    def _ticks(self) -> int:
        passed = (self.now() - self.started) * 32768 if self.control & SRTC_ENV else 0
        return self.stopped_at + int(passed) & (1 << 47) - 1

    def _set_control(self, value: int) -> None:
        self.control = value & ~SRTC_ENV | self.control & SRTC_ENV
        if value & SRTC_ENV != self.control & SRTC_ENV and not self.lock & SRTC_HL:
            # It takes effect with the slow clock: the next look still shows the old value.
            self.pending = [self.control & SRTC_ENV, value & SRTC_ENV]

    def _set_running(self, on: int) -> None:
        if on != self.control & SRTC_ENV:
            self.stopped_at, self.started = self._ticks(), self.now()
            self.control ^= SRTC_ENV

    def _set_ticks(self, offset: int, value: int) -> None:
        if self.control & SRTC_ENV:
            raise ModelError("the SNVS's clock can only be set while it stands")
        if self.lock & SRTC_HL:
            return
        low, high = self.stopped_at & 0xFFFFFFFF, self.stopped_at >> 32
        if offset == LPSRTCMR:
            high = value & 0x7FFF
        else:
            low = value
        self.stopped_at = high << 32 | low

    # -- the zeroisable master key -----------------------------------------------------

    def _set_key_control(self, value: int) -> None:
        if self.lock & MKS_HL:
            value = value & ~0b11 | self.key_control & 0b11
        if self.lock & ZMK_WHL:
            value = value & 0b11 | self.key_control & ~0b11
        self.key_control = value

    def _read_key(self, offset: int) -> int:
        if self.lock & ZMK_RHL or self.key_control & ZMK_HWP:
            return 0
        return int.from_bytes(self.master_key[offset:offset + 4], "little")

    def _write_key(self, offset: int, value: int) -> None:
        if self.lock & ZMK_WHL or self.key_control & ZMK_HWP or self.records & PGD:
            return  # with a power glitch on record it stays zero
        self.master_key[offset:offset + 4] = value.to_bytes(4, "little")
