"""Model of NXP's cryptographic accelerator CAAM (i.MX 6UL): registers, job rings, TRNG.

IMX6ULSRM: i.MX 6UL Security Reference Manual, rev. 0, 2016/04, chapter 6; the registers' places and
bits as Linux and U-Boot have them (torvalds/linux: drivers/crypto/caam/regs.h, u-boot/u-boot:
drivers/crypto/fsl/jr.c).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import NamedTuple

from tamapy.emulator.models import ModelError
from tamapy.emulator.models.bus import Bus, BusError
from tamapy.emulator.models.caam_cha import Generator
from tamapy.emulator.models.caam_deco import DECO, WATCHDOG, Deco, Hang

MCFGR, SCFGR, JRSTART = 0x004, 0x00C, 0x05C
RTMCTL, RTSDCTL, RTFRQMIN, RTFRQMAX, RTSTATUS = 0x600, 0x610, 0x618, 0x61C, 0x63C
RDSTA = 0x6C0
CAAMVID_MS, CAAMVID_LS = 0xFF8, 0xFFC
IRBAR, IRSR, IRSAR, IRJAR = 0x04, 0x0C, 0x14, 0x1C
ORBAR, ORSR, ORJRR, ORSFR = 0x24, 0x2C, 0x34, 0x3C
JRINTR, JRCFGR, JRCR = 0x4C, 0x54, 0x6C
RINGS = (0x1000, 0x2000, 0x3000)

MCFGR_SWRST, MCFGR_WDE, MCFGR_DMA_RST = 1 << 31, 1 << 30, 1 << 28
MCFGR_PS = 1 << 16  # pointers of 64 bits
MCTL_PRGM, MCTL_TSTOP_OK, MCTL_ERR, MCTL_RST_DEF, MCTL_TRNG_ACC = (
    1 << 16, 1 << 13, 1 << 12, 1 << 6, 1 << 5
)
RDSTA_SKVN = 1 << 30
FAILED_MONOBIT = 1 << 15
HALT_COMPLETE, HALT_MASK = 0x8, 0xC
TOO_MANY_REMOVED, TOO_MANY_ADDED, ERROR = 8, 9, 0x02
#: What the TRNG is set to after a reset: 200 clocks a sample, as U-Boot knows it.
TRNG_RESET = {RTSDCTL: 200 << 16 | 2500, RTFRQMIN: 0x640, RTFRQMAX: 0x6400}
LARGEST_RING = 0x3FF
VERSION = 0x0A160300  # as Linux tells of an i.MX 6UL
#: What a device that was not booted securely uses in place of its own key, the same in all.
TEST_KEY = bytes(32)


class Done(NamedTuple):
    """A job that was done."""

    address: int  # of its descriptor
    status: int


class Ring:
    """A job ring: jobs go in by the input ring and come out by the output ring."""

    def __init__(self) -> None:
        self.values = dict.fromkeys((IRBAR, IRSR, ORBAR, ORSR, JRINTR, JRCFGR), 0)
        self.taken = self.put = 0  # places in the rings
        self.waiting = self.full = 0  # jobs in them
        self.flushed = False


class Caam:
    """The accelerator on a bus. ``unique_key()`` gives the master key of blobs.

    ``done`` lists the jobs. Work takes time: each look at ORSFR lets a job pass. Tests set
    ``stalled`` to have it take for ever, ``least_delay`` for noise that needs samples of so many
    clocks, ``failing`` for noise that never passes some tests (bits of RTSTATUS), and ``random``
    for what the generator gives.
    """

    def __init__(self, bus: Bus, unique_key: Callable[[], bytes] = lambda: TEST_KEY) -> None:
        self.bus = bus
        self.unique_key = unique_key
        self.random: Callable[[int], bytes] = os.urandom
        self.done: list[Done] = []
        self.stalled = False
        self.least_delay = 3200
        self.failing = 0
        self.reset()

    def reset(self) -> None:
        """The state after power-on."""
        self.config = self.security = self.started = 0
        self.rings = [Ring() for _ in RINGS]
        self.control = MCTL_PRGM | 1
        self.trng = dict(TRNG_RESET)
        self.failed = 0  # tests of the last noise
        self.generator = Generator(self._is_noisy, lambda size: self.random(size))
        self.deco = Deco(self.bus, self.generator, lambda: self.unique_key())

    def _is_noisy(self) -> bool:
        if self.control & (MCTL_PRGM | MCTL_TRNG_ACC):
            raise Hang  # the TRNG makes nothing, or not for us
        self.failed = self.failing
        if self.trng[RTSDCTL] >> 16 < self.least_delay:
            self.failed |= FAILED_MONOBIT
        self.control |= MCTL_ERR if self.failed else 0
        return not self.failed

    # -- registers -----------------------------------------------------------------

    def read(self, offset: int, size: int) -> int:
        """A register."""
        if size != 4 or offset & 3:
            raise ModelError("the CAAM's registers are 32 bits wide")
        if offset >= RINGS[0]:
            return self._read_ring(offset)
        known = {
            MCFGR: self.config, SCFGR: self.security, JRSTART: self.started,
            RTMCTL: self.control | (MCTL_TSTOP_OK if self.control & MCTL_PRGM else 0),
            RDSTA: self.generator.handles | self.generator.resistant << 4
            | self.generator.secure_keys * RDSTA_SKVN,
            **self.trng, RTSTATUS: self.failed,
            CAAMVID_MS: VERSION, CAAMVID_LS: 0,
        }
        if offset not in known:
            raise ModelError(f"the model of the CAAM has no readable register at +0x{offset:x}")
        return known[offset]

    def write(self, offset: int, size: int, value: int) -> None:
        """Set a register."""
        if size != 4 or offset & 3:
            raise ModelError("the CAAM's registers are 32 bits wide")
        if offset >= RINGS[0]:
            self._write_ring(offset, value)
        elif offset == MCFGR:
            if value & MCFGR_PS:
                raise ModelError("the i.MX 6UL's CAAM has pointers of 32 bits")
            self.config = value & ~(MCFGR_SWRST | MCFGR_DMA_RST)
            if value & MCFGR_SWRST:
                self.rings = [Ring() for _ in RINGS]
        elif offset == SCFGR:
            self.security = value
        elif offset == JRSTART:
            self.started = value & (1 << len(RINGS)) - 1
        elif offset == RTMCTL:
            self._set_control(value)
        elif offset in self.trng:
            if not self.control & MCTL_PRGM:
                raise ModelError("the TRNG is set up while it runs")
            self.trng[offset] = value
        else:
            raise ModelError(f"the model of the CAAM has no writable register at +0x{offset:x}")

    def _set_control(self, value: int) -> None:
        if value & MCTL_RST_DEF:
            if not self.control & MCTL_PRGM:
                raise ModelError("the TRNG's defaults are restored while it runs")
            self.trng = dict(TRNG_RESET)
        error = self.control & ~value & MCTL_ERR  # is cleared by writing 1
        self.control = value & ~(MCTL_RST_DEF | MCTL_ERR | MCTL_TSTOP_OK) | error

    # -- job rings -----------------------------------------------------------------

    def _ring(self, offset: int) -> Ring:
        number = (offset >> 12) - 1
        if not self.started >> number & 1:
            raise ModelError(f"job ring {number} of the CAAM is not started (JRSTART)")
        return self.rings[number]

    def _read_ring(self, offset: int) -> int:
        ring = self._ring(offset)
        offset &= 0xFFF
        if offset == IRSAR:
            return ring.values[IRSR] - ring.waiting
        if offset == ORSFR:
            self._pass_time(ring)
            return ring.full
        if offset == JRCR:
            return 0  # a reset takes no time
        if offset not in ring.values:
            raise ModelError(f"the model of the CAAM's rings has nothing to read at +0x{offset:x}")
        return ring.values[offset]

    def _write_ring(self, offset: int, value: int) -> None:
        ring = self._ring(offset)
        place = offset & 0xFFF
        if place in (IRBAR, ORBAR, IRSR, ORSR):
            if ring.waiting or ring.full:
                raise ModelError("a ring of the CAAM is moved while there are jobs in it")
            if value > LARGEST_RING and place in (IRSR, ORSR):
                raise ModelError("a ring of the CAAM has 1023 places at most")
            if value & 3 and place in (IRBAR, ORBAR):
                raise ModelError(f"a ring of the CAAM at 0x{value:08x}: they lie at words")
            ring.values[place] = value
            ring.taken = ring.put = 0
        elif place == IRJAR:
            if value > ring.values[IRSR] - ring.waiting:
                ring.values[JRINTR] |= TOO_MANY_ADDED << 8 | ERROR
            else:
                ring.waiting += value
        elif place == ORJRR:
            if value > ring.full:
                ring.values[JRINTR] |= TOO_MANY_REMOVED << 8 | ERROR
            else:
                ring.full -= value
        elif place == JRINTR:
            ring.values[JRINTR] &= ~value
        elif place == JRCFGR:
            ring.values[JRCFGR] = value
        elif place == JRCR and value & 1:
            self._reset_ring(ring)
        else:
            raise ModelError(f"the model of the CAAM's rings has nothing to set at +0x{place:x}")

    def _reset_ring(self, ring: Ring) -> None:
        """The first request flushes the ring, the second resets it."""
        if ring.values[JRINTR] & HALT_MASK == HALT_COMPLETE:
            self.rings[self.rings.index(ring)] = Ring()
        else:
            ring.waiting = ring.full = 0
            ring.values[JRINTR] |= HALT_COMPLETE

    def _pass_time(self, ring: Ring) -> None:
        """Do a job, if there is one and room for its result."""
        values = ring.values
        if self.stalled or not ring.waiting or ring.full >= values[ORSR]:
            return
        if values[JRINTR] & HALT_MASK:
            return
        try:
            place = self.bus.read(values[IRBAR] + 4 * ring.taken, 4)
            address = int.from_bytes(place, "little")
            if address & 3:
                raise ModelError(f"a descriptor at 0x{address:08x}: they lie at words")
            status = self._run(address)
            result = address.to_bytes(4, "little") + status.to_bytes(4, "little")
            self.bus.write(values[ORBAR] + 8 * ring.put, result)
        except BusError as error:
            raise ModelError(f"a ring of the CAAM lies where no memory is: {error}") from None
        except Hang:
            return
        self.done.append(Done(address, status))
        ring.waiting, ring.full = ring.waiting - 1, ring.full + 1
        ring.taken = (ring.taken + 1) % values[IRSR]
        ring.put = (ring.put + 1) % values[ORSR]

    def _run(self, address: int) -> int:
        try:
            return self.deco.run(address)
        except Hang:
            if not self.config & MCFGR_WDE:
                raise
            return DECO << 28 | self.deco.start << 8 | WATCHDOG
