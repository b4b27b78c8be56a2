"""The USB armory's power management, NXP's PF1510.

Registers and voltages: torvalds/linux (include/linux/mfd/pf1550.h,
drivers/regulator/pf1550-regulator.c), a chip of the same family.
"""

from tamapy.board.armory import Part

DEVICE_ID = 0x00
#: The voltages of the linear regulators 1 to 3.
LDO_VOLT = {1: 0x4C, 2: 0x4F, 3: 0x52}

#: Millivolts by the register's value.
WIDE = (*range(750, 1501, 50), *range(1800, 3301, 100))
NARROW = tuple(range(1800, 3301, 100))
VOLTAGES = {1: WIDE, 2: NARROW, 3: WIDE}


class PF1510(Part):
    """Power management on an I2C bus."""

    def device_id(self):
        """0x7c: what it says that it is."""
        return self.read(DEVICE_ID)

    def voltage(self, ldo):
        """A linear regulator's voltage, in millivolts."""
        values = _voltages(ldo)
        return values[self.read(LDO_VOLT[ldo]) % len(values)]

    def set_voltage(self, ldo, millivolts):
        """Set a linear regulator's voltage, to one that it has.

        What it supplies may not bear another than it has now.
        """
        values = _voltages(ldo)
        if millivolts not in values:
            raise ValueError(f"LDO{ldo} cannot make {millivolts} mV")
        self.write(LDO_VOLT[ldo], values.index(millivolts))


def _voltages(ldo):
    if ldo not in VOLTAGES:
        raise ValueError("the PF1510 has the linear regulators 1 to 3")
    return VOLTAGES[ldo]
