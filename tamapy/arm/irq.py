"""Interrupts: the handler, the threads that wait for them, and sleep until the next one.

The handler allocates nothing. It acknowledges, notes that the interrupt has come, and either
calls the metal function attached to it, which makes the device quiet, or holds the interrupt
back in the controller until a thread asks for it again. It keeps all registers, those of VFP and
NEON and FPSCR included, and has a stack of its own.

Applications have :func:`wait`, :func:`each` and :func:`register`; with them Python code deals
with a device's interrupt in a thread::

    while irq.wait(59, timeout=1.0):
        ...  # ask the device what it wants

What is called here when a module is imported runs at boot.
"""

from tamapy.arm import controller, mmu
from tamapy.arm.controller import acknowledge_interrupt, disable_interrupt, enable_interrupt
from tamapy.arm.hooks import call_with_registers
from tamapy.metal import (
    Ptr,
    Struct,
    address_of,
    address_of_function,
    dsb,
    extern,
    i64,
    linker_symbol,
    metal,
    static,
    static_array,
    u32,
    usize,
    volatile_load,
    volatile_store,
    wfi,
)
from tamapy.runtime import board, threads, unraisable
from tamapy.runtime.effect import effect
from tamapy.runtime.state import state as thread_state

#: Room for as many interrupts as a Cortex-A7's controller has (up to 480) and our chips use.
MOST = 256
#: The stack of IRQ mode is the lower half of the exception modes' (tamapy.arm.mmu): below it
#: lies a page that is not mapped.
STACK_TOP = 0x2800


class State(Struct):
    """How many interrupts there are, 0 before they have been started."""

    lines: u32


state = static(State)
#: How often each interrupt has come since a thread last asked.
arrived = static_array(u32, MOST)
#: Addresses of the metal functions attached to interrupts, or 0.
handlers = static_array(usize, MOST)
#: How many threads wait for each interrupt.
waiting = static_array(u32, MOST)
#: A word that is not 0 if an interrupt has come since the last sleep began.
news = static_array(u32, 1)


@extern
def vectors() -> None:
    """The exception vectors that lead interrupts to ``handle``."""


@extern
def mask() -> None:
    """Have interrupts wait."""


@extern
def unmask() -> None:
    """Let them come."""


@extern
def hold() -> usize:
    """Have interrupts wait; what ``release`` puts back, for they may have to wait already."""


@extern
def release(before: usize) -> None:
    """As it was before ``hold``."""


@extern
def set_stack(top: usize) -> None:
    """Give IRQ mode a stack."""


@metal
def start() -> None:
    """Set up controller, stack and vectors, and let interrupts come; once."""
    if state.lines != 0:
        return
    state.lines = controller.start_interrupts()
    set_stack(linker_symbol("__text_start") - 0x10000 + STACK_TOP)
    mmu.set_vectors(address_of_function(vectors))
    unmask()


@metal
def attach(number: u32, function: usize) -> None:
    """Have a metal function called with the number whenever an interrupt comes, and enable it.

    The function has to make the device quiet. It runs with interrupts masked, must not
    allocate, and takes the interrupt's number and an address it may ignore.
    """
    handlers[number] = function
    enable_interrupt(number)


@metal
def handle() -> None:
    """Called from the vector."""
    word = acknowledge_interrupt()
    number = word & controller.NUMBER
    if number >= controller.NONE:
        return  # its source has become quiet meanwhile
    function = handlers[number]
    if controller.is_alarm(number):
        controller.cancel_alarm()  # it has ended a sleep by coming
    elif function != 0:
        call_with_registers(function, usize(number))
    else:
        disable_interrupt(number)
    arrived[number] = arrived[number] + 1
    volatile_store(news, 1)
    if waiting[number] != 0 and thread_state.polls > 1:
        if not threads.is_served_by_current(address_of(arrived + usize(number))):
            thread_state.polls = 1  # who waits gets a turn at once
    controller.end_interrupt(word)


@metal
def sleep(until: usize, stack: usize) -> None:
    """Wait for an interrupt, or until the moment of ``nanotime`` at an address.

    With interrupts masked none can come between the look at what has come and the sleep; one
    that is pending ends it all the same (ARM DDI 0406C, B1.8.14).
    """
    mask()
    if volatile_load(news) == 0:
        controller.set_alarm(Ptr[i64](until)[0])
        dsb()
        wfi()
        controller.cancel_alarm()
    volatile_store(news, 0)
    unmask()


@metal
def take(number: u32) -> u32:
    """How often an interrupt has come; from here it is counted anew."""
    mask()
    count = arrived[number]
    arrived[number] = 0
    unmask()
    return count


@metal
def arrive_at(number: u32, word: usize, until: i64) -> bool:
    """Let other threads run until the handler of an interrupt has made the word at an address
    nonzero, or to a moment; whether it has."""
    board.prepare_idle()
    waiting[number] = waiting[number] + 1
    came = threads.wait_for_word(word, until)
    waiting[number] = waiting[number] - 1
    return came


@metal
def arrive(number: u32, until: i64) -> bool:
    """Let other threads run until an interrupt has come, or to a moment; whether it has."""
    return arrive_at(number, address_of(arrived + usize(number)), until)


@metal
def allow(number: u32) -> None:
    """Let an interrupt come (again)."""
    start()
    enable_interrupt(number)


@metal
def pass_on(number: u32) -> None:
    """Others may wait for the interrupt as well, for another reason: let it come for them."""
    if waiting[number] != 0:
        enable_interrupt(number)


@metal
def is_attached(number: u32) -> bool:
    """Whether a metal function deals with an interrupt."""
    return handlers[number] != 0


def wait(number, timeout=None):
    """Wait for an interrupt, at most ``timeout`` seconds; how often it came, 0 if it did not.

    Other threads run meanwhile. An interrupt that has come is held back until the next call, so
    that a device that still asks for attention does not interrupt its own driver. It comes as
    often as 1, then, unless a metal function is attached to it. ``ValueError``: there is no such
    interrupt.
    """
    effect("register")
    allow(_checked(number))
    until = threads.FOREVER if timeout is None else threads.deadline(
        threads.nanoseconds_of(timeout)
    )
    count = take(number)
    while not count:
        if not arrive(number, until):
            return take(number)
        count = take(number)
    return count


def wait_until(number, condition, timeout=None):
    """Wait for an interrupt until ``condition()`` is true, at most ``timeout`` seconds.

    Whether it is. The condition asks the device, so that interrupts that came before do not matter.
    """
    end = None if timeout is None else int(board.nanotime()) + int(timeout * 1e9)
    while not condition():
        left = None if end is None else (end - int(board.nanotime())) / 1e9
        if left is not None and left <= 0:
            pass_on(number)
            return False
        wait(number, left)
    pass_on(number)
    return True


def each(number):
    """Wait for an interrupt again and again: an iterator without end, over how often it came."""
    while True:
        yield wait(number)


def register(number, function):
    """Start a thread that calls ``function(number)`` each time an interrupt has come.

    What the function raises is reported, and the thread goes on.
    """
    effect("register")
    _checked(number)
    threads.start(lambda: _serve(number, function))


def _serve(number, function):
    while True:
        wait(number)
        try:
            function(number)
        except BaseException as error:
            unraisable.report(error, function)


@metal
def _lines() -> u32:
    start()
    return state.lines if state.lines < MOST else u32(MOST)


def _checked(number):
    if not 0 <= number < MOST or number >= _lines():
        raise ValueError(f"there is no interrupt {number}")
    return number
