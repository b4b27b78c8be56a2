"""The USB armory's power management, NXP's PF1510.

Registers and voltages: torvalds/linux (include/linux/mfd/pf1550.h,
drivers/regulator/pf1550-regulator.c) and zephyrproject-rtos/zephyr
(drivers/regulator/regulator_pf1550.c), for a chip of the same family that charges batteries too.
"""

from tamapy.board.armory import Part

DEVICE_ID = 0x00
OTP_FLAVOR = 0x01
SILICON_REV = 0x02
#: Events that were seen, by what they are of; a 1 that is written clears one.
EVENTS = {
    "switching, low side": 0x08, "switching, high side": 0x0B, "voltage scaling": 0x0E,
    "linear": 0x18, "temperature": 0x20, "key": 0x24, "other": 0x28,
}
#: Regulators by their control registers: three switching ones, DDR's reference, three linear ones.
CONTROLS = {
    "SW1": 0x35, "SW2": 0x3B, "SW3": 0x41, "VREFDDR": 0x4A,
    "LDO1": 0x4D, "LDO2": 0x50, "LDO3": 0x53,
}
CONTROL_EN = 0
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

    def revision(self):
        """What was programmed into it, and the revision of its silicon."""
        return self.read(OTP_FLAVOR), self.read(SILICON_REV)

    def is_enabled(self, regulator):
        """Whether a regulator, one of :data:`CONTROLS`, is on."""
        return bool(self.read(_control(regulator)) >> CONTROL_EN & 1)

    def set_enabled(self, regulator, enabled):
        """Switch a regulator on or off: what it supplies loses its power."""
        self.change(_control(regulator), 1 << CONTROL_EN, bool(enabled) << CONTROL_EN)

    def events(self):
        """What was seen since it was forgotten: bits, by those of :data:`EVENTS` that have some."""
        found = {name: self.read(register) for name, register in EVENTS.items()}
        return {name: word for name, word in found.items() if word}

    def forget(self):
        """Forget what was seen."""
        for name, word in self.events().items():
            self.write(EVENTS[name], word)

    def voltage(self, ldo):
        """A linear regulator's voltage, in millivolts."""
        values = _voltages(ldo)
        return values[self.read(LDO_VOLT[ldo]) % len(values)]

    def set_voltage(self, ldo, millivolts):
        """Set a linear regulator's voltage, to one that it has.

        What it supplies may not bear another than it has now.
        """
        values = _voltages(ldo)
        if not isinstance(millivolts, int) or millivolts not in values:
            raise ValueError(f"LDO{ldo} cannot make {millivolts} mV")
        self.write(LDO_VOLT[ldo], values.index(millivolts))


def _voltages(ldo):
    if ldo not in VOLTAGES:
        raise ValueError("the PF1510 has the linear regulators 1 to 3")
    return VOLTAGES[ldo]


def _control(regulator):
    if regulator not in CONTROLS:
        raise ValueError(f"the PF1510 has no regulator {regulator!r}")
    return CONTROLS[regulator]
