"""Metal functions for the tests of interrupts, on boards whose controller is known."""

from tamapy.arm.trial import area, arithmetic, mix, words

from tamapy.arm import irq, timer
from tamapy.metal import (
    address_of_function,
    copy_bytes,
    f64,
    f64_bits,
    fill_bytes,
    i64,
    metal,
    u8,
    u32,
    u64,
    usize,
)
from tamapy.runtime import board, console


@metal
def main(heap: usize, end: usize, low: usize) -> None:
    """The arithmetic, and interrupted if the console says ``n``."""
    command = board.getchar()
    console.write_number(usize(u32(interrupted() if command == 110 else arithmetic())))
    board.exit(0)


@metal
def disturb(number: usize, stack: usize) -> None:
    """Change what a handler of interrupts may change, and come again 20 microseconds later."""
    timer.set_virtual_alarm(timer.frequency() // 50000)
    fill_bytes(area + 64, u8(irq.arrived[timer.VIRTUAL_INTERRUPT]), 450)
    copy_bytes(area, area + 256, 250)
    total: u64 = u64(area[7])
    for i in range(3):
        x = f64(i64(total)) / f64(i64(i + 3))
        total = mix(total, f64_bits(x) if x > 1.0 else u64(1)) // u64(number)
    words[1] = u32(total)


@metal
def interrupted() -> u32:
    """The checksum of ``arithmetic`` if it stays the same over 1000 interrupts, else 0."""
    expected = arithmetic()
    irq.start()
    irq.attach(timer.VIRTUAL_INTERRUPT, address_of_function(disturb))
    timer.set_virtual_alarm(0)
    while irq.take(timer.VIRTUAL_INTERRUPT) == 0:
        pass
    count: u32 = 0
    while count < 1000:
        if arithmetic() != expected:
            return 0
        count += irq.take(timer.VIRTUAL_INTERRUPT)
    timer.cancel_virtual()
    return expected
