"""Cards on a controller, both models, for the tests of their drivers."""

from devices import mapped

from tamapy.emulator.models.bank import RegisterBank
from tamapy.emulator.models.bus import SimulatedBus
from tamapy.emulator.models.usdhc import Usdhc
from tamapy.soc.nxp import usdhc

BASE = 0x02190000
GATE = (0x020C4080, 1)
PLL = 396000000


class Slot:
    """A controller's model, with its driver."""

    def __init__(self, card=None):
        self.gates = mapped(0x020C4000, RegisterBank(), 0x4000)
        self.divider = 2
        self.model = mapped(BASE, Usdhc(SimulatedBus(), lambda: PLL // self.divider), 0x4000)
        self.model.insert(card)
        self.host = usdhc.USDHC(1, BASE, GATE, self.divide)
        self.voltages = []
        self.can_switch = True

    def divide(self, index, divider):
        """The clock's divider, as the chip sets it."""
        assert index == 1
        self.divider = divider
        return PLL // divider

    def set_voltage(self, low):
        """What a board does to the lines' voltage."""
        self.voltages.append(low)
        return self.can_switch or not low


def pattern(size, seed=0):
    """Bytes that tell where they are."""
    return b"".join((seed + i).to_bytes(4, "little") for i in range(size // 4))
