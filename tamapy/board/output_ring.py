"""Console output that waits for the transmitter: a ring of bytes.

Whoever prints puts bytes in; they leave it with interrupts held back (``irq.hold``), so that it
does not matter who moves them on.
"""

from tamapy.metal import metal, static_array, u8, u32, volatile_load, volatile_store
from tamapy.runtime.effect import effect

SIZE = 4096  # 0.35 seconds at 115200 baud

ring = static_array(u8, SIZE)
#: How many bytes were put in and how many have left so far.
put_so_far = static_array(u32, 1)
left_so_far = static_array(u32, 1)


@metal
def waiting() -> u32:
    """How many bytes are in the ring."""
    return volatile_load(put_so_far) - volatile_load(left_so_far)


@metal
def is_full() -> bool:
    """Whether there is room for none."""
    return waiting() == SIZE


@metal
def put(byte: u32) -> None:
    """Add a byte; there has to be room."""
    end = volatile_load(put_so_far)
    ring[end & (SIZE - 1)] = u8(byte)
    volatile_store(put_so_far, end + 1)


@metal
def oldest() -> u32:
    """The byte that leaves next; there has to be one."""
    return u32(ring[volatile_load(left_so_far) & (SIZE - 1)])


@metal
def drop() -> None:
    """That byte has left."""
    volatile_store(left_so_far, volatile_load(left_so_far) + 1)


@metal
def clear() -> None:
    """What is in the ring is given up."""
    volatile_store(left_so_far, volatile_load(put_so_far))


def output_waiting():
    """How many bytes have not reached the transmitter yet."""
    effect("register")
    return int(waiting())
