"""What the boards of the Raspberry Pi have in common.

The console is UART0, a PL011 on pins 14 and 15 (8 and 10 of the header). It has no end of its
own, so a byte EOT (Ctrl-D) in the input means that no more follows. RAM is what the VideoCore
leaves to the processor, and no more than the image was linked for; the megabyte after it is
mapped without caches, for messages to the VideoCore and for DMA, and so is the VideoCore's
memory, for its framebuffer.
"""

from tamapy.arm import irq, mmu, semihosting, settings
from tamapy.arm.hooks import call_with_registers
from tamapy.board import console_output, input_ring, output_ring, pl011_console, serial_console
from tamapy.metal import (
    Ptr,
    Struct,
    address_of,
    address_of_function,
    i32,
    i64,
    metal,
    static,
    static_array,
    u8,
    u32,
    usize,
    wfi,
)
from tamapy.runtime import board
from tamapy.runtime.effect import effect
from tamapy.soc.arm import pl011
from tamapy.soc.broadcom import emmc, gpio, interrupts, mailbox, rng

RAM_START = 0
#: Where the VideoCore's firmware puts a kernel and starts it.
LOAD_ADDRESS = 0x8000
TEXT_START = 0x10000
SHARED = 0x100000  # memory without caches, after RAM: a message, from DMA_OFFSET on for DMA
DMA_OFFSET = 0x1000
USUAL_UART_CLOCK = 48_000_000  # raspberrypi/documentation, config.txt, init_uart_clock
HEAP_OFFSET = 0x80000000
END_OF_INPUT = 4
TX_PIN = 14
RX_PIN = 15


class State(Struct):
    """What was found out at start-up."""

    until: i64  # the end of the sleep under way; ``irq.sleep`` looks for it here
    sleep: usize  # the address of the function that sleeps, or 0 without interrupts
    take: usize  # that of the function that takes a byte of input
    taken: i32  # what it found
    peripherals: usize
    ram: usize
    video_start: usize
    video_size: usize
    uart_clock: u32
    input_ended: bool
    epoch: i64  # nanoseconds from 1970 to the counter's start, 0 while not asked for


state = static(State)
direct = console_output.direct
output_waiting = output_ring.output_waiting
port_receive = pl011_console.port_receive
port_send = pl011_console.port_send
port_interrupts = pl011_console.port_interrupts
#: A message to the VideoCore while there are no caches yet.
message = static_array(u32, 16)


@metal
def ask_firmware(mailboxes: usize, bus: u32) -> None:
    """Before there are caches: how memory is split, and how fast UARTCLK is."""
    at = message.addr
    state.ram = settings.ram_size()
    if mailbox.ask(mailboxes, bus, at, mailbox.GET_ARM_MEMORY, 2):
        most = usize(message[6]) - SHARED
        if most < state.ram:
            state.ram = most
    if mailbox.ask(mailboxes, bus, at, mailbox.GET_VC_MEMORY, 2):
        state.video_start = usize(message[5])
        state.video_size = usize(message[6])
    state.uart_clock = USUAL_UART_CLOCK
    message[5] = mailbox.CLOCK_UART
    if mailbox.ask(mailboxes, bus, at, mailbox.GET_CLOCK_RATE, 2):
        if message[6] != 0:
            state.uart_clock = message[6]


@metal
def ram_start() -> usize:
    """Where RAM begins."""
    return RAM_START


@metal
def heap_offset() -> usize:
    """The heap is mapped 2 GiB above its memory, which starts near 0."""
    return HEAP_OFFSET


@metal
def ram_stack_offset() -> usize:
    """A little room above the stack."""
    return 0x100


@metal
def map_devices(peripherals: usize, end: usize) -> None:
    """Registers, the memory shared with the VideoCore, and its own below the registers."""
    state.peripherals = peripherals
    mmu.map_range(state.ram, state.ram + SHARED, mmu.UNCACHED)
    video_end = state.video_start + state.video_size
    if video_end > peripherals:
        video_end = peripherals
    mmu.map_range(state.video_start, video_end, mmu.UNCACHED)
    mmu.map_range(peripherals, end, mmu.DEVICE)


@metal
def uart_clock() -> u32:
    """UARTCLK in Hz, as the VideoCore told at the start."""
    return state.uart_clock


@metal
def message_address() -> usize:
    """Where a message to the VideoCore is put together."""
    return state.ram


def dma_memory():
    """Start and size of the memory for DMA."""
    return message_address() + DMA_OFFSET, SHARED - DMA_OFFSET


@metal
def start_console(uart: usize, pins: usize) -> None:
    """UART0 to its pins (p102, Table 6-31, BCM2835-ARM-Peripherals), both ways."""
    gpio.set_function(pins, TX_PIN, gpio.ALT0)
    gpio.set_function(pins, RX_PIN, gpio.ALT0)
    gpio.set_pull(pins, TX_PIN, gpio.PULL_NONE)
    gpio.set_pull(pins, RX_PIN, gpio.PULL_UP)
    pl011.init(uart, state.uart_clock, pl011.DEFAULT_BAUDRATE, False)


@metal
def printk(uart: usize, c: u32) -> None:
    """A byte to the console, or to the ring that the transmitter is filled from."""
    if console_output.is_buffered():
        console_output.put(c)
    else:
        pl011.transmit(uart, c)


@metal
def getchar(uart: usize) -> i32:
    """A byte from the console: -1 if none has come, -2 after the end of input."""
    if state.input_ended:
        return -2
    if state.sleep != 0:
        call_with_registers(state.take, address_of(state))
        found = state.taken
    else:
        found = pl011.receive(uart)
    if found == END_OF_INPUT:
        state.input_ended = True
        return -2
    return found


@metal
def init_rng(base: usize) -> None:
    """Start the generator."""
    rng.init(base)
    if settings.is_verbose():
        semihosting.log("entropy: RNG")


@metal
def get_random_data(base: usize, p: Ptr[u8], n: usize) -> None:
    """Random bytes."""
    word: u32 = 0
    for i in range(n):
        if i & 3 == 0:
            word = rng.random_word(base)
        p[i] = u8(word)
        word >>= 8


@metal
def walltime(now: i64) -> i64:
    """Nanoseconds since 1970 as a debugger or emulator tells them, else 0."""
    if state.epoch == 0:
        seconds = semihosting.seconds()
        if seconds == 0:
            return 0
        state.epoch = i64(seconds) * 1000000000 - now
    return state.epoch + now


@metal
def exit(uart: usize, status: i32) -> None:
    """End an emulated machine; a real one stops."""
    console_output.drain()
    pl011.flush(uart)
    semihosting.exit(status)
    while True:
        wfi()


@metal
def prepare_idle(uart: usize) -> None:
    """Interrupts, for programs that start threads or sleep: the others do not need the code.

    From then on the console's input is received by interrupts.
    """
    if state.sleep == 0:
        irq.start()
        pl011_console.state.base = uart
        serial_console.start(interrupts.UART0)
        state.take = address_of_function(take)
        state.sleep = address_of_function(irq.sleep)


@metal
def take(result: usize, stack: usize) -> None:
    """A byte of what interrupts have brought, for ``getchar``."""
    state.taken = serial_console.take()


@metal
def idle(uart: usize, until: i64) -> None:
    """Wait until a moment of ``nanotime``, or an interrupt; without those, or a byte."""
    if state.sleep != 0:
        state.until = until
        call_with_registers(state.sleep, address_of(state))
        return
    while board.nanotime() < until and not pl011.is_ready(uart):
        pass


def input_state():
    """What waits to be read, and what went wrong on the line: see ``input_ring.InputState``."""
    effect("register")
    return input_ring.input_state()


def connect_card(block):
    """Connect the pins of the card's slot to the EMMC."""
    for number in emmc.PINS:
        pin = block.pin(number)
        pin.select(gpio.ALT3)
        pin.pull(None if number == emmc.PINS[0] else "up")
