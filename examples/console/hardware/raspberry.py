"""What the Raspberry Pis have in common."""

from hardware.base import Board

ARM = "arm"  # of the VideoCore's clocks


class Raspberry(Board):
    """A board by its parts, and its LEDs: name to (pin, lit when high).

    Pins: torvalds/linux, arch/arm/boot/dts/broadcom, ``led_act`` and ``led-pwr`` of the board's
    file, and the names of its lines, where ``_N`` means that the LED is lit when low.
    """

    idle = "the processor sleeps (WFI)"

    def __init__(self, name, leds, video, pins, dog, dma_channel, slot, buffer_input):
        self.name = name
        self.leds = leds
        self.video = video
        self.pins = pins
        self.dog = dog
        self.dma_channel = dma_channel
        self.slot = slot
        self.buffer_input = buffer_input

    def start(self):
        self.buffer_input()

    def info(self):
        start, size, video_start, video_size = self.video.memory_split()
        return [
            ("revision", f"0x{self.video.board_revision():06x}"),
            ("serial", f"{self.video.serial():016x}"),
            ("RAM", f"0x{start:08x}, {size >> 20} MiB"),
            ("VideoCore", f"0x{video_start:08x}, {video_size >> 20} MiB"),
            ("temperature", f"{self.video.temperature() / 1000:.1f} °C"),
        ]

    def tests(self):
        return [("VideoCore", lambda: self.video.max_temperature() > 0)]

    def dma(self):
        numbers = self.video.dma_channels()
        channel = self.dma_channel(numbers[0])
        start, size = channel.shared()
        data = bytes(i * 7 & 255 for i in range(1000))
        return [
            f"0x{start:08x}, {size >> 10} KiB; channels {', '.join(map(str, numbers))}",
            f"channel {numbers[0]} copied 1000 bytes; the same: {channel.copy(data) == data}",
        ]

    def led(self, name, on):
        if name not in self.leds:
            raise ValueError(f"there is no LED {name}")
        number, lit_when_high = self.leds[name]
        self.pins.pin(number).output(high=on == lit_when_high)

    def freq(self):
        return self.video.clock_rate(ARM)

    def set_freq(self, mhz):
        raise self.missing("frequency to choose: the firmware does")

    def otp(self, bank, word):
        raise self.no_driver("fuses")

    def i2c(self, number):
        raise self.no_driver("I2C")

    def card(self, kind):
        return self.slot if kind == "sd" else Board.card(self, kind)

    def watchdog(self, seconds):
        self.dog.start(seconds)

    def reset(self):
        self.dog.reset()
