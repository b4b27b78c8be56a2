"""The console: lines from the serial port to the table of commands, and texts back."""

import sys
import time

from commands import about, chip, crypto, files, keys, processor, system
from hardware import BOARD
from line import Editor
from table import Table

BANNER = "TamaPy console on {}: help lists the commands"


class Console:
    """What commands are given: the table, the board, the way to the terminal."""

    def __init__(self, table):
        self.table = table
        self.board = BOARD
        self.started = time.monotonic()
        self.running = True
        self.status = 0
        self.editor = Editor(self.write, table.complete)

    def write(self, text):
        """Send text as it is."""
        sys.stdout.write(text)
        sys.stdout.flush()

    def say(self, *parts):
        """Print a line."""
        self.write(" ".join(str(part) for part in parts) + "\n")

    def run(self):
        """Obey until ``halt``, or the end of the input."""
        self.board.start()
        self.say(BANNER.format(self.board.name))
        self.editor.start()
        while self.running:
            byte = sys.stdin.buffer.read(1)
            if not byte:
                self.say()
                return
            line = self.editor.feed(byte[0])
            if line is not None:
                self.table.run(self, line)
                if self.running:
                    self.editor.start()


def run(raw):
    """Run the console with the commands for memory that this build has."""
    table = Table(
        about.COMMANDS, files.COMMANDS, chip.COMMANDS, crypto.COMMANDS, keys.COMMANDS,
        processor.COMMANDS, system.COMMANDS, raw,
    )
    console = Console(table)
    console.run()
    sys.exit(console.status)
