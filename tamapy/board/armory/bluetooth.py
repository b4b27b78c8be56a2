"""The USB armory's Bluetooth module, u-blox's ANNA-B112, on UART1.

The pads and levels: usbarmory/tamago (board/usbarmory/mk2/ble.go). On boards of the beta revision
the module's lines RTS and CTS are swapped; there the program moves them as ordinary pins.
"""

from tamapy.runtime import board
from tamapy.soc.nxp.iomuxc import PULL_DOWN_100K, PULL_UP_22K, PULL_UP_100K, Pad, properties

# Pads: IOMUXC_SW_MUX_CTL_PAD, IOMUXC_SW_PAD_CTL_PAD, SELECT_INPUT
UART1_TX_DATA = Pad(0x020E0084, 0x020E0310)
UART1_RX_DATA = Pad(0x020E0088, 0x020E0314, 0x020E0624)
DAISY_UART1_RX_DATA = 0b11
UART1_CTS_B = Pad(0x020E008C, 0x020E0318)
GPIO1_IO07 = Pad(0x020E0078, 0x020E0304, 0x020E0620)  # UART1's RTS
DAISY_GPIO1_IO07 = 0b01
DSR = Pad(0x020E00A4, 0x020E0330)  # UART3_TX_DATA
DTR = Pad(0x020E00A8, 0x020E0334)  # UART3_RX_DATA
SWDCLK = Pad(0x020E006C, 0x020E02F8)  # GPIO1_IO04
SWDIO = Pad(0x020E0074, 0x020E0300)  # GPIO1_IO06
RESET = Pad(0x020E0080, 0x020E030C)  # GPIO1_IO09
SWITCH_1 = Pad(0x020E00B0, 0x020E033C)  # UART3_RTS_B
SWITCH_2 = Pad(0x020E00AC, 0x020E0338)  # UART3_CTS_B

UART_MODE = 0
RTS_MODE = 8
GPIO_MODE = 5

#: Pins of GPIO1.
RESET_PIN, SWITCH_1_PIN, SWITCH_2_PIN, CTS_PIN, RTS_PIN = 9, 27, 26, 7, 18

#: Nanoseconds that the reset is held.
RESET_TIME = 1000000000


class ANNA:
    """The module: its port, the GPIO with its pins, and whether RTS and CTS are swapped.

    ``is_swapped()`` is asked when the module is switched on.
    """

    def __init__(self, uart, gpio, is_swapped):
        self.uart = uart
        self.gpio = gpio
        self.is_swapped = is_swapped
        self.ready = False
        self.swapped = False

    def init(self):
        """Switch its pads, its port (115200 baud) and its pins, and start it in normal mode.

        It says ``+STARTUP`` when it runs. That takes a second.
        """
        self.gpio.init()
        self.swapped = self.is_swapped()
        line = properties(PULL_UP_100K, drive=6, speed=100, hysteresis=True)
        _switch(UART1_TX_DATA, UART_MODE, line)
        _switch(UART1_RX_DATA, UART_MODE, line)
        UART1_RX_DATA.select(DAISY_UART1_RX_DATA)
        self._connect_flow(line)

        control = properties(PULL_UP_22K, drive=4, speed=50, hysteresis=True)
        for pad in (DSR, SWDCLK, SWDIO, RESET, SWITCH_1, SWITCH_2):
            _switch(pad, GPIO_MODE, control)
        _switch(DTR, GPIO_MODE, properties(None, drive=4, speed=50, hysteresis=True))
        self.uart.init(flow=not self.swapped)
        self.ready = True
        self.normal_mode()

    def _connect_flow(self, line):
        quiet = properties(PULL_DOWN_100K, drive=6, speed=100, hysteresis=True)
        if self.swapped:
            _switch(GPIO1_IO07, GPIO_MODE, line)
            self.gpio.pin(CTS_PIN).output(False)
            _switch(UART1_CTS_B, GPIO_MODE, quiet)
            self.gpio.pin(RTS_PIN).input()
            return
        _switch(UART1_CTS_B, UART_MODE, line)
        _switch(GPIO1_IO07, RTS_MODE, quiet)
        GPIO1_IO07.select(DAISY_GPIO1_IO07)

    def may_send(self):
        """Whether the module takes data now; where RTS is right the port itself sees to that."""
        self._check()
        return not self.swapped or not self.gpio.pin(RTS_PIN).value()

    def let_send(self, allowed):
        """Whether the module may send, where CTS has to be moved by hand."""
        self._check()
        if self.swapped:
            self.gpio.pin(CTS_PIN).set(not allowed)

    def reset(self):
        """Reset the module, which takes a second; it starts in the mode that it was in."""
        self._check()
        pin = self.gpio.pin(RESET_PIN)
        pin.output(False)
        deadline = board.nanotime() + RESET_TIME
        while board.nanotime() < deadline:
            pass
        pin.set(True)

    def normal_mode(self):
        """Start the module as the modem that answers AT commands."""
        self._start(True)

    def bootloader_mode(self):
        """Start the module's boot loader, which takes new firmware."""
        self._start(False)

    def _start(self, high):
        self._check()
        # What the switches are is seen as the reset ends; meanwhile it must not.
        self.gpio.pin(RESET_PIN).output(False)
        self.gpio.pin(SWITCH_1_PIN).output(high)
        self.gpio.pin(SWITCH_2_PIN).output(high)
        self.reset()

    def _check(self):
        if not self.ready:
            raise RuntimeError("the Bluetooth module is not initialised")


def _switch(pad, mode, word):
    pad.set_mode(mode)
    pad.set_properties(word)
