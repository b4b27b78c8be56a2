"""A program that uses what the Raspberry Pi 2 has (see test_raspberry_drivers.py).

Each byte of its input asks for one of the functions.
"""

import sys
import zlib

from tamapy.board import pi2 as board
from tamapy.soc import bcm2836 as soc
from tamapy.soc.broadcom import gpio, interrupts, waiting

video = board.VIDEOCORE


def refusal(function, *arguments):
    """What a call raises."""
    try:
        function(*arguments)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return "nothing"


def questions():
    start, size, video_start, video_size = video.memory_split()
    print(hex(video.board_revision()), start, size >> 20, video_start == size, video_size >> 20)
    print(video.clock_rate("uart"), video.temperature(), video.max_temperature())
    print(video.dma_channels(), refusal(video.property, 0x7FFF, 0))


def screen():
    shown = board.FRAMEBUFFER
    print(refusal(shown.pixel, 0, 0, 0))
    for depth in (16, 32):
        shown.open(160, 120, depth)
        red, green = shown.colour(255, 0, 0), shown.colour(0, 255, 0)
        shown.fill(10, 20, 30, 5, red)
        shown.text(100, 50, "Q", green, red)
        print([hex(shown.at(x, 20)) for x in (9, 10, 39, 40)], hex(shown.at(159, 119)))
        for y in range(50, 58):
            print("".join("#" if shown.at(x, y) == green else "." for x in range(100, 108)))
    shown.close()


def moves():
    channel = board.dma_channel(video.dma_channels()[0])
    data = bytes(i * 5 & 255 for i in range(3001))
    print(channel.copy(data) == data, channel.copy(b"x"), refusal(channel.copy, b""))
    sys.stdout.flush()
    channel.to_register(0x201000, b"by DMA\n", 12)
    print(channel.from_register(0x003004, 1)[0] > 0)


def pins():
    pin = soc.GPIO.pin(17)
    before = pin.function()
    pin.output(high=True)
    print(before, pin.function(), pin.is_high())
    pin.set(False)
    print(pin.is_high(), soc.GPIO.pin(14).function() == gpio.ALT0, refusal(soc.GPIO.pin, 54))
    pin.select(gpio.ALT5)
    print(pin.function())


def time():
    timer = soc.SYSTEM_TIMER
    start = timer.now()
    soc.INTERRUPTS.enable(interrupts.TIMER_1)
    timer.start(1, 500_000)
    print(timer.is_due(1), soc.INTERRUPTS.is_pending(interrupts.TIMER_1))
    while not timer.is_due(1):
        pass
    print(timer.now() - start >= 500_000, soc.INTERRUPTS.is_pending(interrupts.TIMER_1))
    timer.start(1, 60_000_000)
    print(timer.is_due(1), soc.INTERRUPTS.is_pending(interrupts.TIMER_1))
    print(refusal(timer.start, 0, 1))


def entropy():
    words = {soc.RNG.get_random_data(7) for _ in range(20)}
    print(len(words), {len(word) for word in words})


def other_port():
    port = soc.UART1
    port.init(video.clock_rate("core"))
    waiting.send(port, b"other port\n")  # more than the transmitter holds
    line = bytearray()
    while not line.endswith(b"\n") and waiting.for_input(port, 20):
        line += port.read(16)
    port.write(b"heard " + line)
    port.flush()


def port_again():
    board.UART0.init(57600)
    board.UART0.write(b"57600 baud\n")
    print(refusal(board.UART0.init, 0))
    board.UART0.init()


def reset():
    print("reset")
    sys.stdout.flush()
    soc.WATCHDOG.reset()


def card():
    found = board.SD
    print(found.info.kind, found.capacity, found.info.mode, found.info.width)
    print(zlib.crc32(found.read(0, found.capacity)), zlib.crc32(found.read(5)))
    found.write(77, b"one block" * 56 + bytes(8))
    found.write(100, b"some " * 20480)
    print(zlib.crc32(found.read(70, 300)), refusal(found.read, found.capacity))


def watchdog():
    dog = soc.WATCHDOG
    print(dog.remaining(), refusal(dog.start, 20))
    dog.start(10)
    print(9 < dog.remaining() <= 10)
    dog.stop()
    print(dog.remaining())
    dog.start(0.3)
    while True:
        pass


TASKS = {
    "q": questions, "s": screen, "m": moves, "p": pins, "t": time, "e": entropy, "o": other_port,
    "u": port_again, "r": reset, "w": watchdog,
    "c": card,
}
print("started")
while (task := sys.stdin.read(1)) in TASKS:
    TASKS[task]()
