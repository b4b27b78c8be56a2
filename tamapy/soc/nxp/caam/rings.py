"""A job ring: descriptors go in by the input ring, and come out with a status.

Each of the rings has one place, for the driver waits for every job.
"""

from tamapy import dma, reg
from tamapy.soc.nxp.caam import errors

# The CAAM's registers (IMX6ULSRM, chapter 6)
JRSTART = 0x5C

# A job ring's registers; the addresses are the lower halves of 64 bits
IRBAR = 0x04
IRSR = 0x0C
IRJAR = 0x1C
ORBAR = 0x24
ORSR = 0x2C
ORJRR = 0x34
ORSFR = 0x3C
ORSFR_SLOTS_FULL = 0
JRINTR = 0x4C
JRINTR_HALT = 2
HALT_COMPLETE = 0b10
JRCR = 0x6C
JRCR_RESET = 0

SIZE = 0x1000  # of each ring's registers, the first of which follow the controller's
PLACES = 1
INPUT_BYTES, OUTPUT_BYTES = 4 * PLACES, 8 * PLACES
#: Nanoseconds for a job of any size that fits into DMA memory.
LONGEST = 10000000000


class Ring:
    """The job ring with an index, 0 to 2, of the CAAM at an address."""

    def __init__(self, controller, index):
        self.controller = controller
        self.index = index
        self.base = controller + (index + 1) * SIZE
        self._input = None
        self._output = None

    @property
    def is_ready(self):
        """Whether it has been started."""
        return self._input is not None

    def init(self):
        """Start it. What is in it is given up."""
        region = dma.default()
        if self._input is None:
            self._input = region.reserve(INPUT_BYTES)
            self._output = region.reserve(OUTPUT_BYTES)
        # Without this nothing answers at the ring's registers.
        reg.set(self.controller + JRSTART, self.index)
        self._reset()
        reg.write(self.base + IRBAR, dma.address(self._input))
        reg.write(self.base + IRSR, PLACES)
        reg.write(self.base + ORBAR, dma.address(self._output))
        reg.write(self.base + ORSR, PLACES)

    def _reset(self):
        """Flush it, then reset it (u-boot/u-boot: drivers/crypto/fsl/jr.c)."""
        reg.write(self.base + JRCR, 1 << JRCR_RESET)
        reg.wait(self.base + JRINTR, JRINTR_HALT, 0b11, HALT_COMPLETE, name="JRINTR")
        reg.write(self.base + JRCR, 1 << JRCR_RESET)
        reg.wait(self.base + JRCR, JRCR_RESET, 1, 0, name="JRCR")

    def run(self, descriptor):
        """Have a job done, whose descriptor is bytes.

        :class:`~errors.JobError` with what the CAAM reports; ``TimeoutError`` if it does not
        answer, and the ring is started anew then.
        """
        with dma.default().place(descriptor) as job:
            self._input.set_word(0, dma.address(job))
            dma.barrier()
            reg.write(self.base + IRJAR, 1)
            try:
                reg.wait(self.base + ORSFR, ORSFR_SLOTS_FULL, 0x3FF, 1, LONGEST, "ORSFR")
            except TimeoutError:
                self.init()
                raise
            dma.barrier()
            address, status = self._output.word(0), self._output.word(4)
            reg.write(self.base + ORJRR, 1)
            if address != dma.address(job):
                raise RuntimeError(f"the CAAM tells of a job at 0x{address:08x} that is not ours")
            if status:
                raise errors.JobError(status)
