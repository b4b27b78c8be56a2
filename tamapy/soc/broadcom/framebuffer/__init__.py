"""The framebuffer that the VideoCore shows on the screen: pixels and text.

Tags are those of raspberrypi/firmware, wiki, "Mailbox property interface". Its memory is the
VideoCore's and mapped without caches.
"""

from tamapy import reg
from tamapy.metal import metal, u8, u16, u32, usize
from tamapy.runtime.arguments import integer
from tamapy.soc.broadcom.framebuffer import font

SET_SIZE = 0x00048003
SET_VIRTUAL_SIZE = 0x00048004
SET_DEPTH = 0x00048005
SET_PIXEL_ORDER = 0x00048006
SET_VIRTUAL_OFFSET = 0x00048009
ALLOCATE = 0x00040001
GET_PITCH = 0x00040008
RELEASE = 0x00048001

ALIGNMENT = 4096
ORDER_RGB = 1
BUS_MASK = 0x3FFFFFFF  # what is left of a bus address is the processor's
LARGEST = 4096


@metal
def fill_row(address: usize, count: usize, size: usize, colour: u32) -> None:
    """So many pixels of 2 or 4 bytes from an address on."""
    for i in range(count):
        if size == 2:
            reg.write16(address + i * 2, u16(colour))
        else:
            reg.write(address + i * 4, colour)


@metal
def draw_bits(address: usize, bits: u8, size: usize, colour: u32, background: u32) -> None:
    """Eight pixels: the colour where a bit is 1, from the highest on."""
    for i in range(usize(8)):
        shown = colour if u32(bits) >> u32(7 - i) & 1 != 0 else background
        fill_row(address + i * size, 1, size, shown)


class Framebuffer:
    """What ``video`` shows. A colour is a number, as :meth:`colour` makes it."""

    def __init__(self, video):
        self.video = video
        self.address = 0
        self.width = self.height = self.pitch = self.size = 0

    def open(self, width=640, height=480, depth=32):
        """Have the VideoCore show so many pixels of 16 or 32 bits, all black.

        ``ValueError`` for what cannot be; ``OSError`` if the VideoCore gives something else.
        """
        integer(width, 1, LARGEST, "a screen's width")
        integer(height, 1, LARGEST, "a screen's height")
        if integer(depth, 16, 32, "a pixel's bits") not in (16, 32):
            raise ValueError(f"a pixel has 16 or 32 bits, not {depth}")
        answers = self.video.ask([
            (SET_SIZE, (width, height)), (SET_VIRTUAL_SIZE, (width, height)),
            (SET_VIRTUAL_OFFSET, (0, 0)), (SET_DEPTH, (depth,)), (SET_PIXEL_ORDER, (ORDER_RGB,)),
        ])
        if answers[0] != [width, height] or answers[3] != [depth]:
            raise OSError(f"the VideoCore does not show {width} by {height} of {depth} bits")
        place, pitch = self.video.ask([(ALLOCATE, (ALIGNMENT, 0)), (GET_PITCH, (0,))])
        if place is None or pitch is None or not place[0] or place[1] < pitch[0] * height:
            raise OSError("the VideoCore has no memory for a framebuffer")
        self.address = place[0] & BUS_MASK
        self.width, self.height, self.pitch, self.size = width, height, pitch[0], depth // 8
        self.fill(0, 0, width, height, 0)

    def close(self):
        """Give the memory back."""
        self._check(0, 0, 0, 0)
        self.video.ask([(RELEASE, ())])
        self.address = self.width = self.height = 0

    def colour(self, red, green, blue):
        """The number of a colour of three parts from 0 to 255."""
        for part in (red, green, blue):
            integer(part, 0, 255, "a part of a colour")
        if self.size == 2:
            return red >> 3 << 11 | green >> 2 << 5 | blue >> 3
        # The first byte in memory is red's (pixel order RGB); the last one is not used.
        return blue << 16 | green << 8 | red

    def pixel(self, x, y, colour):
        """Set a pixel."""
        self.fill(x, y, 1, 1, colour)

    def at(self, x, y):
        """A pixel's number."""
        self._check(x, y, 1, 1)
        place = self._place(x, y)
        return reg.read16(place) if self.size == 2 else reg.read(place)

    def fill(self, x, y, width, height, colour):
        """Fill a rectangle."""
        self._check(x, y, width, height)
        self._check_colour(colour)
        for row in range(y, y + height):
            fill_row(self._place(x, row), width, self.size, colour)

    def text(self, x, y, text, colour, background=0):
        """Write one line of characters, 8 pixels high and each 8 wide."""
        if not isinstance(text, str):
            raise TypeError(f"a text is a str, not {type(text).__name__}")
        self._check(x, y, font.WIDTH * len(text), font.HEIGHT)
        self._check_colour(colour)
        self._check_colour(background)
        for i, character in enumerate(text):
            for row, bits in enumerate(font.glyph(character)):
                place = self._place(x + font.WIDTH * i, y + row)
                draw_bits(place, bits, self.size, colour, background)

    def _place(self, x, y):
        return self.address + y * self.pitch + x * self.size

    def _check(self, x, y, width, height):
        if not self.address:
            raise ValueError("the framebuffer is not open")
        for number in (x, y, width, height):
            integer(number, 0, LARGEST, "a place or size in pixels")
        if not (0 <= x <= x + width <= self.width and 0 <= y <= y + height <= self.height):
            raise ValueError(f"({x}, {y}) and {width} by {height} from there are not on the screen")

    def _check_colour(self, colour):
        integer(colour, 0, (1 << 8 * self.size) - 1, "a colour")
