"""Files in memory, and cards."""

import os
import stat

from table import Command, Missing, Usage, number

from tamapy.storage.errors import NoCardError

BLOCK = 512
MOST_BLOCKS = 64


def ls(console, words):
    """A directory's entries with their sizes, or a file."""
    path = words[0] if words else "/"
    found = [path]
    if stat.S_ISDIR(os.stat(path).st_mode):
        found = [os.path.join(path, name) for name in sorted(os.listdir(path))]
    for name in found:
        status = os.stat(name)
        is_directory = stat.S_ISDIR(status.st_mode)
        console.say(f"{status.st_size:>10} {name}{'/' if is_directory else ''}")


def cat(console, words):
    """A file as text; what is no text is shown as escapes."""
    with open(words[0], errors="backslashreplace") as file:
        for line in file:
            console.say(line.rstrip("\n"))


def card(kind):
    """The command for a kind of card, ``sd`` or ``mmc``."""

    def run(console, words):
        if len(words) == 1:
            raise Usage
        lba = number(words[0]) if words else 0
        count = number(words[1], 1, MOST_BLOCKS) if words else 0
        host = console.board.card(kind)
        try:
            host.open()
        except NoCardError:
            raise Missing(f"{kind}: no card") from None
        if not words:
            console.say(host.info)
            return
        data = bytes(host.read(lba, count))
        for at in range(0, len(data), 16):
            line = data[at:at + 16]
            text = "".join(chr(byte) if 32 <= byte < 127 else "." for byte in line)
            console.say(f"{lba * BLOCK + at:08x}: {line.hex(' ')} {text}")

    return run


COMMANDS = (
    Command("ls", "[PATH]", "a directory of the files in memory", ls, 0, 1),
    Command("cat", "PATH", "a file as text", cat, 1, 1),
    Command("sd", "[BLOCK COUNT]", "the SD card, or blocks of it", card("sd"), 0, 2),
    Command("mmc", "[BLOCK COUNT]", "the eMMC, or blocks of it", card("mmc"), 0, 2),
)
