"""What is on the USB armory Mk II beside its chip: registers on I2C, and the Bluetooth module."""


from tamapy.runtime.arguments import integer


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
        integer(register, 0, 255, "a register")
        return self._bus().read(self.address, 1, register)[0]

    def write(self, register, value):
        """Set a register."""
        integer(register, 0, 255, "a register")
        integer(value, 0, 255, "what a register has")
        self._bus().write(self.address, bytes([value]), register)

    def change(self, register, mask, value):
        """Set the bits of a mask in a register."""
        integer(mask, 0, 255, "a register's mask")
        if integer(value, 0, 255, "what a register has") & ~mask:
            raise ValueError("only bits of the mask can be set")
        self.write(register, self.read(register) & ~mask | value)
