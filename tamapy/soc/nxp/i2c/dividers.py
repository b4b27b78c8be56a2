"""Clock dividers of the I2C controller.

p1464, 31.7.2 I2C Frequency Divider Register (I2Cx_IFDR), IMX6ULLRM.
"""

from tamapy.runtime.arguments import integer

#: IFDR's settings by divider; where several have the same one is enough.
SETTINGS = {
    22: 0x20, 24: 0x21, 26: 0x22, 28: 0x23, 30: 0x00, 32: 0x24, 36: 0x25, 40: 0x26, 42: 0x03,
    44: 0x27, 48: 0x28, 52: 0x05, 56: 0x29, 60: 0x06, 64: 0x2A, 72: 0x2B, 80: 0x2C, 88: 0x09,
    96: 0x2D, 104: 0x0A, 112: 0x2E, 128: 0x2F, 144: 0x0C, 160: 0x30, 192: 0x31, 224: 0x32,
    240: 0x0F, 256: 0x33, 288: 0x10, 320: 0x34, 384: 0x35, 448: 0x36, 480: 0x13, 512: 0x37,
    576: 0x14, 640: 0x38, 768: 0x39, 896: 0x3A, 960: 0x17, 1024: 0x3B, 1152: 0x18, 1280: 0x3C,
    1536: 0x3D, 1792: 0x3E, 1920: 0x1B, 2048: 0x3F, 2304: 0x1C, 2560: 0x1D, 3072: 0x1E,
    3840: 0x1F,
}
SLOWEST = 3840
FASTEST = 400000
# ERR007805: at 400 kHz the clock is low for less than the 1.3 us that fast mode wants.
SAFE = 384000


def setting(clock, hertz):
    """IFDR for the fastest bus clock that is not above ``hertz``."""
    integer(hertz, -(-clock // SLOWEST), FASTEST, "the bus's clock in Hz")
    wanted = min(hertz, SAFE)
    return SETTINGS[min(divider for divider in SETTINGS if divider * wanted >= clock)]
