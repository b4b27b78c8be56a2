"""Interrupts that several sources of a device share, such as pins: threads wait for one of them.

The device has a register with a bit for each source that asks, and one with those that may. The
handler counts for each source that asks and takes its bit out of the second, which makes the
interrupt quiet; who waits for the source puts it in again.
"""

from tamapy import reg
from tamapy.arm import irq
from tamapy.metal import address_of, address_of_function, metal, static_array, u32, usize
from tamapy.runtime import threads

LINES = 16  # shared interrupts that a chip has at most
SOURCES = 32

numbers = static_array(u32, LINES)  # of those in use, in order; 0 after the last
asking = static_array(usize, LINES)  # addresses of their registers
allowed = static_array(usize, LINES)
masks = static_array(u32, LINES)  # which bits are theirs
#: How often each source has asked since a thread last wanted to know.
arrived = static_array(u32, LINES * SOURCES)


@metal
def place_of(number: u32) -> u32:
    """Where an interrupt is in the arrays, or would be put."""
    at: u32 = 0
    while at < LINES and numbers[at] != 0 and numbers[at] != number:
        at += 1
    return at


@metal
def register(number: u32, status: usize, mask: usize, sources: u32) -> u32:
    """Have an interrupt served: the addresses of its registers, and its bits in them; its place."""
    at = place_of(number)
    if at == LINES:
        raise RuntimeError("too many shared interrupts")
    if numbers[at] == 0:
        asking[at] = status
        allowed[at] = mask
        masks[at] = sources
        numbers[at] = number
    return at


@metal
def receive(number: usize, stack: usize) -> None:
    """The handler."""
    at = place_of(u32(number))
    enabled = reg.read(allowed[at])
    raised = reg.read(asking[at]) & enabled & masks[at]
    reg.write(allowed[at], enabled & ~raised)
    source: u32 = 0
    while raised != 0:
        if raised & 1 != 0:
            arrived[at * SOURCES + source] = arrived[at * SOURCES + source] + 1
        raised >>= 1
        source += 1


@metal
def attach(number: u32) -> None:
    """Have the handler called."""
    irq.start()
    if not irq.is_attached(number):
        irq.attach(number, address_of_function(receive))


@metal
def take(place: u32, source: u32) -> u32:
    """How often a source has asked; from here it is counted anew."""
    irq.mask()
    count = arrived[place * SOURCES + source]
    arrived[place * SOURCES + source] = 0
    irq.unmask()
    return count


@metal
def allow(place: u32, source: u32) -> None:
    """Let a source ask (again)."""
    irq.mask()
    reg.set(allowed[place], source)
    irq.unmask()


@metal
def word_of(place: u32, source: u32) -> usize:
    """The address of the word that tells of a source."""
    return address_of(arrived + usize(place * SOURCES + source))


def wait(number, registers, sources, source, timeout=None):
    """Wait for a source of an interrupt, at most ``timeout`` seconds; whether it has asked.

    ``registers`` are the addresses of the two registers, ``sources`` the interrupt's bits in them.
    """
    place = register(number, registers[0], registers[1], sources)
    until = threads.FOREVER if timeout is None else threads.deadline(
        threads.nanoseconds_of(timeout)
    )
    attach(number)
    while not take(place, source):
        allow(place, source)
        if not irq.arrive_at(number, word_of(place, source), until):
            return bool(take(place, source))
    return True
