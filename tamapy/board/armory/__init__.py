"""What is on the USB armory Mk II beside its chip: registers on I2C, and the Bluetooth module."""


class Part:
    """Something with registers of a byte on an I2C bus, which is switched on at its first use."""

    def __init__(self, bus, address):
        self.bus = bus
        self.address = address

    def _bus(self):
        if not self.bus.ready:
            self.bus.init()
        return self.bus

    def read(self, register):
        """A register."""
        return self._bus().read(self.address, 1, register)[0]

    def write(self, register, value):
        """Set a register."""
        if not 0 <= value < 256:
            raise ValueError("a register has a byte")
        self._bus().write(self.address, bytes([value]), register)

    def change(self, register, mask, value):
        """Set the bits of a mask in a register."""
        self.write(register, self.read(register) & ~mask | value)
