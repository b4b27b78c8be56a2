"""Driver of the mailboxes between the BCM2835's processor and its VideoCore.

Broadcom's manual leaves them out. The registers and the format of messages are those of the
Raspberry Pi firmware's wiki, "Mailboxes" and "Mailbox property interface", and of
torvalds/linux, drivers/mailbox/bcm2835-mailbox.c.
"""

from tamapy import reg
from tamapy.metal import dsb, metal, u32, usize

# From the VideoCore
READ = 0x00
STATUS = 0x18
STATUS_EMPTY = 30

# To the VideoCore
WRITE = 0x20
WRITE_STATUS = 0x38
WRITE_STATUS_FULL = 31

CHANNEL_PROPERTY = 8

# A message of the property channel: its size and code, then a tag with the size of its values, a
# code and the values, and a 0 for the last tag. The address is a multiple of 16.
SIZE = 0x00
CODE = 0x04
TAG = 0x08
TAG_SIZE = 0x0C
TAG_CODE = 0x10
VALUES = 0x14
SUCCESS = 0x80000000
TAG_RESPONSE = 31  # in the tag's code: the VideoCore knows the tag
MESSAGE = 1024  # bytes that drivers keep for one

GET_ARM_MEMORY = 0x00010005
GET_VC_MEMORY = 0x00010006
GET_CLOCK_RATE = 0x00030002
CLOCK_UART = 2

TIMEOUT = 1_000_000_000  # ns
MOST = 64  # words that others may have been sent before: a mailbox holds 8


@metal
def exchange(base: usize, data: u32) -> None:
    """Send a word, its lowest four bits the channel, and wait until it comes back."""
    if not reg.wait_for(TIMEOUT, base + WRITE_STATUS, WRITE_STATUS_FULL, 1, 0):
        raise TimeoutError("the mailbox stays full: MAIL1_STATUS.FULL")
    dsb()
    reg.write(base + WRITE, data)
    for _ in range(u32(MOST)):
        if not reg.wait_for(TIMEOUT, base + STATUS, STATUS_EMPTY, 1, 0):
            raise TimeoutError("the VideoCore does not answer: MAIL0_STATUS.EMPTY")
        if reg.read(base + READ) == data:
            dsb()
            return
    raise TimeoutError("the VideoCore answers others only: MAIL0_READ.DATA")


@metal
def ask(base: usize, bus: u32, message: usize, tag: u32, count: usize) -> bool:
    """Have a property's ``count`` values, from ``message + VALUES``, answered in their place.

    ``message`` is memory without caches, which the VideoCore sees at ``bus`` plus its address.
    Whether the VideoCore knows the property.
    """
    reg.write(message + SIZE, u32(VALUES + 4 + count * 4))
    reg.write(message + CODE, 0)
    reg.write(message + TAG, tag)
    reg.write(message + TAG_SIZE, u32(count * 4))
    reg.write(message + TAG_CODE, 0)
    reg.write(message + VALUES + count * 4, 0)
    exchange(base, bus | u32(message) | CHANNEL_PROPERTY)
    return reg.read(message + CODE) == SUCCESS and reg.is_set(message + TAG_CODE, TAG_RESPONSE)
