"""Interrupts of a device that notes events, up to 64 of them: threads wait for one each.

The device has two registers, one after the other, with a bit for each source whose event has come;
a 1 clears it. The handler counts and clears them. There is one such device on a chip.
"""

from tamapy import reg
from tamapy.arm import irq
from tamapy.metal import (
    Struct,
    address_of,
    address_of_function,
    metal,
    static,
    static_array,
    u32,
    usize,
)
from tamapy.runtime import threads

SOURCES = 64


class State(Struct):
    """The address of the first register."""

    events: usize


state = static(State)
#: How often each source has had an event since a thread last wanted to know.
arrived = static_array(u32, SOURCES)


@metal
def register(events: usize) -> None:
    """Tell where the registers are."""
    state.events = events


@metal
def receive(number: usize, stack: usize) -> None:
    """The handler."""
    for half in range(usize(2)):
        raised = reg.read(state.events + half * 4)
        if raised != 0:
            reg.write(state.events + half * 4, raised)
        source = half * 32
        while raised != 0:
            if raised & 1 != 0:
                arrived[source] = arrived[source] + 1
            raised >>= 1
            source += 1


@metal
def attach(number: u32) -> None:
    """Have the handler called."""
    irq.start()
    if not irq.is_attached(number):
        irq.attach(number, address_of_function(receive))


@metal
def take(source: u32) -> u32:
    """How often a source has had an event; from here it is counted anew."""
    irq.mask()
    count = arrived[source]
    arrived[source] = 0
    irq.unmask()
    return count


@metal
def word_of(source: u32) -> usize:
    """The address of the word that tells of a source."""
    return address_of(arrived + usize(source))


def wait(number, source, timeout=None):
    """Wait for an event of a source, at most ``timeout`` seconds; whether it has come."""
    until = threads.FOREVER if timeout is None else threads.deadline(
        threads.nanoseconds_of(timeout)
    )
    attach(number)
    while not take(source):
        if not irq.arrive_at(number, word_of(source), until):
            return bool(take(source))
    return True
