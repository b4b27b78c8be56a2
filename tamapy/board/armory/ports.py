"""The controllers of the USB armory's Type-C connectors.

The plug has a TUSB320 (registers: torvalds/linux, drivers/extcon/extcon-usbc-tusb320.c), the
receptacle a FUSB303 (apache/nuttx, include/nuttx/usb/fusb303.h).
"""

from tamapy.board.armory import Part
from tamapy.runtime import board
from tamapy.runtime.arguments import integer, nanoseconds

# TUSB320
DEVICE_ID = 0x00  # eight bytes, the last first
CSR_8 = 0x08
CSR_8_ADVERTISE = 6
CSR_8_DETECT = 4
CSR_8_ACCESSORY = 1
CSR_8_ACTIVE_CABLE = 0
CSR_9 = 0x09
CSR_9_ATTACHED_STATE = 6
CSR_9_CABLE_DIR = 5
CSR_9_INTERRUPT_STATUS = 4
CSR_A = 0x0A
CSR_A_MODE_SELECT = 4
CSR_A_SOFT_RESET = 3
RESET_TIME = 95_000_000  # nanoseconds
CSR_45 = 0x45  # vendors' kernels for the chip have it (GENCTRL of TI's data sheet)
CSR_45_DISABLE_RD_RP = 2

#: What a port is: of what is attached it is the source or the sink of power.
NOT_ATTACHED, SOURCE, SINK, ACCESSORY = range(4)
#: What accessory there is; with the debug ones the port is source or sink.
NO_ACCESSORY, AUDIO, CHARGING_AUDIO, DEBUG_SOURCE, DEBUG_SINK = 0, 4, 5, 6, 7
#: What a port may be: as its pin says, sink, source, or both in turns.
BY_PIN, SINK_ONLY, SOURCE_ONLY, DUAL = range(4)

#: Currents that a source offers: USB's own, 1.5 A, 3 A; a sink knows of a fourth, an accessory's.
DEFAULT_CURRENT, MEDIUM_CURRENT, HIGH_CURRENT = range(3)

# FUSB303
PORTROLE = 0x03
CONTROL = 0x04
CONTROL_CURRENT = 1
CONTROL1 = 0x05
CONTROL1_ENABLE = 3
RESET = 0x0A
RESET_SW_RES = 0
STATUS = 0x11
STATUS_ATTACH = 0
STATUS_BC_LVL = 1
STATUS_VBUS_OK = 3
STATUS_ORIENT = 4
TYPE = 0x13
INTERRUPT = 0x14
INTERRUPT1 = 0x15
#: PORTROLE's bits: what the port may be.
ROLE_SOURCE, ROLE_SINK, ROLE_DUAL, ROLE_AUDIO = 1 << 0, 1 << 1, 1 << 2, 1 << 3
#: On which of the plug's two sides the cable is.
NO_SIDE, SIDE_1, SIDE_2, BOTH_SIDES = range(4)
#: TYPE's bits.
TYPE_AUDIO = 1 << 0
TYPE_CHARGING_AUDIO = 1 << 1
TYPE_ACTIVE_CABLE = 1 << 2
TYPE_SOURCE = 1 << 3
TYPE_SINK = 1 << 4
TYPE_DEBUG_SINK = 1 << 5
TYPE_DEBUG_SOURCE = 1 << 6


class TUSB320(Part):
    """The controller of the plug."""

    def identity(self):
        """Its name."""
        return bytes([self.read(DEVICE_ID + i) for i in range(7, -1, -1)]).strip(b"\0").decode()

    def state(self):
        """What the port is: ``NOT_ATTACHED``, ``SOURCE``, ``SINK`` or ``ACCESSORY``."""
        return self.read(CSR_9) >> CSR_9_ATTACHED_STATE

    def is_flipped(self):
        """Whether the plug is in the other way round."""
        return bool(self.read(CSR_9) >> CSR_9_CABLE_DIR & 1)

    def accessory(self):
        """Which accessory there is, or ``NO_ACCESSORY``."""
        return self.read(CSR_8) >> CSR_8_ACCESSORY & 0b111

    def has_active_cable(self):
        """Whether the cable has a chip of its own."""
        return bool(self.read(CSR_8) >> CSR_8_ACTIVE_CABLE & 1)

    def advertised(self):
        """The current that the port offers as a source."""
        return self.read(CSR_8) >> CSR_8_ADVERTISE

    def advertise(self, current):
        """Offer a current: ``DEFAULT_CURRENT``, ``MEDIUM_CURRENT`` or ``HIGH_CURRENT``."""
        integer(current, DEFAULT_CURRENT, HIGH_CURRENT, "a current that is offered")
        self.change(CSR_8, 0b11 << CSR_8_ADVERTISE, current << CSR_8_ADVERTISE)

    def offered(self):
        """The current that the other side offers: 0 the default, 1 1.5 A, 3 3 A; 2 that of an
        accessory through which it is charged."""
        return self.read(CSR_8) >> CSR_8_DETECT & 0b11

    def has_changed(self):
        """Whether anything has changed since this was asked, which is forgotten by it."""
        word = self.read(CSR_9)
        if not word >> CSR_9_INTERRUPT_STATUS & 1:
            return False
        self.write(CSR_9, word)  # a 1 clears it, the state is read-only
        return True

    def reset(self):
        """Have all registers as after power-on, which takes a while."""
        self.change(CSR_A, 1 << CSR_A_SOFT_RESET, 1 << CSR_A_SOFT_RESET)
        deadline = board.nanotime() + RESET_TIME
        while board.nanotime() < deadline:
            pass

    def set_present(self, present):
        """Show the port to the other side, or leave its lines open as if nothing were there."""
        self.change(CSR_45, 1 << CSR_45_DISABLE_RD_RP, (not present) << CSR_45_DISABLE_RD_RP)

    def mode(self):
        """What the port may be."""
        return self.read(CSR_A) >> CSR_A_MODE_SELECT & 0b11

    def set_mode(self, mode):
        """Say what the port may be; ``RuntimeError`` while something is attached."""
        integer(mode, BY_PIN, DUAL, "a port's mode")
        if self.state() != NOT_ATTACHED:
            raise RuntimeError("the port's mode cannot change while something is attached")
        self.change(CSR_A, 0b11 << CSR_A_MODE_SELECT, mode << CSR_A_MODE_SELECT)


class FUSB303(Part):
    """The controller of the receptacle; it detects nothing until it is enabled."""

    def enable(self):
        """Have it detect what is plugged in."""
        self.change(CONTROL1, 1 << CONTROL1_ENABLE, 1 << CONTROL1_ENABLE)

    def disable(self):
        """Switch the port off; a debug accessory loses the console."""
        self.change(CONTROL1, 1 << CONTROL1_ENABLE, 0)

    def is_enabled(self):
        """Whether it detects."""
        return bool(self.read(CONTROL1) >> CONTROL1_ENABLE & 1)

    def roles(self):
        """What the port may be, bits of PORTROLE: 0 source, 1 sink, 2 both in turns, 3 audio."""
        return self.read(PORTROLE)

    def set_roles(self, roles):
        """Say what the port may be: bits ``ROLE_SOURCE`` and so on."""
        integer(roles, 0, 0x7F, "the word of roles")
        self.write(PORTROLE, roles)

    def advertise(self, current):
        """Offer a current: ``DEFAULT_CURRENT``, ``MEDIUM_CURRENT`` or ``HIGH_CURRENT``."""
        integer(current, DEFAULT_CURRENT, HIGH_CURRENT, "a current that is offered")
        self.change(CONTROL, 0b11 << CONTROL_CURRENT, current + 1 << CONTROL_CURRENT)

    def offered(self):
        """The current that the other side offers, or ``None`` if there is none."""
        level = self.read(STATUS) >> STATUS_BC_LVL & 0b11
        return level - 1 if level else None

    def has_vbus(self):
        """Whether there is voltage on VBUS."""
        return bool(self.read(STATUS) >> STATUS_VBUS_OK & 1)

    def side(self):
        """On which side the cable is: ``NO_SIDE``, ``SIDE_1``, ``SIDE_2``, or, which is a fault,
        ``BOTH_SIDES``."""
        return self.read(STATUS) >> STATUS_ORIENT & 0b11

    def events(self):
        """What happened since this was asked, which is forgotten by it: INTERRUPT's bits, and
        INTERRUPT1's above them."""
        low, high = self.read(INTERRUPT), self.read(INTERRUPT1)
        for register, word in ((INTERRUPT, low), (INTERRUPT1, high)):
            if word:
                self.write(register, word)
        return high << 8 | low

    def reset(self):
        """Have all registers as after power-on: nothing is detected until it is enabled."""
        self.write(RESET, 1 << RESET_SW_RES)

    def is_attached(self):
        """Whether something is plugged in."""
        return bool(self.read(STATUS) >> STATUS_ATTACH & 1)

    def attached(self):
        """What is plugged in: one of the bits ``TYPE_SOURCE`` and so on, or 0."""
        return self.read(TYPE)

    def is_debug(self):
        """Whether it is a debug accessory."""
        return bool(self.attached() & (TYPE_DEBUG_SOURCE | TYPE_DEBUG_SINK))

    def wait_for_debug(self, timeout):
        """Enable it, and wait ``timeout`` seconds at most for a debug accessory to be detected,
        which takes up to 0.2; whether one is."""
        deadline = board.nanotime() + nanoseconds(timeout)
        self.enable()
        while not self.is_debug():
            if board.nanotime() >= deadline:
                return False
        return True
