"""The USB armory's cards, as each line of input asks; every answer is a line."""

import hmac
import os
import sys
import zlib

from tamapy.board.usbarmory_mk2 import EMMC, MICROSD
from tamapy.soc import imx6ul
from tamapy.soc.nxp.usdhc import USDHC, adma
from tamapy.storage.card import Card
from tamapy.storage.rpmb import Rpmb


class Cut(USDHC):
    """A controller whose tables leave the last block out."""

    def _describe(self, table, buffer):
        adma.fill(table, buffer[:-512])


card = MICROSD


def choose(name):
    """Which card is asked from now on."""
    global card
    cut = Cut(1, imx6ul.USDHC1_BASE, imx6ul.USDHC1.gate, imx6ul.USDHC1.set_divider)
    cards = {
        "sd": MICROSD, "mmc": EMMC, "fast": Card(imx6ul.USDHC1, 4, lambda low: True),
        "fast-mmc": Card(imx6ul.USDHC2, 8, lambda low: low),
    }
    if name == "cut":
        MICROSD.host = cut
    elif name == "whole":
        MICROSD.host = imx6ul.USDHC1
    else:
        card = cards[name]
    return name


def info():
    """What the card is."""
    found = card.info
    what = found.kind, found.cid.product, found.capacity, found.high_capacity
    return " ".join([str(each) for each in (*what, found.mode, found.width)])


def crc(first, count, step):
    """The checksum of blocks that are read so many at once."""
    sum_, lba, end = 0, int(first), int(first) + int(count)
    while lba < end:
        sum_ = zlib.crc32(card.read(lba, min(int(step), end - lba)), sum_)
        lba += int(step)
    return f"{sum_:08x}"


def find(text):
    """The first block that begins with a text, of as many as there are."""
    for lba in range(0, card.capacity, 64):
        data = card.read(lba, 64)
        for i in range(64):
            if data.startswith(text.encode(), i * 512):
                return lba + i
    return None


def fill(lba, count, text):
    """Write a text over and over."""
    size = int(count) * 512
    card.write(int(lba), (text.encode() * (size // len(text) + 1))[:size])
    return "written"


def protected():
    """Whether the card is."""
    return card.is_protected()


def rpmb(text):
    """Have the replay protected memory keep a text."""
    key = bytes(range(32))
    memory = Rpmb(card, key, lambda key, data: hmac.digest(key, data, "sha256"), os.urandom)
    memory.program_key()
    memory.write(3, text.encode().ljust(256))
    other = Rpmb(card, bytes(32), memory.mac, os.urandom)
    try:
        other.counter()
    except RuntimeError as error:
        print(f"{type(error).__name__}: {error}")
    return f"{memory.counter()} {memory.read(3).decode().rstrip()}"


COMMANDS = {
    "choose": choose, "info": info, "crc": crc, "find": find, "fill": fill, "rpmb": rpmb,
    "protected": protected,
}

for line in sys.stdin:
    command, *arguments = line.split()
    try:
        print(COMMANDS[command](*arguments))
    except (RuntimeError, TimeoutError, ValueError) as error:
        print(f"{type(error).__name__}: {error}")
