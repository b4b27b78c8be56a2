"""The chip's clocks, fuses and buses, and what is around it."""

from table import Command, Usage, number


def led(console, words):
    """Switch an LED; its name alone may be what is wrong."""
    if words[1] not in ("on", "off"):
        raise Usage
    console.board.led(words[0], words[1] == "on")


def freq(console, words):
    """Show the processor's frequency, or set it."""
    if words:
        console.board.set_freq(number(words[0], base=10))
    console.say(f"{console.board.freq() / 1e6:.1f} MHz")


def otp(console, words):
    """A word of the fuses."""
    bank, word = (number(text, most=31) for text in words)
    console.say(f"bank {bank} word {word}: 0x{console.board.otp(bank, word):08x}")


def i2c(console, words):
    """Read a target's registers, or write one."""
    bus = console.board.i2c(number(words[0], 1, 9))
    target, register = number(words[1], most=0x7F), number(words[2], most=0xFF)
    if words[3] == "=":
        if len(words) != 5:
            raise Usage
        bus.write(target, bytes((number(words[4], most=0xFF),)), register)
    elif len(words) == 4:
        console.say(bus.read(target, number(words[3], 1, 256), register).hex(" "))
    else:
        raise Usage


COMMANDS = (
    Command("led", "NAME on|off", "switch an LED", led, 2, 2),
    Command("freq", "[MHZ]", "the processor's frequency", freq, 0, 1),
    Command("otp", "BANK WORD", "read fuses", otp, 2, 2),
    Command("i2c", "BUS TARGET REGISTER SIZE|= [VALUE]", "read or write registers on a bus",
            i2c, 4, 5),
)
