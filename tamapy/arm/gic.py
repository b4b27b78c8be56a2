"""Driver of the generic interrupt controller, version 2, as in the Cortex-A7.

GICv2: ARM Generic Interrupt Controller Architecture Specification, version 2.0, ARM IHI 0048B.b.
A7TRM: Cortex-A7 MPCore Technical Reference Manual, ARM DDI 0464F, chapter 8.

Interrupts 0-15 are software's (SGI), 16-31 the processor's own (PPI), from 32 on the devices'
(SPI). Registers hold a bit, two bits or a byte for each, in the order of their numbers.

The functions are metal: the handler of interrupts calls them. :class:`GIC` is the same for
applications.
"""

from tamapy import reg
from tamapy.metal import Struct, metal, mrc, static, u8, u32, usize
from tamapy.runtime.arguments import integer

# p178, Table 8-1 Cortex-A7 GIC memory map, A7TRM
DISTRIBUTOR = 0x1000
INTERFACE = 0x2000

# p75, Table 4-1 Distributor register map, GICv2
GICD_CTLR = 0x000
CTLR_ENABLE_GRP1 = 1
CTLR_ENABLE_GRP0 = 0

GICD_TYPER = 0x004
TYPER_IT_LINES = 0  # interrupts by 32, less one: 5 bits

GICD_IGROUPR = 0x080
GICD_ISENABLER = 0x100
GICD_ICENABLER = 0x180
GICD_ISPENDR = 0x200
GICD_ICPENDR = 0x280
GICD_ICACTIVER = 0x380
GICD_IPRIORITYR = 0x400
GICD_ITARGETSR = 0x800
GICD_ICFGR = 0xC00
ICFGR_EDGE = 1  # of the two bits of an interrupt

GICD_SGIR = 0xF00
SGIR_TARGET_FILTER = 24
SGIR_TO_SELF = 0b10

# p76, Table 4-2 CPU interface register map, GICv2
GICC_CTLR = 0x00
CTLR_ACK_CTL = 2  # in the secure state IAR and EOIR serve both groups
GICC_PMR = 0x04
GICC_IAR = 0x0C
GICC_EOIR = 0x10

ID = 0x3FF  # the number in IAR and EOIR; above it the processor that sent an SGI
LEAST_SPECIAL = 1020  # from here on it is none

#: The Cortex-A7 has 32 levels of priority, in the upper bits of a byte (A7TRM, 8.2).
LOWEST_PRIORITY = 31
PRIORITY_SHIFT = 3
USUAL_PRIORITY = 20
USUAL_PRIORITIES = (USUAL_PRIORITY << PRIORITY_SHIFT) * 0x01010101  # four bytes of it


class State(Struct):
    """Where the controller is, and how many interrupts it has."""

    distributor: usize
    interface: usize
    lines: u32


state = static(State)


@metal
def base_address() -> usize:
    """Where the processor says its private registers are (CBAR, Configuration Base Address
    Register); 0 if it does not say, as on emulators.
    """
    return usize(mrc(15, 4, 15, 0, 0)) & 0xFFFF8000


@metal
def init(base: usize) -> None:
    """All interrupts off, in group 0, of the same priority, for this processor; then both on.

    In the secure state both groups reach the processor as IRQ. AckCtl is deprecated in favour of
    the aliased registers AIAR and AEOIR, which QEMU does not have. In the non-secure state all
    interrupts are of group 1 whatever is written, and the control registers have only bit 0.
    """
    distributor = base + DISTRIBUTOR
    interface = base + INTERFACE
    state.distributor = distributor
    state.interface = interface
    reg.write(distributor + GICD_CTLR, 0)
    blocks = reg.get(distributor + GICD_TYPER, TYPER_IT_LINES, 0b11111) + 1
    state.lines = blocks * 32
    for block in range(usize(blocks)):
        reg.write(distributor + GICD_ICENABLER + 4 * block, 0xFFFFFFFF)
        reg.write(distributor + GICD_ICPENDR + 4 * block, 0xFFFFFFFF)
        reg.write(distributor + GICD_ICACTIVER + 4 * block, 0xFFFFFFFF)
        reg.write(distributor + GICD_IGROUPR + 4 * block, 0)
    # The bytes of the private interrupts tell this processor's bit (p108, 4.3.12, GICv2).
    targets = reg.read(distributor + GICD_ITARGETSR)
    for word in range(usize(0), usize(blocks) * 8):
        reg.write(distributor + GICD_IPRIORITYR + 4 * word, USUAL_PRIORITIES)
        if word >= 8:
            reg.write(distributor + GICD_ITARGETSR + 4 * word, targets)
    reg.write(interface + GICC_PMR, 0xFF)
    reg.write(
        interface + GICC_CTLR, 1 << CTLR_ACK_CTL | 1 << CTLR_ENABLE_GRP1 | 1 << CTLR_ENABLE_GRP0
    )
    reg.write(distributor + GICD_CTLR, 1 << CTLR_ENABLE_GRP0 | 1 << CTLR_ENABLE_GRP1)


@metal
def is_secure() -> bool:
    """Whether this processor is in the secure state, once the controller has been set up: of the
    two bits that ``init`` has set, non-secure accesses see one (ARM IHI 0048B, 4.3.1, GICD_CTLR).
    """
    return reg.is_set(state.distributor + GICD_CTLR, CTLR_ENABLE_GRP1)


@metal
def bit_register(table: usize, number: u32) -> usize:
    """The register of a table with a bit for each interrupt."""
    return state.distributor + table + usize(number >> 5) * 4


@metal
def enable(number: u32) -> None:
    """Forward an interrupt to the processor."""
    reg.write(bit_register(GICD_ISENABLER, number), u32(1) << (number & 31))


@metal
def disable(number: u32) -> None:
    """Hold an interrupt back; it stays pending."""
    reg.write(bit_register(GICD_ICENABLER, number), u32(1) << (number & 31))


@metal
def is_enabled(number: u32) -> bool:
    """Whether an interrupt is forwarded."""
    return reg.is_set(bit_register(GICD_ISENABLER, number), number & 31)


@metal
def is_pending(number: u32) -> bool:
    """Whether an interrupt waits to be acknowledged."""
    return reg.is_set(bit_register(GICD_ISPENDR, number), number & 31)


@metal
def set_pending(number: u32, pending: bool) -> None:
    """Make an interrupt pending, or take that back."""
    table: usize = GICD_ISPENDR if pending else GICD_ICPENDR
    reg.write(bit_register(table, number), u32(1) << (number & 31))


@metal
def set_group(number: u32, group: u32) -> None:
    """Group 0 or 1."""
    reg.set_to(bit_register(GICD_IGROUPR, number), number & 31, group != 0)


@metal
def set_priority(number: u32, priority: u32) -> None:
    """0 is the most urgent."""
    at = state.distributor + GICD_IPRIORITYR + usize(number)
    reg.write8(at, u8(priority << PRIORITY_SHIFT))


@metal
def set_targets(number: u32, processors: u32) -> None:
    """The processors that get a device's interrupt, a bit each."""
    reg.write8(state.distributor + GICD_ITARGETSR + usize(number), u8(processors))


@metal
def set_edge(number: u32, edge: bool) -> None:
    """Whether a device's interrupt is its line's rise, or the line's being high."""
    at = state.distributor + GICD_ICFGR + usize(number >> 4) * 4
    reg.set_to(at, (number & 15) * 2 + ICFGR_EDGE, edge)


@metal
def send(number: u32) -> None:
    """Send this processor a software interrupt."""
    reg.write(state.distributor + GICD_SGIR, SGIR_TO_SELF << SGIR_TARGET_FILTER | number)


@metal
def acknowledge() -> u32:
    """The most urgent pending interrupt, from now on active: for ``end``, its number in ``ID``.

    From ``LEAST_SPECIAL`` on there is none.
    """
    return reg.read(state.interface + GICC_IAR)


@metal
def end(word: u32) -> None:
    """An interrupt has been dealt with; those of its priority may come again."""
    reg.write(state.interface + GICC_EOIR, word)


class GIC:
    """The controller at an address.

    Numbers that the controller does not have, or that cannot have what is asked, are
    ``ValueError``.
    """

    def __init__(self, base):
        self.base = base

    def init(self):
        """Set it up, with all interrupts off."""
        init(self.base)

    @property
    def lines(self):
        """How many interrupts there are."""
        return state.lines

    def is_secure(self):
        """Whether the program runs in the secure state (TrustZone).

        ``RuntimeError``: the controller, which can tell, has not been set up.
        """
        if state.lines == 0:
            raise RuntimeError("the interrupt controller has not been set up")
        return is_secure()

    def enable(self, number):
        """Forward an interrupt."""
        enable(self._checked(number))

    def disable(self, number):
        """Hold an interrupt back."""
        disable(self._checked(number))

    def is_enabled(self, number):
        """Whether an interrupt is forwarded."""
        return is_enabled(self._checked(number))

    def is_pending(self, number):
        """Whether an interrupt waits."""
        return is_pending(self._checked(number))

    def set_pending(self, number, pending=True):
        """Make an interrupt pending, or take that back; software interrupts are sent."""
        set_pending(self._checked(number, 16), bool(pending))

    def set_group(self, number, group):
        """0, or 1 for the non-secure state."""
        if group not in (0, 1):
            raise ValueError("the group of an interrupt is 0 or 1")
        set_group(self._checked(number), group)

    def set_priority(self, number, priority):
        """0 (the most urgent) to 31, which is never signalled in the non-secure state."""
        integer(priority, 0, LOWEST_PRIORITY, "a priority")
        set_priority(self._checked(number), priority)

    def set_targets(self, number, processors):
        """The processors that get a device's interrupt, a bit each."""
        integer(processors, 1, 255, "a word with a bit for each processor")
        set_targets(self._checked(number, 32), processors)

    def set_edge(self, number, edge):
        """Whether a device's interrupt is the rise of its line."""
        set_edge(self._checked(number, 32), bool(edge))

    def send(self, number):
        """Send this processor a software interrupt, 0 to 15."""
        send(integer(number, 0, 15, "a software interrupt"))

    def _checked(self, number, least=0):
        return integer(number, least, int(state.lines) - 1, "an interrupt")
