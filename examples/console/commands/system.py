"""The end: watchdog, reset, halt."""

from table import Command, Usage


def wdog(console, words):
    """Start the watchdog, which nobody is going to feed."""
    try:
        seconds = float(words[0])
    except ValueError:
        raise Usage from None
    console.board.watchdog(seconds)
    console.say(f"reset in {seconds:g} s")


def reboot(console, words):
    """Reset the chip."""
    console.board.reset()


def halt(console, words):
    """End the program."""
    console.running = False


COMMANDS = (
    Command("wdog", "SECONDS", "start the watchdog", wdog, 1, 1),
    Command("reboot", "", "reset the board", reboot),
    Command("halt", "", "end the console", halt),
)
